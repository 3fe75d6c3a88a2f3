// Every point of the earth has one piece, and it is the one that GEOS finds in
// the same polygons. 40,000 points; a million of each kind and all the events
// of RATIONE_EVENTS (a CSV with latitude and longitude) under RATIONE_LONG.

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

#include "errors/missing_for_tests.h"

#ifdef RATIONE_GEOS
#include "atlas/geos_world.h"
#endif

namespace ratione {
namespace {

#ifdef RATIONE_GEOS

class AgreesWithGeos : public testing::Test {
 protected:
  void SetUp() override {
    if (!World::is_there()) MISSING("base map; run scripts/fetch_world_atlas");
  }

  static GeosWorld& geos() {
    static GeosWorld world(World::whole());
    return world;
  }

  static std::size_t wanted() {
    return std::getenv("RATIONE_LONG") != nullptr ? 1'000'000 : 40'000;
  }

  void compare(const std::vector<GridPoint>& points) {
    const World& world = World::whole();
    Locator locator(world.index);
    std::vector<double> latitudes, longitudes;
    for (GridPoint p : points) {
      latitudes.push_back(degrees(p.y));
      longitudes.push_back(degrees(p.x));
    }
    std::vector<AtomId> out(points.size());
    locator.locate(latitudes, longitudes, out);
    std::size_t wrong = 0, on_lines = 0, land = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      ASSERT_EQ(out[i], locator.at(points[i])) << "one by one and many at once";
      GeosWorld::Answer answer = geos().locate(one_name(points[i]));
      if (answer.on_a_line) {
        ++on_lines;
        continue;
      }
      const Atom& atom = world.index.atom(out[i]);
      land += atom.unit != 0;
      if (Piece{atom.unit, atom.overlay} != answer.piece && ++wrong < 10) {
        ADD_FAILURE() << latitudes[i] << "," << longitudes[i] << ": " << atom.unit << "/"
                      << atom.overlay << ", GEOS " << answer.piece.unit << "/"
                      << answer.piece.overlay;
      }
    }
    EXPECT_EQ(wrong, 0u);
    std::printf("%zu points, %zu on land, %zu on a line, %zu apart\n", points.size(), land,
                on_lines, wrong);
  }

  std::mt19937_64 random_{20261124};
};

TEST_F(AgreesWithGeos, OnPointsOfTheWholeEarth) {
  std::uniform_real_distribution<double> longitude(-180, 180), height(-1, 1);
  std::vector<GridPoint> points;
  while (points.size() < wanted()) {
    points.push_back(
        *grid_point(longitude(random_), std::asin(height(random_)) * 180 / std::acos(-1.0)));
  }
  compare(points);
}

// Where a mistake would hide: within a few steps to a few metres of a line.
TEST_F(AgreesWithGeos, BesideTheVerticesAndEdges) {
  const World& world = World::whole();
  std::uniform_int_distribution<std::size_t> line(0, world.mosaic.lines.size() - 1);
  std::uniform_int_distribution<int> reach(0, 12);
  std::vector<GridPoint> points;
  while (points.size() < wanted()) {
    const auto& vertices = world.mosaic.lines[line(random_)].points;
    if (vertices.size() < 2) continue;
    std::uniform_int_distribution<std::size_t> which(1, vertices.size() - 1);
    std::size_t i = which(random_);
    GridPoint a = vertices[i - 1], b = vertices[i];
    if (std::abs(std::int64_t{a.x} - b.x) > steps_180) continue;
    double along = std::uniform_real_distribution<double>(-0.1, 1.1)(random_);
    std::uniform_int_distribution<int> off(-(1 << reach(random_)), 1 << reach(random_));
    double x = a.x + along * (static_cast<double>(b.x) - a.x) + off(random_);
    double y = a.y + along * (static_cast<double>(b.y) - a.y) + off(random_);
    if (std::optional<GridPoint> p = grid_point(x / steps_per_degree, y / steps_per_degree)) {
      points.push_back(*p);
    }
  }
  compare(points);
}

TEST_F(AgreesWithGeos, WhereCellsMeet) {
  std::uniform_int_distribution<std::int64_t> column(0, grid::columns - 1), row(0, grid::rows);
  std::uniform_int_distribution<std::int32_t> off(-1, 1), free(0, grid::cell_steps);
  std::vector<GridPoint> points;
  std::uniform_int_distribution<std::size_t> line(0, World::whole().mosaic.lines.size() - 1);
  while (points.size() < wanted()) {
    // A border's cell, its sides and corners.
    const auto& vertices = World::whole().mosaic.lines[line(random_)].points;
    GridPoint v = vertices[random_() % vertices.size()];
    std::int64_t x =
        (std::int64_t{v.x} + steps_180) / grid::cell_steps * grid::cell_steps - steps_180;
    std::int64_t y =
        (std::int64_t{v.y} + steps_90) / grid::cell_steps * grid::cell_steps - steps_90;
    x += random_() % 2 == 0 ? off(random_) : free(random_);
    y += random_() % 2 == 0 ? off(random_) : free(random_);
    if (x < -steps_180 || x > steps_180 || y < -steps_90 || y > steps_90) continue;
    points.push_back(one_name({static_cast<std::int32_t>(x), static_cast<std::int32_t>(y)}));
  }
  compare(points);
}

TEST_F(AgreesWithGeos, AtTheAntimeridianAndThePoles) {
  std::uniform_int_distribution<std::int32_t> y(-steps_90, steps_90), near(-3, 3),
      x(-steps_180, steps_180);
  std::vector<GridPoint> points;
  while (points.size() < wanted() / 2) {
    std::int64_t at = steps_180 + near(random_);
    if (at >= steps_180) at -= steps_360;
    points.push_back(one_name({static_cast<std::int32_t>(at), y(random_)}));
    std::int32_t beside_pole =
        steps_90 - std::abs(near(random_)) * (random_() % 2 == 0 ? 1 : 50'000'000);
    points.push_back(one_name({x(random_), random_() % 2 == 0 ? beside_pole : -beside_pole}));
  }
  compare(points);
}

TEST_F(AgreesWithGeos, OnRealEvents) {
  const char* file = std::getenv("RATIONE_EVENTS");
  std::string path = file != nullptr ? file : RATIONE_SOURCE_DIR "/examples/events/events.csv";
  Result<std::string> text = read_file(path);
  ASSERT_TRUE(text) << render({text.error()});
  Results<Csv> table = read_csv(*text, path, {"latitude", "longitude"});
  ASSERT_TRUE(table) << render(table.error());
  std::vector<GridPoint> points;
  for (const CsvRow& row : table->rows) {
    std::optional<GridPoint> p = grid_point(std::atof(row.text("longitude").c_str()),
                                            std::atof(row.text("latitude").c_str()));
    if (p) points.push_back(*p);
  }
  compare(points);
}

#else
TEST(AgreesWithGeos, OnPointsOfTheWholeEarth) {
  MISSING("GEOS; run scripts/install_packages oracle");
}
#endif

}  // namespace
}  // namespace ratione
