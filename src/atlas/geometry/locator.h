// File: atlas/geometry/locator.h
//
// From points to atoms, exactly.
//
//   Locator locator(index);
//   locator.at(48.2, 16.4);                       // one
//   locator.locate(latitudes, longitudes, out);   // many
//
// Guarantees: the answer is that of the polygons themselves, on the grid of
// grid_point.h; every point has exactly one. A point on a border belongs to
// what lies east of it, and on a border that runs due east and west to what
// lies north of it: as if each point were moved east by less than a step, and
// north by less still. What is no point is AtomId::not_a_point.
//
// Measured: see bench/atlas_bench.cc.
#pragma once

#include <span>

#include "atlas/geometry/grid_index.h"
#include "atlas/geometry/grid_point.h"

namespace ratione {

class Locator {
 public:
  // The index must live as long.
  explicit Locator(const GridIndex& index)
      : blocks_(index.blocks().data()),
        cells_(index.cells().data()),
        words_(index.words().data()),
        tables_(index.tables().data()) {}

  AtomId at(double latitude, double longitude) const;
  AtomId at(GridPoint point) const;

  // out[i] for (latitudes[i], longitudes[i]); as many as the shortest has.
  void locate(std::span<const double> latitudes, std::span<const double> longitudes,
              std::span<AtomId> out) const;

 private:
  AtomId in_cell(const std::uint32_t* cell, GridPoint p) const;

  const std::uint32_t* blocks_;
  const std::uint32_t* cells_;
  const std::uint32_t* words_;
  const std::uint16_t* tables_;
};

}  // namespace ratione
