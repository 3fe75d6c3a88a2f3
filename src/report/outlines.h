// File: report/outlines.h
//
// The atlas's base map made coarse enough for a page.
//
//   Outlines outlines = Outlines::of(base_map, 0.2);   // off by 0.2 degrees at most
//
// Borders that two units share stay shared. Islands smaller than the tolerance
// are left out. For orientation only: no answer is computed from these.
#pragma once

#include <vector>

#include "atlas/geometry/base_map.h"

namespace ratione {

struct Degrees {
  double longitude = 0;  // may run on beyond 180, so that a ring has no jump
  double latitude = 0;
};

struct Outlines {
  std::vector<std::vector<Degrees>> rings;
  std::vector<std::size_t> units;  // of the map, one for each ring

  static Outlines of(const BaseMap& map, double tolerance);
  // Of rings on their own.
  static Outlines of(const std::vector<std::vector<GridPoint>>& rings, double tolerance);
};

}  // namespace ratione
