#include "atlas/geometry/locator.h"

#include <algorithm>
#include <array>

namespace ratione {

namespace {

using namespace grid;

struct CellAt {
  std::uint32_t block;   // which entry of the blocks
  std::uint32_t inside;  // which cell of its block
};

CellAt cell_at(GridPoint p) {
  std::uint32_t column =
      (static_cast<std::uint32_t>(p.x) + static_cast<std::uint32_t>(steps_180)) / cell_steps;
  std::uint32_t row =
      (static_cast<std::uint32_t>(p.y) + static_cast<std::uint32_t>(steps_90)) / cell_steps;
  row = std::min(row, rows - 1);  // the north pole
  return {(row >> block_shift) * block_columns + (column >> block_shift),
          (row % block_side) * block_side + column % block_side};
}

AtomId atom(std::uint32_t entry) { return static_cast<AtomId>(entry); }

}  // namespace

AtomId Locator::in_cell(const std::uint32_t* cell, GridPoint p) const {
  std::uint32_t state = cell[1] & 0xffff;
  std::uint32_t edges = cell[2] & 0xffff, rays = cell[2] >> 16;
  const auto* edge = reinterpret_cast<const std::int32_t*>(cell + 3);
  const auto* ray = edge + std::size_t{4} * edges;
  const std::uint32_t* flips = cell + 3 + std::size_t{4} * edges + std::size_t{2} * rays;
  for (std::uint32_t i = 0; i < edges; ++i, edge += 4) {
    // West of the point or at it: x(y) <= p.x. Both products fit: a latitude's
    // difference is below 2^31, a longitude's below 2^32.
    std::int64_t dy = std::int64_t{edge[3]} - edge[1];
    std::int64_t along = (std::int64_t{edge[2]} - edge[0]) * (std::int64_t{p.y} - edge[1]);
    std::int64_t across = (std::int64_t{p.x} - edge[0]) * dy;
    std::uint32_t crossed = static_cast<std::uint32_t>(edge[1] <= p.y) &
                            static_cast<std::uint32_t>(p.y < edge[3]) &
                            static_cast<std::uint32_t>(along <= across);
    state ^= (0u - crossed) & (flips[i >> 1] >> (16 * (i & 1)) & 0xffff);
  }
  for (std::uint32_t i = 0; i < rays; ++i, ray += 2) {
    state ^= (0u - static_cast<std::uint32_t>(p.y >= ray[0])) & static_cast<std::uint32_t>(ray[1]);
  }
  return atom(tables_[cell[0] + state]);
}

AtomId Locator::at(GridPoint point) const {
  point = one_name(point);
  CellAt at = cell_at(point);
  std::uint32_t entry = blocks_[at.block];
  if ((entry & deeper) == 0) return atom(entry);
  entry = cells_[std::size_t{entry & ~deeper} * block_cells + at.inside];
  if ((entry & deeper) == 0) return atom(entry);
  return in_cell(words_ + (entry & ~deeper), point);
}

AtomId Locator::at(double latitude, double longitude) const {
  std::optional<GridPoint> point = grid_point(longitude, latitude);
  return point ? at(*point) : AtomId::not_a_point;
}

// In rounds over a chunk, so that many reads of memory are under way at once:
// block entries, then cell entries of those that have them, then border cells.
void Locator::locate(std::span<const double> latitudes, std::span<const double> longitudes,
                     std::span<AtomId> out) const {
  constexpr std::size_t chunk = 256;
  std::size_t count = std::min({latitudes.size(), longitudes.size(), out.size()});
  std::array<GridPoint, chunk> points;
  std::array<CellAt, chunk> places;
  std::array<std::uint32_t, chunk> waiting, wanted;
  for (std::size_t start = 0; start < count; start += chunk) {
    std::size_t size = std::min(chunk, count - start);
    AtomId* answers = out.data() + start;
    std::size_t read = 0;
    for (std::size_t i = 0; i < size; ++i) {
      std::optional<GridPoint> point = grid_point(longitudes[start + i], latitudes[start + i]);
      if (!point) {
        answers[i] = AtomId::not_a_point;
        continue;
      }
      points[i] = *point;
      places[i] = cell_at(*point);
      __builtin_prefetch(blocks_ + places[i].block);
      waiting[read++] = static_cast<std::uint32_t>(i);
    }
    std::size_t in_blocks = 0;
    for (std::size_t k = 0; k < read; ++k) {
      std::uint32_t i = waiting[k];
      std::uint32_t entry = blocks_[places[i].block];
      answers[i] = atom(entry);
      std::size_t cell = std::size_t{entry & ~deeper} * block_cells + places[i].inside;
      bool more = (entry & deeper) != 0;
      if (more) __builtin_prefetch(cells_ + cell);
      waiting[in_blocks] = i;
      wanted[in_blocks] = static_cast<std::uint32_t>(cell);
      in_blocks += more;
    }
    std::size_t in_cells = 0;
    for (std::size_t k = 0; k < in_blocks; ++k) {
      std::uint32_t i = waiting[k];
      std::uint32_t entry = cells_[wanted[k]];
      answers[i] = atom(entry);
      bool more = (entry & deeper) != 0;
      if (more) {
        __builtin_prefetch(words_ + (entry & ~deeper));
        __builtin_prefetch(words_ + (entry & ~deeper) + 16);
      }
      waiting[in_cells] = i;
      wanted[in_cells] = entry & ~deeper;
      in_cells += more;
    }
    for (std::size_t k = 0; k < in_cells; ++k) {
      answers[waiting[k]] = in_cell(words_ + wanted[k], points[waiting[k]]);
    }
  }
}

}  // namespace ratione
