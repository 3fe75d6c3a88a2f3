// File: engine/worlds.h
//
// A world holds one reading for each dispute. Only disputes that an evaluation
// meets branch: the result is a decision tree whose leaves cover all worlds.
#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "engine/evaluate.h"
#include "engine/verdict.h"

namespace ratione {

struct World {
  std::vector<std::pair<int, int>> chosen;  // (dispute, reading), those that were met
  // The reading of a dispute in this world, or -1 when it was not met.
  int reading(int dispute) const;
};

struct Leaf {
  World world;
  TruthLine line;
};

struct Leaves {
  std::vector<Leaf> leaves;
  Reads reads;  // everything read on the way
};

// Evaluates in every world that differs. All disputes must be open before and
// are open again after.
Leaves explore(Evaluator& evaluator, const std::function<TruthLine()>& evaluate);

// Puts a world's readings into the evaluator; reopen undoes it.
void enter(Evaluator& evaluator, const World& world);
void leave(Evaluator& evaluator, const World& world);

// The leaves' answers put together (LANGUAGE, section 3.6).
struct Concluded {
  Conclusion conclusion = Conclusion::undetermined;
  std::vector<ByReading> by_reading;       // only when readings differ
  std::optional<ByReading> court_reading;  // only when readings differ
  std::size_t shown = 0;                   // the leaf whose proof to show
  bool followed = false;                   // that leaf holds what the court follows
};
// `value` gives each leaf's answer, for instance the best on the days asked.
Concluded conclude(const Law& law, Day known, const Leaves& leaves,
                   const std::function<Truth(const Leaf&)>& value);

}  // namespace ratione
