// File: engine/decision.h
//
// A verdict without its proof, and what a reader is told of the proof: whether it
// rests on an act that no document confirms, and which exception made it a no.
#pragma once

#include "engine/verdict.h"

namespace ratione {

struct Decision {
  Verdict verdict;  // its proof is empty
  bool unconfirmed = false;
  // Of a no: the first exception in the proof that applies.
  struct Barred {
    std::string rule;  // with its arguments, as in Proof
    std::vector<Citation> cites;
  };
  std::optional<Barred> barred;
};

Decision decision_of(Verdict verdict);

}  // namespace ratione
