// File: calendar/span.h
//
// A half-open interval of days, [from, until): the first day inside and the
// first day outside. A span that runs on has until == Day::never().
//
//   Span s{from, until};  s.contains(from) && !s.contains(until)
//
// Day::last() itself can lie in no span: it stands for "never".
#pragma once

#include <algorithm>
#include <string>

#include "calendar/day.h"

namespace ratione {

struct Span {
  Day from = Day::first();
  Day until = Day::never();

  static constexpr Span always() { return {Day::first(), Day::never()}; }
  static constexpr Span one(Day day) { return {day, day.next()}; }

  constexpr bool empty() const { return !(from < until); }
  constexpr int days() const { return empty() ? 0 : until - from; }
  constexpr bool contains(Day day) const { return from <= day && day < until; }
  constexpr bool contains(Span other) const {
    return other.empty() || (from <= other.from && other.until <= until);
  }
  constexpr bool meets(Span other) const { return !intersect(other).empty(); }
  constexpr Span intersect(Span other) const {
    return {std::max(from, other.from), std::min(until, other.until)};
  }
  friend constexpr bool operator==(Span, Span) = default;

  // "2016-01-01 to 2016-12-31" (last day inside), "2016-01-01" for one day,
  // "from 2016-01-01", "up to 2016-12-31", "always", "no day".
  std::string words() const;
};

}  // namespace ratione
