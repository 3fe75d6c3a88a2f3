// File: oracle/compare.h
//
// Questions with the engine's answers, gathered for one law as known on one
// day, and put to the oracle: SWI-Prolog with the exported law (docs/oracle.md).
//
//   Compared compared(house, known);
//   compared.ask(draw, instrument, 1000);
//   Said said = compared.put_to(compared.program());   // said.differ: none
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/evaluate.h"
#include "oracle/draw.h"

namespace ratione {

bool oracle_installed();

// What the oracle said.
struct Said {
  std::size_t questions = 0, answers = 0, differ = 0;
  double seconds = 0;
  std::vector<std::string> shown;  // the first differences, each with its question
  std::string errors;              // what the oracle complained of
};

class Compared {
 public:
  Compared(const testing_house::House& house, Day known);

  // Clauses of that instrument in one world: half of the time what it is asked
  // for (its questions), else any definition.
  void ask_in_one_world(const LawInstrument& instrument, Draw& draw, int n);
  // Every definition for every act or State that it may be asked of.
  void ask_every_definition(const LawInstrument& instrument, Draw& draw);
  // The conclusions over all worlds; where none of them is undetermined.
  void ask_in_all_worlds(const LawInstrument& instrument, Draw& draw, int n);

  // The law as the oracle is given it.
  std::string program() const;
  Said put_to(const std::string& program) const { return put_to(program, 0, questions_.size()); }
  // Some of the questions: from the first of these until before the last.
  Said put_to(const std::string& program, std::size_t from, std::size_t until) const;
  std::size_t questions() const { return questions_.size(); }
  // How often the engine concluded so ("no", "undetermined", "yes", "disputed").
  const std::map<std::string, int>& concluded() const { return concluded_; }

 private:
  struct Question {
    std::string term, answer;
  };
  void ask(const LawInstrument& instrument, int clause, const std::vector<Value>& args, Draw& draw,
           bool question);
  std::vector<int> definitions(const LawInstrument& instrument) const;
  void add(const LawInstrument& instrument, const Situation& situation, const std::string& world,
           const std::string& what, std::string answer);
  std::string answer(const LawInstrument& instrument, int clause, const std::vector<Value>& args,
                     const Situation& situation);
  Truth best_of_choices(const LawInstrument& instrument, int clause, const std::vector<Value>& args,
                        const Situation& situation, std::size_t field);
  bool arguments(const Clause& clause, Draw& draw, std::vector<Value>& args) const;
  Truth in_world(const LawInstrument& instrument, int clause, const Asked& asked);
  Asked balanced(const LawInstrument& instrument, int clause, Draw& draw);

  const testing_house::House& house_;
  Day known_;
  Engine engine_;
  Facts facts_;
  Evaluator evaluator_;
  std::vector<Question> questions_;
  std::map<std::string, int> concluded_;
};

}  // namespace ratione
