// The atlas's polygons and points as files for PostGIS, and PostGIS's answers
// against ours; bench/postgis runs it.
//
//   postgis_peer write FOLDER POINTS   parts.csv, land.csv, events.csv
//   postgis_peer compare FOLDER POINTS reads land.answers.csv, events.answers.csv
//
// Our own rate is that of a million points, of which those are the first: so few
// alone would stay in the processor's cache.
//
// Coordinates are the steps of our grid, whole numbers that a double holds.
#include <fmt/format.h>

#include <array>
#include <ctime>
#include <fstream>
#include <string_view>

#include "../tests/atlas/planar_parts.h"
#include "bench_points.h"

namespace ratione {
namespace {

constexpr std::array<const char*, 2> kinds = {"land", "events"};
constexpr std::size_t measured = 1'000'000;

// The first of them are the same however many are asked for.
Points points_of(std::string_view kind, std::size_t many) {
  return kind == "land" ? on_land(World::whole(), many) : at_events(0, many);
}

void write(const std::string& folder, std::size_t many) {
  const World& world = World::whole();
  std::ofstream parts(folder + "/parts.csv");
  for (const PlanarPart& part : planar_parts(world)) {
    if (part.points.size() < 4) continue;
    std::string ring;
    for (auto [x, y] : part.points) ring += fmt::format("{}{} {}", ring.empty() ? "" : ",", x, y);
    parts << part.polygon << ",\"POLYGON((" << ring << "))\"\n";
  }
  for (const char* kind : kinds) {
    Points points = points_of(kind, many);
    std::ofstream out(fmt::format("{}/{}.csv", folder, kind));
    for (std::size_t i = 0; i < points.size(); ++i) {
      GridPoint at = *grid_point(points.longitudes[i], points.latitudes[i]);
      out << fmt::format("{},POINT({} {})\n", i, at.x, at.y);
    }
  }
}

// Points of a kind, and which parts hold each: `point,polygon,inside`, where
// inside is f of a point on the part's line.
int compare(const std::string& folder, std::size_t many) {
  const World& world = World::whole();
  Locator locator(world.index);
  int wrong = 0;
  for (const char* kind : kinds) {
    Points points = points_of(kind, measured);
    std::vector<std::vector<std::uint16_t>> holding(many);
    std::vector<bool> on_a_line(many, false);
    std::ifstream answers(fmt::format("{}/{}.answers.csv", folder, kind));
    std::size_t point = 0, polygon = 0;
    char comma = 0, inside = 0;
    while (answers >> point >> comma >> polygon >> comma >> inside) {
      if (inside == 't') {
        holding[point].push_back(static_cast<std::uint16_t>(polygon));
      } else {
        on_a_line[point] = true;
      }
    }
    std::vector<AtomId> out(points.size());
    std::vector<double> rates;
    for (int run = 0; run < 15; ++run) {
      std::clock_t start = std::clock();
      locator.locate(points.latitudes, points.longitudes, out);
      double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      rates.push_back(static_cast<double>(points.size()) / seconds / 1e6);
    }
    std::sort(rates.begin(), rates.end());
    std::size_t lines = 0, apart = 0;
    for (std::size_t i = 0; i < many; ++i) {
      const Atom& atom = world.index.atom(out[i]);
      if (on_a_line[i]) {
        ++lines;
      } else if (piece_of_parts(world, holding[i]) != Piece{atom.unit, atom.overlay}) {
        ++apart;
      }
    }
    wrong += apart > 0 ? 1 : 0;
    fmt::print("{},{},{},{},{:.2f}\n", kind, many, apart, lines, rates[rates.size() / 2]);
  }
  return wrong;
}

}  // namespace
}  // namespace ratione

int main(int count, char** words) {
  using namespace ratione;
  std::string verb = count > 2 ? words[1] : "";
  if (!World::is_there()) {
    fmt::print(stderr, "The base map is missing: run scripts/fetch_world_atlas.\n");
    return 3;
  }
  if (verb == "write" && count == 4) {
    write(words[2], std::stoul(words[3]));
    return 0;
  }
  if (verb == "compare" && count == 4) return compare(words[2], std::stoul(words[3]));
  fmt::print(stderr, "postgis_peer write|compare FOLDER POINTS\n");
  return 2;
}
