// File: bench/verdicts/told.h
//
// A row of numbers as the engine's question, and its verdict as a row's answer.
#pragma once

#include <functional>
#include <utility>

#include "engine/situation.h"
#include "engine/verdict.h"
#include "verdicts/rows.h"

namespace ratione::bench {

Situation situation_of(const Rows& rows, std::size_t i);

// Conclusion and reason of the situation of a row with that crime and trigger.
// `decide` may be asked twice.
std::pair<Answer, std::uint32_t> told(const std::function<Verdict(const Situation&)>& decide,
                                      Situation situation, std::uint8_t crime,
                                      std::uint8_t trigger);

}  // namespace ratione::bench
