#include "answers/places.h"

#include "engine/territory.h"
#include "screen/spots.h"

namespace ratione::answers {

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
  for (const PlaceEntry& place : desk.atlas().all()) {
    if (!is_there(desk, place, Span::one(answer.days.on))) continue;
    answer.rows.push_back(
        {&place, holders(desk, &place, answer.days), claims(desk, &place, answer.days.on)});
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
  return Json{{"on", answer.days.on.iso()},
              {"known", answer.days.known.iso()},
              {"places", std::move(rows)},
              {"made_with", desk.made_with()}};
}

}  // namespace ratione::answers
