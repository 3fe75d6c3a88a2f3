// File: engine/specialiser.h
//
// Makes a question's clauses special by the value of one field (partial evaluation),
// with the evaluator's inputs as they stand.
//
//   Specialiser special(evaluator, instrument, dependences, same, field);
//   formula::Node node = special.clause(id, scope);
//   formula::Told told = special.told(node, day);     // unless special.failed()
#pragma once

#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/dependence.h"
#include "engine/evaluate.h"
#include "engine/formula.h"
#include "engine/memory.h"

namespace ratione {

using formula::Known;
using formula::Node;
using formula::Told;
using formula::Unconfirmed;

// What was made for a field before, by the clause or expression and what its
// variables hold, and by what was read for it: parts that rest on no value serve every
// value, and parts that do not rest on the crime serve every crime. Clauses that rest
// on a value are kept while it is looked at: kept longer, all of them cost more memory,
// and with it time, than another crime saves by them.
struct Made {
  struct Part {
    Node node;
    bool of_value = false;  // the value itself was asked
  };
  using Parts = std::unordered_map<Digest, Memory<Part>, DigestHash>;
  Parts clauses, expressions, of_value;
  Digest value;  // that of those
  std::unordered_map<Digest, Memory<std::vector<const BoundAct*>>, DigestHash> acts;  // that matter
};

// Variables of a clause. A variable may stand for "any State in another field".
struct Scope {
  Env env;
  std::vector<std::uint64_t> from;  // by slot: the fields that its value comes from
  std::vector<bool> any;            // by slot: stands for any State of those fields
};

class Specialiser {
 public:
  Specialiser(Evaluator& e, const LawInstrument& instrument, Dependences& dependences, Made& made,
              int field)
      : e_(e), instrument_(instrument), dependences_(dependences), made_(made), field_(field) {
    if (field < 0) return;
    own_ = std::uint64_t{1} << static_cast<unsigned>(field);
    const FieldValue& value = e.inputs().field(field);
    for (const StateOn& each : value.states) {
      if (role(each.state) < 0) roles_.push_back(each.state);
      identity_.add(each.state.text());
      identity_.add(each.only_on);
    }
    for (const std::string& place : e.inputs().places()) identity_.add(place);
    places_are_own_ = field == instrument.field_index("territory");
    if (!(made_.value == identity_)) made_.of_value.clear();
    made_.value = identity_;
  }

  // Another field, which holds no States, is open: each of its values is tried.
  void leave_open(int field, const std::vector<FieldValue>& values) {
    Open& open = open_.emplace_back(Open{field, {e_.inputs().current(field)}});
    for (const FieldValue& value : values) {
      open.values.push_back(e_.inputs().versioned(field, value));
    }
  }

  bool failed() const { return failed_; }
  void name_all(Digest& digest) const { digest.add(identity_); }
  Node clause(int id, const Scope& args);
  Told told(const Node& node, Day day) const { return formula::told(node, day, identity_); }

 private:
  using Lines = std::vector<std::pair<Digest, TruthLine>>;
  struct Open {
    int field;
    std::vector<Inputs::Versioned> values;  // first the one that it has while it is open
    bool tried = false;                     // one of them stands now
  };

  const Memory<Made::Part>::Entry* kept(const Made::Parts& parts, const Digest& key) const;
  template <class Make>
  Node remembered(Made::Parts& parts, Made::Parts* of_value, const Digest& key, const Make& make);
  Node fresh(int id, const Scope& args);
  Node expr(const Expr& expr, Scope& scope);
  Node fresh(const Expr& expr, Scope& scope);
  Node structure(const Expr& expr, Scope& scope);
  Node quantifier(const Expr& expr, Scope& scope);
  Node over_sets(const Expr& expr, Scope& scope);
  Node over_acts(const Expr& expr, Scope& scope);
  Node with(const Expr& expr, Scope& scope, Digest token);
  Node cover(const Expr& expr, Scope& scope);
  Node state_in(const Expr& expr, Scope& scope);
  Node same_state(const Expr& expr, Scope& scope);
  Node begun(const Expr& expr, Scope& scope);
  static Digest key_of(std::uint64_t what, const Scope& scope);
  TruthLine is_there(const BoundAct& act);
  std::vector<const BoundAct*> acts_in(const Domain& domain, const Scope& scope) const;
  Node leaf(const std::function<TruthLine()>& evaluate);
  std::vector<StateCode> own_states(const Dependence& on, const Scope& scope);
  Unconfirmed unconfirmed_in(const Expr& expr, const Scope& scope);
  void explore(const std::function<TruthLine()>& evaluate, const Digest& world, Lines& out);
  Open* open_field(Cell cell);
  bool strange(const Reads& reads) const;
  void note(const Reads& reads);
  Node nothing() const { return Node{}; }
  Node certainly() const {
    Node node;
    node.is = Node::Is::all;
    node.always = Known::yes;
    return node;
  }
  Node give_up() {
    failed_ = true;
    return Node{};
  }

  int role(StateCode state) const {
    auto at = std::find(roles_.begin(), roles_.end(), state);
    return at == roles_.end() ? -1 : static_cast<int>(at - roles_.begin());
  }
  // A State by its part in the case, else by its name.
  void name(Node& node, StateCode state) {
    int r = role(state);
    ++asked_of_value_;
    if (r >= 0) {
      node.token.add(static_cast<std::uint64_t>(r) + 7);
      node.named = true;
    } else {
      node.token.add(state.text());
    }
  }
  std::uint64_t from(const Dependence& on, const Scope& scope) const {
    std::uint64_t out = on.fields;
    for (std::size_t s = 0; s < scope.from.size() && s < 64; ++s) {
      if (on.slots >> s & 1) out |= scope.from[s];
    }
    return out;
  }
  bool any_of(const Dependence& on, const Scope& scope) const {
    for (std::size_t s = 0; s < scope.any.size() && s < 64; ++s) {
      if ((on.slots >> s & 1) && scope.any[s]) return true;
    }
    return false;
  }
  bool any_of(const Path& path, const Scope& scope) const {
    return path.root == Path::Root::variable && scope.any[static_cast<std::size_t>(path.index)];
  }
  std::uint64_t from(const Path& path, const Scope& scope) const {
    if (path.root == Path::Root::case_field)
      return std::uint64_t{1} << static_cast<unsigned>(path.index);
    return scope.from[static_cast<std::size_t>(path.index)];
  }
  void bind(Scope& scope, int slot, Value value, std::uint64_t from, bool any) const {
    const auto at = static_cast<std::size_t>(slot);
    scope.env.slots[at] = value;
    scope.from[at] = from;
    scope.any[at] = any;
  }

  Evaluator& e_;
  const LawInstrument& instrument_;
  Dependences& dependences_;
  Made& made_;
  int field_;
  // What was read since the part at hand was begun, readings of disputes apart.
  Reads reads_;
  // How often the value itself was asked: what is made without is made once for
  // all values.
  std::size_t asked_of_value_ = 0;
  std::uint64_t own_ = 0;
  bool places_are_own_ = false;
  std::vector<StateCode> roles_;
  Digest identity_;
  std::set<Cell> tried_;    // findings that are answered on trial
  std::vector<Open> open_;  // fields that are
  bool failed_ = false;
};

}  // namespace ratione
