// File: atlas/geometry/overlays.h
//
// Overlays: GeoJSON outlines of places that the base map lacks or draws
// otherwise. A Feature, or a FeatureCollection of them:
//
//   {"type": "Feature",
//    "properties": {"place": "crimea", "on": ["643"], "order": 20,
//                   "accuracy_km": 0.5, "source": "...", "note": "..."},
//    "geometry": {"type": "Polygon", "coordinates": [[[32.2, 46.0], ...]]}}
//
// `on`: the base units on whose land it works, by number ("643") or by name
// where they have none, and "sea". Where several work, the highest `order`
// wins; among equals the first. Edges are straight lines of longitude and
// latitude, and an outline that crosses the antimeridian is cut there, as
// RFC 7946 has it.
//
// Guarantees: all faults of a file at once, each with its line; rings closed,
// finite, on the earth. What looks like latitude before longitude is said.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/geometry/grid_point.h"
#include "errors/error.h"

namespace ratione {

struct Overlay {
  std::string place;
  std::vector<std::string> on;
  int order = 0;
  double accuracy_km = 0;
  std::string source;
  std::string note;
  std::vector<std::vector<GridPoint>> rings;  // first point again at the end
  Place at;                                   // of the feature
  Place on_at;                                // of "on"
};

// Every overlay of one file, in its order.
Results<std::vector<Overlay>> read_overlays(std::string_view text, std::string_view file);

}  // namespace ratione
