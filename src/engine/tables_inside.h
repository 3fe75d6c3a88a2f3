// File: engine/tables_inside.h
//
// What the tables hold; shared by their files, by nobody else.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/inside.h"
#include "engine/likeness.h"
#include "engine/tables.h"

namespace ratione {

struct Tables::Value {
  int number = 0;                   // among those of its field
  std::optional<FieldValue> given;  // none: left out
  std::vector<std::string> places;
  bool open = false;      // unknown: any State may be meant
  bool excepted = false;  // some exception is about one of these States alone
  Timeline<std::vector<StateCode>> states = Timeline<std::vector<StateCode>>();  // on each day

  const std::vector<StateCode>& on(Day day) const { return states.at(day); }
};

// What each completion of an unknown field is to an ask.
struct Tables::Completed {
  std::vector<const ClassLine*> lines;  // by completion; empty: some does not fit
  // Of the completions that are of a State: their numbers.
  std::map<StateCode, std::vector<std::size_t>> of_state;
};

struct Tables::Inside {
  Inside(Engine& e, const LawInstrument& i, Tells t);

  struct Values {
    std::deque<Value> all;
    std::unordered_map<std::string, int> numbers;
  };
  struct Ask {
    Situation situation;            // without the fields of States
    OpenFields open;                // what else it leaves open
    int classes = -1;               // the ask whose classes count for it
    std::optional<ClassLine> days;  // what changes whatever the States
    bool fits = true;
    std::map<std::pair<int, int>, ClassLine> lines;              // by axis and value
    std::map<std::pair<int, int>, std::vector<Moment>> moments;  // the same, with who it is
    std::map<int, ClassLine> open_by_name;  // by axis: which States are of which class
    std::map<int, Completed> completions;   // by axis
  };
  struct Entry {
    Decision decision;
    std::vector<Role> bases;    // of each basis: whose State it is
    bool by_name = false;       // it names a State that no field holds: it is of these values alone
    bool plain_no = false;      // no limit bars it: which exception does, hangs on the States
    bool of_excepted = false;   // such a no, of States about whom some exception is
    bool lists_states = false;  // it lists which States an unknown field may hold
    // Where one field of States is unknown, findings apart: what its completions
    // answer, by their classes beside the other fields (class_beside).
    int filled_axis = -1;
    std::size_t filled_at = 0;
    std::vector<Filled> filled;
    std::unordered_map<std::uint64_t, Conclusion> by_class;
    std::vector<std::string> findings;  // that were looked at
    std::optional<Digest> alike;        // Found::alike
  };

  const CaseField& field(int axis) const {
    return instrument.fields[static_cast<std::size_t>(axes[static_cast<std::size_t>(axis)])];
  }
  Class numbered(const Digest& digest, bool named) {
    auto [it, fresh] = classes.emplace(digest, static_cast<std::uint32_t>(classes.size()));
    return {it->second, named};
  }
  // tables_classes.cc: which class a value has for an ask on each day.
  void find_excepted(const Dependences& under);
  int number_of(int axis, Value value);
  int ask_of(const Situation& situation);
  OpenFields open_of(const Situation& situation) const;
  Situation left_open(const Situation& situation) const;
  int classes_of(int ask) const { return asks[static_cast<std::size_t>(ask)].classes; }
  const ClassLine* line(int ask, int axis, int value);
  const std::vector<Moment>* moments(int ask, int axis, int value);
  std::optional<ClassLine> of_value(int ask, int axis, int value);
  std::optional<ClassLine> of_open(int ask, int axis, bool by_name);
  const std::vector<std::pair<int, const State*>>& completions(int axis);
  const Completed& completed(int ask, int axis);

  // tables_entries.cc: the answer for a row's key.
  Situation situation(const Row& row, Day day) const;
  std::vector<std::optional<Answered>> completed_rows(const Row& row, Day day, std::size_t axis);
  int entry_of(const Row& row, Day day);
  void keep_filled(Entry& entry, const Row& row, Day day);
  std::optional<std::uint64_t> class_of(const Completed& completed, std::size_t completion,
                                        const Row& row, std::size_t axis, Day day) const;
  std::optional<Residual> residual(const Entry& entry, const Row& row, Day day) const;
  Verdict decided(const Row& row, Day day, Entry& entry);
  static std::optional<Digest> alike_of(const Entry& entry);
  int make(const Row& row, Day day);
  // An entry of the same classes as that one: what the proof tells besides is its own.
  int like(int first, const Row& row, Day day);
  int add(Entry entry);
  std::optional<Role> role(const Row& row, StateCode state, Day day) const;

  Engine& engine;
  Engine::Inside& own;
  const LawInstrument& instrument;
  const Tells tells;
  Likeness likeness;
  std::set<StateCode> excepted;  // about whom some exception may say something
  bool all_excepted = false;
  std::vector<int> axes;           // fields of States
  std::vector<std::string> names;  // theirs
  std::vector<Values> values;
  std::deque<Ask> asks;
  std::unordered_map<std::string, int> ask_numbers;
  std::unordered_map<Digest, std::uint32_t, DigestHash> classes;
  std::vector<Entry> entries;
  std::unordered_map<Digest, int, DigestHash> by_key;
  std::map<int, std::vector<std::pair<int, const State*>>> any_values;
  std::int64_t questions = 0;
};

}  // namespace ratione
