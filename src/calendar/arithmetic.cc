#include "calendar/arithmetic.h"

#include <fmt/format.h>

namespace ratione {
namespace {

// More than the calendar has, and far from where int64 would wrap.
constexpr std::int64_t beyond_days = 4'000'000;
constexpr std::int64_t beyond_months = 130'000;
constexpr std::int64_t beyond_years = 11'000;

// "2016-02-29 + 1 year", "2016-02-29 - 6 months".
std::string written(Day day, std::int64_t count, std::string_view unit) {
  bool back = count < 0;
  std::uint64_t size =
      back ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
  return fmt::format("{} {} {} {}{}", day.iso(), back ? '-' : '+', size, unit,
                     size == 1 ? "" : "s");
}

tl::unexpected<Error> beyond(Day day, std::int64_t count, std::string_view unit) {
  return fail(Code::out_of_years, fmt::format("{} is outside the calendar; years are 0001 to 9999.",
                                              written(day, count, unit)));
}

struct Month {
  int year;
  int month;
};

// The month that lies `months` after that of `day`; year 0 when there is none.
Month month_after(Day day, std::int64_t months) {
  Ymd d = day.ymd();
  std::int64_t count = std::int64_t{d.year} * 12 + (d.month - 1) + months;
  if (count < 12 || count >= 10'000 * 12) return {0, 0};
  return {static_cast<int>(count / 12), static_cast<int>(count % 12) + 1};
}

// `count` of `unit`, which is `months` months.
Result<Day> move_month(Day day, std::int64_t months, Rounding rounding, std::int64_t count,
                       std::string_view unit) {
  Month to = month_after(day, months);
  if (to.year == 0) return beyond(day, count, unit);
  int wanted = day.ymd().day;
  int has = days_in_month(to.year, to.month);
  if (wanted <= has) return Day::from_ymd(to.year, to.month, wanted);
  // Only 29, 30 and 31 can be missing, never in December: the day after is there.
  Day last_of_month = Day::from_ymd(to.year, to.month, has).value();
  switch (rounding) {
    case Rounding::down:
      return last_of_month;
    case Rounding::up:
      return last_of_month.next();
    case Rounding::refuse:
      break;
  }
  return fail(Code::needs_rounding,
              fmt::format("{} would be {:04}-{:02}-{:02}, which is no day; say \"rounding down\" "
                          "for {} or \"rounding up\" for {}.",
                          written(day, count, unit), to.year, to.month, wanted, last_of_month.iso(),
                          last_of_month.next().iso()));
}

}  // namespace

Result<Day> add_days(Day day, std::int64_t days) {
  if (days > beyond_days || days < -beyond_days) return beyond(day, days, "day");
  Result<Day> sum = Day::from_number(day.number() + days);
  if (!sum) return beyond(day, days, "day");
  return sum;
}

Result<Day> add_months(Day day, std::int64_t months, Rounding rounding) {
  if (months > beyond_months || months < -beyond_months) return beyond(day, months, "month");
  return move_month(day, months, rounding, months, "month");
}

Result<Day> add_years(Day day, std::int64_t years, Rounding rounding) {
  if (years > beyond_years || years < -beyond_years) return beyond(day, years, "year");
  return move_month(day, years * 12, rounding, years, "year");
}

Result<Day> first_of_month_after(Day day, int n) {
  Month to = month_after(day, n);
  if (to.year == 0) return beyond(day, n, "month");
  return Day::from_ymd(to.year, to.month, 1);
}

}  // namespace ratione
