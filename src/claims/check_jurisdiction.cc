// Claims about what a court can judge: each is put to the engine as a case, with
// as much of it as the sentence says.

#include <fmt/format.h>

#include "claims/check_inside.h"
#include "claims/wording.h"
#include "engine/field_words.h"
#include "engine/territory.h"
#include "text/names.h"

namespace ratione::claims {

namespace {

// The engine's own answer, and that on some days of the conduct only it is yes.
enum class Answer { yes, partly, no, open, disputed };

Answer answer_of(const ratione::Verdict& verdict, Span days) {
  switch (verdict.conclusion) {
    case Conclusion::yes:
      return verdict.covered.empty() || verdict.covered == std::vector<Span>{days} ? Answer::yes
                                                                                   : Answer::partly;
    case Conclusion::no:
      return Answer::no;
    case Conclusion::disputed:
      return Answer::disputed;
    case Conclusion::undetermined:
      break;
  }
  return Answer::open;
}

std::string days_words(const std::vector<Span>& spans) {
  std::vector<std::string> out;
  for (const Span& each : spans) {
    out.push_back(each.until == Day::never()
                      ? fmt::format("from {}", said(each.from))
                      : fmt::format("from {} to {}", said(each.from), said(each.until.previous())));
  }
  return all_of_words(out);
}

}  // namespace

Span Checker::Work::period() const {
  if (!claim_.date) return Span::one(dated_);
  return {claim_.date->lo, claim_.date->hi.next()};
}

ratione::Verdict Checker::Work::decide(const Reach& reach, Span days, Day known) {
  Situation situation;
  situation.days = days;
  if (const PlaceEntry* place = reach.place.empty() ? nullptr : atlas_.get(reach.place)) {
    situation.places.push_back(place->id);
    situation.fields["territory"] = territory_of(atlas_, {place});
  }
  if (!reach.person.none() || reach.of_nobody) {
    FieldValue people;
    people.is = reach.of_nobody ? FieldValue::Is::none : FieldValue::Is::known;
    if (!reach.of_nobody) people.states.push_back({reach.person, Span::always(), ""});
    situation.fields["nationality"] = people;
  }
  if (!claim_.conduct.crime.empty()) {
    if (Result<std::string> crime = read_crime(*court_, claim_.conduct.crime)) {
      FieldValue value;
      value.is = FieldValue::Is::known;
      value.text = *crime;
      situation.fields["crime"] = value;
    }
  }
  return engine_of_(known, *court_).decide(*court_, situation);
}

std::string Checker::Work::conduct_words(const Reach& reach) const {
  std::string out = "acts";
  if (!reach.person.none()) out += fmt::format(" by nationals of {}", name_of(reach.person));
  if (!reach.place.empty()) {
    std::optional<StateCode> state = StateCode::parse(reach.place);
    const PlaceEntry* place = atlas_.get(reach.place);
    out += fmt::format(" in {}", state && record_.states().get(*state) != nullptr ? name_of(*state)
                                 : place == nullptr                               ? reach.place
                                                                                  : place->name);
  }
  return out;
}

std::string Checker::Work::ways_of(const ratione::Verdict& verdict) const {
  std::vector<std::string> out;
  for (const BasisFound& each : verdict.bases) {
    if (each.value != Truth::yes) continue;
    std::string way =
        each.state.none() ? each.kind : fmt::format("{} of {}", each.kind, name_of(each.state));
    if (std::find(out.begin(), out.end(), way) == out.end()) out.push_back(std::move(way));
  }
  return all_of_words(out);
}

void Checker::Work::put_proof(Checked& out, const ratione::Verdict& verdict) const {
  if (!out.proof) out.proof = std::make_shared<const Proof>(verdict.proof);
  constexpr std::size_t most = 12;
  for (const std::string& id : acts_of(verdict.proof)) {
    if (out.evidence.size() < most) add_evidence(out, id);
  }
  for (const BasisFound& each : verdict.bases) {
    for (const Citation& cited : each.cites) {
      if (std::find(out.cites.begin(), out.cites.end(), cited) == out.cites.end()) {
        out.cites.push_back(cited);
      }
    }
  }
}

Checked Checker::Work::of_reach(const Reach& reach) {
  const Span days = period();
  ratione::Verdict verdict = decide(reach, days, dated_);
  // Whose act it was may be all that is missing: what the place alone gives.
  if (verdict.conclusion == Conclusion::undetermined && reach.person.none()) {
    ratione::Verdict alone = decide({reach.place, StateCode(), true}, days, dated_);
    const bool place_tells =
        alone.conclusion == Conclusion::yes || alone.conclusion == Conclusion::disputed;
    if (place_tells) verdict = std::move(alone);
  }
  const std::string conduct = conduct_words(reach), court = court_->court_title;
  Checked out;
  put_proof(out, verdict);
  Answer answer = answer_of(verdict, days);
  // "Since 2014" holds from any day of that year.
  const std::optional<DayRange>& begins = claim_.conduct.begins;
  if (answer == Answer::partly && begins && verdict.covered.size() == 1 &&
      verdict.covered[0].until == days.until && verdict.covered[0].from >= begins->lo &&
      verdict.covered[0].from <= begins->hi) {
    answer = Answer::yes;
  }
  const std::string ways = ways_of(verdict);

  if (!claim_.conduct.without.empty() && answer == Answer::yes) {
    const bool other =
        std::any_of(verdict.bases.begin(), verdict.bases.end(), [&](const BasisFound& each) {
          return each.value == Truth::yes && each.kind != claim_.conduct.without;
        });
    if (!other) {
      out.reason = fmt::format("over {} it has jurisdiction by {}, and nothing else leads there",
                               conduct, ways);
      return out;
    }
  }

  switch (answer) {
    case Answer::disputed: {
      out.verdict = Verdict::disputed;
      std::vector<std::string> readings;
      for (const ByReading& each : verdict.by_reading) {
        readings.push_back(fmt::format("{} if {}", word(each.conclusion), each.says));
      }
      out.reason = fmt::format("{}", fmt::join(readings, "; "));
      if (verdict.court_reading) {
        out.reason +=
            fmt::format("; the {} itself says {}", court, word(verdict.court_reading->conclusion));
      }
      return out;
    }
    case Answer::partly:
      out.verdict = Verdict::misleading;
      out.error_class = ErrorClass::way_to_jurisdiction;
      out.reason = fmt::format("of {} it covers those {} only ({})", conduct,
                               days_words(verdict.covered), ways);
      out.correction =
          fmt::format("The {} reaches {} {}.", court, conduct, days_words(verdict.covered));
      return out;
    case Answer::yes:
      out.reason = fmt::format("{} are within its jurisdiction: {}", conduct, ways);
      if (claim_.negative) {
        out.verdict = Verdict::false_;
        out.error_class = ErrorClass::way_to_jurisdiction;
        out.correction = fmt::format("The {} has jurisdiction over {}: {}.", court, conduct, ways);
      }
      break;
    case Answer::no:
      out.reason = fmt::format("nothing gives it jurisdiction over {}", conduct);
      if (!claim_.negative) {
        out.verdict = Verdict::false_;
        out.error_class = ErrorClass::way_to_jurisdiction;
        out.correction = fmt::format("The {} has no jurisdiction over {}.", court, conduct);
      }
      break;
    case Answer::open:
      if (verdict.residual && !verdict.residual->any_of.empty()) {
        out.verdict = Verdict::misleading;
        out.error_class = ErrorClass::way_to_jurisdiction;
        out.reason = fmt::format(
            "over {} it has jurisdiction where the suspect is a national of "
            "one of {} States",
            conduct, verdict.residual->any_of.size());
        out.correction =
            fmt::format("Of {}, the {} reaches those of nationals of {} States and no others.",
                        conduct, court, verdict.residual->any_of.size());
      } else if (reach.place.empty()) {
        out.verdict = Verdict::misleading;
        out.error_class = ErrorClass::way_to_jurisdiction;
        out.reason = fmt::format("whether it reaches {} depends on where they are done", conduct);
        out.correction =
            fmt::format("The {} reaches {} where the place of the act is within its jurisdiction.",
                        court, conduct);
      } else {
        out.verdict = Verdict::not_in_record;
        out.reason = verdict.missing.empty()
                         ? "undetermined: a finding is open"
                         : fmt::format("undetermined: {}", fmt::join(verdict.missing, ", "));
      }
      return out;
  }

  if (claim_.date) return out;
  // Of no day: also what it reaches of the past, and whether that lasted.
  if (answer == Answer::no) {
    std::optional<DayRange> entry = facts_.entry_into_force(court_->slug, dated_);
    if (entry && entry->lo < dated_) {
      const ratione::Verdict before = decide(reach, {entry->lo, dated_}, dated_);
      if (before.conclusion == Conclusion::yes && !before.covered.empty()) {
        Checked past;
        put_proof(past, before);
        past.verdict = Verdict::misleading;
        past.error_class = ErrorClass::way_to_jurisdiction;
        past.reason =
            fmt::format("it has jurisdiction over {} {}", conduct, days_words(before.covered));
        past.correction =
            fmt::format("The {} reaches {} {}.", court, conduct, days_words(before.covered));
        return past;
      }
    }
  }
  if (out.verdict != Verdict::true_) return out;
  const ratione::Verdict now = decide(reach, Span::one(facts_.newest()), facts_.newest());
  const bool turned = (answer == Answer::yes && now.conclusion == Conclusion::no) ||
                      (answer == Answer::no && now.conclusion == Conclusion::yes);
  if (turned) {
    out.verdict = Verdict::true_only_that_day;
    out.today = now.conclusion == Conclusion::yes
                    ? fmt::format("{} are within its jurisdiction", conduct)
                    : fmt::format("{} of today are outside its jurisdiction", conduct);
    out.correction = fmt::format("On {} the {} {} jurisdiction over {}.", said(dated_), court,
                                 answer == Answer::yes ? "had" : "had no", conduct);
  }
  return out;
}

// "Over Russia": what its own people do at home, and what they do elsewhere.
Checked Checker::Work::of_whole(StateCode state) {
  Checked home = of_reach({state.text(), state});
  if (home.verdict != Verdict::true_ || !claim_.negative) return home;
  Checked abroad = of_reach({"", state});
  if (abroad.verdict != Verdict::true_) {
    abroad.reason = home.reason + "; " + abroad.reason;
    return abroad;
  }
  return home;
}

// Of States that have not joined: where the law leads there, whoever acted or for some
// nationalities.
Checked Checker::Work::of_outsiders() {
  constexpr std::size_t most_named = 3;
  std::vector<std::string> reached;
  std::string of_some;  // where the nationality decides: the first such State
  Checked out;
  for (const StatusRow& row : engine_of_(dated_, *court_).statuses(*court_, dated_)) {
    if (reached.size() == most_named && !of_some.empty()) break;
    if (bound(row.status)) continue;
    const State* state = record_.states().get(row.state);
    if (state == nullptr || !state->absence(Span::one(dated_)).empty()) continue;
    const ratione::Verdict verdict =
        decide({row.state.text(), StateCode()}, Span::one(dated_), dated_);
    if (verdict.conclusion == Conclusion::yes && reached.size() < most_named) {
      reached.push_back(fmt::format("{} ({})", name_of(row.state), ways_of(verdict)));
    } else if (verdict.conclusion == Conclusion::undetermined && of_some.empty() &&
               verdict.residual && !verdict.residual->any_of.empty()) {
      of_some = fmt::format("those in {} by nationals of {} States", name_of(row.state),
                            verdict.residual->any_of.size());
    } else {
      continue;
    }
    put_proof(out, verdict);
  }
  std::string which = reached.empty() ? "" : "acts in " + all_of_words(reached);
  if (!of_some.empty()) which += (which.empty() ? "" : ", and over others, such as ") + of_some;
  const bool some = !which.empty();
  out.reason = some ? fmt::format("it has jurisdiction over {}", which)
                    : "nothing gives it jurisdiction over acts in any of them";
  if (some == claim_.negative) {
    out.verdict = Verdict::false_;
    out.error_class = ErrorClass::way_to_jurisdiction;
    out.correction =
        some ? fmt::format("Of States that have not joined, the {} has jurisdiction over {}.",
                           court_->court_title, which)
             : fmt::format("The {} has no jurisdiction over acts in States that have not joined.",
                           court_->court_title);
  }
  return out;
}

std::optional<Checked> Checker::Work::jurisdiction() {
  court_ = law_.court(claim_.court);
  if (court_ == nullptr) return std::nullopt;
  slug_ = court_->slug;
  const Conduct& conduct = claim_.conduct;
  if (conduct.outsiders) return of_outsiders();
  std::optional<Checked> worst;
  auto take = [&](Checked each) {
    if (!worst || each.verdict > worst->verdict) {
      if (worst) {
        for (const std::string& id : worst->evidence) add_evidence(each, id);
      }
      worst = std::move(each);
    } else {
      for (const std::string& id : each.evidence) add_evidence(*worst, id);
    }
  };
  for (StateCode state : conduct.whole) take(of_whole(state));
  for (const std::string& place : conduct.places) {
    if (conduct.people.empty()) take(of_reach({place, StateCode()}));
    for (StateCode person : conduct.people) take(of_reach({place, person}));
  }
  if (conduct.places.empty()) {
    for (StateCode person : conduct.people) take(of_reach({"", person}));
  }
  return worst;
}

}  // namespace ratione::claims
