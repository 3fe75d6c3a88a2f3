// File: answers/state.h
//
// One State, or two beside each other, under every instrument.
//
//   StateAnswer answer = state(desk, {.first = "CHE", .on = "2002-07-01"});
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "engine/engine.h"

namespace ratione::answers {

struct StateAsked {
  std::string first, second, on, known;
};

struct StateAnswer {
  StateCode state;
  Days days;
  struct Row {
    const LawInstrument* instrument;
    StatusRow status;
  };
  std::vector<Row> rows;
};

StateAnswer state(Desk& desk, const StateAsked& asked);
Json json_of(Desk& desk, const StateAnswer& answer);
std::string csv_of(Desk& desk, const StateAnswer& answer);

struct CompareAnswer {
  StateCode first, second;
  Days days;
  struct Row {
    const LawInstrument* instrument;
    StatusRow first, second;
  };
  std::vector<Row> rows;
};

CompareAnswer compare(Desk& desk, const StateAsked& asked);
Json json_of(Desk& desk, const CompareAnswer& answer);
std::string csv_of(Desk& desk, const CompareAnswer& answer);

// Instruments whose law says who is bound; a book of general rules does not.
std::vector<const LawInstrument*> with_members(Desk& desk);
// "signed; withdrawn": of a cell.
std::string notes_of(const StatusRow& row);

}  // namespace ratione::answers
