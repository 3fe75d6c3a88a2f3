// File: engine/proof.h
//
// Why: a tree whose nodes each name what was asked, the provision, the answer
// on the day, and the acts that it rests on. A node's children suffice for its
// value; what would change it stands in `change`.
#pragma once

#include <string>
#include <vector>

#include "calendar/day.h"
#include "engine/truth.h"
#include "errors/error.h"
#include "law/typed/law.h"

namespace ratione {

struct Proof {
  // What the node is about; tells how to print it.
  enum class Kind : std::uint8_t { rule, exception, condition, date, act, fact, finding, reading };
  Kind kind = Kind::condition;
  std::string rule;  // clause with its arguments: "bound(UKR)"; or empty
  std::string says;  // one line, plain words
  std::vector<Citation> cites;
  Truth value = Truth::yes;       // of a truth
  bool has_value = true;          // false for dates and acts: `says` tells
  std::vector<std::string> acts;  // ids
  std::vector<Proof> because;
  std::string change;        // "from 2025-01-01", "until 2019-03-17"; or empty
  std::string missing;       // undetermined leaf: what is missing; or empty
  bool unconfirmed = false;  // rests on an act that no document confirms
};

// How many nodes the tree has.
std::size_t size_of(const Proof& proof);

// Does it rest on an act that no document confirms?
bool rests_on_unconfirmed(const Proof& proof);

// Every act that the tree names, once each, in the order of the tree.
std::vector<std::string> acts_of(const Proof& proof);

}  // namespace ratione
