// The three shapes that decide whether the language is general, on the
// invented treaties of tests/law/paris-style (its README works the numbers out
// by hand): nothing of them stands in C++.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/engine.h"
#include "engine/house_for_tests.h"
#include "engine/territory.h"
#include "text/csv.h"
#include "text/names.h"

namespace ratione {
namespace {

const std::string folder = std::string(RATIONE_SOURCE_DIR) + "/tests/law/paris-style";

using testing_house::House;
using testing_house::take;

const House& world() {
  static const House w(folder);
  return w;
}

Csv table(const std::string& name) {
  std::string path = folder + "/" + name;
  return take(read_csv(read_file(path).value(), path, {}));
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, ';');) out.push_back(part);
  return out;
}

Span days(const std::string& text) {
  std::size_t slash = text.find('/');
  Day first = Day::parse(text.substr(0, slash)).value();
  Day last = slash == std::string::npos ? first : Day::parse(text.substr(slash + 1)).value();
  return {first, last.next()};
}

StateCode code(const std::string& text) { return StateCode::parse(text).value(); }

TEST(Shapes, StatusOnEachDayAsKnown) {
  Csv rows = table("expected_status.csv");
  ASSERT_GT(rows.rows.size(), 30u);
  std::map<std::string, Engine> engines;
  for (const CsvRow& row : rows.rows) {
    auto [it, unused] = engines.try_emplace(row.text("known"), world().engine(row.text("known")));
    const LawInstrument* instrument = world().law.instrument(row.text("instrument"));
    ASSERT_NE(instrument, nullptr);
    StatusRow status =
        it->second.status(*instrument, code(row.text("state")), Day::parse(row.text("on")).value());
    std::string got = status.uncertain.empty() ? status.status : "uncertain";
    EXPECT_EQ(got, row.text("status"))
        << row.text("state") << " on " << row.text("on") << " as known on " << row.text("known")
        << ": " << row.text("why");
  }
}

TEST(Shapes, EffectiveDaysAndOutcomes) {
  Engine engine = world().engine("2025-12-31");
  Csv rows = table("expected_dates.csv");
  ASSERT_GT(rows.rows.size(), 20u);
  for (const CsvRow& row : rows.rows) {
    const LawInstrument* instrument = world().law.instrument(row.text("instrument"));
    std::string id = row.text("act").empty() ? "" : row.text("instrument") + "/" + row.text("act");
    bool found = false;
    for (const DateRow& date : engine.dates(*instrument)) {
      if (date.act_id != id || date.kind != row.text("kind")) continue;
      found = true;
      EXPECT_EQ(date.effective ? date.effective->iso() : "", row.text("effective"))
          << id << " " << date.kind;
      EXPECT_EQ(date.outcome, row.text("outcome")) << id << " " << date.kind;
    }
    EXPECT_TRUE(found) << id << " " << row.text("kind");
  }
}

TEST(Shapes, AFindingOfWarHoldsANoticeUp) {
  Engine engine = world().engine("2025-12-31");
  for (const CsvRow& row : table("expected_findings.csv").rows) {
    StatusRow status = engine.status(*world().law.instrument(row.text("instrument")),
                                     code(row.text("state")), Day::parse(row.text("on")).value(),
                                     {{row.text("finding"), row.text("answer") == "yes"}});
    EXPECT_EQ(status.status, row.text("status")) << row.text("finding") << " " << row.text("on");
  }
}

TEST(Shapes, CasesCoverPartsAndNameWhoWouldGiveYes) {
  Engine engine = world().engine("2025-12-31");
  for (const CsvRow& row : table("expected_verdicts.csv").rows) {
    const LawInstrument* instrument = world().law.instrument(row.text("instrument"));
    Situation s;
    s.days = days(row.text("days"));
    std::vector<const PlaceEntry*> places;
    for (const std::string& place : split(row.text("territory"))) {
      places.push_back(world().atlas.find(place).value());
      s.places.push_back(place);
    }
    if (!places.empty()) s.fields["territory"] = territory_of(world().atlas, places);
    if (!row.text("nationality").empty()) {
      FieldValue value;
      value.is = FieldValue::Is::known;
      value.states.push_back({code(row.text("nationality")), Span::always(), ""});
      s.fields["nationality"] = value;
    }
    FieldValue crime;
    crime.is = FieldValue::Is::known;
    crime.text = row.text("crime");
    s.fields["crime"] = crime;
    ASSERT_EQ(render(engine.check(*instrument, s)), "") << row.text("id");
    Verdict v = engine.decide(*instrument, s);
    EXPECT_EQ(word(v.conclusion), row.text("conclusion")) << row.text("id");
    EXPECT_EQ(render(v.faults), "");
    std::string covered;
    for (const Span& span : v.covered) {
      covered += (covered.empty() ? "" : ";") + span.from.iso() + "/" + span.until.previous().iso();
    }
    EXPECT_EQ(covered, row.text("covered")) << row.text("id");
    auto listed = [&](const std::string& state) {
      return v.residual && std::find(v.residual->any_of.begin(), v.residual->any_of.end(),
                                     code(state)) != v.residual->any_of.end();
    };
    for (const std::string& state : split(row.text("residual_has")))
      EXPECT_TRUE(listed(state)) << row.text("id") << " " << state;
    for (const std::string& state : split(row.text("residual_lacks")))
      EXPECT_FALSE(listed(state)) << row.text("id") << " " << state;
  }
}

TEST(Shapes, TablesOfCasesInTheLawHold) {
  Engine engine = world().engine("2025-12-31");
  for (const char* slug : {"lakes-accord", "seas-pact"}) {
    const LawInstrument* instrument = world().law.instrument(slug);
    Engine::CasesRun run = engine.run_cases(*instrument);
    EXPECT_GT(run.rows, 0) << slug;
    EXPECT_EQ(render(run.failed), "") << slug;
    EXPECT_EQ(render(engine.scan(*instrument)), "") << slug;
  }
}

}  // namespace
}  // namespace ratione
