// File: claims/tally.h
//
// The votes that a sentence counts: "eleven votes, three abstentions", "by fifteen
// votes to none", "11-0-4".
#pragma once

#include "claims/claim.h"
#include "claims/scene.h"

namespace ratione::claims {

Tally tally_of(const Scene& scene);

}  // namespace ratione::claims
