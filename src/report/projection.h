// File: report/projection.h
//
// The Equal Earth projection, and the part of the earth that a map shows.
//
//   Flat p = equal_earth(longitude, latitude);   // degrees east of the middle
//
// Areas are true to each other, so that marks of one size weigh the same near
// the poles and at the equator. Source: B. Savric, T. Patterson, B. Jenny, The
// Equal Earth map projection, 2018.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/tally.h"

namespace ratione {

struct Flat {
  double x = 0, y = 0;  // earth radii; east and north are positive
};

Flat equal_earth(double longitude, double latitude);

// The whole earth, or the part that holds all cells with some room around them.
struct MapWindow {
  double middle = 0;                                // longitude
  double left = 0, right = 0, bottom = 0, top = 0;  // flat
  bool world = true;

  static MapWindow around(const std::map<ReportTally::Cell, Counts>& cells);
};

}  // namespace ratione
