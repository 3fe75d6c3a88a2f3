// File: atlas/told_apart.h
//
// Which places the law can tell apart: a line between two that it cannot is no
// border for an answer, however near a point is to it.
//
//   std::vector<std::uint16_t> groups = told_apart(index.atoms(), atlas, {"darfur"});
//
// Two atoms have one number when their places take their States from the same
// rows of the atlas, and every place named (those of the acts on record) holds
// both, or lies in both, or in neither way concerns either. Bujumbura and the
// rest of Burundi have one; Darfur and the rest of Sudan two.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "atlas/geometry/grid_index.h"
#include "atlas/places.h"

namespace ratione {

using PlaceIds = std::set<std::string, std::less<>>;

// A number for each atom, in their order.
std::vector<std::uint16_t> told_apart(const std::vector<Atom>& atoms, const Atlas& atlas,
                                      const PlaceIds& named);

}  // namespace ratione
