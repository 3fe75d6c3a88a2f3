// File: effects/incidents.h
//
// A file of incidents screened under two records, row by row.
//
//   Result<IncidentsMoved> moved = incidents_moved(without, with, {.inputs = {"events.csv"}});
//   moved->gained;      // rows whose answer becomes yes
//
// Guarantees: the file is only read; what is written on the way lies in a folder
// of its own, which is gone afterwards. Errors: those of screen().
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "engine/applied_law.h"
#include "screen/screen.h"

namespace ratione {

struct IncidentsMoved {
  std::int64_t rows = 0;
  std::int64_t yes_without = 0, yes_with = 0;
  std::int64_t gained = 0, lost = 0;  // became yes; was yes
  // Every pair of conclusions that differ, and how many rows.
  std::map<std::pair<std::string, std::string>, std::int64_t> changed;
  std::int64_t unreadable = 0;  // undetermined in both
};

// Of the request, `inputs`, `points`, `threads` and `memory` count.
Result<IncidentsMoved> incidents_moved(const AppliedLaw& without, const AppliedLaw& with,
                                       ScreenRequest request);

}  // namespace ratione
