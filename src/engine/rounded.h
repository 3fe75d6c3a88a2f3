// File: engine/rounded.h
//
// Where the calendar has no such day: a year after 29 February, six months after
// 31 August. The law names how it rounds (docs/law-language.md); others count
// otherwise, so that a reader must be told where it decides the day.
#pragma once

#include <optional>
#include <vector>

#include "engine/evaluate.h"

namespace ratione {

// The day from which the clause counts months or years, where they end in a month that
// lacks it and `result`, its day, is what the law takes instead. `clause`: the
// definition or the exception that gave the day; `base`: of an exception, the day that
// the definition gives.
std::optional<Day> counted_from(Evaluator& evaluator, int clause, const std::vector<Value>& args,
                                std::optional<DayRange> base, Day result);

}  // namespace ratione
