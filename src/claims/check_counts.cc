// Claims about how many.

#include "claims/check_inside.h"

#include <fmt/format.h>

#include "claims/wording.h"

namespace ratione::claims {

bool Checker::Work::about(int claimed, int real) const {
  switch (claim_.bound) {
    case Claim::Bound::exact:
      return claimed == real;
    case Claim::Bound::about:
      return std::abs(claimed - real) * 25 <= real;
    case Claim::Bound::over:
      return real >= claimed && (real - claimed) * 10 <= real;
    case Claim::Bound::under:
      return real < claimed && (claimed - real) * 10 <= real;
  }
  return false;
}

std::string Checker::Work::gap_of(Day on) const {
  const Instrument* instrument = record_.instrument(slug_);
  if (instrument == nullptr || instrument->complete_to >= on) return "";
  return instrument->complete_to == Day::first()
             ? std::string("the record does not hold every act")
             : fmt::format("the record holds every act only to {}", said(instrument->complete_to));
}

// Beyond the day to which the record holds all acts, a number that differs is not wrong.
bool Checker::Work::incomplete(Checked& out, Day on) const {
  const std::string gap = gap_of(on);
  if (gap.empty()) return false;
  out.verdict = Verdict::not_in_record;
  out.reason += "; " + gap;
  return true;
}

Checked Checker::Work::count_parties() {
  Day on = dated_;
  // A day, or "by the end of July"; a year says too little.
  if (claim_.date && claim_.date->hi <= dated_ && claim_.date->hi - claim_.date->lo < 31) {
    on = claim_.date->hi;
  }
  if (claim_.since && !claim_.date) {
    if (std::optional<DayRange> day = facts_.entry_into_force(slug_, dated_)) on = day->lo;
  }
  std::optional<int> real = facts_.parties(slug_, on, dated_);
  Checked out;
  if (real && !claim_.ranked_in.empty()) {
    const std::vector<StateCode>& region = language_.region(claim_.ranked_in);
    const auto there = std::count_if(region.begin(), region.end(), [&](StateCode state) {
      return bound(facts_.status(slug_, state, on, dated_).status);
    });
    out.reason = fmt::format("{} of them were parties on {}", there, said(on));
    if (about(claim_.count, static_cast<int>(there)) || incomplete(out, on)) return out;
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::tally_or_denominator;
    out.correction =
        fmt::format("On {}, {} of them were parties to the {}.", said(on), there, title_);
    return out;
  }
  if (!real) {
    out.verdict = Verdict::not_in_record;
    out.reason = fmt::format("how many parties the {} has, the record cannot say", title_);
    return out;
  }
  out.reason = fmt::format("{} parties on {}", *real, said(on));
  bool right = about(claim_.count, *real);
  bool by_consents = false;
  if (!right && claim_.consents) {
    const std::optional<int> consents = facts_.consents(slug_, on, dated_);
    if (consents && about(claim_.count, *consents)) {
      out.reason = fmt::format("{} States had consented on {}", *consents, said(on));
      right = by_consents = true;
    }
  }
  // "Thirty-one deposited on Wednesday": so many that day.
  if (!right && claim_.consents && !claim_.ordinal && claim_.date && claim_.date->certain()) {
    const std::vector<const Act*>& acts = facts_.acts(slug_, dated_);
    const auto that_day = std::count_if(acts.begin(), acts.end(), [&](const Act* act) {
      const StateFacts& of = facts_.of(slug_, act->state, dated_);
      return act->day == *claim_.date &&
             std::any_of(of.joins.begin(), of.joins.end(),
                         [&](const Fact& join) { return join.act == act; });
    });
    if (about(claim_.count, static_cast<int>(that_day))) {
      out.reason = fmt::format("{} States consented that day", that_day);
      right = true;
    }
  }
  // "the 125th": of the State that is named, on the day on which it was bound.
  if (!right && claim_.ordinal && !claim_.actors.empty()) {
    state_ = claim_.actors.front();
    for (const Fact& join : facts_.of(slug_, state_, dated_).joins) {
      const std::optional<int> deposit = facts_.consents(slug_, join.act->day.hi, dated_);
      const bool bound = join.effective && join.effective->lo <= dated_;
      if ((claim_.consents || bound || !claim_.past) && deposit && *deposit == claim_.count) {
        out.reason = fmt::format("{} States had consented on {}", *deposit, said(join.act->day));
        right = true;
      }
      if (!join.effective || join.effective->lo > dated_) continue;
      std::optional<int> then = facts_.parties(slug_, join.effective->lo, dated_);
      if (then && *then == claim_.count) right = true;
    }
  }
  if (right) {
    const Day newest = facts_.newest();
    std::optional<int> last = by_consents ? facts_.consents(slug_, newest, newest)
                                          : facts_.parties(slug_, newest, newest);
    if (by_consents) real = facts_.consents(slug_, on, dated_);
    if (!claim_.ordinal && on == dated_ && last &&
        (claim_.bound == Claim::Bound::over ? !about(claim_.count, *last) : *last != *real)) {
      out.verdict = Verdict::true_only_that_day;
      out.correction = fmt::format("On {} the {} had {} parties.", said(on), title_, *real);
      out.today = fmt::format("{} parties", *last);
    }
    return out;
  }
  int signatures = facts_.signatures(slug_, dated_);
  if (incomplete(out, on)) return out;
  out.verdict = Verdict::false_;
  out.error_class = ErrorClass::parties_v_signatories;
  if (claim_.count == signatures) {
    out.reason = fmt::format("{} States signed; {} were parties", signatures, *real);
    out.correction =
        fmt::format("{} States have signed the {} and {} are parties.", signatures, title_, *real);
  } else {
    out.correction = fmt::format("On {} the {} had {} parties.", said(on), title_, *real);
  }
  return out;
}

Checked Checker::Work::count_signatories() {
  int real = facts_.signatures(slug_, dated_);
  Checked out;
  out.reason = fmt::format("{} States had signed", real);
  if (about(claim_.count, real)) return out;
  // "In December 122 governments signed": so many then.
  if (claim_.date && claim_.date->hi - claim_.date->lo < 370) {
    int then = 0;
    for (const State& state : record_.states().all()) {
      const StateFacts& of = facts_.of(slug_, state.code, dated_);
      then += std::any_of(of.signatures.begin(), of.signatures.end(),
                          [&](const Fact& fact) { return meet(fact.act->day, *claim_.date); })
                  ? 1
                  : 0;
    }
    if (about(claim_.count, then)) {
      out.reason = fmt::format("{} States signed then", then);
      return out;
    }
  }
  if (incomplete(out, dated_)) return out;
  std::optional<int> parties = facts_.parties(slug_, dated_, dated_);
  out.error_class = ErrorClass::parties_v_signatories;
  if (parties && std::abs(*parties - claim_.count) <= 1) {
    out.verdict = Verdict::misleading;
    out.reason = fmt::format("{} is the number of parties; {} States had signed", *parties, real);
    out.correction = fmt::format("The {} has {} parties.", title_, *parties);
  } else {
    out.verdict = Verdict::false_;
    out.correction = fmt::format("{} States have signed the {}.", real, title_);
  }
  return out;
}

}  // namespace ratione::claims
