// File: record/changed.h
//
// A record with acts added and acts taken out: what would be if they were, or
// were not, on record.
//
//   RecordChange change;
//   change.added.push_back({"lakes-accord", {{"state", "UKR"}, {"kind", "ratification"},
//                                            {"day", "2026-12-01"}}});
//   change.removed.push_back("lakes-accord/TCD-2006-1");
//   Results<Record> would_be = changed(record, change);
//
// Guarantees: the given record stays as it is; an added act goes through the
// same checks as a row of a file; with an act go those that answer or correct
// it, and theirs. The head is another one, the same for the same change.
// Errors: those of a row, with the place empty but for the column; act_not_found
// for an act to be removed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "record/record.h"

namespace ratione {

struct AddedAct {
  std::string instrument;                      // its slug
  std::map<std::string, std::string> columns;  // as in record/acts: without an id; source may lack
};

struct RecordChange {
  std::vector<AddedAct> added;
  std::vector<std::string> removed;  // full ids

  bool empty() const { return added.empty() && removed.empty(); }
};

// The id, without its instrument, that the n-th act added gets (n from 1): of
// its State or organ and year, "UKR-2026-supposed-1".
std::string supposed_id(const AddedAct& act, std::size_t n);

Results<Record> changed(const Record& record, const RecordChange& change);

// That act, and every act that answers or corrects it or one of these: full ids.
std::vector<std::string> with_dependants(const Record& record, std::string_view id);

}  // namespace ratione
