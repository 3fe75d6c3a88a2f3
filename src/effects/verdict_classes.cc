#include "effects/verdict_classes.h"

#include <algorithm>
#include <vector>

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

bool same_answer(const Verdict& a, const Verdict& b) {
  auto readings = [](const Verdict& v) {
    std::vector<std::pair<std::string, Conclusion>> out;
    for (const ByReading& each : v.by_reading) out.emplace_back(each.reading, each.conclusion);
    return out;
  };
  auto bases = [](const Verdict& v) {
    std::vector<std::pair<std::string, Truth>> out;
    for (const BasisFound& each : v.bases) out.emplace_back(each.kind, each.value);
    std::sort(out.begin(), out.end());
    return out;
  };
  const bool same_court =
      a.court_reading.has_value() == b.court_reading.has_value() &&
      (!a.court_reading || (a.court_reading->reading == b.court_reading->reading &&
                            a.court_reading->conclusion == b.court_reading->conclusion));
  return a.conclusion == b.conclusion && same_court && readings(a) == readings(b) &&
         bases(a) == bases(b);
}

class Comparison {
 public:
  Comparison(const LawInstrument& court, const States& states, const Atlas& atlas, Engine& without,
             Engine& with, const Difference& difference, const VerdictReach& reach)
      : court_(court),
        states_(states),
        atlas_(atlas),
        engines_{&without, &with},
        tables_{Tables(without, court), Tables(with, court)},
        reach_(reach) {
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
    VerdictsMoved out;
    out.compared = static_cast<std::int64_t>(seen_.size());
    for (const auto& [key, moved] : seen_) {
      if (!moved) continue;
      ++out.classes;
      ++out.conclusions[*moved];
    }
    return out;
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
    // Of an unknown suspect the tables would need the class of every State.
    std::optional<Tables::Row> rows[2];
    for (int side = 0; side < 2 && suspect.value; ++side) {
      rows[side] = tables_[side].row(situation);
    }
    for (Day day = days.from; day < days.until;) day = on_day(situation, rows, day);
  }

  // Compares from that day on; returns the first day that may be another class.
  Day on_day(Situation& situation, const std::optional<Tables::Row> (&rows)[2], Day day) {
    std::int64_t entries[2] = {-1, -1};
    Verdict verdicts[2];
    Span valid = Span::always();
    if (rows[0] && rows[1]) {
      for (int side = 0; side < 2; ++side) {
        const Tables::Found found = tables_[side].find(*rows[side], day);
        entries[side] = found.entry;
        valid = valid.intersect(found.valid);
        if (found.entry >= 0) {
          verdicts[side] = tables_[side].decision(found, *rows[side], day).verdict;
        }
      }
    }
    std::pair<std::int64_t, std::int64_t> key{entries[0], entries[1]};
    if (entries[0] < 0 || entries[1] < 0) {
      // Not of the tables: each answer is a class of its own.
      situation.days = Span::one(day);
      valid = Span::always();
      for (int side = 0; side < 2; ++side) {
        verdicts[side] = engines_[side]->decide(court_, situation);
        valid = valid.intersect(verdicts[side].valid);
      }
      key = {-1, next_++};
    }
    auto [at, fresh] = seen_.emplace(key, std::nullopt);
    if (fresh && !same_answer(verdicts[0], verdicts[1])) {
      at->second = std::pair(verdicts[0].conclusion, verdicts[1].conclusion);
    }
    return std::max(valid.until, day.next());
  }

  const LawInstrument& court_;
  const States& states_;
  const Atlas& atlas_;
  Engine* engines_[2];
  Tables tables_[2];
  const VerdictReach& reach_;
  std::set<StateCode> chosen_;
  // Of each class seen: from which conclusion to which, when it differs.
  std::map<std::pair<std::int64_t, std::int64_t>, std::optional<std::pair<Conclusion, Conclusion>>>
      seen_;
  std::int64_t next_ = 0;
};

}  // namespace

VerdictsMoved verdicts_moved(const LawInstrument& court, const States& states, const Atlas& atlas,
                             Engine& without, Engine& with, const Difference& difference,
                             const VerdictReach& reach) {
  return Comparison(court, states, atlas, without, with, difference, reach).run();
}

}  // namespace ratione
