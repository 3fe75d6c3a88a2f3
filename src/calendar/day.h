// File: calendar/day.h
//
// A calendar day, without time or zone.
//
//   Day d = Day::from_ymd(2016, 2, 29).value();
//   add_days(d, 365);                        // 2017-02-28, exact
//   add_years(d, 1, Rounding::refuse);       // error calendar.012
//
// Guarantees: trivially copyable, four bytes; Day::parse(d.iso()) == d for
// every day; d + n - n == d. Not guaranteed: add_months(add_months(d, 1),
// -1) == d (31 January). Proleptic Gregorian, years 1 to 9999.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "errors/error.h"

namespace ratione {

struct Ymd {
  int year;
  int month;  // 1 to 12
  int day;    // 1 to 31
};

class Day {
 public:
  constexpr Day() = default;  // 1970-01-01

  // Errors: not_a_day (with what that month has), out_of_years.
  static Result<Day> from_ymd(int year, int month, int day);
  // Exactly "YYYY-MM-DD", nothing before or after.
  static Result<Day> parse(std::string_view text);
  // Days since 1970-01-01, negative before. Errors: out_of_years.
  static Result<Day> from_number(std::int64_t days);

  static constexpr Day first() { return Day(-719162); }  // 0001-01-01
  static constexpr Day last() { return Day(2932896); }   // 9999-12-31
  // The law's "never" is the last day: nothing can be later.
  static constexpr Day never() { return last(); }

  constexpr std::int32_t number() const { return number_; }
  Ymd ymd() const;
  std::string iso() const;  // "2016-02-29"
  // Neighbours, clamped to first() and last().
  constexpr Day next() const { return number_ < last().number_ ? Day(number_ + 1) : *this; }
  constexpr Day previous() const { return number_ > first().number_ ? Day(number_ - 1) : *this; }

  friend constexpr auto operator<=>(Day, Day) = default;
  // Days from b to a.
  friend constexpr int operator-(Day a, Day b) { return a.number_ - b.number_; }

 private:
  constexpr explicit Day(std::int32_t number) : number_(number) {}
  std::int32_t number_ = 0;
};

bool is_leap(int year);
int days_in_month(int year, int month);

// A day that is known only to lie in [lo, hi], both inside; usually lo == hi.
struct DayRange {
  Day lo;
  Day hi;

  static constexpr DayRange on(Day day) { return {day, day}; }
  constexpr bool certain() const { return lo == hi; }
  friend constexpr bool operator==(DayRange, DayRange) = default;

  // "2016-02-29", "2018-01-26/2018-02-16", a year "2011" or a month "2011-03"
  // (the whole of it).
  static Result<DayRange> parse(std::string_view text);
  std::string iso() const;  // one day, or "lo/hi"
};

}  // namespace ratione
