// File: screen/outcome.h
//
// A verdict as the columns of one row.
//
//   territory attribution near_border conclusion basis state citation residual reason
//   CAF       CAF                     yes        territory CAF 12(2)(a)
//                                        12(2)(a) territory CAF, party since 2002-07-01
//
// Several values of a column are separated by ";" and stand in the same order
// in basis, state and citation.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/span.h"
#include "engine/decision.h"
#include "screen/columns.h"

namespace ratione {

// The columns that we add, in the order of added_columns.
struct Outcome {
  std::array<std::string, added_columns.size()> columns;
  Conclusion conclusion = Conclusion::undetermined;
  std::vector<std::string> bases;  // kinds, each once
  bool unreadable = false;
  bool faulty = false;  // the law or the record was at fault; reason says how
  // The columns as CSV, each after a delimiter: what a row gets at its end.
  std::string line;

  const std::string& reason() const { return columns[added_columns.size() - 1]; }
};

// An outcome as one row has it: with what the row's point adds, which is in nobody
// else's. Views; good as long as the outcome and what the views are of.
struct Told {
  const Outcome* outcome = nullptr;
  std::string_view near_border, reason;  // in place of the outcome's

  Told() = default;
  explicit Told(const Outcome& of);
  std::string_view column(std::size_t nth) const;
  // All columns as CSV, each after the delimiter.
  void add_line(std::string& out, char delimiter) const;
};

// How a State stands to the court's law on the days in question.
struct Standing {
  StateCode state;
  std::string status;  // as in StatusRow
  std::optional<Day> bound_from;
  std::optional<Day> bound_until;
};

// What a reason needs besides the decision.
struct OutcomeContext {
  std::vector<std::string> territory;    // ids of the places
  std::vector<std::string> attribution;  // State codes, on the day
  Span asked;                            // days of the conduct
  std::vector<Standing> of_territory;    // States of the place
  std::vector<Standing> of_suspect;      // States of the suspect's nationality
};

Outcome outcome_of(const Decision& decision, const OutcomeContext& context);
Outcome unreadable_outcome(std::string_view column, std::string_view why);
// Writes `line`; none, if there is no delimiter.
void set_line(Outcome& outcome, char delimiter);

}  // namespace ratione
