// File: report/facts.h
//
// Everything that a page says about a screening, as the program found it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "calendar/day.h"
#include "report/tally.h"

namespace ratione {

struct ReportedInput {
  std::string file, sha256;
  std::int64_t bytes = 0;
};

struct ReportFacts {
  std::vector<ReportedInput> inputs;
  std::string out;
  std::vector<std::pair<std::string, std::string>> columns;  // our name, the file's
  Day known;
  std::optional<Day> complete_to;

  std::int64_t rows = 0, unreadable = 0, faulty = 0;
  Counts by_conclusion{};
  std::map<int, Counts> by_year;
  // Of the points: all of them, and those of which something is to be said.
  std::int64_t located = 0, coast = 0, open_sea = 0, near_border = 0;
  ReportTally tally;
  std::vector<std::string> warnings, notes;

  std::string program, record_head, atlas_head;
  std::string ledger_name, ledger_head;  // of the user's own acts; empty: there are none
};

}  // namespace ratione
