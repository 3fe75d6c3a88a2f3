#include "claims/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "claims/facts.h"
#include "text/names.h"

namespace ratione::claims {

namespace {

constexpr std::array<std::string_view, 5> verdicts = {"true", "true_only_that_day", "not_in_record",
                                                      "misleading", "false"};

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

// "acceded to", of the kind of an act.
std::string verb_of(std::string_view kind) {
  if (kind == "accession") return "acceded to";
  if (kind == "succession") return "succeeded to";
  if (kind == "acceptance") return "accepted";
  if (kind == "approval") return "approved";
  if (kind == "consent") return "joined";
  return "ratified";
}

}  // namespace

std::string_view word_of(Verdict verdict) { return verdicts[static_cast<std::size_t>(verdict)]; }
std::optional<Verdict> verdict_word(std::string_view text) {
  auto found = std::find(verdicts.begin(), verdicts.end(), text);
  if (found == verdicts.end()) return std::nullopt;
  return static_cast<Verdict>(found - verdicts.begin());
}

std::string_view error_class_name(int number) {
  static constexpr std::string_view names[] = {"",
                                               "signatory_v_party",
                                               "withdrew_v_unsigned_or_announced",
                                               "stage_confused",
                                               "immediate_effect",
                                               "domestic_step_or_in_force_date",
                                               "signed_or_ratified_v_acceded",
                                               "wrong_date",
                                               "parties_v_signatories",
                                               "wrong_organ_or_treaty",
                                               "tally_or_denominator",
                                               "true_only_that_day"};
  return number >= 1 && number <= 11 ? names[number] : names[0];
}

class Checker::Work {
 public:
  Work(const Law& law, const Record& record, const Language& language, const CouncilVotes& votes,
       EngineOf engine_of)
      : record_(record),
        language_(language),
        votes_(votes),
        facts_(law, record, std::move(engine_of)) {}

  std::optional<Checked> check(const Claim& given, Day dated) {
    claim_ = given;
    dated_ = dated;
    Claim& claim = claim_;
    if (claim.act == ActWord::none) {
      Checked out;
      out.verdict = Verdict::not_in_record;
      out.reason = claim.not_held;
      out.actors = claim.actors;
      out.instrument = claim.instrument;
      return out;
    }
    if (claim.act == ActWord::veto) return finished(veto());
    if (claim.instrument.empty() && !resolve_instrument()) return std::nullopt;
    if (claim.actors.empty() && claim.group.number > 0) resolve_group();
    slug_ = claim.instrument;
    title_ = title_of(slug_);
    if (!facts_.known_to_record(slug_)) {
      if (std::optional<Checked> other = of_other_treaty()) return finished(*other);
      Checked out;
      out.verdict = Verdict::not_in_record;
      out.reason = fmt::format("no act under the {} is on record", title_);
      return finished(out);
    }
    switch (claim.act) {
      case ActWord::count_parties:
        return finished(count_parties());
      case ActWord::count_signatories:
        return finished(count_signatories());
      case ActWord::referral:
        return finished(referral());
      case ActWord::entry_into_force:
        if (claim.actors.empty()) return finished(treaty_in_force());
        break;
      default:
        break;
    }
    if (claim.actors.empty()) return std::nullopt;
    std::optional<Checked> worst;
    for (StateCode state : claim.actors) {
      state_ = state;
      name_ = name_of(state);
      Checked each = of_state();
      if (!worst) {
        worst = std::move(each);
        continue;
      }
      std::vector<std::string> evidence = worst->evidence;
      std::string today = worst->today;
      if (!each.today.empty()) today += (today.empty() ? "" : "; ") + each.today;
      if (static_cast<int>(each.verdict) > static_cast<int>(worst->verdict)) {
        std::swap(*worst, each);
      }
      for (const std::string& id : each.evidence) evidence.push_back(id);
      for (const std::string& id : evidence) add_evidence(*worst, id);
      worst->today = today;
    }
    return finished(*worst);
  }

 private:
  std::optional<Checked> finished(Checked out) {
    if (!claim_.misnamed.empty() && out.verdict != Verdict::false_) {
      out.verdict = Verdict::misleading;
      out.reason = claim_.misnamed;
      out.error_class = 9;
      if (out.correction.empty() && !claim_.actors.empty()) {
        out.correction = fmt::format("The treaty is the {}.", title_);
      }
    }
    out.correction = sentence(std::move(out.correction));
    if (out.verdict == Verdict::true_only_that_day) out.error_class = 11;
    out.actors = claim_.actors;
    out.instrument = claim_.instrument;
    std::sort(out.evidence.begin(), out.evidence.end());
    out.evidence.erase(std::unique(out.evidence.begin(), out.evidence.end()), out.evidence.end());
    return out;
  }

  std::string title_of(const std::string& slug) const {
    const Instrument* found = record_.instrument(slug);
    return found == nullptr ? slug : found->title;
  }

  // With its article, where the language has one: the United States.
  std::string name_of(StateCode code) const {
    const std::vector<StateCode>& with = language_.region("with_article");
    const bool article = std::find(with.begin(), with.end(), code) != with.end();
    return (article ? "the " : "") + record_.states().name(code);
  }
  // A sentence begins with a capital.
  static std::string sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
      text[0] = static_cast<char>(text[0] - 32);
    return text;
  }

  // ---- building answers

  static void add_evidence(Checked& out, const std::string& id) {
    if (std::find(out.evidence.begin(), out.evidence.end(), id) == out.evidence.end()) {
      out.evidence.push_back(id);
    }
  }
  static void add_evidence(Checked& out, const std::vector<Fact>& facts) {
    for (const Fact& fact : facts) add_evidence(out, fact.act->id);
  }
  Checked answer(Verdict verdict, std::string reason, int error_class = 0,
                 std::string correction = "") {
    Checked out;
    out.verdict = verdict;
    out.reason = std::move(reason);
    out.error_class = error_class;
    out.correction = std::move(correction);
    const StateFacts& now = at_known();
    add_evidence(out, now.signatures);
    add_evidence(out, now.joins);
    add_evidence(out, now.notices);
    add_evidence(out, now.revoked);
    add_evidence(out, now.announced);
    add_evidence(out, now.declined);
    add_evidence(out, now.taken_back);
    return out;
  }
  Checked answer(Verdict verdict, std::string reason, const std::vector<Fact>& on,
                 int error_class = 0, std::string correction = "") {
    Checked out;
    out.verdict = verdict;
    out.reason = std::move(reason);
    out.error_class = error_class;
    out.correction = std::move(correction);
    add_evidence(out, on);
    for (const Fact& fact : on) {
      if (fact.effective) out.cites = fact.cites;
    }
    return out;
  }
  static Fact const* matching(const std::vector<Fact>& facts, const std::optional<DayRange>& days) {
    for (const Fact& fact : facts) {
      if (!days || meet(fact.act->day, *days)) return &fact;
    }
    return nullptr;
  }

  const StateFacts& at_known() { return facts_.of(slug_, state_, dated_); }
  const StateFacts& at_last() { return facts_.of(slug_, state_, facts_.newest()); }
  std::string own(DayRange days) const { return said(days); }

  // ---- what is not said

  // The treaty under which this State did that on that day, where it is the only one.
  bool resolve_instrument() {
    if (claim_.unsign && claim_.actors.size() == 1) return resolve_by_declined();
    if (!claim_.date || claim_.negative || claim_.actors.empty() ||
        claim_.date->hi - claim_.date->lo > 31) {
      return false;
    }
    std::string found;
    for (const Instrument& each : record_.instruments()) {
      if (!facts_.known_to_record(each.slug)) continue;
      const StateFacts& facts = facts_.of(each.slug, claim_.actors.front(), dated_);
      bool does = false;
      auto any = [&](const std::vector<Fact>& list) {
        for (const Fact& fact : list) {
          does = does || meet(fact.act->day, *claim_.date) ||
                 (fact.effective && meet(*fact.effective, *claim_.date));
        }
      };
      switch (claim_.act) {
        case ActWord::withdrawal_notice:
        case ActWord::withdrawal_effective:
        case ActWord::withdrawal_revoked:
          // Of late it gave one notice.
          for (const Fact& fact : facts.notices) does = does || dated_ - fact.act->day.hi < 1000;
          break;
        case ActWord::signature:
          any(facts.signatures);
          break;
        default:
          any(facts.joins);
          break;
      }
      if (!does) continue;
      if (!found.empty()) return false;
      found = each.slug;
    }
    if (found.empty()) return false;
    claim_.instrument = found;
    return true;
  }

  // The treaty of which this State declared that it would not become a party.
  bool resolve_by_declined() {
    std::string found;
    for (const Instrument& each : record_.instruments()) {
      if (!facts_.known_to_record(each.slug)) continue;
      const StateFacts& facts = facts_.of(each.slug, claim_.actors.front(), dated_);
      if (facts.declined.empty()) continue;
      if (!found.empty()) return false;
      found = each.slug;
    }
    claim_.instrument = found;
    return !found.empty();
  }

  // States that were only counted: those whose acts the words can mean.
  void resolve_group() {
    struct Candidate {
      StateCode state;
      Day day;
    };
    std::vector<Candidate> candidates;
    const std::vector<StateCode>& region = language_.region(claim_.group.region);
    for (const State& state : record_.states().all()) {
      if (claim_.group.region != "any" &&
          std::find(region.begin(), region.end(), state.code) == region.end()) {
        continue;
      }
      const StateFacts& facts = facts_.of(claim_.instrument, state.code, dated_);
      std::optional<Day> last;
      for (const std::vector<Fact>* list : {&facts.notices, &facts.announced}) {
        for (const Fact& fact : *list) {
          if (dated_ - fact.act->day.hi > 400) continue;
          last = std::max(last.value_or(Day::first()), fact.act->day.hi);
        }
      }
      if (last) candidates.push_back({state.code, *last});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.day > b.day; });
    std::size_t most = std::min(candidates.size(), static_cast<std::size_t>(claim_.group.number));
    for (std::size_t i = 0; i < most; ++i) claim_.actors.push_back(candidates[i].state);
  }

  // The same act of the same State on the same day, under another treaty.
  std::optional<Checked> of_other_treaty() {
    if (claim_.actors.size() != 1) return std::nullopt;
    StateCode state = claim_.actors.front();
    for (const Instrument& each : record_.instruments()) {
      if (each.slug == claim_.instrument || !facts_.known_to_record(each.slug)) continue;
      const StateFacts& facts = facts_.of(each.slug, state, dated_);
      const std::vector<Fact>& list =
          claim_.act == ActWord::withdrawal_effective || claim_.act == ActWord::withdrawal_notice
              ? facts.notices
              : facts.joins;
      for (const Fact& fact : list) {
        bool effect = fact.effective && claim_.date && meet(*fact.effective, *claim_.date);
        bool day = claim_.date && meet(fact.act->day, *claim_.date);
        if (!effect && !day) continue;
        Checked out;
        out.verdict = Verdict::false_;
        out.error_class = 9;
        out.reason = fmt::format("the act on record is under the {}", each.title);
        out.correction = fmt::format("It was under the {}.", each.title);
        add_evidence(out, fact.act->id);
        return out;
      }
    }
    return std::nullopt;
  }

  // ---- one State

  Checked of_state() {
    switch (claim_.act) {
      case ActWord::signature:
        return signature();
      case ActWord::non_signatory:
        return non_signatory();
      case ActWord::ratification:
      case ActWord::accession:
      case ActWord::join:
        return claim_.negative ? not_joined() : joined();
      case ActWord::withdrawal_notice:
        return claim_.negative ? no_notice() : notice();
      case ActWord::withdrawal_effective:
        return claim_.negative ? not_left() : left();
      case ActWord::withdrawal_announced:
        return announced();
      case ActWord::withdrawal_revoked:
        return revoked();
      case ActWord::intent_not_to_become_party:
        return declined();
      case ActWord::party:
        return party();
      case ActWord::non_party:
        return non_party();
      case ActWord::entry_into_force:
        return in_force();
      default:
        return answer(Verdict::not_in_record, "no question of the record answers it");
    }
  }

  Checked signature() {
    const StateFacts& now = at_known();
    if (!now.signatures.empty()) {
      const Fact* fact = matching(now.signatures, claim_.date);
      if (fact != nullptr) {
        return answer(Verdict::true_, fmt::format("{} signed on {}", name_, own(fact->act->day)),
                      {*fact});
      }
      const Fact& first = now.signatures.front();
      return answer(Verdict::false_, fmt::format("{} signed on {}", name_, own(first.act->day)),
                    {first}, 7,
                    fmt::format("{} signed the {} on {}.", name_, title_, own(first.act->day)));
    }
    if (!now.joins.empty()) {
      const Fact& join = now.joins.front();
      return answer(Verdict::misleading,
                    fmt::format("{} did not sign; it {} it on {}", name_, verb_of(join.act->kind),
                                own(join.act->day)),
                    {join}, 6,
                    fmt::format("{} {} the {} on {}.", name_, verb_of(join.act->kind), title_,
                                own(join.act->day)));
    }
    return answer(Verdict::false_, fmt::format("no signature by {} is on record", name_), 1,
                  fmt::format("{} has not signed the {}.", name_, title_));
  }

  Checked non_signatory() {
    const StateFacts& now = at_known();
    if (!now.signatures.empty()) {
      std::string party = status(dated_) == "party" || status(dated_) == "party_withdrawing"
                              ? "and is a party to it"
                              : "but is not a party to it";
      const Fact& first = now.signatures.front();
      Checked out = answer(
          Verdict::false_, fmt::format("{} signed on {}", name_, own(first.act->day)), {first}, 1,
          fmt::format("{} signed the {} on {}, {}.", name_, title_, own(first.act->day), party));
      add_evidence(out, now.declined);
      add_evidence(out, now.joins);
      if (!now.declined.empty()) {
        out.reason += fmt::format("; on {} it declared that it did not intend to become a party",
                                  own(now.declined.front().act->day));
      }
      return out;
    }
    if (!now.joins.empty()) {
      const Fact& join = now.joins.front();
      return answer(Verdict::misleading,
                    fmt::format("{} did not sign, but it {} it on {}", name_,
                                verb_of(join.act->kind), own(join.act->day)),
                    {join}, 6,
                    fmt::format("{} {} the {} on {}.", name_, verb_of(join.act->kind), title_,
                                own(join.act->day)));
    }
    return answer(Verdict::true_, fmt::format("no signature by {} is on record", name_));
  }

  static bool of_kind(ActWord act, std::string_view kind) {
    if (act == ActWord::accession) return kind == "accession" || kind == "consent";
    if (act == ActWord::ratification) {
      return kind == "ratification" || kind == "acceptance" || kind == "approval" ||
             kind == "consent";
    }
    return true;
  }

  Checked joined() {
    const StateFacts& now = at_known();
    const std::string word = claim_.act == ActWord::accession ? "accession" : "ratification";
    if (claim_.domestic) {
      std::string when = now.joins.empty() ? "no instrument had been deposited"
                                           : fmt::format("the instrument was deposited on {}",
                                                         own(now.joins.back().act->day));
      Checked out = answer(
          Verdict::misleading, fmt::format("a domestic step is not the act of the State; {}", when),
          now.joins, 5,
          fmt::format(
              "A body of {} approved {}; the State ratifies by the deposit of its instrument.",
              name_, word));
      for (const Fact& later : at_last().joins) {
        if (later.act->day.lo > dated_) {
          add_evidence(out, later.act->id);
          out.today = fmt::format("the instrument was deposited on {}", own(later.act->day));
        }
      }
      return out;
    }
    if (now.joins.empty()) {
      const bool signed_only = !now.signatures.empty();
      int error = 1;
      if (signed_only && claim_.date && matching(now.signatures, claim_.date) != nullptr) error = 7;
      return answer(
          Verdict::false_,
          signed_only
              ? fmt::format("{} only signed, on {}", name_, own(now.signatures.front().act->day))
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
                      {*on_day}, 6,
                      fmt::format("{} {} the {} on {}.", name_, verb_of(on_day->act->kind), title_,
                                  own(on_day->act->day)));
      }
      return answer(
          Verdict::true_,
          fmt::format("{} {} on {}", name_, verb_of(on_day->act->kind), own(on_day->act->day)),
          {*on_day});
    }
    const Fact& fact = nearest(now.joins, *claim_.date);
    int error = 7;
    std::string what;
    if (fact.effective && meet(*fact.effective, *claim_.date)) {
      error = 5;
      what = "; that is the day of entry into force";
    } else if (matching(now.signatures, claim_.date) != nullptr) {
      error = 7;
      what = fmt::format("; it signed on {}", own(now.signatures.front().act->day));
    }
    Checked out = answer(
        Verdict::false_,
        fmt::format("{} {} on {}{}", name_, verb_of(fact.act->kind), own(fact.act->day), what),
        {fact}, error,
        fmt::format("{} {} the {} on {}.", name_, verb_of(fact.act->kind), title_,
                    own(fact.act->day)));
    add_evidence(out, now.signatures);
    return out;
  }

  static const Fact& nearest(const std::vector<Fact>& facts, DayRange days) {
    const Fact* best = &facts.front();
    auto distance = [&](const Fact& fact) {
      return std::min(std::abs(fact.act->day.lo - days.lo), std::abs(fact.act->day.hi - days.hi));
    };
    for (const Fact& fact : facts) {
      if (distance(fact) < distance(*best)) best = &fact;
    }
    return *best;
  }

  Checked not_joined() {
    const StateFacts& now = at_known();
    if (!now.joins.empty()) {
      const Fact& join = now.joins.back();
      Verdict verdict = of_kind(claim_.act, join.act->kind) ? Verdict::false_ : Verdict::misleading;
      return answer(
          verdict,
          fmt::format("{} {} it on {}", name_, verb_of(join.act->kind), own(join.act->day)), {join},
          verdict == Verdict::false_ ? 1 : 6,
          fmt::format("{} {} the {} on {}.", name_, verb_of(join.act->kind), title_,
                      own(join.act->day)));
    }
    for (const Fact& later : at_last().joins) {
      if (later.act->day.lo <= dated_) continue;
      Checked out =
          answer(Verdict::true_only_that_day,
                 fmt::format("right until {}, when {} {} it", own(later.act->day), name_,
                             verb_of(later.act->kind)),
                 now.signatures, 11,
                 fmt::format("On {} {} had not joined the {}.", said(dated_), name_, title_));
      add_evidence(out, later.act->id);
      out.today =
          fmt::format("{} {} it on {}", name_, verb_of(later.act->kind), own(later.act->day));
      return out;
    }
    return answer(Verdict::true_, fmt::format("no instrument of {} is on record", name_));
  }

  Checked notice() {
    const StateFacts& now = at_known();
    if (now.notices.empty()) {
      std::string what = "no notice of withdrawal is on record";
      if (!now.announced.empty()) {
        what += fmt::format("; it was announced on {}", own(now.announced.back().act->day));
      }
      Checked out = answer(
          Verdict::false_, what, 3,
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
      int error = fact.effective && meet(*fact.effective, *claim_.date) ? 3
                  : matching(now.announced, claim_.date) != nullptr     ? 3
                                                                        : 7;
      return answer(Verdict::false_,
                    fmt::format("the notice was received on {}", own(fact.act->day)), {fact}, error,
                    fmt::format("The depositary received the notice of {} on {}.", name_,
                                own(fact.act->day)));
    }
    if (claim_.organ == "icc") {
      return answer(Verdict::misleading, "a notice goes to the depositary", {*on_day}, 9,
                    fmt::format("{} notified the depositary on {}.", name_, own(on_day->act->day)));
    }
    if (claim_.pending) {
      const StateFacts& last = at_last();
      bool runs =
          on_day->outcome == "pending" || (on_day->effective && on_day->effective->hi > dated_);
      if (!runs) {
        return answer(Verdict::false_, "no notice was pending that day", {*on_day}, 3,
                      fmt::format("No notice of {} was pending on {}.", name_, said(dated_)));
      }
      for (const Fact& fact : last.notices) {
        if (fact.act->id == on_day->act->id && fact.outcome != "pending") {
          Checked out =
              answer(Verdict::true_only_that_day, "it was pending on that day", {*on_day}, 11,
                     fmt::format("On {} the notice of {} was pending.", said(dated_), name_));
          for (const Fact& each : last.revoked) add_evidence(out, each.act->id);
          return out;
        }
      }
    }
    return answer(Verdict::true_,
                  fmt::format("the notice was received on {}", own(on_day->act->day)), {*on_day});
  }

  void later_notice(Checked& out) {
    for (const Fact& later : at_last().notices) {
      if (later.act->day.lo > dated_) {
        add_evidence(out, later.act->id);
        out.today = fmt::format("the notice was received on {}", own(later.act->day));
      }
    }
  }

  Checked no_notice() {
    const StateFacts& now = at_known();
    if (!now.notices.empty()) {
      return answer(Verdict::false_,
                    fmt::format("the notice was received on {}", own(now.notices.back().act->day)),
                    now.notices, 3,
                    fmt::format("{} notified its withdrawal from the {} on {}.", name_, title_,
                                own(now.notices.back().act->day)));
    }
    Checked out = answer(Verdict::true_, fmt::format("no notice of {} is on record", name_));
    later_notice(out);
    if (!out.today.empty()) {
      out.verdict = Verdict::true_only_that_day;
      out.correction = fmt::format("On {} {} had notified no withdrawal.", said(dated_), name_);
    }
    return out;
  }

  std::string status(Day on) { return facts_.status(slug_, state_, on, dated_).status; }
  static bool bound(const std::string& status) {
    return status == "party" || status == "party_withdrawing";
  }

  // What the right sentence is where a State has not left.
  std::string not_left_wording() {
    const StateFacts& now = at_known();
    if (now.joins.empty()) {
      if (!now.declined.empty()) {
        return fmt::format("{} declared on {} that it did not intend to become a party to the {}.",
                           name_, own(now.declined.back().act->day), title_);
      }
      if (!now.announced.empty()) {
        return fmt::format(
            "{}, which was never a party to the {}, announced on {} that it did not intend to "
            "become one.",
            name_, title_, own(now.announced.back().act->day));
      }
      return fmt::format("{} was never a party to the {}.", name_, title_);
    }
    if (!now.revoked.empty()) {
      return fmt::format("{} took back its notice on {} and is a party to the {}.", name_,
                         own(now.revoked.back().act->day), title_);
    }
    for (const Fact& notice : now.notices) {
      if (notice.effective && notice.effective->hi > dated_) {
        return fmt::format("{} has notified its withdrawal, which would take effect on {}.", name_,
                           own(*notice.effective));
      }
    }
    if (!now.announced.empty()) {
      return fmt::format("{} has announced that it will leave the {}; no notice is on record.",
                         name_, title_);
    }
    return fmt::format("{} is a party to the {}.", name_, title_);
  }

  Checked left() {
    const StateFacts& now = at_known();
    if (!now.taken_back.empty() &&
        (!claim_.date || matching(now.taken_back, claim_.date) != nullptr)) {
      Checked out = answer(
          Verdict::misleading,
          fmt::format("{} took back its instrument before it became a party", name_), now.joins, 3,
          fmt::format("{} withdrew its instrument on {}, before it became a party to the {}.",
                      name_, own(now.taken_back.back().act->day), title_));
      add_evidence(out, now.taken_back);
      return out;
    }
    // Ahead: what the law makes of the notice.
    const bool ahead = claim_.future || (claim_.date && claim_.date->lo > dated_);
    if (ahead) return will_leave();
    for (const Fact& notice : now.notices) {
      if (notice.outcome != "disputed") continue;
      return answer(Verdict::not_in_record,
                    "whether the notice took effect is disputed; no depositary has determined it",
                    {notice});
    }
    const Fact* exit = nullptr;
    for (const Fact& notice : now.notices) {
      if (notice.outcome == "in_force" && notice.effective && notice.effective->lo <= dated_) {
        if (exit == nullptr || (claim_.date && meet(*notice.effective, *claim_.date)))
          exit = &notice;
      }
    }
    if (exit != nullptr && (!claim_.date || meet(*exit->effective, *claim_.date))) {
      if (claim_.at_once && claim_.date && !meet(*exit->effective, *claim_.date)) {
        return answer(Verdict::false_, "a notice takes effect only after its time", {*exit}, 4,
                      not_left_wording());
      }
      Checked out = answer(
          Verdict::true_,
          fmt::format("the withdrawal of {} took effect on {}", name_, own(*exit->effective)),
          {*exit});
      return out;
    }
    if (exit != nullptr) {
      const bool notice_day = meet(exit->act->day, *claim_.date);
      return answer(
          Verdict::false_,
          notice_day ? fmt::format("that is the day of the notice; it took effect on {}",
                                   own(*exit->effective))
                     : fmt::format("it took effect on {}", own(*exit->effective)),
          {*exit},
          claim_.at_once ? 4
          : notice_day   ? 3
                         : 7,
          fmt::format("The withdrawal of {} took effect on {}.", name_, own(*exit->effective)));
    }
    Checked out = answer(Verdict::false_, why_not_left(), 2, not_left_wording());
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
      const bool runs = std::any_of(now.notices.begin(), now.notices.end(), [&](const Fact& f) {
        return f.outcome == "pending" && f.effective && f.effective->hi > dated_;
      });
      if (runs && !claim_.at_once) {
        out.verdict = Verdict::true_;
        out.error_class = 0;
        out.correction.clear();
        out.reason = "a notice is running";
        return out;
      }
      out.verdict = Verdict::misleading;
      return out;
    }
    if (claim_.at_once) out.error_class = 4;
    return out;
  }

  std::string told(const Fact& fact) {
    const std::string& kind = fact.act->kind;
    std::string day = own(fact.act->day);
    if (kind == "withdrawal_notice")
      return fmt::format("the notice of {} was received on {}", name_, day);
    if (kind == "withdrawal_revoked")
      return fmt::format("{} took its notice back on {}", name_, day);
    if (kind == "intent_not_to_become_party") {
      return fmt::format("the depositary was told on {} of the intention not to become a party",
                         day);
    }
    return fmt::format("{} on {}", kind, day);
  }

  std::string why_not_left() {
    const StateFacts& now = at_known();
    if (now.joins.empty()) {
      std::string out = fmt::format("{} was never a party", name_);
      if (!now.announced.empty()) {
        out += fmt::format("; on {} it announced that it would not become one",
                           own(now.announced.back().act->day));
      }
      return out;
    }
    if (!now.revoked.empty()) {
      return fmt::format("its notice was taken back on {}; it never took effect",
                         own(now.revoked.back().act->day));
    }
    for (const Fact& notice : now.notices) {
      if (notice.effective && notice.effective->hi > dated_) {
        return fmt::format("the notice of {} takes effect on {}", own(notice.act->day),
                           own(*notice.effective));
      }
    }
    if (!now.announced.empty()) {
      return fmt::format("there is only an announcement, of {}; no notice had been received",
                         own(now.announced.back().act->day));
    }
    return fmt::format("no notice of {} is on record", name_);
  }

  Checked will_leave() {
    const StateFacts& now = at_known();
    for (const Fact& notice : now.notices) {
      if (!notice.effective || (claim_.date && !meet(*notice.effective, *claim_.date))) continue;
      if (notice.outcome == "revoked" || notice.outcome == "never") continue;
      for (const Fact& last : at_last().notices) {
        if (last.act->id != notice.act->id || last.outcome == notice.outcome ||
            last.outcome == "in_force") {
          continue;
        }
        Checked out =
            answer(Verdict::true_only_that_day,
                   "right as the law stood that day; the notice was taken back", {notice}, 11,
                   fmt::format("Unless it is revoked, the notice of {} takes effect on {}.", name_,
                               own(*notice.effective)));
        add_evidence(out, at_last().revoked);
        for (const Fact& each : at_last().revoked) out.today = told(each);
        return out;
      }
      return answer(Verdict::true_,
                    fmt::format("the notice takes effect on {}", own(*notice.effective)), {notice});
    }
    if (!now.notices.empty() && now.notices.back().effective) {
      const Fact& notice = now.notices.back();
      return answer(
          Verdict::false_, fmt::format("the notice takes effect on {}", own(*notice.effective)),
          {notice}, 7,
          fmt::format("The withdrawal of {} takes effect on {}.", name_, own(*notice.effective)));
    }
    return answer(Verdict::false_, why_not_left(), 3, not_left_wording());
  }

  Checked not_left() {
    Checked there = left();
    if (there.verdict == Verdict::true_) {
      there.verdict = Verdict::false_;
      there.error_class = 2;
      there.correction = fmt::format("{} has left the {}.", name_, title_);
      return there;
    }
    Checked out = answer(Verdict::true_, why_not_left());
    return out;
  }

  Checked announced() {
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
      return answer(Verdict::misleading, "leaving takes a notice and its time", 4,
                    fmt::format("Leaving the {} takes a notice and its time.", title_));
    }
    const Fact* fact = near(now.announced, 5);
    if (fact == nullptr) fact = near(now.notices, 45);
    if (fact == nullptr) fact = near(now.declined, 45);
    if (fact == nullptr && !now.announced.empty()) {
      return answer(
          Verdict::false_,
          fmt::format("it was announced on {}", own(now.announced.back().act->day)), now.announced,
          7, fmt::format("{} announced it on {}.", name_, own(now.announced.back().act->day)));
    }
    if (fact == nullptr) {
      return answer(Verdict::not_in_record,
                    "no announcement is on record, and an announcement is no treaty act");
    }
    if (claim_.at_once) {
      return answer(
          Verdict::misleading, "the announcement was made; leaving takes a notice and its time",
          {*fact}, 4,
          fmt::format("{} announced that it would leave the {}; that takes a notice and its time.",
                      name_, title_));
    }
    if (now.joins.empty()) {
      return answer(Verdict::misleading, why_not_left(), {*fact}, 2, not_left_wording());
    }
    Checked out =
        answer(Verdict::true_, fmt::format("announced on {}", own(fact->act->day)), {*fact});
    if (fact->act->kind == "withdrawal_notice") {
      out.reason = fmt::format("the notice was received on {}", own(fact->act->day));
    }
    for (const std::vector<Fact>* list : {&at_last().notices, &at_last().revoked}) {
      for (const Fact& later : *list) {
        if (later.act->day.lo > dated_) out.today += (out.today.empty() ? "" : "; ") + told(later);
        if (list == &at_last().notices && later.outcome == "in_force" && later.effective &&
            later.effective->lo > dated_) {
          out.today += (out.today.empty() ? "" : "; ") +
                       fmt::format("{} left on {}", name_, own(*later.effective));
        }
      }
    }
    return out;
  }

  Checked revoked() {
    const StateFacts& now = at_known();
    std::vector<Fact> all = now.revoked;
    all.insert(all.end(), now.taken_back.begin(), now.taken_back.end());
    if (all.empty()) {
      return answer(Verdict::false_, "no notice was taken back", 3,
                    fmt::format("{} has not taken back its notice.", name_));
    }
    if (claim_.domestic) {
      return answer(Verdict::false_,
                    fmt::format("{} itself took it back on {}", name_, own(all.back().act->day)),
                    all, 9,
                    fmt::format("{} took back its notice on {}.", name_, own(all.back().act->day)));
    }
    const Fact* fact = matching(all, claim_.date);
    if (fact == nullptr) {
      return answer(Verdict::false_,
                    fmt::format("it was taken back on {}", own(all.back().act->day)), all, 7,
                    fmt::format("{} took back its notice on {}.", name_, own(all.back().act->day)));
    }
    return answer(Verdict::true_, fmt::format("taken back on {}", own(fact->act->day)), {*fact});
  }

  Checked declined() {
    const StateFacts& now = at_known();
    const StateFacts& last = at_last();
    if (claim_.unsign) {
      const Fact* act = !now.declined.empty()    ? &now.declined.back()
                        : !now.announced.empty() ? &now.announced.back()
                                                 : nullptr;
      if (act == nullptr || now.signatures.empty()) {
        return answer(Verdict::false_, fmt::format("{} made no such declaration", name_), 2,
                      fmt::format("{} made no declaration about the {}.", name_, title_));
      }
      Checked out = answer(
          Verdict::misleading,
          "what was declared is an intention not to become a party; the signature stays in the "
          "record",
          {*act}, 2,
          fmt::format("{} declared on {} that it did not intend to become a party to the {}.",
                      name_, own(act->act->day), title_));
      add_evidence(out, now.signatures);
      return out;
    }
    const Fact* on_day = matching(now.declined, claim_.date);
    if (on_day != nullptr) {
      return answer(Verdict::true_,
                    fmt::format("the depositary was told on {}", own(on_day->act->day)), {*on_day});
    }
    // Announced, and not yet received.
    const Fact* announced = matching(now.announced, claim_.date);
    if (announced != nullptr && now.joins.empty() && claim_.organ.empty()) {
      Checked out = answer(Verdict::true_, fmt::format("announced on {}", own(announced->act->day)),
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
                    2, fmt::format("{} made no such declaration about the {}.", name_, title_));
    }
    const Fact& fact = all.back();
    Checked out = answer(
        Verdict::false_, fmt::format("the letter reached the depositary on {}", own(fact.act->day)),
        {fact}, announced != nullptr ? 3 : 7,
        fmt::format("The letter of {} reached the depositary on {}.", name_, own(fact.act->day)));
    add_evidence(out, now.announced);
    return out;
  }

  Checked party() {
    const StateFacts& now = at_known();
    Day on = claim_.date && claim_.date->hi < dated_ ? claim_.date->hi : dated_;
    StatusRow row = facts_.status(slug_, state_, on, dated_);
    if (!row.uncertain.empty()) {
      return answer(Verdict::not_in_record, row.uncertain, now.joins);
    }
    if (bound(row.status)) {
      StatusRow last = facts_.status(slug_, state_, on, facts_.newest());
      if (last.bound_until && *last.bound_until > on && *last.bound_until <= facts_.newest()) {
        Checked out =
            answer(Verdict::true_only_that_day,
                   fmt::format("a party until {}", said(last.bound_until->previous())), now.joins,
                   11, fmt::format("On {} {} was a party to the {}.", said(on), name_, title_));
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
                    row.bound_from
                        ? fmt::format("the instrument was deposited; {} is bound from {}", name_,
                                      said(*row.bound_from))
                        : "the instrument was deposited and is not in force",
                    now.joins, 3,
                    row.bound_from ? fmt::format("{} will be a party to the {} from {}.", name_,
                                                 title_, said(*row.bound_from))
                                   : fmt::format("{} is not a party to the {}.", name_, title_));
    }
    if (row.status == "former_party") {
      return answer(Verdict::false_, fmt::format("{} left on {}", name_, said(*row.bound_until)), 2,
                    fmt::format("{} was a party to the {} until {}.", name_, title_,
                                said(row.bound_until->previous())));
    }
    if (!now.taken_back.empty()) {
      return answer(Verdict::false_,
                    fmt::format("{} withdrew its instrument on {}", name_,
                                own(now.taken_back.back().act->day)),
                    now.taken_back, 3,
                    fmt::format("{} never became a party to the {}.", name_, title_));
    }
    return answer(Verdict::false_, fmt::format("{} is not a party", name_), 1,
                  now.signatures.empty()
                      ? fmt::format("{} is not a party to the {}.", name_, title_)
                      : fmt::format("{} signed the {} and is not a party to it.", name_, title_));
  }

  Checked non_party() {
    const StateFacts& now = at_known();
    StatusRow row = facts_.status(slug_, state_, dated_, dated_);
    if (!row.uncertain.empty()) return answer(Verdict::not_in_record, row.uncertain, now.joins);
    if (bound(row.status)) {
      Checked out =
          answer(Verdict::false_,
                 fmt::format("{} is a party since {}", name_,
                             row.bound_from ? said(*row.bound_from) : "before the record"),
                 now.joins, 2, not_left_wording());
      add_evidence(out, now.notices);
      return out;
    }
    StatusRow last = facts_.status(slug_, state_, facts_.newest(), facts_.newest());
    const StateFacts& later = at_last();
    for (const Fact& join : later.joins) {
      if (!join.effective || join.effective->lo <= dated_ || join.outcome != "in_force") continue;
      Checked out = answer(
          Verdict::true_only_that_day, fmt::format("right until {}", own(*join.effective)), {join},
          11, fmt::format("On {} {} was not a party to the {}.", said(dated_), name_, title_));
      out.today = fmt::format("{} is a party since {}", name_, own(*join.effective));
      return out;
    }
    return answer(Verdict::true_, row.status == "former_party"
                                      ? fmt::format("{} left on {}", name_, said(*row.bound_until))
                                      : fmt::format("{} is not a party", name_));
  }

  Checked in_force() {
    const StateFacts& now = at_known();
    if (now.joins.empty()) {
      return answer(Verdict::false_, fmt::format("{} has deposited no instrument", name_), 3,
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
        Checked out = answer(
            Verdict::true_only_that_day,
            "right on that day; the instrument was withdrawn and never took effect", {*hit}, 11,
            fmt::format("As of {} the {} was due to enter into force for {} on {}.", said(dated_),
                        title_, name_, own(*hit->effective)));
        add_evidence(out, at_last().taken_back);
        return out;
      }
      return answer(Verdict::true_,
                    fmt::format("in force for {} from {}", name_, own(*hit->effective)), {*hit});
    }
    if (!now.taken_back.empty()) {
      return answer(
          Verdict::false_,
          fmt::format("the instrument was withdrawn on {}", own(now.taken_back.back().act->day)), 3,
          fmt::format("{} never became a party to the {}.", name_, title_));
    }
    const Fact& join = claim_.date ? nearest(now.joins, *claim_.date) : now.joins.back();
    if (!join.effective) {
      return answer(Verdict::not_in_record,
                    "from which day it is in force, the record does not say", {join});
    }
    const bool deposit = claim_.date && meet(join.act->day, *claim_.date);
    return answer(
        Verdict::false_,
        fmt::format("{}in force for {} from {}", deposit ? "that is the day of the deposit; " : "",
                    name_, own(*join.effective)),
        {join}, deposit ? 3 : 7,
        fmt::format("The {} is in force for {} from {}.", title_, name_, own(*join.effective)));
  }

  Checked treaty_in_force() {
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
      out.verdict = Verdict::false_;
      out.error_class = 5;
      out.correction = fmt::format("The {} has been in force since {}.", title_, said(*day));
    }
    return out;
  }

  // ---- numbers

  bool about(int claimed, int real) const {
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

  Checked count_parties() {
    Day on = dated_;
    if (claim_.date && claim_.date->certain() && claim_.date->lo <= dated_) on = claim_.date->lo;
    if (claim_.since && !claim_.date) {
      if (std::optional<DayRange> day = facts_.entry_into_force(slug_, dated_)) on = day->lo;
    }
    std::optional<int> real = facts_.parties(slug_, on, dated_);
    Checked out;
    if (!real) {
      out.verdict = Verdict::not_in_record;
      out.reason = fmt::format("how many parties the {} has, the record cannot say", title_);
      return out;
    }
    out.reason = fmt::format("{} parties on {}", *real, said(on));
    bool right = about(claim_.count, *real);
    // "the 125th": of the State that is named, on the day on which it was bound.
    if (!right && claim_.ordinal && !claim_.actors.empty()) {
      state_ = claim_.actors.front();
      for (const Fact& join : facts_.of(slug_, state_, dated_).joins) {
        if (!join.effective || join.effective->lo > dated_) continue;
        std::optional<int> then = facts_.parties(slug_, join.effective->lo, dated_);
        if (then && *then == claim_.count) right = true;
      }
    }
    if (right) {
      std::optional<int> last = facts_.parties(slug_, facts_.newest(), facts_.newest());
      if (!claim_.ordinal && on == dated_ && last &&
          (claim_.bound == Claim::Bound::over ? !about(claim_.count, *last) : *last != *real)) {
        out.verdict = Verdict::true_only_that_day;
        out.correction = fmt::format("On {} the {} had {} parties.", said(on), title_, *real);
        out.today = fmt::format("{} parties", *last);
      }
      return out;
    }
    int signatures = facts_.signatures(slug_, dated_);
    out.verdict = Verdict::false_;
    out.error_class = 8;
    if (claim_.count == signatures) {
      out.reason = fmt::format("{} States signed; {} were parties", signatures, *real);
      out.correction = fmt::format("{} States have signed the {} and {} are parties.", signatures,
                                   title_, *real);
    } else {
      out.correction = fmt::format("On {} the {} had {} parties.", said(on), title_, *real);
    }
    return out;
  }

  Checked count_signatories() {
    int real = facts_.signatures(slug_, dated_);
    Checked out;
    out.reason = fmt::format("{} States had signed", real);
    if (about(claim_.count, real)) return out;
    std::optional<int> parties = facts_.parties(slug_, dated_, dated_);
    out.error_class = 8;
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

  // ---- organs

  static bool same(const std::optional<int>& claimed, const std::optional<int>& real) {
    return !claimed || !real || *claimed == *real;
  }

  struct Outcome {
    std::optional<int> yes, no, abstain;
    bool known() const { return yes.has_value(); }
    std::string text() const {
      return fmt::format("{} for, {} against, {} abstaining", yes.value_or(0), no.value_or(0),
                         abstain.value_or(0));
    }
  };
  Outcome outcome_of(const Act& act) const {
    // The document that the source names; else the numbers with which the note begins.
    for (std::string_view text : {std::string_view(act.source), std::string_view(act.note)}) {
      std::size_t at = text.find("S/");
      if (at == std::string_view::npos) continue;
      std::string_view document = text.substr(at, text.find_first_of(",; ", at) - at);
      if (const CouncilVote* vote = votes_.of_document(document))
        return {vote->yes, vote->no, vote->abstain};
    }
    Outcome out;
    int numbers[3] = {0, 0, 0};
    std::size_t at = 0;
    for (int i = 0; i < 3; ++i) {
      std::size_t first = at;
      while (at < act.note.size() && act.note[at] >= '0' && act.note[at] <= '9' && at - first < 3) {
        numbers[i] = numbers[i] * 10 + (act.note[at] - '0');
        ++at;
      }
      if (at == first) return out;
      if (i < 2 && (at >= act.note.size() || act.note[at++] != '-')) return out;
    }
    return {numbers[0], numbers[1], numbers[2]};
  }

  std::optional<Checked> wrong_tally(const Outcome& outcome) {
    if (claim_.tally.two_thirds) {
      Checked out;
      out.verdict = Verdict::misleading;
      out.error_class = 10;
      out.reason = fmt::format(
          "the vote was {}; the rule is nine votes and no veto, not two thirds", outcome.text());
      out.correction = fmt::format("The vote was {}.", outcome.text());
      return out;
    }
    if (!outcome.known()) return std::nullopt;
    // "13 for, 2 against" leaves nothing out; a number that is not said may be any.
    bool right = same(claim_.tally.yes, outcome.yes) && same(claim_.tally.no, outcome.no) &&
                 same(claim_.tally.abstain, outcome.abstain);
    if (right) return std::nullopt;
    Checked out;
    out.verdict = Verdict::false_;
    out.error_class = 10;
    out.reason = outcome.text();
    out.correction = fmt::format("The vote was {}.", outcome.text());
    return out;
  }

  Checked referral() {
    Checked worst;
    bool any = false;
    std::vector<StateCode> about = claim_.actors;
    for (StateCode state : about) {
      Checked each = referral_of(state);
      if (!any || static_cast<int>(each.verdict) > static_cast<int>(worst.verdict)) {
        for (const std::string& id : worst.evidence) add_evidence(each, id);
        worst = each;
      } else {
        for (const std::string& id : each.evidence) add_evidence(worst, id);
      }
      any = true;
    }
    return worst;
  }

  Checked referral_of(StateCode state) {
    const std::string name = name_of(state);
    std::vector<const Act*> made, failed;
    for (const Act* act : facts_.acts(slug_, dated_)) {
      bool concerns = act->state == state ||
                      std::find(act->about.begin(), act->about.end(), state) != act->about.end();
      if (!concerns) continue;
      if (act->kind == "referral") made.push_back(act);
      if (act->kind == "referral_vetoed") failed.push_back(act);
    }
    Checked out;
    for (const Act* act : made) add_evidence(out, act->id);
    for (const Act* act : failed) add_evidence(out, act->id);
    if (claim_.negative) {
      // Whom the Council never sent a situation of.
      if (made.empty() || (claim_.organ == "unsc" && made.front()->actor != "unsc")) {
        out.reason = fmt::format("no referral of {} is on record", name);
        if (!failed.empty() && !claim_.tally.empty()) {
          if (std::optional<Checked> wrong = wrong_tally(outcome_of(*failed.front()))) {
            wrong->evidence = out.evidence;
            return *wrong;
          }
        }
        return out;
      }
      out.verdict = Verdict::false_;
      out.error_class = 9;
      out.reason = fmt::format("referred on {}", said(made.front()->day));
      out.correction = fmt::format("{} was referred on {}.", name, said(made.front()->day));
      return out;
    }
    if (made.empty()) {
      out.verdict = Verdict::false_;
      out.error_class = 9;
      out.reason = failed.empty()
                       ? fmt::format("no referral of {} is on record", name)
                       : fmt::format("the draft was vetoed on {}", said(failed.front()->day));
      out.correction = failed.empty()
                           ? fmt::format("{} has not been referred.", name)
                           : fmt::format("A draft that would have referred {} was vetoed on {}.",
                                         name, said(failed.front()->day));
      return out;
    }
    const Act* act = made.front();
    for (const Act* each : made) {
      if (claim_.date && meet(each->day, *claim_.date)) act = each;
      if (!claim_.date && each->actor == claim_.organ) act = each;
    }
    const std::string organ =
        act->actor == "unsc" ? "The Security Council" : record_.states().name(act->state);
    if (!claim_.organ.empty() && claim_.organ != act->actor) {
      out.verdict = Verdict::false_;
      out.error_class = 9;
      out.reason = fmt::format("{} referred it on {}", organ, said(act->day));
      out.correction =
          fmt::format("{} referred the situation of {} on {}.", organ, name, said(act->day));
      return out;
    }
    if (claim_.date && !meet(act->day, *claim_.date)) {
      out.verdict = Verdict::false_;
      out.error_class = 7;
      out.reason = fmt::format("referred on {}", said(act->day));
      out.correction = fmt::format("The situation of {} was referred on {}.", name, said(act->day));
      return out;
    }
    if (!claim_.tally.empty()) {
      if (std::optional<Checked> wrong = wrong_tally(outcome_of(*act))) {
        wrong->evidence = out.evidence;
        return *wrong;
      }
    }
    out.reason = fmt::format("{} referred it on {}", organ, said(act->day));
    return out;
  }

  std::string names_of(const std::vector<StateCode>& states) const {
    std::vector<std::string> names;
    for (StateCode state : states) names.push_back(name_of(state));
    return all_of_words(names);
  }

  Checked veto() {
    Checked out;
    slug_ = claim_.instrument;
    if (claim_.organ != "unsc" && !claim_.organ.empty()) {
      out.verdict = Verdict::false_;
      out.error_class = 9;
      out.reason = "vetoes are cast in the Security Council";
      out.correction = "It was vetoed in the Security Council.";
    }
    DayRange days = claim_.date.value_or(DayRange{Day::first(), dated_});
    if (days.hi > dated_) days.hi = dated_;
    std::vector<const CouncilVote*> found =
        days.lo <= days.hi ? votes_.vetoes(days) : std::vector<const CouncilVote*>{};
    if (claim_.ability) return can_veto(found);
    if (claim_.negative) {
      out.verdict = Verdict::not_in_record;
      out.reason = "of which draft it is said cannot be told";
      return out;
    }
    if (votes_.empty() || days.lo > votes_.last() || days.hi < votes_.first()) {
      out.verdict = out.verdict == Verdict::false_ ? out.verdict : Verdict::not_in_record;
      if (out.reason.empty()) out.reason = "votes of that day are not in the record";
      return out;
    }
    if (found.empty() && claim_.date) {
      // On another day near by.
      Result<Day> lo = Day::from_number(std::int64_t{days.lo.number()} - 45);
      Result<Day> hi = Day::from_number(std::int64_t{days.hi.number()} + 45);
      if (lo && hi) {
        for (const CouncilVote* vote : votes_.vetoes({*lo, std::min(*hi, dated_)})) {
          if (covers(vote->vetoed_by, claim_.actors)) found.push_back(vote);
        }
      }
      out.verdict = Verdict::false_;
      out.error_class = 7;
      if (found.empty()) {
        out.reason = "no veto of that day is on record";
        out.correction = "No veto was cast that day.";
      } else {
        const CouncilVote* vote = nearest_vote(found, days);
        out.reason = fmt::format("cast on {}", said(vote->day));
        out.correction = fmt::format("The veto of {} was cast on {}.", names_of(vote->vetoed_by),
                                     said(vote->day));
        add_evidence(out, vote->document);
      }
      return out;
    }
    if (found.empty()) {
      out.verdict = Verdict::not_in_record;
      out.reason = "no such veto is on record";
      return out;
    }
    // Without a day, those of late; of several that day, the one that bears it out best.
    if (!claim_.date) {
      std::vector<const CouncilVote*> late;
      for (const CouncilVote* vote : found) {
        if (dated_ - vote->day <= 60 && covers(vote->vetoed_by, claim_.actors)) late = {vote};
      }
      if (!late.empty()) found = late;
    }
    const CouncilVote* best = nullptr;
    int most = -1;
    for (const CouncilVote* vote : found) {
      int score = (covers(vote->vetoed_by, claim_.actors) ? 2 : 0) +
                  (same(claim_.tally.yes, vote->yes) && same(claim_.tally.no, vote->no) &&
                           same(claim_.tally.abstain, vote->abstain)
                       ? 1
                       : 0);
      if (score >= most) {
        most = score;
        best = vote;
      }
    }
    add_evidence(out, best->document);
    if (out.verdict == Verdict::false_) return out;
    if (!covers(best->vetoed_by, claim_.actors)) {
      out.verdict = Verdict::false_;
      out.error_class = 9;
      out.reason = fmt::format("{} vetoed it", names_of(best->vetoed_by));
      out.correction =
          fmt::format("{} vetoed it on {}.", names_of(best->vetoed_by), said(best->day));
      return out;
    }
    if (!claim_.tally.empty()) {
      if (std::optional<Checked> wrong = wrong_tally({best->yes, best->no, best->abstain})) {
        wrong->evidence = out.evidence;
        return *wrong;
      }
    }
    out.reason = fmt::format("vetoed by {} on {}, {}", names_of(best->vetoed_by), said(best->day),
                             best->tally());
    return out;
  }

  static bool covers(const std::vector<StateCode>& real, const std::vector<StateCode>& claimed) {
    return std::all_of(claimed.begin(), claimed.end(), [&](StateCode state) {
      return std::find(real.begin(), real.end(), state) != real.end();
    });
  }
  static const CouncilVote* nearest_vote(const std::vector<const CouncilVote*>& votes,
                                         DayRange days) {
    const CouncilVote* best = votes.front();
    for (const CouncilVote* vote : votes) {
      if (std::abs(vote->day - days.lo) < std::abs(best->day - days.lo)) best = vote;
    }
    return best;
  }

  // That it can: it did, a referral before all else.
  Checked can_veto(const std::vector<const CouncilVote*>& found) {
    Checked out;
    for (const Instrument& each : record_.instruments()) {
      for (const Act* act : facts_.acts(each.slug, dated_)) {
        if (act->kind != "referral_vetoed") continue;
        add_evidence(out, act->id);
        out.reason = fmt::format("a draft of {} that would have referred a situation was vetoed",
                                 said(act->day));
      }
    }
    for (auto vote = found.rbegin(); vote != found.rend() && out.evidence.size() < 4; ++vote) {
      if (covers((*vote)->vetoed_by, claim_.actors)) {
        add_evidence(out, (*vote)->document);
        if (out.reason.empty()) out.reason = fmt::format("it did so on {}", said((*vote)->day));
      }
    }
    if (out.reason.empty()) {
      out.verdict = Verdict::not_in_record;
      out.reason = "no veto is on record";
    }
    return out;
  }

  const Record& record_;
  const Language& language_;
  const CouncilVotes& votes_;
  Facts facts_;
  Claim claim_;
  Day dated_;
  StateCode state_;
  std::string slug_, title_, name_;
};

Checker::Checker(const Law& law, const Record& record, const Language& language,
                 const CouncilVotes& votes, EngineOf engine_of)
    : work_(std::make_unique<Work>(law, record, language, votes, std::move(engine_of))) {}
Checker::~Checker() = default;

std::optional<Checked> Checker::check(const Claim& claim, Day dated) {
  return work_->check(claim, dated);
}

}  // namespace ratione::claims
