// File: answers/act.h
//
// One act of the record with all that its row says, and what came of it.
//
//   ActAnswer answer = act(desk, {.id = "lakes-accord/UKR-2024-1"});
#pragma once

#include <optional>
#include <string>

#include "answers/desk.h"
#include "engine/engine.h"

namespace ratione::answers {

struct ActAsked {
  std::string instrument, id, known;
};

struct ActAnswer {
  const LawInstrument* instrument = nullptr;
  const Act* act = nullptr;
  Day known;
  // As known on that day; none: it was not known, or it is a correction.
  std::optional<DateRow> effect;
};

ActAnswer act(Desk& desk, const ActAsked& asked);
// The columns of its row by their names, as they are written there.
Json json_of(Desk& desk, const ActAnswer& answer);

}  // namespace ratione::answers
