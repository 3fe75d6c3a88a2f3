// File: atlas/geometry/mosaic.h
//
// Base map and overlays joined: which polygons there are, the lines between
// them, and what a point is that lies inside some of them.
//
//   Results<Mosaic> mosaic = Mosaic::join(base_map, base_csv, "atlas/base.csv", overlays, places);
//   Piece piece = mosaic->piece({803 /* polygons that hold the point, ascending */});
//
// A point's piece is its base unit, or the open sea, and the overlay that wins
// there. Base units do not overlap, but vertices rounded to a grid can make two
// of them cross by metres: there the first of the map wins.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/geometry/base_map.h"
#include "atlas/geometry/overlays.h"

namespace ratione {

// How far the lines of the base map may lie from the truth, in kilometres: half
// a millimetre at 1:10 million. Natural Earth states none; rounding to 400 m by
// 190 m, when it was packed, is small beside it.
inline constexpr double base_accuracy_km = 5.0;

// Numbers count from one; zero: no base unit (the open sea), no overlay.
struct Piece {
  std::uint16_t unit = 0;
  std::uint16_t overlay = 0;
  friend bool operator==(Piece, Piece) = default;
  friend auto operator<=>(Piece, Piece) = default;
};

struct MosaicUnit {
  std::string id;
  std::string name;
  std::string place;
};

struct MosaicOverlay {
  std::string place;
  std::vector<std::uint16_t> on;  // numbers of units, ascending; 0 is the sea
  int order = 0;
  double accuracy_km = 0;
  std::string source;
  std::string note;
};

// Vertices in order, and the polygons whose inside begins or ends there.
struct MosaicLine {
  std::vector<GridPoint> points;
  std::vector<std::uint16_t> polygons;  // ascending
  bool short_way = false;               // may cross the antimeridian
};

struct Mosaic {
  std::vector<MosaicUnit> units;        // number 1 is the first
  std::vector<MosaicOverlay> overlays;  // number 1 is the first
  std::vector<MosaicLine> lines;
  std::vector<std::uint16_t> south_pole;  // polygons that hold it

  // Polygons: the units in order, then the overlays in order, from 0.
  std::size_t polygons() const { return units.size() + overlays.size(); }
  Piece piece(const std::vector<std::uint16_t>& holding) const;

  // `base_csv` gives each unit of the map its place; `places` are the ids that
  // there are. Faults: a unit without a place, a row or an overlay for a unit
  // or place that is not there.
  static Results<Mosaic> join(const BaseMap& map, std::string_view base_csv,
                              std::string_view base_csv_file, const std::vector<Overlay>& overlays,
                              const std::set<std::string, std::less<>>& places);
};

}  // namespace ratione
