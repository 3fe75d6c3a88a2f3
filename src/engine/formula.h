// File: engine/formula.h
//
// A question made special by one value, as a formula: conditions that rest on the
// value alone are lines by day, the others stay as they are (engine/likeness.h).
// `settle` keeps what such a formula says whatever other fields hold, in Kleene's
// values and one more, open; `told` gives the digest of what it says on a day.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "engine/digest.h"
#include "engine/truth.h"
#include "record/record.h"

namespace ratione::formula {

// What a condition says on one day when only the value of one field is known.
enum class Known : std::uint8_t { no, undetermined, yes, open };

inline Known known_of(Truth t) { return static_cast<Known>(t); }
inline Known not_of(Known k) {
  return k == Known::open ? k : static_cast<Known>(2 - static_cast<int>(k));
}

// Acts that no document confirms and on which a proof may rest; equal digests: the same.
struct Unconfirmed {
  bool any = false;
  Digest acts;
  void add(const Act& act) {
    any = true;
    acts.add(reinterpret_cast<std::uintptr_t>(&act));
  }
  void add(const Unconfirmed& others) {
    if (!others.any) return;
    any = true;
    acts.add(others.acts);
  }
};

struct Node;

// A part of a formula. Formulas that were made of the same part share it.
class Kid {
 public:
  Kid(Node node);  // NOLINT(google-explicit-constructor): a node is a part as it stands
  const Node& operator*() const { return *node_; }
  const Node* operator->() const { return node_.get(); }
  bool says_something() const { return says_something_; }

 private:
  std::shared_ptr<const Node> node_;
  bool says_something_;
};

// The question made special by a value: conditions that rest on the value alone
// are lines, the others stay.
struct Node {
  enum class Is : std::uint8_t { token, line, all, any, negation, rule } is = Is::token;
  Digest token;
  std::vector<std::pair<Digest, TruthLine>> lines;  // by world
  std::vector<Kid> kids;
  std::vector<bool> says_yes;  // rule: of its exceptions, kids[1], kids[2], ...
  // The same on every day, in every world, whatever other fields hold.
  Known always = Known::open;
  bool own = false;         // line: it rests on the value or on acts of it
  bool named = false;       // the token names a State of the value
  Unconfirmed unconfirmed;  // on which it may rest, while it does not decide
  bool in_order = false;    // a proof shows the first part that decides, not the best one
};

struct Told {
  Digest digest;
  Known value = Known::open;
  bool named = false;     // who is the same State in another field makes a difference
  bool own_name = false;  // it is said in words of this value: the digest holds its name
  Unconfirmed rests;      // the digest holds these, too
};

// A token for one thing, or for two.
Digest token_of(std::uint64_t what, std::uint64_t more = 0);

Node negation(Node node);
// Adds a kid to a conjunction or disjunction. False when that kid decides: what would
// follow makes no difference.
bool add(Node& node, Node kid);
// May it rest on an unconfirmed act?
bool may_be_unconfirmed(const Node& node);
// Is there anything in it that rests on the value?
bool says_something(const Node& node);
// What rests on nothing of the value is the same for every value.
Node pruned(Node node);
void settle(Node& node);  // `always` of a node with all its kids

// What the formula says on a day; `identity` names the value, where it is said in
// words of it.
Told told(const Node& node, Day day, const Digest& identity);
// Days on which some line of it changes.
void days_of(const Node& node, std::set<Day>& out);

}  // namespace ratione::formula
