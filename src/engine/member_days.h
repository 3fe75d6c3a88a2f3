// File: engine/member_days.h
//
// What a condition asks of the days of a set's member, which stands in a slot: so that
// of very many acts in the order of those days only some need be looked at.
#pragma once

#include <algorithm>
#include <span>

#include "calendar/day.h"
#include "law/typed/law.h"

namespace ratione {

// Does it speak of that variable?
bool speaks_of(const Expr& expr, int slot);
// Is it the day of the act in that variable, and no more?
bool is_day_of(const Expr& expr, int slot);
// The date that a clause gives that act, and no more: the clause, or -1.
int date_of(const Expr& expr, int slot);

// Of things in the order of their days, those for which `one op other` can be, or
// `other op one` where `one` comes second.
template <class T, class DayOf>
std::span<const T> on_side(std::span<const T> all, DayOp op, bool one_first, Day other,
                           DayOf day_of) {
  // The first that is on the day, and the first after it.
  const auto on = std::lower_bound(all.begin(), all.end(), other,
                                   [&](const T& x, Day d) { return day_of(x) < d; });
  const auto after =
      std::upper_bound(on, all.end(), other, [&](Day d, const T& x) { return d < day_of(x); });
  switch (op) {
    case DayOp::before:
      return one_first ? std::span<const T>{all.begin(), on} : std::span<const T>{after, all.end()};
    case DayOp::by:
      return one_first ? std::span<const T>{all.begin(), after} : std::span<const T>{on, all.end()};
    case DayOp::after:
      return one_first ? std::span<const T>{after, all.end()} : std::span<const T>{all.begin(), on};
  }
  return all;
}

}  // namespace ratione
