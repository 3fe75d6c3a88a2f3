#include "calendar/day.h"

#include <fmt/format.h>

#include <array>

#include "errors/quoted.h"

namespace ratione {
namespace {

constexpr int first_year = 1;
constexpr int last_year = 9999;

constexpr std::array<std::string_view, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// Counted in years that begin on 1 March, so that a leap day is the last of its
// year. 306 is 1 January in such a year; 719468 is 1970-01-01 from 0000-03-01.
constexpr std::int32_t number_of(int year, int month, int day) {
  int y = month > 2 ? year : year - 1;
  int m = month > 2 ? month - 3 : month + 9;  // 0 is March
  int day_of_year = (153 * m + 2) / 5 + day - 1;
  return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}
static_assert(number_of(1970, 1, 1) == 0);
static_assert(number_of(1, 1, 1) == Day::first().number());
static_assert(number_of(9999, 12, 31) == Day::last().number());

// The value of digits [at, at + count), or -1 when one of them is no digit.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// A fault of a day that was written as `shown`.
tl::unexpected<Error> no_such_day(const std::string& shown, int year, int month, int day) {
  if (year < first_year || year > last_year) {
    return fail(Code::out_of_years,
                fmt::format("{} is outside the calendar; years are 0001 to 9999.", shown));
  }
  if (month < 1 || month > 12) {
    return fail(Code::not_a_day, fmt::format("{} is not a day; months are 01 to 12.", shown));
  }
  std::string month_and_year =
      fmt::format("{} {}", month_names[static_cast<std::size_t>(month - 1)], year);
  if (day < 1) {
    return fail(Code::not_a_day,
                fmt::format("{} is not a day; {} begins with 01.", shown, month_and_year));
  }
  return fail(Code::not_a_day, fmt::format("{} is not a day; {} has {}.", shown, month_and_year,
                                           days_in_month(year, month)));
}

bool on_calendar(int year, int month, int day) {
  return year >= first_year && year <= last_year && month >= 1 && month <= 12 && day >= 1 &&
         day <= days_in_month(year, month);
}

}  // namespace

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

Result<Day> Day::from_ymd(int year, int month, int day) {
  if (on_calendar(year, month, day)) return Day(number_of(year, month, day));
  return no_such_day(fmt::format("{:04}-{:02}-{:02}", year, month, day), year, month, day);
}

Result<Day> Day::parse(std::string_view text) {
  int year = -1, month = -1, day = -1;
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    year = digits(text, 0, 4);
    month = digits(text, 5, 2);
    day = digits(text, 8, 2);
  }
  if (year < 0 || month < 0 || day < 0) {
    return fail(
        Code::not_a_day,
        fmt::format("{} is not a day; write year, month and day as 2016-02-09.", quoted(text)));
  }
  if (on_calendar(year, month, day)) return Day(number_of(year, month, day));
  return no_such_day(quoted(text), year, month, day);
}

Result<Day> Day::from_number(std::int64_t days) {
  if (days < first().number_ || days > last().number_) {
    return fail(Code::out_of_years,
                fmt::format("Day number {} is outside the calendar; days are {} to {}, counted "
                            "from 1970-01-01.",
                            days, first().number_, last().number_));
  }
  return Day(static_cast<std::int32_t>(days));
}

// The way back: 400 years are 146097 days, and of these the last day of each
// century, and of the whole, is the one that breaks the even division.
Ymd Day::ymd() const {
  int days = number_ + 719468;  // from 0000-03-01, never negative
  int era = days / 146097;
  int of_era = days % 146097;
  int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int m = (5 * of_year + 2) / 153;  // 0 is March
  int month = m < 10 ? m + 3 : m - 9;
  return {400 * era + year_of_era + (month <= 2 ? 1 : 0), month, of_year - (153 * m + 2) / 5 + 1};
}

std::string Day::iso() const {
  Ymd d = ymd();
  std::string out = "0000-00-00";
  auto put = [&](std::size_t at, int value) { out[at] = static_cast<char>('0' + value % 10); };
  put(0, d.year / 1000);
  put(1, d.year / 100);
  put(2, d.year / 10);
  put(3, d.year);
  put(5, d.month / 10);
  put(6, d.month);
  put(8, d.day / 10);
  put(9, d.day);
  return out;
}

Result<DayRange> DayRange::parse(std::string_view text) {
  if (std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    Result<Day> lo = Day::parse(text.substr(0, slash));
    if (!lo) return tl::unexpected<Error>(lo.error());
    Result<Day> hi = Day::parse(text.substr(slash + 1));
    if (!hi) return tl::unexpected<Error>(hi.error());
    if (*hi < *lo) {
      return fail(
          Code::range_backwards,
          fmt::format("{} ends before it begins; write the earlier day first.", quoted(text)));
    }
    return DayRange{*lo, *hi};
  }
  bool year_only = text.size() == 4;
  bool month_only = text.size() == 7 && text[4] == '-';
  if (year_only || month_only) {
    int year = digits(text, 0, 4);
    int month = month_only ? digits(text, 5, 2) : 1;
    if (year >= 0 && month >= 0) {
      if (!on_calendar(year, month, 1)) return no_such_day(quoted(text), year, month, 1);
      int last_month = month_only ? month : 12;
      return DayRange{Day::from_ymd(year, month, 1).value(),
                      Day::from_ymd(year, last_month, days_in_month(year, last_month)).value()};
    }
  }
  Result<Day> day = Day::parse(text);
  if (day) return DayRange::on(*day);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return fail(Code::not_a_day,
                fmt::format("{} is not a day; write 2016-02-09, a month as 2016-02, a year as "
                            "2016, or first/last day.",
                            quoted(text)));
  }
  return tl::unexpected<Error>(day.error());
}

std::string DayRange::iso() const { return certain() ? lo.iso() : lo.iso() + "/" + hi.iso(); }

}  // namespace ratione
