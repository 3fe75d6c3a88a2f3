#include "calendar/arithmetic.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <optional>
#include <vector>

namespace ratione {
namespace {

Day day(std::string_view iso) { return Day::parse(iso).value(); }

// The oracle knows no formula: it walks over the calendar once, day by day,
// and writes down where each month begins. So it moves a month by stepping from
// one month to the next, and finds a day by counting from the month's first.
class WalkedCalendar {
 public:
  static const WalkedCalendar& get() {
    static const WalkedCalendar walked;
    return walked;
  }

  struct Answer {
    std::optional<Day> down, up, exact;  // none of them: outside the calendar
  };

  Answer add_months(Day from, std::int64_t months) const {
    std::int64_t place = static_cast<std::int64_t>(month_of(from)) + months;
    if (place < 0 || place + 1 >= static_cast<std::int64_t>(first_of_month_.size())) return {};
    auto month = static_cast<std::size_t>(place);
    int nth = from.number() - first_of_month_[month_of(from)];
    int walked = first_of_month_[month];
    for (int i = 0; i < nth; ++i) {
      ++walked;
      if (walked == first_of_month_[month + 1]) {
        return {at(walked - 1), at(walked), std::nullopt};
      }
    }
    return {at(walked), at(walked), at(walked)};
  }

  std::optional<Day> first_of(Day from, int n) const {
    std::int64_t place = static_cast<std::int64_t>(month_of(from)) + n;
    if (place < 0 || place + 1 >= static_cast<std::int64_t>(first_of_month_.size())) {
      return std::nullopt;
    }
    return at(first_of_month_[static_cast<std::size_t>(place)]);
  }

 private:
  WalkedCalendar() {
    int number = Day::first().number();
    for (int year = 1; year <= 9999; ++year) {
      bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
      for (int length : {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}) {
        first_of_month_.push_back(number);
        for (int i = 0; i < length; ++i) {
          month_of_.push_back(first_of_month_.size() - 1);
          ++number;
        }
      }
    }
    first_of_month_.push_back(number);
  }
  std::size_t month_of(Day d) const {
    return month_of_[static_cast<std::size_t>(d.number() - Day::first().number())];
  }
  static Day at(int number) { return Day::from_number(number).value(); }

  std::vector<int> first_of_month_;    // day numbers, and the end of the last
  std::vector<std::size_t> month_of_;  // for each day
};

// "" or what differs.
template <class Add>
std::string differs(Add add, Day from, std::int64_t count, const WalkedCalendar::Answer& expected) {
  Result<Day> down = add(from, count, Rounding::down);
  Result<Day> up = add(from, count, Rounding::up);
  Result<Day> exact = add(from, count, Rounding::refuse);
  auto same = [](const Result<Day>& ours, const std::optional<Day>& theirs) {
    return ours.has_value() == theirs.has_value() && (!ours || *ours == *theirs);
  };
  std::string what = from.iso() + " + " + std::to_string(count);
  if (!same(down, expected.down)) return what + " rounding down";
  if (!same(up, expected.up)) return what + " rounding up";
  if (!same(exact, expected.exact)) return what + " without rounding";
  if (!exact) {
    Code wanted = expected.down ? Code::needs_rounding : Code::out_of_years;
    if (exact.error().code != wanted) return what + ": " + exact.error().render();
  }
  // What the header promises, said again without the oracle.
  if (down.has_value() != up.has_value()) return what + ": one rounding fails";
  if (down && *up - *down != (exact ? 0 : 1)) return what + ": up and down lie apart";
  return "";
}

constexpr int months_tried[] = {-4800, -4799, -1201, -120, -25, -24, -13, -12, -11, -6,   -3,  -2,
                                -1,    0,     1,     2,    3,   5,   6,   7,   11,  12,   13,  18,
                                24,    25,    30,    36,   48,  60,  84,  120, 121, 1200, 4800};
constexpr int years_tried[] = {-400, -100, -25, -7, -4, -3, -2, -1,  0,
                               1,    2,    3,   4,  5,  7,  20, 100, 400};

// 146,097 days: after them the calendar repeats.
TEST(MonthArithmetic, EveryDayOfA400YearCycleAgreesWithWalking) {
  const WalkedCalendar& walked = WalkedCalendar::get();
  Day begin = day("1800-01-01");
  for (int months : months_tried) {
    Day d = begin;
    for (int i = 0; i < 146097; ++i, d = d.next()) {
      std::string fault = differs(add_months, d, months, walked.add_months(d, months));
      if (!fault.empty()) FAIL() << fault << " months";
    }
    ASSERT_EQ(d, day("2200-01-01"));
  }
}

TEST(YearArithmetic, EveryDayOfA400YearCycleAgreesWithWalking) {
  const WalkedCalendar& walked = WalkedCalendar::get();
  Day begin = day("1800-01-01");
  for (int years : years_tried) {
    Day d = begin;
    for (int i = 0; i < 146097; ++i, d = d.next()) {
      std::string fault = differs(add_years, d, years, walked.add_months(d, years * 12));
      if (!fault.empty()) FAIL() << fault << " years";
    }
  }
}

TEST(MonthArithmetic, BothEndsOfTheCalendarAgreeWithWalking) {
  const WalkedCalendar& walked = WalkedCalendar::get();
  for (Day begin : {Day::first(), day("9997-01-01")}) {
    Day d = begin;
    for (int i = 0; i < 3 * 365; ++i, d = d.next()) {
      for (int months = -40; months <= 40; ++months) {
        std::string fault = differs(add_months, d, months, walked.add_months(d, months));
        if (!fault.empty()) FAIL() << fault << " months";
        std::optional<Day> expected = walked.first_of(d, months);
        Result<Day> first = first_of_month_after(d, months);
        if (first.has_value() != expected.has_value() || (first && *first != *expected)) {
          FAIL() << d.iso() << ": month " << months << " after";
        }
      }
    }
  }
}

TEST(MonthArithmetic, IsMonotoneInTheDay) {
  for (Rounding rounding : {Rounding::up, Rounding::down}) {
    for (int months : months_tried) {
      Day d = day("1800-01-01");
      Day before = add_months(d, months, rounding).value();
      for (int i = 1; i < 146097; ++i) {
        d = d.next();
        Day now = add_months(d, months, rounding).value();
        if (now < before) FAIL() << d.iso() << " + " << months << " goes back";
        before = now;
      }
    }
  }
}

TEST(FirstOfMonthAfter, EveryDayOfA400YearCycleAgreesWithWalking) {
  const WalkedCalendar& walked = WalkedCalendar::get();
  for (int n : {-1, 0, 1, 2, 3, 6, 12}) {
    Day d = day("1800-01-01");
    for (int i = 0; i < 146097; ++i, d = d.next()) {
      if (first_of_month_after(d, n).value() != *walked.first_of(d, n))
        FAIL() << d.iso() << ' ' << n;
    }
  }
}

TEST(FirstOfMonthAfter, IsStrictlyAfterTheMonth) {
  EXPECT_EQ(first_of_month_after(day("2003-04-01"))->iso(), "2003-05-01");
  EXPECT_EQ(first_of_month_after(day("2003-04-30"))->iso(), "2003-05-01");
  EXPECT_EQ(first_of_month_after(day("2003-12-31"))->iso(), "2004-01-01");
  EXPECT_EQ(first_of_month_after(day("2003-07-15"), 6)->iso(), "2004-01-01");
  EXPECT_EQ(first_of_month_after(Day::last()).error().render(),
            "9999-12-31 + 1 month is outside the calendar; years are 0001 to 9999. (calendar.004)");
  EXPECT_FALSE(first_of_month_after(Day::first(), std::numeric_limits<int>::min()));
  EXPECT_FALSE(first_of_month_after(Day::last(), std::numeric_limits<int>::max()));
}

// Where engines disagree: SQLite and JavaScript say 1 March, PostgreSQL and
// DuckDB 28 February.
TEST(YearArithmetic, OneYearAfter29FebruaryIsDeclaredNotGuessed) {
  Day leap = day("2016-02-29");
  EXPECT_EQ(add_years(leap, 1, Rounding::down)->iso(), "2017-02-28");
  EXPECT_EQ(add_years(leap, 1, Rounding::up)->iso(), "2017-03-01");
  EXPECT_EQ(add_years(leap, 1, Rounding::refuse).error().render(),
            "2016-02-29 + 1 year would be 2017-02-29, which is no day; say \"rounding down\" for "
            "2017-02-28 or \"rounding up\" for 2017-03-01. (calendar.012)");
  EXPECT_EQ(add_years(leap, 4, Rounding::refuse)->iso(), "2020-02-29");
  EXPECT_EQ(add_months(day("2018-08-31"), 6, Rounding::down)->iso(), "2019-02-28");
  EXPECT_EQ(add_months(day("2018-08-31"), 6, Rounding::up)->iso(), "2019-03-01");
  EXPECT_EQ(add_months(day("2018-08-31"), -2, Rounding::refuse).error().render(),
            "2018-08-31 - 2 months would be 2018-06-31, which is no day; say \"rounding down\" "
            "for 2018-06-30 or \"rounding up\" for 2018-07-01. (calendar.012)");
  EXPECT_EQ(add_months(day("2018-08-31"), 12, Rounding::refuse)->iso(), "2019-08-31");
}

TEST(Arithmetic, SaysWhereTheCalendarEnds) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  EXPECT_EQ(add_days(Day::last(), 1).error().render(),
            "9999-12-31 + 1 day is outside the calendar; years are 0001 to 9999. (calendar.004)");
  EXPECT_EQ(add_days(Day::first(), -2).error().render(),
            "0001-01-01 - 2 days is outside the calendar; years are 0001 to 9999. (calendar.004)");
  EXPECT_EQ(add_years(Day(), least, Rounding::up).error().render(),
            "1970-01-01 - 9223372036854775808 years is outside the calendar; years are 0001 to "
            "9999. (calendar.004)");
  for (Day d : {Day::first(), Day(), Day::last()}) {
    for (std::int64_t far : {most, least, most - 1, least + 1, most / 12, most / 12 + 1,
                             std::int64_t{1} << 32, -(std::int64_t{1} << 32)}) {
      EXPECT_FALSE(add_days(d, far)) << far;
      EXPECT_FALSE(add_months(d, far, Rounding::down)) << far;
      EXPECT_FALSE(add_years(d, far, Rounding::down)) << far;
    }
  }
  // The widest steps that stay inside.
  int all = Day::last() - Day::first();
  EXPECT_EQ(add_days(Day::first(), all).value(), Day::last());
  EXPECT_EQ(add_days(Day::last(), -all).value(), Day::first());
  EXPECT_EQ(add_months(Day::first(), 9999 * 12 - 1, Rounding::refuse)->iso(), "9999-12-01");
  EXPECT_FALSE(add_months(Day::first(), 9999 * 12, Rounding::refuse));
  EXPECT_EQ(add_years(Day::last(), -9998, Rounding::refuse)->iso(), "0001-12-31");
  EXPECT_FALSE(add_years(Day::last(), -9999, Rounding::refuse));
}

rc::Gen<Day> any_day() {
  return rc::gen::map(rc::gen::inRange(Day::first().number(), Day::last().number() + 1),
                      [](int number) { return Day::from_number(number).value(); });
}

RC_GTEST_PROP(DayArithmetic, ComesBackAndCountsExactly, ()) {
  Day d = *any_day();
  Day e = *any_day();
  int n = e - d;
  RC_ASSERT(add_days(d, n).value() == e);
  RC_ASSERT(add_days(add_days(d, n).value(), -n).value() == d);
}

RC_GTEST_PROP(MonthArithmeticProperty, AnyStepAgreesWithWalking, ()) {
  Day d = *any_day();
  std::int64_t months = *rc::gen::inRange<std::int64_t>(-130'000, 130'000);
  RC_ASSERT(differs(add_months, d, months, WalkedCalendar::get().add_months(d, months)) == "");
}

// Twelve months are a year under every rounding; two steps are not always one
// (31 January + 1 month - 1 month), and so nothing of that kind is promised.
RC_GTEST_PROP(MonthArithmeticProperty, TwelveMonthsAreAYear, ()) {
  Day d = *any_day();
  int years = *rc::gen::inRange(-50, 50);
  for (Rounding r : {Rounding::up, Rounding::down, Rounding::refuse}) {
    Result<Day> a = add_years(d, years, r);
    Result<Day> b = add_months(d, years * 12, r);
    RC_ASSERT(a.has_value() == b.has_value());
    if (a) RC_ASSERT(*a == *b);
  }
}

TEST(MonthArithmetic, ThereAndBackIsNotPromised) {
  Day d = day("2019-01-31");
  Day there = add_months(d, 1, Rounding::down).value();
  EXPECT_EQ(add_months(there, -1, Rounding::down)->iso(), "2019-01-28");
}

}  // namespace
}  // namespace ratione
