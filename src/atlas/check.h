// File: atlas/check.h
//
// Does the atlas know every place that the record names? The record is read
// without the atlas, so this is asked when both are there.
//
//   Errors faults = check_places(record, atlas);   // empty: all are known
#pragma once

#include <string_view>

#include "atlas/places.h"
#include "errors/error.h"
#include "record/record.h"

namespace ratione {

// One place_not_found for each place of an act that the atlas lacks, at the
// act's row, in the order of instruments and acts.
Errors check_places(const Record& record, const Atlas& atlas);
// Of the acts of one instrument.
Errors check_places(const Record& record, const Atlas& atlas, std::string_view instrument);

}  // namespace ratione
