// Random cases against the project's law and record: what must hold of every
// answer, whatever it is.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "engine/engine.h"
#include "engine/house_for_tests.h"
#include "engine/territory.h"

namespace ratione {
namespace {

// `make check-long` sets RATIONE_LONG to a factor: as many times more cases.
// Under the sanitizers, which look for other faults, fewer do.
int cases(int usual) {
#ifdef __SANITIZE_ADDRESS__
  usual = (usual + 9) / 10;
#endif
  const char* factor = std::getenv("RATIONE_LONG");
  return factor ? usual * std::max(1, std::atoi(factor)) : usual;
}

using testing_house::project;

const LawInstrument& court() { return *project().law.court(""); }

// Draws situations around the days on which something changes.
class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }

  Day day() {
    static const std::vector<Day> turning = [] {
      std::vector<Day> days;
      for (const Act& act : project().record.acts(court().slug)) {
        days.push_back(act.day.lo);
        if (act.from) days.push_back(act.from->lo);
        if (act.until) days.push_back(act.until->lo);
      }
      return days;
    }();
    Day near = turning[below(turning.size())];
    int shift = static_cast<int>(below(1200)) - 300;
    if (one_in(3)) shift = static_cast<int>(below(5)) - 2;
    return add_days(near, shift).value();
  }

  StateCode state() {
    // Half of the time one that acted otherwise than by joining.
    static const std::vector<StateCode> lively = [] {
      std::vector<StateCode> states;
      for (const Act& act : project().record.acts(court().slug)) {
        if (act.kind != "signature" && act.kind != "ratification" && act.kind != "accession" &&
            act.kind != "consent_to_amendment" && !act.state.none()) {
          states.push_back(act.state);
        }
      }
      return states;
    }();
    const auto& all = project().record.states().all();
    return one_in(2) ? lively[below(lively.size())] : all[below(all.size())].code;
  }

  Situation situation() {
    Situation s;
    Day first = day();
    s.days = {first,
              one_in(4) ? add_days(first, static_cast<int>(below(500)) + 1).value() : first.next()};
    if (!one_in(12)) {
      std::vector<const PlaceEntry*> places;
      for (std::size_t n = one_in(6) ? 2 : 1; n > 0; --n) {
        const PlaceEntry* place = one_in(3)
                                      ? &project().atlas.all()[below(project().atlas.all().size())]
                                      : project().atlas.find(state().text()).value();
        places.push_back(place);
        s.places.push_back(place->id);
      }
      s.fields["territory"] = territory_of(project().atlas, places);
    }
    if (!one_in(3)) s.fields["nationality"] = states(one_in(8) ? 2 : 1);
    if (one_in(6)) s.fields["registered_in"] = states(1);
    if (!one_in(8)) {
      static const char* crimes[] = {"6",     "7",          "8",           "8bis",     "7.1.d",
                                     "7.1.i", "8.2.e.xiii", "8.2.b.xxvii", "8.2.e.xix"};
      s.fields["crime"] = text(crimes[below(std::size(crimes))]);
    }
    if (one_in(2)) {
      const auto& options = court().field("trigger")->options;
      s.fields["trigger"] = text(options[below(options.size())]);
    }
    if (one_in(10)) {
      FieldValue age = text("");
      age.number = Fraction(static_cast<std::int64_t>(15 + below(6)));
      s.fields["age"] = age;
    }
    return s;
  }

  FieldValue states(std::size_t n) {
    FieldValue value = text("");
    for (; n > 0; --n) value.states.push_back({state(), Span::always(), ""});
    return value;
  }
  static FieldValue text(std::string text) {
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = std::move(text);
    return value;
  }

 private:
  std::mt19937 random_;
};

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

std::string shown(const Situation& s) {
  std::string out = s.days.words();
  for (const std::string& place : s.places) out += " " + place;
  for (const auto& [name, value] : s.fields) {
    out += " " + name + "=" + value.text;
    for (const StateOn& state : value.states) out += state.state.text();
  }
  return out;
}

const Day known_days[] = {Day::from_ymd(2016, 11, 16).value(), Day::from_ymd(2021, 2, 5).value(),
                          Day::from_ymd(2026, 11, 1).value()};

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
