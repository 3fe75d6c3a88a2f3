// The project's own law and record on days that everybody knows. What courts
// concluded, case by case, stands in tests/gold.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/engine.h"
#include "engine/house_for_tests.h"
#include "engine/territory.h"
#include "text/names.h"

namespace ratione {
namespace {

using testing_house::project;

// One engine for each day of knowledge.
Engine& engine(const std::string& known) {
  static std::map<std::string, Engine> engines;
  auto it = engines.find(known);
  if (it == engines.end()) it = engines.emplace(known, project().engine(known)).first;
  return it->second;
}

const LawInstrument& statute() { return *project().law.instrument("rome-statute"); }
Day day(const std::string& iso) { return Day::parse(iso).value(); }
StateCode code(const std::string& text) { return StateCode::parse(text).value(); }

int parties(const std::string& on, const std::string& known) {
  int n = 0;
  for (const StatusRow& row : engine(known).statuses(statute(), day(on))) {
    if (row.status == "party" || row.status == "party_withdrawing") ++n;
  }
  return n;
}

TEST(Statute, NumberOfPartiesOnPublishedDays) {
  EXPECT_EQ(parties("2002-06-30", "2026-11-01"), 0);
  EXPECT_EQ(parties("2002-07-01", "2026-11-01"), 66);
  EXPECT_EQ(parties("2016-11-16", "2026-11-01"), 124);
  EXPECT_EQ(parties("2016-11-16", "2016-11-16"), 124);
  EXPECT_EQ(parties("2017-11-01", "2026-11-01"), 123);
  EXPECT_EQ(parties("2019-04-01", "2026-11-01"), 122);
  EXPECT_EQ(parties("2025-01-02", "2026-11-01"), 125);
}

std::string status(const std::string& state, const std::string& on, const std::string& known) {
  StatusRow row = engine(known).status(statute(), code(state), day(on));
  EXPECT_EQ(row.uncertain, "") << state;
  return row.status;
}

TEST(Statute, StatusOnTheDayOfTheReport) {
  const std::string d = "2016-11-16";
  EXPECT_EQ(status("RUS", d, d), "signatory");
  EXPECT_EQ(status("USA", d, d), "signatory_declined");
  for (const char* state : {"BDI", "ZAF", "GMB"})
    EXPECT_EQ(status(state, d, d), "party_withdrawing") << state;
  StatusRow russia = engine(d).status(statute(), code("RUS"), day(d));
  ASSERT_EQ(russia.notes.size(), 1u);
  EXPECT_EQ(russia.notes[0], "withdrawal announced 2016-11-16 (no legal effect)");
  EXPECT_FALSE(russia.bound_from);
}

TEST(Statute, NoticesRevokedInTimeLeaveNothing) {
  EXPECT_EQ(status("ZAF", "2017-03-08", "2017-03-08"), "party");
  EXPECT_EQ(status("GMB", "2017-03-08", "2017-03-08"), "party");
  EXPECT_EQ(status("BDI", "2017-03-08", "2017-03-08"), "party_withdrawing");
  EXPECT_EQ(status("BDI", "2017-10-26", "2017-10-26"), "party_withdrawing");
  EXPECT_EQ(status("BDI", "2017-10-27", "2017-10-27"), "former_party");
}

TEST(Statute, TablesOfCasesAndCalendarScan) {
  Engine& today = engine("2026-11-01");
  int rows = 0;
  for (const LawInstrument& instrument : project().law.instruments) {
    Engine::CasesRun run = today.run_cases(instrument);
    rows += run.rows;
    EXPECT_EQ(render(run.failed), "") << instrument.slug;
    EXPECT_EQ(render(today.scan(instrument)), "") << instrument.slug;
  }
  EXPECT_GT(rows, 20);
}

struct Asked {
  std::string date, place, suspect, crime, trigger, registered_in, age;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i <= text.size() && !text.empty();) {
    std::size_t cut = std::min(text.find(';', i), text.size());
    out.push_back(text.substr(i, cut - i));
    i = cut + 1;
  }
  return out;
}

Situation situation(const Asked& asked) {
  Situation s;
  std::size_t slash = asked.date.find('/');
  Day first = day(asked.date.substr(0, slash));
  Day last = slash == std::string::npos ? first : day(asked.date.substr(slash + 1));
  s.days = {first, last.next()};
  std::vector<const PlaceEntry*> places;
  for (const std::string& name : split(asked.place)) {
    auto place = project().atlas.find(name);
    if (!place) {
      ADD_FAILURE() << place.error().render();
      continue;
    }
    places.push_back(*place);
    s.places.push_back((*place)->id);
  }
  if (!places.empty()) s.fields["territory"] = territory_of(project().atlas, places);
  auto states = [&](const std::string& text) {
    FieldValue value;
    value.is = FieldValue::Is::known;
    for (const std::string& state : split(text))
      value.states.push_back({code(state), Span::always(), ""});
    return value;
  };
  if (!asked.suspect.empty()) s.fields["nationality"] = states(asked.suspect);
  if (!asked.registered_in.empty()) s.fields["registered_in"] = states(asked.registered_in);
  FieldValue text;
  text.is = FieldValue::Is::known;
  if (!asked.crime.empty()) {
    text.text = dotted_provision(asked.crime);
    for (const Crime& crime : statute().crimes) {
      if (crime.name == asked.crime) text.text = crime.provision;
    }
    s.fields["crime"] = text;
  }
  if (!asked.trigger.empty()) {
    text.text = asked.trigger;
    s.fields["trigger"] = text;
  }
  if (!asked.age.empty()) {
    FieldValue age;
    age.is = FieldValue::Is::known;
    age.number = Fraction(std::stoi(asked.age));
    s.fields["age"] = age;
  }
  return s;
}

Verdict verdict(const Asked& asked, const std::string& known) {
  Situation s = situation(asked);
  Engine& e = engine(known);
  EXPECT_EQ(render(e.check(statute(), s)), "");
  Verdict v = e.decide(statute(), s);
  EXPECT_EQ(render(v.faults), "");
  return v;
}

TEST(Statute, CrimeaIsReachedOnceTheSecondAcceptanceIsKnown) {
  Asked crimea{"2014-03-18", "Crimea", "RUS", "war_crimes", "", "", ""};
  Verdict later = verdict(crimea, "2016-11-14");
  EXPECT_EQ(word(later.conclusion), "yes");
  ASSERT_EQ(later.bases.size(), 1u);
  EXPECT_EQ(later.bases[0].kind, "acceptance");
  EXPECT_EQ(later.bases[0].state.text(), "UKR");
  auto acts = acts_of(later.proof);
  EXPECT_TRUE(std::any_of(acts.begin(), acts.end(), [](const std::string& a) {
    return a.starts_with("rome-statute/UKR-2015");
  }));
  Verdict before = verdict(crimea, "2015-09-07");
  EXPECT_EQ(word(before.conclusion), "no");
}

TEST(Statute, AleppoIsOutOfReachUnlessTheSuspectIsAPartysNational) {
  Verdict v = verdict({"2016-11-16", "Aleppo", "", "war_crimes", "", "", ""}, "2016-11-16");
  EXPECT_EQ(word(v.conclusion), "undetermined");
  ASSERT_TRUE(v.residual);
  EXPECT_EQ(v.residual->any_of.size(), 124u);
  Verdict syrian = verdict({"2016-11-16", "Aleppo", "SYR", "war_crimes", "", "", ""}, "2016-11-16");
  EXPECT_EQ(word(syrian.conclusion), "no");
}

}  // namespace
}  // namespace ratione
