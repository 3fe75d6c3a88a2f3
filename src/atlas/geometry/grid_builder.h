// File: atlas/geometry/grid_builder.h
//
// From a mosaic to the compiled atlas. See grid_index.h for its form.
//
//   Result<GridParts> parts = build_grid(mosaic);
//   std::vector<std::byte> bytes = parts->bytes();
//
// No polygon is clipped and no vertex moved: the cells keep the edges as they
// are, so that every answer is that of the polygons themselves.
#pragma once

#include "atlas/geometry/grid_index.h"
#include "atlas/geometry/mosaic.h"

namespace ratione {

// Errors: map_too_much, where more outlines meet in one cell than it can hold.
Result<GridParts> build_grid(const Mosaic& mosaic);

}  // namespace ratione
