// The two readers of maps: what they take, what they refuse and where.
#include <gtest/gtest.h>

#include "atlas/geometry/base_map.h"
#include "atlas/geometry/mosaic.h"
#include "atlas/geometry/overlays.h"

namespace ratione {
namespace {

std::string feature(const std::string& coordinates,
                    const std::string& properties = R"("place":"x","on":["1"],"order":1,)"
                                                    R"("accuracy_km":2,"source":"s")") {
  return "{\"type\":\"Feature\",\n\"properties\":{" + properties +
         "},\n\"geometry\":{\"type\":\"Polygon\",\n\"coordinates\":" + coordinates + "}}";
}

const std::string square = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";

Error fault_of(const std::string& text) {
  Results<std::vector<Overlay>> read = read_overlays(text, "x.geojson");
  return read ? Error{} : read.error().front();
}

TEST(Overlays, ReadsAFeatureAndACollection) {
  Results<std::vector<Overlay>> one = read_overlays(feature(square), "x.geojson");
  ASSERT_TRUE(one) << render(one.error());
  ASSERT_EQ(one->size(), 1u);
  EXPECT_EQ((*one)[0].place, "x");
  EXPECT_EQ((*one)[0].rings[0].size(), 5u);
  EXPECT_EQ((*one)[0].rings[0][2], (GridPoint{steps_per_degree, steps_per_degree}));
  Results<std::vector<Overlay>> two =
      read_overlays("{\"type\":\"FeatureCollection\",\"features\":[" + feature(square) + "," +
                        feature(square) + "]}",
                    "x.geojson");
  ASSERT_TRUE(two);
  EXPECT_EQ(two->size(), 2u);
}

TEST(Overlays, SaysWhichPointIsWrongAndWhere) {
  Error off = fault_of(feature("[[[0,0],[1,0],\n[1,200],[0,0]]]"));
  EXPECT_EQ(off.code, Code::map_bad_point);
  EXPECT_EQ(off.place.line, 5);
  Error swapped = fault_of(feature("[[[44.9,134.1],[45,134.1],[45,135],[44.9,134.1]]]"));
  EXPECT_NE(swapped.says.find("looks like latitude before longitude"), std::string::npos)
      << swapped.says;
  EXPECT_EQ(fault_of(feature("[[[0,0],[1,\"0\"],[1,1],[0,0]]]")).code, Code::map_bad_point);
  EXPECT_EQ(fault_of(feature("[[[0,0],[1,0],[1,1],[0,1]]]")).code, Code::map_bad_ring);
  EXPECT_EQ(fault_of(feature("[[[0,0],[1,0],[0,0]]]")).code, Code::map_bad_ring);
  EXPECT_EQ(fault_of(feature("[[[0,0],[0,0],[0,0],[0,0]]]")).code, Code::map_bad_ring);
  EXPECT_EQ(fault_of(feature("[]")).code, Code::map_wrong_form);
  EXPECT_EQ(fault_of(feature("[[[0,0],[1e999,0],[1,1],[0,0]]]")).code, Code::map_not_json);
}

TEST(Overlays, WantsEveryProperty) {
  EXPECT_EQ(fault_of(feature(square, R"("on":["1"],"order":1,"accuracy_km":2,"source":"s")")).code,
            Code::value_missing);
  for (const char* wrong : {R"("on":[])", R"("on":"1")", R"("on":[1])"}) {
    EXPECT_EQ(
        fault_of(feature(square, std::string(wrong) +
                                     R"(,"place":"x","order":1,"accuracy_km":2,"source":"s")"))
            .code,
        Code::map_wrong_form)
        << wrong;
  }
  for (const char* wrong : {"0", "-1", "101", "\"2\"", "null"}) {
    EXPECT_EQ(fault_of(feature(square, R"("place":"x","on":["1"],"order":1,"source":"s",)"
                                       R"("accuracy_km":)" +
                                           std::string(wrong)))
                  .code,
              Code::map_wrong_form)
        << wrong;
  }
}

TEST(Overlays, RefusesWhatIsNoJsonOrNoMap) {
  EXPECT_EQ(fault_of("").code, Code::map_not_json);
  EXPECT_EQ(fault_of("{\"type\":").code, Code::map_not_json);
  EXPECT_NE(fault_of("{\"type\":").says.find("cut"), std::string::npos)
      << fault_of("{\"type\":").says;
  EXPECT_EQ(fault_of("[]").code, Code::map_wrong_form);
  EXPECT_EQ(fault_of(std::string(100, '[')).code, Code::map_not_json);
  EXPECT_EQ(fault_of("{\"type\":\"Feature\",\"type\":\"Feature\"}").code, Code::map_not_json);
  EXPECT_EQ(fault_of(std::string("{\"type\":\"Fea\0ture\"}", 20)).code, Code::map_not_json);
}

const std::string topology =
    R"({"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},)"
    R"("objects":{"countries":{"type":"GeometryCollection","geometries":[)"
    R"({"type":"Polygon","id":"001","properties":{"name":"West"},"arcs":[[0,1]]},)"
    R"({"type":"Polygon","properties":{"name":"East"},"arcs":[[-1,2]]}]}},)"
    R"("arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]]})";

TEST(BaseMap, KnowsWhoseInsideBeginsAtAnArc) {
  Results<BaseMap> map = BaseMap::read(topology, "x.json");
  ASSERT_TRUE(map) << render(map.error());
  ASSERT_EQ(map->units.size(), 2u);
  EXPECT_EQ(map->units[0].id, "001");
  EXPECT_EQ(map->units[1].id, "");
  EXPECT_EQ(map->arcs[0].units, (std::vector<std::uint16_t>{0, 1}));
  EXPECT_EQ(map->arcs[2].units, (std::vector<std::uint16_t>{1}));
  EXPECT_TRUE(map->south_pole.empty());
}

TEST(BaseMap, RefusesArcsThatAreNotThereOrDoNotMeet) {
  auto code = [](std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    Results<BaseMap> map = BaseMap::read(text, "x.json");
    return map ? Code{} : map.error().front().code;
  };
  EXPECT_EQ(code(topology, "[[0,1]]", "[[0,7]]"), Code::map_wrong_form);
  EXPECT_EQ(code(topology, "[[0,1]]", "[[0,-8]]"), Code::map_wrong_form);
  EXPECT_EQ(code(topology, "[[0,1]]", "[[0]]"), Code::map_bad_ring);
  EXPECT_EQ(code(topology, "[[0,1]]", "[[0,0.5]]"), Code::map_wrong_form);
  EXPECT_EQ(code(topology, "[[1,0],[0,1]]", "[[1,0],[0,100]]"), Code::map_bad_point);
  EXPECT_EQ(code(topology, "Topology", "Feature"), Code::map_wrong_form);
}

TEST(Mosaic, WantsAPlaceForEveryUnitAndKnownNamesOnly) {
  BaseMap map = BaseMap::read(topology, "x.json").value();
  std::vector<Overlay> overlays = read_overlays(feature(square), "x.geojson").value();
  std::set<std::string, std::less<>> places = {"x", "W", "E"};
  auto faults = [&](const std::string& rows) {
    Results<Mosaic> mosaic =
        Mosaic::join(map, "unit,name,place,note\n" + rows, "base.csv", overlays, places);
    return mosaic ? std::string() : render(mosaic.error());
  };
  overlays[0].on = {"001", "sea"};
  EXPECT_EQ(faults("001,West,W,\nEast,East,E,\n"), "");
  EXPECT_NE(faults("001,West,W,\n").find("\"East\" has no row"), std::string::npos);
  EXPECT_NE(faults("001,West,V,\nEast,East,E,\n").find("base.csv:2:10: \"V\" is not a place"),
            std::string::npos)
      << faults("001,West,V,\nEast,East,E,\n");
  EXPECT_NE(faults("001,West,W,\n001,West,W,\nEast,East,E,\n").find("stands twice"),
            std::string::npos);
  overlays[0].on = {"Eest"};
  EXPECT_NE(faults("001,West,W,\nEast,East,E,\n").find("x.geojson:2"), std::string::npos);
}

}  // namespace
}  // namespace ratione
