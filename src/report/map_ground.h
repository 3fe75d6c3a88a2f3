// File: report/map_ground.h
//
// What lies under the marks of a map: the base map, and on it those places of
// the answers that it lacks, or whose State is not the same to everybody.
//
//   std::optional<MapGround> ground = MapGround::read(days, by_territory, sources);
//   event_map(tally.cells(), &*ground, faces)
//
// For orientation only: no answer is computed from these.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "atlas/geometry/base_map.h"
#include "calendar/span.h"
#include "report/page.h"

namespace ratione {

// One outline of a place.
struct PlaceOutline {
  std::vector<std::vector<GridPoint>> rings;  // none: the units as they are
  // The base units that it is, or on which its rings count.
  std::vector<std::size_t> units;
  bool at_sea = false;  // the rings count at sea as well
};

// A place in which rows lie, or one that holds such a place.
struct MapPlace {
  std::string name;
  // On some of the days another State claims it, or whose it is turns on a
  // reading of the law.
  bool disputed = false;
  std::int64_t rows = 0;
  std::vector<PlaceOutline> outlines;
};

struct MapGround {
  BaseMap base;
  std::vector<MapPlace> places;  // most rows first, then by name

  // `rows` by id of the place, of incidents on these days. None without a base
  // map. An overlay that cannot be read is left out.
  static std::optional<MapGround> read(Span days, const std::map<std::string, std::int64_t>& rows,
                                       const ReportSources& sources);
};

// Is it, on some of the days, disputed as above? A claim to what holds it
// counts.
bool is_disputed(const Atlas& atlas, const PlaceEntry& place, Span days);

}  // namespace ratione
