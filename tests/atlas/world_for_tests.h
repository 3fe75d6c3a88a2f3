// File: tests/atlas/world_for_tests.h
//
// The atlas as it is in the project, built in memory, for tests and benchmarks.
//
//   const World& world = World::whole();
//   world.locator.at(48.85, 2.35)
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "atlas/geometry/grid_builder.h"
#include "atlas/geometry/locator.h"
#include "text/csv.h"

namespace ratione {

struct World {
  BaseMap map;
  std::vector<Overlay> overlays;
  Mosaic mosaic;
  std::vector<std::byte> bytes;
  GridIndex index;

  static std::string base_map_file() {
    return RATIONE_SOURCE_DIR "/build/deps/world-atlas/countries-10m.json";
  }
  static bool is_there() { return std::filesystem::exists(base_map_file()); }

  static const World& whole() {
    static const World world = build();
    return world;
  }

  std::string place(AtomId atom) const { return index.atom(atom).place; }

 private:
  template <class T>
  static T taken(tl::expected<T, Errors> result) {
    if (result) return std::move(*result);
    std::fputs(render(result.error()).c_str(), stderr);
    std::exit(1);
  }
  template <class T>
  static T taken(tl::expected<T, Error> result) {
    if (result) return std::move(*result);
    std::fputs(result.error().render().c_str(), stderr);
    std::exit(1);
  }

  static World build() {
    World world;
    std::string atlas = RATIONE_SOURCE_DIR "/atlas/";
    std::set<std::string, std::less<>> places;
    world.map = taken(BaseMap::read(taken(read_file(base_map_file())), base_map_file()));
    std::vector<std::string> files;
    for (const auto& each : std::filesystem::directory_iterator(atlas + "overlays")) {
      if (each.path().extension() == ".geojson") files.push_back(each.path().string());
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      for (Overlay& each : taken(read_overlays(taken(read_file(file)), file))) {
        places.insert(each.place);
        world.overlays.push_back(std::move(each));
      }
    }
    std::string base = taken(read_file(atlas + "base.csv"));
    Csv rows = taken(read_csv(base, "base.csv", {"place"}));
    for (const CsvRow& row : rows.rows) places.insert(row.text("place"));
    world.mosaic = taken(Mosaic::join(world.map, base, "base.csv", world.overlays, places));
    world.bytes = taken(build_grid(world.mosaic)).bytes();
    world.index = taken(GridIndex::over(world.bytes));
    return world;
  }
};

// The vertices of a ring of the base map, longitudes running on beyond 180
// where it crosses the antimeridian. A ring round the earth ends 360 degrees
// from where it began.
inline std::vector<std::pair<std::int64_t, std::int64_t>> unwrapped(const BaseMap& map,
                                                                    const BaseRing& ring) {
  std::vector<std::pair<std::int64_t, std::int64_t>> out;
  for (std::int32_t arc : ring.arcs) {
    std::vector<GridPoint> points = map.arcs[static_cast<std::size_t>(arc < 0 ? ~arc : arc)].points;
    if (arc < 0) std::reverse(points.begin(), points.end());
    for (GridPoint p : points) {
      std::int64_t x = p.x;
      if (!out.empty()) {
        while (x - out.back().first > steps_180) x -= steps_360;
        while (out.back().first - x > steps_180) x += steps_360;
        if (out.back() == std::pair<std::int64_t, std::int64_t>{x, p.y}) continue;
      }
      out.emplace_back(x, p.y);
    }
  }
  return out;
}

}  // namespace ratione
