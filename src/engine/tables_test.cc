// The tables against the interpreter, which is the definition.
#include "engine/tables.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/random_cases.h"
#include "text/csv.h"

namespace ratione {
namespace {

using namespace random_cases;

std::string words(const Decision& d) {
  const Verdict& v = d.verdict;
  std::string out(word(v.conclusion));
  for (const ByReading& by : v.by_reading) {
    out += "; " + by.reading + "=" + std::string(word(by.conclusion));
  }
  if (v.court_reading) {
    out += "; court " + v.court_reading->reading + "=" +
           std::string(word(v.court_reading->conclusion));
  }
  for (const BasisFound& basis : v.bases) {
    out += "; " + basis.kind + basis.state.text() + " " + std::string(word(basis.value));
    for (const Citation& cite : basis.cites) out += " " + cite.words();
  }
  for (const LimitFound& limit : v.limits) {
    out += "; " + limit.rule + " " + std::string(word(limit.value));
  }
  for (const std::string& missing : v.missing) out += "; missing " + missing;
  if (v.residual) out += "; " + v.residual->says;
  if (d.unconfirmed) out += "; unconfirmed";
  const bool limited = std::any_of(v.limits.begin(), v.limits.end(), [](const LimitFound& limit) {
    return limit.value == Truth::yes;
  });
  if (d.barred && !limited) out += "; barred by " + d.barred->rule;
  return out;
}

// Whatever can be asked, each question once.
TEST(Tables, SayWhatTheInterpreterSaysOfAnyQuestion) {
  Draw draw(20180717);
  Engine engine = project().engine(known_days[2]);
  Engine asked = project().engine(known_days[2]);
  Tables tables(asked, court());
  int fitted = 0;
  const int n = cases(60);
  for (int i = 0; i < n; ++i) {
    Situation s = draw.situation();
    const Day day = s.days.from;
    s.days = Span::one(day);
    std::optional<Tables::Row> row = tables.row(s);
    if (!row) continue;
    Tables::Found found = tables.find(*row, day);
    if (found.entry < 0) continue;
    ++fitted;
    ASSERT_TRUE(found.valid.contains(s.days)) << shown(s);
    EXPECT_EQ(words(tables.decision(found, *row, day)),
              words(decision_of(engine.decide(court(), s))))
        << shown(s);
  }
  EXPECT_GT(fitted, n * 9 / 10);
}

// What the interpreter said of a question, by the days on which it says that it
// holds: so that a million days cost it some thousand questions.
class Interpreter {
 public:
  explicit Interpreter(Engine& engine) : engine_(engine) {}

  const std::string& say(const Situation& situation, int kind) {
    auto& answers = answers_[kind];
    for (const auto& [valid, said] : answers) {
      if (valid.contains(situation.days)) return said;
    }
    Verdict verdict = engine_.decide(court(), situation);
    const Span valid = verdict.valid.contains(situation.days) ? verdict.valid : situation.days;
    answers.emplace_back(valid, words(decision_of(std::move(verdict))));
    return answers.back().second;
  }

 private:
  Engine& engine_;
  std::map<int, std::vector<std::pair<Span, std::string>>> answers_;
};

// A million days over a pool of questions drawn anew for each day of knowledge.
TEST(Tables, SayWhatTheInterpreterSaysOnAMillionDays) {
  Draw draw(20161116);
  const int rows = cases(1'000'000) / 3;
  constexpr int kinds = 150;
  for (Day known : known_days) {
    Engine engine = project().engine(known);
    Engine asked = project().engine(known);
    Tables tables(asked, court());
    Interpreter interpreter(engine);
    struct Kind {
      Situation situation;
      Tables::Row row;
      Span valid = {Day::first(), Day::first()};
      std::string said;
    };
    std::vector<Kind> pool;
    // A few crimes and triggers, many places and suspects.
    std::vector<Situation> asks;
    for (int i = 0; i < 5; ++i) asks.push_back(draw.situation());
    while (pool.size() < kinds) {
      Kind kind;
      kind.situation = draw.situation();
      const Situation& ask = asks[pool.size() % asks.size()];
      for (const char* name : {"crime", "trigger", "age"}) {
        kind.situation.fields.erase(name);
        auto of = ask.fields.find(name);
        if (of != ask.fields.end()) kind.situation.fields.insert(*of);
      }
      // Unknown States cost the interpreter a question for each; the test above has them.
      if (!kind.situation.fields.contains("nationality")) continue;
      if (!kind.situation.fields.contains("territory")) continue;
      std::optional<Tables::Row> row = tables.row(kind.situation);
      if (!row) continue;
      kind.row = std::move(*row);
      pool.push_back(std::move(kind));
    }
    int told = 0;
    for (int i = 0; i < rows; ++i) {
      const std::size_t k = draw.below(pool.size());
      Kind& kind = pool[k];
      const Day day = draw.day();
      kind.situation.days = Span::one(day);
      Tables::Found found = tables.find(kind.row, day);
      ASSERT_GE(found.entry, 0) << shown(kind.situation);
      const std::string& right = interpreter.say(kind.situation, static_cast<int>(k));
      // Days of one span have one answer: it is put into words once.
      if (!(kind.valid == found.valid)) {
        kind.valid = found.valid;
        kind.said = words(tables.decision(found, kind.row, day));
      }
      ASSERT_EQ(kind.said, right) << shown(kind.situation);
      ++told;
    }
    EXPECT_EQ(told, rows);
    // The tables are worth having: fewer questions than the interpreter's spans.
    EXPECT_LT(tables.entries(), static_cast<std::size_t>(rows) / 10);
  }
}

// Other laws, whose questions are shaped otherwise: every place, every State and
// every option, around the days of all acts.
TEST(Tables, SayWhatTheInterpreterSaysUnderInventedTreaties) {
  const testing_house::House world(std::string(RATIONE_SOURCE_DIR) + "/tests/law/paris-style");
  Engine engine = world.engine("2025-12-31");
  Engine asked = world.engine("2025-12-31");
  const std::pair<const char*, const char*> questions[] = {{"lakes-accord", "nationality"},
                                                           {"seas-pact", "flag"}};
  for (const auto& [slug, person] : questions) {
    const LawInstrument& law = *world.law.instrument(slug);
    std::vector<Day> days;
    for (const Act& act : world.record.acts(slug)) {
      days.push_back(act.day.lo);
      days.push_back(add_years(act.day.lo, 1, Rounding::down).value());
    }
    std::vector<std::optional<StateCode>> states{std::nullopt};
    for (const State& state : world.record.states().all()) {
      if (state.name.find("Invented") != std::string::npos) states.emplace_back(state.code);
    }
    ASSERT_GT(states.size(), 5u);
    Tables tables(asked, law);
    int told = 0;
    for (const auto& place : states) {
      for (const auto& other : states) {
        Situation s;
        s.days = Span::one(days[0]);
        if (place) {
          const PlaceEntry* entry = world.atlas.find(place->text()).value();
          s.places = {entry->id};
          s.fields["territory"] = territory_of(world.atlas, {entry});
        }
        if (other) {
          s.fields[person] = Draw::text("");
          s.fields[person].states.push_back({*other, Span::always(), ""});
        }
        std::optional<Tables::Row> row = tables.row(s);
        if (!row) continue;
        for (std::size_t d = 0; d < days.size(); d += 5) {
          s.days = Span::one(days[d]);
          const Tables::Found found = tables.find(*row, days[d]);
          if (found.entry < 0) continue;
          ++told;
          ASSERT_EQ(words(tables.decision(found, *row, days[d])),
                    words(decision_of(engine.decide(law, s))))
              << slug << " " << shown(s);
        }
      }
    }
    EXPECT_GT(told, 500) << slug;
  }
}

// Two States whose accession is known by its month alone: an answer that is open
// for that names the State of its own row.
TEST(Tables, NameTheRowsOwnStateWhereADayIsUncertain) {
  const std::string folder = std::string(RATIONE_SOURCE_DIR) + "/tests/law/paris-style/record/";
  std::map<std::string, std::string> files;
  for (const char* name : {"states.csv", "state_names.csv", "instruments.csv",
                           "acts/lakes-accord.csv", "acts/seas-pact.csv"}) {
    files[name] = read_file(folder + name).value();
  }
  std::string& acts = files["acts/lakes-accord.csv"];
  for (const std::string state : {"QXA", "QXB"}) {
    acts += state + "-2018-1," + state +
            ",,accession,,2018-05-01/2018-05-20,,,,,,,,,,,yes,invented,,,1%\n";
    files["states.csv"] += state + ",Invented State " + state + ",,,,yes,\n";
  }
  const Record record = testing_house::take(Record::read(files));
  const testing_house::House world(std::string(RATIONE_SOURCE_DIR) + "/tests/law/paris-style");
  const Atlas atlas = testing_house::take(Atlas::load(world.folder + "/atlas", record.states()));
  const Day known = Day::from_ymd(2025, 12, 31).value();
  Engine engine = testing_house::take(Engine::make(world.law, record, atlas, known));
  Engine asked = testing_house::take(Engine::make(world.law, record, atlas, known));
  const LawInstrument& law = *world.law.instrument("lakes-accord");
  Tables tables(asked, law);
  int open = 0;
  for (const char* state : {"QXA", "QXB"}) {
    const PlaceEntry* place = atlas.find(state).value();
    Situation s;
    s.places = {place->id};
    s.fields["territory"] = territory_of(atlas, {place});
    s.fields["nationality"] = Draw::text("");
    s.fields["nationality"].states.push_back({StateCode::parse("QZA").value(), Span::always(), ""});
    s.fields["crime"] = Draw::text("5.1");
    std::optional<Tables::Row> row = tables.row(s);
    ASSERT_TRUE(row);
    for (Day day = Day::from_ymd(2018, 5, 1).value(); day < Day::from_ymd(2018, 8, 1).value();
         day = day.next()) {
      s.days = Span::one(day);
      const std::string said = words(tables.decision(tables.find(*row, day), *row, day));
      EXPECT_EQ(said, words(decision_of(engine.decide(law, s)))) << state << day.iso();
      open += said.starts_with("undetermined") ? 1 : 0;
    }
  }
  EXPECT_GT(open, 10);
}

// An answered finding may let an exception hold that decides which entry is whose.
TEST(Tables, LeaveAnsweredFindingsToTheInterpreter) {
  Engine engine = project().engine(known_days[2]);
  Tables all(engine, court());
  Tables grounds(engine, court(), Tables::Tells::grounds);
  Situation s;
  s.days = Span::one(Day::from_ymd(2021, 3, 1).value());
  s.fields["crime"] = Draw::text("7");
  EXPECT_TRUE(all.row(s));
  s.findings["represents"] = true;
  EXPECT_FALSE(all.row(s));
  EXPECT_TRUE(grounds.row(s));
}

}  // namespace
}  // namespace ratione
