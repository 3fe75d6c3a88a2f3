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
