// File: proof/prover.h
//
// Gathers the steps that show a value: for each expression, what the checker
// must be told so that it comes to the same, and no more. It follows the
// checker's rules: a value is shown on all days of a span at once, from below
// ("at least undetermined"), from above, or both.
//
// prover.cc gathers and does rules; conditions, dates and numbers have a file each.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate.h"

namespace ratione {

// What must be shown of a truth: it lies between, with 0 no, 1 undetermined, 2 yes.
struct Bounds {
  int lo = 0, hi = 2;
  bool nothing() const { return lo <= 0 && hi >= 2; }
  bool within(Bounds b) const { return lo >= b.lo && hi <= b.hi; }
  Bounds operator!() const { return {2 - hi, 2 - lo}; }
};

// First and last day, both inside.
struct Days {
  Day first, last;
  bool holds(Days other) const { return first <= other.first && other.last <= last; }
};

Bounds bounds_of(const TruthLine& line, Days days);
bool same(const std::vector<Value>& a, const std::vector<Value>& b);
Day before(Day day);

struct Step {
  // A day that "first day when" gives, and where to cut the days before it.
  struct First {
    DayRange day;
    std::vector<Day> cuts;
  };
  int clause = -1;
  std::vector<Value> args;
  Days days{Day::first(), Day::never()};
  Bounds claim;                 // of a rule
  std::optional<DayRange> day;  // of a date
  std::vector<First> firsts;
};
using StepPtr = std::shared_ptr<const Step>;

// What a proof has so far. Steps that hold in any case and on any reading stand
// apart: every part of a proof may use them.
struct Gathered {
  std::vector<StepPtr> any, own;
  std::vector<std::string> acts;
};

class Prover {
 public:
  // Dates that hold in any case and on any reading, by clause and arguments, with
  // all their steps; none if they do not. Lives as long as the evaluator.
  using Known = std::map<std::string, std::optional<Gathered>>;

  Prover(Evaluator& evaluator, Known& known, std::set<std::string> preferred,
         bool in_any_case = false)
      : e_(evaluator), known_(known), preferred_(std::move(preferred)), any_(in_any_case) {}

  // Each gathers and returns true, or gathers nothing and returns false.
  bool rule(int clause, const std::vector<Value>& args, Days days, Bounds want);
  // The same in pieces, cut where it must be; adds the pieces.
  bool rule_in_pieces(int clause, Days days, Bounds want, std::vector<Days>& pieces);

  Gathered& gathered() { return have_; }
  // Some answers branch so much that looking for their steps is given up.
  bool given_up() const { return left_ < 0; }
  // Disputes without a reading that stood in the way since they were cleared.
  std::set<int>& met() { return met_; }

 private:
  using Goal = std::function<bool()>;
  struct Mark {
    std::size_t any, own, acts, firsts;
  };
  struct MemberIn {
    Value value;
    Bounds in;
  };
  struct Set {
    std::vector<MemberIn> members;
    bool unknown = false;
  };
  enum class Side { certain_least, certain_most, possible_least, possible_most };

  const Clause& clause(int id) const { return e_.law().clauses[static_cast<std::size_t>(id)]; }
  Mark mark() const;
  void back(Mark m);
  bool every(const std::vector<Goal>& goals);
  bool cheapest(const std::vector<Goal>& goals);
  // Shows both bounds, each in its own way.
  bool each_bound(Bounds want, const std::function<bool(int)>& from_below,
                  const std::function<bool(int)>& from_above);
  void name(const Value& value);
  void add(Step step);
  void take(const Gathered& shown);

  bool case_free(const Clause& clause) const;
  std::string key(int clause, const std::vector<Value>& args) const;
  Bounds reading(int dispute, int reading);
  Bounds in_field(int field, StateCode state, Days days);
  Set members(const Domain& domain, Env& env, Days days);

  bool fits(Bounds have, Bounds want) const { return have.within(want); }
  bool truth(const Expr& expr, Env& env, Days days, Bounds want);
  bool some(const Expr& expr, Env& env, Days days, Bounds want);
  bool covers(const Expr& expr, Env& env, Days days, Bounds want);
  bool applied(int exception, const std::vector<Value>& args, std::optional<DayRange> that,
               Days days, Bounds want);
  bool date(int clause, const std::vector<Value>& args);
  bool date_itself(int clause, const std::vector<Value>& args);
  bool day(const Expr& expr, Env& env);
  bool in_pieces(const Expr& expr, Env& env, Days days, int most, std::vector<Day>& cuts);
  bool compared(const Expr& more, const Expr& less, Env& env, Days days, Bounds want);
  bool number(const Expr& expr, Env& env, Days days, Side side, std::optional<Fraction> enough);

  Evaluator& e_;
  Known& known_;
  std::set<std::string> preferred_;
  bool any_;  // must hold in any case and on any reading
  Gathered have_;
  std::vector<Step::First> firsts_;  // of the date that is worked on
  std::set<int> met_;
  long left_ = 400'000;    // conditions that may still be looked at
  std::set<Day> changes_;  // where a value changed inside days on which it had to be one
};

}  // namespace ratione
