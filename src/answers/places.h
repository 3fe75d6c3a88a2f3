// File: answers/places.h
//
// Every place that there is on a day, and whose it is: what a map is drawn
// from. A State that exists on the day is a place under its code.
//
//   PlacesAnswer answer = places(desk, {.on = "2014-03-18"});
//   places(desk, {.on = "2014-03-18", .reading = "who_claims_it"})   // of one dispute, in the law
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "answers/locate.h"

namespace ratione::answers {

struct PlacesAsked {
  std::string on, known;
  std::string reading;  // taken where a place's State depends on it; empty: the court's
};

struct PlacesAnswer {
  Days days;
  std::string reading;  // as asked
  // The disputes on which it depends whose some place is.
  std::vector<const Dispute*> disputes;
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
