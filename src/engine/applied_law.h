// File: engine/applied_law.h
//
// Everything that answers rest on: the law of one court, what is on record, the
// atlas, and the engine that applies the one to the other as known on its day.
// All outlive whoever holds this.
#pragma once

#include "engine/engine.h"

namespace ratione {

struct AppliedLaw {
  Engine& engine;
  const Law& law;
  const Record& record;
  const Atlas& atlas;
  const LawInstrument& court;
};

}  // namespace ratione
