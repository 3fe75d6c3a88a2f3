// File: engine/consequences.h
//
// What acts bring about besides their own day of effect, as the law tells it
// (`duty`, `right`, `remains`, `threshold`, `revocable`, `lapse`), for whoever
// compares two records or looks ahead.
//
//   for (const Consequence& each : instrument.consequences)
//     if (each.tells == Consequence::Tells::duty)
//       TruthLine owed = line_over(engine, instrument, each.clause, state);
//
// Guarantees: as Engine::rule, in the worlds that the court follows, where it
// follows one; fields of the case are left out.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/engine.h"
#include "engine/evaluate.h"

namespace ratione {

// A rule over a State, or (state none) one without parameters.
TruthLine line_over(Engine& engine, const LawInstrument& instrument, int clause, StateCode state);
NumberLine amount(Engine& engine, const LawInstrument& instrument, int clause);

// The same in every world that differs.
struct WorldLine {
  std::vector<std::pair<int, int>> readings;  // (dispute, reading) of each dispute that was met
  TruthLine line;
  friend bool operator==(const WorldLine&, const WorldLine&) = default;
};
// `open`: gets the findings, as written ("represents(...)"), that were asked on the
// way and that nobody has answered.
std::vector<WorldLine> lines_over(Engine& engine, const LawInstrument& instrument, int clause,
                                  StateCode state, std::set<std::string>* open = nullptr);

// The declaration of that kind of consequence for acts of a kind of the record:
// of those that take it in, the narrowest. None: null.
const Consequence* told_of_kind(const Law& law, const LawInstrument& instrument,
                                Consequence::Tells tells, std::string_view kind);
// Its day for an act as known to the engine. None: nothing is told of that kind,
// or the act is not known.
std::optional<DayRange> day_told(Engine& engine, const LawInstrument& instrument,
                                 Consequence::Tells tells, std::string_view act_id);

// What a depositary says of an act as known to the engine, on the act's first day:
// the refusals and warnings whose rule holds, and those that may hold.
struct Said {
  const Consequence* consequence;
  bool certain;         // false: it may hold
  std::string_view by;  // who receives such acts; empty: the depositary
};
std::vector<Said> said_of(Engine& engine, const LawInstrument& instrument, std::string_view act_id);

// Does some rule of any law read acts of that kind of the instrument?
bool is_read(const Law& law, std::string_view instrument, std::string_view kind);
// Does the law declare a kind of act that holds it, so that it can be on record?
bool is_declared(const Law& law, std::string_view instrument, std::string_view kind);
// What acts of that kind answer: the kinds of the record; empty: they answer none.
std::vector<std::string> answered_kinds(const Law& law, std::string_view instrument,
                                        std::string_view kind);

// The kinds of the record that some kind of act of the law holds together with it.
std::vector<std::string> kinds_like(const Law& law, std::string_view instrument,
                                    std::string_view kind);

// The definitions of an instrument's law that are rules over one State, and those
// that are rules without parameters.
std::vector<int> rules_over_states(const Law& law, const LawInstrument& instrument);
std::vector<int> rules_of_the_case(const Law& law, const LawInstrument& instrument);

// Why the rule has its value on that day.
Proof proof_over(Engine& engine, const LawInstrument& instrument, int clause, StateCode state,
                 Day day);
// Why an act has its day of effect, or none. None: the law tells no day of its kind.
std::optional<Proof> proof_of_day(Engine& engine, const LawInstrument& instrument,
                                  std::string_view act_id);

}  // namespace ratione
