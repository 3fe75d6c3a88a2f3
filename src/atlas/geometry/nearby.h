// File: atlas/geometry/nearby.h
//
// How far a point is from the borders around it.
//
//   Nearby nearby(index);
//   nearby.border({x, y});         // the nearest border, if within its outline's accuracy
//   nearby.land({x, y}, 22.224);   // the nearest territory of a point at sea
//
// For many points of one square the lines around it are gathered once:
//
//   Nearby::Around around = nearby.borders_around(middle, half_km);
//   nearby.border({x, y}, around);   // the same answer
//
// A border is a line with one group of places on its one side and another on its
// other (see atlas/told_apart.h; without groups, each place is its own). A line
// between two base units of one place is none, nor is a coast. Distances
// are great-circle ones on a sphere of 6,371.0088 km to the nearest point of a
// line straight in longitude and latitude; the earth's flattening changes them
// by up to 0.6 percent.
#pragma once

#include <optional>
#include <vector>

#include "atlas/geometry/locator.h"

namespace ratione {

inline constexpr double earth_radius_km = 6371.0088;

double distance_km(GridPoint a, GridPoint b);

struct NearBorder {
  double km = 0;
  AtomId other = AtomId::sea;  // what lies beyond
};

struct NearLand {
  double km = 0;
  AtomId atom = AtomId::sea;
  // To the nearest territory of another group, if that is in reach too.
  std::optional<double> second_km;
  AtomId second = AtomId::sea;
};

class Nearby {
 public:
  // Lines that some point of a square may have in reach.
  struct Around {
    std::vector<grid::Edge> edges;  // each once
  };

  // The index must live as long. `groups`: a number for each of its atoms.
  explicit Nearby(const GridIndex& index);
  Nearby(const GridIndex& index, std::vector<std::uint16_t> groups);

  // For a point on land: the nearest border that is no farther than its
  // accuracy, the coarser of the two outlines that meet there. Of lines as near, the
  // one that begins farther west, then south.
  std::optional<NearBorder> border(GridPoint point) const;
  std::optional<NearBorder> border(GridPoint point, const Around& around) const;
  // For a point at sea: the nearest territory within that distance.
  std::optional<NearLand> land(GridPoint point, double within_km) const;
  std::optional<NearLand> land(GridPoint point, double within_km, const Around& around) const;

  // For points no farther than half_km from the middle. No lines: none has a border
  // (or a shore within that distance) near.
  Around borders_around(GridPoint middle, double half_km) const;
  Around shores_around(GridPoint middle, double half_km, double within_km) const;

 private:
  class Lines;
  struct Line;
  // Visits every cell that meets the circle: an atom alone, or a cell with lines.
  template <class OnAtom, class OnCell>
  void each_cell(GridPoint point, double within_km, OnAtom on_atom, OnCell on_cell) const;
  Around around(GridPoint middle, double within_km) const;
  // What lies on the two sides of the line at its nearest point.
  std::pair<AtomId, AtomId> sides(const Line& line) const;
  std::uint16_t group(AtomId atom) const { return groups_[static_cast<std::uint16_t>(atom)]; }

  const GridIndex& index_;
  Locator locator_;
  std::vector<std::uint16_t> groups_;
  double widest_km_ = 0;  // the coarsest accuracy of all outlines
};

}  // namespace ratione
