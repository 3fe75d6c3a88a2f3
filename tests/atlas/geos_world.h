// File: tests/atlas/geos_world.h
//
// The same polygons in GEOS, each prepared and all in one STRtree: the second
// opinion on every point. Coordinates are the steps of our grid, whole numbers
// that a double holds, so that GEOS, whose orientation test is exact, judges
// the same vertices.
#pragma once

#include <geos_c.h>

#include <cmath>
#include <map>

#include "world_for_tests.h"

namespace ratione {

class GeosWorld {
 public:
  explicit GeosWorld(const World& world) : world_(world) {
    initGEOS(nullptr, nullptr);
    tree_ = GEOSSTRtree_create(10);
    for (std::size_t unit = 0; unit < world.map.rings.size(); ++unit) {
      for (const BaseRing& ring : world.map.rings[unit]) add_base(unit, ring);
    }
    for (std::size_t i = 0; i < world.overlays.size(); ++i) {
      for (const auto& ring : world.overlays[i].rings) {
        std::vector<std::pair<std::int64_t, std::int64_t>> points;
        for (GridPoint p : ring) points.emplace_back(p.x, p.y);
        add(world.map.units.size() + i, points);
      }
    }
    for (Part& part : parts_) {
      part.prepared = GEOSPrepare(part.polygon);
      GEOSSTRtree_insert(tree_, part.polygon, &part);
    }
  }

  ~GeosWorld() {
    GEOSSTRtree_destroy(tree_);
    for (Part& part : parts_) {
      GEOSPreparedGeom_destroy(part.prepared);
      GEOSGeom_destroy(part.polygon);
    }
    finishGEOS();
  }
  GeosWorld(const GeosWorld&) = delete;
  GeosWorld& operator=(const GeosWorld&) = delete;

  struct Answer {
    Piece piece;
    bool on_a_line = false;  // then GEOS says neither in nor out
  };

  // Without the question whether it lies on a line, as one would ask for speed.
  Piece locate_only(GridPoint p) {
    ask_lines_ = false;
    Piece piece = locate(p).piece;
    ask_lines_ = true;
    return piece;
  }

  Answer locate(GridPoint p) {
    GEOSGeometry* point = GEOSGeom_createPointFromXY(p.x, p.y);
    Asked asked{this, point, p, {}, false};
    GEOSSTRtree_query(tree_, point, &GeosWorld::meet, &asked);
    GEOSGeom_destroy(point);
    std::sort(asked.holding.begin(), asked.holding.end());
    std::vector<std::uint16_t> odd;  // a hole lies in its polygon: twice is out
    for (std::size_t i = 0; i < asked.holding.size();) {
      std::size_t next = i;
      while (next < asked.holding.size() && asked.holding[next] == asked.holding[i]) ++next;
      if ((next - i) % 2 == 1) odd.push_back(asked.holding[i]);
      i = next;
    }
    return {world_.mosaic.piece(odd), asked.on_a_line};
  }

  std::size_t parts() const { return parts_.size(); }

 private:
  struct Part {
    std::uint16_t polygon_number;
    GEOSGeometry* polygon;
    const GEOSPreparedGeometry* prepared;
  };
  struct Asked {
    GeosWorld* world;
    GEOSGeometry* point;
    GridPoint at;
    std::vector<std::uint16_t> holding;
    bool on_a_line;
  };

  static void meet(void* item, void* asking) {
    auto* part = static_cast<Part*>(item);
    auto* asked = static_cast<Asked*>(asking);
    if (GEOSPreparedContains(part->prepared, asked->point) == 1) {
      asked->holding.push_back(part->polygon_number);
    } else if (asked->world->ask_lines_ && GEOSPreparedCovers(part->prepared, asked->point) == 1) {
      asked->on_a_line = true;
    }
  }

  void add_base(std::size_t unit, const BaseRing& ring) {
    auto points = unwrapped(world_.map, ring);
    std::int64_t round = points.back().first - points.front().first;
    if (std::abs(round) == steps_360) {
      // Round the pole: thrice round the earth, then home beyond the pole.
      std::vector<std::pair<std::int64_t, std::int64_t>> wide;
      for (int turn = -1; turn <= 1; ++turn) {
        for (std::size_t i = turn == -1 ? 0 : 1; i < points.size(); ++i) {
          wide.emplace_back(points[i].first + turn * round, points[i].second);
        }
      }
      wide.emplace_back(wide.back().first, -std::int64_t{steps_90} - steps_per_degree);
      wide.emplace_back(wide.front().first, -std::int64_t{steps_90} - steps_per_degree);
      wide.push_back(wide.front());
      add(unit, wide);
      return;
    }
    std::int64_t least = points[0].first, most = least;
    for (auto [x, y] : points) {
      least = std::min(least, x);
      most = std::max(most, x);
    }
    for (int turn = -1; turn <= 1; ++turn) {
      std::int64_t by = turn * steps_360;
      if (most + by < -steps_180 || least + by > steps_180) continue;
      auto moved = points;
      for (auto& [x, y] : moved) x += by;
      add(unit, moved);
    }
  }

  void add(std::size_t number, const std::vector<std::pair<std::int64_t, std::int64_t>>& points) {
    // A line there and back holds nothing. The base map has one, which GEOS
    // takes for a rectangle.
    std::map<
        std::pair<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::int64_t>>,
        int>
        edges;
    for (std::size_t i = 1; i < points.size(); ++i) {
      ++edges[std::minmax(points[i - 1], points[i])];
    }
    if (std::all_of(edges.begin(), edges.end(), [](auto& each) { return each.second % 2 == 0; })) {
      return;
    }
    GEOSCoordSequence* sequence = GEOSCoordSeq_create(static_cast<unsigned>(points.size()), 2);
    for (unsigned i = 0; i < points.size(); ++i) {
      GEOSCoordSeq_setXY(sequence, i, static_cast<double>(points[i].first),
                         static_cast<double>(points[i].second));
    }
    GEOSGeometry* ring = GEOSGeom_createLinearRing(sequence);
    if (ring == nullptr) return;  // two points: no area
    parts_.push_back(Part{static_cast<std::uint16_t>(number),
                          GEOSGeom_createPolygon(ring, nullptr, 0), nullptr});
  }

  const World& world_;
  bool ask_lines_ = true;
  GEOSSTRtree* tree_;
  std::vector<Part> parts_;
};

}  // namespace ratione
