// File: atlas/geometry/base_map.h
//
// The base map: TopoJSON whose object "countries" holds one unit a geometry,
// as npm's world-atlas has it. Units share the arcs between them, so that no
// point of a border is in both or in neither.
//
//   Results<BaseMap> map = BaseMap::read(text, "countries-10m.json");
//
// An edge goes the short way round the earth, across the antimeridian if that
// is shorter; a ring round the earth holds the pole that lies nearer to it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/geometry/grid_point.h"
#include "errors/error.h"

namespace ratione {

struct BaseUnit {
  std::string id;    // "804", or empty
  std::string name;  // "Ukraine"
};

struct BaseArc {
  std::vector<GridPoint> points;
  std::vector<std::uint16_t> units;  // whose inside begins or ends here; most often one or two
};

// Arcs in order, ~arc where one runs backwards. Holes follow their polygon.
struct BaseRing {
  std::vector<std::int32_t> arcs;
  bool hole = false;
};

struct BaseMap {
  std::vector<BaseUnit> units;
  std::vector<BaseArc> arcs;
  std::vector<std::uint16_t> south_pole;     // units that hold it
  std::vector<std::vector<BaseRing>> rings;  // of each unit

  static Results<BaseMap> read(std::string_view text, std::string_view file);
};

}  // namespace ratione
