// File: effects/stages.h
//
// A State's status through time: each stage with its days.
//
//   for (const Stage& stage : stages_of(engine, instrument, state)) ...
//
// Guarantees: the stages cover all days in order, neighbours differ.
#pragma once

#include <string>
#include <vector>

#include "calendar/timeline.h"
#include "engine/engine.h"

namespace ratione {

struct Stage {
  Span days;
  std::string status;
};

std::vector<Stage> stages_of(Engine& engine, const LawInstrument& instrument, StateCode state);

// The lines of the rules that name a status, in the order in which they count:
// while none of them changes, the status does not.
std::vector<TruthLine> status_lines(Engine& engine, const LawInstrument& instrument,
                                    StateCode state);

}  // namespace ratione
