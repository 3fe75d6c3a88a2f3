// File: answers/ledger_verify.h
//
// ratione record verify: is everything in a ledger as it was put there?
//
//   VerifyAnswer checked = verify_ledger(house, {.head = pinned});
#pragma once

#include <string>

#include "answers/desk.h"
#include "ledger/ledger.h"

namespace ratione::answers {

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
