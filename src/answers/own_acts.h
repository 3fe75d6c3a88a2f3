// File: answers/own_acts.h
//
// A user's own acts: put into a ledger, listed, checked, taken out as CSV.
//
//   AddAnswer added = add_act(desk, house, {.act = "KEN ratification lakes-accord 2026-12-01",
//                                           .source = "...", .reason = "..."});
//   ImportAnswer imported = import_acts(desk, house, {.from = "acts.csv", .dry_run = true});
//
// An act is written as for supposed_acts (answers/supposed.h), and read as a row of
// the record is: what does not fit there is refused before anything is written.
// Of an act that is added, a depositary's view is asked (answers/receipt.h): what it
// would refuse is refused, unless it is to be kept as received.
// Guarantees: between the reading of the ledger and the writing nobody else adds to
// it; once an answer is given, its entries are on the disk. Of an import, all rows
// are added or none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "answers/desk.h"
#include "answers/receipt.h"
#include "ledger/entry.h"
#include "ledger/ledger.h"

namespace ratione::answers {

// Who adds, and how; of every way to add.
struct Adding {
  std::string author;  // empty: RATIONE_AUTHOR, else the user's name
  std::string source, reason;
  std::string key;  // the file of a private key; empty: RATIONE_LEDGER_KEY, else none
};

struct AddAsked : Adding {
  std::string act;       // "STATE KIND INSTRUMENT DAY", or NAME=VALUE words of a correction
  std::string corrects;  // the id of the act that it corrects; or empty
  std::string known;     // empty: the day of the act; of a correction, today
  bool unconfirmed = false;
  bool as_received = false;  // what a depositary would refuse is kept, with the objection
};

struct Added {
  std::string act;    // its full id
  std::string words;  // "ratification by Kenya of 2026-12-01 under lakes-accord"
  std::uint64_t entry = 0;
};

struct AddAnswer {
  std::string ledger;
  ledger::Head head;
  std::vector<Added> added;
  std::vector<Remark> remarks;  // refusals only where it is kept as received
};

AddAnswer add_act(Desk& desk, House& house, const AddAsked& asked);
Json json_of(Desk& desk, const AddAnswer& answer);

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
  struct Change {
    std::string instrument;
    StateCode state;
    std::string before, after;  // statuses, today
  };
  std::vector<Change> changes;
  std::vector<Remark> remarks;  // these two only of a dry run
};

ImportAnswer import_acts(Desk& desk, House& house, const ImportAsked& asked);
Json json_of(Desk& desk, const ImportAnswer& answer);

struct LogAnswer {
  std::string ledger;
  ledger::Head head;
  std::vector<ledger::Entry> entries;
};

LogAnswer log_of(House& house);
Json json_of(Desk& desk, const LogAnswer& answer);
std::string csv_of(Desk& desk, const LogAnswer& answer);
// As import reads it.
std::string exported(const LogAnswer& answer);

struct VerifyAsked {
  std::string head;  // that must be there, in hexadecimal; or empty
  std::string key;   // the file of a public or private key; empty: RATIONE_LEDGER_KEY
};

struct VerifyAnswer {
  std::string ledger, pinned;
  ledger::Verified verified;
};

VerifyAnswer verify_ledger(House& house, const VerifyAsked& asked);
Json json_of(Desk& desk, const VerifyAnswer& answer);

}  // namespace ratione::answers
