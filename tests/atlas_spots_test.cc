// Spots with their day, place and State, tests/atlas/spots.csv: the whole way
// from a point to the State whose it is, through the compiled file.

#include <gtest/gtest.h>

#include <unistd.h>
#include <cstdlib>

#include <filesystem>
#include <set>

#include "atlas/point_atlas.h"
#include "errors/missing_for_tests.h"
#include "record/record.h"
#include "text/csv.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;

const std::string home = RATIONE_SOURCE_DIR "/";

class Spots : public testing::Test {
 protected:
  void SetUp() override {
    sources_.atlas = home + "atlas";
    sources_.base_map = home + "build/deps/world-atlas/countries-10m.json";
    if (!fs::exists(sources_.base_map)) {
      MISSING("base map; run scripts/fetch_world_atlas");
    }
    Results<Record> record = Record::load(home + "record");
    ASSERT_TRUE(record) << render(record.error());
    Results<Atlas> atlas = Atlas::load(home + "atlas", record->states());
    ASSERT_TRUE(atlas) << render(atlas.error());
    atlas_ = std::make_unique<Atlas>(std::move(*atlas));
    folder_ = fs::temp_directory_path() / ("ratione_spots_" + std::to_string(getpid()));
    sources_.cache = folder_.string();
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::vector<fs::path> cached() const {
    std::vector<fs::path> files;
    if (!fs::exists(folder_)) return files;
    for (const auto& each : fs::directory_iterator(folder_)) files.push_back(each.path());
    return files;
  }

  PointSources sources_;
  std::unique_ptr<Atlas> atlas_;
  fs::path folder_;
};

TEST_F(Spots, LieInTheirPlaceAndAreTheirStatesOnTheDay) {
  Results<PointAtlas> points = PointAtlas::open(sources_, *atlas_);
  ASSERT_TRUE(points) << render(points.error());
  std::string text = read_file(home + "tests/atlas/spots.csv").value();
  Results<Csv> table = read_csv(text, "spots.csv", {"latitude", "longitude", "day", "place"});
  ASSERT_TRUE(table) << render(table.error());
  EXPECT_GT(table->rows.size(), 100u);
  for (const CsvRow& row : table->rows) {
    std::string where =
        row.place().file + ":" + std::to_string(row.line()) + " " + row.text("note");
    Result<PointAnswer> answer = points->ask(std::atof(row.text("latitude").c_str()),
                                             std::atof(row.text("longitude").c_str()));
    ASSERT_TRUE(answer) << where;
    EXPECT_EQ(answer->place, row.text("place")) << where;
    const PlaceEntry* holder = answer->place.empty() ? nullptr : atlas_->attributed(answer->place);
    Day day = Day::parse(row.text("day")).value();
    std::set<std::string> found;  // on any reading
    if (holder != nullptr) {
      for (const Attribution& each : holder->attributions) {
        if (each.days.contains(day)) found.insert(each.state.text());
      }
    }
    std::string states;
    for (const std::string& each : found) states += (states.empty() ? "" : ";") + each;
    EXPECT_EQ(states, row.text("state")) << where;
  }
}

TEST_F(Spots, OpenTheCachedFileUntilASourceChanges) {
  ASSERT_TRUE(PointAtlas::open(sources_, *atlas_));
  std::vector<fs::path> first = cached();
  ASSERT_EQ(first.size(), 1u) << "one whole file and nothing beside it";
  fs::file_time_type then = fs::last_write_time(first[0]);
  ASSERT_TRUE(PointAtlas::open(sources_, *atlas_));
  EXPECT_EQ(fs::last_write_time(first[0]), then) << "mapped, not built";

  // Cut: built again, and right.
  fs::resize_file(first[0], 1000);
  Results<PointAtlas> again = PointAtlas::open(sources_, *atlas_);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->ask(48.85, 2.35)->place, "FRA");
  EXPECT_GT(fs::file_size(first[0]), 1'000'000u);

  // Another atlas folder, another file; an overlay of a user, another index.
  PointSources other = sources_;
  fs::path overlay = folder_ / "mine.geojson";
  std::FILE* file = std::fopen(overlay.c_str(), "w");
  std::fputs(R"({"type":"Feature","properties":{"place":"crimea","on":["250"],"order":99,)"
             R"("accuracy_km":1,"source":"test"},"geometry":{"type":"Polygon","coordinates":)"
             R"([[[2,48],[3,48],[3,49],[2,49],[2,48]]]}})",
             file);
  std::fclose(file);
  other.more_overlays = {overlay.string()};
  Results<PointAtlas> mine = PointAtlas::build(other, *atlas_, (folder_ / "mine.atlas").string());
  ASSERT_TRUE(mine) << render(mine.error());
  EXPECT_EQ(mine->ask(48.85, 2.35)->place, "crimea");
  EXPECT_NE(mine->sources(), again->sources());
  PointSources compiled;
  compiled.compiled = (folder_ / "mine.atlas").string();
  Results<PointAtlas> taken = PointAtlas::open(compiled, *atlas_);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->ask(48.85, 2.35)->place, "crimea");
}

TEST_F(Spots, BuildsWithoutACacheAndWritesNothingWhenAFileIsWrong) {
  PointSources none = sources_;
  none.cache = "/proc/no/such/folder";
  EXPECT_TRUE(PointAtlas::open(none, *atlas_)) << "a cache that cannot be written is no fault";
  none.more_overlays = {home + "tests/atlas/spots.csv"};
  fs::create_directories(folder_);
  Results<PointAtlas> built = PointAtlas::build(none, *atlas_, (folder_ / "x.atlas").string());
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().front().code, Code::map_not_json);
  EXPECT_TRUE(cached().empty());
  none.more_overlays.clear();
  built = PointAtlas::build(none, *atlas_, "/dev/full");
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().front().code, Code::not_written);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
  none.base_map.clear();
  built = PointAtlas::open(none, *atlas_);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().front().code, Code::base_map_missing);
}

TEST_F(Spots, SaysWhatIsNearTheSeaAndTheBorders) {
  Results<PointAtlas> points = PointAtlas::open(sources_, *atlas_);
  ASSERT_TRUE(points);
  PointAnswer ocean = *points->ask(0, -30);
  EXPECT_TRUE(ocean.sea);
  EXPECT_FALSE(ocean.coast);
  EXPECT_EQ(ocean.place, "");
  PointAnswer roads = *points->ask(49.55, -0.1);  // off Le Havre
  EXPECT_TRUE(roads.sea);
  EXPECT_TRUE(roads.coast);
  EXPECT_EQ(roads.place, "FRA");
  EXPECT_GT(roads.coast_distance_km, 5);
  PointAnswer border = *points->ask(48.58, 7.79);  // Strasbourg, by the Rhine
  ASSERT_TRUE(border.near_border_km);
  EXPECT_LT(*border.near_border_km, 5);
  EXPECT_FALSE(points->ask(47, 2.5)->near_border_km) << "the middle of France";
  // A line that no rule can see is no border; one that an act names is.
  EXPECT_FALSE(points->ask(-3.36, 29.30)->near_border_km) << "Bujumbura, within Burundi";
  PointSources of_acts = sources_;
  of_acts.named = {"bujumbura"};
  Results<PointAtlas> named = PointAtlas::open(of_acts, *atlas_);
  ASSERT_TRUE(named);
  PointAnswer city = *named->ask(-3.36, 29.30);
  ASSERT_TRUE(city.near_border_km);
  EXPECT_EQ(city.beyond, "BDI");
  // A place with States of its own is told apart without an act.
  EXPECT_EQ(points->ask(46.2, 33.65)->beyond, "crimea");
  Result<PointAnswer> off = points->ask(95, 10);
  ASSERT_FALSE(off);
  EXPECT_EQ(off.error().code, Code::not_a_point);
  EXPECT_NE(off.error().says.find("10,95"), std::string::npos);
}

}  // namespace
}  // namespace ratione
