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

// Is the place there on those days? A State's land is before the State was, where
// it was another's; that of a former State is not.
bool is_there(Desk& desk, const PlaceEntry& place, Span days);

}  // namespace ratione::answers
