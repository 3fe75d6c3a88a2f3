#include "atlas/geometry/nearby.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

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

template <class OnAtom, class OnCell>
void Nearby::each_cell(GridPoint point, double within_km, OnAtom on_atom, OnCell on_cell) const {
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
  for (std::int64_t row = row_of(point.y - steps_y); row <= row_of(point.y + steps_y); ++row) {
    for (std::int64_t k = first; k <= last; ++k) {
      std::int64_t column = (k % columns + columns) % columns;
      std::uint32_t entry = index_.blocks()[static_cast<std::size_t>(
          (row >> block_shift) * block_columns + (column >> block_shift))];
      if ((entry & deeper) == 0) {
        on_atom(static_cast<AtomId>(entry));
        k += block_side - 1 - column % block_side;  // the rest of the block is the same
        continue;
      }
      entry = index_.cells()[std::size_t{entry & ~deeper} * block_cells +
                             static_cast<std::size_t>(row % block_side * block_side +
                                                      column % block_side)];
      if ((entry & deeper) == 0) {
        on_atom(static_cast<AtomId>(entry));
      } else {
        on_cell(index_.words().data() + (entry & ~deeper));
      }
    }
  }
}

namespace {

// A little more than what is in reach: the plane in which a nearest point is looked
// for is not the sphere.
constexpr double more = 1.1, more_km = 0.1;

std::span<const Edge> edges_of(const std::uint32_t* cell) {
  return {reinterpret_cast<const Edge*>(cell + 3), cell[2] & 0xffff};
}

}  // namespace

Nearby::Around Nearby::around(GridPoint middle, double within_km) const {
  Around out;
  each_cell(
      middle, within_km * more + more_km, [](AtomId) {},
      [&](const std::uint32_t* cell) {
        const std::span<const Edge> edges = edges_of(cell);
        out.edges.insert(out.edges.end(), edges.begin(), edges.end());
      });
  auto order = [](const Edge& a, const Edge& b) {
    return std::tie(a.ax, a.ay, a.bx, a.by) < std::tie(b.ax, b.ay, b.bx, b.by);
  };
  std::sort(out.edges.begin(), out.edges.end(), order);
  out.edges.erase(
      std::unique(out.edges.begin(), out.edges.end(),
                  [&](const Edge& a, const Edge& b) { return !order(a, b) && !order(b, a); }),
      out.edges.end());
  return out;
}

Nearby::Around Nearby::borders_around(GridPoint middle, double half_km) const {
  // Where one group of places lies, and the sea, no line is a border.
  const double within_km = widest_km_ + half_km;
  std::optional<std::uint16_t> met;
  bool several = false;
  auto see = [&](AtomId atom) {
    if (index_.atom(atom).place.empty()) return;
    several = several || (met && *met != group(atom));
    met = group(atom);
  };
  each_cell(middle, within_km * more + more_km, see, [&](const std::uint32_t* cell) {
    for (std::uint32_t i = 0; i < 1u << (cell[1] >> 16); ++i) {
      see(static_cast<AtomId>(index_.tables()[cell[0] + i]));
    }
  });
  return several ? around(middle, within_km) : Around{};
}

Nearby::Around Nearby::shores_around(GridPoint middle, double half_km, double within_km) const {
  return around(middle, within_km + half_km);
}

struct Nearby::Line {
  double km;
  double x, y;              // nearest point of the line, in steps
  double along_x, along_y;  // a unit vector along it
  std::uint32_t nth;        // of the lines around
};

// Lines in reach of a point, the nearest first. Each is measured on the sphere only
// when no nearer one can be left.
class Nearby::Lines {
 public:
  Lines(GridPoint point, double within_km, const Around& around)
      : point_(point),
        within_km_(within_km),
        edges_(around.edges),
        scale_(std::cos(point.y * radians_per_step)),
        // Up to there the plane around the point is the sphere, but for a few percent.
        flat_(scale_ > 0.17 && within_km < 100) {
    const double beyond = within_km * more / km_per_step;
    for (std::uint32_t i = 0; i < edges_.size(); ++i) {
      const Foot foot = this->foot(edges_[i]);
      if (flat_ && foot.off2 > beyond * beyond) continue;
      waiting_.push_back({flat_ ? std::sqrt(foot.off2) * km_per_step / more : 0, i});
    }
    std::sort(waiting_.begin(), waiting_.end(),
              [](const Waiting& a, const Waiting& b) { return a.least_km < b.least_km; });
  }

  std::optional<Line> next() {
    while (at_ < waiting_.size() &&
           (measured_.empty() || waiting_[at_].least_km <= measured_.front().km)) {
      measure(waiting_[at_++].nth);
    }
    if (measured_.empty()) return std::nullopt;
    std::pop_heap(measured_.begin(), measured_.end(), farther);
    Line line = measured_.back();
    measured_.pop_back();
    return line;
  }

 private:
  // In a plane around the point, longitudes shrunk as they are there.
  struct Foot {
    double to_x, t, off2;
  };
  struct Waiting {
    double least_km;
    std::uint32_t nth;
  };

  Foot foot(const Edge& edge) const {
    double ax = edge.ax, ay = edge.ay, dx = edge.bx - ax, dy = edge.by - ay;
    double to_x = point_.x - ax;
    if (to_x > steps_180) to_x -= static_cast<double>(steps_360);
    if (to_x < -steps_180) to_x += static_cast<double>(steps_360);
    double across = dx * scale_, length = across * across + dy * dy;
    double t = length == 0 ? 0 : (to_x * scale_ * across + (point_.y - ay) * dy) / length;
    t = std::clamp(t, 0.0, 1.0);
    const double off_x = (to_x - t * dx) * scale_, off_y = point_.y - ay - t * dy;
    return {to_x, t, off_x * off_x + off_y * off_y};
  }

  void measure(std::uint32_t nth) {
    const Edge& edge = edges_[nth];
    const auto [to_x, t, unused] = foot(edge);
    double ax = edge.ax, ay = edge.ay, dx = edge.bx - ax, dy = edge.by - ay;
    double km = haversine_km(to_x, point_.y, t * dx, ay + t * dy);
    double whole = std::hypot(dx, dy);
    if (km > within_km_ || whole == 0) return;
    // A little inside the edge, where only its two sides meet.
    double inside = std::min(0.5, 30 / whole);
    double at = std::clamp(t, inside, 1 - inside);
    measured_.push_back(Line{km, ax + at * dx, ay + at * dy, dx / whole, dy / whole, nth});
    std::push_heap(measured_.begin(), measured_.end(), farther);
  }

  static bool farther(const Line& a, const Line& b) {
    return std::tie(a.km, a.nth) > std::tie(b.km, b.nth);
  }

  GridPoint point_;
  double within_km_;
  const std::vector<Edge>& edges_;
  double scale_;
  bool flat_;
  std::vector<Waiting> waiting_;
  std::size_t at_ = 0;
  std::vector<Line> measured_;  // a heap
};

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
  return border(point, borders_around(point, 0));
}

std::optional<NearBorder> Nearby::border(GridPoint point, const Around& around) const {
  if (around.edges.empty()) return std::nullopt;
  std::uint16_t here = group(locator_.at(point));
  Lines lines(point, widest_km_, around);
  while (std::optional<Line> line = lines.next()) {
    auto [left, right] = sides(*line);
    const Atom& a = index_.atom(left);
    const Atom& b = index_.atom(right);
    if (group(left) == group(right) || a.place.empty() || b.place.empty()) continue;
    if (line->km > std::max(a.accuracy_km, b.accuracy_km)) continue;
    return NearBorder{line->km, group(left) == here ? right : left};
  }
  return std::nullopt;
}

std::optional<NearLand> Nearby::land(GridPoint point, double within_km) const {
  return land(point, within_km, shores_around(point, 0, within_km));
}

std::optional<NearLand> Nearby::land(GridPoint point, double within_km,
                                     const Around& around) const {
  std::optional<NearLand> found;
  if (around.edges.empty()) return found;
  Lines lines(point, within_km, around);
  while (std::optional<Line> line = lines.next()) {
    auto [left, right] = sides(*line);
    for (AtomId side : {left, right}) {
      if (index_.atom(side).place.empty()) continue;
      if (!found) {
        found = NearLand{line->km, side, std::nullopt, AtomId::sea};
      } else if (group(side) != group(found->atom)) {
        found->second_km = line->km;
        found->second = side;
        return found;
      }
    }
  }
  return found;
}

}  // namespace ratione
