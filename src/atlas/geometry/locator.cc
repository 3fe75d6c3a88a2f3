#include "atlas/geometry/locator.h"

#include <algorithm>

namespace ratione {

namespace {

using namespace grid;

struct CellAt {
  std::uint32_t block;   // which entry of the blocks
  std::uint32_t inside;  // which cell of its block
};

inline CellAt cell_at(GridPoint p) {
  std::uint32_t column =
      (static_cast<std::uint32_t>(p.x) + static_cast<std::uint32_t>(steps_180)) / cell_steps;
  std::uint32_t row =
      (static_cast<std::uint32_t>(p.y) + static_cast<std::uint32_t>(steps_90)) / cell_steps;
  row = std::min(row, rows - 1);  // the north pole
  return {(row >> block_shift) * block_columns + (column >> block_shift),
          (row % block_side) * block_side + column % block_side};
}

inline AtomId atom(std::uint32_t entry) { return static_cast<AtomId>(entry); }

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
// Which points go on to the next round is as good as random, so lists are kept
// and prefetches made without a jump.
void Locator::locate(std::span<const double> latitudes, std::span<const double> longitudes,
                     std::span<AtomId> out) const {
  constexpr std::size_t chunk = 256;
  std::size_t count = std::min({latitudes.size(), longitudes.size(), out.size()});
  std::uint32_t blocks[chunk], insides[chunk], waiting[chunk], wanted[chunk];
  GridPoint points[chunk];
  for (std::size_t start = 0; start < count; start += chunk) {
    std::size_t size = std::min(chunk, count - start);
    AtomId* answers = out.data() + start;
    const double* latitude = latitudes.data() + start;
    const double* longitude = longitudes.data() + start;
    bool all_good = true;
    for (std::size_t i = 0; i < size; ++i) {
      bool good = on_earth(longitude[i], latitude[i]);
      all_good &= good;
      points[i] = one_name(good ? rounded(longitude[i], latitude[i]) : GridPoint{});
      CellAt at = cell_at(points[i]);
      blocks[i] = at.block;
      insides[i] = at.inside;
      __builtin_prefetch(blocks_ + at.block);
    }
    std::size_t in_blocks = 0;
    for (std::size_t i = 0; i < size; ++i) {
      std::uint32_t entry = blocks_[blocks[i]];
      std::uint32_t more = entry >> 31;
      answers[i] = atom(entry);
      std::uint32_t cell = ((entry & ~deeper) * block_cells + insides[i]) & (0u - more);
      __builtin_prefetch(cells_ + cell);
      waiting[in_blocks] = static_cast<std::uint32_t>(i);
      wanted[in_blocks] = cell;
      in_blocks += more;
    }
    std::size_t in_cells = 0;
    for (std::size_t k = 0; k < in_blocks; ++k) {
      std::uint32_t i = waiting[k];
      std::uint32_t entry = cells_[wanted[k]];
      std::uint32_t more = entry >> 31;
      answers[i] = atom(entry);
      std::uint32_t word = (entry & ~deeper) & (0u - more);
      __builtin_prefetch(words_ + word);
      __builtin_prefetch(words_ + word + 16);
      waiting[in_cells] = i;
      wanted[in_cells] = word;
      in_cells += more;
    }
    for (std::size_t k = 0; k < in_cells; ++k) {
      answers[waiting[k]] = in_cell(words_ + wanted[k], points[waiting[k]]);
    }
    if (all_good) continue;
    for (std::size_t i = 0; i < size; ++i) {
      if (!on_earth(longitude[i], latitude[i])) answers[i] = AtomId::not_a_point;
    }
  }
}

}  // namespace ratione
