// File: engine/evaluate.h
//
// The interpreter: what each expression of the law means, for one law, record
// and known day, under the inputs of the moment. LANGUAGE, section 3.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/facts.h"
#include "engine/inputs.h"
#include "engine/memory.h"
#include "engine/truth.h"

namespace ratione {

// From the certain count to the possible count.
struct NumberRange {
  Fraction lo, hi;
  friend bool operator==(const NumberRange&, const NumberRange&) = default;
};
using NumberLine = Timeline<NumberRange>;

// What a variable holds.
struct Value {
  StateCode state;
  const BoundAct* act = nullptr;
  std::optional<DayRange> day;
};

// The variables of one clause, by slot.
struct Env {
  const Clause* clause = nullptr;
  std::vector<Value> slots;
  std::optional<DayRange> that_day;
};

// A member of the set that a quantifier ranges over. `inside` is yes for acts;
// for a State in a field it may hold on some days only.
struct Member {
  Value value;
  TruthLine inside{Truth::yes};
};
struct Members {
  std::vector<Member> known;
  // Some set is unknown: any State may be in it besides.
  bool unknown = false;
};

class Evaluator {
 public:
  Evaluator(const Law& law, const Facts& facts, const Atlas& atlas, Day known,
            const LawInstrument& instrument);

  Inputs& inputs() { return inputs_; }
  const Inputs& inputs() const { return inputs_; }
  const Law& law() const { return law_; }
  const Facts& facts() const { return facts_; }
  const Atlas& atlas() const { return atlas_; }
  Day known() const { return known_; }

  // A definition with its exceptions, remembered.
  TruthLine rule(int clause, const std::vector<Value>& args);
  DayRange date(int clause, const std::vector<Value>& args);
  NumberLine number(int clause, const std::vector<Value>& args);

  TruthLine truth(const Expr& expr, Env& env);
  DayRange day(const Expr& expr, Env& env);
  // Where `enough` is given, it may stop once the certain count is above it.
  NumberLine count(const Expr& expr, Env& env, std::optional<Fraction> enough = std::nullopt);

  // Does that exception apply, day by day (its own exceptions considered)?
  TruthLine applies(int exception, const std::vector<Value>& args,
                    std::optional<DayRange> that_day);
  // The same as one truth, for exceptions to dates: a condition that varies is
  // read on the day that it would change.
  Truth applies_to_day(int exception, const std::vector<Value>& args, DayRange that_day);

  Env env_of(const Clause& clause, const std::vector<Value>& args) const;
  Members members(const Domain& domain, Env& env);
  Value value_of(const Path& path, const Env& env) const;
  // The act that a path's fields hang on, before its last field.
  const BoundAct* act_of(const Path& path, const Env& env) const;
  std::optional<DayRange> day_field(const Path& path, const Env& env) const;
  std::vector<Value> arguments(const std::vector<Path>& call, const Env& env) const;

  // The parts of "covers conduct".
  struct Cover {
    TruthLine time{Truth::yes};
    Truth place = Truth::yes, crime = Truth::yes;
    TruthLine persons{Truth::yes};
    TruthLine all() const;
  };
  Cover covers(const BoundAct& act, const Apart& apart);

  std::string finding_written(const Expr& expr, const Env& env) const;

  // Everything read since the last call of take_reads at this level.
  Reads take_reads();
  // The first dispute that is open and was read, or -1.
  int first_open(const Reads& reads) const;
  void read(Cell cell);
  const Errors& faults() const { return faults_; }
  void clear_faults() {
    faults_.clear();
    seen_faults_.clear();
  }
  void fault(Code code, const Place& place, std::string says);

 private:
  // A clause by its number, an expression by its address; and the arguments.
  struct Key {
    std::uint64_t of;
    std::uint64_t a = 0, b = 0, c = 0;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Outcome {
    TruthLine truth;
    NumberLine number;
    DayRange day;
    friend bool operator==(const Outcome&, const Outcome&) = default;
  };
  // An outcome that says one thing of all days and reads no input.
  struct Plain {
    DayRange day;
    Truth truth = Truth::no;
    bool kept = false;
  };

  // What a condition says of all States but some, where nobody knows which State is
  // meant; and the ones for which the case itself counts.
  struct Whoever {
    TruthLine line;
    std::vector<StateCode> rest;
  };

  static Key key_of(std::uint64_t of, const std::vector<Value>& args);
  struct Computed {
    Outcome outcome;
    Reads reads;
  };
  template <class Compute>
  Computed computed(const Compute& compute);
  template <class Compute>
  void add_worlds(const Compute& compute, Computed computed, std::vector<Computed>& out);
  bool same_readings(const Reads& a, const Reads& b, int but) const;
  // What was computed before, or now. What a clause says of one act and rests on the
  // record alone lies apart, by clause (`key.of`) and act, for a set may hold very many.
  template <class Compute>
  Outcome remember(const Key& key, const BoundAct* act, Compute compute);
  Plain& plain(const Key& key, const BoundAct& act);
  static const BoundAct* only_act(const std::vector<Value>& args) {
    return args.size() == 1 ? args[0].act : nullptr;
  }

  TruthLine compute_rule(const Clause& clause, const std::vector<Value>& args);
  DayRange compute_date(const Clause& clause, const std::vector<Value>& args);
  NumberLine compute_number(const Clause& clause, const std::vector<Value>& args);

  // Whoever looks for the earliest or the latest of the days `of`, which may speak of the
  // member, is told whether members come in that order, all their days certain.
  struct Order {
    const Expr* of;
    bool backwards;
    bool kept = false;
  };
  // Each member in turn, as long as `go_on` says so; acts may be left out for which
  // `condition` is no. Condition and order may be null. True: some set is unknown, and any
  // State may be in it besides.
  template <class GoOn>
  bool each_member(const Domain& domain, const Expr* condition, Order* order, Env& env, GoOn go_on);
  template <class GoOn>
  void each_act(const Domain& domain, const Expr* condition, Order* order, Env& env, GoOn go_on);
  template <class Each>
  void each_demand(const Expr& condition, int slot, bool many, Env& env, Each each);
  std::span<const BoundAct* const> narrowed(std::span<const BoundAct* const> acts,
                                            const Domain& domain, const Expr& condition, Env& env);
  struct Dated {
    Day day;
    const BoundAct* act;
  };
  const std::vector<Dated>* dated(int clause, int kind, StateCode state);
  TruthLine quantified(const Expr& expr, Env& env);
  TruthLine of_whoever(const Expr& expr, Env& env);
  TruthLine within(const Expr& expr, Env& env);
  TruthLine state_in(const Expr& expr, Env& env);
  TruthLine option_is(const Expr& expr, Env& env);
  TruthLine truth_field(const Path& path, Env& env);
  TruthLine finding(const Expr& expr, Env& env);
  TruthLine reading_holds(int dispute, int reading);
  // Membership of a State in a field's value, day by day.
  TruthLine inside_field(int field, StateCode state);
  NumberLine number_field(const Path& path, Env& env);
  DayRange plus(const Expr& expr, DayRange day);
  DayRange first_day_when(const Expr& expr, Env& env);
  DayRange compute_first_day_when(const Expr& expr, Env& env);

  const Law& law_;
  const Facts& facts_;
  const Atlas& atlas_;
  Day known_;
  Inputs inputs_;
  std::vector<Reads> frames_;
  std::unordered_map<Key, Memory<Outcome>, KeyHash> memory_;
  std::vector<std::vector<Plain>> plain_;  // by clause, then by BoundAct::nth
  std::unordered_map<Key, Memory<Whoever>, KeyHash> whoever_;
  std::unordered_map<Key, std::unique_ptr<std::vector<Dated>>, KeyHash> dated_;
  Errors faults_;
  std::set<std::string> seen_faults_;
};

// "the crime is that class or below it": dotted provisions.
bool crime_within(std::string_view crime, std::string_view of);

}  // namespace ratione
