// File: engine/territory.h
//
// From places to the States whose territory they are, as a field of a case.
#pragma once

#include <string>
#include <vector>

#include "atlas/places.h"
#include "engine/situation.h"
#include "record/states.h"

namespace ratione {

// The States of these places, each on the days and readings of its
// attribution; "none" when no State's (high seas).
FieldValue territory_of(const Atlas& atlas, const std::vector<const PlaceEntry*>& places);

// Why a State's land cannot be named for these days (State::absence); empty if
// it can, and where the land was another State's before or after: then it is a
// place like any other.
std::string absence_of_place(const Atlas& atlas, const States& states, const PlaceEntry& place,
                             Span days);

}  // namespace ratione
