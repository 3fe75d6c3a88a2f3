// File: atlas/geometry/grid_index.h
//
// The compiled atlas: one block of bytes, the same in memory and in its file,
// so that a command maps the file and starts at once.
//
//   Result<GridIndex> index = GridIndex::over(bytes);   // a view; the bytes must live as long
//
// Form. The earth is cut into cells of 1/32 degree, and 16 by 16 of them make a
// block. A block without a border says its atom at once; another one lists its
// cells; a cell without a border says its atom; a border cell has
//   - the state at its reference point, half a step west of its south-west
//     corner: one bit for each polygon with a line in the cell,
//   - edges: segments between two vertices, and the bits that crossing one flips,
//   - rays: a height on the cell's western side from which on bits are flipped,
//   - a table from bits to atoms.
// A point's state is the reference's, flipped by every ray at or below the
// point and every edge west of it. See locator.h for which side an edge is on.
//
// Guarantees: over() checks every offset, so that no bytes whatever make a
// reader leave the block.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione {

// A base unit with the overlay that wins there; 0 is the open sea.
enum class AtomId : std::uint16_t { sea = 0, not_a_point = 0xffff };

namespace grid {

inline constexpr std::uint32_t cell_steps = 312'500;  // 1/32 degree
inline constexpr std::uint32_t columns = 360 * 32;
inline constexpr std::uint32_t rows = 180 * 32;
inline constexpr std::uint32_t block_shift = 4;
inline constexpr std::uint32_t block_side = 1u << block_shift;
inline constexpr std::uint32_t block_cells = block_side * block_side;
inline constexpr std::uint32_t block_columns = columns / block_side;
inline constexpr std::uint32_t block_rows = rows / block_side;
// Of a block or cell entry: the rest is a number of a block, or the word at
// which a border cell begins; else the entry is an atom.
inline constexpr std::uint32_t deeper = 0x8000'0000;
inline constexpr unsigned most_bits = 12;  // polygons with a line in one cell

struct Edge {
  std::int32_t ax, ay, bx, by;  // ay <= by
};

struct Ray {
  std::int32_t from;  // points at this latitude and north of it
  std::uint32_t flips;
};

// Words of a border cell before its edges, rays and the edges' flips (two in a
// word).
struct CellHead {
  std::uint32_t table;  // first entry of its table
  std::uint16_t state;  // at the reference point
  std::uint16_t bits;   // the table has 2^bits entries
  std::uint16_t edges;
  std::uint16_t rays;
};
static_assert(sizeof(CellHead) == 12 && sizeof(Edge) == 16 && sizeof(Ray) == 8);

}  // namespace grid

// An atom in words.
struct Atom {
  std::uint16_t unit = 0;     // of the base map, from 1; 0: the sea
  std::uint16_t overlay = 0;  // from 1; 0: none
  std::string place;          // id; empty for the sea
  double accuracy_km = 0;     // of its outline
};

class GridIndex {
 public:
  static Result<GridIndex> over(std::span<const std::byte> bytes);

  std::span<const std::uint32_t> blocks() const { return blocks_; }
  std::span<const std::uint32_t> cells() const { return cells_; }
  std::span<const std::uint32_t> words() const { return words_; }
  std::span<const std::uint16_t> tables() const { return tables_; }
  const std::vector<Atom>& atoms() const { return atoms_; }
  const Atom& atom(AtomId id) const { return atoms_[static_cast<std::uint16_t>(id)]; }
  std::string_view sources() const { return sources_; }  // fingerprint of what it was made from
  std::size_t bytes() const { return bytes_; }

 private:
  std::span<const std::uint32_t> blocks_, cells_, words_;
  std::span<const std::uint16_t> tables_;
  std::vector<Atom> atoms_;
  std::string sources_;
  std::size_t bytes_ = 0;
};

// The parts of an index, before they are laid out as bytes.
struct GridParts {
  std::vector<std::uint32_t> blocks, cells, words;
  std::vector<std::uint16_t> tables;
  std::vector<Atom> atoms;
  std::string sources;

  std::vector<std::byte> bytes() const;
};

}  // namespace ratione
