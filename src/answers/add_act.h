// File: answers/add_act.h
//
// ratione record add: an act of the user's own, or a correction, into a ledger.
//
//   AddAnswer added = add_act(desk, house, {.act = "KEN ratification lakes-accord 2026-12-01",
//                                           .source = "...", .reason = "..."});
//
// An act is written as for supposed_acts (answers/supposed.h), and read as a row of
// the record is: what does not fit there is refused before anything is written.
// A depositary's view is asked (answers/receipt.h): what it would refuse is refused,
// unless it is to be kept as received.
#pragma once

#include <string>
#include <vector>

#include "answers/new_acts.h"

namespace ratione::answers {

struct AddAsked : Adding {
  std::string act;       // "STATE KIND INSTRUMENT DAY", or NAME=VALUE words of a correction
  std::string corrects;  // the id of the act that it corrects; or empty
  std::string known;     // empty: the day of the act; of a correction, today
  bool unconfirmed = false;
  bool as_received = false;  // what a depositary would refuse is kept, with the objection
};

struct AddAnswer {
  std::string ledger;
  ledger::Head head;
  std::vector<Added> added;
  std::vector<Remark> remarks;  // refusals only where it is kept as received
};

AddAnswer add_act(Desk& desk, House& house, const AddAsked& asked);
Json json_of(Desk& desk, const AddAnswer& answer);

}  // namespace ratione::answers
