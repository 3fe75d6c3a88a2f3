// File: record/fields.h
//
// Typed values out of the rows of a CSV file. Each reader takes one field,
// adds what is wrong with it to a list of faults, and goes on, so that a file
// shows all its faults in one pass.
//
//   Fields f(row, faults);
//   std::optional<DayRange> day = f.range("day");    // empty, or a fault: nullopt
//   std::string_view code = f.required("code", "the State's code");
//
// Guarantees: nothing is trimmed, repaired or guessed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "calendar/span.h"
#include "errors/error.h"
#include "text/csv.h"
#include "text/state_code.h"

namespace ratione {

class States;

// "[a-z_][a-z0-9_]*", as the law spells names.
bool is_name(std::string_view text);
// "[a-z0-9][a-z0-9-]*", as instruments, organs and places are spelled.
bool is_slug(std::string_view text);

// The parts of a list that `;` separates; none for an empty text.
std::vector<std::string_view> list_of(std::string_view text);

class Fields {
 public:
  Fields(const CsvRow& row, Errors& faults) : row_(row), faults_(faults) {}

  const std::string& text(std::string_view column) const { return row_.text(column); }
  Place place(std::string_view column) const { return row_.place(column); }
  bool given(std::string_view column) const { return !text(column).empty(); }

  // `what` completes "... is empty; write ...".
  const std::string& required(std::string_view column, std::string_view what);
  // A code of `states`; null: any well-formed code. Empty: none.
  StateCode state(std::string_view column, const States* states);
  std::vector<StateCode> states(std::string_view column, const States* states);
  // A day, or a range of days. Empty text: nullopt.
  std::optional<DayRange> range(std::string_view column);
  std::optional<Day> day(std::string_view column);
  // [from, until) out of two columns of days; empty ones leave it open.
  Span span(std::string_view from, std::string_view until);
  // Empty text is a fault unless `may_be_empty`; then and on a fault nullopt.
  std::optional<bool> yes_no(std::string_view column, bool may_be_empty = false);

  void fault(Code code, std::string_view column, std::string says);

 private:
  StateCode code_of(std::string_view text, std::string_view column, const States* states);

  const CsvRow& row_;
  Errors& faults_;
};

// A fault for every column of `table` that is not among `allowed`.
void only_columns(const Csv& table, const std::vector<std::string>& allowed, Errors& faults);

// By file, line and column, as a reader goes through them.
void order_by_place(Errors& faults);

}  // namespace ratione
