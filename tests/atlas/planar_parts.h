// File: tests/atlas/planar_parts.h
//
// The polygons of the world on a plane of grid steps, for libraries that know
// no antimeridian and no pole: each ring on its own, moved by whole turns so
// that every longitude from -180 to 180 is covered, and closed beyond the pole
// where it goes round the earth. A hole is a part as well: what holds a point
// twice does not hold it.
#pragma once

#include <cmath>
#include <map>

#include "world_for_tests.h"

namespace ratione {

struct PlanarPart {
  std::uint16_t polygon;  // of the mosaic: units in order, then overlays
  std::vector<std::pair<std::int64_t, std::int64_t>> points;
};

namespace planar {

using Points = std::vector<std::pair<std::int64_t, std::int64_t>>;

// A line there and back holds nothing. The base map has one, which GEOS takes
// for a rectangle.
inline bool has_area(const Points& points) {
  std::map<std::pair<Points::value_type, Points::value_type>, int> edges;
  for (std::size_t i = 1; i < points.size(); ++i) {
    ++edges[std::minmax(points[i - 1], points[i])];
  }
  return std::any_of(edges.begin(), edges.end(), [](auto& each) { return each.second % 2 != 0; });
}

inline std::vector<Points> of_base(const World& world, const BaseRing& ring) {
  Points points = unwrapped(world.map, ring);
  std::int64_t round = points.back().first - points.front().first;
  if (std::abs(round) == steps_360) {
    // Round the pole: thrice round the earth, then home beyond the pole.
    Points wide;
    for (int turn = -1; turn <= 1; ++turn) {
      for (std::size_t i = turn == -1 ? 0 : 1; i < points.size(); ++i) {
        wide.emplace_back(points[i].first + turn * round, points[i].second);
      }
    }
    wide.emplace_back(wide.back().first, -std::int64_t{steps_90} - steps_per_degree);
    wide.emplace_back(wide.front().first, -std::int64_t{steps_90} - steps_per_degree);
    wide.push_back(wide.front());
    return {wide};
  }
  std::int64_t least = points[0].first, most = least;
  for (auto [x, y] : points) {
    least = std::min(least, x);
    most = std::max(most, x);
  }
  std::vector<Points> copies;
  for (int turn = -1; turn <= 1; ++turn) {
    std::int64_t by = turn * steps_360;
    if (most + by < -steps_180 || least + by > steps_180) continue;
    copies.push_back(points);
    for (auto& [x, y] : copies.back()) x += by;
  }
  return copies;
}

}  // namespace planar

inline std::vector<PlanarPart> planar_parts(const World& world) {
  std::vector<PlanarPart> parts;
  auto add = [&](std::size_t polygon, planar::Points points) {
    if (!planar::has_area(points)) return;
    parts.push_back({static_cast<std::uint16_t>(polygon), std::move(points)});
  };
  for (std::size_t unit = 0; unit < world.map.rings.size(); ++unit) {
    for (const BaseRing& ring : world.map.rings[unit]) {
      for (planar::Points& copy : planar::of_base(world, ring)) add(unit, std::move(copy));
    }
  }
  for (std::size_t i = 0; i < world.overlays.size(); ++i) {
    for (const auto& ring : world.overlays[i].rings) {
      planar::Points points;
      for (GridPoint p : ring) points.emplace_back(p.x, p.y);
      add(world.map.units.size() + i, std::move(points));
    }
  }
  return parts;
}

// The piece of a point from the parts that hold it, by their polygons.
inline Piece piece_of_parts(const World& world, std::vector<std::uint16_t> holding) {
  std::sort(holding.begin(), holding.end());
  std::vector<std::uint16_t> odd;  // a hole lies in its polygon: twice is out
  for (std::size_t i = 0; i < holding.size();) {
    std::size_t next = i;
    while (next < holding.size() && holding[next] == holding[i]) ++next;
    if ((next - i) % 2 == 1) odd.push_back(holding[i]);
    i = next;
  }
  return world.mosaic.piece(odd);
}

}  // namespace ratione
