// File: screen/screened_row.h
//
// One row of a screened file, found again.
//
//   Result<ScreenedRow> row = find_row("screened.csv", sidecar, "149221");
//
// `id` is a value of the file's id column, or the number of a row, from 1, in
// a file without one. Errors: row_not_found; those of reading.
#pragma once

#include <array>
#include <string>

#include "screen/cells.h"
#include "screen/sidecar.h"

namespace ratione {

struct ScreenedRow {
  std::int64_t number = 0;  // from 1
  bool several = false;     // other rows have the same id; this is the first
  ColumnMap map;
  std::array<std::string, words> texts;
  std::string conclusion, reason;

  Cells cells() const;
};

Result<ScreenedRow> find_row(const std::string& file, const Sidecar& sidecar,
                             const std::string& id);

}  // namespace ratione
