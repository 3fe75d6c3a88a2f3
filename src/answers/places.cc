#include "answers/places.h"

#include <algorithm>
#include <set>

#include "engine/territory.h"
#include "screen/spots.h"

namespace ratione::answers {

namespace {

// In the order of the law.
std::vector<const Dispute*> disputes_of_places(Desk& desk) {
  std::set<const Dispute*> needed;
  for (const PlaceEntry& place : desk.atlas().all()) {
    for (const Attribution& each : place.attributions) {
      needed.insert(reading_of(desk.law(), each.only_on).first);
    }
  }
  std::vector<const Dispute*> found;
  for (const Dispute& dispute : desk.law().disputes) {
    if (needed.contains(&dispute)) found.push_back(&dispute);
  }
  return found;
}

void check_reading(const Desk& desk, const std::vector<const Dispute*>& disputes,
                   const std::string& reading) {
  if (reading.empty()) return;
  std::vector<std::string> names;
  for (const Dispute* dispute : disputes) {
    for (const Reading& each : dispute->readings) names.push_back(each.name);
  }
  if (std::find(names.begin(), names.end(), reading) != names.end()) return;
  refuse_value(desk.word("reading"), reading, names);
}

}  // namespace

bool is_there(Desk& desk, const PlaceEntry& place, Span days) {
  std::optional<StateCode> code = StateCode::parse(place.id);
  const State* state = code ? desk.record().states().get(*code) : nullptr;
  if (state == nullptr || place.kind != "state" || state->absence(days).empty()) return true;
  return days.until <= state->exists.from &&
         absence_of_place(desk.atlas(), desk.record().states(), place, days).empty();
}

PlacesAnswer places(Desk& desk, const PlacesAsked& asked) {
  PlacesAnswer answer;
  answer.days = desk.days(asked.on, asked.known);
  answer.reading = asked.reading;
  answer.disputes = disputes_of_places(desk);
  check_reading(desk, answer.disputes, asked.reading);
  for (const PlaceEntry& place : desk.atlas().all()) {
    if (!is_there(desk, place, Span::one(answer.days.on))) continue;
    answer.rows.push_back({&place, holders(desk, &place, answer.days, asked.reading),
                           claims(desk, &place, answer.days.on)});
  }
  return answer;
}

Json json_of(Desk& desk, const PlacesAnswer& answer) {
  Json rows = Json::array();
  for (const PlacesAnswer::Row& row : answer.rows) {
    Json place{{"code", row.place->id}, {"name", row.place->name}, {"kind", row.place->kind}};
    place.update(attribution_json(row.holders, row.claims));
    rows.push_back(std::move(place));
  }
  Json readings = Json::array();
  for (const Dispute* dispute : answer.disputes) {
    for (std::size_t i = 0; i < dispute->readings.size(); ++i) {
      const Reading& each = dispute->readings[i];
      readings.push_back(
          Json{{"reading", each.name},
               {"dispute", dispute->name},
               {"says", each.says},
               {"held_by", each.held_by},
               {"court_follows", dispute->followed_on(answer.days.known) == static_cast<int>(i)}});
    }
  }
  return Json{{"on", answer.days.on.iso()},
              {"known", answer.days.known.iso()},
              {"reading", answer.reading.empty() ? Json(nullptr) : Json(answer.reading)},
              {"readings", std::move(readings)},
              {"places", std::move(rows)},
              {"made_with", desk.made_with()}};
}

}  // namespace ratione::answers
