#include "atlas/geometry/nearby.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace ratione {

namespace {

using namespace grid;

constexpr double radians_per_step = std::numbers::pi / 180 / steps_per_degree;
constexpr double km_per_step = radians_per_step * earth_radius_km;

double haversine_km(double ax, double ay, double bx, double by) {
  double up = std::sin((by - ay) * radians_per_step / 2);
  double along = std::sin((bx - ax) * radians_per_step / 2);
  double h =
      up * up + std::cos(ay * radians_per_step) * std::cos(by * radians_per_step) * along * along;
  return 2 * earth_radius_km * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace

double distance_km(GridPoint a, GridPoint b) { return haversine_km(a.x, a.y, b.x, b.y); }

namespace {

std::vector<std::uint16_t> each_its_own(const std::vector<Atom>& atoms) {
  std::map<std::string_view, std::uint16_t> numbers;
  std::vector<std::uint16_t> groups;
  for (const Atom& atom : atoms) {
    auto number = static_cast<std::uint16_t>(numbers.size());
    groups.push_back(numbers.emplace(atom.place, number).first->second);
  }
  return groups;
}

}  // namespace

Nearby::Nearby(const GridIndex& index) : Nearby(index, each_its_own(index.atoms())) {}

Nearby::Nearby(const GridIndex& index, std::vector<std::uint16_t> groups)
    : index_(index), locator_(index), groups_(std::move(groups)) {
  for (const Atom& atom : index.atoms()) widest_km_ = std::max(widest_km_, atom.accuracy_km);
}

std::vector<Nearby::Line> Nearby::lines(GridPoint point, double within_km) const {
  std::vector<Line> found;
  double steps_y = within_km / km_per_step;
  // The widest circle of latitude in reach decides how many columns are.
  double edge_of_reach =
      std::min<double>(std::abs(static_cast<double>(point.y)) + steps_y, steps_90);
  double shrink = std::cos(edge_of_reach * radians_per_step);
  double steps_x = shrink < 1e-3 ? steps_180 : std::min<double>(steps_180, steps_y / shrink);
  auto row_of = [](double y) {
    double row = std::floor((y + steps_90) / cell_steps);
    return static_cast<std::int64_t>(std::clamp<double>(row, 0, rows - 1));
  };
  auto first = static_cast<std::int64_t>(std::floor((point.x - steps_x + steps_180) / cell_steps));
  auto last = static_cast<std::int64_t>(std::floor((point.x + steps_x + steps_180) / cell_steps));
  last = std::min<std::int64_t>(last, first + columns - 1);
  double scale = std::cos(point.y * radians_per_step);
  // Up to there the plane around the point is the sphere, but for a few percent: what
  // lies clearly beyond reach in it need not be measured.
  const bool flat = scale > 0.17 && within_km < 100;
  const double beyond = flat ? within_km * 1.1 / km_per_step : 0;
  for (std::int64_t row = row_of(point.y - steps_y); row <= row_of(point.y + steps_y); ++row) {
    for (std::int64_t k = first; k <= last; ++k) {
      std::int64_t column = (k % columns + columns) % columns;
      std::uint32_t entry = index_.blocks()[static_cast<std::size_t>(
          (row >> block_shift) * block_columns + (column >> block_shift))];
      if ((entry & deeper) == 0) {
        k += block_side - 1 - column % block_side;  // none in this block
        continue;
      }
      entry = index_.cells()[std::size_t{entry & ~deeper} * block_cells +
                             static_cast<std::size_t>(row % block_side * block_side +
                                                      column % block_side)];
      if ((entry & deeper) == 0) continue;
      const std::uint32_t* cell = index_.words().data() + (entry & ~deeper);
      const auto* edge = reinterpret_cast<const std::int32_t*>(cell + 3);
      for (std::uint32_t i = 0; i < (cell[2] & 0xffff); ++i, edge += 4) {
        // In a plane around the point, longitudes shrunk as they are there.
        double ax = edge[0], ay = edge[1], dx = edge[2] - ax, dy = edge[3] - ay;
        double to_x = point.x - ax;
        if (to_x > steps_180) to_x -= static_cast<double>(steps_360);
        if (to_x < -steps_180) to_x += static_cast<double>(steps_360);
        double across = dx * scale, length = across * across + dy * dy;
        double t = length == 0 ? 0 : (to_x * scale * across + (point.y - ay) * dy) / length;
        t = std::clamp(t, 0.0, 1.0);
        const double off_x = (to_x - t * dx) * scale, off_y = point.y - ay - t * dy;
        if (flat && off_x * off_x + off_y * off_y > beyond * beyond) continue;
        double km = haversine_km(to_x, point.y, t * dx, ay + t * dy);
        if (km > within_km) continue;
        // A little inside the edge, where only its two sides meet.
        double whole = std::hypot(dx, dy);
        double inside = whole == 0 ? 0 : std::min(0.5, 30 / whole);
        double at = std::clamp(t, inside, 1 - inside);
        if (whole == 0) continue;
        found.push_back(Line{km, ax + at * dx, ay + at * dy, dx / whole, dy / whole});
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const Line& a, const Line& b) { return a.km < b.km; });
  return found;
}

std::pair<AtomId, AtomId> Nearby::sides(const Line& line) const {
  constexpr double off = 3;  // steps: 0.3 m
  auto side = [&](double sign) {
    double x = line.x - sign * off * line.along_y, y = line.y + sign * off * line.along_x;
    if (x >= steps_180) x -= static_cast<double>(steps_360);
    if (x < -steps_180) x += static_cast<double>(steps_360);
    y = std::clamp<double>(y, -steps_90, steps_90);
    return locator_.at(GridPoint{static_cast<std::int32_t>(std::floor(x)),
                                 static_cast<std::int32_t>(std::floor(y))});
  };
  return {side(1), side(-1)};
}

std::optional<NearBorder> Nearby::border(GridPoint point) const {
  std::uint16_t here = group(locator_.at(point));
  for (const Line& line : lines(point, widest_km_)) {
    auto [left, right] = sides(line);
    const Atom& a = index_.atom(left);
    const Atom& b = index_.atom(right);
    if (group(left) == group(right) || a.place.empty() || b.place.empty()) continue;
    if (line.km > std::max(a.accuracy_km, b.accuracy_km)) continue;
    return NearBorder{line.km, group(left) == here ? right : left};
  }
  return std::nullopt;
}

bool Nearby::may_have_border(GridPoint point, double within_km) const {
  return !lines(point, widest_km_ + within_km).empty();
}

std::optional<NearLand> Nearby::land(GridPoint point, double within_km) const {
  std::optional<NearLand> found;
  for (const Line& line : lines(point, within_km)) {
    auto [left, right] = sides(line);
    for (AtomId side : {left, right}) {
      if (index_.atom(side).place.empty()) continue;
      if (!found) {
        found = NearLand{line.km, side, std::nullopt, AtomId::sea};
      } else if (group(side) != group(found->atom)) {
        found->second_km = line.km;
        found->second = side;
        return found;
      }
    }
  }
  return found;
}

}  // namespace ratione
