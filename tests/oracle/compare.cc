#include "oracle/compare.h"

#include <fmt/format.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/asked.h"
#include "engine/decide.h"
#include "oracle/export.h"

namespace ratione {

namespace {

std::string comma(const std::string& list, const std::string& next) {
  return list.empty() ? next : list + "," + next;
}

std::string id_of(const Clause& clause) {
  return prolog_atom(clause.instrument + "." + clause.name);
}

std::string number_term(const Fraction& f) {
  return fmt::format("num({},{})", f.numerator(), f.denominator());
}
// As Prolog writes a rational.
std::string number_said(const Fraction& f) {
  return f.denominator() == 1 ? std::to_string(f.numerator())
                              : fmt::format("{}r{}", f.numerator(), f.denominator());
}

std::string value_term(const CaseField& field, const FieldValue& value) {
  if (value.is == FieldValue::Is::none) return "none";
  switch (field.kind) {
    case CaseField::Kind::states: {
      std::string states;
      for (const StateOn& each : value.states) {
        states = comma(states, prolog_atom(each.state.text()));
      }
      return "states([" + states + "])";
    }
    case CaseField::Kind::crime:
      return "crime(" + prolog_atom(value.text) + ")";
    case CaseField::Kind::number:
      return number_term(*value.number);
    case CaseField::Kind::truth:
      return *value.truth ? "truth(yes)" : "truth(no)";
    case CaseField::Kind::one_of:
    case CaseField::Kind::place:
      break;
  }
  return "option(" + prolog_atom(value.text) + ")";
}

// "war(QAA)" as found('isles.war',['QAA'])
std::string finding_term(const std::string& instrument, const std::string& written) {
  std::size_t open = written.find('(');
  std::string args;
  if (open != std::string::npos) {
    args = prolog_atom(written.substr(open + 1, written.size() - open - 2));
  }
  return fmt::format("found({},[{}])", prolog_atom(instrument + "." + written.substr(0, open)),
                     args);
}

std::string world_term(const Law& law, const std::vector<int>& world) {
  std::string readings;
  for (std::size_t d = 0; d < world.size(); ++d) {
    readings = comma(readings, prolog_reading(law, d, static_cast<std::size_t>(world[d])));
  }
  return world.empty() ? "w" : "w(" + readings + ")";
}

std::string argument_term(const Value& value) {
  if (value.act) return prolog_atom(value.act->act->id);
  if (value.day)
    return fmt::format("r({},{})", prolog_day(value.day->lo), prolog_day(value.day->hi));
  return prolog_atom(value.state.text());
}

bool agree(const std::string& engine, const std::string& oracle) {
  if (engine.empty() || engine[0] != '=') return engine == oracle;
  if (oracle == "[2]") return engine == "=yes";
  if (oracle == "[0]") return engine == "=no";
  if (oracle == "[0,2]") return engine == "=disputed";
  return oracle[0] == '[';  // what is unknown is filled in first: another question
}

}  // namespace

bool oracle_installed() { return std::system("command -v swipl > /dev/null 2>&1") == 0; }

Compared::Compared(const testing_house::House& house, Day known)
    : house_(house),
      known_(known),
      engine_(house.engine(known)),
      facts_(testing_house::take(Facts::make(house.law, house.record, house.atlas, known))),
      evaluator_(house.law, facts_, house.atlas, known, house.law.instruments.front()) {}

void Compared::add(const LawInstrument& instrument, const Situation& s, const std::string& world,
                   const std::string& what, std::string answer) {
  std::string places, fields, findings;
  for (const std::string& place : s.places) places = comma(places, prolog_atom(place));
  for (const auto& [name, value] : s.fields) {
    if (name == "territory") continue;  // the oracle reads the atlas itself
    fields = comma(fields, prolog_atom(name) + "=" + value_term(*instrument.field(name), value));
  }
  for (const auto& [written, yes] : s.findings) {
    findings = comma(findings, finding_term(instrument.slug, written) + (yes ? "=yes" : "=no"));
  }
  places = s.fields.contains("territory") ? "[" + places + "]" : "unknown";
  questions_.push_back({fmt::format("ask({},{},{},[{}],[{}],{},{}).\n", questions_.size(),
                                    prolog_day(s.days.from), places, fields, findings, world, what),
                        std::move(answer)});
}

// What is left to the asker's choice is tried in every way; the best counts.
Truth Compared::best_of_choices(const LawInstrument& instrument, int clause,
                                const std::vector<Value>& args, const Situation& s,
                                std::size_t field) {
  while (field < instrument.fields.size() &&
         (instrument.fields[field].left_out != CaseField::LeftOut::any ||
          s.fields.contains(instrument.fields[field].name))) {
    ++field;
  }
  if (field == instrument.fields.size()) return evaluator_.rule(clause, args).at(s.days.from);
  Truth best = Truth::no;
  for (const std::string& option : instrument.fields[field].options) {
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = option;
    evaluator_.inputs().set_field(static_cast<int>(field), value);
    best = either(best, best_of_choices(instrument, clause, args, s, field + 1));
  }
  return best;
}

std::string Compared::answer(const LawInstrument& instrument, int id,
                             const std::vector<Value>& args, const Situation& s) {
  switch (house_.law.clauses[static_cast<std::size_t>(id)].form) {
    case Form::rule:
      return std::to_string(static_cast<int>(best_of_choices(instrument, id, args, s, 0)));
    case Form::date: {
      DayRange day = evaluator_.date(id, args);
      return day.lo.iso() + "/" + day.hi.iso();
    }
    case Form::number: {
      NumberRange number = evaluator_.number(id, args).at(s.days.from);
      return number_said(number.lo) + "-" + number_said(number.hi);
    }
  }
  return "";
}

// Values for the clause's parameters; false when no act of that kind is known.
bool Compared::arguments(const Clause& clause, Draw& draw, std::vector<Value>& args) const {
  for (const Param& param : clause.params) {
    Value value;
    if (param.type == Type::state) {
      value.state = draw.state();
    } else if (param.type == Type::day) {
      value.day = DayRange::on(draw.day());
    } else {
      const auto& acts = facts_.of_kind(param.kind);
      if (acts.empty()) return false;
      value.act = draw.of(acts);
    }
    args.push_back(value);
  }
  return true;
}

Truth Compared::in_world(const LawInstrument& instrument, int clause, const Asked& asked) {
  put(evaluator_, instrument, asked.situation);
  for (std::size_t d = 0; d < asked.world.size(); ++d) {
    evaluator_.inputs().choose(static_cast<int>(d), asked.world[d]);
  }
  return best_of_choices(instrument, clause, {}, asked.situation, 0);
}

// As many a no as two for a yes: another case is drawn, some times, while there
// are more.
Asked Compared::balanced(const LawInstrument& instrument, int clause, Draw& draw) {
  Asked asked = draw.asked();
  for (int tries = 0; tries < 60; ++tries) {
    if (concluded_["no"] <= 2 * concluded_["yes"]) break;
    if (in_world(instrument, clause, asked) != Truth::no) break;
    asked = draw.asked();
  }
  return asked;
}

std::vector<int> Compared::definitions(const LawInstrument& instrument) const {
  std::vector<int> out = instrument.all_clauses;
  std::erase_if(out, [&](int id) {
    return house_.law.clauses[static_cast<std::size_t>(id)].exception_to >= 0;
  });
  return out;
}

void Compared::ask(const LawInstrument& instrument, int id, const std::vector<Value>& args,
                   Draw& draw, bool question) {
  const Clause& clause = house_.law.clauses[static_cast<std::size_t>(id)];
  Asked asked = question ? balanced(instrument, id, draw) : draw.asked();
  Situation& s = asked.situation;
  if (clause.form != Form::rule) {
    // Only of truths is there a best one.
    for (const CaseField& field : instrument.fields) {
      if (field.left_out != CaseField::LeftOut::any || s.fields.contains(field.name)) continue;
      FieldValue value;
      value.is = FieldValue::Is::known;
      value.text = draw.of(field.options);
      s.fields[field.name] = value;
    }
  }
  put(evaluator_, instrument, s);
  for (std::size_t d = 0; d < asked.world.size(); ++d) {
    evaluator_.inputs().choose(static_cast<int>(d), asked.world[d]);
  }
  std::string shown;
  for (const Value& value : args) shown = comma(shown, argument_term(value));
  static constexpr std::string_view forms[] = {"rule", "date", "number"};
  std::string said = answer(instrument, id, args, s);
  if (question) ++concluded_[said == "2" ? "yes" : said == "0" ? "no" : "undetermined"];
  add(instrument, s, world_term(house_.law, asked.world),
      fmt::format("{}({},[{}])", forms[static_cast<int>(clause.form)], id_of(clause), shown),
      std::move(said));
}

void Compared::ask_in_one_world(const LawInstrument& instrument, Draw& draw, int n) {
  const std::vector<int> all = definitions(instrument);
  if (all.empty()) return;
  for (int i = 0; i < n; ++i) {
    bool question = !instrument.questions.empty() && draw.one_in(2);
    int id = question ? draw.of(instrument.questions).clause : draw.of(all);
    std::vector<Value> args;
    if (!arguments(house_.law.clauses[static_cast<std::size_t>(id)], draw, args)) continue;
    ask(instrument, id, args, draw, question);
  }
}

void Compared::ask_every_definition(const LawInstrument& instrument, Draw& draw) {
  for (int id : definitions(instrument)) {
    const Clause& clause = house_.law.clauses[static_cast<std::size_t>(id)];
    std::vector<Value> firsts;
    if (!clause.params.empty() && clause.params[0].type == Type::act) {
      for (const BoundAct* act : facts_.of_kind(clause.params[0].kind)) {
        firsts.push_back(Value{{}, act, {}});
      }
    } else if (!clause.params.empty() && clause.params[0].type == Type::state) {
      for (StateCode state : facts_.states()) firsts.push_back(Value{state, nullptr, {}});
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(3 * firsts.size(), 24); ++i) {
      std::vector<Value> args;
      if (!arguments(clause, draw, args)) break;
      if (!firsts.empty()) args[0] = firsts[i % firsts.size()];
      ask(instrument, id, args, draw, false);
    }
  }
}

void Compared::ask_in_all_worlds(const LawInstrument& instrument, Draw& draw, int n) {
  for (int i = 0; i < n && !instrument.questions.empty(); ++i) {
    const ratione::Question& question = draw.of(instrument.questions);
    const Situation s = balanced(instrument, question.clause, draw).situation;
    std::string said(word(engine_.decide(instrument, s, question.name).conclusion));
    ++concluded_[said];
    const Clause& clause = house_.law.clauses[static_cast<std::size_t>(question.clause)];
    add(instrument, s, "all", "rule(" + id_of(clause) + ",[])", "=" + said);
  }
}

std::string Compared::program() const {
  return to_prolog(house_.law, house_.record, house_.atlas, known_);
}

Said Compared::put_to(const std::string& program, std::size_t from, std::size_t until) const {
  namespace fs = std::filesystem;
  static int runs = 0;
  fs::path folder = fs::path(::testing::TempDir()) /
                    fmt::format("oracle-{}-{}-{}", known_.iso(), getpid(), ++runs);
  fs::create_directories(folder);
  fs::path law = folder / "law.pl", asked = folder / "questions.pl", said = folder / "answers",
           errors = folder / "errors";
  std::ofstream(law) << program;
  std::ofstream all(asked);
  for (std::size_t i = from; i < until; ++i) all << questions_[i].term;
  all.close();

  Said out;
  out.questions = until - from;
  auto start = std::chrono::steady_clock::now();
  std::string command = fmt::format("timeout 900 swipl -O {} -- {} > {} 2> {}", law.string(),
                                    asked.string(), said.string(), errors.string());
  int code = std::system(command.c_str());
  out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::stringstream complaints;
  complaints << std::ifstream(errors).rdbuf();
  out.errors = complaints.str();
  if (code != 0) out.errors += fmt::format("{} ended with {}\n", command, code);

  std::ifstream answers(said);
  std::string id, oracle;
  while (answers >> id >> oracle) {
    std::size_t i = std::strtoul(id.c_str(), nullptr, 10);
    if (i >= questions_.size()) break;
    ++out.answers;
    const auto& [term, engine] = questions_[i];
    if (agree(engine, oracle)) continue;
    if (++out.differ <= 10) {
      out.shown.push_back(
          fmt::format("known {}\n{}engine: {}\noracle: {}", known_.iso(), term, engine, oracle));
    }
  }
  if (!std::getenv("ORACLE_KEEP")) fs::remove_all(folder);
  return out;
}

}  // namespace ratione
