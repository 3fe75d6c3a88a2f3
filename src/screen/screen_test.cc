#include "screen/screen.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "engine/house_for_tests.h"
#include "errors/missing_for_tests.h"
#include "screen/duckdb_session.h"
#include "screen/screened_row.h"
#include "screen/spots.h"
#include "text/sha256.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;

const testing_house::House& house() { return testing_house::project(); }

// The law and record of the project, and a folder for one test's files.
class Screen : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / ("ratione_screen_test_" + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::create_directory(folder);
  }
  void TearDown() override { fs::remove_all(folder); }

  // Compiled once for all runs on this machine.
  static PointSources points() {
    PointSources sources;
    sources.atlas = "atlas";
    sources.base_map = "build/deps/world-atlas/countries-10m.json";
    sources.cache = (fs::temp_directory_path() / "ratione_screen_test_atlas").string();
    return sources;
  }
  std::string at(const std::string& name) const { return (folder / name).string(); }
  void put(const std::string& name, const std::string& text) const {
    std::ofstream(at(name), std::ios::binary) << text;
  }
  std::string get(const std::string& name) const {
    std::ifstream in(at(name), std::ios::binary);
    std::ostringstream all;
    all << in.rdbuf();
    return all.str();
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  static AppliedLaw applied(Engine& engine) {
    return {engine, house().law, house().record, house().atlas, *house().law.court("")};
  }
  Result<ScreenReport> run(ScreenRequest request, const ScreenControl& control = {}) const {
    request.points = points();
    return screen(applied(testing_house::project_engine()), request, control);
  }
  Result<ScreenReport> run(const std::string& in, const std::string& out, int threads = 2) const {
    ScreenRequest request;
    request.inputs = {at(in)};
    request.out = at(out);
    request.threads = threads;
    return run(request);
  }
  // What is said of a text that must be screened; its output is out.csv.
  ScreenReport reported(const std::string& text) const {
    put("in.csv", text);
    Result<ScreenReport> report = run("in.csv", "out.csv");
    EXPECT_TRUE(report) << report.error().render();
    return report ? std::move(*report) : ScreenReport{};
  }
  // The whole output of a text that must be screened.
  std::string screened(const std::string& text) const {
    reported(text);
    return get("out.csv");
  }
  std::vector<std::string> lines(const std::string& text) const {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }

  fs::path folder;
};

constexpr const char* ours =
    "territory,attribution,near_border,conclusion,basis,state,citation,residual,reason";

TEST_F(Screen, BothSidesOfTheFirstDay) {
  std::vector<std::string> rows = lines(screened(
      "id,date,place,suspect\n1,2002-06-30,CAF,CAF\n2,2002-07-01,CAF,CAF\n3,2003-04-30,AFG,AFG\n"
      "4,2003-05-01,AFG,AFG\n"));
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(rows[0], std::string("id,date,place,suspect,") + ours);
  EXPECT_EQ(rows[1].substr(0, 68),
            "1,2002-06-30,CAF,CAF,CAF,CAF,,no,,,11(1),,no: before the court 11(1)");
  EXPECT_NE(rows[2].find(",CAF,CAF,,yes,territory;nationality,CAF;CAF,12(2)(a);12(2)(b),,"),
            std::string::npos)
      << rows[2];
  EXPECT_NE(rows[2].find("12(2)(a) territory CAF, party since 2002-07-01"), std::string::npos);
  EXPECT_NE(rows[3].find(",AFG,AFG,,no,"), std::string::npos) << rows[3];
  EXPECT_NE(rows[3].find("territory AFG party from 2003-05-01"), std::string::npos) << rows[3];
  EXPECT_NE(rows[4].find(",AFG,AFG,,yes,"), std::string::npos) << rows[4];
}

TEST_F(Screen, TheOrderOfRowsChangesNothing) {
  // Each answer says for which days it holds; a wrong one would leak into the
  // neighbours, whichever came first.
  std::vector<std::string> days = {"2001-01-01", "2002-06-30", "2002-07-01", "2003-04-30",
                                   "2003-05-01", "2010-01-01", "2016-11-16", "2025-05-31"};
  auto text = [&](bool backwards) {
    std::string out = "id,date,place\n";
    for (std::size_t i = 0; i < days.size(); ++i) {
      const std::string& day = days[backwards ? days.size() - 1 - i : i];
      out += day + "," + day + ",Afghanistan\n";
    }
    return out;
  };
  std::vector<std::string> forward = lines(screened(text(false)));
  std::vector<std::string> backward = lines(screened(text(true)));
  std::reverse(backward.begin() + 1, backward.end());
  EXPECT_EQ(forward, backward);
}

TEST_F(Screen, WhatWasAskedBeforeChangesNothing) {
  // Asked of an engine that has just been asked with a suspect.
  std::string with = "id,date,place,suspect\n1,2004-07-01,CAF,CAF\n2,2004-07-01,CAF,\n";
  std::string without = "id,date,place,suspect\n2,2004-07-01,CAF,\n";
  Engine fresh = house().engine(testing_house::project_known);
  put("in.csv", without);
  ScreenRequest request;
  request.inputs = {at("in.csv")};
  request.out = at("alone.csv");
  ASSERT_TRUE(screen(applied(fresh), request));
  EXPECT_EQ(lines(screened(with))[2], lines(get("alone.csv"))[1]);
}

TEST_F(Screen, IntervalsThatLieAcrossABoundary) {
  std::vector<std::string> rows =
      lines(screened("id,date_start,date_end,place,suspect\n1,2002-06-01,2002-06-30,CAF,CAF\n"
                     "2,2002-06-01,2002-07-01,CAF,CAF\n3,2002-07-01,2002-07-31,CAF,CAF\n"));
  EXPECT_NE(rows[1].find(",no,"), std::string::npos) << rows[1];
  EXPECT_NE(rows[2].find(",yes,"), std::string::npos) << rows[2];
  EXPECT_NE(rows[2].find("only 2002-07-01"), std::string::npos) << rows[2];
  EXPECT_NE(rows[3].find(",yes,"), std::string::npos) << rows[3];
  EXPECT_EQ(rows[3].find("only"), std::string::npos) << rows[3];
}

TEST_F(Screen, UnreadableRowsKeepTheirPlace) {
  ScreenReport report = reported(
      "id,date,place\n1,2016-02-30,CAF\n2,2016-02-29,Congo\n3,,CAF\n4,2016-02-29,\n"
      "5,2016-02-29,Atlantis\n6,2016-02-29,CAF\n7,2016-02-29,caf\xE9\n");
  EXPECT_EQ(report.tally.rows, 7);
  EXPECT_EQ(report.tally.unreadable, 6);
  ASSERT_EQ(report.tally.examples.size(), 3u);
  EXPECT_EQ(report.tally.examples[0].substr(0, 27), "line 2: unreadable: date: \"");
  std::vector<std::string> rows = lines(get("out.csv"));
  ASSERT_EQ(rows.size(), 8u);
  EXPECT_EQ(rows[3], "3,,CAF,,,,undetermined,,,,,unreadable: date: it is empty");
  EXPECT_EQ(rows[4], "4,2016-02-29,,,,,undetermined,,,,,unreadable: place: it is empty");
  EXPECT_NE(rows[2].find("unreadable: place: \"\"Congo\"\" could be"), std::string::npos)
      << rows[2];
  EXPECT_NE(rows[6].find(",yes,"), std::string::npos);
  EXPECT_EQ(rows[7].substr(0, 18), "7,2016-02-29,caf\xE9,") << "bytes are passed on";
}

TEST_F(Screen, EveryInputByteStands) {
  std::string out = screened(
      "\xEF\xBB\xBF\"id\",date,place,\"note\"\r\n"
      "1, 2016-02-29 ,CAF,\"a, \"\"b\"\"\nc\"\r\n"
      "\n"
      "\"2\",2016-02-29,\"CAF\",\n"
      "3,2016-02-29,CAF,last");
  std::size_t row = out.find("1, 2016-02-29 ,CAF,\"a, \"\"b\"\"\nc\",CAF,CAF,");
  EXPECT_NE(row, std::string::npos) << out;
  EXPECT_EQ(out.substr(0, 3), "\xEF\xBB\xBF");
  EXPECT_NE(out.find("\"id\",date,place,\"note\",territory,"), std::string::npos);
  EXPECT_NE(out.find("reason\r\n"), std::string::npos) << "line ends stay";
  EXPECT_NE(out.find("\n\n\"2\",2016-02-29,\"CAF\",,CAF"), std::string::npos) << out;
  EXPECT_NE(out.find("\n3,2016-02-29,CAF,last,CAF"), std::string::npos);
}

TEST_F(Screen, PointsComeBeforeNames) {
  std::vector<std::string> rows =
      lines(screened("id,date,latitude,longitude,country\n"
                     "1,2014-03-18,44.95,34.10,Russia (Soviet Union)\n"  // the label is whoever's:
                                                                         // the point counts
                     "2,2005-01-01,13.63,25.35,Chad\n"                   // El Fasher, Darfur
                     "3,2014-03-18,,,Chad\n"                             // no point, so the label
                     "4,2016-02-29,0.5,-30,Chad\n"           // the middle of the Atlantic
                     "5,1989-07-15,-22.5,17.0,Namibia\n"));  // no State's yet
  ASSERT_EQ(rows.size(), 6u);
  EXPECT_NE(rows[1].find(",crimea,UKR,,yes,acceptance,UKR,"), std::string::npos) << rows[1];
  EXPECT_NE(rows[2].find(",north-darfur,SDN,,yes,referral,,"), std::string::npos) << rows[2];
  EXPECT_NE(rows[3].find(",TCD,TCD,,yes,territory,TCD,"), std::string::npos) << rows[3];
  EXPECT_NE(rows[4].find(",high-seas,,,undetermined,"), std::string::npos) << rows[4];
  EXPECT_NE(rows[4].find("State of registration"), std::string::npos) << rows[4];
  EXPECT_NE(rows[4].find("; open sea, more than 22 km from any coast"), std::string::npos);
  EXPECT_NE(rows[5].find(",NAM,,,no,"), std::string::npos) << rows[5];
}

TEST_F(Screen, PointsNearBordersAndCoastsSaySo) {
  ScreenReport report = reported(
      "id,date,latitude,longitude\n"
      "1,2014-03-18,46.20,33.65\n"  // 1.1 km into Kherson
      "2,2014-06-13,31.53,34.43\n"  // half a kilometre off Gaza
      "3,2014-06-13,48.2,16.4\n");  // Vienna: neither
  EXPECT_EQ(report.tally.points.located, 3);
  EXPECT_EQ(report.tally.points.near_border, 2);
  EXPECT_EQ(report.tally.points.coast, 1);
  std::vector<std::string> rows = lines(get("out.csv"));
  EXPECT_NE(rows[1].find(",kherson,UKR,1.1,"), std::string::npos) << rows[1];
  EXPECT_NE(rows[1].find("near border 1.1 km: beyond it Crimea"), std::string::npos) << rows[1];
  EXPECT_NE(rows[2].find(",gaza,PSE,"), std::string::npos) << rows[2];
  EXPECT_NE(rows[2].find("at sea, 0.5 km from that coast"), std::string::npos) << rows[2];
  EXPECT_NE(rows[3].find(",AUT,AUT,,yes,territory,AUT,12(2)(a),,\"12(2)(a) territory AUT, party "
                         "since 2002-07-01\""),
            std::string::npos)
      << rows[3];
}

TEST_F(Screen, PointsThatStandForAProvinceSaySo) {
  ScreenReport report = reported(
      "id,date,latitude,longitude,where_prec\n"
      "1,2016-02-29,48.2,16.4,1\n2,2016-02-29,48.2,16.4,4\n3,2016-02-29,48.2,16.4,6\n"
      "4,2016-02-29,46.20,33.65,4\n5,2016-02-29,,,6\n");
  EXPECT_EQ(report.tally.points.wide, 3);
  ASSERT_FALSE(report.notes.empty());
  EXPECT_NE(report.notes.back().find("the points of 3 rows stand for a province or more"),
            std::string::npos);
  std::vector<std::string> rows = lines(get("out.csv"));
  EXPECT_EQ(rows[1].find("stands for"), std::string::npos) << rows[1];
  EXPECT_NE(rows[2].find("; the point stands for a whole province\""), std::string::npos);
  EXPECT_NE(rows[3].find("; the point stands for a whole country\""), std::string::npos);
  EXPECT_NE(rows[4].find("beyond it Crimea; the point stands for a whole province"),
            std::string::npos)
      << rows[4];
}

TEST_F(Screen, CoordinatesThatAreNoneAreUnreadable) {
  ScreenReport report = reported(
      "id,date,latitude,longitude,place\n"
      "1,2016-02-29,95,3,CAF\n2,2016-02-29,4.36,,CAF\n3,2016-02-29,,18.55,CAF\n"
      "4,2016-02-29,north,18.55,CAF\n5,2016-02-29,\"4,36\",18.55,CAF\n6,2016-02-29,4,181,CAF\n"
      "7,2016-02-29,nan,3,CAF\n8,2016-02-29, +4.36 ,1.855e1,KEN\n9,2016-02-30,95,3,CAF\n");
  EXPECT_EQ(report.tally.rows, 9);
  EXPECT_EQ(report.tally.unreadable, 8);
  std::vector<std::string> rows = lines(get("out.csv"));
  const char* whys[] = {"latitude: latitude 95 lies beyond 90",
                        "longitude: it is empty and the latitude is not",
                        "latitude: it is empty and the longitude is not",
                        "latitude: \"\"north\"\" is no number of degrees",
                        "latitude: \"\"4,36\"\" is no number of degrees",
                        "longitude: longitude 181 lies beyond 180",
                        "latitude: latitude and longitude must be numbers"};
  for (std::size_t i = 0; i < std::size(whys); ++i) {
    EXPECT_NE(rows[i + 1].find(",,,undetermined,,,,,"), std::string::npos) << rows[i + 1];
    EXPECT_NE(rows[i + 1].find(whys[i]), std::string::npos) << rows[i + 1];
  }
  EXPECT_NE(rows[8].find(",CAF,3.3,yes,"), std::string::npos) << rows[8];
  EXPECT_NE(rows[9].find("unreadable: date"), std::string::npos) << rows[9];
}

// Latitude 37 and longitude 48: on land both ways, so only the label tells.
TEST_F(Screen, SwappedCoordinatesAreSuspectedAloud) {
  auto warnings = [&](const std::string& text) { return reported(text).warnings; };
  const std::string head = "id,date,latitude,longitude,country\n";
  std::vector<std::string> said =
      warnings(head +
               "1,2016-02-29,37.8,48.0,Ukraine\n2,2016-02-29,36.2,50.0,Ukraine\n"
               "3,2016-02-29,48.0,37.8,Ukraine\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].find("2 of 3 rows lie in the State of their label only the other way round"),
            std::string::npos)
      << said[0];
  EXPECT_NE(said[0].find("--map latitude=longitude --map longitude=latitude"), std::string::npos);
  said = warnings(head + "1,2016-02-29,121.0,14.6,\n2,2016-02-29,125.6,7.1,\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].find("2 of 2 rows lie on the earth only the other way round"),
            std::string::npos)
      << said[0];
  said = warnings(head + "1,2016-02-29,-39.5,-5.0,\n2,2016-02-29,-40.0,-8.0,\n");
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].find("on land the other way round"), std::string::npos) << said[0];
  EXPECT_TRUE(warnings(head + "1,2016-02-29,48.0,37.8,Ukraine\n2,2016-02-29,95,3,\n").empty());
  EXPECT_EQ(warnings(head + "1,2016-02-29,0,0,\n").size(), 1u) << "0,0 is nowhere";
}

TEST_F(Screen, AnInputColumnGivesWayToOurs) {
  std::string out = screened("reason,date,territory\nwhy not,2016-02-29,CAF\n");
  EXPECT_EQ(lines(out)[0], std::string("input_reason,date,input_territory,") + ours);
  EXPECT_EQ(lines(out)[1].substr(0, 30), "why not,2016-02-29,CAF,CAF,CAF");
}

TEST_F(Screen, ASemicolonFileStaysOne) {
  std::string out = screened("id;date;place\n1;2016-02-29;CAF\n");
  EXPECT_EQ(lines(out)[0].substr(0, 35), "id;date;place;territory;attribution");
  EXPECT_EQ(lines(out)[1].substr(0, 24), "1;2016-02-29;CAF;CAF;CAF");
}

TEST_F(Screen, NoRowsIsAnAnswer) {
  EXPECT_EQ(screened("id,date,place\n"), std::string("id,date,place,") + ours + "\n");
  EXPECT_EQ(screened("id,date,place"), std::string("id,date,place,") + ours + "\n");
}

TEST_F(Screen, TheSidecarTellsHowItWasAsked) {
  ScreenRequest request;
  std::string text = "id,when,place,reason\n1,2016-02-29,CAF,x\n";
  put("in.csv", text);
  request.inputs = {at("in.csv")};
  request.out = at("out.csv");
  request.column_map = {"date=when"};
  ASSERT_TRUE(run(request));
  auto json = nlohmann::json::parse(get("out.csv.ratione.json"));
  EXPECT_EQ(json["question"]["known"], "2025-06-01");
  EXPECT_EQ(json["made_with"]["law"], house().law.head);
  EXPECT_EQ(json["made_with"]["record"], house().record.head());
  EXPECT_EQ(json["columns"]["date"], "when");
  EXPECT_EQ(json["renamed"]["reason"], "input_reason");
  EXPECT_EQ(json["inputs"][0]["sha256"], sha256_hex(text));
  EXPECT_EQ(json["rows"]["all"], 1);

  Result<Sidecar> sidecar = read_sidecar(at("out.csv"));
  ASSERT_TRUE(sidecar) << sidecar.error().render();
  Result<ScreenedRow> row = find_row(at("out.csv"), *sidecar, "1");
  ASSERT_TRUE(row) << row.error().render();
  EXPECT_EQ(row->texts[static_cast<std::size_t>(Word::date)], "2016-02-29");
  EXPECT_EQ(row->conclusion, "yes");
  EXPECT_EQ(find_row(at("out.csv"), *sidecar, "2").error().code, Code::row_not_found);
}

TEST_F(Screen, RefusedFilesLeaveNothing) {
  struct Case {
    const char* text;
    Code code;
  };
  const Case cases[] = {
      {"", Code::no_header},
      {"id,date,place\n1,2016-02-29,\"CAF\n", Code::quote_never_closed},
      {"id,date,place\n1,2016-02-29\n", Code::wrong_field_count},
      {"id,date,place\n1,2016-02-29,CAF,more\n", Code::wrong_field_count},
      {"id,when,place\n1,2016-02-29,CAF\n", Code::no_usable_column},
      {"id,date,where\n1,2016-02-29,CAF\n", Code::no_usable_column},
      {"id,date,latitude\n1,2016-02-29,1\n", Code::no_usable_column},
  };
  for (const Case& each : cases) {
    put("in.csv", each.text);
    Result<ScreenReport> report = run("in.csv", "out.csv");
    ASSERT_FALSE(report) << each.text;
    EXPECT_EQ(report.error().code, each.code) << report.error().render();
    EXPECT_EQ(files(), std::vector<std::string>{"in.csv"}) << each.text;
  }
  EXPECT_EQ(run("missing.csv", "out.csv").error().code, Code::cannot_read);
}

TEST_F(Screen, AFaultFarDownNamesItsLineAndLeavesNothing) {
  std::string text = "id,date,place\n";
  for (int i = 0; i < 20000; ++i) text += "1,2016-02-29,CAF\n";
  put("in.csv", text + "2,2016-02-29\n" + text.substr(14));
  for (int threads : {1, 2, 5}) {
    Result<ScreenReport> report = run("in.csv", "out.csv", threads);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().place.line, 20002) << threads;
    EXPECT_EQ(files(), std::vector<std::string>{"in.csv"});
  }
}

TEST_F(Screen, ThreadsChangeNothing) {
  std::string text = "id,date,place\n";
  const char* places[] = {"CAF", "Afghanistan", "Kenya", "Chad"};
  for (int i = 0; i < 20000; ++i) {
    text += std::to_string(i) + ",20" + (i % 20 < 10 ? "0" : "") + std::to_string(i % 20) +
            "-07-01," + places[i % 4] + "\n";
  }
  put("in.csv", text);
  ASSERT_TRUE(run("in.csv", "one.csv", 1));
  ASSERT_TRUE(run("in.csv", "three.csv", 3));
  std::vector<std::string> one = lines(get("one.csv")), three = lines(get("three.csv"));
  ASSERT_EQ(one.size(), 20001u);
  ASSERT_EQ(three.size(), one.size());
  for (std::size_t i = 0; i < one.size(); ++i) ASSERT_EQ(one[i], three[i]);
}

TEST_F(Screen, StoppedWorkLeavesNothing) {
  std::string text = "id,date,place\n";
  for (int i = 0; i < 50000; ++i) text += "1,2016-02-29,CAF\n";
  put("in.csv", text);
  put("out.csv", "older");
  int asked = 0;
  ScreenControl control;
  control.stopped = [&asked] { return ++asked > 3; };
  ScreenRequest request;
  request.inputs = {at("in.csv")};
  request.out = at("out.csv");
  Result<ScreenReport> report = run(request, control);
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::screen_stopped);
  EXPECT_EQ(files(), (std::vector<std::string>{"in.csv", "out.csv"}));
  EXPECT_EQ(get("out.csv"), "older");
}

TEST_F(Screen, NeverWritesOverAnInput) {
  std::string text = "id,date,place\n1,2016-02-29,CAF\n";
  put("in.csv", text);
  fs::create_symlink(at("in.csv"), at("link.csv"));
  fs::create_hard_link(at("in.csv"), at("hard.csv"));
  for (const char* out : {"in.csv", "./in.csv", "link.csv", "hard.csv"}) {
    EXPECT_EQ(run("in.csv", out).error().code, Code::bad_output) << out;
  }
  EXPECT_EQ(get("in.csv"), text);
  EXPECT_EQ(run("in.csv", "out.txt").error().code, Code::bad_output);
  EXPECT_EQ(run("in.csv", "none/out.csv").error().code, Code::no_output_folder);
  ScreenRequest request;
  request.inputs = {at("in.csv")};
  request.out = at("out.csv");
  request.memory = "lots";
  EXPECT_EQ(run(request).error().code, Code::bad_resources);
  request.memory.clear();
  request.threads = -1;
  EXPECT_EQ(run(request).error().code, Code::bad_resources);
}

TEST_F(Screen, SeveralFilesWithTheSameColumns) {
  put("a.csv", "id,date,place\n1,2016-02-29,CAF");
  put("b.csv", "id,date,place\n2,2016-02-29,TCD\n");
  put("c.csv", "id,place,date\n2,TCD,2016-02-29\n");
  ScreenRequest request;
  request.inputs = {at("a.csv"), at("b.csv")};
  request.out = at("out.csv");
  Result<ScreenReport> report = run(request);
  ASSERT_TRUE(report) << report.error().render();
  EXPECT_EQ(report->tally.rows, 2);
  EXPECT_EQ(lines(get("out.csv")).size(), 3u);
  request.inputs[1] = at("c.csv");
  EXPECT_EQ(run(request).error().code, Code::columns_differ);
}

// Through DuckDB, where its library is there.

bool no_duckdb() { return !DuckdbLibrary::open(); }

TEST_F(Screen, ThroughParquetAndJsonLinesTheAnswersAreTheSame) {
  if (no_duckdb()) MISSING("DuckDB; run scripts/fetch_duckdb");
  put("in.csv",
      "id,date,place,note\n1,2002-06-30,CAF,\"a, \"\"b\"\"\"\n2,2016-02-29,CAF,1.10\n"
      "3,2016-02-30,CAF,\n4,2016-02-29,Congo,\n");
  ASSERT_TRUE(run("in.csv", "straight.csv"));
  for (const char* way : {"a.parquet", "a.jsonl"}) {
    Result<ScreenReport> there = run("in.csv", way);
    ASSERT_TRUE(there) << there.error().render();
    EXPECT_EQ(there->tally.rows, 4);
    EXPECT_EQ(there->tally.unreadable, 2);
    ASSERT_EQ(there->tally.examples.size(), 2u);
    EXPECT_EQ(there->tally.examples[0].substr(0, 25), "line 4: unreadable: date:");
    EXPECT_EQ(there->tally.examples[1].substr(0, 26), "line 5: unreadable: place:");
    Result<DuckdbSession> session = DuckdbSession::open({});
    ASSERT_TRUE(session);
    std::string reader = std::string(way) == "a.jsonl" ? "read_json(" : "read_parquet(";
    Result<DuckdbTable> table = session->rows(
        "SELECT CAST(id AS VARCHAR), CAST(note AS VARCHAR), conclusion, reason FROM " + reader +
        sql_text(at(way)) + ")");
    ASSERT_TRUE(table) << table.error().render();
    ASSERT_EQ(table->rows.size(), 4u);
    EXPECT_EQ(table->rows[0][1], "a, \"b\"");
    EXPECT_EQ(table->rows[1][2], "yes");
    EXPECT_EQ(table->rows[2][3].value_or("").substr(0, 17), "unreadable: date:");
  }
}

TEST_F(Screen, PointsAreReadInEveryFormat) {
  if (no_duckdb()) MISSING("DuckDB; run scripts/fetch_duckdb");
  put("in.csv",
      "id,date_start,date_end,latitude,longitude,country\n"
      "1,2014-03-18,2014-03-20,46.20,33.65,Russia\n2,2016-02-29,2016-02-29,4.36,,\n"
      "3,2016-02-29,2016-02-29,,,CAF\n4,2016-02-29,2016-02-29,31.53,34.43,\n"
      "5,2016-02-29,2016-02-29,95,3,\n");
  ASSERT_TRUE(run("in.csv", "straight.csv"));
  std::vector<std::string> straight = lines(get("straight.csv"));
  for (const char* way : {"a.parquet", "a.jsonl"}) {
    Result<ScreenReport> there = run("in.csv", way);
    ASSERT_TRUE(there) << there.error().render();
    EXPECT_EQ(there->tally.points.located, 2);
    EXPECT_EQ(there->tally.points.off_earth, 1);
    // Numbers, as other programs write them.
    std::string typed = std::string("typed_") + way;
    Result<DuckdbSession> session = DuckdbSession::open({});
    ASSERT_TRUE(session);
    bool json = std::string(way) == "a.jsonl";
    ASSERT_TRUE(session->run(
        "COPY (SELECT id, date_start, date_end, CAST(latitude AS DOUBLE) AS "
        "latitude, CAST(longitude AS DOUBLE) AS longitude, country FROM " +
        std::string(json ? "read_json(" : "read_parquet(") + sql_text(at(way)) + ")) TO " +
        sql_text(at(typed)) + (json ? " (FORMAT json)" : " (FORMAT parquet)")));
    std::string back = std::string(way) + ".csv";
    Result<ScreenReport> again = run(typed, back);
    ASSERT_TRUE(again) << again.error().render();
    EXPECT_EQ(again->tally.points.located, 2);
    std::vector<std::string> rows = lines(get(back));
    ASSERT_EQ(rows.size(), straight.size());
    for (std::size_t i = 1; i < rows.size(); ++i) {
      // What we added; the numbers may be written otherwise.
      auto added = [](const std::string& row) {
        std::size_t comma = 0;
        for (int n = 0; n < 6; ++n) comma = row.find(',', comma) + 1;
        return row.substr(comma);
      };
      EXPECT_EQ(added(rows[i]), added(straight[i]));
    }
    Result<Sidecar> sidecar = read_sidecar(at(way));
    ASSERT_TRUE(sidecar);
    EXPECT_EQ(sidecar->atlas.size(), 64u);
    Result<ScreenedRow> row = find_row(at(way), *sidecar, "1");
    ASSERT_TRUE(row) << row.error().render();
    EXPECT_TRUE(row->map.coordinates());
    EXPECT_EQ(row->cells()[Word::latitude], "46.20");
  }
}

TEST_F(Screen, JsonLinesKeepTheirValues) {
  if (no_duckdb()) MISSING("DuckDB; run scripts/fetch_duckdb");
  put("in.jsonl",
      "{\"id\":1,\"date\":\"2016-02-29\",\"place\":\"CAF\",\"n\":1.5,\"deep\":{\"a\":[1,2]}}\n"
      "{\"id\":2,\"date\":\"2016-02-30\",\"place\":\"CAF\",\"n\":null}\n");
  Result<ScreenReport> report = run("in.jsonl", "out.jsonl");
  ASSERT_TRUE(report) << report.error().render();
  std::vector<std::string> rows = lines(get("out.jsonl"));
  ASSERT_EQ(rows.size(), 2u);
  auto first = nlohmann::json::parse(rows[0]);
  EXPECT_EQ(first["id"], 1);
  EXPECT_EQ(first["date"], "2016-02-29");
  EXPECT_EQ(first["n"], 1.5);
  EXPECT_EQ(first["deep"]["a"][1], 2);
  EXPECT_EQ(first["conclusion"], "yes");
  Result<Sidecar> sidecar = read_sidecar(at("out.jsonl"));
  ASSERT_TRUE(sidecar);
  Result<ScreenedRow> row = find_row(at("out.jsonl"), *sidecar, "2");
  ASSERT_TRUE(row) << row.error().render();
  EXPECT_EQ(row->texts[static_cast<std::size_t>(Word::date)], "2016-02-30");
}

TEST_F(Screen, OddCsvComesThroughDuckdbAsItIs) {
  if (no_duckdb()) MISSING("DuckDB; run scripts/fetch_duckdb");
  // A byte order mark, both kinds of line ends, a blank line, a break and
  // quotes in a cell, an empty cell in quotes, no break at the end.
  put("in.csv",
      "\xEF\xBB\xBF\"id\",date,place,note\r\n1,2016-02-29,CAF,\"a, \"\"b\"\"\r\nc\"\n\n"
      "2,2016-02-29,CAF,\"\"\r\n3,2016-02-29,CAF,");
  Result<ScreenReport> report = run("in.csv", "there.parquet");
  ASSERT_TRUE(report) << report.error().render();
  EXPECT_EQ(report->tally.rows, 3);
  Result<DuckdbSession> session = DuckdbSession::open({});
  ASSERT_TRUE(session);
  Result<DuckdbTable> table =
      session->rows("SELECT id, note FROM read_parquet(" + sql_text(at("there.parquet")) + ")");
  ASSERT_TRUE(table) << table.error().render();
  ASSERT_EQ(table->rows.size(), 3u);
  EXPECT_EQ(table->rows[0], (DuckdbRow{"1", "a, \"b\"\r\nc"}));
  EXPECT_EQ(table->rows[1], (DuckdbRow{"2", ""}));
  EXPECT_EQ(table->rows[2], (DuckdbRow{"3", std::nullopt}));
  put("in.csv", "id,date,place\n1,2016-02-29,CAF\n2,2016-02-29,Bogot\xE1\n");
  EXPECT_EQ(run("in.csv", "bytes.parquet").error().code, Code::not_utf8);
  EXPECT_EQ(run("in.csv", "bytes.parquet").error().place.line, 3);
}

TEST_F(Screen, CutJsonAndParquetAreRefused) {
  if (no_duckdb()) MISSING("DuckDB; run scripts/fetch_duckdb");
  put("cut.jsonl", "{\"id\":1,\"date\":\"2016-02-29\",\"place\":\"CAF\"}\n{\"id\":2,\"da");
  put("cut.parquet", "PAR1 and nothing more");
  put("empty.jsonl", "");
  for (const char* in : {"cut.jsonl", "cut.parquet", "empty.jsonl"}) {
    Result<ScreenReport> report = run(in, "out.csv");
    ASSERT_FALSE(report) << in;
    EXPECT_EQ(report.error().code, Code::cannot_split) << report.error().render();
  }
  EXPECT_EQ(files(), (std::vector<std::string>{"cut.jsonl", "cut.parquet", "empty.jsonl"}));
}

TEST(DuckdbCandidates, AreBesideTheProgramAndNeverInTheCurrentFolder) {
  std::vector<std::string> files = duckdb_candidates("/opt/ratione", nullptr);
  ASSERT_FALSE(files.empty());
  EXPECT_EQ(files.front(), "/opt/ratione/libduckdb.so");
  EXPECT_EQ(duckdb_candidates("/opt/ratione", "/x/y.so"), std::vector<std::string>{"/x/y.so"});
  EXPECT_EQ(duckdb_candidates("/opt/ratione", "").size(), files.size());
}

// What lies around the points of one square is gathered once; each has the answer that
// it would have alone.
TEST_F(Screen, PlacesPointsAsTheAtlasDoes) {
  Results<PointAtlas> opened = PointAtlas::open(points(), house().atlas);
  ASSERT_TRUE(opened);
  const ColumnMap map = map_columns({"date", "latitude", "longitude"}, {}).value();
  SpotReader reader(&*opened, map);
  std::mt19937 random(44);
  std::uniform_real_distribution<double> latitude(-89.9, 89.9), longitude(-180, 180);
  int near = 0;
  for (int chunk = 0; chunk < 20; ++chunk) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (int i = 0; i < 500; ++i) {
      // Half of them in one part of the world, so that squares repeat.
      const bool dense = i % 2 == 0;
      texts.emplace_back(std::to_string(dense ? 33 + latitude(random) / 40 : latitude(random)),
                         std::to_string(dense ? 36 + longitude(random) / 90 : longitude(random)));
    }
    std::vector<Cells> rows(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
      rows[i].set(Word::latitude, texts[i].first);
      rows[i].set(Word::longitude, texts[i].second);
    }
    std::vector<Spot> spots;
    reader.read(rows, spots);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const PointAnswer right =
          on_open_sea_too(opened->ask(spots[i].latitude, spots[i].longitude).value());
      const PointAnswer& told = spots[i].answer;
      ASSERT_EQ(told.place, right.place) << texts[i].first << "," << texts[i].second;
      ASSERT_EQ(told.near_border_km, right.near_border_km)
          << texts[i].first << "," << texts[i].second;
      ASSERT_EQ(told.beyond, right.beyond);
      ASSERT_EQ(told.coast, right.coast);
      ASSERT_EQ(told.accuracy_km, right.accuracy_km);
      near += told.near_border_km ? 1 : 0;
    }
  }
  EXPECT_GT(near, 30);
}

}  // namespace
}  // namespace ratione
