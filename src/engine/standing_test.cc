// A status that was told on one day is told again on others without computing:
// held here to the computation itself, day by day.
#include "engine/standing.h"

#include <gtest/gtest.h>

#include <random>

#include "calendar/arithmetic.h"
#include "engine/house_for_tests.h"

namespace ratione {
namespace {

using testing_house::project;
using testing_house::take;

std::string all_of(const StatusRow& row) {
  auto day = [](const std::optional<Day>& d) { return d ? d->iso() : std::string("-"); };
  std::string out = row.state.text() + " " + row.status + " [" + row.uncertain + "] " +
                    day(row.signed_on) + " " + day(row.bound_from) + " " + day(row.bound_until);
  for (const std::string& note : row.notes) out += "; " + note;
  for (const std::string& act : row.acts) out += ", " + act;
  return out;
}

// The computation, with a memory of its own.
struct Fresh {
  explicit Fresh(Day known)
      : facts(take(Facts::make(project().law, project().record, project().atlas, known))),
        evaluator(project().law, facts, project().atlas, known, project().law.instruments.front()) {
  }
  StatusRow row(const LawInstrument& instrument, StateCode state, Day on) {
    return standing(evaluator, instrument, state, on, {});
  }
  Facts facts;
  Evaluator evaluator;
};

class Standing : public ::testing::TestWithParam<const char*> {};

// Any day of the calendar now and then; most of them where the record is.
Day random_day(std::mt19937& random) {
  if (random() % 20 == 0) return add_days(Day::first(), random() % 3'000'000).value();
  return add_days(Day::parse("1990-01-01").value(), random() % 15'000).value();
}

TEST_P(Standing, IsToldAgainAsItIsComputed) {
  const Day known = Day::parse(GetParam()).value();
  Fresh fresh(known);
  Engine engine = project().engine(known);
  std::mt19937 random(20161116);
  const auto& instruments = project().law.instruments;
  std::vector<const LawInstrument*> with_acts;
  for (const LawInstrument& each : instruments) {
    if (!project().record.acts(each.slug).empty()) with_acts.push_back(&each);
  }
  ASSERT_FALSE(with_acts.empty());
  for (int i = 0; i < 500; ++i) {
    const Day on = random_day(random);
    // Mostly the treaty with the longest record.
    const LawInstrument& instrument =
        random() % 4 == 0 ? *with_acts[random() % with_acts.size()] : *project().law.court("");
    for (const State& state : project().record.states().all()) {
      const StatusRow told = engine.status(instrument, state.code, on);
      const StatusRow computed = fresh.row(instrument, state.code, on);
      ASSERT_EQ(all_of(told), all_of(computed)) << instrument.slug << " " << on.iso();
      ASSERT_TRUE(told.valid.contains(on)) << all_of(told) << " " << on.iso();
    }
  }
}

// The days on either side of each change, where a span that is a day too long shows.
TEST_P(Standing, IsToldAgainUpToTheDayOnWhichItChanges) {
  const Day known = Day::parse(GetParam()).value();
  Fresh fresh(known);
  Engine engine = project().engine(known);
  const LawInstrument& instrument = *project().law.court("");
  int changes = 0;
  for (const State& state : project().record.states().all()) {
    std::optional<StatusRow> before;
    for (Day on = Day::first(); on < Day::never();) {
      StatusRow row = engine.status(instrument, state.code, on);
      ASSERT_TRUE(row.valid.contains(on));
      for (Day edge : {row.valid.from, row.valid.until.previous()}) {
        ASSERT_EQ(all_of(engine.status(instrument, state.code, edge)),
                  all_of(fresh.row(instrument, state.code, edge)))
            << edge.iso();
      }
      changes += before && all_of(*before) != all_of(row);
      before = row;
      on = row.valid.until;
    }
  }
  EXPECT_GT(changes, 50);
}

INSTANTIATE_TEST_SUITE_P(KnownOn, Standing,
                         ::testing::Values("1999-01-01", "2016-11-16", "2017-03-07", "2026-11-01"));

}  // namespace
}  // namespace ratione
