#include "report/outlines.h"

#include <algorithm>
#include <cmath>

namespace ratione {
namespace {

// Points in degrees, each less than half way round from the one before it.
std::vector<Degrees> unrolled(const std::vector<GridPoint>& points) {
  std::vector<Degrees> out;
  out.reserve(points.size());
  for (GridPoint point : points) {
    Degrees next{degrees(point.x), degrees(point.y)};
    if (!out.empty()) {
      next.longitude =
          out.back().longitude + std::remainder(next.longitude - out.back().longitude, 360.0);
    }
    out.push_back(next);
  }
  return out;
}

double distance(Degrees p, Degrees a, Degrees b) {
  double dx = b.longitude - a.longitude, dy = b.latitude - a.latitude;
  double length = dx * dx + dy * dy;
  double along =
      length == 0
          ? 0
          : std::clamp(((p.longitude - a.longitude) * dx + (p.latitude - a.latitude) * dy) / length,
                       0.0, 1.0);
  return std::hypot(p.longitude - a.longitude - along * dx, p.latitude - a.latitude - along * dy);
}

// Douglas and Peucker: the farthest point stays while it is farther than the
// tolerance. First and last stay.
std::vector<Degrees> simplified(const std::vector<Degrees>& points, double tolerance) {
  if (points.size() < 3) return points;
  std::vector<bool> kept(points.size(), false);
  kept.front() = kept.back() = true;
  std::vector<std::pair<std::size_t, std::size_t>> open{{0, points.size() - 1}};
  while (!open.empty()) {
    auto [from, to] = open.back();
    open.pop_back();
    double farthest = tolerance;
    std::size_t at = 0;
    for (std::size_t i = from + 1; i < to; ++i) {
      double far = distance(points[i], points[from], points[to]);
      if (far > farthest) {
        farthest = far;
        at = i;
      }
    }
    if (at == 0) continue;
    kept[at] = true;
    open.emplace_back(from, at);
    open.emplace_back(at, to);
  }
  std::vector<Degrees> out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (kept[i]) out.push_back(points[i]);
  }
  return out;
}

// Too small to be seen, or no area at all.
bool is_speck(const std::vector<Degrees>& ring, double tolerance) {
  if (ring.size() < 4) return true;
  auto [west, east] = std::minmax_element(
      ring.begin(), ring.end(), [](Degrees a, Degrees b) { return a.longitude < b.longitude; });
  auto [south, north] = std::minmax_element(
      ring.begin(), ring.end(), [](Degrees a, Degrees b) { return a.latitude < b.latitude; });
  return east->longitude - west->longitude < 2 * tolerance &&
         north->latitude - south->latitude < 2 * tolerance;
}

}  // namespace

Outlines Outlines::of(const std::vector<std::vector<GridPoint>>& rings, double tolerance) {
  Outlines out;
  for (const std::vector<GridPoint>& each : rings) {
    std::vector<Degrees> ring = simplified(unrolled(each), tolerance);
    if (!is_speck(ring, tolerance)) out.rings.push_back(std::move(ring));
  }
  return out;
}

Outlines Outlines::of(const BaseMap& map, double tolerance) {
  std::vector<std::vector<Degrees>> arcs;
  arcs.reserve(map.arcs.size());
  for (const BaseArc& arc : map.arcs) arcs.push_back(simplified(unrolled(arc.points), tolerance));

  Outlines out;
  for (std::size_t unit = 0; unit < map.rings.size(); ++unit) {
    for (const BaseRing& each : map.rings[unit]) {
      std::vector<Degrees> ring;
      for (std::int32_t signed_arc : each.arcs) {
        bool backwards = signed_arc < 0;
        std::vector<Degrees> arc =
            arcs[static_cast<std::size_t>(backwards ? ~signed_arc : signed_arc)];
        if (arc.empty()) continue;
        if (backwards) std::reverse(arc.begin(), arc.end());
        // The arc goes on where the ring is, which may be once round the earth.
        double turns =
            ring.empty() ? 0 : std::round((ring.back().longitude - arc[0].longitude) / 360);
        for (Degrees& point : arc) point.longitude += 360 * turns;
        ring.insert(ring.end(), arc.begin() + (ring.empty() ? 0 : 1), arc.end());
      }
      // A ring round the earth is closed along the pole that it holds.
      if (!ring.empty() && std::abs(ring.back().longitude - ring[0].longitude) > 180) {
        double pole = ring[0].latitude < 0 ? -90 : 90;
        Degrees first = ring[0], last = ring.back();
        ring.push_back({last.longitude, pole});
        ring.push_back({first.longitude, pole});
      }
      if (is_speck(ring, tolerance)) continue;
      out.rings.push_back(std::move(ring));
      out.units.push_back(unit);
    }
  }
  return out;
}

}  // namespace ratione
