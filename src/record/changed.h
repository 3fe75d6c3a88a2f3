// File: record/changed.h
//
// A record with acts added, acts taken out and fields of acts changed: what would
// be if they were, were not, or were otherwise on record.
//
//   RecordChange change;
//   change.added.push_back({"lakes-accord", {{"state", "UKR"}, {"kind", "ratification"},
//                                            {"day", "2026-12-01"}}});
//   change.removed.push_back("lakes-accord/TCD-2006-1");
//   change.revised.push_back({"lakes-accord/LC-2014-1", {{"against", "TCD"}}});
//   Results<Record> would_be = changed(record, change);
//
// Guarantees: the given record stays as it is; an added act goes through the
// same checks as a row of a file; with an act go those that answer or correct
// it, and theirs; a field that is changed is so as known on any day, whatever a
// correction said of it. The head is another one, the same for the same change.
// Errors: those of a row, with the place empty but for the column; act_not_found
// for an act to be removed or changed.
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

struct RevisedAct {
  std::string id;                             // full
  std::map<std::string, std::string> fields;  // that the law declares; empty: not given
};

struct RecordChange {
  std::vector<AddedAct> added;
  std::vector<std::string> removed;  // full ids
  std::vector<RevisedAct> revised = {};

  bool empty() const { return added.empty() && removed.empty() && revised.empty(); }
};

// The id, without its instrument, that the n-th act added gets (n from 1): of
// its State or organ and year, "UKR-2026-supposed-1".
std::string supposed_id(const AddedAct& act, std::size_t n);

Results<Record> changed(const Record& record, const RecordChange& change);

// That act, and every act that answers or corrects it or one of these: full ids.
std::vector<std::string> with_dependants(const Record& record, std::string_view id);

}  // namespace ratione
