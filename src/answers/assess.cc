#include "answers/assess.h"

#include <cmath>

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

}  // namespace

AssessAnswer assess(Desk& desk, const AssessAsked& asked) {
  AssessAnswer answer;
  Day known = desk.known(asked.known);
  const LawInstrument& instrument = asked.instrument(desk);
  answer.instrument = &instrument;
  answer.situation = asked.situation(desk, instrument, &answer.points);
  Engine& engine = desk.engine(known, Engines::verdict);
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
  ColumnMap no_file;
  Decider decider(desk.engine(answer.verdict.known), desk.law(), *answer.instrument, desk.record(),
                  desk.atlas(), no_file);
  // What names of places may not say was refused before.
  Outcome outcome = decider.outcome({answer.situation, answer.situation.places, Word::latitude});
  for (const AskedPoint& point : answer.points) {
    Spot spot;
    spot.answer = point.answer;
    add_spot(outcome, spot, desk.atlas());
  }
  return csv_line({added_columns.begin(), added_columns.end()}) +
         csv_line({outcome.columns.begin(), outcome.columns.end()});
}

}  // namespace ratione::answers
