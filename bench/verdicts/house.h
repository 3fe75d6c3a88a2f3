// File: bench/verdicts/house.h
//
// Law, record and atlas of the project, loaded once, and the day of knowledge.
// A fault in them ends the program: there is nothing to measure then.
#pragma once

#include "atlas/places.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione::bench {

struct House {
  Law law;
  Record record;
  Atlas atlas;
  Day known;

  const LawInstrument& court() const { return *law.court(""); }
};

// The project's own, as known on 2026-11-24.
const House& house();

}  // namespace ratione::bench
