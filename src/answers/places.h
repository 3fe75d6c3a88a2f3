// File: answers/places.h
//
// Every place that there is on a day, and whose it is: what a map is drawn
// from. A State that exists on the day is a place under its code.
//
//   PlacesAnswer answer = places(desk, {.on = "2014-03-18"});
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "answers/locate.h"

namespace ratione::answers {

struct PlacesAsked {
  std::string on, known;
};

struct PlacesAnswer {
  Days days;
  struct Row {
    const PlaceEntry* place;
    std::vector<Holder> holders;
    std::vector<const TerritorialClaim*> claims;
  };
  std::vector<Row> rows;
};

PlacesAnswer places(Desk& desk, const PlacesAsked& asked);
Json json_of(Desk& desk, const PlacesAnswer& answer);

// Can the place be named for those days? A State's land can before and after the
// State, where it was another's; that of a State whose land the atlas knows under
// other names (the Soviet Union) cannot.
bool is_there(Desk& desk, const PlaceEntry& place, Span days);

}  // namespace ratione::answers
