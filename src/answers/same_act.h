// File: answers/same_act.h
//
// Is an act of a file on record already? It is when an act on record says all that
// the row says.
//
//   ActsOnRecord acts(record);
//   const Act* same = acts.same_as(acts.key_of("lakes-accord", columns), columns);
//
// Words about the act (its source, a note, who added it) are no part of it; of a
// correction its note is.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "ledger/acts.h"
#include "record/record.h"

namespace ratione::answers {

class ActsOnRecord {
 public:
  // The record must outlive it.
  explicit ActsOnRecord(const Record& record);

  // Who, what kind, which day, under which provision: acts of different keys are
  // different acts. Of a correction: what it corrects, and known from when.
  static std::string key_of(const std::string& instrument, const ledger::Columns& columns);
  // Null: there is none.
  const Act* same_as(const std::string& key, const ledger::Columns& columns) const;

 private:
  std::unordered_map<std::string, std::vector<const Act*>> by_key_;
};

}  // namespace ratione::answers
