#include "effects/verdict_classes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/digest.h"
#include "engine/tables.h"
#include "engine/territory.h"

namespace ratione {

namespace {

struct Choice {
  std::optional<FieldValue> value;  // none: left out
  std::vector<std::string> places;
  Span exists = Span::always();
  bool reached = false;
};

// What an answer says, whatever the States are called: conclusion, grounds,
// readings.
std::string answer_of(const Verdict& verdict) {
  std::vector<std::string> parts;
  for (const BasisFound& each : verdict.bases) {
    parts.push_back(fmt::format("{} {}", each.kind, word(each.value)));
  }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  for (const ByReading& each : verdict.by_reading) {
    parts.push_back(fmt::format("{}: {}", each.reading, word(each.conclusion)));
  }
  if (verdict.court_reading) parts.push_back("court: " + verdict.court_reading->reading);
  return fmt::format("{}; {}", word(verdict.conclusion), fmt::join(parts, "; "));
}

class Comparison {
 public:
  Comparison(const LawInstrument& court, const States& states, const Atlas& atlas, Engine& without,
             Engine& with, const Difference& difference, const VerdictReach& reach)
      : court_(court),
        states_(states),
        atlas_(atlas),
        engines_{&without, reach.alike ? &without : &with},
        without_(without, court, Tables::Tells::grounds),
        reach_(reach),
        waits_(difference.rests_on_a_finding()) {
    if (!reach_.alike) with_.emplace(with, court, Tables::Tells::grounds);
    tables_[0] = &without_;
    tables_[1] = with_ ? &*with_ : &without_;
    if (!reach_.days.empty()) choose(difference);
  }

  VerdictsMoved run() {
    if (court_.questions.empty() || reach_.days.empty()) return {};
    const std::vector<Choice> lands = places(), suspects = nationalities();
    for (const Crime& crime : court_.crimes) {
      for (const Choice& land : lands) {
        for (const Choice& suspect : suspects) {
          if (land.reached || suspect.reached) ask(crime, land, suspect);
        }
      }
    }
    out_.compared = static_cast<std::int64_t>(classes_.size());
    return std::move(out_);
  }

 private:
  bool reached(StateCode state) const { return reach_.everybody || reach_.states.contains(state); }

  // Those that are reached; then others, as few as will do. Where everybody is
  // reached, those too are as few as will do.
  void choose(const Difference& difference) {
    chosen_ = reach_.states;
    for (const Act& act : reach_.acts) {
      const bool scope = act.from || act.until || !act.places.empty() || !act.crimes.empty();
      if (scope && !act.state.none()) chosen_.insert(act.state);
    }
    std::set<std::string> shown;
    auto show = [&](const State& state, Day day) {
      return state.exists.contains(day) && shown.insert(difference.values(state.code, day)).second;
    };
    for (Day day : difference.cuts(reach_.days)) {
      for (const State& state : states_.all()) {
        if (chosen_.contains(state.code)) show(state, day);
      }
      for (const State& state : states_.all()) {
        if (!chosen_.contains(state.code) && show(state, day)) chosen_.insert(state.code);
      }
    }
  }

  Choice of_state(const State& state) const {
    Choice choice;
    choice.exists = state.exists;
    choice.reached = reached(state.code);
    return choice;
  }

  std::vector<Choice> places() const {
    std::vector<Choice> out;
    for (const State& state : states_.all()) {
      const PlaceEntry* place = atlas_.get(state.code.text());
      if (place == nullptr || !chosen_.contains(state.code)) continue;
      Choice choice = of_state(state);
      choice.value = territory_of(atlas_, {place});
      choice.places = {place->id};
      out.push_back(std::move(choice));
    }
    for (const std::string& id : reach_.places) {
      const PlaceEntry* place = atlas_.get(id);
      if (place == nullptr) continue;
      out.push_back({territory_of(atlas_, {place}), {place->id}, Span::always(), true});
    }
    return out;
  }

  std::vector<Choice> nationalities() const {
    std::vector<Choice> out{Choice{}};  // an unknown suspect
    for (const State& state : states_.all()) {
      if (!chosen_.contains(state.code)) continue;
      Choice choice = of_state(state);
      FieldValue value;
      value.is = FieldValue::Is::known;
      value.states.push_back({state.code, Span::always(), ""});
      choice.value = std::move(value);
      out.push_back(std::move(choice));
    }
    return out;
  }

  void ask(const Crime& crime, const Choice& land, const Choice& suspect) {
    Situation situation;
    FieldValue what;
    what.is = FieldValue::Is::known;
    what.text = crime.provision;
    situation.fields["crime"] = std::move(what);
    situation.fields["territory"] = *land.value;
    situation.places = land.places;
    if (suspect.value) situation.fields["nationality"] = *suspect.value;
    const Span days = reach_.days.intersect(land.exists).intersect(suspect.exists);
    std::optional<Tables::Row> rows[2];
    for (int side = 0; side < 2; ++side) {
      rows[side] = tables_[side]->row(situation);
    }
    for (Day day = days.from; day < days.until;) day = on_day(situation, rows, day);
  }

  // Compares from that day on; returns the first day that may be another class.
  Day on_day(Situation& situation, const std::optional<Tables::Row> (&rows)[2], Day day) {
    Span valid = Span::always();
    std::pair<std::uint64_t, std::uint64_t> key;
    const bool fits = rows[0] && rows[1];
    if (fits) {
      Digest both;
      for (const std::optional<Tables::Row>& row : rows) {
        const Tables::Key of = Tables::key(*row, day);
        both.add(of.digest);
        valid = valid.intersect(of.valid);
      }
      key = {both.a, both.b};
    }
    if (fits && !seen_.insert(key).second) return std::max(valid.until, day.next());
    Verdict verdicts[2];
    for (int side = 0; side < 2; ++side) {
      const Tables::Found found = fits ? tables_[side]->find(*rows[side], day) : Tables::Found{};
      if (found.entry >= 0) {
        verdicts[side] = tables_[side]->decision(found, *rows[side], day).verdict;
        continue;
      }
      situation.days = Span::one(day);
      verdicts[side] = engines_[side]->decide(court_, situation);
      valid = valid.intersect(verdicts[side].valid);
    }
    const std::string before = answer_of(verdicts[0]), after = answer_of(verdicts[1]);
    const std::string crime = situation.fields["crime"].text;
    if (classes_.insert({crime, before, after}).second && before != after) {
      ++out_.classes;
      ++out_.conclusions[{verdicts[0].conclusion, verdicts[1].conclusion}];
      tell_how_certain(verdicts[0].conclusion, verdicts[1].conclusion);
    }
    return std::max(valid.until, day.next());
  }

  // Of a class that differs. What else it may be, the rules tell.
  void tell_how_certain(Conclusion a, Conclusion b) {
    auto either = [&](Conclusion wanted) { return a == wanted || b == wanted; };
    if (waits_ && either(Conclusion::undetermined)) {
      out_.waits = true;
    } else if (either(Conclusion::disputed)) {
      out_.disputed = true;
    } else if (a != b && !either(Conclusion::undetermined)) {
      out_.certain = true;
    }
  }

  const LawInstrument& court_;
  const States& states_;
  const Atlas& atlas_;
  Engine* engines_[2];
  Tables without_;
  std::optional<Tables> with_;
  Tables* tables_[2];
  const VerdictReach& reach_;
  const bool waits_;
  std::set<StateCode> chosen_;
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen_;               // keys of rows
  std::set<std::tuple<std::string, std::string, std::string>> classes_;  // crime, both answers
  VerdictsMoved out_;
};

}  // namespace

VerdictsMoved verdicts_moved(const LawInstrument& court, const States& states, const Atlas& atlas,
                             Engine& without, Engine& with, const Difference& difference,
                             const VerdictReach& reach) {
  return Comparison(court, states, atlas, without, with, difference, reach).run();
}

}  // namespace ratione
