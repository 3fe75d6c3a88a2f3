// File: law/typed/internal/carried.h
//
// A condition that puts the votes which an act names to the law of an organ, until
// the organ's rule is written over such acts (retold.h).
#pragma once

#include <utility>
#include <vector>

#include "law/typed/law.h"

namespace ratione::internal {

struct Carried {
  Expr* call = nullptr;   // of the organ's rule, with the act; it stands in a clause
  int by = 0, organ = 0;  // instruments
  int kind = -1;          // of the act
  std::vector<std::pair<int, bool>> answers;  // to findings of the organ
  Place place;
};

}  // namespace ratione::internal
