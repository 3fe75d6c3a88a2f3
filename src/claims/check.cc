#include "claims/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "claims/check_inside.h"
#include "claims/wording.h"

namespace ratione::claims {

namespace {

constexpr std::array<std::string_view, 6> verdicts = {
    "true", "true_only_that_day", "not_in_record", "disputed", "misleading", "false"};
constexpr std::array<std::string_view, 13> error_classes = {"none",
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
                                                            "true_only_that_day",
                                                            "way_to_jurisdiction"};

}  // namespace

std::string_view word_of(Verdict verdict) { return verdicts[static_cast<std::size_t>(verdict)]; }
std::optional<Verdict> verdict_word(std::string_view text) {
  auto found = std::find(verdicts.begin(), verdicts.end(), text);
  if (found == verdicts.end()) return std::nullopt;
  return static_cast<Verdict>(found - verdicts.begin());
}

std::string_view word_of(ErrorClass error) {
  return error_classes[static_cast<std::size_t>(error)];
}

std::optional<Checked> Checker::Work::check(const Claim& given, Day dated) {
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
  if (claim.act == ActWord::veto) {
    // "had vetoed nothing since": of which draft, cannot be told.
    const bool day = claim.date && claim.date->certain();
    if (claim.negative && claim.about.empty() && !day) return std::nullopt;
    return finished(veto());
  }
  if (claim.act == ActWord::jurisdiction) {
    std::optional<Checked> asked = jurisdiction();
    return asked ? finished(*asked) : std::nullopt;
  }
  // A State that another continues has its acts under the other's name.
  const std::vector<StateCode>& continued = language_.region("continued");
  for (std::size_t k = 0; k + 1 < continued.size(); k += 2) {
    std::replace(claim.actors.begin(), claim.actors.end(), continued[k], continued[k + 1]);
  }
  if (claim.instrument.empty() && !resolve_instrument()) return std::nullopt;
  if (claim.actors.empty() && claim.group.number > 0) resolve_group();
  slug_ = claim.instrument;
  title_ = title_of(slug_);
  if (slug_ == Language::unknown_treaty) return std::nullopt;
  if (language_.is_elsewhere(slug_)) {
    Checked out;
    out.verdict = Verdict::not_in_record;
    out.reason = "the record does not have that treaty";
    return finished(out);
  }
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
    case ActWord::referral: {
      // Of a court to which nobody ever referred anything, the record cannot say.
      const std::vector<const Act*>& acts = facts_.acts(slug_, facts_.newest());
      const bool ever = std::any_of(acts.begin(), acts.end(),
                                    [](const Act* act) { return act->kind == "referral"; });
      return ever ? finished(referral()) : std::nullopt;
    }
    case ActWord::entry_into_force:
      if (claim.actors.empty()) return finished(treaty_in_force());
      break;
    default:
      break;
  }
  if (claim.nobody) return finished(nobody_left());
  if (claim.actors.empty()) return std::nullopt;
  if (claim.some_act) return some_act();
  if (claim.act == ActWord::withdrawal_effective && claim.future && !claim.date) {
    // "The exit takes effect six months after a notice": the law is told, where there is none.
    const bool none = std::all_of(claim.actors.begin(), claim.actors.end(), [&](StateCode state) {
      return facts_.of(slug_, state, dated).notices.empty();
    });
    if (none) return std::nullopt;
  }
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
  // A hint does not tell the notice from its effect.
  if (claim.loose && !borne_out(*worst)) return some_act();
  return finished(*worst);
}

std::optional<Checked> Checker::Work::some_act() {
  if (!claim_.date || claim_.negative) return std::nullopt;
  struct Kind {
    std::vector<Fact> StateFacts::*list;
    ActWord act;
    bool effect;
    std::string_view reason;
  };
  static constexpr Kind kinds[] = {
      {&StateFacts::joins, ActWord::join, false, "{0} consented on {1}"},
      {&StateFacts::signatures, ActWord::signature, false, "{0} signed on {1}"},
      {&StateFacts::notices, ActWord::withdrawal_notice, false,
       "the notice of {0} was received on {1}"},
      {&StateFacts::revoked, ActWord::withdrawal_revoked, false, "{0} took its notice back on {1}"},
      {&StateFacts::announced, ActWord::withdrawal_announced, false, "{0} announced it on {1}"},
      {&StateFacts::joins, ActWord::entry_into_force, true, "in force for {0} from {1}"},
      {&StateFacts::notices, ActWord::withdrawal_effective, true,
       "the withdrawal of {0} took effect on {1}"},
  };
  for (const Kind& kind : kinds) {
    std::vector<Fact> all;
    for (StateCode state : claim_.actors) {
      for (const Fact& fact : facts_.of(slug_, state, dated_).*kind.list) {
        const bool then = kind.effect ? fact.outcome == "in_force" && fact.effective &&
                                            meet(*fact.effective, *claim_.date)
                                      : meet(fact.act->day, *claim_.date);
        if (!then) continue;
        all.push_back(fact);
        break;
      }
    }
    if (all.size() != claim_.actors.size()) continue;
    const std::string name = name_of(all.front().act->state);
    const std::string day = said(kind.effect ? *all.front().effective : all.front().act->day);
    Checked out = answer(Verdict::true_, fmt::format(fmt::runtime(kind.reason), name, day), all);
    claim_.act = kind.act;
    return finished(std::move(out));
  }
  return std::nullopt;
}

std::optional<Checked> Checker::Work::finished(Checked out) {
  if (claim_.loose && !borne_out(out)) return std::nullopt;
  // Where the day is another's, what differs from it is no mistake.
  if (claim_.leaning_date && out.verdict == Verdict::false_) return std::nullopt;
  // Nor where nobody is named and another may be meant.
  if (claim_.recalled && out.error_class == ErrorClass::wrong_date) return std::nullopt;
  if (!claim_.misnamed.empty() && out.verdict != Verdict::false_) {
    out.verdict = Verdict::misleading;
    out.reason = claim_.misnamed;
    out.error_class = ErrorClass::wrong_organ_or_treaty;
    if (out.correction.empty() && !claim_.actors.empty()) {
      out.correction = fmt::format("The treaty is the {}.", title_);
    }
  }
  out.correction = sentence(std::move(out.correction));
  if (out.verdict == Verdict::true_only_that_day) out.error_class = ErrorClass::true_only_that_day;
  out.act = claim_.act;
  out.actors = claim_.actors;
  out.instrument = claim_.instrument;
  std::sort(out.evidence.begin(), out.evidence.end());
  out.evidence.erase(std::unique(out.evidence.begin(), out.evidence.end()), out.evidence.end());
  return out;
}

std::string Checker::Work::title_of(const std::string& slug) const {
  const Instrument* found = record_.instrument(slug);
  return found == nullptr ? slug : found->title;
}

std::string Checker::Work::name_of(StateCode code) const {
  const std::vector<StateCode>& with = language_.region("with_article");
  const bool article = std::find(with.begin(), with.end(), code) != with.end();
  return (article ? "the " : "") + record_.states().name(code);
}

std::string Checker::Work::sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

void Checker::Work::add_evidence(Checked& out, const std::string& id) {
  if (std::find(out.evidence.begin(), out.evidence.end(), id) == out.evidence.end()) {
    out.evidence.push_back(id);
  }
}

void Checker::Work::add_evidence(Checked& out, const std::vector<Fact>& facts) {
  for (const Fact& fact : facts) add_evidence(out, fact.act->id);
}

Checked Checker::Work::answer(Verdict verdict, std::string reason, ErrorClass error_class,
                              std::string correction) {
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

Checked Checker::Work::answer(Verdict verdict, std::string reason, const std::vector<Fact>& on,
                              ErrorClass error_class, std::string correction) {
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

Fact const* Checker::Work::matching(const std::vector<Fact>& facts,
                                    const std::optional<DayRange>& days) {
  for (const Fact& fact : facts) {
    if (!days || meet(fact.act->day, *days)) return &fact;
  }
  return nullptr;
}

bool Checker::Work::resolve_instrument() {
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

bool Checker::Work::resolve_by_declined() {
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

void Checker::Work::resolve_group() {
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

std::optional<Checked> Checker::Work::of_other_treaty() {
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
      out.error_class = ErrorClass::wrong_organ_or_treaty;
      out.reason = fmt::format("the act on record is under the {}", each.title);
      out.correction = fmt::format("It was under the {}.", each.title);
      add_evidence(out, fact.act->id);
      return out;
    }
  }
  return std::nullopt;
}

Checked Checker::Work::of_state() {
  Checked out = of_act();
  if (for_want_of_an_act(out.verdict)) {
    const bool denied = out.verdict == Verdict::true_;
    const std::string gap =
        gap_of(claim_.date && !denied ? std::min(claim_.date->hi, dated_) : dated_);
    if (!gap.empty()) {
      out.reason += "; " + gap;
      // That nobody acted is right as far as the record goes; that somebody did, who knows.
      if (!denied) {
        if (claim_.date && claim_.date->certain()) {
          if (std::optional<Checked> other = of_other_treaty()) return *other;
        }
        out.verdict = Verdict::not_in_record;
        out.error_class = ErrorClass::none;
        out.correction = "As far as the record goes: " + out.correction;
      }
    }
  }
  const bool right = out.verdict == Verdict::true_ || out.verdict == Verdict::true_only_that_day;
  if (!right || claim_.rank == 0) return out;
  return wrong_rank().value_or(std::move(out));
}

std::optional<Checked> Checker::Work::wrong_rank() {
  const bool leaving = claim_.act == ActWord::withdrawal_effective;
  auto day_of = [&](const StateFacts& facts) {
    std::optional<DayRange> first;
    auto take = [&](DayRange day) {
      if (!first || day.hi < first->hi) first = day;
    };
    switch (claim_.act) {
      case ActWord::signature:
        for (const Fact& fact : facts.signatures) take(fact.act->day);
        break;
      case ActWord::withdrawal_notice:
        for (const Fact& fact : facts.notices) take(fact.act->day);
        break;
      case ActWord::withdrawal_effective:
        for (const Fact& fact : facts.notices) {
          if (fact.outcome == "in_force" && fact.effective) take(*fact.effective);
        }
        break;
      default:
        for (const Fact& fact : facts.joins) take(fact.act->day);
        break;
    }
    return first;
  };
  const std::optional<DayRange> own = day_of(at_known());
  if (!own || (leaving && own->lo > dated_)) return std::nullopt;
  const std::vector<StateCode>& region = language_.region(claim_.ranked_in);
  std::vector<StateCode> before;
  for (const State& state : record_.states().all()) {
    if (state.code == state_) continue;
    if (claim_.ranked_in != "any" &&
        std::find(region.begin(), region.end(), state.code) == region.end()) {
      continue;
    }
    const std::optional<DayRange> day = day_of(facts_.of(slug_, state.code, dated_));
    if (day && day->hi < own->lo) before.push_back(state.code);
  }
  const int real = static_cast<int>(before.size()) + 1;
  const Instrument* instrument = record_.instrument(slug_);
  const bool whole = instrument != nullptr && instrument->complete_to >= own->lo;
  // Acts that are missing can only put it further back.
  if (real == claim_.rank || (real < claim_.rank && !whole)) return std::nullopt;
  Checked out = answer(
      Verdict::false_,
      before.empty()
          ? "nobody did so before"
          : fmt::format("{} did so before, {} among them", before.size(), name_of(before.front())),
      ErrorClass::tally_or_denominator,
      fmt::format("{} was not number {} to do so, but number {}.", name_, claim_.rank, real));
  return out;
}

// Does the answer rest on nothing but that the record has no such act?
bool Checker::Work::for_want_of_an_act(Verdict verdict) {
  const StateFacts& now = at_known();
  const bool denied = verdict == Verdict::true_, asserted = verdict == Verdict::false_;
  switch (claim_.act) {
    case ActWord::signature:
      return asserted && !claim_.negative && now.signatures.empty() && now.joins.empty();
    case ActWord::non_signatory:
      return denied && now.signatures.empty();
    case ActWord::non_party:
      return denied && now.joins.empty();
    case ActWord::ratification:
    case ActWord::accession:
    case ActWord::join:
      return (claim_.negative ? denied : asserted) && now.joins.empty();
    case ActWord::party:
    case ActWord::entry_into_force:
      return asserted && !claim_.negative && now.joins.empty();
    case ActWord::withdrawal_notice:
    case ActWord::withdrawal_effective:
      return (claim_.negative ? denied : asserted) && now.notices.empty() &&
             now.announced.empty() && now.declined.empty();
    default:
      return false;
  }
}

Checked Checker::Work::of_act() {
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
    case ActWord::declaration:
      return declaration();
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

bool Checker::Work::of_kind(ActWord act, std::string_view kind) {
  if (act == ActWord::accession) return kind == "accession" || kind == "consent";
  if (act == ActWord::ratification) {
    return kind == "ratification" || kind == "acceptance" || kind == "approval" ||
           kind == "consent";
  }
  return true;
}

bool Checker::Work::bound(const std::string& status) {
  return status == "party" || status == "party_withdrawing";
}

Checker::Checker(const Law& law, const Record& record, const Atlas& atlas, const Language& language,
                 const CouncilVotes& votes, EngineOf engine_of)
    : work_(std::make_unique<Work>(law, record, atlas, language, votes, std::move(engine_of))) {}
Checker::~Checker() = default;

std::optional<Checked> Checker::check(const Claim& claim, Day dated) {
  return work_->check(claim, dated);
}

}  // namespace ratione::claims
