// File: engine/facts.h
//
// The record as the law reads it: acts as known on one day, sorted by the kinds
// that each instrument's law declares, their declared fields read by type.
#pragma once

#include <deque>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "atlas/places.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione {

// A declared field, read by the type that the law gives it.
struct FieldReading {
  std::string name;
  Type type = Type::name;
  DayRange day;
  bool truth = false;
  Fraction number;
  std::string text;               // Type::name
  std::vector<StateCode> states;  // Type::state
};

struct BoundAct {
  const Act* act = nullptr;
  const BoundAct* of = nullptr;  // the act that it answers
  std::size_t nth = 0;           // among the acts that the law reads, in the record's order
  std::vector<FieldReading> fields;
  int only_on_dispute = -1;  // exists only on this reading
  int only_on_reading = -1;

  const FieldReading* field(std::string_view name) const {
    for (const FieldReading& f : fields) {
      if (f.name == name) return &f;
    }
    return nullptr;
  }
};

class Facts {
 public:
  static Results<Facts> make(const Law& law, const Record& record, const Atlas& atlas, Day known);

  // Acts of a kind (index into Law::kinds), in the order of the record.
  std::span<const BoundAct* const> of_kind(int kind) const {
    return by_kind_[static_cast<std::size_t>(kind)];
  }
  // Those of one State.
  std::span<const BoundAct* const> of_kind(int kind, StateCode state) const;
  // Every act of an instrument that has law.
  std::vector<const BoundAct*> of_instrument(std::string_view slug) const;
  const BoundAct* act(std::string_view id) const;
  const std::vector<StateCode>& states() const { return states_; }

 private:
  using Acts = std::pmr::vector<const BoundAct*>;

  // What grows with the acts lies here, and goes in one piece: they may be many, and
  // an engine is made for each day of knowledge.
  std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_ =
      std::make_unique<std::pmr::monotonic_buffer_resource>();
  std::deque<KnownActs> known_;
  std::pmr::deque<BoundAct> acts_{memory_.get()};
  std::pmr::unordered_map<std::string_view, const BoundAct*> by_id_{memory_.get()};
  std::pmr::vector<Acts> by_kind_{memory_.get()};
  std::pmr::vector<Acts> by_kind_state_{memory_.get()};  // the same by State
  std::vector<StateCode> states_;
};

// A reading by its name: (dispute, reading) or (-1, -1).
std::pair<int, int> reading_named(const Law& law, std::string_view name);

}  // namespace ratione
