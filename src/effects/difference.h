// File: effects/difference.h
//
// What two records differ in, under every instrument that the acts can reach
// (effects/reach.h) and for every State: the
// dates that move, the statuses, the duties and rights that begin or end, what
// remains of those that ended, the numbers that the others need.
//
//   Engine without = ..., with = ...;          // the same law, the same known day
//   Difference d = difference(law, record.states(), without, with, {act_id});
//   d.changes_law()                             // false: no legal effect
//
// Guarantees: nothing legal is decided here; what a duty is, which number is
// needed and what a status means, the law says. What the acts in question are is
// told apart only to leave out their own rows in `changes_law`.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/span.h"
#include "engine/consequences.h"
#include "engine/engine.h"
#include "law/fraction.h"

namespace ratione {

// The day of effect of an act or of the whole treaty, or the first or last day of
// a State's membership.
struct DateMoved {
  const LawInstrument* instrument = nullptr;
  std::string what;  // a kind of act, an event ("entry_into_force"), bound_from, bound_until
  std::string act;   // its id; or empty
  StateCode state;   // none: the whole treaty
  std::optional<DayRange> before, after;
  std::string outcome_before, outcome_after;  // as in DateRow; empty: not there
  std::vector<Citation> cites;
  bool own = false;  // of an act in question
};

struct StatusMoved {
  const LawInstrument* instrument = nullptr;
  StateCode state;
  std::string before, after;
  Span days;
};

// A duty, a right, or what remains of them.
struct BondMoved {
  const LawInstrument* instrument = nullptr;
  const Consequence* bond = nullptr;
  StateCode state;
  Truth before = Truth::no, after = Truth::no;  // as the court reads, where it follows a reading
  Span days;
  bool disputed = false;  // with the act, readings differ on some of these days

  bool begins() const { return before < after; }
  // yes, no or undetermined; disputed.
  std::string_view word_after() const { return disputed ? "disputed" : word(after); }
};

struct ThresholdMoved {
  const LawInstrument* instrument = nullptr;
  const Consequence* threshold = nullptr;
  Fraction before, after;
  Span days;
};

struct Difference {
  std::vector<DateMoved> dates;
  std::vector<StatusMoved> statuses;
  std::vector<BondMoved> bonds;
  std::vector<ThresholdMoved> thresholds;
  // Rules whose timeline differs in some world, with the fields of the case left
  // out: duties and rights too.
  // In worlds with these readings; not certain: only if a finding about an act in
  // question, which nobody has answered, is answered so.
  struct InWorld {
    std::vector<std::pair<int, int>> readings;  // (dispute, reading)
    bool certain = true;
  };
  struct RuleMoved {
    const LawInstrument* instrument = nullptr;
    int clause = -1;
    StateCode state;  // none: a rule of the case alone
    Span days;        // from the first day that differs past the last one
    std::vector<InWorld> worlds;
  };
  std::vector<RuleMoved> rules;
  std::int64_t compared = 0;  // timelines
  // Of each State, every rule over it with the acts, in every world; of none, the
  // rules of the case alone.
  std::map<StateCode, std::vector<std::vector<WorldLine>>> lines;

  // More than the acts' own rows differ.
  bool changes_law() const;
  // States for which something differs.
  std::set<StateCode> states() const;
  // Something rests on a finding about an act in question.
  bool rests_on_a_finding() const;
  // A rule or a date that is no State's differs.
  bool reaches_everybody() const;
  // From the first day on which some rule differs past the last one; empty: none.
  Span days() const;
  // The values of every rule over the State on that day, in a fixed order.
  std::string values(StateCode state, Day day) const;
  // Days of the span on which some rule changes, its first day among them.
  std::set<Day> cuts(Span days) const;
};

Difference difference(const Law& law, const States& states, Engine& without, Engine& with,
                      const std::set<std::string>& acts);

// Duties and rights that the State has on that day in both worlds alike, under the
// instruments that the acts can reach.
std::vector<BondMoved> bonds_that_stay(const Law& law, Engine& without, Engine& with,
                                       const std::set<std::string>& acts, StateCode state, Day on);

const Clause& clause_of(const Law& law, const Consequence& told);

}  // namespace ratione
