// File: engine/truth.h
//
// Kleene's three values, ordered no < undetermined < yes: "and" is the least,
// "or" the greatest, "not" mirrors. A rule is such a value for every day of the
// conduct.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "calendar/timeline.h"

namespace ratione {

enum class Truth : std::uint8_t { no, undetermined, yes };

constexpr Truth operator!(Truth t) { return static_cast<Truth>(2 - static_cast<int>(t)); }
constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }
std::string_view word(Truth t);  // "yes", "no", "undetermined"

using TruthLine = Timeline<Truth>;

TruthLine both(const TruthLine& a, const TruthLine& b);
TruthLine either(const TruthLine& a, const TruthLine& b);
TruthLine operator!(const TruthLine& a);
inline bool always(const TruthLine& t, Truth value) {
  return t.constant() && t.segments()[0].value == value;
}
// No before day.lo, undetermined until day.hi, then yes. From "never": no.
TruthLine from_day(DayRange day);
// The mirror: not from_day(day).
TruthLine until_day(DayRange day);
// The best value on any day of the span, and the least.
Truth best_in(const TruthLine& t, Span span);
Truth least_in(const TruthLine& t, Span span);

}  // namespace ratione
