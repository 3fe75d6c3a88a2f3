// File: answers/import_acts.h
//
// ratione record import: the acts of a file into a ledger, all of them or none.
//
//   ImportAnswer imported = import_acts(desk, house, {.from = "acts.csv", .dry_run = true});
//
// A dry run writes nothing; it says which statuses of today would change, which States
// did not exist on the day of their act, and what a depositary would say (an import itself
// asks no depositary).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "answers/import_rows.h"
#include "answers/new_acts.h"

namespace ratione::answers {

struct ImportAsked : Adding {
  std::string from;
  bool dry_run = false;
};

struct ImportAnswer {
  std::string ledger;
  ledger::Head head;
  bool dry_run = false;
  std::size_t added = 0, on_record = 0;  // rows; on record already: left out
  std::vector<Added> first;              // of those added
  std::vector<LeftOut> first_left_out;
  struct Change {
    std::string instrument;
    StateCode state;
    std::string before, after;  // statuses, today
  };
  std::vector<Change> changes;
  std::vector<Remark> remarks;
  // Of acts on days on which their State did not exist, the first: a source may keep the
  // acts of one State under the name of another.
  struct Absent {
    int line = 0;
    std::string says;
  };
  std::vector<Absent> absent;  // these three only of a dry run
};

ImportAnswer import_acts(Desk& desk, House& house, const ImportAsked& asked);
// "the act is on record, lakes-accord/KEN-2016-1".
std::string words_of(const LeftOut& row);
Json json_of(Desk& desk, const ImportAnswer& answer);

}  // namespace ratione::answers
