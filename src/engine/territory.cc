#include "engine/territory.h"

#include <algorithm>
#include <optional>

namespace ratione {

FieldValue territory_of(const Atlas& atlas, const std::vector<const PlaceEntry*>& places) {
  FieldValue value;
  for (const PlaceEntry* place : places) {
    const PlaceEntry* holder = atlas.attributed(place->id);
    if (holder == nullptr) continue;
    for (const Attribution& each : holder->attributions) {
      StateOn state{each.state, each.days, each.only_on};
      if (std::find(value.states.begin(), value.states.end(), state) == value.states.end()) {
        value.states.push_back(state);
      }
    }
  }
  value.is = value.states.empty() ? FieldValue::Is::none : FieldValue::Is::known;
  return value;
}

std::string absence_of_place(const Atlas& atlas, const States& states, const PlaceEntry& place,
                             Span days) {
  const std::optional<StateCode> code = StateCode::parse(place.id);
  const State* state = code ? states.get(*code) : nullptr;
  if (state == nullptr) return "";
  const PlaceEntry* holder = atlas.attributed(place.id);
  const bool another =
      holder != nullptr && std::any_of(holder->attributions.begin(), holder->attributions.end(),
                                       [&](const Attribution& each) {
                                         return each.state != *code && each.days.meets(days);
                                       });
  return another ? "" : state->absence(days);
}

}  // namespace ratione
