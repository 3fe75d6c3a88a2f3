// File: claims/heads.h
//
// The frames that a sentence fills: what in it tells an act.
//
// Guarantees: heads do not overlap; of several frames that begin at one word the
// longest is taken.
#pragma once

#include <vector>

#include "claims/scene.h"

namespace ratione::claims {

struct Head {
  std::uint32_t from, to;  // tokens
  const Frame* frame;
};

std::vector<Head> heads_of(const Scene& scene);

}  // namespace ratione::claims
