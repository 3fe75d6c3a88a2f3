// File: engine/facts.h
//
// The record as the law reads it: acts as known on one day, sorted by the kinds
// that each instrument's law declares, their declared fields read by type.
//
//   Results<Facts> facts = Facts::when_asked(law, record, atlas, known);
//   Errors faults = facts->ready(instrument);     // read now, with what its law looks at
//   facts->of_kind(kind, state);                  // would have read it, too
//
// Acts are read an instrument at a time, when they are first asked for: a ledger may
// hold very many of which a question needs few, and an engine is made for each day of
// knowledge. Law, record and atlas must outlive the facts. Not for several threads at
// once.
#pragma once

#include <memory>
#include <span>
#include <string>
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
  // Those that answer it, as far as they are read.
  std::vector<const BoundAct*> answered_by;
  std::size_t nth = 0;  // its own; within an instrument it grows in the record's order
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
  // All acts, read now. Faults: acts of a kind that the law does not declare, fields
  // that it cannot read, required fields left out, unknown places and readings, each at
  // its place in the record; places of the atlas that hang on an unknown reading.
  static Results<Facts> make(const Law& law, const Record& record, const Atlas& atlas, Day known);
  // The same, reading when asked. Faults: those of the atlas; ready() tells the others.
  static Results<Facts> when_asked(const Law& law, const Record& record, const Atlas& atlas,
                                   Day known);
  Facts(Facts&&) noexcept;
  Facts& operator=(Facts&&) noexcept;
  ~Facts();

  // The faults of the acts at which the law of an instrument looks, its own among them;
  // they are read by then. What has a fault is not read.
  Errors ready(const LawInstrument& instrument) const;

  // Acts of a kind (index into Law::kinds), in the order of the record.
  std::span<const BoundAct* const> of_kind(int kind) const;
  // Those of one State.
  std::span<const BoundAct* const> of_kind(int kind, StateCode state) const;
  // Are their days all certain? Then they stand in the order of these.
  bool days_certain(int kind) const;
  // Those that answer an act.
  std::vector<const BoundAct*> of_kind(int kind, const BoundAct& of) const;
  // Every act of an instrument that has law.
  std::vector<const BoundAct*> of_instrument(std::string_view slug) const;
  // A State's acts under an instrument, in the order of the record.
  std::vector<const BoundAct*> of_instrument(std::string_view slug, StateCode state) const;
  const BoundAct* act(std::string_view id) const;
  const std::vector<StateCode>& states() const;

 private:
  class Reader;
  explicit Facts(std::unique_ptr<Reader> reader);
  std::unique_ptr<Reader> reader_;
};

// A reading by its name: (dispute, reading) or (-1, -1).
std::pair<int, int> reading_named(const Law& law, std::string_view name);

}  // namespace ratione
