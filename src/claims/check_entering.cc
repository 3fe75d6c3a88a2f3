// Claims about entering a treaty and being bound by it.

#include "claims/check_inside.h"

#include <fmt/format.h>

#include "claims/wording.h"

namespace ratione::claims {

Checked Checker::Work::signature() {
  const StateFacts& now = at_known();
  if (!now.signatures.empty()) {
    const Fact* fact = matching(now.signatures, claim_.date);
    if (fact != nullptr) {
      return answer(Verdict::true_, fmt::format("{} signed on {}", name_, said(fact->act->day)),
                    {*fact});
    }
    const Fact& first = now.signatures.front();
    return answer(Verdict::false_, fmt::format("{} signed on {}", name_, said(first.act->day)),
                  {first}, ErrorClass::wrong_date,
                  fmt::format("{} signed the {} on {}.", name_, title_, said(first.act->day)));
  }
  if (!now.joins.empty()) {
    const Fact& join = now.joins.front();
    return answer(Verdict::misleading,
                  fmt::format("{} did not sign; it {} it on {}", name_, verb_of(join.act->kind),
                              said(join.act->day)),
                  {join}, ErrorClass::signed_or_ratified_v_acceded,
                  fmt::format("{} {} the {} on {}.", name_, verb_of(join.act->kind), title_,
                              said(join.act->day)));
  }
  return answer(Verdict::false_, fmt::format("no signature by {} is on record", name_),
                ErrorClass::signatory_v_party,
                fmt::format("{} has not signed the {}.", name_, title_));
}

Checked Checker::Work::non_signatory() {
  const StateFacts& now = at_known();
  if (!now.signatures.empty()) {
    std::string party = status(dated_) == "party" || status(dated_) == "party_withdrawing"
                            ? "and is a party to it"
                            : "but is not a party to it";
    const Fact& first = now.signatures.front();
    Checked out = answer(
        Verdict::false_, fmt::format("{} signed on {}", name_, said(first.act->day)), {first},
        ErrorClass::signatory_v_party,
        fmt::format("{} signed the {} on {}, {}.", name_, title_, said(first.act->day), party));
    add_evidence(out, now.declined);
    add_evidence(out, now.joins);
    if (!now.declined.empty()) {
      out.reason += fmt::format("; on {} it declared that it did not intend to become a party",
                                said(now.declined.front().act->day));
    }
    return out;
  }
  if (!now.joins.empty()) {
    const Fact& join = now.joins.front();
    // "did not sign", of the years in which that was possible
    return answer(claim_.past ? Verdict::true_ : Verdict::misleading,
                  fmt::format("{} did not sign, but it {} it on {}", name_, verb_of(join.act->kind),
                              said(join.act->day)),
                  {join}, ErrorClass::signed_or_ratified_v_acceded,
                  fmt::format("{} {} the {} on {}.", name_, verb_of(join.act->kind), title_,
                              said(join.act->day)));
  }
  return answer(Verdict::true_, fmt::format("no signature by {} is on record", name_));
}

Checked Checker::Work::joined() {
  const StateFacts& now = at_known();
  const std::string word = claim_.act == ActWord::accession ? "accession" : "ratification";
  if (claim_.domestic) {
    std::string when = now.joins.empty() ? "no instrument had been deposited"
                                         : fmt::format("the instrument was deposited on {}",
                                                       said(now.joins.back().act->day));
    Checked out = answer(
        Verdict::misleading, fmt::format("a domestic step is not the act of the State; {}", when),
        now.joins, ErrorClass::domestic_step_or_in_force_date,
        fmt::format(
            "A body of {} approved {}; the State ratifies by the deposit of its instrument.", name_,
            word));
    for (const Fact& later : at_last().joins) {
      if (later.act->day.lo > dated_) {
        add_evidence(out, later.act->id);
        out.today = fmt::format("the instrument was deposited on {}", said(later.act->day));
      }
    }
    return out;
  }
  if (now.joins.empty()) {
    const bool signed_only = !now.signatures.empty();
    ErrorClass error = ErrorClass::signatory_v_party;
    if (signed_only && claim_.date && matching(now.signatures, claim_.date) != nullptr)
      error = ErrorClass::wrong_date;
    return answer(Verdict::false_,
                  signed_only ? fmt::format("{} only signed, on {}", name_,
                                            said(now.signatures.front().act->day))
                              : fmt::format("{} has deposited no instrument", name_),
                  error,
                  signed_only ? fmt::format("{} has signed but not ratified the {}.", name_, title_)
                              : fmt::format("{} has not joined the {}.", name_, title_));
  }
  const Fact* on_day = matching(now.joins, claim_.date);
  // A word that means each way to enter also means the day of effect.
  if (on_day == nullptr && claim_.act == ActWord::join) {
    for (const Fact& fact : now.joins) {
      if (fact.effective && claim_.date && meet(*fact.effective, *claim_.date)) on_day = &fact;
    }
  }
  // "signed up on": perhaps the day of the signature.
  if (on_day == nullptr && claim_.act == ActWord::join) {
    if (const Fact* fact = matching(now.signatures, claim_.date); fact != nullptr) {
      return answer(Verdict::true_, fmt::format("{} signed on {}", name_, said(fact->act->day)),
                    {*fact});
    }
  }
  if (on_day != nullptr) {
    // With several instruments over time, the one of the kind that is said.
    for (const Fact& fact : now.joins) {
      if ((!claim_.date || meet(fact.act->day, *claim_.date)) &&
          of_kind(claim_.act, fact.act->kind)) {
        on_day = &fact;
      }
    }
    // A consent of a State that never signed is an accession, whatever the source says.
    const bool unsigned_consent = claim_.act == ActWord::ratification &&
                                  on_day->act->kind == "consent" && now.signatures.empty();
    if (!of_kind(claim_.act, on_day->act->kind) || unsigned_consent) {
      return answer(Verdict::misleading,
                    fmt::format("{} {} the {}", name_, verb_of(on_day->act->kind), title_),
                    {*on_day}, ErrorClass::signed_or_ratified_v_acceded,
                    fmt::format("{} {} the {} on {}.", name_, verb_of(on_day->act->kind), title_,
                                said(on_day->act->day)));
    }
    Checked out = answer(
        Verdict::true_,
        fmt::format("{} {} on {}", name_, verb_of(on_day->act->kind), said(on_day->act->day)),
        {*on_day});
    // Of no day, it says how things stand.
    for (const Fact& back : at_last().taken_back) {
      if (claim_.date || claim_.past || back.act->day.lo <= dated_) continue;
      out.verdict = Verdict::true_only_that_day;
      out.correction = fmt::format("On {} {} had joined the {}.", said(dated_), name_, title_);
      out.today = fmt::format("{} took it back on {}", name_, said(back.act->day));
      add_evidence(out, back.act->id);
    }
    return out;
  }
  const Fact& fact = nearest(now.joins, *claim_.date);
  ErrorClass error = ErrorClass::wrong_date;
  std::string what;
  if (fact.effective && meet(*fact.effective, *claim_.date)) {
    error = ErrorClass::domestic_step_or_in_force_date;
    what = "; that is the day of entry into force";
  } else if (matching(now.signatures, claim_.date) != nullptr) {
    error = ErrorClass::wrong_date;
    what = fmt::format("; it signed on {}", said(now.signatures.front().act->day));
  }
  Checked out = answer(
      Verdict::false_,
      fmt::format("{} {} on {}{}", name_, verb_of(fact.act->kind), said(fact.act->day), what),
      {fact}, error,
      fmt::format("{} {} the {} on {}.", name_, verb_of(fact.act->kind), title_,
                  said(fact.act->day)));
  add_evidence(out, now.signatures);
  return out;
}

const Fact& Checker::Work::nearest(const std::vector<Fact>& facts, DayRange days) {
  const Fact* best = &facts.front();
  auto distance = [&](const Fact& fact) {
    return std::min(std::abs(fact.act->day.lo - days.lo), std::abs(fact.act->day.hi - days.hi));
  };
  for (const Fact& fact : facts) {
    if (distance(fact) < distance(*best)) best = &fact;
  }
  return *best;
}

Checked Checker::Work::not_joined() {
  const StateFacts& now = at_known();
  if (!now.joins.empty()) {
    const Fact& join = now.joins.back();
    Verdict verdict = of_kind(claim_.act, join.act->kind) ? Verdict::false_ : Verdict::misleading;
    return answer(
        verdict, fmt::format("{} {} it on {}", name_, verb_of(join.act->kind), said(join.act->day)),
        {join},
        verdict == Verdict::false_ ? ErrorClass::signatory_v_party
                                   : ErrorClass::signed_or_ratified_v_acceded,
        fmt::format("{} {} the {} on {}.", name_, verb_of(join.act->kind), title_,
                    said(join.act->day)));
  }
  for (const Fact& later : at_last().joins) {
    if (later.act->day.lo <= dated_) continue;
    Checked out =
        answer(Verdict::true_only_that_day,
               fmt::format("right until {}, when {} {} it", said(later.act->day), name_,
                           verb_of(later.act->kind)),
               now.signatures, ErrorClass::true_only_that_day,
               fmt::format("On {} {} had not joined the {}.", said(dated_), name_, title_));
    add_evidence(out, later.act->id);
    out.today =
        fmt::format("{} {} it on {}", name_, verb_of(later.act->kind), said(later.act->day));
    return out;
  }
  return answer(Verdict::true_, fmt::format("no instrument of {} is on record", name_));
}

Checked Checker::Work::declaration() {
  const StateFacts& now = at_known();
  if (now.declarations.empty()) {
    Checked out = answer(claim_.negative ? Verdict::true_ : Verdict::not_in_record,
                         fmt::format("no such declaration by {} is on record", name_));
    for (const Fact& later : at_last().declarations) {
      if (later.act->day.lo <= dated_) continue;
      if (claim_.negative) out.verdict = Verdict::true_only_that_day;
      add_evidence(out, later.act->id);
      out.today = fmt::format("{} made one on {}", name_, said(later.act->day));
    }
    return out;
  }
  const Fact* fact = &now.declarations.back();
  if (claim_.negative) {
    return answer(Verdict::false_, fmt::format("{} made one on {}", name_, said(fact->act->day)),
                  now.declarations, ErrorClass::signatory_v_party,
                  fmt::format("{} made such a declaration on {}.", name_, said(fact->act->day)));
  }
  if (!claim_.date) {
    return answer(Verdict::true_, fmt::format("declared on {}", said(fact->act->day)),
                  now.declarations);
  }
  // Its own day, the one on which it was known, or the one from which it is to hold.
  for (const Fact& each : now.declarations) {
    const Act& act = *each.act;
    if (meet(act.day, *claim_.date) || meet(DayRange::on(act.known), *claim_.date) ||
        (act.from && meet(*act.from, *claim_.date))) {
      return answer(Verdict::true_, fmt::format("declared on {}", said(act.day)), {each});
    }
  }
  fact = &nearest(now.declarations, *claim_.date);
  return answer(Verdict::false_, fmt::format("it was declared on {}", said(fact->act->day)),
                now.declarations, ErrorClass::wrong_date,
                fmt::format("{} made the declaration on {}.", name_, said(fact->act->day)));
}

Checked Checker::Work::party() {
  const StateFacts& now = at_known();
  Day on = claim_.date && claim_.date->hi < dated_ ? claim_.date->hi : dated_;
  StatusRow row = facts_.status(slug_, state_, on, dated_);
  if (!row.uncertain.empty()) {
    return answer(Verdict::not_in_record, row.uncertain, now.joins);
  }
  if (bound(row.status)) {
    for (const Fact& notice : now.notices) {
      if (!claim_.until || !notice.effective || notice.effective->lo <= on) continue;
      // "Until 27 January" or "until the end of January".
      const bool right = meet(*notice.effective, *claim_.until) ||
                         meet(DayRange::on(notice.effective->hi.previous()), *claim_.until);
      if (right) continue;
      return answer(Verdict::false_,
                    fmt::format("the notice takes effect on {}", said(*notice.effective)), {notice},
                    ErrorClass::wrong_date,
                    fmt::format("{} is a party to the {} until {}.", name_, title_,
                                said(notice.effective->hi.previous())));
    }
    StatusRow last = facts_.status(slug_, state_, on, facts_.newest());
    if (last.bound_until && *last.bound_until > on && *last.bound_until <= facts_.newest()) {
      Checked out = answer(Verdict::true_only_that_day,
                           fmt::format("a party until {}", said(last.bound_until->previous())),
                           now.joins, ErrorClass::true_only_that_day,
                           fmt::format("On {} {} was a party to the {}.", said(on), name_, title_));
      add_evidence(out, at_last().notices);
      out.today = fmt::format("{} left on {}", name_, said(*last.bound_until));
      return out;
    }
    return answer(Verdict::true_,
                  fmt::format("{} is a party since {}", name_,
                              row.bound_from ? said(*row.bound_from) : "before the record"),
                  now.joins);
  }
  if (row.status == "contracting" ||
      (!now.joins.empty() && row.bound_from && *row.bound_from > on)) {
    return answer(Verdict::false_,
                  row.bound_from ? fmt::format("the instrument was deposited; {} is bound from {}",
                                               name_, said(*row.bound_from))
                                 : "the instrument was deposited and is not in force",
                  now.joins, ErrorClass::stage_confused,
                  row.bound_from ? fmt::format("{} will be a party to the {} from {}.", name_,
                                               title_, said(*row.bound_from))
                                 : fmt::format("{} is not a party to the {}.", name_, title_));
  }
  if (row.status == "former_party" && claim_.past) {
    return answer(Verdict::true_,
                  fmt::format("{} was a party until {}", name_, said(row.bound_until->previous())),
                  now.joins);
  }
  if (row.status == "former_party") {
    return answer(Verdict::false_, fmt::format("{} left on {}", name_, said(*row.bound_until)),
                  ErrorClass::withdrew_v_unsigned_or_announced,
                  fmt::format("{} was a party to the {} until {}.", name_, title_,
                              said(row.bound_until->previous())));
  }
  if (!now.taken_back.empty()) {
    return answer(Verdict::false_,
                  fmt::format("{} withdrew its instrument on {}", name_,
                              said(now.taken_back.back().act->day)),
                  now.taken_back, ErrorClass::stage_confused,
                  fmt::format("{} never became a party to the {}.", name_, title_));
  }
  return answer(Verdict::false_, fmt::format("{} is not a party", name_),
                ErrorClass::signatory_v_party,
                now.signatures.empty()
                    ? fmt::format("{} is not a party to the {}.", name_, title_)
                    : fmt::format("{} signed the {} and is not a party to it.", name_, title_));
}

Checked Checker::Work::non_party() {
  const StateFacts& now = at_known();
  StatusRow row = facts_.status(slug_, state_, dated_, dated_);
  if (claim_.never) {
    for (const Fact& join : now.joins) {
      if (join.outcome != "in_force" || !join.effective || join.effective->lo > dated_) continue;
      return answer(Verdict::false_,
                    fmt::format("{} was bound from {}", name_, said(*join.effective)), {join},
                    ErrorClass::signatory_v_party,
                    fmt::format("{} {} the {} on {}.", name_, verb_of(join.act->kind), title_,
                                said(join.act->day)));
    }
  }
  if (!row.uncertain.empty()) return answer(Verdict::not_in_record, row.uncertain, now.joins);
  if (bound(row.status)) {
    Checked out =
        answer(Verdict::false_,
               fmt::format("{} is a party since {}", name_,
                           row.bound_from ? said(*row.bound_from) : "before the record"),
               now.joins, ErrorClass::withdrew_v_unsigned_or_announced, not_left_wording());
    add_evidence(out, now.notices);
    return out;
  }
  StatusRow last = facts_.status(slug_, state_, facts_.newest(), facts_.newest());
  const StateFacts& later = at_last();
  for (const Fact& join : later.joins) {
    if (!join.effective || join.effective->lo <= dated_ || join.outcome != "in_force") continue;
    Checked out =
        answer(Verdict::true_only_that_day, fmt::format("right until {}", said(*join.effective)),
               {join}, ErrorClass::true_only_that_day,
               fmt::format("On {} {} was not a party to the {}.", said(dated_), name_, title_));
    out.today = fmt::format("{} is a party since {}", name_, said(*join.effective));
    return out;
  }
  return answer(Verdict::true_, row.status == "former_party"
                                    ? fmt::format("{} left on {}", name_, said(*row.bound_until))
                                    : fmt::format("{} is not a party", name_));
}

Checked Checker::Work::in_force() {
  const StateFacts& now = at_known();
  if (now.joins.empty()) {
    return answer(Verdict::false_, fmt::format("{} has deposited no instrument", name_),
                  ErrorClass::stage_confused,
                  fmt::format("The {} is not in force for {}.", title_, name_));
  }
  const Fact* hit = nullptr;
  for (const Fact& join : now.joins) {
    if (join.effective && (!claim_.date || meet(*join.effective, *claim_.date))) hit = &join;
  }
  if (hit != nullptr && !claim_.date && hit->effective->lo > dated_ && !claim_.future)
    hit = nullptr;
  if (hit != nullptr) {
    for (const Fact& last : at_last().joins) {
      if (last.act->id != hit->act->id ||
          (last.effective && meet(*last.effective, *hit->effective))) {
        continue;
      }
      Checked out = answer(Verdict::true_only_that_day,
                           "right on that day; the instrument was withdrawn and never took effect",
                           {*hit}, ErrorClass::true_only_that_day,
                           fmt::format("As of {} the {} was due to enter into force for {} on {}.",
                                       said(dated_), title_, name_, said(*hit->effective)));
      add_evidence(out, at_last().taken_back);
      return out;
    }
    return answer(Verdict::true_,
                  fmt::format("in force for {} from {}", name_, said(*hit->effective)), {*hit});
  }
  if (!now.taken_back.empty()) {
    return answer(
        Verdict::false_,
        fmt::format("the instrument was withdrawn on {}", said(now.taken_back.back().act->day)),
        ErrorClass::stage_confused,
        fmt::format("{} never became a party to the {}.", name_, title_));
  }
  const Fact& join = claim_.date ? nearest(now.joins, *claim_.date) : now.joins.back();
  if (!join.effective) {
    return answer(Verdict::not_in_record, "from which day it is in force, the record does not say",
                  {join});
  }
  const bool deposit = claim_.date && meet(join.act->day, *claim_.date);
  return answer(
      Verdict::false_,
      fmt::format("{}in force for {} from {}", deposit ? "that is the day of the deposit; " : "",
                  name_, said(*join.effective)),
      {join}, deposit ? ErrorClass::stage_confused : ErrorClass::wrong_date,
      fmt::format("The {} is in force for {} from {}.", title_, name_, said(*join.effective)));
}

Checked Checker::Work::treaty_in_force() {
  std::optional<DayRange> day = facts_.entry_into_force(slug_, dated_);
  Checked out;
  if (!day) {
    out.verdict = claim_.negative ? Verdict::true_ : Verdict::not_in_record;
    out.reason = fmt::format("no entry into force of the {} is on record", title_);
    return out;
  }
  out.reason = fmt::format("in force since {}", said(*day));
  out.evidence = facts_.of_entry(slug_, dated_);
  if (claim_.negative) {
    out.verdict = day->lo <= dated_ ? Verdict::false_ : Verdict::true_;
    return out;
  }
  if (claim_.date && !meet(*claim_.date, *day)) {
    // "It will become binding on 1 July": on whom it was told of.
    if (claim_.perhaps.size() == 1) {
      state_ = claim_.perhaps.front();
      name_ = name_of(state_);
      for (const ActWord act : {ActWord::entry_into_force, ActWord::withdrawal_effective}) {
        Checked of_it = act == ActWord::entry_into_force ? in_force() : left();
        if (!borne_out(of_it)) continue;
        claim_.act = act;
        claim_.actors = claim_.perhaps;
        return of_it;
      }
    }
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::domestic_step_or_in_force_date;
    out.correction = fmt::format("The {} has been in force since {}.", title_, said(*day));
  }
  return out;
}

}  // namespace ratione::claims
