#include "engine/territory.h"

#include <algorithm>

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

}  // namespace ratione
