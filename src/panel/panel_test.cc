#include "panel/panel.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "engine/house_for_tests.h"
#include "text/csv.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;
using testing_house::project;
using testing_house::project_engine;

Day day(const char* text) { return Day::parse(text).value(); }
const LawInstrument& statute() { return *project().law.instrument("rome-statute"); }
const Span days{day("1998-07-17"), day("2025-01-01")};

TEST(Spells, cover_each_state_without_gap_and_say_what_the_status_says) {
  Engine& engine = project_engine();
  const std::vector<Spell> spells = spells_of(engine, project().record, statute(), days);
  std::map<StateCode, std::vector<const Spell*>> by_state;
  for (const Spell& each : spells) by_state[each.state].push_back(&each);
  for (const State& state : project().record.states().all()) {
    const Span there = state.exists.intersect(days);
    const auto found = by_state.find(state.code);
    if (!state.treaty_making || there.empty()) {
      EXPECT_EQ(found, by_state.end()) << state.name;
      continue;
    }
    ASSERT_NE(found, by_state.end()) << state.name;
    Day at = there.from;
    for (const Spell* spell : found->second) {
      EXPECT_EQ(spell->days.from, at) << state.name;
      at = spell->days.until;
      for (Day asked : {spell->days.from, spell->days.until.previous()}) {
        const StatusRow row = engine.status(statute(), state.code, asked);
        EXPECT_EQ(row.status, spell->status) << state.name << asked.iso();
        EXPECT_EQ(row.uncertain, spell->uncertain);
      }
    }
    EXPECT_EQ(at, there.until) << state.name;
  }
}

TEST(Spells, are_censored_where_the_question_cuts_them) {
  std::map<std::string, std::vector<Spell>> by_state;
  for (Spell& each : spells_of(project_engine(), project().record, statute(),
                               {day("2010-01-01"), day("2018-01-01")})) {
    by_state[each.state.text()].push_back(std::move(each));
  }
  const std::vector<Spell>& burundi = by_state["BDI"];
  ASSERT_EQ(burundi.size(), 3u);
  EXPECT_EQ(burundi[0].status, "party");
  EXPECT_TRUE(burundi[0].censored_left);
  EXPECT_FALSE(burundi[0].censored_right);
  EXPECT_EQ(burundi[1].status, "party_withdrawing");
  EXPECT_EQ(burundi[1].days, (Span{day("2016-10-27"), day("2017-10-27")}));
  EXPECT_FALSE(burundi[1].censored_left || burundi[1].censored_right);
  EXPECT_EQ(burundi[2].status, "former_party");
  EXPECT_TRUE(burundi[2].censored_right);
  // It begins with its State, and not earlier.
  const std::vector<Spell>& south_sudan = by_state["SSD"];
  ASSERT_EQ(south_sudan.size(), 1u);
  EXPECT_FALSE(south_sudan[0].censored_left);
}

class Panels : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("ratione_panel_test." + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  Csv written(Every every, Span asked) {
    const std::string file = (folder_ / "out.csv").string();
    Result<PanelWritten> done =
        write_panel(project_engine(), project().record,
                    {.instruments = {&statute()}, .days = asked, .every = every}, file, "test\n");
    EXPECT_TRUE(done.has_value()) << done.error().render();
    Results<Csv> read = read_csv(read_file(file).value(), file, {"state"});
    EXPECT_TRUE(read.has_value());
    EXPECT_EQ(read->rows.size(), done->rows);
    EXPECT_TRUE(fs::exists(done->codebook));
    return std::move(*read);
  }

  fs::path folder_;
};

TEST_F(Panels, a_period_counts_the_days_on_which_a_state_was_bound) {
  const Csv years = written(Every::year, {day("2016-01-01"), day("2018-01-01")});
  std::map<std::string, std::string> days_bound, status;
  for (const CsvRow& row : years.rows) {
    days_bound[row.text("state") + row.text("period")] = row.text("days_bound");
    status[row.text("state") + row.text("period")] = row.text("status");
  }
  EXPECT_EQ(days_bound["BDI2016"], "366");
  EXPECT_EQ(status["BDI2016"], "party_withdrawing");
  EXPECT_EQ(days_bound["BDI2017"], "299");  // to 26 October
  EXPECT_EQ(status["BDI2017"], "former_party");
  EXPECT_EQ(days_bound["RUS2016"], "0");
}

TEST_F(Panels, days_months_and_years_tell_the_same) {
  const Span asked{day("2017-06-15"), day("2019-07-03")};
  std::map<std::string, int> by_day, by_month, by_year;
  for (const CsvRow& row : written(Every::day, asked).rows) {
    by_day[row.text("state")] += row.text("bound") == "1";
    EXPECT_EQ(row.text("days"), "1");
  }
  for (const CsvRow& row : written(Every::month, asked).rows) {
    if (row.text("days_bound").empty()) continue;
    by_month[row.text("state")] += std::stoi(row.text("days_bound"));
  }
  for (const CsvRow& row : written(Every::year, asked).rows) {
    if (row.text("days_bound").empty()) continue;
    by_year[row.text("state")] += std::stoi(row.text("days_bound"));
  }
  for (const auto& [state, count] : by_day) {
    if (state == "GTM") continue;
    EXPECT_EQ(by_month[state], count) << state;
    EXPECT_EQ(by_year[state], count) << state;
  }
}

TEST_F(Panels, a_file_of_another_kind_is_refused) {
  Result<PanelWritten> done =
      write_panel(project_engine(), project().record,
                  {.instruments = {&statute()}, .days = days, .every = Every::year},
                  (folder_ / "out.txt").string(), "");
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, Code::unknown_format);
}

}  // namespace
}  // namespace ratione
