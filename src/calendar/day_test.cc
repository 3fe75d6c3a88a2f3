#include "calendar/day.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <chrono>
#include <limits>
#include <string>
#include <type_traits>

namespace ratione {
namespace {

static_assert(std::is_trivially_copyable_v<Day>);
static_assert(sizeof(Day) == 4);

std::string fault(std::string_view text) {
  Result<Day> day = Day::parse(text);
  return day ? "no fault: " + day->iso() : day.error().render();
}

std::string fault_of_range(std::string_view text) {
  Result<DayRange> range = DayRange::parse(text);
  return range ? "no fault: " + range->iso() : range.error().render();
}

// Every day of the years 1 to 9999, and so every 400-year cycle in them,
// against the calendar of the standard library and against counting on.
TEST(Day, EveryDayAgreesWithTheStandardLibraryAndWithCountingOn) {
  namespace chrono = std::chrono;
  int year = 1, month = 1, day = 1;
  std::string iso;
  for (int number = Day::first().number(); number <= Day::last().number(); ++number) {
    Result<Day> d = Day::from_number(number);
    ASSERT_TRUE(d) << number;
    Ymd ymd = d->ymd();
    chrono::year_month_day theirs{chrono::sys_days{chrono::days{number}}};
    bool agree = ymd.year == int{theirs.year()} &&
                 ymd.month == static_cast<int>(unsigned{theirs.month()}) &&
                 ymd.day == static_cast<int>(unsigned{theirs.day()}) && ymd.year == year &&
                 ymd.month == month && ymd.day == day;
    if (!agree) FAIL() << number << " is " << d->iso();
    Result<Day> back = Day::from_ymd(year, month, day);
    if (!back || *back != *d) FAIL() << d->iso() << " from its year, month and day";

    char expected[40];
    std::snprintf(expected, sizeof expected, "%04d-%02d-%02d", year, month, day);
    iso = d->iso();
    if (iso != expected) FAIL() << iso << " should read " << expected;
    Result<Day> read = Day::parse(iso);
    if (!read || *read != *d) FAIL() << iso << " does not read back";

    int length = static_cast<int>(
        unsigned{(chrono::year{year} / static_cast<unsigned>(month) / chrono::last).day()});
    if (days_in_month(year, month) != length) FAIL() << iso << ": length of the month";
    if (day < length) {
      ++day;
    } else {
      day = 1;
      year += month == 12;
      month = month == 12 ? 1 : month + 1;
    }
  }
  EXPECT_EQ(year, 10000) << "the last day is the last of a year";
}

// What the standard library calls no date must be refused, the rest taken.
TEST(Day, TakesExactlyTheDatesThatExist) {
  namespace chrono = std::chrono;
  for (int year = 1896; year <= 2296; ++year) {
    for (int month = -1; month <= 14; ++month) {
      for (int day = -1; day <= 33; ++day) {
        bool exists =
            month > 0 && day > 0 &&
            chrono::year_month_day{chrono::year{year}, chrono::month{static_cast<unsigned>(month)},
                                   chrono::day{static_cast<unsigned>(day)}}
                .ok();
        Result<Day> d = Day::from_ymd(year, month, day);
        if (d.has_value() != exists) FAIL() << year << ' ' << month << ' ' << day;
        if (!d && d.error().code != Code::not_a_day) FAIL() << d.error().render();
      }
    }
  }
}

TEST(Day, EndsOfTheCalendar) {
  EXPECT_EQ(Day::first().iso(), "0001-01-01");
  EXPECT_EQ(Day::last().iso(), "9999-12-31");
  EXPECT_EQ(Day::never(), Day::last());
  EXPECT_EQ(Day::parse("0001-01-01").value(), Day::first());
  EXPECT_EQ(Day::parse("9999-12-31").value(), Day::last());
  EXPECT_EQ(Day::first().previous(), Day::first());
  EXPECT_EQ(Day::last().next(), Day::last());
  EXPECT_EQ(Day::last().previous().next(), Day::last());
  EXPECT_EQ(Day::first().next().iso(), "0001-01-02");
  EXPECT_EQ(Day(), Day::parse("1970-01-01").value());
  EXPECT_EQ(Day::last() - Day::first(), 3652058);

  EXPECT_EQ(Day::from_number(Day::first().number() - 1).error().render(),
            "Day number -719163 is outside the calendar; days are -719162 to 2932896, counted "
            "from 1970-01-01. (calendar.004)");
  for (std::int64_t far :
       {std::int64_t{2932897}, std::int64_t{1} << 32, std::numeric_limits<std::int64_t>::max(),
        std::numeric_limits<std::int64_t>::min()}) {
    EXPECT_FALSE(Day::from_number(far)) << far;
  }
  EXPECT_EQ(Day::from_ymd(0, 1, 1).error().render(),
            "0000-01-01 is outside the calendar; years are 0001 to 9999. (calendar.004)");
  EXPECT_EQ(Day::from_ymd(10000, 1, 1).error().render(),
            "10000-01-01 is outside the calendar; years are 0001 to 9999. (calendar.004)");
  int most = std::numeric_limits<int>::max();
  int least = std::numeric_limits<int>::min();
  EXPECT_FALSE(Day::from_ymd(most, most, most));
  EXPECT_FALSE(Day::from_ymd(least, least, least));
  EXPECT_FALSE(Day::from_ymd(2016, most, least));
}

TEST(Day, LeapYears) {
  for (int year : {4, 400, 1600, 1996, 2000, 2016, 2400}) EXPECT_TRUE(is_leap(year)) << year;
  for (int year : {1, 100, 1900, 2015, 2100, 2200, 2300, 9999}) EXPECT_FALSE(is_leap(year)) << year;
}

TEST(Day, SaysWhatTheMonthHas) {
  EXPECT_EQ(fault("2016-02-30"),
            "\"2016-02-30\" is not a day; February 2016 has 29. (calendar.003)");
  EXPECT_EQ(fault("2015-02-29"),
            "\"2015-02-29\" is not a day; February 2015 has 28. (calendar.003)");
  EXPECT_EQ(fault("1900-02-29"),
            "\"1900-02-29\" is not a day; February 1900 has 28. (calendar.003)");
  EXPECT_EQ(fault("2016-04-31"), "\"2016-04-31\" is not a day; April 2016 has 30. (calendar.003)");
  EXPECT_EQ(fault("2016-12-32"),
            "\"2016-12-32\" is not a day; December 2016 has 31. (calendar.003)");
  EXPECT_EQ(fault("2016-02-00"),
            "\"2016-02-00\" is not a day; February 2016 begins with 01. (calendar.003)");
  EXPECT_EQ(fault("2016-13-01"),
            "\"2016-13-01\" is not a day; months are 01 to 12. (calendar.003)");
  EXPECT_EQ(fault("2016-00-01"),
            "\"2016-00-01\" is not a day; months are 01 to 12. (calendar.003)");
  EXPECT_EQ(fault("0000-12-31"),
            "\"0000-12-31\" is outside the calendar; years are 0001 to 9999. (calendar.004)");
}

TEST(Day, ReadsNothingButTenCharacters) {
  using namespace std::string_view_literals;
  for (std::string_view text : {"2016-2-9"sv,
                                " 2016-02-09"sv,
                                "2016-02-09 "sv,
                                "2016-02-09\n"sv,
                                "2016-02-09\0"sv,
                                "\0002016-02-09"sv,
                                "2016-02-0\0"sv,
                                "2016-02-09T00:00"sv,
                                "20160209"sv,
                                "2016/02/09"sv,
                                "2016-02/09"sv,
                                "09-02-2016"sv,
                                "+016-02-09"sv,
                                "-016-02-09"sv,
                                "+2016-02-09"sv,
                                "-2016-02-09"sv,
                                "2016-+2-09"sv,
                                "2016- 2-09"sv,
                                "2016-02- 9"sv,
                                "2016-02-+9"sv,
                                "2016-02--9"sv,
                                "2O16-02-09"sv,
                                "0x16-02-09"sv,
                                "2016-0a-09"sv,
                                "10000-01-01"sv,
                                "02016-02-09"sv,
                                ""sv,
                                "-"sv,
                                "----------"sv,
                                "2016-02-"sv,
                                "2016-02"sv,
                                "2016"sv,
                                "today"sv,
                                "2016‐02‐09"sv,
                                "２０１６-02-09"sv,
                                "٢٠١٦-٠٢-٠٩"sv,
                                "\xB2\x30\x31\x36-02-09"sv}) {
    Result<Day> day = Day::parse(text);
    ASSERT_FALSE(day) << text << " was read as " << day->iso();
    EXPECT_EQ(day.error().code, Code::not_a_day) << text;
    EXPECT_NE(day.error().says.find("; write year, month and day as 2016-02-09."),
              std::string::npos)
        << day.error().says;
  }
  EXPECT_EQ(fault("2016-2-9"),
            "\"2016-2-9\" is not a day; write year, month and day as 2016-02-09. (calendar.003)");
}

RC_GTEST_PROP(DayProperty, ReadsAnyTextAsADayOnlyIfItIsWrittenSo, ()) {
  auto text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789---/ +T")));
  if (Result<Day> day = Day::parse(text)) RC_ASSERT(day->iso() == text);
}

RC_GTEST_PROP(DayProperty, ChangingOneCharacterNeverKeepsTheDay, ()) {
  Day day =
      Day::from_number(*rc::gen::inRange(Day::first().number(), Day::last().number())).value();
  std::string text = day.iso();
  auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  char with = *rc::gen::arbitrary<char>();
  RC_PRE(text[at] != with);
  text[at] = with;
  Result<Day> other = Day::parse(text);
  if (other) {
    RC_ASSERT(*other != day);
    RC_ASSERT(other->iso() == text);
  }
}

TEST(DayRange, ReadsDaysRangesMonthsAndYears) {
  auto iso = [](std::string_view text) { return DayRange::parse(text).value().iso(); };
  EXPECT_EQ(iso("2016-02-29"), "2016-02-29");
  EXPECT_EQ(iso("2018-01-26/2018-02-16"), "2018-01-26/2018-02-16");
  EXPECT_EQ(iso("2018-01-26/2018-01-26"), "2018-01-26");
  EXPECT_EQ(iso("2011"), "2011-01-01/2011-12-31");
  EXPECT_EQ(iso("2011-03"), "2011-03-01/2011-03-31");
  EXPECT_EQ(iso("2012-02"), "2012-02-01/2012-02-29");
  EXPECT_EQ(iso("0001"), "0001-01-01/0001-12-31");
  EXPECT_EQ(iso("9999-12"), "9999-12-01/9999-12-31");
  EXPECT_TRUE(DayRange::parse("2016-02-29")->certain());
  EXPECT_FALSE(DayRange::parse("2011")->certain());
}

TEST(DayRange, SaysWhatIsWrong) {
  EXPECT_EQ(fault_of_range("2018-03-26/2018-02-16"),
            "\"2018-03-26/2018-02-16\" ends before it begins; write the earlier day first. "
            "(calendar.005)");
  EXPECT_EQ(fault_of_range("2016-02-30"),
            "\"2016-02-30\" is not a day; February 2016 has 29. (calendar.003)");
  EXPECT_EQ(fault_of_range("2016-02-01/2016-02-30"),
            "\"2016-02-30\" is not a day; February 2016 has 29. (calendar.003)");
  EXPECT_EQ(fault_of_range("2011-13"),
            "\"2011-13\" is not a day; months are 01 to 12. (calendar.003)");
  EXPECT_EQ(fault_of_range("0000"),
            "\"0000\" is outside the calendar; years are 0001 to 9999. (calendar.004)");
  EXPECT_EQ(fault_of_range("in 2011"),
            "\"in 2011\" is not a day; write 2016-02-09, a month as 2016-02, a year as 2016, or "
            "first/last day. (calendar.003)");
  for (std::string_view text : {"", "/", "2011/", "/2011", "2011/2012", "2011-03/2011-04", "201",
                                "20111", "2011-3", "+011", "2011-0a", "2018-01-26/2018-02-16/",
                                "2018-01-26//2018-02-16", "2018-01-26 / 2018-02-16", "2011-"}) {
    EXPECT_FALSE(DayRange::parse(text)) << text;
  }
}

RC_GTEST_PROP(DayRangeProperty, ReadsBackWhatItWrites, ()) {
  auto any = rc::gen::inRange(Day::first().number(), Day::last().number() + 1);
  Day a = Day::from_number(*any).value();
  Day b = Day::from_number(*any).value();
  DayRange range{std::min(a, b), std::max(a, b)};
  RC_ASSERT(DayRange::parse(range.iso()).value() == range);
}

}  // namespace
}  // namespace ratione
