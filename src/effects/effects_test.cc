#include <gtest/gtest.h>

#include "effects/ahead.h"
#include "effects/difference.h"
#include "effects/legal_effect.h"
#include "effects/verdict_classes.h"
#include "engine/house_for_tests.h"
#include "record/changed.h"

namespace ratione {
namespace {

using testing_house::project;
using testing_house::take;

const LawInstrument& court() { return *project().law.court(""); }

// An act of the record as somebody would add it.
AddedAct copy_of(const Act& act) {
  AddedAct out{act.instrument,
               {{"state", act.state.text()},
                {"actor", act.actor},
                {"kind", act.kind},
                {"day", act.day.iso()},
                {"known", act.known.iso()},
                {"of", act.of},
                {"confirmed", act.confirmed ? "yes" : "no"},
                {"source", act.source}}};
  if (act.from) out.columns["from"] = act.from->iso();
  if (act.until) out.columns["until"] = act.until->iso();
  std::string places, crimes;
  for (const std::string& each : act.places) places += (places.empty() ? "" : ";") + each;
  for (const std::string& each : act.crimes) crimes += (crimes.empty() ? "" : ";") + each;
  out.columns["places"] = places;
  out.columns["crimes"] = crimes;
  if (act.nationals_only) out.columns["persons"] = "nationals";
  out.columns["only_on"] = act.only_on;
  for (const auto& [name, field] : act.fields) out.columns[name] = field.text;
  return out;
}

Difference between(const Record& a, const Record& b, const std::set<std::string>& acts) {
  const Day known = Day::from_ymd(2026, 11, 24).value();
  Engine without = take(Engine::make(project().law, a, project().atlas, known));
  Engine with = take(Engine::make(project().law, b, project().atlas, known));
  return difference(project().law, project().record.states(), without, with, acts);
}

TEST(Difference, a_record_does_not_differ_from_itself) {
  Difference none = between(project().record, project().record, {"rome-statute/BDI-2016-1"});
  EXPECT_FALSE(none.changes_law());
  EXPECT_TRUE(none.dates.empty());
  EXPECT_GT(none.compared, 1000);
}

// Taking an act out and adding it again changes nothing: no field that some rule
// reads is lost on the way.
TEST(Difference, an_act_taken_out_and_added_again_is_the_same_act) {
  const Record& record = project().record;
  for (const char* id :
       {"rome-statute/BDI-2016-1", "rome-statute/MYS-2019-2", "rome-statute/UKR-2024-2",
        "rome-statute/UKR-2014-1", "rome-statute/RUS-2016-2", "rome-statute/PTC-2017-1"}) {
    const Act* act = record.act(id);
    ASSERT_NE(act, nullptr) << id;
    AddedAct copy = copy_of(*act);
    std::string about;
    for (StateCode each : act->about) about += (about.empty() ? "" : ";") + each.text();
    copy.columns["about"] = about;
    Results<Record> again = changed(record, {{copy}, {id}});
    ASSERT_TRUE(again.has_value()) << id << ": " << render(again.error());
    std::set<std::string> own{id, act->instrument + "/" + supposed_id(copy, 1)};
    EXPECT_FALSE(between(record, *again, own).changes_law()) << id;
  }
}

TEST(Difference, a_notice_ends_duties_and_leaves_what_came_about_before) {
  const Record& record = project().record;
  const std::string id = "rome-statute/BDI-2016-1";
  Difference d = between(take(changed(record, {{}, {id}})), record, {id});
  ASSERT_TRUE(d.changes_law());
  EXPECT_EQ(d.states(), std::set<StateCode>{*StateCode::parse("BDI")});
  const Day left = Day::from_ymd(2017, 10, 27).value();
  int duties = 0, remains = 0;
  for (const BondMoved& each : d.bonds) {
    EXPECT_EQ(each.days.from, left) << each.bond->says;
    duties += each.bond->tells == Consequence::Tells::duty && !each.begins();
    remains += each.bond->tells == Consequence::Tells::remains && each.begins();
  }
  EXPECT_GE(duties, 3);
  EXPECT_GE(remains, 3);
}

TEST(VerdictClasses, only_what_the_act_reaches_differs) {
  const Record& record = project().record;
  const std::string id = "rome-statute/BDI-2016-1";
  const Record taken = take(changed(record, {{}, {id}}));
  const Day known = Day::from_ymd(2026, 11, 24).value();
  Engine without = take(Engine::make(project().law, taken, project().atlas, known));
  Engine with = take(Engine::make(project().law, record, project().atlas, known));
  Difference d = difference(project().law, record.states(), without, with, {id});
  VerdictReach reach;
  reach.states = d.states();
  reach.days = d.days();
  VerdictsMoved moved =
      verdicts_moved(court(), record.states(), project().atlas, without, with, d, reach);
  EXPECT_GT(moved.classes, 0);
  EXPECT_LT(moved.classes, moved.compared);
  // A withdrawal opens no way to the Court.
  EXPECT_EQ(moved.conclusions.count({Conclusion::no, Conclusion::yes}), 0u);
  reach.states = {*StateCode::parse("USA")};  // whom it does not concern
  EXPECT_EQ(verdicts_moved(court(), record.states(), project().atlas, with, with, d, reach).classes,
            0);
}

// By the rules alone, without verdicts.
TEST(LegalEffect, tells_what_is_open_and_what_is_disputed_from_yes) {
  const Record& record = project().record;
  auto of = [&](const std::string& id) {
    return legal_effect(project().law, between(take(changed(record, {{}, {id}})), record, {id}),
                        {});
  };
  EXPECT_EQ(of("rome-statute/BDI-2016-1"), Conclusion::yes);
  EXPECT_EQ(of("rome-statute/MMR-2021-1"), Conclusion::undetermined);  // who speaks for it?
  EXPECT_EQ(of("rome-statute/UKR-2024-2"), Conclusion::disputed);      // half an opt-out
}

TEST(LegalEffect, what_differs_by_every_reading_is_no_dispute) {
  const int dispute = 0;
  const std::size_t readings = project().law.disputes[dispute].readings.size();
  Difference d;
  Difference::RuleMoved moved;
  for (std::size_t i = 0; i + 1 < readings; ++i) {
    moved.worlds.push_back({{{dispute, static_cast<int>(i)}}, true});
  }
  d.rules = {moved};
  EXPECT_EQ(legal_effect(project().law, d, {}), Conclusion::disputed);
  const std::pair<int, int> last{dispute, static_cast<int>(readings) - 1};
  d.rules[0].worlds.push_back({{last}, false});
  EXPECT_EQ(legal_effect(project().law, d, {}), Conclusion::undetermined);
  d.rules[0].worlds.back().certain = true;
  EXPECT_EQ(legal_effect(project().law, d, {}), Conclusion::yes);
  EXPECT_EQ(legal_effect(project().law, {}, {}), Conclusion::no);
}

TEST(Ahead, a_notice_runs_from_its_receipt_to_the_day_before_its_effect) {
  auto running = [](const char* day) {
    const Day on = Day::parse(day).value();
    Engine engine = project().engine(on);
    int count = 0;
    for (const Ahead& each : ahead(project().law, project().record, engine, on)) {
      count += each.act == "rome-statute/BDI-2016-1";
    }
    return count;
  };
  EXPECT_EQ(running("2016-10-26"), 0);
  EXPECT_EQ(running("2016-10-27"), 1);
  EXPECT_EQ(running("2017-10-26"), 1);
  EXPECT_EQ(running("2017-10-27"), 0);
}

}  // namespace
}  // namespace ratione
