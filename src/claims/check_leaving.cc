// Claims about leaving a treaty, or never entering it.

#include "claims/check_inside.h"

#include <fmt/format.h>

#include "claims/wording.h"

namespace ratione::claims {

Checked Checker::Work::notice() {
  const StateFacts& now = at_known();
  if (now.notices.empty()) {
    std::string what = "no notice of withdrawal is on record";
    if (!now.announced.empty()) {
      what += fmt::format("; it was announced on {}", said(now.announced.back().act->day));
    }
    Checked out = answer(
        Verdict::false_, what, ErrorClass::stage_confused,
        now.announced.empty()
            ? fmt::format("{} had not notified a withdrawal from the {}.", name_, title_)
            : fmt::format("{} has announced that it will leave the {}; it has not notified it.",
                          name_, title_));
    later_notice(out);
    return out;
  }
  const Fact* on_day = matching(now.notices, claim_.date);
  if (on_day == nullptr) {
    const Fact& fact = nearest(now.notices, *claim_.date);
    const ErrorClass error =
        fact.effective && meet(*fact.effective, *claim_.date) ? ErrorClass::stage_confused
        : matching(now.announced, claim_.date) != nullptr     ? ErrorClass::stage_confused
                                                              : ErrorClass::wrong_date;
    return answer(
        Verdict::false_, fmt::format("the notice was received on {}", said(fact.act->day)), {fact},
        error,
        fmt::format("The depositary received the notice of {} on {}.", name_, said(fact.act->day)));
  }
  if (language_.is_court(claim_.organ)) {
    return answer(Verdict::misleading, "a notice goes to the depositary", {*on_day},
                  ErrorClass::wrong_organ_or_treaty,
                  fmt::format("{} notified the depositary on {}.", name_, said(on_day->act->day)));
  }
  if (claim_.pending) {
    const StateFacts& last = at_last();
    bool runs =
        on_day->outcome == "pending" || (on_day->effective && on_day->effective->hi > dated_);
    if (!runs) {
      return answer(Verdict::false_, "no notice was pending that day", {*on_day},
                    ErrorClass::stage_confused,
                    fmt::format("No notice of {} was pending on {}.", name_, said(dated_)));
    }
    for (const Fact& fact : last.notices) {
      if (fact.act->id == on_day->act->id && fact.outcome != "pending") {
        Checked out =
            answer(Verdict::true_only_that_day, "it was pending on that day", {*on_day},
                   ErrorClass::true_only_that_day,
                   fmt::format("On {} the notice of {} was pending.", said(dated_), name_));
        for (const Fact& each : last.revoked) add_evidence(out, each.act->id);
        return out;
      }
    }
  }
  return answer(Verdict::true_,
                fmt::format("the notice was received on {}", said(on_day->act->day)), {*on_day});
}

void Checker::Work::later_notice(Checked& out) {
  for (const Fact& later : at_last().notices) {
    if (later.act->day.lo > dated_) {
      add_evidence(out, later.act->id);
      out.today = fmt::format("the notice was received on {}", said(later.act->day));
    }
  }
}

Checked Checker::Work::no_notice() {
  const StateFacts& now = at_known();
  if (!now.notices.empty()) {
    return answer(Verdict::false_,
                  fmt::format("the notice was received on {}", said(now.notices.back().act->day)),
                  now.notices, ErrorClass::stage_confused,
                  fmt::format("{} notified its withdrawal from the {} on {}.", name_, title_,
                              said(now.notices.back().act->day)));
  }
  Checked out = answer(Verdict::true_, fmt::format("no notice of {} is on record", name_));
  later_notice(out);
  if (!out.today.empty()) {
    out.verdict = Verdict::true_only_that_day;
    out.correction = fmt::format("On {} {} had notified no withdrawal.", said(dated_), name_);
  }
  return out;
}

std::string Checker::Work::not_left_wording() {
  const StateFacts& now = at_known();
  if (now.joins.empty()) {
    if (!now.declined.empty()) {
      return fmt::format("{} declared on {} that it did not intend to become a party to the {}.",
                         name_, said(now.declined.back().act->day), title_);
    }
    if (!now.announced.empty()) {
      return fmt::format(
          "{}, which was never a party to the {}, announced on {} that it did not intend to "
          "become one.",
          name_, title_, said(now.announced.back().act->day));
    }
    return fmt::format("{} was never a party to the {}.", name_, title_);
  }
  if (!now.revoked.empty()) {
    return fmt::format("{} took back its notice on {} and is a party to the {}.", name_,
                       said(now.revoked.back().act->day), title_);
  }
  for (const Fact& notice : now.notices) {
    if (notice.effective && notice.effective->hi > dated_) {
      return fmt::format("{} has notified its withdrawal, which would take effect on {}.", name_,
                         said(*notice.effective));
    }
  }
  if (!now.announced.empty()) {
    return fmt::format("{} has announced that it will leave the {}; no notice is on record.", name_,
                       title_);
  }
  return fmt::format("{} is a party to the {}.", name_, title_);
}

Checked Checker::Work::left() {
  const StateFacts& now = at_known();
  if (!now.taken_back.empty() &&
      (!claim_.date || matching(now.taken_back, claim_.date) != nullptr)) {
    Checked out =
        answer(Verdict::misleading,
               fmt::format("{} took back its instrument before it became a party", name_),
               now.joins, ErrorClass::stage_confused,
               fmt::format("{} withdrew its instrument on {}, before it became a party to the {}.",
                           name_, said(now.taken_back.back().act->day), title_));
    add_evidence(out, now.taken_back);
    return out;
  }
  // Ahead: what the law makes of the notice.
  const bool ahead = claim_.future || (claim_.date && claim_.date->lo > dated_);
  if (ahead) return will_leave();
  for (const Fact& notice : now.notices) {
    if (notice.outcome != "disputed") continue;
    // "pulls out", on the day of the notice: that it was given.
    if (claim_.process && dated_ - notice.act->day.hi < 90) {
      return answer(Verdict::true_,
                    fmt::format("the notice was received on {}", said(notice.act->day)), {notice});
    }
    return answer(Verdict::not_in_record,
                  "whether the notice took effect is disputed; no depositary has determined it",
                  {notice});
  }
  // "is leaving again": the notice that runs, and no exit of before.
  const bool runs = std::any_of(now.notices.begin(), now.notices.end(), [&](const Fact& f) {
    return f.outcome == "pending" && f.effective && f.effective->hi > dated_;
  });
  const Fact* exit = nullptr;
  auto far = [&](const Fact& notice) {
    return claim_.date ? std::abs(notice.effective->lo - claim_.date->lo) : 0;
  };
  for (const Fact& notice : now.notices) {
    if (claim_.process && runs && !claim_.date) break;
    if (notice.outcome == "in_force" && notice.effective && notice.effective->lo <= dated_) {
      if (exit == nullptr || far(notice) <= far(*exit)) exit = &notice;
    }
  }
  if (exit != nullptr && (!claim_.date || meet(*exit->effective, *claim_.date))) {
    if (claim_.at_once && claim_.date && !meet(*exit->effective, *claim_.date)) {
      return answer(Verdict::false_, "a notice takes effect only after its time", {*exit},
                    ErrorClass::immediate_effect, not_left_wording());
    }
    if (claim_.at_once && !claim_.date && !meet(*exit->effective, exit->act->day)) {
      return answer(Verdict::misleading,
                    fmt::format("notified on {}, it took effect on {}", said(exit->act->day),
                                said(*exit->effective)),
                    {*exit}, ErrorClass::immediate_effect,
                    fmt::format("The withdrawal of {} took effect on {}, not at once.", name_,
                                said(*exit->effective)));
    }
    return answer(
        Verdict::true_,
        fmt::format("the withdrawal of {} took effect on {}", name_, said(*exit->effective)),
        {*exit});
  }
  if (exit != nullptr) {
    const bool notice_day = meet(exit->act->day, *claim_.date);
    return answer(
        Verdict::false_,
        notice_day ? fmt::format("that is the day of the notice; it took effect on {}",
                                 said(*exit->effective))
                   : fmt::format("it took effect on {}", said(*exit->effective)),
        {*exit},
        claim_.at_once ? ErrorClass::immediate_effect
        : notice_day   ? ErrorClass::stage_confused
                       : ErrorClass::wrong_date,
        fmt::format("The withdrawal of {} took effect on {}.", name_, said(*exit->effective)));
  }
  // Without a notice: a membership that ended in another way.
  const StatusRow row = facts_.status(slug_, state_, dated_, dated_);
  if (now.notices.empty() && row.status == "former_party" && row.bound_until) {
    const bool then = !claim_.date || meet(*claim_.date, DayRange::on(*row.bound_until));
    Checked ended =
        answer(then ? Verdict::true_ : Verdict::false_,
               fmt::format("{} was a party until {}", name_, said(row.bound_until->previous())),
               then ? ErrorClass::none : ErrorClass::wrong_date,
               then ? ""
                    : fmt::format("{} ceased to be a party to the {} on {}.", name_, title_,
                                  said(*row.bound_until)));
    for (const std::string& id : row.acts) add_evidence(ended, id);
    return ended;
  }
  Checked out = answer(Verdict::false_, why_not_left(),
                       ErrorClass::withdrew_v_unsigned_or_announced, not_left_wording());
  for (const std::vector<Fact>* list :
       {&at_last().declined, &at_last().notices, &at_last().revoked}) {
    for (const Fact& later : *list) {
      if (later.act->day.lo <= dated_) continue;
      add_evidence(out, later.act->id);
      out.today += (out.today.empty() ? "" : "; ") + told(later);
    }
  }
  const bool some_act = !now.announced.empty() || !now.declined.empty() || !now.notices.empty();
  if (claim_.process && some_act) {
    // The act is real and not yet, or never, a departure.
    if (runs && !claim_.at_once) {
      out.verdict = Verdict::true_;
      out.error_class = ErrorClass::none;
      out.correction.clear();
      out.reason = "a notice is running";
      return out;
    }
    out.verdict = Verdict::misleading;
    return out;
  }
  if (claim_.at_once) out.error_class = ErrorClass::immediate_effect;
  return out;
}

std::string Checker::Work::told(const Fact& fact) {
  const std::string& kind = fact.act->kind;
  std::string day = said(fact.act->day);
  if (kind == "withdrawal_notice")
    return fmt::format("the notice of {} was received on {}", name_, day);
  if (kind == "withdrawal_revoked") return fmt::format("{} took its notice back on {}", name_, day);
  if (kind == "intent_not_to_become_party") {
    return fmt::format("the depositary was told on {} of the intention not to become a party", day);
  }
  return fmt::format("{} on {}", kind, day);
}

std::string Checker::Work::why_not_left() {
  const StateFacts& now = at_known();
  if (now.joins.empty()) {
    std::string out = fmt::format("{} was never a party", name_);
    if (!now.announced.empty()) {
      out += fmt::format("; on {} it announced that it would not become one",
                         said(now.announced.back().act->day));
    }
    return out;
  }
  if (!now.revoked.empty()) {
    return fmt::format("its notice was taken back on {}; it never took effect",
                       said(now.revoked.back().act->day));
  }
  for (const Fact& notice : now.notices) {
    if (notice.effective && notice.effective->hi > dated_) {
      return fmt::format("the notice of {} takes effect on {}", said(notice.act->day),
                         said(*notice.effective));
    }
  }
  if (!now.announced.empty()) {
    return fmt::format("there is only an announcement, of {}; no notice had been received",
                       said(now.announced.back().act->day));
  }
  return fmt::format("no notice of {} is on record", name_);
}

Checked Checker::Work::will_leave() {
  const StateFacts& now = at_known();
  for (const Fact& notice : now.notices) {
    if (!notice.effective || (claim_.date && !meet(*notice.effective, *claim_.date))) continue;
    if (notice.outcome == "revoked" || notice.outcome == "never") continue;
    for (const Fact& last : at_last().notices) {
      if (last.act->id != notice.act->id || last.outcome == notice.outcome ||
          last.outcome == "in_force") {
        continue;
      }
      Checked out = answer(Verdict::true_only_that_day,
                           "right as the law stood that day; the notice was taken back", {notice},
                           ErrorClass::true_only_that_day,
                           fmt::format("Unless it is revoked, the notice of {} takes effect on {}.",
                                       name_, said(*notice.effective)));
      add_evidence(out, at_last().revoked);
      for (const Fact& each : at_last().revoked) out.today = told(each);
      return out;
    }
    return answer(Verdict::true_,
                  fmt::format("the notice takes effect on {}", said(*notice.effective)), {notice});
  }
  if (!now.notices.empty() && now.notices.back().outcome == "disputed") {
    return answer(Verdict::not_in_record,
                  "whether the notice takes effect is disputed; no depositary has determined it",
                  {now.notices.back()});
  }
  if (!now.notices.empty() && now.notices.back().effective) {
    const Fact& notice = now.notices.back();
    return answer(
        Verdict::false_, fmt::format("the notice takes effect on {}", said(*notice.effective)),
        {notice}, ErrorClass::wrong_date,
        fmt::format("The withdrawal of {} takes effect on {}.", name_, said(*notice.effective)));
  }
  return answer(Verdict::false_, why_not_left(), ErrorClass::stage_confused, not_left_wording());
}

Checked Checker::Work::not_left() {
  Checked there = left();
  if (there.verdict == Verdict::true_) {
    there.verdict = Verdict::false_;
    there.error_class = ErrorClass::withdrew_v_unsigned_or_announced;
    there.correction = fmt::format("{} has left the {}.", name_, title_);
    return there;
  }
  Checked out = answer(Verdict::true_, why_not_left());
  return out;
}

Checked Checker::Work::announced() {
  const StateFacts& now = at_known();
  auto near = [&](const std::vector<Fact>& list, int days) -> const Fact* {
    for (const Fact& fact : list) {
      if (!claim_.date) return &fact;
      if (fact.act->day.lo - claim_.date->hi <= days &&
          claim_.date->lo - fact.act->day.hi <= days) {
        return &fact;
      }
    }
    return nullptr;
  };
  if (claim_.at_once && near(now.announced, 5) == nullptr && near(now.notices, 45) == nullptr) {
    return answer(Verdict::misleading, "leaving takes a notice and its time",
                  ErrorClass::immediate_effect,
                  fmt::format("Leaving the {} takes a notice and its time.", title_));
  }
  const Fact* fact = near(now.announced, 5);
  if (fact == nullptr) fact = near(now.notices, 45);
  if (fact == nullptr) fact = near(now.declined, 45);
  if (fact == nullptr && !now.announced.empty()) {
    return answer(
        Verdict::false_, fmt::format("it was announced on {}", said(now.announced.back().act->day)),
        now.announced, ErrorClass::wrong_date,
        fmt::format("{} announced it on {}.", name_, said(now.announced.back().act->day)));
  }
  if (fact == nullptr) {
    return answer(Verdict::not_in_record,
                  "no announcement is on record, and an announcement is no treaty act");
  }
  if (claim_.at_once) {
    return answer(
        Verdict::misleading, "the announcement was made; leaving takes a notice and its time",
        {*fact}, ErrorClass::immediate_effect,
        fmt::format("{} announced that it would leave the {}; that takes a notice and its time.",
                    name_, title_));
  }
  if (now.joins.empty()) {
    return answer(Verdict::misleading, why_not_left(), {*fact},
                  ErrorClass::withdrew_v_unsigned_or_announced, not_left_wording());
  }
  Checked out =
      answer(Verdict::true_, fmt::format("announced on {}", said(fact->act->day)), {*fact});
  if (fact->act->kind == "withdrawal_notice") {
    out.reason = fmt::format("the notice was received on {}", said(fact->act->day));
  }
  for (const std::vector<Fact>* list : {&at_last().notices, &at_last().revoked}) {
    for (const Fact& later : *list) {
      if (later.act->day.lo > dated_) out.today += (out.today.empty() ? "" : "; ") + told(later);
      if (list == &at_last().notices && later.outcome == "in_force" && later.effective &&
          later.effective->lo > dated_) {
        out.today += (out.today.empty() ? "" : "; ") +
                     fmt::format("{} left on {}", name_, said(*later.effective));
      }
    }
  }
  return out;
}

Checked Checker::Work::nobody_left() {
  auto first_exit = [&](Day known) -> std::pair<const Fact*, StateCode> {
    std::pair<const Fact*, StateCode> first{nullptr, {}};
    for (const State& state : record_.states().all()) {
      for (const Fact& notice : facts_.of(slug_, state.code, known).notices) {
        if (notice.outcome != "in_force" || !notice.effective || notice.effective->lo > known) {
          continue;
        }
        if (first.first == nullptr || notice.effective->lo < first.first->effective->lo) {
          first = {&notice, state.code};
        }
      }
    }
    return first;
  };
  Checked out;
  out.reason = "no withdrawal that took effect is on record";
  if (auto [exit, state] = first_exit(dated_); exit != nullptr) {
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::withdrew_v_unsigned_or_announced;
    out.reason = fmt::format("{} left on {}", name_of(state), said(*exit->effective));
    out.correction =
        fmt::format("{} left the {} on {}.", name_of(state), title_, said(*exit->effective));
    add_evidence(out, exit->act->id);
    return out;
  }
  if (auto [exit, state] = first_exit(facts_.newest()); exit != nullptr) {
    out.verdict = Verdict::true_only_that_day;
    out.correction = fmt::format("By {} nobody had left the {}.", said(dated_), title_);
    out.today = fmt::format("{} left on {}", name_of(state), said(*exit->effective));
    add_evidence(out, exit->act->id);
  }
  return out;
}

Checked Checker::Work::revoked() {
  const StateFacts& now = at_known();
  std::vector<Fact> all = now.revoked;
  all.insert(all.end(), now.taken_back.begin(), now.taken_back.end());
  if (all.empty()) {
    return answer(Verdict::false_, "no notice was taken back", ErrorClass::stage_confused,
                  fmt::format("{} has not taken back its notice.", name_));
  }
  if (claim_.domestic) {
    return answer(Verdict::false_,
                  fmt::format("{} itself took it back on {}", name_, said(all.back().act->day)),
                  all, ErrorClass::wrong_organ_or_treaty,
                  fmt::format("{} took back its notice on {}.", name_, said(all.back().act->day)));
  }
  const Fact* fact = matching(all, claim_.date);
  if (fact == nullptr) {
    return answer(Verdict::false_,
                  fmt::format("it was taken back on {}", said(all.back().act->day)), all,
                  ErrorClass::wrong_date,
                  fmt::format("{} took back its notice on {}.", name_, said(all.back().act->day)));
  }
  return answer(Verdict::true_, fmt::format("taken back on {}", said(fact->act->day)), {*fact});
}

Checked Checker::Work::declined() {
  const StateFacts& now = at_known();
  const StateFacts& last = at_last();
  if (claim_.unsign) {
    const Fact* act = !now.declined.empty()    ? &now.declined.back()
                      : !now.announced.empty() ? &now.announced.back()
                                               : nullptr;
    if (act == nullptr || now.signatures.empty()) {
      return answer(Verdict::false_, fmt::format("{} made no such declaration", name_),
                    ErrorClass::withdrew_v_unsigned_or_announced,
                    fmt::format("{} made no declaration about the {}.", name_, title_));
    }
    Checked out = answer(
        Verdict::misleading,
        "what was declared is an intention not to become a party; the signature stays in the "
        "record",
        {*act}, ErrorClass::withdrew_v_unsigned_or_announced,
        fmt::format("{} declared on {} that it did not intend to become a party to the {}.", name_,
                    said(act->act->day), title_));
    add_evidence(out, now.signatures);
    return out;
  }
  const Fact* on_day = matching(now.declined, claim_.date);
  if (on_day != nullptr) {
    return answer(Verdict::true_,
                  fmt::format("the depositary was told on {}", said(on_day->act->day)), {*on_day});
  }
  // Announced, and not yet received.
  const Fact* announced = matching(now.announced, claim_.date);
  if (announced != nullptr && now.joins.empty() && claim_.organ.empty()) {
    Checked out = answer(Verdict::true_, fmt::format("announced on {}", said(announced->act->day)),
                         {*announced});
    for (const Fact& later : last.declined) out.today = told(later);
    return out;
  }
  std::vector<Fact> all = now.declined;
  if (all.empty()) {
    for (const Fact& later : last.declined) all.push_back(later);
  }
  if (all.empty()) {
    return answer(Verdict::false_, fmt::format("no such declaration by {} is on record", name_),
                  ErrorClass::withdrew_v_unsigned_or_announced,
                  fmt::format("{} made no such declaration about the {}.", name_, title_));
  }
  const Fact& fact = all.back();
  Checked out = answer(
      Verdict::false_, fmt::format("the letter reached the depositary on {}", said(fact.act->day)),
      {fact}, announced != nullptr ? ErrorClass::stage_confused : ErrorClass::wrong_date,
      fmt::format("The letter of {} reached the depositary on {}.", name_, said(fact.act->day)));
  add_evidence(out, now.announced);
  return out;
}

}  // namespace ratione::claims
