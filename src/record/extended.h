// File: record/extended.h
//
// A record with the acts of a ledger put to it: read as one.
//
//   Results<Record> both = extended(record, tables, head);
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
#include "text/csv.h"

namespace ratione {

// Acts of one instrument, in columns of record/acts/INSTRUMENT.csv: those that some row
// fills, at least.
struct ActTable {
  std::string instrument;
  Csv rows;  // its file is what holds them, a line the number of an entry
};

Results<Record> extended(const Record& record, std::vector<ActTable> tables, std::string_view head);

// The columns that every act has.
const std::vector<std::string>& act_column_names();

}  // namespace ratione
