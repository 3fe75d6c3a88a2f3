#include "answers/assess.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "answers/supposed.h"
#include "answers/verdict.h"
#include "screen/decider.h"
#include "screen/spots.h"

namespace ratione::answers {

namespace {

Json points_json(const std::vector<AskedPoint>& points) {
  auto rounded = [](double km) { return std::round(km * 10) / 10; };
  Json out = Json::array();
  for (const AskedPoint& point : points) {
    const PointAnswer& answer = point.answer;
    out.push_back(
        Json{{"latitude", point.latitude},
             {"longitude", point.longitude},
             {"territory", answer.place},
             {"near_border_km",
              answer.near_border_km ? Json(rounded(*answer.near_border_km)) : Json(nullptr)},
             {"beyond", answer.beyond.empty() ? Json(nullptr) : Json(answer.beyond)},
             {"sea", answer.sea},
             {"coast_km", answer.coast ? Json(rounded(answer.coast_distance_km)) : Json(nullptr)}});
  }
  return out;
}

// Conclusion, grounds and readings.
bool same_answer(const Verdict& a, const Verdict& b) {
  auto readings = [](const Verdict& v) {
    std::vector<std::pair<std::string, Conclusion>> out;
    for (const ByReading& each : v.by_reading) out.emplace_back(each.reading, each.conclusion);
    if (v.court_reading) out.emplace_back("", v.court_reading->conclusion);
    return out;
  };
  auto bases = [](const Verdict& v) {
    std::vector<std::tuple<std::string, StateCode, Truth>> out;
    for (const BasisFound& each : v.bases) out.emplace_back(each.kind, each.state, each.value);
    return out;
  };
  auto listed = [](const Verdict& v) {
    return v.residual ? v.residual->any_of : std::vector<StateCode>();
  };
  return a.conclusion == b.conclusion && readings(a) == readings(b) && bases(a) == bases(b) &&
         listed(a) == listed(b);
}

constexpr std::size_t most_tried = 200;  // acts taken out, one at a time

// Acts of every instrument that became known between the two days, those first
// that the proofs name, then those by or about a State of the case or by an organ.
std::vector<const Act*> learnt(Desk& desk, const AssessChange& change) {
  const Day a = change.before.verdict.known, b = change.after.verdict.known;
  std::set<StateCode> states;
  for (const auto& [name, value] : change.after.situation.fields) {
    for (const StateOn& each : value.states) states.insert(each.state);
  }
  std::set<std::string> named;
  for (const AssessAnswer* side : {&change.before, &change.after}) {
    for (std::string& id : acts_of(side->verdict.proof)) named.insert(std::move(id));
    for (const BasisFound& each : side->verdict.bases) states.insert(each.state);
  }
  auto concerns = [&](const Act& act) {
    return act.state.none() || states.contains(act.state) ||
           std::any_of(act.about.begin(), act.about.end(),
                       [&](StateCode state) { return states.contains(state); });
  };
  std::vector<const Act*> out, others;
  for (const Instrument& instrument : desk.record().instruments()) {
    for (const Act& act : desk.record().acts(instrument.slug)) {
      if (act.known <= std::min(a, b) || act.known > std::max(a, b)) continue;
      const bool first = named.contains(act.id) || named.contains(act.corrects);
      if (first || concerns(act)) (first ? out : others).push_back(&act);
    }
  }
  out.insert(out.end(), others.begin(), others.end());
  if (out.size() > most_tried) out.resize(most_tried);
  return out;
}

std::vector<Act> makers(Desk& desk, const AssessChange& change) {
  const bool forward = change.before.verdict.known < change.after.verdict.known;
  const AssessAnswer& later = forward ? change.after : change.before;
  std::vector<const Act*> candidates = learnt(desk, change);
  std::vector<Act> out;
  for (const Act* act : candidates) {
    const Record without = changed_record(desk.record(), {{}, {act->id}});
    Engine engine = engine_of(desk, without, later.verdict.known, {later.instrument});
    if (!same_answer(engine.decide(*later.instrument, later.situation), later.verdict)) {
      out.push_back(*act);
    }
  }
  if (!out.empty()) return out;
  std::set<std::string> named;
  for (std::string& id : acts_of(later.verdict.proof)) named.insert(std::move(id));
  for (const Act* act : candidates) {
    if (named.contains(act->id)) out.push_back(*act);
  }
  return out;
}

std::vector<std::string> screened_columns(Desk& desk, const AssessAnswer& answer) {
  ColumnMap no_file;
  Decider decider(desk.engine(answer.verdict.known, *answer.instrument), desk.law(),
                  *answer.instrument, desk.record(), desk.atlas(), no_file);
  // What names of places may not say was refused before.
  Outcome outcome = decider.outcome({answer.situation, answer.situation.places, Word::latitude});
  for (const AskedPoint& point : answer.points) {
    Spot spot;
    spot.answer = point.answer;
    add_spot(outcome, spot, desk.atlas());
  }
  return {outcome.columns.begin(), outcome.columns.end()};
}

}  // namespace

AssessAnswer assess(Desk& desk, const AssessAsked& asked) {
  AssessAnswer answer;
  Day known = desk.known(asked.known);
  const LawInstrument& instrument = asked.instrument(desk);
  answer.instrument = &instrument;
  answer.situation = asked.situation(desk, instrument, &answer.points);
  Engine& engine = desk.engine(known, instrument, Engines::verdict);
  Errors faults = engine.check(instrument, answer.situation);
  if (!faults.empty()) throw Stop{Fault::asked_wrongly, std::move(faults), ""};
  answer.verdict = engine.decide(instrument, answer.situation);
  if (!answer.verdict.faults.empty()) broken(std::move(answer.verdict.faults));
  for (const AskedPoint& point : answer.points) answer.verdict.notes.push_back(point.says(desk));
  return answer;
}

Json json_of(Desk& desk, const AssessAnswer& answer) {
  Json out = json_of(desk, *answer.instrument, answer.situation, answer.verdict);
  if (!answer.points.empty()) {
    out["question"]["at"] = points_json(answer.points);
    out["made_with"]["atlas"] = std::string(desk.points().sources());
  }
  return out;
}

std::string csv_of(Desk& desk, const AssessAnswer& answer) {
  return csv_line({added_columns.begin(), added_columns.end()}) +
         csv_line(screened_columns(desk, answer));
}

AssessChange assess_change(Desk& desk, const AssessAsked& asked) {
  AssessAsked then = asked;
  then.known = asked.diff_known;
  desk.day(desk.word("diff-known"), asked.diff_known, std::nullopt);  // names its word
  AssessChange change{assess(desk, then), assess(desk, asked), false, {}};
  change.differs = !same_answer(change.before.verdict, change.after.verdict);
  if (change.differs) change.acts = makers(desk, change);
  return change;
}

Json json_of(Desk& desk, const AssessChange& change) {
  Json acts = Json::array();
  for (const Act& act : change.acts) {
    acts.push_back(Json{{"id", act.id},
                        {"kind", act.kind},
                        {"state", act.state.none() ? Json(nullptr) : Json(act.state.text())},
                        {"actor", act.actor},
                        {"day", act.day.iso()},
                        {"known", act.known.iso()}});
  }
  return Json{{"known", change.after.verdict.known.iso()},
              {"diff_known", change.before.verdict.known.iso()},
              {"differs", change.differs},
              {"before", json_of(desk, change.before)},
              {"after", json_of(desk, change.after)},
              {"acts", std::move(acts)},
              {"made_with", desk.made_with(change.after.instrument)}};
}

std::string csv_of(Desk& desk, const AssessChange& change) {
  std::vector<std::string> head{"known"}, ids;
  head.insert(head.end(), added_columns.begin(), added_columns.end());
  head.emplace_back("acts");
  for (const Act& act : change.acts) ids.push_back(act.id);
  std::string out = csv_line(head);
  for (const AssessAnswer* side : {&change.before, &change.after}) {
    std::vector<std::string> row{side->verdict.known.iso()};
    for (std::string& each : screened_columns(desk, *side)) row.push_back(std::move(each));
    row.push_back(joined(ids, "; "));
    out += csv_line(row);
  }
  return out;
}

}  // namespace ratione::answers
