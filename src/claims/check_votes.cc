// Claims about referrals and vetoes.

#include "claims/check_inside.h"

#include <fmt/format.h>

#include <set>

#include "claims/wording.h"
#include "text/names.h"
#include "votes/count.h"

namespace ratione::claims {

bool Checker::Work::same(const std::optional<int>& claimed, const std::optional<int>& real) {
  return !claimed || !real || *claimed == *real;
}

Checker::Work::Outcome Checker::Work::outcome_of(const Act& act) const {
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

std::string Checker::Work::needed(const Outcome& outcome, std::string_view organ, Day day) {
  const LawInstrument* law = law_.organ(organ);
  if (law == nullptr) return "";
  Ballots ballots(engine_of_(dated_, *law), *law, record_.states(), day);
  Votes votes;
  votes.yes.others = outcome.yes.value_or(0);
  votes.no.others = outcome.no.value_or(0);
  votes.abstain.others = outcome.abstain.value_or(0);
  Results<Count> count = ballots.count(votes, {});
  if (!count || count->required != count->required_at_most) return "";
  return std::to_string(count->required);
}

std::optional<Checked> Checker::Work::wrong_tally(const Outcome& outcome, std::string_view organ,
                                                  Day day) {
  if (claim_.tally.two_thirds) {
    Checked out;
    out.verdict = Verdict::misleading;
    out.error_class = ErrorClass::tally_or_denominator;
    out.reason = fmt::format("the vote was {}", outcome.text());
    if (std::string votes = needed(outcome, organ, day); !votes.empty()) {
      out.reason += fmt::format("; the rule was {} votes in favour, not two thirds", votes);
    }
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
  out.error_class = ErrorClass::tally_or_denominator;
  out.reason = outcome.text();
  out.correction = fmt::format("The vote was {}.", outcome.text());
  return out;
}

Checked Checker::Work::referral() {
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

Checked Checker::Work::referral_of(StateCode state) {
  const std::string name = name_of(state);
  std::vector<const Act*> made, failed;
  for (const Act* act : facts_.acts(slug_, dated_)) {
    bool concerns = act->state == state ||
                    std::find(act->about.begin(), act->about.end(), state) != act->about.end();
    if (!concerns) continue;
    if (act->kind == "referral") (facts_.never(*act, dated_) ? failed : made).push_back(act);
  }
  if (!claim_.by.empty() || claim_.count > 0) return referred_by(name, made);
  Checked out;
  for (const Act* act : made) add_evidence(out, act->id);
  for (const Act* act : failed) add_evidence(out, act->id);
  if (claim_.negative) {
    // Whom the Council never sent a situation of.
    if (made.empty() ||
        (language_.organ_is(claim_.organ, "vetoes") && made.front()->actor != claim_.organ)) {
      out.reason = fmt::format("no referral of {} is on record", name);
      if (!failed.empty() && !claim_.tally.empty()) {
        if (std::optional<Checked> wrong = wrong_tally(
                outcome_of(*failed.front()), failed.front()->actor, failed.front()->day.lo)) {
          wrong->evidence = out.evidence;
          return *wrong;
        }
      }
      return out;
    }
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::wrong_organ_or_treaty;
    out.reason = fmt::format("referred on {}", said(made.front()->day));
    out.correction = fmt::format("{} was referred on {}.", name, said(made.front()->day));
    return out;
  }
  if (made.empty() && failed.empty() && !language_.organ_is(claim_.organ, "refers")) {
    out.verdict = Verdict::not_in_record;
    out.reason =
        fmt::format("no referral of {} is on record, and not every one by a State is", name);
    return out;
  }
  if (made.empty()) {
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::wrong_organ_or_treaty;
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
  const std::string organ = act->state.none() ? "The " + language_.title_of_organ(act->actor)
                                              : record_.states().name(act->state);
  if (!claim_.organ.empty() && claim_.organ != act->actor) {
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::wrong_organ_or_treaty;
    out.reason = fmt::format("{} referred it on {}", organ, said(act->day));
    out.correction =
        fmt::format("{} referred the situation of {} on {}.", organ, name, said(act->day));
    return out;
  }
  if (claim_.date && !meet(act->day, *claim_.date)) {
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::wrong_date;
    out.reason = fmt::format("referred on {}", said(act->day));
    out.correction = fmt::format("The situation of {} was referred on {}.", name, said(act->day));
    return out;
  }
  if (!claim_.tally.empty()) {
    if (std::optional<Checked> wrong = wrong_tally(outcome_of(*act), act->actor, act->day.lo)) {
      wrong->evidence = out.evidence;
      return *wrong;
    }
  }
  out.reason = fmt::format("{} referred it on {}", organ, said(act->day));
  return out;
}

Checked Checker::Work::referred_by(const std::string& name, const std::vector<const Act*>& made) {
  Checked out;
  std::vector<const Act*> theirs;
  for (const Act* act : made) {
    const bool meant = claim_.by.empty() ? !act->state.none()
                                         : std::find(claim_.by.begin(), claim_.by.end(),
                                                     act->state) != claim_.by.end();
    if (!meant) continue;
    theirs.push_back(act);
    add_evidence(out, act->id);
  }
  std::set<StateCode> all, then;
  for (const Act* act : theirs) {
    all.insert(act->state);
    if (!claim_.date || meet(act->day, *claim_.date) ||
        meet(DayRange::on(act->known), *claim_.date)) {
      then.insert(act->state);
    }
  }
  const std::size_t said_so =
      claim_.by.empty() ? static_cast<std::size_t>(claim_.count) : claim_.by.size();
  if (all.size() < said_so) {
    out.verdict = Verdict::not_in_record;
    out.reason = fmt::format("no referral of {} by {} is on record", name,
                             claim_.by.empty() ? "so many States" : names_of(claim_.by));
    return out;
  }
  if (claim_.negative) {
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::wrong_organ_or_treaty;
  }
  if (then.size() < said_so) {
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::wrong_date;
    out.correction =
        fmt::format("The situation of {} was referred on {}.", name, said(theirs.front()->day));
  }
  out.reason = fmt::format("referred on {}", said(theirs.front()->day));
  return out;
}

std::string Checker::Work::names_of(const std::vector<StateCode>& states) const {
  std::vector<std::string> names;
  for (StateCode state : states) names.push_back(name_of(state));
  return all_of_words(names);
}

Checked Checker::Work::veto() {
  Checked out;
  slug_ = claim_.instrument;
  if (!language_.organ_is(claim_.organ, "vetoes") && !claim_.organ.empty()) {
    const std::string where = language_.title_of_organ(language_.organ_that("vetoes"));
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::wrong_organ_or_treaty;
    out.reason = fmt::format("vetoes are cast in the {}", where);
    out.correction = fmt::format("It was vetoed in the {}.", where);
  }
  DayRange days = claim_.date.value_or(DayRange{Day::first(), dated_});
  if (days.hi > dated_) days.hi = dated_;
  std::vector<const CouncilVote*> found =
      days.lo <= days.hi ? votes_.vetoes(days) : std::vector<const CouncilVote*>{};
  if (claim_.ability) return can_veto(found);
  if (!claim_.negative && out.verdict != Verdict::false_ && !claim_.about.empty()) {
    if (std::optional<Checked> told = veto_about(found)) return *told;
  }
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
    out.error_class = ErrorClass::wrong_date;
    if (found.empty()) {
      out.reason = "no veto of that day is on record";
      out.correction = "No veto was cast that day.";
    } else {
      const CouncilVote* vote = nearest_vote(found, days);
      out.reason = fmt::format("cast on {}", said(vote->day));
      out.correction =
          fmt::format("The veto of {} was cast on {}.", names_of(vote->vetoed_by), said(vote->day));
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
    return cast_by_others(std::move(out), *best, "it");
  }
  if (!claim_.tally.empty()) {
    const std::string organ = language_.organ_that("vetoes");
    if (std::optional<Checked> wrong =
            wrong_tally({best->yes, best->no, best->abstain}, organ, best->day)) {
      wrong->evidence = out.evidence;
      return *wrong;
    }
  }
  out.reason = fmt::format("vetoed by {} on {}, {}", names_of(best->vetoed_by), said(best->day),
                           best->tally());
  return out;
}

Checked Checker::Work::cast_by_others(Checked out, const CouncilVote& vote,
                                      const std::string& what) const {
  const std::string who = names_of(vote.vetoed_by);
  out.verdict = Verdict::false_;
  out.error_class = ErrorClass::wrong_organ_or_treaty;
  out.reason = fmt::format("{} vetoed {}", who, what);
  out.correction = fmt::format("{} vetoed it on {}.", who, said(vote.day));
  return out;
}

std::optional<Checked> Checker::Work::veto_about(const std::vector<const CouncilVote*>& found) {
  std::vector<const CouncilVote*> there, of_others;
  for (const CouncilVote* vote : found) {
    const bool about = std::any_of(claim_.about.begin(), claim_.about.end(), [&](StateCode state) {
      return std::find(vote->about.begin(), vote->about.end(), state) != vote->about.end();
    });
    if (!about || (claim_.referral && !would_refer(*vote))) continue;
    (covers(vote->vetoed_by, claim_.actors) ? there : of_others).push_back(vote);
  }
  // Without the subject: the day and who cast it tell which is meant.
  if (there.empty() && of_others.empty()) return std::nullopt;
  Checked out;
  constexpr std::size_t most = 6;
  for (auto vote = there.rbegin(); vote != there.rend() && out.evidence.size() < most; ++vote) {
    add_evidence(out, (*vote)->document);
  }
  if (there.empty()) {
    const CouncilVote* vote = of_others.back();
    add_evidence(out, vote->document);
    return cast_by_others(std::move(out), *vote,
                          fmt::format("the draft of {} ({})", said(vote->day), vote->subject));
  }
  if (claim_.count > 0) {
    const int real = static_cast<int>(there.size());
    // Of amendments the record has no document; they may be counted or not.
    const auto drafts = std::count_if(there.begin(), there.end(), [](const CouncilVote* vote) {
      return !vote->document.empty();
    });
    out.reason = fmt::format("{} such vetoes are on record", real);
    if (!about(claim_.count, real) && !about(claim_.count, static_cast<int>(drafts))) {
      out.verdict = Verdict::false_;
      out.error_class = ErrorClass::tally_or_denominator;
      out.correction =
          fmt::format("{} cast {} such vetoes by {}.", names_of(claim_.actors), real, said(dated_));
    }
    return out;
  }
  const CouncilVote* best = there.back();
  if (claim_.alone && best->vetoed_by.size() > claim_.actors.size()) {
    return cast_by_others(std::move(out), *best, "it together");
  }
  if (!claim_.tally.empty()) {
    std::optional<Checked> wrong;
    for (const CouncilVote* vote : there) {
      wrong = wrong_tally({vote->yes, vote->no, vote->abstain}, language_.organ_that("vetoes"),
                          vote->day);
      if (!wrong) {
        best = vote;
        break;
      }
    }
    if (wrong) {
      wrong->evidence = out.evidence;
      return wrong;
    }
  }
  out.reason = fmt::format("vetoed by {} on {}, {} ({})", names_of(best->vetoed_by),
                           said(best->day), best->tally(), best->subject);
  return out;
}

bool Checker::Work::would_refer(const CouncilVote& vote) {
  auto [known, first] = referrals_.try_emplace(dated_);
  if (first) {
    for (const Instrument& each : record_.instruments()) {
      for (const Act* act : facts_.acts(each.slug, dated_)) {
        if (act->kind == "referral" && act->state.none()) known->second.push_back(act->day);
      }
    }
  }
  return std::any_of(known->second.begin(), known->second.end(),
                     [&](DayRange day) { return meet(day, DayRange::on(vote.day)); });
}

bool Checker::Work::covers(const std::vector<StateCode>& real,
                           const std::vector<StateCode>& claimed) {
  return std::all_of(claimed.begin(), claimed.end(), [&](StateCode state) {
    return std::find(real.begin(), real.end(), state) != real.end();
  });
}

const CouncilVote* Checker::Work::nearest_vote(const std::vector<const CouncilVote*>& votes,
                                               DayRange days) {
  const CouncilVote* best = votes.front();
  for (const CouncilVote* vote : votes) {
    if (std::abs(vote->day - days.lo) < std::abs(best->day - days.lo)) best = vote;
  }
  return best;
}

Checked Checker::Work::can_veto(const std::vector<const CouncilVote*>& found) {
  Checked out;
  for (const Instrument& each : record_.instruments()) {
    for (const Act* act : facts_.acts(each.slug, dated_)) {
      if (act->kind != "referral" || !act->state.none() || !facts_.never(*act, dated_)) continue;
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

}  // namespace ratione::claims
