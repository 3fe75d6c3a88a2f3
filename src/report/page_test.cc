#include "report/page.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/house_for_tests.h"
#include "report/event_map.h"
#include "report/sections.h"

namespace ratione {
namespace {

constexpr ReportFaces plain_faces = {{{"yes", "+", "green"},
                                      {"no", "-", "red"},
                                      {"undetermined", "?", "yellow"},
                                      {"disputed", "~", "violet"}}};
constexpr const char* world = "build/deps/world-atlas/countries-10m.json";

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

const testing_house::House& house() { return testing_house::project(); }

// The law and record of the project.
class Page : public ::testing::Test {
 protected:
  static std::string page_of(const ReportFacts& facts) {
    return report_page(facts, {{testing_house::project_engine(), house().law, house().record,
                                house().atlas, *house().law.court("")},
                               plain_faces,
                               world,
                               "atlas"});
  }

  // Rows all over the earth; `order` shuffles them and how they are shared.
  static ReportFacts some(std::size_t rows, unsigned order) {
    struct Row {
      Conclusion conclusion;
      std::string state;
      double latitude, longitude;
      int year;
    };
    std::mt19937 random(1);
    std::vector<Row> all;
    constexpr std::array<const char*, 4> states = {"CAF", "GEO", "SYR", "UKR"};
    for (std::size_t i = 0; i < rows; ++i) {
      all.push_back({static_cast<Conclusion>(random() % 4), states[random() % 4],
                     static_cast<double>(random() % 1700) / 10 - 85,
                     static_cast<double>(random() % 3600) / 10 - 180,
                     1990 + static_cast<int>(random() % 30)});
    }
    std::mt19937 shuffler(order);
    std::shuffle(all.begin(), all.end(), shuffler);
    ReportFacts facts;
    facts.inputs = {{"events.csv", "00ff", 12345}};
    facts.out = "out.csv";
    facts.columns = {{"date", "date"}};
    facts.known = Day::parse("2025-06-01").value();
    facts.program = "ratione test";
    std::array<ReportTally, 3> parts;
    for (const Row& row : all) {
      ReportTally& part = parts[shuffler() % parts.size()];
      bool yes = row.conclusion == Conclusion::yes;
      part.see(row.conclusion, {row.state, row.state, yes ? "territory" : "", yes ? row.state : "",
                                yes ? "12(2)(a)" : "", "reason of " + row.state});
      part.see_point(row.conclusion, row.latitude, row.longitude);
      auto at = static_cast<std::size_t>(row.conclusion);
      ++facts.rows;
      ++facts.located;
      ++facts.by_conclusion[at];
      ++facts.by_year[row.year][at];
    }
    for (const ReportTally& part : parts) facts.tally.add(part);
    return facts;
  }
};

TEST_F(Page, is_the_same_whatever_the_order_of_the_rows) {
  EXPECT_EQ(page_of(some(2000, 1)), page_of(some(2000, 2)));
}

TEST_F(Page, its_tables_count_what_the_summary_counts) {
  ReportFacts facts = some(5000, 3);
  AnswerTables tables(facts.tally);
  Counts states{}, bases{}, reasons{}, points{};
  auto add = [](Counts& into, const Counts& more) {
    for (std::size_t i = 0; i < into.size(); ++i) into[i] += more[i];
  };
  for (const auto& [state, counts] : tables.by_state) add(states, counts);
  for (const auto& [basis, counts] : tables.by_basis) add(bases, counts);
  for (const auto& [cell, counts] : facts.tally.cells()) add(points, counts);
  for (const auto& [reason, rows] : tables.by_reason) {
    reasons[static_cast<std::size_t>(reason.conclusion)] += rows;
  }
  EXPECT_EQ(states, facts.by_conclusion);
  EXPECT_EQ(reasons, facts.by_conclusion);
  EXPECT_EQ(points, facts.by_conclusion);
  EXPECT_EQ(bases, (Counts{facts.by_conclusion[0], 0, 0, 0}));
  EXPECT_EQ(tables.by_citation.at("12(2)(a)"), facts.by_conclusion[0]);
}

TEST_F(Page, holds_no_markup_of_the_input_and_loads_nothing) {
  const std::string evil = "\"><script src=http://x/>alert('1')</script><b onclick=x>";
  ReportFacts facts = some(50, 4);
  facts.inputs = {{evil + ".csv", evil, 1}, {evil + "\xFF\xE2\x80\xAE", evil, 1}};
  facts.out = evil;
  facts.columns = {{"date", evil}};
  facts.notes = {evil};
  facts.warnings = {evil};
  facts.unreadable = 1;
  facts.tally.see_unreadable({evil, 3, 0, evil, "unreadable: date: " + evil});
  facts.tally.see(Conclusion::disputed, {evil, evil, evil, evil, evil, evil});
  std::string page = page_of(facts);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<b "), std::string::npos);
  EXPECT_EQ(page.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(times(page, "&lt;script src=http"), times(page, "http:"));
  EXPECT_EQ(page.find("<link"), std::string::npos);
  EXPECT_EQ(page.find("@import"), std::string::npos);
  EXPECT_EQ(times(page, "url("), times(page, "url(#"));
  EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
}

TEST_F(Page, has_a_caption_for_every_table_and_one_first_heading) {
  std::string page = page_of(some(200, 5));
  EXPECT_EQ(times(page, "<table>"), times(page, "<caption>"));
  EXPECT_EQ(times(page, "<h1>"), 1u);
  EXPECT_LT(page.find("<h1>"), page.find("<h2>"));
  EXPECT_LT(page.find("<h2>"), page.find("<h3>"));
  EXPECT_NE(page.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(page.find("<title id=\"map-title\">"), std::string::npos);
  for (std::string_view tag :
       {"section", "table", "tr", "td", "th", "p", "svg", "article", "div"}) {
    std::size_t open =
        times(page, "<" + std::string(tag) + ">") + times(page, "<" + std::string(tag) + " ");
    EXPECT_EQ(open, times(page, "</" + std::string(tag) + ">")) << tag;
  }
}

TEST_F(Page, tells_the_days_of_the_acts_through_which_a_basis_holds) {
  ReportFacts facts = some(0, 8);
  facts.tally.see(Conclusion::yes, {"GEO", "GEO", "territory", "GEO", "12(2)(a)", "because"});
  facts.tally.see(Conclusion::yes, {"UKR", "UKR", "acceptance", "UKR", "12(3)", "because"});
  facts.tally.see(Conclusion::no, {"SYR", "SYR", "", "", "", "because"});
  std::string page = page_of(facts);
  EXPECT_NE(page.find("<td>special acceptance</td><td>2014-04-17</td><td>2013-11-21</td>"),
            std::string::npos);
  EXPECT_NE(page.find("Georgia <span class=\"code\">GEO</span></th><td>party</td>"
                      "<td>2003-12-01</td><td>–</td>"),
            std::string::npos);
  EXPECT_NE(page.find("Never bound, as known on that day: Syria."), std::string::npos);
  // What the answers cite is restated, and what it stands under.
  EXPECT_NE(page.find("<h4>12(3) <span class=\"of\">Article 12"), std::string::npos);
  EXPECT_NE(page.find("<h4>12(2) <span class=\"of\">Article 12"), std::string::npos);
}

TEST_F(Page, its_map_hatches_places_that_are_disputed_on_days_of_the_rows) {
  auto page_of_year = [](int year) {
    ReportFacts facts = some(10, 9);
    facts.by_year = {{year, {1, 0, 0, 0}}};
    facts.tally.see(Conclusion::yes, {"crimea", "UKR", "acceptance", "UKR", "12(3)", "because"});
    facts.tally.see(Conclusion::yes, {"gaza;north-kivu", "PSE;COD", "", "", "", "because"});
    return page_of(facts);
  };
  const std::string disputed = "<path class=\"disputed\" fill=\"url(#hatch)\"";
  std::string after = page_of_year(2015), before = page_of_year(2013),
              without = page_of(some(10, 9));
  // Gaza by a reading, Crimea by a claim that was not made before 2014.
  EXPECT_EQ(times(after, disputed), 2u);
  EXPECT_NE(after.find("turns on a reading of the law: Crimea, Gaza. "), std::string::npos);
  EXPECT_NE(after.find("in which rows lie: North Kivu. "), std::string::npos);
  EXPECT_EQ(times(before, disputed), 1u);
  EXPECT_NE(before.find("in which rows lie: Crimea, North Kivu. "), std::string::npos);
  EXPECT_EQ(times(without, disputed), 0u);
  EXPECT_EQ(without.find("Hatched"), std::string::npos);
  EXPECT_EQ(without.find("broken line"), std::string::npos);
}

TEST_F(Page, a_place_that_holds_those_of_the_rows_is_outlined_too) {
  ReportFacts facts = some(10, 9);
  facts.tally.see(Conclusion::yes, {"north-darfur", "SDN", "referral", "", "13(b)", "because"});
  EXPECT_NE(page_of(facts).find("in which rows lie: Darfur, North Darfur. "), std::string::npos);
}

TEST_F(Page, of_rows_all_over_the_earth_stays_small) {
  EXPECT_LT(page_of(some(150'000, 6)).size(), 2'000'000u);
}

TEST_F(Page, of_nothing_says_so) {
  ReportFacts facts = some(0, 7);
  std::string page = page_of(facts);
  EXPECT_EQ(page.find("<svg class=\"map\""), std::string::npos);
  EXPECT_NE(page.find("No row has a basis"), std::string::npos);
}

TEST(Years, a_span_of_millennia_has_few_bars) {
  ReportFacts facts;
  facts.by_year[1][0] = 1;
  facts.by_year[9999][1] = 2;
  std::string years = years_section(facts, plain_faces);
  EXPECT_LE(times(years, "<tr>"), 82u);
  EXPECT_NE(years.find("<td class=\"n\">2</td>"), std::string::npos);
}

TEST(EventMap, shows_a_part_of_the_earth_across_the_antimeridian) {
  std::map<ReportTally::Cell, Counts> cells;
  cells[{144, 718}] = {1, 0, 0, 0};  // 18 south, 179 east
  cells[{144, 2}] = {0, 3, 1, 0};    // 18 south, 179 west
  std::string map = event_map(cells, nullptr, plain_faces);
  EXPECT_EQ(cell_degrees(cells), 0.5);
  EXPECT_EQ(times(map, "<circle class"), 0u);
  EXPECT_EQ(times(map, "<circle"), 1u);
  EXPECT_NE(map.find("<title>3 no, 1 undetermined</title>"), std::string::npos);
  // The two lie side by side, not at the two ends of the map.
  double circle = std::stod(map.substr(map.find("cx=\"") + 4));
  EXPECT_GT(circle, 300);
  EXPECT_LT(circle, 500);
}

TEST(EventMap, without_points_is_nothing) { EXPECT_EQ(event_map({}, nullptr, plain_faces), ""); }

}  // namespace
}  // namespace ratione
