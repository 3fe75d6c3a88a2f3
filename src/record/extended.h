// File: record/extended.h
//
// A record with the acts of a ledger put to it: read as one.
//
//   Results<Record> both = extended(record, {{"lakes-accord", csv, {1, 2}}}, "my.ledger", head);
//
// Guarantees: the given record stays as it is; an added act goes through the same
// checks as a row of a file, may answer and correct acts of the record, and is
// shown at its place in the ledger, with the number of its entry for a line. The
// head is SHA-256 of the record's head, a line feed, `head` and a line feed.
// Errors: those of a row; given_twice for an id that the record has.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "record/record.h"

namespace ratione {

// Acts of one instrument, as record/acts/INSTRUMENT.csv has them.
struct ActTable {
  std::string instrument;
  std::string csv;           // one line a row
  std::vector<int> numbers;  // of the entries, row by row
};

Results<Record> extended(const Record& record, const std::vector<ActTable>& tables,
                         const std::string& file, std::string_view head);

// The columns that every act has.
const std::vector<std::string>& act_column_names();

}  // namespace ratione
