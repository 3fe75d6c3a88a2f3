// File: engine/tables.h
//
// A question's answers as tables. What is asked besides States is an ask; each
// State or place in a field of States has a class on each day (engine/
// likeness.h); an entry is the answer for one ask, one class of each field and
// who is the same State in several. An entry is made by the interpreter when it
// is first needed, and holds for every row of these classes.
//
//   Tables tables(engine, instrument);
//   std::optional<Tables::Row> row = tables.row(situation);   // its days do not matter
//   Tables::Found found = tables.find(*row, day);
//   Decision decision = tables.decision(found, *row, day);
//
// Guarantees: the same as the interpreter says of conduct on that day, but for
// what only the proof of the row itself tells (the proof, the notes, the
// exercise), which stays empty. Entries are bounded;
// past the bound they are forgotten and made again.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "calendar/timeline.h"
#include "engine/decision.h"
#include "engine/engine.h"

namespace ratione {

class Tables {
 public:
  // The instrument's first question. All must outlive the tables.
  Tables(Engine& engine, const LawInstrument& instrument);
  ~Tables();

  // The class of a value on a day, by number; and whether it matters who is the
  // same State in another field.
  struct Class {
    std::uint32_t number = 0;
    bool named = false;
    friend bool operator==(const Class&, const Class&) = default;
  };
  using ClassLine = Timeline<Class>;

  // What a row asks besides its day. Good as long as the tables.
  struct Row {
    int ask = -1;
    std::vector<int> values;  // of each field of States, in the law's order
    std::vector<const ClassLine*> lines;
  };
  // None: a question that the tables do not fit; ask the interpreter.
  std::optional<Row> row(const Situation& situation);

  struct Found {
    int entry = -1;  // none: ask the interpreter
    Span valid;      // the same entry on each of these days
  };
  Found find(const Row& row, Day day);
  // Of conduct on a day of `found.valid`.
  Decision decision(const Found& found, const Row& row, Day day) const;

  // What one value of a field of States is to an ask on each day (with what
  // changes whatever the States), and which States it is. None: it does not fit.
  struct OfDay {
    Timeline<std::vector<std::uint32_t>> classes;
    Timeline<std::vector<StateCode>> states;
  };
  std::optional<OfDay> of_day(const Situation& ask, std::string_view field, const FieldValue& value,
                              const std::vector<std::string>& places);

  std::size_t entries() const;
  std::size_t asks() const;
  std::int64_t questions() const;  // put to the interpreter

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace ratione
