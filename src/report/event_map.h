// File: report/event_map.h
//
// Rows on a map, as SVG: one mark for each cell of a grid, its shape and colour
// that of the most frequent conclusion there, its area the number of rows.
//
//   event_map(tally.cells(), &base_map, faces)   // "<svg ...>...</svg>"
//
// The grid is of half a degree on a map of a part of the earth, of one degree
// on a map of the world, and coarser where that would be too many marks.
#pragma once

#include <map>
#include <string>

#include "atlas/geometry/base_map.h"
#include "report/faces.h"
#include "report/tally.h"

namespace ratione {

// Without a base map: no outlines. Empty when there are no cells.
std::string event_map(const std::map<ReportTally::Cell, Counts>& cells, const BaseMap* base,
                      const ReportFaces& faces);

// Degrees from side to side of a cell: 0.5, 1, 2 or 3.
double cell_degrees(const std::map<ReportTally::Cell, Counts>& cells);

}  // namespace ratione
