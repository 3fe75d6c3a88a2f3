// File: report/event_map.h
//
// Rows on a map, as SVG: one mark for each cell of a grid, its shape and colour
// that of the most frequent conclusion there, its area the number of rows.
//
//   event_map(tally.cells(), &ground, faces)   // "<svg ...>...</svg>"
//
// Under the marks the places of the ground: hatched where they are disputed,
// else with a broken line round them.
//
// The grid is of half a degree on a map of a part of the earth, of one degree
// on a map of the world, and coarser where that would be too many marks.
#pragma once

#include <map>
#include <string>

#include "report/faces.h"
#include "report/map_ground.h"
#include "report/tally.h"

namespace ratione {

// Without a ground: no outlines. Empty when there are no cells.
std::string event_map(const std::map<ReportTally::Cell, Counts>& cells, const MapGround* ground,
                      const ReportFaces& faces);

// How a place looks on the map, for a legend beside one.
std::string place_key(bool disputed);

// Degrees from side to side of a cell: 0.5, 1, 2 or 3.
double cell_degrees(const std::map<ReportTally::Cell, Counts>& cells);

}  // namespace ratione
