// File: engine/asked.h
//
// From a situation as it is asked to the evaluator's inputs.
#pragma once

#include "engine/evaluate.h"

namespace ratione {

// What the law of that instrument does not know, or needs and was not given.
Errors check_situation(const Law& law, const LawInstrument& instrument, const Situation& situation);

// Puts the situation into the evaluator's inputs. Left out follows the law.
void put(Evaluator& evaluator, const LawInstrument& instrument, const Situation& situation);

}  // namespace ratione
