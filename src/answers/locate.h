// File: answers/locate.h
//
// Whose a point is on a day.
//
//   LocateAnswer answer = locate(desk, {.point = "44.95,34.10", .on = "2014-03-18"});
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"

namespace ratione::answers {

struct LocateAsked {
  std::string point, on, known;
};

// One State whose the place is on the day.
struct Holder {
  const Attribution* attribution;
  bool court_follows;  // on every reading, or on the one that the court follows
};

std::vector<Holder> holders(Desk& desk, const PlaceEntry* place, Days days);
// A claim to the whole covers its parts.
std::vector<const TerritorialClaim*> claims(Desk& desk, const PlaceEntry* place, Day on);

// {attribution, attributions, claims}: the State under the reading that the
// court follows, every State's, and who claims it.
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
