// Dense tables against the tables that they lay out.
#include "engine/dense_tables.h"

#include <gtest/gtest.h>

#include "engine/random_cases.h"

namespace ratione {
namespace {

using namespace random_cases;

TEST(DenseTables, TellTheEntryOfEveryRow) {
  Engine engine = project().engine(known_days[2]);
  Tables tables(engine, court());
  Draw draw(20170714);
  std::vector<Situation> asks(2);
  asks[0].fields["crime"] = Draw::text("7");
  asks[0].fields["trigger"] = Draw::text("proprio_motu");
  asks[1].fields["crime"] = Draw::text("8bis");
  asks[1].fields["trigger"] = Draw::text("state_referral");
  DenseTables::Field places{"territory", {}}, suspects{"nationality", {}};
  for (int i = 0; i < 40; ++i) {
    // Half of them places of States, half regions and disputed land.
    const PlaceEntry* place =
        i % 2 == 0 ? project().atlas.find(draw.state().text()).value()
                   : &project().atlas.all()[draw.below(project().atlas.all().size())];
    places.values.push_back({territory_of(project().atlas, {place}), {place->id}});
    suspects.values.push_back({draw.states(1), {}});
  }
  suspects.values.push_back({FieldValue{}, {}});  // unknown
  DenseTables dense(tables, asks, places, suspects);
  ASSERT_TRUE(dense.fits());

  // The code of an entry: which of the decisions met so far is its own.
  std::vector<std::string> met;
  auto said = [&](std::uint32_t ask, std::uint32_t place, std::uint32_t suspect, std::int32_t day) {
    Situation situation = asks[ask];
    situation.fields["territory"] = places.values[place].value;
    situation.places = places.values[place].places;
    situation.fields["nationality"] = suspects.values[suspect].value;
    std::optional<Tables::Row> row = tables.row(situation);
    const Day on = Day::from_number(day).value();
    const Verdict verdict = tables.decision(tables.find(*row, on), *row, on).verdict;
    std::string out(word(verdict.conclusion));
    for (const BasisFound& basis : verdict.bases) {
      out += " " + basis.kind + std::string(word(basis.value));
    }
    for (const LimitFound& limit : verdict.limits) out += " " + limit.rule;
    for (const std::string& missing : verdict.missing) out += " " + missing;
    return out;
  };
  auto make = [&](std::uint32_t ask, std::uint32_t place, std::uint32_t suspect, std::int32_t day) {
    met.push_back(said(ask, place, suspect, day));
    return static_cast<std::uint32_t>(met.size());
  };
  const int rows = cases(3000);
  for (int i = 0; i < rows; ++i) {
    const auto ask = static_cast<std::uint32_t>(draw.below(asks.size()));
    const auto place = static_cast<std::uint32_t>(draw.below(places.values.size()));
    // An unknown suspect is dear to fill.
    const auto suspect = static_cast<std::uint32_t>(
        draw.one_in(100) ? suspects.values.size() - 1 : draw.below(suspects.values.size() - 1));
    const std::int32_t day = draw.day().number();
    const DenseTables::Found found = dense.find(ask, place, suspect, day, make);
    ASSERT_EQ(met[found.code - 1], said(ask, place, suspect, day))
        << ask << " " << places.values[place].places[0] << " " << suspect << " "
        << Day::from_number(day).value().iso();
  }
  // Rows share entries, or the tables would be of no use.
  EXPECT_LT(met.size(), static_cast<std::size_t>(rows) / 2);
}

}  // namespace
}  // namespace ratione
