// File: law/typed/named_readings.h
//
// Which readings a name means that stands in the record or in the atlas (`only_on`).
//
//   readings_named(law, "wide", "lakes-accord")   // {(dispute, reading)}: one, if all is well
//
// Common files give many instruments disputes of one name: of the instrument's own
// and others', its own are meant. More than one is no name for any of them.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "law/typed/law.h"

namespace ratione {

// (dispute, reading), in the order of the law. `instrument`: of the act; empty: of a place.
std::vector<std::pair<int, int>> readings_named(const Law& law, std::string_view name,
                                                std::string_view instrument);

}  // namespace ratione
