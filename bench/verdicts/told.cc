#include "verdicts/told.h"

#include <cstdlib>

#include "engine/territory.h"

namespace ratione::bench {

namespace {

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
std::uint32_t reason_of(const Verdict& verdict, Basis from) {
  static constexpr std::pair<std::string_view, Basis> kinds[] = {
      {"territory", Basis::territory},
      {"nationality", Basis::nationality},
      {"acceptance", Basis::acceptance},
      {"referral", Basis::referral}};
  for (const BasisFound& found : verdict.bases) {
    if (found.value != Truth::yes) continue;
    for (auto [kind, basis] : kinds) {
      if (kind != found.kind || basis < from) continue;
      const State* state = house().record.states().get(found.state);
      return bench::reason_of(
          basis, state == nullptr
                     ? no_state
                     : static_cast<StateIndex>(state - house().record.states().all().data()));
    }
  }
  return 0;
}

}  // namespace

Situation situation_of(const Rows& rows, std::size_t i) {
  const auto& states = house().record.states().all();
  Situation situation;
  situation.days = Span::one(Day::from_number(rows.day[i]).value());
  const PlaceEntry* place = house().atlas.get(states[rows.territory[i]].code.text());
  situation.places = {place->id};
  situation.fields["territory"] = territory_of(house().atlas, {place});
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

std::pair<Answer, std::uint32_t> told(const std::function<Verdict(const Situation&)>& decide,
                                      Situation situation, std::uint8_t crime,
                                      std::uint8_t trigger) {
  const Verdict verdict = decide(situation);
  const Answer answer = answer_of(verdict.conclusion);
  if (answer != Answer::yes) return {answer, 0};
  Basis from = Basis::territory;
  if (trigger == any_trigger && crime >= aggression) {
    // With the trigger left out every basis of every trigger is listed, also
    // one that is barred unless the Council refers.
    FieldValue& by_state = situation.fields["trigger"];
    by_state.is = FieldValue::Is::known;
    by_state.text = triggers[0];
    if (decide(situation).conclusion == Conclusion::no) from = Basis::referral;
  }
  return {answer, reason_of(verdict, from)};
}

}  // namespace ratione::bench
