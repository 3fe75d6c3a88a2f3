// Rows decided by tables against the interpreter, which is the definition: every
// column that a row gets.
#include "screen/lane.h"

#include <gtest/gtest.h>

#include "engine/random_cases.h"

namespace ratione {
namespace {

using namespace random_cases;

std::string words(const Told& told) {
  std::string out;
  for (std::string_view column : told.columns) out.append(column).append("|");
  return out;
}

// A file's rows: few asks, many places, suspects and days.
TEST(Lane, SaysWhatTheInterpreterSays) {
  Draw draw(20211019);
  const ColumnMap map = map_columns({"date_start", "date_end", "place", "suspect", "crime",
                                     "trigger", "registered_in", "age"},
                                    {})
                            .value();
  Engine engine = project().engine(known_days[2]);
  Engine other = project().engine(known_days[2]);
  const auto& [law, record, atlas] = std::tie(project().law, project().record, project().atlas);
  Decider decider(engine, law, court(), record, atlas, map, 2);
  Decider interpreter(other, law, court(), record, atlas, map);
  Decider::Lane lane(decider);

  std::vector<std::string> places{"Crimea", "high-seas", "XKX", "PSE", "Darfur", "CIV;FRA"};
  for (int i = 0; i < 60; ++i) places.push_back(draw.state().text());
  std::vector<std::string> suspects{"none", "XKX", "FRA;RUS"};
  for (int i = 0; i < 60; ++i) suspects.push_back(draw.state().text());
  const char* asks[][3] = {{"genocide", "", ""},
                           {"war_crimes", "proprio_motu", ""},
                           {"8(2)(e)(xix)", "state_referral", ""},
                           {"aggression", "sc_referral", "30"}};
  std::map<std::string, std::string> asked_before;
  const int rows = cases(5000);
  for (int i = 0; i < rows; ++i) {
    const Day first = draw.day();
    const Day last =
        draw.one_in(5) ? add_days(first, static_cast<int>(draw.below(400))).value() : first;
    const std::string from = first.iso(), to = last.iso();
    const auto& [crime, trigger, age] = asks[draw.below(std::size(asks))];
    Cells cells;
    cells.set(Word::date_start, from);
    cells.set(Word::date_end, to);
    cells.set(Word::place, places[draw.below(places.size())]);
    // An unknown suspect is dear to the interpreter.
    if (!draw.one_in(25)) cells.set(Word::suspect, suspects[draw.below(suspects.size())]);
    if (draw.one_in(10)) cells.set(Word::registered_in, suspects[draw.below(suspects.size())]);
    cells.set(Word::crime, crime);
    cells.set(Word::trigger, trigger);
    cells.set(Word::age, age);
    std::string right;
    if (Read<Asked> asked = interpreter.asked(cells, {})) {
      right = words(interpreter.outcome(*asked).told());
    } else {
      right = words(unreadable_outcome(map.name(asked.error().word), asked.error().why).told());
    }
    ASSERT_EQ(words(lane.decide(cells).told), right)
        << from << " to " << to << " in " << cells[Word::place] << " by " << cells[Word::suspect]
        << " aboard " << cells[Word::registered_in] << ": " << crime << " " << trigger;
  }
  // Most rows were not put to the interpreter.
  EXPECT_LT(decider.questions(), rows * 9 / 10);
}

}  // namespace
}  // namespace ratione
