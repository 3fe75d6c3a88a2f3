// File: answers/ledger_log.h
//
// ratione record log and export: the entries of a ledger, as they are and as import
// reads them.
//
//   LogAnswer log = log_of(house);
//   std::string csv = exported(log);
//
// Guarantees: entries only of a chain that is whole and, where a key is set, signed
// with it. What is exported and imported elsewhere gives the same acts, with author,
// reason and objection; when they were added, and by which chain, is that ledger's.
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "ledger/ledger.h"

namespace ratione::answers {

struct LogAnswer {
  std::string ledger;
  ledger::Head head;
  std::vector<ledger::Entry> entries;
};

LogAnswer log_of(House& house);
Json json_of(Desk& desk, const LogAnswer& answer);
std::string csv_of(Desk& desk, const LogAnswer& answer);
std::string exported(const LogAnswer& answer);

}  // namespace ratione::answers
