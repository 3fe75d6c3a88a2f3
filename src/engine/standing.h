// File: engine/standing.h
//
// Where States stand under an instrument, and from which day its acts have
// effect. The law says both: rules named by the words of a status, and
// `effective KIND is DATE` declarations.
#pragma once

#include "engine/engine.h"
#include "engine/evaluate.h"

namespace ratione {

StatusRow standing(Evaluator& evaluator, const LawInstrument& instrument, StateCode state, Day on,
                   const std::map<std::string, bool>& findings);
Proof explain_standing(Evaluator& evaluator, const LawInstrument& instrument, StateCode state,
                       Day on);
// The declaration that tells the effective day of acts of a kind: of those that take
// it in, the narrowest. None: null.
const Effective* effective_of(const Law& law, const LawInstrument& instrument,
                              std::string_view kind);
// Why a State of which nothing is told may have done something all the same: the record
// has gaps, and holds no act of its. Empty: something is told, or the record has none.
std::string not_known(const Record& record, const LawInstrument& instrument, const StatusRow& row);
std::vector<DateRow> effects(Evaluator& evaluator, const LawInstrument& instrument);

}  // namespace ratione
