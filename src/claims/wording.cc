#include "claims/wording.h"

#include <fmt/format.h>

namespace ratione::claims {

bool meet(DayRange a, DayRange b) { return a.lo <= b.hi && b.lo <= a.hi; }

std::string said(DayRange days) {
  static constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};
  auto one = [](Day day) {
    Ymd ymd = day.ymd();
    return fmt::format("{} {} {}", ymd.day, months[ymd.month - 1], ymd.year);
  };
  if (days.certain()) return one(days.lo);
  Ymd lo = days.lo.ymd();
  if (lo.day == 1 && days.hi.ymd().month == lo.month && days.hi.ymd().year == lo.year) {
    return fmt::format("{} {}", months[lo.month - 1], lo.year);
  }
  return fmt::format("between {} and {}", one(days.lo), one(days.hi));
}
std::string said(Day day) { return said(DayRange::on(day)); }

std::string verb_of(std::string_view kind) {
  if (kind == "accession") return "acceded to";
  if (kind == "succession") return "succeeded to";
  if (kind == "acceptance") return "accepted";
  if (kind == "approval") return "approved";
  if (kind == "consent") return "joined";
  return "ratified";
}

}  // namespace ratione::claims
