// File: engine/inside.h
//
// What the facade holds; shared by the files of the engine, by nobody else.
#pragma once

#include <map>
#include <utility>

#include "engine/decide.h"
#include "engine/engine.h"
#include "engine/evaluate.h"

namespace ratione {

struct Engine::Inside {
  Inside(const Law& l, const Record& r, const Atlas& a, Day k, Facts f)
      : law(l),
        record(r),
        atlas(a),
        known(k),
        facts(std::move(f)),
        evaluator(l, facts, a, k, l.instruments.front()) {}

  const Law& law;
  const Record& record;
  const Atlas& atlas;
  Day known;
  Facts facts;
  Evaluator evaluator;
  Decided decided;
  // Of each instrument and State, the rows told so far by the first day of their
  // validity: as many at most as there are days on which a status changes.
  std::map<std::pair<const LawInstrument*, StateCode>, std::map<Day, StatusRow>> standings;
};

}  // namespace ratione
