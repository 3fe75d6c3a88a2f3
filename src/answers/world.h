// File: answers/world.h
//
// One question put to every place, each decided when it is its turn: a map of
// the conclusion.
//
//   World world(desk, asked);
//   while (std::optional<std::string> line = world.next()) send(*line);
//
// A line is {place, conclusion, basis, state} as JSON. A place that cannot be
// asked about on those days has none.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answers/assess.h"
#include "answers/desk.h"

namespace ratione::answers {

class World {
 public:
  // What is asked must name no place. A question that cannot be answered
  // anywhere ends here.
  World(Desk& desk, AssessAsked asked);

  // With its line break; nothing when all places are done.
  std::optional<std::string> next();

 private:
  std::optional<std::string> line_of(const PlaceEntry& place);

  Desk& desk_;
  AssessAsked asked_;
  std::vector<const PlaceEntry*> places_;
  std::size_t at_ = 0;
};

}  // namespace ratione::answers
