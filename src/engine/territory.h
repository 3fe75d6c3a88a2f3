// File: engine/territory.h
//
// From places to the States whose territory they are, as a field of a case.
#pragma once

#include <string>
#include <vector>

#include "atlas/places.h"
#include "engine/situation.h"

namespace ratione {

// The States of these places, each on the days and readings of its
// attribution; "none" when no State's (high seas).
FieldValue territory_of(const Atlas& atlas, const std::vector<const PlaceEntry*>& places);

}  // namespace ratione
