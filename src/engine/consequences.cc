#include "engine/consequences.h"

#include <algorithm>
#include <set>

#include "engine/explain.h"
#include "engine/inside.h"
#include "engine/standing.h"
#include "engine/worlds.h"

namespace ratione {

namespace {

bool takes_in(const ActKind& kind, std::string_view record_kind) {
  return std::find(kind.record_kinds.begin(), kind.record_kinds.end(), record_kind) !=
         kind.record_kinds.end();
}

// Runs `ask` in the world that the court follows as known, where it follows one
// on every dispute that is met; else in the first.
template <class Ask>
auto in_followed_world(Evaluator& e, const LawInstrument& instrument, Ask ask) {
  e.inputs().ask(instrument);
  e.take_reads();
  Leaves leaves = explore(e, [&]() -> TruthLine {
    if constexpr (std::is_same_v<decltype(ask()), TruthLine>) {
      return ask();
    } else {
      ask();
      return TruthLine(Truth::no);
    }
  });
  const Leaf* shown = &leaves.leaves.front();
  for (const Leaf& leaf : leaves.leaves) {
    const bool followed =
        std::all_of(leaf.world.chosen.begin(), leaf.world.chosen.end(), [&](const auto& chosen) {
          return e.law().disputes[static_cast<std::size_t>(chosen.first)].followed_on(e.known()) ==
                 chosen.second;
        });
    if (!followed) continue;
    shown = &leaf;
    break;
  }
  enter(e, shown->world);
  auto result = ask();
  leave(e, shown->world);
  e.take_reads();
  return result;
}

std::vector<Value> arguments(StateCode state) {
  if (state.none()) return {};
  return {Value{state, nullptr, {}}};
}

template <class Wanted>
std::vector<int> definitions(const Law& law, const LawInstrument& instrument, Wanted wanted) {
  std::vector<int> out;
  for (const auto& [name, id] : instrument.clauses) {
    const Clause& clause = law.clauses[static_cast<std::size_t>(id)];
    if (clause.form == Form::rule && clause.exception_to < 0 && wanted(clause)) out.push_back(id);
  }
  return out;
}

}  // namespace

TruthLine line_over(Engine& engine, const LawInstrument& instrument, int clause, StateCode state) {
  Evaluator& e = engine.inside().evaluator;
  return in_followed_world(e, instrument, [&] { return e.rule(clause, arguments(state)); });
}

std::vector<WorldLine> lines_over(Engine& engine, const LawInstrument& instrument, int clause,
                                  StateCode state, std::set<std::string>* open) {
  Evaluator& e = engine.inside().evaluator;
  e.inputs().ask(instrument);
  e.take_reads();
  Leaves leaves = explore(e, [&] { return e.rule(clause, arguments(state)); });
  if (open != nullptr) {
    for (const Read& read : leaves.reads.all()) {
      const std::string* finding = e.inputs().finding_of(read.cell);
      if (finding != nullptr && e.inputs().answered(read.cell) == Inputs::Answer::open) {
        open->insert(*finding);
      }
    }
  }
  std::vector<WorldLine> out;
  for (Leaf& leaf : leaves.leaves) {
    out.push_back({std::move(leaf.world.chosen), std::move(leaf.line)});
  }
  return out;
}

NumberLine amount(Engine& engine, const LawInstrument& instrument, int clause) {
  Evaluator& e = engine.inside().evaluator;
  return in_followed_world(e, instrument, [&] { return e.number(clause, {}); });
}

const Consequence* told_of_kind(const Law& law, const LawInstrument& instrument,
                                Consequence::Tells tells, std::string_view kind) {
  const Consequence* best = nullptr;
  std::size_t best_size = 0;
  for (const Consequence& each : instrument.consequences) {
    if (each.tells != tells || each.kind < 0) continue;
    const ActKind& told = law.kinds[static_cast<std::size_t>(each.kind)];
    if (!takes_in(told, kind)) continue;
    if (best != nullptr && told.record_kinds.size() >= best_size) continue;
    best = &each;
    best_size = told.record_kinds.size();
  }
  return best;
}

std::optional<DayRange> day_told(Engine& engine, const LawInstrument& instrument,
                                 Consequence::Tells tells, std::string_view act_id) {
  Evaluator& e = engine.inside().evaluator;
  const BoundAct* act = e.facts().act(act_id);
  if (act == nullptr) return std::nullopt;
  const Consequence* told = told_of_kind(e.law(), instrument, tells, act->act->kind);
  if (told == nullptr) return std::nullopt;
  return in_followed_world(e, instrument, [&] {
    return e.date(told->clause, {Value{{}, act, {}}});
  });
}

std::vector<Said> said_of(Engine& engine, const LawInstrument& instrument,
                          std::string_view act_id) {
  Evaluator& e = engine.inside().evaluator;
  std::vector<Said> said;
  const BoundAct* act = e.facts().act(act_id);
  if (act == nullptr) return said;
  const Consequence* received =
      told_of_kind(e.law(), instrument, Consequence::Tells::received, act->act->kind);
  for (const Consequence& each : instrument.consequences) {
    if (!tells_of_receipt(each.tells)) continue;
    if (!takes_in(e.law().kinds[static_cast<std::size_t>(each.kind)], act->act->kind)) continue;
    const Truth holds = in_followed_world(e, instrument, [&] {
                          return e.rule(each.clause, {Value{{}, act, {}}});
                        }).at(act->act->day.lo);
    if (holds != Truth::no) {
      said.push_back(
          {&each, holds == Truth::yes, received == nullptr ? std::string_view() : received->says});
    }
  }
  return said;
}

bool is_read(const Law& law, std::string_view instrument, std::string_view kind) {
  for (std::size_t i = 0; i < law.kinds.size(); ++i) {
    const ActKind& each = law.kinds[i];
    if (law.kinds_read[i] && each.instrument == instrument && takes_in(each, kind)) return true;
  }
  return false;
}

bool is_declared(const Law& law, std::string_view instrument, std::string_view kind) {
  return std::any_of(law.kinds.begin(), law.kinds.end(), [&](const ActKind& each) {
    return each.instrument == instrument && takes_in(each, kind);
  });
}

std::vector<std::string> answered_kinds(const Law& law, std::string_view instrument,
                                        std::string_view kind) {
  for (const ActKind& each : law.kinds) {
    if (each.instrument != instrument || !takes_in(each, kind) || each.of < 0) continue;
    return law.kinds[static_cast<std::size_t>(each.of)].record_kinds;
  }
  return {};
}

std::vector<std::string> kinds_like(const Law& law, std::string_view instrument,
                                    std::string_view kind) {
  std::set<std::string> out;
  for (const ActKind& each : law.kinds) {
    if (each.instrument != instrument || !takes_in(each, kind)) continue;
    out.insert(each.record_kinds.begin(), each.record_kinds.end());
  }
  return {out.begin(), out.end()};
}

std::vector<int> rules_over_states(const Law& law, const LawInstrument& instrument) {
  return definitions(law, instrument, [](const Clause& clause) {
    return clause.params.size() == 1 && clause.params[0].type == Type::state;
  });
}

std::vector<int> rules_of_the_case(const Law& law, const LawInstrument& instrument) {
  return definitions(law, instrument, [](const Clause& clause) { return clause.params.empty(); });
}

Proof proof_over(Engine& engine, const LawInstrument& instrument, int clause, StateCode state,
                 Day day) {
  Evaluator& e = engine.inside().evaluator;
  return in_followed_world(e, instrument,
                           [&] { return explain_rule(e, clause, arguments(state), day); });
}

std::optional<Proof> proof_of_day(Engine& engine, const LawInstrument& instrument,
                                  std::string_view act_id) {
  Evaluator& e = engine.inside().evaluator;
  const BoundAct* act = e.facts().act(act_id);
  const Effective* told =
      act == nullptr ? nullptr : effective_of(e.law(), instrument, act->act->kind);
  if (told == nullptr) return std::nullopt;
  return in_followed_world(e, instrument, [&] {
    return explain_date(e, told->clause, {Value{{}, act, {}}});
  });
}

}  // namespace ratione
