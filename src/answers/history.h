// File: answers/history.h
//
// What one State did under an instrument, and what came of it.
//
//   HistoryAnswer answer = history(desk, {.instrument = "lakes-accord", .state = "ZAF"});
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answers/desk.h"
#include "effects/stages.h"
#include "engine/engine.h"

namespace ratione::answers {

struct HistoryAsked {
  std::string instrument, known, state;
};

struct HistoryAnswer {
  const LawInstrument* instrument = nullptr;
  StateCode state;
  std::string name;
  Day known;
  struct Step {
    Act act;
    std::optional<DateRow> effect;
  };
  std::vector<Step> steps;  // acts of or about the State, by their days
  std::vector<Stage> stages;
  std::string beyond;  // a warning, or empty
};

HistoryAnswer history(Desk& desk, const HistoryAsked& asked);
Json json_of(Desk& desk, const HistoryAnswer& answer);
std::string csv_of(Desk& desk, const HistoryAnswer& answer);

}  // namespace ratione::answers
