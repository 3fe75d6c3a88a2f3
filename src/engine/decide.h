// File: engine/decide.h
//
// From a question to a verdict: choice of trigger, worlds, completions of what
// is unknown, from inside outwards (LANGUAGE, section 3.6).
#pragma once

#include "engine/evaluate.h"
#include "engine/verdict.h"

namespace ratione {

// The situation must have passed check_situation.
Verdict decide(Evaluator& evaluator, const LawInstrument& instrument, const Question& question,
               const Situation& situation, const States& states);

Errors check_situation(const Law& law, const LawInstrument& instrument, const Situation& situation);

// Puts the situation into the evaluator's inputs. Left out follows the law.
void put(Evaluator& evaluator, const LawInstrument& instrument, const Situation& situation);

}  // namespace ratione
