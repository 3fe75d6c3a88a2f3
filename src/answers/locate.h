// File: answers/locate.h
//
// Whose a point is on a day.
//
//   LocateAnswer answer = locate(desk, {.point = "44.95,34.10", .on = "2014-03-18"});
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answers/desk.h"

namespace ratione::answers {

struct LocateAsked {
  std::string point, on, known;
};

// One State whose the place is on the day.
struct Holder {
  const Attribution* attribution;
  bool follows;  // on every reading, or on the one that is taken
};

// The dispute and the reading of that name, by its index; null and -1: none.
std::pair<const Dispute*, int> reading_of(const Law& law, std::string_view name);

// Of each dispute the reading is taken that the court follows; of the dispute of
// `reading`, where that is given, this one.
std::vector<Holder> holders(Desk& desk, const PlaceEntry* place, Days days,
                            std::string_view reading = {});
// A claim to the whole covers its parts.
std::vector<const TerritorialClaim*> claims(Desk& desk, const PlaceEntry* place, Day on);

// {attribution, attributions, claims}: the State under the reading that is taken,
// every State's, and who claims it. A reading that gives the place to several
// States gives it to none.
Json attribution_json(const std::vector<Holder>& holders,
                      const std::vector<const TerritorialClaim*>& claims);

struct LocateAnswer {
  double latitude = 0, longitude = 0;
  Days days;
  PointAnswer point;
  const PlaceEntry* place = nullptr;  // null: the open sea
  std::vector<Holder> holders;
  std::vector<const TerritorialClaim*> claims;
  std::string note;  // a point in the open sea is most often a mistake; or empty
};

LocateAnswer locate(Desk& desk, const LocateAsked& asked);
Json json_of(Desk& desk, const LocateAnswer& answer);

}  // namespace ratione::answers
