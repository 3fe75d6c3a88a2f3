// The engine's interpreter. It explains every answer, and remembers answers by
// what they read; nothing else of it is special to these rows.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "engine/engine.h"
#include "engine/territory.h"
#include "verdicts/peers.h"

namespace ratione::bench {

namespace {

Situation situation_of(const House& house, const Rows& rows, std::size_t i) {
  const auto& states = house.record.states().all();
  Situation situation;
  situation.days = Span::one(Day::from_number(rows.day[i]).value());
  const PlaceEntry* place = house.atlas.get(states[rows.territory[i]].code.text());
  situation.places = {place->id};
  situation.fields["territory"] = territory_of(house.atlas, {place});
  if (rows.suspect[i] != no_state) {
    FieldValue& suspect = situation.fields["nationality"];
    suspect.is = FieldValue::Is::known;
    suspect.states.push_back({states[rows.suspect[i]].code, Span::always(), ""});
  }
  FieldValue& crime = situation.fields["crime"];
  crime.is = FieldValue::Is::known;
  crime.text = crimes[rows.crime[i]];
  if (rows.trigger[i] != any_trigger) {
    FieldValue& trigger = situation.fields["trigger"];
    trigger.is = FieldValue::Is::known;
    trigger.text = triggers[rows.trigger[i]];
  }
  return situation;
}

Answer answer_of(Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::yes:
      return Answer::yes;
    case Conclusion::no:
      return Answer::no;
    case Conclusion::undetermined:
      return Answer::undetermined;
    case Conclusion::disputed:
      return Answer::disputed;
  }
  std::abort();
}

// `from`: the first basis that may count.
std::uint32_t reason_of(const House& house, const Verdict& verdict, Basis from) {
  static constexpr std::pair<std::string_view, Basis> kinds[] = {
      {"territory", Basis::territory},
      {"nationality", Basis::nationality},
      {"acceptance", Basis::acceptance},
      {"referral", Basis::referral}};
  for (const BasisFound& found : verdict.bases) {
    if (found.value != Truth::yes) continue;
    for (auto [kind, basis] : kinds) {
      if (kind != found.kind || basis < from) continue;
      const State* state = house.record.states().get(found.state);
      return bench::reason_of(
          basis, state == nullptr
                     ? no_state
                     : static_cast<StateIndex>(state - house.record.states().all().data()));
    }
  }
  return 0;
}

}  // namespace

void decide_interpreter(const Rows& rows, Verdicts& verdicts) {
  static Engine engine = [] {
    Results<Engine> made = Engine::make(house().law, house().record, house().atlas, house().known);
    if (!made) {
      fmt::print(stderr, "{}\n", render(made.error()));
      std::exit(3);
    }
    return std::move(*made);
  }();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Situation situation = situation_of(house(), rows, i);
    const Verdict verdict = engine.decide(house().court(), situation);
    verdicts.conclusion[i] = static_cast<std::uint8_t>(answer_of(verdict.conclusion));
    verdicts.reason[i] = 0;
    if (verdict.conclusion != Conclusion::yes) continue;
    Basis from = Basis::territory;
    if (rows.trigger[i] == any_trigger && rows.crime[i] >= aggression) {
      // With the trigger left out every basis of every trigger is listed, also
      // one that is barred unless the Council refers.
      FieldValue& trigger = situation.fields["trigger"];
      trigger.is = FieldValue::Is::known;
      trigger.text = triggers[0];
      const Verdict without = engine.decide(house().court(), situation);
      if (without.conclusion == Conclusion::no) from = Basis::referral;
    }
    verdicts.reason[i] = reason_of(house(), verdict, from);
  }
}

}  // namespace ratione::bench
