// File: tests/atlas/geos_world.h
//
// The same polygons in GEOS, each prepared and all in one STRtree: the second
// opinion on every point. Coordinates are the steps of our grid, whole numbers
// that a double holds, so that GEOS, whose orientation test is exact, judges
// the same vertices.
#pragma once

#include <geos_c.h>

#include "planar_parts.h"

namespace ratione {

class GeosWorld {
 public:
  explicit GeosWorld(const World& world) : world_(world) {
    initGEOS(nullptr, nullptr);
    tree_ = GEOSSTRtree_create(10);
    for (const PlanarPart& part : planar_parts(world)) add(part);
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
    return {piece_of_parts(world_, std::move(asked.holding)), asked.on_a_line};
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

  void add(const PlanarPart& part) {
    GEOSCoordSequence* sequence = GEOSCoordSeq_create(static_cast<unsigned>(part.points.size()), 2);
    for (unsigned i = 0; i < part.points.size(); ++i) {
      GEOSCoordSeq_setXY(sequence, i, static_cast<double>(part.points[i].first),
                         static_cast<double>(part.points[i].second));
    }
    GEOSGeometry* ring = GEOSGeom_createLinearRing(sequence);
    if (ring == nullptr) return;  // two points: no area
    parts_.push_back(Part{part.polygon, GEOSGeom_createPolygon(ring, nullptr, 0), nullptr});
  }

  const World& world_;
  bool ask_lines_ = true;
  GEOSSTRtree* tree_;
  std::vector<Part> parts_;
};

}  // namespace ratione
