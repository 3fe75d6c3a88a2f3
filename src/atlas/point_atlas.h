// File: atlas/point_atlas.h
//
// Points to places: the compiled atlas, from a file or made anew when its
// sources changed, and what it says of one point or of many.
//
//   PointSources sources{"atlas", "build/deps/world-atlas/countries-10m.json", cache, ""};
//   Results<PointAtlas> points = PointAtlas::open(sources, atlas);
//   points->ask(44.95, 34.1)->place        // "crimea"
//   points->locate(latitudes, longitudes, atoms);
//
// A point at sea within coast_km of a territory is that territory's, and
// flagged: maps this coarse cut off harbours and islets, and a coastal State's
// sovereignty reaches so far. Beyond, the sea is no one's.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/geometry/nearby.h"
#include "atlas/places.h"
#include "atlas/told_apart.h"

namespace ratione {

// 12 nautical miles of 1,852 m: how far a territorial sea may reach.
inline constexpr double coast_km = 22.224;

struct PointSources {
  std::string atlas;                       // folder: base.csv, overlays/*.geojson
  std::string base_map;                    // file; empty when it was not found
  std::string cache;                       // folder for the compiled file; empty: none is kept
  std::string compiled;                    // a compiled atlas to be taken as it is; empty: none
  std::vector<std::string> more_overlays;  // a user's, above those of the folder
  PlaceIds named;                          // places of acts, whose lines count as borders
};

struct PointAnswer {
  AtomId atom = AtomId::sea;
  std::string_view place;  // id, of the atlas's; empty: open sea
  bool sea = false;        // no land of the map is there
  bool coast = false;
  double coast_distance_km = 0;  // where coast
  double accuracy_km = 0;        // of the outline that decided
  // Where a border between places that the law can tell apart is nearer than
  // the accuracy of the outlines that meet there; at a coast, half of what another territory is
  // farther away.
  std::optional<double> near_border_km;
  std::string_view beyond;  // the place beyond that border
};

// What points of a square may have near, gathered when the first of them asks.
struct Surroundings {
  GridPoint middle;
  double half_km = 0;  // from there to a corner
  std::optional<Nearby::Around> borders = std::nullopt, shores = std::nullopt;
};

class PointAtlas {
 public:
  // Errors: no base map, faults in base.csv or an overlay, a compiled file that
  // cannot be used. A cache that cannot be read or written is no error.
  static Results<PointAtlas> open(const PointSources& sources, const Atlas& atlas);
  // Compiles into `file`, whole or not at all.
  static Results<PointAtlas> build(const PointSources& sources, const Atlas& atlas,
                                   const std::string& file);

  PointAtlas(PointAtlas&&) noexcept;
  PointAtlas& operator=(PointAtlas&&) noexcept;
  ~PointAtlas();

  // Error: not_a_point, with what is wrong with it and whether it looks swapped.
  Result<PointAnswer> ask(double latitude, double longitude) const;
  // The same for a point whose atom is known; and for many of one square of a tenth
  // of a degree, by its number.
  PointAnswer ask(GridPoint point, AtomId atom) const;
  PointAnswer ask(GridPoint point, AtomId atom, Surroundings& around) const;
  static std::uint32_t square_of(GridPoint point);
  static Surroundings around(std::uint32_t square);

  // The place on whose land these coordinates would lie the other way round; for
  // a point in the open sea, which most often is a mistake. Empty: none.
  std::string place_if_swapped(double latitude, double longitude) const;

  void locate(std::span<const double> latitudes, std::span<const double> longitudes,
              std::span<AtomId> out) const;
  const GridIndex& index() const;
  // What was read to make it: a fingerprint for reports.
  std::string_view sources() const { return index().sources(); }

 private:
  struct Inside;
  explicit PointAtlas(std::unique_ptr<Inside> inside);
  static Results<PointAtlas> over(std::unique_ptr<Inside> inside, const PointSources& from,
                                  const Atlas& atlas, const std::string& file);
  std::unique_ptr<Inside> inside_;
};

// Why these are no coordinates of a point; or empty.
std::string fault_of_coordinates(double latitude, double longitude);

}  // namespace ratione
