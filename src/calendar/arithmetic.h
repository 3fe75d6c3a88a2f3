// File: calendar/arithmetic.h
//
// Counting days, months and years. Adding days is exact. Adding months or
// years first moves the month, then, where that month lacks the day, follows
// the rounding that the caller names: a rule of law says which and cites why.
//
//   add_months(2018-08-31, 6, Rounding::down)   // 2019-02-28
//   add_months(2018-08-31, 6, Rounding::up)     // 2019-03-01
//   add_months(2018-08-31, 6, Rounding::refuse) // error calendar.012
//
// Guarantees: monotone in the day for each of up and down; up is never before
// down; they differ by one day, and only where refuse is an error.
#pragma once

#include "calendar/day.h"

namespace ratione {

enum class Rounding : std::uint8_t {
  refuse,  // an error
  up,      // the first day of the month after
  down,    // the last day of the month
};

// Errors: out_of_years.
Result<Day> add_days(Day day, std::int64_t days);
// Errors: out_of_years, needs_rounding.
Result<Day> add_months(Day day, std::int64_t months, Rounding rounding);
Result<Day> add_years(Day day, std::int64_t years, Rounding rounding);

// The first day of the n-th month strictly after the month of `day`:
// n = 1 for 2003-04-01 is 2003-05-01. Errors: out_of_years.
Result<Day> first_of_month_after(Day day, int n = 1);

}  // namespace ratione
