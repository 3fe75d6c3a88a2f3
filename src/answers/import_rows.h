// File: answers/import_rows.h
//
// The rows of a file that is imported into a ledger, as acts; and the rows that are
// left out because the act is there already.
//
//   ImportRows rows = import_rows(desk, {"acts.csv", source, reason, author});
//
// Columns: those of record/acts, with instrument; author, reason and objection of
// the entry. An id of the file gets "ledger-" before it; of and corrects that name a
// row of the file follow it. Rows that each have an id of their own are acts of
// their own; else the same row once more is the same act.
// What cannot be read ends the question, every fault at its line.
#pragma once

#include <string>
#include <vector>

#include "answers/new_acts.h"

namespace ratione::answers {

// A row that adds nothing.
struct LeftOut {
  int line = 0;
  std::string act;    // the id of the act that stands for it
  int same_line = 0;  // of the row that says the same; 0: the act is on record
};

struct ImportRows {
  NewActs fresh;
  std::vector<LeftOut> left_out;  // in the order of the file
};

ImportRows import_rows(Desk& desk, const Adding& adding, const std::string& file);

}  // namespace ratione::answers
