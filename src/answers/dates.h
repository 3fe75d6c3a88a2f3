// File: answers/dates.h
//
// What each act of an instrument does, and from which day.
//
//   DatesAnswer answer = dates(desk, {.instrument = "lakes-accord"});
//   json_of(desk, answer); csv_of(desk, answer);
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "engine/engine.h"

namespace ratione::answers {

struct DatesAsked {
  std::string instrument, known, state;
};

struct DatesAnswer {
  const LawInstrument* instrument = nullptr;
  Day known;
  std::vector<DateRow> rows;
  std::vector<std::string> warnings;  // days beyond the record, what is presumed
};

DatesAnswer dates(Desk& desk, const DatesAsked& asked);
Json json_of(Desk& desk, const DatesAnswer& answer);
std::string csv_of(Desk& desk, const DatesAnswer& answer);

}  // namespace ratione::answers
