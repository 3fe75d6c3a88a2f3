// What was made for one value against what is made for it alone.
#include "engine/likeness.h"

#include <gtest/gtest.h>

#include "engine/inside.h"
#include "engine/random_cases.h"

namespace ratione {
namespace {

using namespace random_cases;

// Parts that were made before serve again, and the evaluator comes from other
// questions of the kind: neither may tell. Values of one State on other days among them.
TEST(Likeness, IsOfTheValueWhateverWasAskedBefore) {
  Engine used = project().engine(known_days[2]);
  Engine fresh = project().engine(known_days[2]);
  const Question& question = court().questions.front();
  Likeness kept(used.inside().evaluator, court(), question);
  Draw draw(20021101);
  std::vector<FieldValue> values;
  for (int i = 0; i < 3; ++i) {
    const FieldValue whole = draw.states(1);
    const Day cut = draw.day();
    for (const Span days : {Span::always(), Span{Day::first(), cut}, Span{cut, Day::never()}}) {
      FieldValue value = whole;
      value.states[0].days = days;
      values.push_back(std::move(value));
    }
  }
  auto situation = [&](const char* crime, const char* trigger, const char* field) {
    Situation s;
    s.days = Span::one(Day::from_ymd(2018, 8, 1).value());
    s.fields["crime"] = Draw::text(crime);
    s.fields["trigger"] = Draw::text(trigger);
    s.fields[field] = values[draw.below(values.size())];
    if (std::string_view(field) == "territory") {
      s.places = {s.fields[field].states[0].state.text()};
    }
    return s;
  };
  const char* crimes[] = {"7", "8bis", "8.2.e.xix"};
  const char* triggers[] = {"proprio_motu", "sc_referral"};
  const char* fields[] = {"territory", "nationality"};
  const int n = cases(200);
  for (int i = 0; i < n; ++i) {
    const char* crime = crimes[draw.below(std::size(crimes))];
    const char* trigger = triggers[draw.below(std::size(triggers))];
    const char* field = fields[draw.below(std::size(fields))];
    (void)used.decide(court(), situation(crime, trigger, field));
    const Situation s = situation(crime, trigger, field);
    const int index = court().field_index(field);
    Likeness alone(fresh.inside().evaluator, court(), question);
    EXPECT_EQ(kept.of(index, s), alone.of(index, s)) << field << " " << shown(s);
  }
}

}  // namespace
}  // namespace ratione
