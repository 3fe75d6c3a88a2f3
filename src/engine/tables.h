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
// A row is made of an ask and of what each field holds, so that rows that share
// them are put together without being read again (`ask`, `side`).
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
#include "engine/digest.h"
#include "engine/engine.h"

namespace ratione {

class Tables {
 public:
  // What a decision tells: all, or conclusion, readings, bases and limits alone, for
  // which fewer and cheaper entries do.
  enum class Tells : std::uint8_t { all, grounds };
  // The instrument's first question. All must outlive the tables.
  Tables(Engine& engine, const LawInstrument& instrument, Tells tells = Tells::all);
  ~Tables();

  // The class of a value on a day, by number; and whether it matters who is the
  // same State in another field.
  struct Class {
    std::uint32_t number = 0;
    bool named = false;
    friend bool operator==(const Class&, const Class&) = default;
  };
  using ClassLine = Timeline<Class>;

  // What a field of States holds, and what that is to an ask. Good as long as the
  // tables.
  struct Value;
  struct Completed;
  // What a value is to an ask, and who it is, from a day to that of the next.
  struct Moment {
    Day from;
    Class is;
    const std::vector<StateCode>* states;
  };
  struct Side {
    const Value* value = nullptr;
    const std::vector<Moment>* moments = nullptr;  // sorted; the first begins on Day::first()
    const Completed* completed = nullptr;          // of an unknown value: whatever it may be
  };
  // What a row asks besides its day: an ask, and a side for each field of States in
  // the law's order.
  struct Row {
    int ask = -1;
    const ClassLine* days = nullptr;  // what changes whatever the States
    std::vector<Side> sides;
  };
  // None: a question that the tables do not fit; ask the interpreter.
  std::optional<Row> row(const Situation& situation);
  // The same in parts: the ask of a situation without its fields of States, with no
  // side yet; what a field holds, if it is given.
  std::optional<Row> ask(const Situation& situation);
  std::optional<Side> side(const Row& ask, std::size_t nth, const FieldValue* given,
                           const std::vector<std::string>& places);
  // Names of the fields of States.
  const std::vector<std::string>& fields() const;

  // Rows with one key have one decision, with a State named in place of another:
  // of the same values, if `entry` says that it hangs on them.
  struct Key {
    Digest digest;
    Span valid;  // the same key on each of these days
  };
  // May run while other threads ask for keys or use the tables.
  static Key key(const Row& row, Day day);

  struct Found {
    int entry = -1;  // none: ask the interpreter
    Span valid;      // the same entry on each of these days
    // What the decision says but for whose States it names and lists, of whatever ask
    // and classes; none: it names a State that no field holds.
    std::optional<Digest> alike = std::nullopt;
    // It is of these values alone, on the days of `valid`: it names a State that no
    // field holds, or an exception about one of theirs makes it a no.
    bool of_values = false;
    // It lists which States an unknown field may hold (`residual`): the list is of these
    // values alone, on the days of `valid`.
    bool lists = false;
  };
  Found find(const Row& row, Day day);
  // Is some exception about a State of the row alone?
  static bool excepted(const Row& row);
  // Of conduct on a day of `found.valid`.
  Decision decision(const Found& found, const Row& row, Day day) const;
  // Where in a row the State of each basis of the decision stands; axis -1: nowhere.
  struct Role {
    int axis = -1, state = 0;
    friend bool operator==(const Role&, const Role&) = default;
  };
  const std::vector<Role>& roles(const Found& found) const;
  static StateCode state(const Row& row, Role role, Day day);
  // That list; what Decision holds, by itself.
  std::optional<Residual> residual(const Found& found, const Row& row, Day day) const;

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
