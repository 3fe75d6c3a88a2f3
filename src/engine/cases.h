// File: engine/cases.h
//
// The tables of cases that stand under the rules: each row is run and its
// expected cells are compared.
#pragma once

#include <functional>

#include "engine/engine.h"
#include "engine/inside.h"

namespace ratione {

// `as_known` gives the engine's inside for another day of knowledge, or null
// with a fault when the record cannot be read for it.
Engine::CasesRun run_tables(Evaluator& evaluator, const LawInstrument& instrument,
                            const States& states, const std::function<Evaluator*(Day)>& as_known);

}  // namespace ratione
