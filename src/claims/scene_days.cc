// The days that a sentence says: full ones, those without a year, weekdays, and
// those that count from the day of the article.

#include <algorithm>

#include "calendar/arithmetic.h"
#include "claims/scene.h"

namespace ratione::claims {

namespace {

// Years beyond the calendar are its first or its last.
DayRange month_of(int year, int month) {
  year = std::clamp(year, 1, 9999);
  return {*Day::from_ymd(year, month, 1), *Day::from_ymd(year, month, days_in_month(year, month))};
}
DayRange year_of(int year) {
  year = std::clamp(year, 1, 9999);
  return {*Day::from_ymd(year, 1, 1), *Day::from_ymd(year, 12, 31)};
}

Day moved(Day day, std::int64_t by) {
  Result<Day> there = Day::from_number(day.number() + by);
  return there ? *there : day;
}

// 1 is Monday. 1970-01-01 was a Thursday.
int weekday_of(Day day) { return static_cast<int>(((day.number() + 3) % 7 + 7) % 7) + 1; }

class DayReader {
 public:
  DayReader(const Scene& scene, Day dated, bool ahead, std::optional<DayRange> before)
      : scene_(scene), dated_(dated), ahead_(ahead), before_(before), last_(before) {
    if (ahead) behind_ = DayReader(scene, dated, false, before).read();
  }

  std::vector<Dated> read() {
    for (std::uint32_t i = scene_.from(); i < scene_.to();) {
      std::optional<Dated> found = at(i);
      if (!found) {
        ++i;
        continue;
      }
      i = found->to;
      // "on 19 October, and a year later": counted from what was said last. That lies
      // behind, whatever the verb after it looks to.
      if (!ahead_ && found->days.certain()) before_ = found->days;
      last_ = found->days;
      for (const Dated& each : behind_) {
        if (each.from == found->from && each.days.certain()) before_ = each.days;
      }
      // "on Wednesday, 16 November": the day with a month says it better.
      if (!out_.empty() && found->from - out_.back().to <= 1 && out_.back().days.certain() &&
          found->days.certain() && weekday_) {
        out_.back() = *found;
      } else {
        out_.push_back(*found);
      }
      weekday_ = scene_.number_class(found->from, "weekday.") > 0;
    }
    return std::move(out_);
  }

 private:
  std::optional<int> number(std::uint32_t i) const {
    if (i >= scene_.to() || scene_.token(i).kind != Token::Kind::number) return std::nullopt;
    return scene_.token(i).value;
  }
  std::optional<int> day_number(std::uint32_t i) const {
    std::optional<int> value = number(i);
    return value && *value >= 1 && *value <= 31 ? value : std::nullopt;
  }
  std::optional<int> year(std::uint32_t i) const {
    std::optional<int> value = number(i);
    bool four = value && scene_.token(i).to - scene_.token(i).from == 4;
    return four && *value >= 1900 && *value <= 2100 ? value : std::nullopt;
  }
  int month(std::uint32_t i, std::uint32_t* length) const {
    if (i >= scene_.to() || !scene_.token(i).capital) return -1;
    return scene_.number_class(i, "month.", length);
  }

  // A year behind a day and a month, perhaps after a comma.
  std::optional<int> year_after(std::uint32_t* at) const {
    std::uint32_t i = *at;
    if (i < scene_.to() && scene_.token(i).is('.')) ++i;
    if (i < scene_.to() && scene_.token(i).is(',')) ++i;
    std::optional<int> found = year(i);
    if (found) *at = i + 1;
    return found;
  }

  // The year of a day without one: the last such day, or the next.
  int nearest_year(int month, int day) const {
    int year = dated_.ymd().year;
    if (before_ && that_year_) return before_->lo.ymd().year;
    Result<Day> here = Day::from_ymd(year, month, std::min(day, days_in_month(year, month)));
    if (!here) return year;
    if (ahead_) return *here < dated_ ? year + 1 : year;
    return *here > dated_ ? year - 1 : year;
  }

  std::optional<Dated> whole(std::uint32_t from, std::uint32_t to, std::optional<int> year,
                             int month, int day) {
    that_year_ = false;
    for (std::uint32_t i = to; i < std::min(to + 2, scene_.to()); ++i) {
      if (scene_.has(i, "date.that_year") > 0) that_year_ = true;
    }
    int y = year ? *year : nearest_year(month, day);
    that_year_ = false;
    Result<Day> found = Day::from_ymd(y, month, day);
    if (!found) return std::nullopt;
    return Dated{from, to, DayRange::on(*found)};
  }

  std::optional<Dated> at(std::uint32_t i) {
    if (const Treaty* treaty = scene_.treaty_at(i)) {
      return treaty->from == i ? std::nullopt : std::optional<Dated>();
    }
    std::uint32_t length = 0;
    // 2016-11-16
    if (std::optional<int> y = year(i); y && day_number(i + 1) && day_number(i + 2) &&
                                        scene_.token(i + 1).from == scene_.token(i).to + 1 &&
                                        scene_.token(i + 2).from == scene_.token(i + 1).to + 1 &&
                                        *number(i + 1) <= 12) {
      return whole(i, i + 3, y, *number(i + 1), *number(i + 2));
    }
    // 13 September 2000
    if (std::optional<int> d = day_number(i)) {
      std::uint32_t next = i + 1;
      if (next < scene_.to() && scene_.text_of(next) == "of") ++next;
      if (int m = month(next, &length); m > 0) {
        std::uint32_t to = next + length;
        std::optional<int> y = year_after(&to);
        return whole(i, to, y, m, *d);
      }
    }
    if (int m = month(i, &length); m > 0) return from_month(i, length, m);
    if (std::optional<int> y = year(i)) {
      // The 1998 Statute is a name.
      for (std::uint32_t next = i + 1; next < std::min(i + 4, scene_.to()); ++next) {
        if (scene_.treaty_at(next) != nullptr || scene_.has(next, "treaty.noun") > 0) {
          return std::nullopt;
        }
        if (scene_.token(next).kind != Token::Kind::word || scene_.has(next, "common") > 0) break;
      }
      // the 1980s
      if (i + 1 < scene_.to() && scene_.text_of(i + 1) == "s" &&
          scene_.token(i + 1).from == scene_.token(i).to && *y % 10 == 0) {
        return Dated{i, i + 2, {year_of(*y).lo, year_of(*y + 9).hi}};
      }
      return Dated{i, i + 1, year_of(*y)};
    }
    if (int w = scene_.number_class(i, "weekday.", &length); w > 0 && scene_.token(i).capital) {
      return weekday(i, i + length, w);
    }
    return relative(i);
  }

  std::optional<Dated> from_month(std::uint32_t i, std::uint32_t length, int m) {
    std::uint32_t next = i + length;
    if (next < scene_.to() && scene_.token(next).is('.')) ++next;
    std::optional<int> d = day_number(next);
    if (d && !(year(next))) {
      std::uint32_t to = next + 1;
      std::optional<int> y = year_after(&to);
      return whole(i, to, y, m, *d);
    }
    std::uint32_t to = i + length;
    if (to < scene_.to() && scene_.text_of(to) == "of") ++to;
    std::optional<int> y = year_after(&to);
    // "in August of that year"
    if (const std::uint32_t more =
            !y && last_ && to < scene_.to() ? scene_.has(to, "date.that_year") : 0;
        more > 0) {
      to += more;
      y = last_->lo.ymd().year;
    }
    // "in August last year"
    for (const auto& [group, back] : {std::pair{"date.last_year", 1}, {"date.this_year", 0}}) {
      const std::uint32_t more = !y && to < scene_.to() ? scene_.has(to, group) : 0;
      if (more == 0) continue;
      to += more;
      y = dated_.ymd().year - back;
    }
    if (!y) to = i + length;
    std::uint32_t from = i;
    bool last = i > scene_.from() && scene_.has(i - 1, "date.last") > 0;
    if (!y) {
      // May and March are other words too.
      const bool said = i > scene_.from() && scene_.has(i - 1, "before.month") > 0;
      if (!said && !(last)) return std::nullopt;
      if (last) from = i - 1;
    }
    int year = y ? *y : dated_.ymd().year;
    if (!y) {
      DayRange here = month_of(year, m);
      if (ahead_ && here.hi < dated_) ++year;
      if (!ahead_ && here.lo > dated_) --year;
    }
    return Dated{from, to, month_of(year, m)};
  }

  Dated weekday(std::uint32_t from, std::uint32_t to, int w) {
    int back = (weekday_of(dated_) - w + 7) % 7;
    Day day = moved(dated_, -back);
    if (std::uint32_t more = to < scene_.to() ? scene_.has(to, "date.of_last_week") : 0; more > 0) {
      // The week before the one of the article.
      day = moved(dated_, -(weekday_of(dated_) - 1) - 7 + (w - 1));
      to += more;
    } else if (ahead_ && from > scene_.from() && scene_.has(from - 1, "date.next") > 0) {
      day = moved(dated_, 7 - back);
    } else if (back == 0 && from > scene_.from() && scene_.has(from - 1, "date.last") > 0) {
      day = moved(dated_, -7);
    }
    return {from, to, DayRange::on(day)};
  }

  // "in one year", "in 90 days", where the verb looks ahead.
  std::optional<Dated> in_so_long(std::uint32_t i) const {
    if (!ahead_ || scene_.text_of(i) != "in") return std::nullopt;
    for (const Number& number : scene_.numbers()) {
      if (number.from != i + 1 || number.ordinal || number.value > 400) continue;
      const int n = number.value;
      const std::uint32_t unit = number.to, to = number.to + 1;
      auto within = [&](std::int64_t days, std::int64_t spread) {
        return Dated{i, to, {moved(dated_, days - spread), moved(dated_, days + spread)}};
      };
      if (scene_.has(unit, "date.unit_day") > 0) return within(n, 3);
      if (scene_.has(unit, "date.unit_week") > 0) return within(7LL * n, 6);
      if (scene_.has(unit, "date.unit_month") > 0) return within(30LL * n + n / 2, 12);
      if (scene_.has(unit, "date.unit_year") > 0) return within(365LL * n, 31);
    }
    return std::nullopt;
  }

  // "six years later", "two years earlier"
  std::optional<Dated> years_later(std::uint32_t i) const {
    for (const Number& number : scene_.numbers()) {
      if (!last_ || number.from != i || number.ordinal || number.value > 200) continue;
      if (scene_.has(number.to, "date.unit_year") == 0) continue;
      const bool later = scene_.has(number.to + 1, "date.later") > 0;
      if (!later && scene_.has(number.to + 1, "date.earlier") == 0) continue;
      const int years = later ? number.value : -number.value;
      Result<Day> lo = add_years(last_->lo, years, Rounding::down);
      Result<Day> hi = add_years(last_->hi, years, Rounding::down);
      if (!lo || !hi) continue;
      return Dated{i, number.to + 2, {year_of(lo->ymd().year).lo, year_of(hi->ymd().year).hi}};
    }
    return std::nullopt;
  }

  std::optional<Dated> relative(std::uint32_t i) {
    const Ymd now = dated_.ymd();
    auto is = [&](std::string_view group, std::uint32_t* length) {
      *length = scene_.has(i, group);
      return *length > 0;
    };
    std::uint32_t n = 0;
    int monday = weekday_of(dated_) - 1;
    auto last_month = [&] {
      return now.month == 1 ? month_of(now.year - 1, 12) : month_of(now.year, now.month - 1);
    };
    if (is("date.today", &n)) return Dated{i, i + n, DayRange::on(dated_)};
    if (is("date.yesterday", &n)) return Dated{i, i + n, DayRange::on(moved(dated_, -1))};
    if (is("date.this_week", &n)) return Dated{i, i + n, {moved(dated_, -monday), dated_}};
    if (is("date.this_weekend", &n)) return Dated{i, i + n, {moved(dated_, -2), moved(dated_, 1)}};
    if (is("date.last_week", &n)) {
      return Dated{i, i + n, {moved(dated_, -monday - 7), moved(dated_, -monday - 1)}};
    }
    if (is("date.this_month", &n)) return Dated{i, i + n, month_of(now.year, now.month)};
    if (is("date.last_month", &n)) return Dated{i, i + n, last_month()};
    if (is("date.this_year", &n)) return Dated{i, i + n, year_of(now.year)};
    if (is("date.last_year", &n)) return Dated{i, i + n, year_of(now.year - 1)};
    if (is("date.new_years_eve", &n)) {
      int y = now.year - (now.month == 12 && now.day == 31 ? 0 : 1);
      std::uint32_t to = i + n;
      if (std::optional<int> said = year_after(&to)) y = *said;
      return Dated{i, to, DayRange::on(year_of(y).hi)};
    }
    if (is("date.new_year", &n)) {
      int y = now.year;
      std::uint32_t to = i + n;
      if (std::optional<int> said = year_after(&to)) y = *said;
      return Dated{i, to, DayRange::on(year_of(y).lo)};
    }
    if (is("date.this_day", &n)) {
      std::uint32_t to = i + n;
      if (to < scene_.to() && scene_.text_of(to) == "in") ++to;
      if (std::optional<int> y = year_after(&to)) {
        Result<Day> day = Day::from_ymd(*y, now.month, now.day);
        if (day) return Dated{i, to, DayRange::on(*day)};
      }
    }
    // "on the same day as Chad" is that of another act.
    const bool of_another =
        is("date.same_day", &n) && i + n < scene_.to() && scene_.text_of(i + n) == "as";
    if (before_ && !of_another && is("date.same_day", &n)) return Dated{i, i + n, *before_, true};
    if (before_ && is("date.year_later", &n)) {
      Result<Day> lo = add_years(before_->lo, 1, Rounding::down);
      Result<Day> hi = add_years(before_->hi, 1, Rounding::down);
      if (lo && hi) return Dated{i, i + n, {*lo, *hi}};
    }
    if (before_ && is("date.year_earlier", &n)) {
      Result<Day> lo = add_years(before_->lo, -1, Rounding::down);
      Result<Day> hi = add_years(before_->hi, -1, Rounding::down);
      if (lo && hi) return Dated{i, i + n, {*lo, *hi}};
    }
    if (last_ && is("date.following_year", &n)) {
      return Dated{i, i + n, year_of(std::min(last_->lo.ymd().year, 9998) + 1)};
    }
    if (std::optional<Dated> found = years_later(i)) return found;
    if (std::optional<Dated> found = in_so_long(i)) return found;
    // 12 years ago
    for (const Number& number : scene_.numbers()) {
      if (number.from != i || number.to + 1 >= scene_.to()) continue;
      if (scene_.has(number.to + 1, "date.ago") == 0) continue;
      std::uint32_t to = number.to + 2;
      if (scene_.has(number.to, "date.unit_year") > 0)
        return Dated{i, to, year_of(now.year - std::min(number.value, 9999))};
      if (scene_.has(number.to, "date.unit_day") > 0)
        return Dated{i, to, DayRange::on(moved(dated_, -std::int64_t{number.value}))};
      if (scene_.has(number.to, "date.unit_week") > 0) {
        return Dated{
            i,
            to,
            {moved(dated_, -7LL * number.value - 6), moved(dated_, -7LL * number.value + 6)}};
      }
      if (scene_.has(number.to, "date.unit_month") > 0) {
        return Dated{
            i,
            to,
            {moved(dated_, -31LL * number.value - 15), moved(dated_, -30LL * number.value + 15)}};
      }
    }
    return std::nullopt;
  }

  const Scene& scene_;
  const Day dated_;
  const bool ahead_;
  std::optional<DayRange> before_;  // the day said last
  std::optional<DayRange> last_;    // the day, month or year said last
  std::vector<Dated> behind_;       // the same, looking back
  bool that_year_ = false;
  bool weekday_ = false;
  std::vector<Dated> out_;
};

}  // namespace

std::vector<Dated> Scene::days(Day dated, bool ahead, std::optional<DayRange> before) const {
  return DayReader(*this, dated, ahead, before).read();
}

}  // namespace ratione::claims
