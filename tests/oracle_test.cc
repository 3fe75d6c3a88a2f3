// The engine against the oracle: random full cases, asked of the interpreter
// and of the law exported to Prolog (docs/oracle.md). They share no code, so a
// difference is a fault of one of them; it is printed as the question that the
// oracle was asked, with both answers.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

#include "engine/engine.h"
#include "engine/evaluate.h"
#include "engine/house_for_tests.h"
#include "engine/territory.h"
#include "oracle/export.h"

namespace ratione {
namespace {

using testing_house::project;

// `make check-long` sets RATIONE_LONG to a factor: as many times more cases.
int cases(int usual) {
  const char* factor = std::getenv("RATIONE_LONG");
  return factor ? usual * std::max(1, std::atoi(factor)) : usual;
}

const LawInstrument& court() { return *project().law.court(""); }

struct Asked {
  Situation situation;
  std::vector<int> world;  // a reading for each dispute
};

class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {
    for (const Act& act : project().record.acts(court().slug)) {
      turning_.push_back(act.day.lo);
      by_kind_[act.kind].push_back(&act);
      if (act.from) turning_.push_back(act.from->lo);
      if (act.until) turning_.push_back(act.until->lo);
      if (act.kind != "signature" && act.kind != "ratification" && act.kind != "accession" &&
          act.kind != "consent_to_amendment" && !act.state.none()) {
        lively_.push_back(act.state);
      }
      for (const std::string& place : act.places) places_.push_back(place);
      for (const std::string& crime : act.crimes) crimes_.push_back(crime);
    }
    for (const PlaceEntry& place : project().atlas.all()) {
      if (place.kind != "state") places_.push_back(place.id);
    }
    for (const char* crime : {"6", "7", "8", "8bis", "7.1.d", "7.1.i", "8.2.b.xxvii"}) {
      crimes_.emplace_back(crime);
    }
  }

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  Day day() {
    // Near an act, or near what it does a year, 60 days or seven years later.
    static constexpr int later[] = {0, 0, 60, 75, 365, 366, 2557};
    int shift = static_cast<int>(below(900)) - 200;
    if (one_in(3)) shift = later[below(std::size(later))] + static_cast<int>(below(5)) - 2;
    return add_days(of(turning_), shift).value();
  }
  Day day_near(const Act& act) {
    std::vector<Day> days{act.day.lo, act.day.hi};
    for (const auto& end : {act.from, act.until}) {
      if (end) days.insert(days.end(), {end->lo, end->hi});
    }
    return add_days(of(days), static_cast<int>(below(one_in(2) ? 5 : 700)) - 2).value();
  }
  StateCode state() { return one_in(2) ? of(lively_) : of(project().record.states().all()).code; }
  static FieldValue text(std::string text) {
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = std::move(text);
    return value;
  }

  // An act of a kind as likely as any other: it makes the case that it bears on.
  const Act& act() {
    auto kind = by_kind_.begin();
    std::advance(kind, static_cast<std::ptrdiff_t>(below(by_kind_.size())));
    return *of(kind->second);
  }

  Asked asked() {
    Asked out;
    Situation& s = out.situation;
    const Act& about = act();
    std::vector<StateCode> states_of_act = about.about;
    if (!about.state.none()) states_of_act.push_back(about.state);
    if (states_of_act.empty()) states_of_act.push_back(state());
    auto a_state = [&] { return one_in(2) ? of(states_of_act) : state(); };

    s.days = Span::one(one_in(2) ? day() : day_near(about));
    for (std::size_t n = one_in(8) ? 2 : 1; n > 0; --n) {
      std::string place = one_in(4) ? of(places_) : a_state().text();
      if (!about.places.empty() && one_in(2)) place = of(about.places);
      const PlaceEntry* entry = project().atlas.find(place).value();
      if (!entry->within.empty() && one_in(4)) entry = project().atlas.get(entry->within);
      s.places.push_back(entry->id);
    }
    std::vector<const PlaceEntry*> entries;
    for (const std::string& place : s.places)
      entries.push_back(project().atlas.find(place).value());
    s.fields["territory"] = territory_of(project().atlas, entries);
    auto in_states = [&](std::size_t n) {
      FieldValue value = text("");
      for (; n > 0; --n) value.states.push_back({a_state(), Span::always(), ""});
      return value;
    };
    if (!one_in(60)) s.fields["nationality"] = in_states(one_in(8) ? 2 : 1);
    if (one_in(5)) s.fields["registered_in"] = in_states(1);
    if (!one_in(20)) {
      s.fields["crime"] = text(!about.crimes.empty() && one_in(2) ? of(about.crimes) : of(crimes_));
    }
    if (!one_in(4)) s.fields["trigger"] = text(of(court().field("trigger")->options));
    if (one_in(20)) {
      FieldValue age = text("");
      age.number = Fraction(static_cast<std::int64_t>(15 + below(6)));
      s.fields["age"] = age;
    }
    for (const Finding& finding : project().law.findings) {
      if (finding.instrument == court().slug && !one_in(4)) {
        s.findings[finding.name] = one_in(2);
      }
    }
    for (const Dispute& dispute : project().law.disputes) {
      out.world.push_back(static_cast<int>(below(dispute.readings.size())));
    }
    return out;
  }

 private:
  std::mt19937 random_;
  std::vector<Day> turning_;
  std::map<std::string, std::vector<const Act*>> by_kind_;
  std::vector<StateCode> lively_;
  std::vector<std::string> places_, crimes_;
};

std::string comma(const std::string& list, const std::string& next) {
  return list.empty() ? next : list + "," + next;
}

std::string world_term(const std::vector<int>& world) {
  std::string readings;
  for (std::size_t d = 0; d < world.size(); ++d) {
    const auto& all = project().law.disputes[d].readings;
    readings = comma(readings, prolog_atom(all[static_cast<std::size_t>(world[d])].name));
  }
  return "w(" + readings + ")";
}

std::string question(std::size_t id, const Situation& s, const std::string& world,
                     const std::string& what) {
  std::string places, fields, findings;
  for (const std::string& place : s.places) places = comma(places, prolog_atom(place));
  for (const auto& [name, value] : s.fields) {
    if (name == "territory") continue;  // the oracle reads the atlas itself
    std::string term;
    for (const StateOn& each : value.states) term = comma(term, prolog_atom(each.state.text()));
    const CaseField& field = *court().field(name);
    term = field.kind == CaseField::Kind::states  ? "states([" + term + "])"
           : field.kind == CaseField::Kind::crime ? "crime(" + prolog_atom(value.text) + ")"
           : field.kind == CaseField::Kind::number
               ? fmt::format("num({},{})", value.number->numerator(), value.number->denominator())
               : "option(" + prolog_atom(value.text) + ")";
    fields = comma(fields, prolog_atom(name) + "=" + term);
  }
  for (const auto& [name, yes] : s.findings) {
    findings =
        comma(findings, fmt::format("found({},[])={}", prolog_atom(name), yes ? "yes" : "no"));
  }
  return fmt::format("ask({},{},[{}],[{}],[{}],{},{}).\n", id, prolog_day(s.days.from), places,
                     fields, findings, world, what);
}

std::string id_of(const Clause& clause) {
  return prolog_atom(clause.instrument + "." + clause.name);
}

// One known day: questions for the oracle with the engine's answers.
class Compared {
 public:
  explicit Compared(Day known)
      : known_(known),
        engine_(project().engine(known)),
        facts_(testing_house::take(
            Facts::make(project().law, project().record, project().atlas, known))),
        evaluator_(project().law, facts_, project().atlas, known, court()) {}

  void ask(const std::string& term, std::string answer) {
    questions_.push_back(term);
    answers_.push_back(std::move(answer));
  }
  std::size_t next() const { return questions_.size(); }

  // The question's rule, in one world.
  void in_one_world(const Asked& asked) {
    Inputs& inputs = evaluator_.inputs();
    inputs.ask(court());
    const Situation& s = asked.situation;
    inputs.set_begun(s.days.from);
    for (std::size_t f = 0; f < court().fields.size(); ++f) {
      const CaseField& field = court().fields[f];
      auto given = s.fields.find(field.name);
      FieldValue value;
      if (given != s.fields.end())
        value = given->second;
      else if (field.left_out == CaseField::LeftOut::none)
        value.is = FieldValue::Is::none;
      else if (field.left_out == CaseField::LeftOut::literal) {
        value.is = FieldValue::Is::known;
        Fraction number;
        if (parse_fraction(field.literal, number)) value.number = number;
      }
      inputs.set_field(static_cast<int>(f), std::move(value));
    }
    inputs.set_places(s.places);
    for (const auto& [name, yes] : s.findings) {
      inputs.answer(name, yes ? Inputs::Answer::yes : Inputs::Answer::no);
    }
    choose(asked.world);
    const Question& q = court().questions.front();
    std::vector<int> rules{q.clause};
    for (const Question::Basis& basis : q.bases) rules.push_back(basis.clause);
    rules.insert(rules.end(), q.notes.begin(), q.notes.end());
    rules.insert(rules.end(), q.limits.begin(), q.limits.end());
    if (q.suspended >= 0) rules.push_back(q.suspended);
    // The question always, one other rule besides.
    int other = rules[next() % rules.size()];
    for (int rule : {q.clause, other}) {
      const Clause& clause = project().law.clauses[static_cast<std::size_t>(rule)];
      if (clause.exception_to >= 0) continue;  // a limit is asked with what it limits
      Truth best = Truth::no;
      int trigger = court().field_index("trigger");
      if (trigger >= 0 && !s.fields.contains("trigger")) {
        for (const std::string& option : court().field("trigger")->options) {
          inputs.set_field(trigger, Draw::text(option));
          best = either(best, evaluator_.rule(rule, {}).at(s.days.from));
        }
      } else {
        best = evaluator_.rule(rule, {}).at(s.days.from);
      }
      ask(question(next(), s, world_term(asked.world), "rule(" + id_of(clause) + ",[])"),
          std::to_string(static_cast<int>(best)));
    }
  }

  // The conclusion from all worlds; where none of them is undetermined.
  void in_all_worlds(const Asked& asked) {
    Verdict v = engine_.decide(court(), asked.situation);
    const Clause& clause =
        project().law.clauses[static_cast<std::size_t>(court().questions.front().clause)];
    ask(question(next(), asked.situation, "all", "rule(" + id_of(clause) + ",[])"),
        "=" + std::string(word(v.conclusion)));
  }

  // Rules of one State on a day, dates of acts, in any instrument.
  void of_states(Draw& draw, int n) {
    const Law& law = project().law;
    std::vector<int> clauses;
    for (std::size_t c = 0; c < law.clauses.size(); ++c) {
      const Clause& clause = law.clauses[c];
      bool of_case = std::find(clause.uses_case_field.begin(), clause.uses_case_field.end(),
                               true) != clause.uses_case_field.end() ||
                     clause.uses_incident;
      if (of_case || clause.exception_to >= 0 || clause.params.size() > 1) continue;
      if (clause.form == Form::number) continue;
      if (clause.params.empty() || clause.params[0].type != Type::day) {
        clauses.push_back(static_cast<int>(c));
      }
    }
    for (int i = 0; i < n; ++i) {
      const Clause& clause = law.clauses[static_cast<std::size_t>(draw.of(clauses))];
      int index = static_cast<int>(&clause - law.clauses.data());
      std::vector<Value> args;
      std::string shown;
      if (!clause.params.empty()) {
        Value value;
        if (clause.params[0].type == Type::state) {
          value.state = draw.state();
          shown = prolog_atom(value.state.text());
        } else {
          const auto& acts = facts_.of_kind(clause.params[0].kind);
          if (acts.empty()) continue;
          value.act = draw.of(acts);
          shown = prolog_atom(value.act->act->id);
        }
        args.push_back(value);
      }
      Asked asked;
      asked.situation.days = Span::one(draw.day());
      for (const Dispute& dispute : law.disputes) {
        asked.world.push_back(static_cast<int>(draw.below(dispute.readings.size())));
      }
      evaluator_.inputs().ask(court());
      choose(asked.world);
      std::string what = fmt::format("{}({},[{}])", clause.form == Form::rule ? "rule" : "date",
                                     id_of(clause), shown);
      std::string answer;
      if (clause.form == Form::rule) {
        Truth t = evaluator_.rule(index, args).at(asked.situation.days.from);
        answer = std::to_string(static_cast<int>(t));
      } else {
        DayRange d = evaluator_.date(index, args);
        answer = d.lo.iso() + "/" + d.hi.iso();
      }
      ask(question(next(), asked.situation, world_term(asked.world), what), answer);
    }
  }

  void compare() {
    namespace fs = std::filesystem;
    fs::path folder = fs::path(::testing::TempDir()) /
                      ("oracle-" + known_.iso() + "-" + std::to_string(getpid()));
    fs::create_directories(folder);
    fs::path law = folder / "law.pl", asked = folder / "questions.pl", said = folder / "answers";
    std::ofstream(law) << to_prolog(project().law, project().record, project().atlas, court(),
                                    known_);
    std::ofstream all(asked);
    for (const std::string& q : questions_) all << q;
    all.close();
    auto start = std::chrono::steady_clock::now();
    std::string command = fmt::format("swipl -O {} -- {} > {} 2> {}.err", law.string(),
                                      asked.string(), said.string(), said.string());
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print("{}: {} questions, {:.1f} s, {:.0f} a second\n", known_.iso(), questions_.size(),
               took, static_cast<double>(questions_.size()) / took);
    std::ifstream answers(said);
    std::string id, oracle;
    std::size_t seen = 0, differ = 0;
    while (answers >> id >> oracle) {
      std::size_t i = std::stoul(id);
      ASSERT_LT(i, answers_.size());
      ++seen;
      if (agree(answers_[i], oracle)) continue;
      if (++differ <= 10) {
        ADD_FAILURE() << "known " << known_.iso() << "\n"
                      << questions_[i] << "engine: " << answers_[i] << "\noracle: " << oracle;
      }
    }
    EXPECT_EQ(seen, questions_.size());
    EXPECT_EQ(differ, 0u);
    if (!std::getenv("ORACLE_KEEP")) fs::remove_all(folder);
  }

 private:
  void choose(const std::vector<int>& world) {
    for (std::size_t d = 0; d < world.size(); ++d) {
      evaluator_.inputs().choose(static_cast<int>(d), world[d]);
    }
  }

  static bool agree(const std::string& engine, const std::string& oracle) {
    if (engine.empty() || engine[0] != '=') return engine == oracle;
    if (oracle == "[2]") return engine == "=yes";
    if (oracle == "[0]") return engine == "=no";
    if (oracle == "[0,2]") return engine == "=disputed";
    return oracle[0] == '[';  // what is unknown is filled in first: another question
  }

  Day known_;
  Engine engine_;
  Facts facts_;
  Evaluator evaluator_;
  std::vector<std::string> questions_, answers_;
};

class Oracle : public ::testing::TestWithParam<const char*> {};

TEST_P(Oracle, AnswersAsTheEngineDoes) {
  if (std::system("command -v swipl > /dev/null 2>&1") != 0) {
    GTEST_SKIP() << "SWI-Prolog is not installed; run scripts/install_packages oracle.";
  }
  Day known = Day::parse(GetParam()).value();
  Compared compared(known);
  Draw draw(static_cast<unsigned>(known.number()));
  compared.of_states(draw, cases(400));
  for (int i = 0; i < cases(1200); ++i) compared.in_one_world(draw.asked());
  for (int i = 0; i < cases(150); ++i) compared.in_all_worlds(draw.asked());
  compared.compare();
}

INSTANTIATE_TEST_SUITE_P(Known, Oracle,
                         ::testing::Values("2009-06-01", "2016-11-16", "2021-02-05", "2026-11-01"));

}  // namespace
}  // namespace ratione
