// File: engine/decision.h
//
// A verdict without its proof, and what a file of answers needs of the proof:
// which exception barred the answer, and whether it rests on an act that no
// document confirms.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/verdict.h"

namespace ratione {

// An exception that applied: "begun before", with its provision.
struct Bar {
  std::string rule;
  std::vector<Citation> cites;
  friend bool operator==(const Bar&, const Bar&) = default;
};

struct Decision {
  Verdict verdict;         // its proof is empty
  std::optional<Bar> bar;  // the first exception of the proof that applied
  bool unconfirmed = false;
};

Decision decision_of(Verdict verdict);

}  // namespace ratione
