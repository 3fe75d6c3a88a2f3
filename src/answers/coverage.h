// File: answers/coverage.h
//
// What the record holds of each instrument, as a table.
//
//   CoverageAnswer answer = coverage(desk, "2026-11-24");
//   json_of(desk, answer); csv_of(desk, answer);
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "coverage/coverage.h"

namespace ratione::answers {

struct CoverageAnswer {
  std::vector<PublishedDay> days;  // that `coverage` points into
  Coverage coverage;
};

// Published days are those of published.csv in the record; none where there is no such file.
CoverageAnswer coverage(Desk& desk, const std::string& known);
Json json_of(Desk& desk, const CoverageAnswer& answer);
std::string csv_of(Desk& desk, const CoverageAnswer& answer);

}  // namespace ratione::answers
