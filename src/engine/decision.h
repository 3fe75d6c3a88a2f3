// File: engine/decision.h
//
// A verdict without its proof, and what is told of the proof: whether it rests
// on an act that no document confirms.
#pragma once

#include "engine/verdict.h"

namespace ratione {

struct Decision {
  Verdict verdict;  // its proof is empty
  bool unconfirmed = false;
};

Decision decision_of(Verdict verdict);

}  // namespace ratione
