// File: tests/atlas/s2_world.h
//
// The same polygons in S2: one shape for each unit and overlay, in one index.
// S2 draws the edges as great circles, where the map has straight lines in
// longitude and latitude; edges longer than a quarter of a degree are cut into
// shorter ones, so that the two differ by metres only.
#pragma once

#include <s2/mutable_s2shape_index.h>
#include <s2/s2contains_point_query.h>
#include <s2/s2latlng.h>
#include <s2/s2lax_polygon_shape.h>
#include <s2/s2shapeutil_contains_brute_force.h>

#include <cmath>

#include "world_for_tests.h"

namespace ratione {

class S2World {
 public:
  explicit S2World(const World& world) : world_(world) {
    for (const auto& rings : world.map.rings) {
      std::vector<std::vector<S2Point>> loops;
      for (const BaseRing& ring : rings) {
        Vertices vertices;
        for (auto [x, y] : unwrapped(world.map, ring)) vertices.emplace_back(x, y);
        take(vertices, ring.hole, loops);
      }
      add(loops);
    }
    for (const Overlay& overlay : world.overlays) {
      std::vector<std::vector<S2Point>> loops;
      for (const auto& ring : overlay.rings) {
        Vertices vertices;
        for (GridPoint p : ring) vertices.emplace_back(p.x, p.y);
        take(vertices, false, loops);
      }
      add(loops);
    }
    index_.ForceBuild();
    query_ = std::make_unique<S2ContainsPointQuery<MutableS2ShapeIndex>>(
        &index_, S2ContainsPointQueryOptions(S2VertexModel::SEMI_OPEN));
  }

  Piece locate(double latitude, double longitude) {
    holding_.clear();
    S2Point at = S2LatLng::FromDegrees(latitude, longitude).ToPoint();
    query_->VisitContainingShapes(at, [this](S2Shape* shape) {
      holding_.push_back(static_cast<std::uint16_t>(shape->id()));
      return true;
    });
    if (holding_.size() > 1) std::sort(holding_.begin(), holding_.end());
    return world_.mosaic.piece(holding_);
  }

 private:
  using Vertices = std::vector<std::pair<double, double>>;  // steps

  static std::vector<S2Point> drawn(const Vertices& vertices) {
    constexpr double longest = 0.25 * steps_per_degree;
    std::vector<S2Point> loop;
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      auto [x, y] = vertices[i];
      if (i > 0) {
        double dx = x - vertices[i - 1].first, dy = y - vertices[i - 1].second;
        int parts = static_cast<int>(std::ceil(std::max(std::abs(dx), std::abs(dy)) / longest));
        for (int k = 1; k < parts; ++k) {
          loop.push_back(point(x - dx * (parts - k) / parts, y - dy * (parts - k) / parts));
        }
      }
      loop.push_back(point(x, y));
    }
    return loop;
  }
  static S2Point point(double x, double y) {
    return S2LatLng::FromDegrees(y / steps_per_degree, x / steps_per_degree).Normalized().ToPoint();
  }
  // S2 wants the land at the left of every edge. Rounding turned some islets
  // over and left others without an area: those are not taken.
  static void take(const Vertices& vertices, bool hole, std::vector<std::vector<S2Point>>& loops) {
    double area = 0;
    for (std::size_t i = 1; i < vertices.size(); ++i) {
      area +=
          (vertices[i - 1].first - vertices[0].first) * (vertices[i].second - vertices[0].second) -
          (vertices[i].first - vertices[0].first) * (vertices[i - 1].second - vertices[0].second);
    }
    bool round_the_earth = std::abs(vertices.back().first - vertices.front().first) > steps_180;
    if (area == 0 && !round_the_earth) return;
    std::vector<S2Point> loop = drawn(vertices);
    // Round the South Pole: eastward, with the pole at the right, is turned over.
    bool left = round_the_earth ? vertices.back().first < vertices.front().first : area > 0;
    if (left == hole) std::reverse(loop.begin(), loop.end());
    while (loop.size() > 1 && loop.front() == loop.back()) loop.pop_back();
    // A ring that rounding made cross itself can come out inside out.
    static const S2Point ocean = S2LatLng::FromDegrees(-40, -110).ToPoint();
    if (loop.size() < 3) return;
    std::vector<std::vector<S2Point>> alone = {loop};
    if (s2shapeutil::ContainsBruteForce(S2LaxPolygonShape(alone), ocean) != hole) return;
    loops.push_back(std::move(loop));
  }
  void add(const std::vector<std::vector<S2Point>>& loops) {
    index_.Add(std::make_unique<S2LaxPolygonShape>(loops));
  }

  const World& world_;
  MutableS2ShapeIndex index_;
  std::unique_ptr<S2ContainsPointQuery<MutableS2ShapeIndex>> query_;
  std::vector<std::uint16_t> holding_;
};

}  // namespace ratione
