// Random cases against the project's law and record: what must hold of every
// answer, whatever it is.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/random_cases.h"

namespace ratione {
namespace {

using namespace random_cases;

std::string summary(const Verdict& v) {
  std::string out(word(v.conclusion));
  for (const ByReading& by : v.by_reading)
    out += "; " + by.reading + "=" + std::string(word(by.conclusion));
  if (v.court_reading) out += "; court=" + std::string(word(v.court_reading->conclusion));
  for (const Span& span : v.covered) out += "; " + span.words();
  for (const BasisFound& basis : v.bases) {
    out += "; " + basis.kind + basis.state.text() + " " + std::string(word(basis.value));
  }
  for (const LimitFound& limit : v.limits) {
    out += "; " + limit.rule + " " + std::string(word(limit.value));
  }
  for (const std::string& missing : v.missing) out += "; missing " + missing;
  for (const std::string& note : v.notes) out += "; " + note;
  if (v.residual) out += "; " + v.residual->says;
  return out;
}

// What was asked before must not matter: an engine that has answered a thousand
// questions answers like a new one.
TEST(Random, AnswersDoNotDependOnWhatWasAskedBefore) {
  Draw draw(20020701);
  for (Day known : known_days) {
    Engine worn = project().engine(known);
    for (int i = 0; i < cases(40); ++i) worn.decide(court(), draw.situation());
    for (int i = 0; i < cases(12); ++i) {
      Situation s = draw.situation();
      Engine fresh = project().engine(known);
      EXPECT_EQ(summary(worn.decide(court(), s)), summary(fresh.decide(court(), s))) << shown(s);
    }
  }
}

// A residual is what it says: a listed nationality gives yes, another does not.
TEST(Random, ResidualsFilledInGiveYesAndOthersDoNot) {
  Draw draw(19980717);
  int residuals = 0;
  for (Day known : known_days) {
    Engine engine = project().engine(known);
    for (int i = 0; i < cases(50); ++i) {
      Situation s = draw.situation();
      s.fields.erase("nationality");
      Verdict v = engine.decide(court(), s);
      if (!v.residual) continue;
      ++residuals;
      for (int k = 0; k < 6; ++k) {
        const auto& all = project().record.states().all();
        const auto& listed = v.residual->any_of;
        bool from_list = k % 2 == 0 && !listed.empty();
        StateCode state =
            from_list ? listed[draw.below(listed.size())] : all[draw.below(all.size())].code;
        const State* known_state = project().record.states().get(state);
        if (!known_state->exists.contains(s.days.from)) continue;
        Situation filled = s;
        filled.fields["nationality"] = Draw::text("");
        filled.fields["nationality"].states.push_back({state, Span::always(), ""});
        bool in = std::find(listed.begin(), listed.end(), state) != listed.end();
        Verdict f = engine.decide(court(), filled);
        EXPECT_EQ(f.conclusion == Conclusion::yes, in)
            << shown(filled) << " " << word(f.conclusion);
      }
    }
  }
  EXPECT_GT(residuals, cases(50) * 2 / 5);
}

// One day's answer holds on every day of `valid`.
TEST(Random, TheAnswerHoldsOnEveryDayOfItsSpan) {
  Draw draw(20161116);
  Engine engine = project().engine(known_days[2]);
  for (int i = 0; i < cases(60); ++i) {
    Situation s = draw.situation();
    s.days = Span::one(s.days.from);
    Verdict v = engine.decide(court(), s);
    ASSERT_TRUE(v.valid.contains(s.days)) << shown(s) << " " << v.valid.words();
    for (Day other : {v.valid.from, v.valid.until.previous(), draw.day()}) {
      if (!v.valid.contains(other)) continue;
      Situation moved = s;
      moved.days = Span::one(other);
      Verdict m = engine.decide(court(), moved);
      EXPECT_EQ(word(m.conclusion), word(v.conclusion))
          << shown(moved) << " against " << s.days.from.iso();
    }
  }
}

// The proof's root is the conclusion wherever one world and one completion
// carry it, and every act that it names is on record and known.
TEST(Random, ProofsEndInTheConclusionAndNameKnownActs) {
  Draw draw(20171014);
  for (Day known : known_days) {
    Engine engine = project().engine(known);
    for (int i = 0; i < cases(30); ++i) {
      Situation s = draw.situation();
      Verdict v = engine.decide(court(), s);
      EXPECT_EQ(render(v.faults), "") << shown(s);
      if (v.conclusion == Conclusion::yes) {
        EXPECT_EQ(v.proof.value, Truth::yes) << shown(s);
      }
      for (const std::string& id : acts_of(v.proof)) {
        const Act* act = project().record.act(id);
        ASSERT_NE(act, nullptr) << id;
        EXPECT_LE(act->known, known) << id << " " << shown(s);
      }
    }
  }
}

}  // namespace
}  // namespace ratione
