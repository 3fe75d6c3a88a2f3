// File: engine/dependence.h
//
// What an expression of the law can rest on with this record: which fields of
// the case that hold States, the day on which the conduct began, which
// variables. Rather too wide than too narrow; each expression is looked at once.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

#include "engine/facts.h"

namespace ratione {

struct Dependence {
  std::uint64_t fields = 0;  // bit f: field f of the case, if it holds States (or the places)
  std::uint64_t slots = 0;   // bit s: variable in slot s, bound outside
  bool begun = false;        // the first day of the conduct
  // Kinds of acts that its proof may show; and kinds of those whose acts answer such.
  std::set<int> kinds, answering;

  Dependence& operator|=(const Dependence& other) {
    fields |= other.fields;
    slots |= other.slots;
    begun |= other.begun;
    kinds.insert(other.kinds.begin(), other.kinds.end());
    answering.insert(other.answering.begin(), other.answering.end());
    return *this;
  }
};

// Fields and slots beyond the 64th are not told apart: `too_many` says so.
class Dependences {
 public:
  Dependences(const Law& law, const Facts& facts, const LawInstrument& instrument)
      : law_(law), facts_(facts), instrument_(instrument) {}

  // Of a part of a clause that of_clause has seen.
  const Dependence& of(const Expr& expr);
  // Of a clause called with any arguments: its slots do not count.
  const Dependence& of_clause(int clause);
  bool too_many() const { return too_many_; }
  // Was that clause met under one that was asked about?
  bool met(int clause) const { return clauses_.contains(clause); }
  // Acts of the kind that no document confirms; or those that its acts answer.
  const std::vector<const Act*>& unconfirmed(int kind, bool answered);
  // Kinds of acts that these look at.
  const std::set<int>& kinds() const { return kinds_met_; }

 private:
  std::uint64_t field_bit(int field);
  std::uint64_t named_bit(std::string_view field);
  std::uint64_t slot_bit(int slot);
  Dependence of_path(const Path& path);
  Dependence of_cover(const Expr& expr);

  const Law& law_;
  const Facts& facts_;
  const LawInstrument& instrument_;
  std::vector<int> kinds_;  // of the acts that the slots of the clause at hand hold; -1: of none
  std::unordered_map<const Expr*, Dependence> exprs_;
  std::unordered_map<int, Dependence> clauses_;
  std::set<int> kinds_met_;
  std::map<std::pair<int, bool>, std::vector<const Act*>> unconfirmed_;
  bool too_many_ = false;
};

}  // namespace ratione
