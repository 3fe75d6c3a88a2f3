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

// The finding of that written form, "linked" or "armed_conflict(FIN)": that of the law
// which is asked, where several have one of its name. None: null.
const Finding* finding_of(const Law& law, const LawInstrument& instrument,
                          std::string_view written);

}  // namespace ratione
