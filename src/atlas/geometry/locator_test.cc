// Small worlds, drawn by hand, in which every answer can be seen.
#include "atlas/geometry/locator.h"

#include <gtest/gtest.h>

#include "atlas/geometry/grid_builder.h"
#include "atlas/geometry/nearby.h"

namespace ratione {
namespace {

// Units A, B, ... with rings of degrees, and overlays; arcs are not shared, so
// that a border is two lines, one on the other.
struct SmallWorld {
  using Degrees = std::vector<std::pair<double, double>>;

  SmallWorld& unit(const std::string& place, const Degrees& ring, bool short_way = false) {
    mosaic.units.push_back({place, place, place});
    line(ring, static_cast<std::uint16_t>(mosaic.units.size() - 1), short_way);
    return *this;
  }
  // Units first: an overlay's polygon counts from there.
  SmallWorld& overlay(const std::string& place, std::vector<std::uint16_t> on, int order,
                      const Degrees& ring) {
    mosaic.overlays.push_back({place, std::move(on), order, 1, "", ""});
    line(ring, static_cast<std::uint16_t>(mosaic.polygons() - 1), false);
    return *this;
  }
  SmallWorld& build() {
    Result<GridParts> parts = build_grid(mosaic);
    EXPECT_TRUE(parts) << (parts ? "" : parts.error().render());
    bytes = parts->bytes();
    Result<GridIndex> read = GridIndex::over(bytes);
    EXPECT_TRUE(read) << (read ? "" : read.error().render());
    index = *read;
    return *this;
  }
  std::string at(double latitude, double longitude) const {
    AtomId atom = Locator(index).at(latitude, longitude);
    return atom == AtomId::not_a_point ? "none" : index.atom(atom).place;
  }

  Mosaic mosaic;
  std::vector<std::byte> bytes;
  GridIndex index;

 private:
  void line(const Degrees& ring, std::uint16_t polygon, bool short_way) {
    MosaicLine added{{}, {polygon}, short_way};
    for (auto [x, y] : ring) added.points.push_back(*vertex_at(x, y));
    mosaic.lines.push_back(added);
  }
};

TEST(Locator, HasOneAnswerOnEverySideAndCornerOfABox) {
  SmallWorld world;
  world.unit("box", {{10, 10}, {11, 10}, {11, 11}, {10, 11}, {10, 10}}).build();
  EXPECT_EQ(world.at(10.5, 10.5), "box");
  EXPECT_EQ(world.at(10.5, 10), "box") << "on the western side: east of it lies the box";
  EXPECT_EQ(world.at(10.5, 11), "") << "on the eastern side";
  EXPECT_EQ(world.at(10, 10.5), "box") << "on the southern side";
  EXPECT_EQ(world.at(11, 10.5), "") << "on the northern side";
  EXPECT_EQ(world.at(10, 10), "box");
  EXPECT_EQ(world.at(10, 11), "");
  EXPECT_EQ(world.at(11, 10), "");
  EXPECT_EQ(world.at(11, 11), "");
  EXPECT_EQ(world.at(10.5, 9.9999999), "");
  EXPECT_EQ(world.at(10.5, 10.9999999), "box");
}

TEST(Locator, GivesEveryPointOfASharedBorderToOneSide) {
  SmallWorld world;
  // The border slants through many cells; vertices on no corner of any.
  world.unit("west", {{0, 0}, {1.2345671, 3.1}, {0.3, 7}, {-5, 7}, {-5, 0}, {0, 0}})
      .unit("east", {{0, 0}, {6, 0}, {6, 7}, {0.3, 7}, {1.2345671, 3.1}, {0, 0}})
      .build();
  int west = 0, east = 0;
  for (int i = 1; i < 7000; ++i) {
    double y = i / 1000.0;
    for (int j = 0; j < 40; ++j) {
      std::string place = world.at(y, -0.01 + j * 0.033);
      ASSERT_TRUE(place == "west" || place == "east") << y << " " << j;
      (place == "west" ? west : east)++;
    }
  }
  EXPECT_GT(west, 0);
  EXPECT_GT(east, 0);
  EXPECT_EQ(world.at(3.1, 1.2345671), "east") << "a vertex: what lies east of it";
}

TEST(Locator, SeesAnIsletSmallerThanACellAndAHole) {
  SmallWorld world;
  world.unit("islet", {{20.001, 5.001}, {20.002, 5.001}, {20.002, 5.002}, {20.001, 5.001}})
      .unit("ring", {{30, 0}, {34, 0}, {34, 4}, {30, 4}, {30, 0}});
  world.mosaic.lines.push_back(MosaicLine{{*vertex_at(31, 1), *vertex_at(33, 1), *vertex_at(33, 3),
                                           *vertex_at(31, 3), *vertex_at(31, 1)},
                                          {1},
                                          false});
  world.build();
  EXPECT_EQ(world.at(5.0012, 20.0018), "islet");
  EXPECT_EQ(world.at(5.0018, 20.0012), "");
  EXPECT_EQ(world.at(5.01, 20.0015), "");
  EXPECT_EQ(world.at(0.5, 30.5), "ring");
  EXPECT_EQ(world.at(2, 32), "") << "in the hole";
  EXPECT_EQ(world.at(3, 30.5), "ring");
}

TEST(Locator, CrossesTheAntimeridianTheShortWay) {
  SmallWorld world;
  world.unit("across", {{179, -1}, {-179, -1}, {-179, 1}, {179, 1}, {179, -1}}, true).build();
  for (double x : {179.5, 180.0, -180.0, -179.5}) EXPECT_EQ(world.at(0, x), "across") << x;
  for (double x : {178.5, -178.5, 0.0}) EXPECT_EQ(world.at(0, x), "") << x;
  EXPECT_EQ(world.at(1.5, 180), "");
}

TEST(Locator, KeepsThePartsThatGeoJsonCutsAtTheAntimeridian) {
  SmallWorld world;
  world.unit("east", {{179, -1}, {180, -1}, {180, 1}, {179, 1}, {179, -1}})
      .unit("west", {{-180, -1}, {-179, -1}, {-179, 1}, {-180, 1}, {-180, -1}})
      .build();
  EXPECT_EQ(world.at(0, 179.9999999), "east");
  EXPECT_EQ(world.at(0, 180), "west") << "180 is -180";
  EXPECT_EQ(world.at(0, -180), "west");
  EXPECT_EQ(world.at(0, -178.9), "");
}

TEST(Locator, HoldsThePoleThatAUnitGoesRound) {
  SmallWorld world;
  world.unit("south", {{-180, -70}, {-90, -65}, {0, -72}, {90, -66}, {-180, -70}}, true);
  world.mosaic.south_pole = {0};
  world.build();
  for (double x : {-180.0, -179.9, -45.0, 0.0, 100.0, 179.9, 180.0}) {
    EXPECT_EQ(world.at(-80, x), "south") << x;
    EXPECT_EQ(world.at(-90, x), "south") << x;
    EXPECT_EQ(world.at(-60, x), "") << x;
    EXPECT_EQ(world.at(90, x), "") << x;
  }
  EXPECT_EQ(world.at(-71, 0), "");
  EXPECT_EQ(world.at(-71.99, 0), "");
  EXPECT_EQ(world.at(-72.01, 0), "south");
}

TEST(Locator, LetsTheHighestOverlayWinOnItsUnitsOnly) {
  SmallWorld world;
  world.unit("A", {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}})
      .unit("B", {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 0}})
      .overlay("wide", {1}, 10, {{5, 2}, {15, 2}, {15, 8}, {5, 8}, {5, 2}})
      .overlay("narrow", {1, 2}, 20, {{7, 4}, {13, 4}, {13, 6}, {7, 6}, {7, 4}})
      .overlay("same", {1}, 20, {{8, 4}, {9, 4}, {9, 6}, {8, 6}, {8, 4}})
      .overlay("reef", {0}, 1, {{-3, 3}, {1, 3}, {1, 5}, {-3, 5}, {-3, 3}})
      .build();
  EXPECT_EQ(world.at(3, 6), "wide");
  EXPECT_EQ(world.at(3, 12), "B") << "not on B's land";
  EXPECT_EQ(world.at(5, 7.5), "narrow");
  EXPECT_EQ(world.at(5, 12), "narrow");
  EXPECT_EQ(world.at(5, 8.5), "narrow") << "among equals the first";
  EXPECT_EQ(world.at(4, -2), "reef") << "on the sea";
  EXPECT_EQ(world.at(4, 0.5), "A") << "not on land";
}

TEST(Locator, RefusesWhatIsNoPoint) {
  SmallWorld world;
  world.unit("box", {{10, 10}, {11, 10}, {11, 11}, {10, 11}, {10, 10}}).build();
  double nan = std::numeric_limits<double>::quiet_NaN();
  double far = std::numeric_limits<double>::infinity();
  std::vector<double> latitudes = {10.5, nan, 90.1, 10.5, far, 10.5};
  std::vector<double> longitudes = {10.5, 0, 0, 180.1, 0, nan};
  std::vector<AtomId> out(6, AtomId::sea);
  Locator(world.index).locate(latitudes, longitudes, out);
  EXPECT_EQ(world.index.atom(out[0]).place, "box");
  for (std::size_t i = 1; i < 6; ++i) EXPECT_EQ(out[i], AtomId::not_a_point) << i;
}

TEST(GridBuilder, RefusesMoreOutlinesInACellThanItHolds) {
  SmallWorld world;
  for (int i = 0; i < 13; ++i) {
    double x = 1 + i * 0.0001;
    world.unit("U", {{x, 1}, {x + 1, 1}, {x + 1, 2}, {x, 2}, {x, 1}});
  }
  Result<GridParts> parts = build_grid(world.mosaic);
  ASSERT_FALSE(parts);
  EXPECT_EQ(parts.error().code, Code::map_too_much);
  EXPECT_NE(parts.error().says.find("latitude 1.00, longitude 1.00"), std::string::npos)
      << parts.error().says;
}

TEST(GridIndex, RefusesBytesThatAreCutOrDamaged) {
  SmallWorld world;
  world.unit("box", {{10, 10}, {11, 10}, {11, 11}, {10, 11}, {10, 10}}).build();
  std::vector<std::byte> bytes = world.bytes;
  EXPECT_FALSE(GridIndex::over({bytes.data(), bytes.size() - 8}));
  EXPECT_FALSE(GridIndex::over({bytes.data(), 20}));
  EXPECT_FALSE(GridIndex::over({}));
  for (std::size_t at :
       {std::size_t{0}, std::size_t{9}, std::size_t{30}, bytes.size() / 2, bytes.size() - 20}) {
    bytes[at] ^= std::byte{4};
    EXPECT_FALSE(GridIndex::over(bytes)) << at;
    bytes[at] ^= std::byte{4};
  }
  EXPECT_TRUE(GridIndex::over(bytes));
}

TEST(Nearby, MeasuresToTheNearestBorderWithinItsAccuracy) {
  SmallWorld world;
  world.unit("A", {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}})
      .unit("B", {{10, 0}, {20, 0}, {20, 10}, {10, 10}, {10, 0}})
      .build();
  Nearby nearby(world.index);
  // 0.02 degree of longitude at 5 N: 2.2154 km on the sphere.
  std::optional<NearBorder> near = nearby.border(*grid_point(9.98, 5));
  ASSERT_TRUE(near);
  EXPECT_NEAR(near->km, 2.2154, 0.001);
  EXPECT_EQ(world.index.atom(near->other).place, "B");
  near = nearby.border(*grid_point(10.02, 5));
  ASSERT_TRUE(near);
  EXPECT_EQ(world.index.atom(near->other).place, "A");
  EXPECT_FALSE(nearby.border(*grid_point(9.9, 5))) << "11 km, beyond the accuracy of 5";
  EXPECT_FALSE(nearby.border(*grid_point(5, 0.01))) << "a coast is no border";
}

// Where three meet, the corner is the nearest point of several lines.
TEST(Nearby, TakesTheSameOfLinesAsNearHoweverTheyWereGathered) {
  SmallWorld world;
  world.unit("A", {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}})
      .unit("B", {{10, 0}, {20, 0}, {20, 5}, {10, 5}, {10, 0}})
      .unit("C", {{10, 10}, {10, 5}, {20, 5}, {20, 10}, {10, 10}})
      .build();
  Nearby nearby(world.index);
  const GridPoint point = *grid_point(9.98, 5);
  std::optional<NearBorder> alone = nearby.border(point);
  ASSERT_TRUE(alone);
  for (double half_km : {3.0, 8.0, 50.0}) {
    const GridPoint middle = *grid_point(9.99, 5.01);
    std::optional<NearBorder> together =
        nearby.border(point, nearby.borders_around(middle, half_km));
    ASSERT_TRUE(together);
    EXPECT_EQ(together->km, alone->km);
    EXPECT_EQ(together->other, alone->other);
  }
  EXPECT_TRUE(nearby.borders_around(*grid_point(5, 5), 8).edges.empty()) << "one place alone";
}

TEST(Nearby, FindsTheNearestLandOfAPointAtSea) {
  SmallWorld world;
  world.unit("A", {{0, 60}, {1, 60}, {1, 61}, {0, 61}, {0, 60}})
      .unit("B", {{1.5, 60}, {2, 60}, {2, 61}, {1.5, 61}, {1.5, 60}})
      .unit("far", {{179.8, 0}, {179.9, 0}, {179.9, 1}, {179.8, 1}, {179.8, 0}})
      .build();
  Nearby nearby(world.index);
  std::optional<NearLand> land = nearby.land(*grid_point(1.2, 60.5), 22.224);
  ASSERT_TRUE(land);
  EXPECT_EQ(world.index.atom(land->atom).place, "A");
  EXPECT_NEAR(land->km, 10.951, 0.01);  // 0.2 degree at 60.5 N
  ASSERT_TRUE(land->second_km);
  EXPECT_NEAR(*land->second_km, 16.426, 0.02);
  EXPECT_FALSE(nearby.land(*grid_point(-1, 60.5), 22.224));
  land = nearby.land(*grid_point(-179.95, 0.5), 22.224);
  ASSERT_TRUE(land) << "over the antimeridian";
  EXPECT_EQ(world.index.atom(land->atom).place, "far");
  EXPECT_NEAR(land->km, 16.678, 0.01);
}

}  // namespace
}  // namespace ratione
