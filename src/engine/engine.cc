#include "engine/engine.h"

#include <fmt/format.h>

#include <iterator>
#include <map>

#include "engine/asked.h"
#include "engine/cases.h"
#include "engine/decide.h"
#include "engine/explain.h"
#include "engine/inside.h"
#include "engine/standing.h"
#include "engine/worlds.h"
#include "text/names.h"

namespace ratione {

Engine::Engine(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Results<Engine> Engine::made_of(Results<Facts> facts, const Law& law, const Record& record,
                                const Atlas& atlas, Day known) {
  if (law.instruments.empty()) {
    return tl::unexpected<Errors>(Errors{
        {Code::engine_no_rule, Place{}, "the law has no instrument; nothing can be asked."}});
  }
  if (!facts) return tl::unexpected<Errors>(std::move(facts.error()));
  return Engine(std::make_unique<Inside>(law, record, atlas, known, std::move(*facts)));
}

Results<Engine> Engine::make(const Law& law, const Record& record, const Atlas& atlas, Day known) {
  return made_of(Facts::make(law, record, atlas, known), law, record, atlas, known);
}

Results<Engine> Engine::when_asked(const Law& law, const Record& record, const Atlas& atlas,
                                   Day known) {
  return made_of(Facts::when_asked(law, record, atlas, known), law, record, atlas, known);
}

Errors Engine::ready(const LawInstrument& instrument) const {
  return inside_->facts.ready(instrument);
}

Day Engine::known() const { return inside_->known; }

Errors Engine::check(const LawInstrument& instrument, const Situation& situation) const {
  return check_situation(inside_->law, instrument, situation);
}

Verdict Engine::decide(const LawInstrument& instrument, const Situation& situation,
                       std::string_view question) {
  const Question* asked = question.empty() && !instrument.questions.empty()
                              ? &instrument.questions.front()
                              : instrument.question(question);
  if (!asked) {
    Verdict verdict;
    verdict.faults.push_back(
        {Code::engine_no_rule, Place{},
         fmt::format("the law of {} asks no question \"{}\".", instrument.slug, question)});
    return verdict;
  }
  return ratione::decide(inside_->evaluator, inside_->decided, instrument, *asked, situation,
                         inside_->record.states());
}

StatusRow Engine::status(const LawInstrument& instrument, StateCode state, Day on,
                         const std::map<std::string, bool>& findings) {
  if (!findings.empty()) return standing(inside_->evaluator, instrument, state, on, findings);
  std::map<Day, StatusRow>& told = inside_->standings[{&instrument, state}];
  auto after = told.upper_bound(on);
  if (after != told.begin() && std::prev(after)->second.valid.contains(on)) {
    return std::prev(after)->second;
  }
  StatusRow row = standing(inside_->evaluator, instrument, state, on, findings);
  if (row.valid.contains(on)) told.insert_or_assign(row.valid.from, row);
  return row;
}

std::vector<StatusRow> Engine::statuses(const LawInstrument& instrument, Day on) {
  std::vector<StatusRow> rows;
  for (const State& state : inside_->record.states().all()) {
    rows.push_back(status(instrument, state.code, on));
  }
  return rows;
}

Proof Engine::explain_status(const LawInstrument& instrument, StateCode state, Day on) {
  return explain_standing(inside_->evaluator, instrument, state, on);
}

std::vector<DateRow> Engine::dates(const LawInstrument& instrument) {
  return effects(inside_->evaluator, instrument);
}

Result<TruthLine> Engine::rule(const LawInstrument& instrument, std::string_view name,
                               StateCode state) {
  int id = inside_->law.clause(instrument.slug, name);
  if (id < 0 || inside_->law.clauses[static_cast<std::size_t>(id)].form != Form::rule ||
      inside_->law.clauses[static_cast<std::size_t>(id)].params.size() != 1) {
    return fail(Code::engine_no_rule, fmt::format("the law of {} has no rule \"{}\" over a State.",
                                                  instrument.slug, name));
  }
  Evaluator& e = inside_->evaluator;
  e.inputs().ask(instrument);
  e.take_reads();
  Leaves leaves = explore(e, [&] { return e.rule(id, {Value{state, nullptr, {}}}); });
  for (const Leaf& leaf : leaves.leaves) {
    bool followed = true;
    for (auto [d, r] : leaf.world.chosen) {
      followed &=
          inside_->law.disputes[static_cast<std::size_t>(d)].followed_on(inside_->known) == r;
    }
    if (followed) return leaf.line;
  }
  return leaves.leaves.front().line;
}

Engine::CasesRun Engine::run_cases(const LawInstrument& instrument) {
  std::map<Day, std::unique_ptr<Inside>> others;
  return run_tables(
      inside_->evaluator, instrument, inside_->record.states(), [&](Day known) -> Evaluator* {
        auto it = others.find(known);
        if (it == others.end()) {
          Results<Facts> facts = Facts::make(inside_->law, inside_->record, inside_->atlas, known);
          if (!facts) return nullptr;
          it = others
                   .emplace(known,
                            std::make_unique<Inside>(inside_->law, inside_->record, inside_->atlas,
                                                     known, std::move(*facts)))
                   .first;
        }
        return &it->second->evaluator;
      });
}

Errors Engine::scan(const LawInstrument& instrument) {
  // Timelines hold every day of the calendar at once, so that evaluating a
  // clause once in every world is the exhaustive scan.
  Evaluator& e = inside_->evaluator;
  e.inputs().ask(instrument);
  e.take_reads();
  e.clear_faults();
  for (const int id : instrument.all_clauses) {
    const Clause& clause = inside_->law.clauses[static_cast<std::size_t>(id)];
    if (clause.exception_to >= 0) continue;
    auto run = [&](const std::vector<Value>& args) {
      explore(e, [&]() -> TruthLine {
        switch (clause.form) {
          case Form::rule:
            return e.rule(id, args);
          case Form::date:
            return from_day(e.date(id, args));
          case Form::number:
            e.number(id, args);
            return TruthLine(Truth::no);
        }
        return TruthLine(Truth::no);
      });
    };
    if (clause.params.empty()) {
      run({});
    } else if (clause.params.size() == 1 && clause.params[0].type == Type::state) {
      for (StateCode state : e.facts().states()) run({Value{state, nullptr, {}}});
    } else if (clause.params.size() == 1 && clause.params[0].type == Type::act) {
      for (const BoundAct* act : e.facts().of_kind(clause.params[0].kind))
        run({Value{{}, act, {}}});
    }
  }
  return e.faults();
}

}  // namespace ratione
