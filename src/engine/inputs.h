// File: engine/inputs.h
//
// What an evaluation may read besides law and record: which reading of each
// dispute holds, the fields of the case, its places and first day, the answers
// to findings. Each is a cell with a version; an evaluation notes the cells
// that it read, so that its result can be used again as long as those cells
// still have those versions (adaptive memoisation: Acar, Blelloch and Harper,
// "Selective memoization", POPL 2003).
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/situation.h"
#include "law/typed/law.h"

namespace ratione {

using Cell = std::uint32_t;

struct Read {
  Cell cell;
  std::uint32_t version;
  friend auto operator<=>(const Read&, const Read&) = default;
};

// Cells read, sorted, each once. What rests on two versions of a cell (one was tried
// after the other) holds for neither.
class Reads {
 public:
  void add(Read read) {
    auto at = std::lower_bound(reads_.begin(), reads_.end(), read.cell,
                               [](const Read& each, Cell cell) { return each.cell < cell; });
    if (at == reads_.end() || at->cell != read.cell) {
      reads_.insert(at, read);
    } else if (at->version != read.version) {
      at->version = no_version;
    }
  }
  void add(const Reads& other) {
    for (Read read : other.reads_) add(read);
  }
  void forget(Cell cell) {
    std::erase_if(reads_, [&](Read r) { return r.cell == cell; });
  }
  const std::vector<Read>& all() const { return reads_; }
  bool has(Cell cell) const {
    return std::any_of(reads_.begin(), reads_.end(), [&](Read r) { return r.cell == cell; });
  }

 private:
  static constexpr std::uint32_t no_version = UINT32_MAX;  // no cell has it
  std::vector<Read> reads_;
};

// A value as text: equal values are written alike.
std::string written(const FieldValue& value);

class Inputs {
 public:
  Inputs(const Law& law, const LawInstrument& instrument);

  const LawInstrument& instrument() const { return *instrument_; }
  // The instrument whose case is asked changes: all fields are left out.
  void ask(const LawInstrument& instrument);

  // Disputes: of an open one the first reading stands in, so that what was found of
  // the one holds of the other.
  Cell dispute_cell(int dispute) const { return static_cast<Cell>(dispute); }
  void choose(int dispute, int reading) {
    versions_[dispute_cell(dispute)] = static_cast<std::uint32_t>(reading);
    open_[static_cast<std::size_t>(dispute)] = false;
  }
  void open(int dispute) {
    choose(dispute, 0);
    open_[static_cast<std::size_t>(dispute)] = true;
  }
  bool is_open(int dispute) const { return open_[static_cast<std::size_t>(dispute)]; }
  int reading(int dispute) const { return static_cast<int>(versions_[dispute_cell(dispute)]); }
  bool is_dispute(Cell cell) const { return cell < disputes_; }

  // Fields of the case, by index into the instrument's fields.
  Cell field_cell(int field) const {
    return static_cast<Cell>(disputes_ + static_cast<Cell>(field));
  }
  int field_of(Cell cell) const {
    return cell >= disputes_ && cell < disputes_ + fields_.size()
               ? static_cast<int>(cell - disputes_)
               : -1;
  }
  // A value with the version that stands for it: made once, set often.
  struct Versioned {
    std::shared_ptr<const FieldValue> value;
    std::uint32_t version = 0;
  };
  Versioned versioned(int field, FieldValue value);
  void set_field(int field, const Versioned& value);
  void set_field(int field, FieldValue value) {
    set_field(field, versioned(field, std::move(value)));
  }
  Versioned current(int field) const {
    return {fields_[static_cast<std::size_t>(field)], versions_[field_cell(field)]};
  }
  const FieldValue& field(int field) const { return *fields_[static_cast<std::size_t>(field)]; }

  // Whether a field is one option: a cell of its own, so that what asks only
  // "is it a referral by the Council?" is shared by all that say no.
  Cell option_cell(int field, const std::string& option);
  // The field that an option's cell belongs to, or -1.
  int option_field(Cell cell) const;

  Cell places_cell() const { return static_cast<Cell>(disputes_ + max_fields); }
  void set_places(std::vector<std::string> places);
  const std::vector<std::string>& places() const { return places_; }

  Cell begun_cell() const { return places_cell() + 1; }
  void set_begun(Day day);
  Day begun() const { return begun_; }

  // Findings by their written form, "linked" or "armed_conflict(FIN)".
  Cell finding_cell(const std::string& written);
  const std::string* finding_of(Cell cell) const;
  enum class Answer : std::uint8_t { open, no, yes };
  void answer(const std::string& written, Answer answer) {
    versions_[finding_cell(written)] = static_cast<std::uint32_t>(answer);
  }
  Answer answered(Cell cell) const { return static_cast<Answer>(versions_[cell]); }
  void open_findings();

  std::uint32_t version(Cell cell) const { return versions_[cell]; }
  bool hold(const Reads& reads) const {
    for (Read read : reads.all()) {
      if (versions_[read.cell] != read.version) return false;
    }
    return true;
  }

 private:
  static constexpr Cell max_fields = 64;
  std::uint32_t interned(const std::string& text);

  const LawInstrument* instrument_;
  Cell disputes_;
  struct Option {
    std::string instrument;
    int field;
    std::string option;
    Cell cell;
  };
  void refresh(const Option& option);

  std::vector<std::shared_ptr<const FieldValue>> fields_;
  std::vector<Option> options_;
  std::vector<std::string> places_;
  Day begun_;
  std::vector<std::uint32_t> versions_;
  std::vector<bool> open_;  // by dispute
  std::map<std::string, Cell> finding_cells_;
  std::unordered_map<Cell, std::string> findings_;
  std::unordered_map<std::string, std::uint32_t> interned_;
};

}  // namespace ratione
