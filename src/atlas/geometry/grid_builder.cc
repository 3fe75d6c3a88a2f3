#include "atlas/geometry/grid_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>

namespace ratione {

namespace {

using namespace grid;
__extension__ using Wide = __int128;  // products of two differences of coordinates

constexpr std::int64_t west = -std::int64_t{steps_180};
constexpr std::int64_t south = -std::int64_t{steps_90};
constexpr std::int64_t most_edges = 1 << 24;

std::int64_t floor_div(Wide over, Wide under) {  // under > 0
  constexpr Wide small = Wide{1} << 62;
  if (over < small && over > -small && under < small) {
    auto a = static_cast<std::int64_t>(over), b = static_cast<std::int64_t>(under);
    return a / b - (a % b < 0 ? 1 : 0);
  }
  return static_cast<std::int64_t>(over / under) - (over % under < 0 ? 1 : 0);
}

std::int64_t band_of(std::int64_t y) {
  return std::min<std::int64_t>((y - south) / cell_steps, rows - 1);
}
std::int64_t band_start(std::int64_t band) { return south + band * cell_steps; }
// The northernmost band holds the pole.
std::int64_t band_end(std::int64_t band) {
  return band_start(band + 1) + (band == rows - 1 ? 1 : 0);
}

// A segment in one piece of longitude; it may reach beyond 180 on either side.
struct Segment {
  std::int64_t ax, ay, bx, by;  // ay <= by
  std::uint32_t set;            // of polygons

  // The column of the edge's point at the height y. Columns begin half a step
  // west of their first points, where no vertex lies.
  std::int64_t column(std::int64_t y) const {
    Wide dy = by - ay;
    return floor_div(2 * (ax - west) * dy + 2 * Wide{bx - ax} * (y - ay) + dy,
                     2 * Wide{cell_steps} * dy);
  }
  // The first height at which a point half a step west of column k has the edge
  // on its other side.
  std::int64_t crossing(std::int64_t k) const {
    Wide twice = 2 * (west + k * cell_steps) - 1 - 2 * ax;
    Wide dx = bx - ax, dy = by - ay;
    if (dx > 0) return ay - floor_div(-twice * dy, 2 * dx);  // rounded up
    return ay + floor_div(-twice * dy, -2 * dx) + 1;         // beyond
  }
};

// Columns by x alone.
std::int64_t column_of(std::int64_t x) { return floor_div(x - west, cell_steps); }

// Sorts by the low `bytes` bytes.
void sort_keys(std::vector<std::uint64_t>& keys) {
  std::vector<std::uint64_t> other(keys.size());
  for (unsigned shift = 0; shift < 64; shift += 11) {
    std::vector<std::uint32_t> starts(2049, 0);
    for (std::uint64_t key : keys) ++starts[((key >> shift) & 2047) + 1];
    if (starts[((keys.empty() ? 0 : keys[0]) >> shift & 2047) + 1] == keys.size()) continue;
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    for (std::uint64_t key : keys) other[starts[(key >> shift) & 2047]++] = key;
    keys.swap(other);
  }
}

using Polygons = std::vector<std::uint16_t>;

Polygons either(const Polygons& a, const Polygons& b) {
  Polygons result;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

struct HashPolygons {
  std::size_t operator()(const Polygons& list) const {
    std::size_t hash = list.size();
    for (std::uint16_t each : list) hash = (hash ^ each) * 0x9e3779b97f4a7c15u + (hash >> 29);
    return hash;
  }
};

// Sets of polygons by number, so that the sweep handles numbers only.
class Sets {
 public:
  std::uint32_t number(const Polygons& set) {
    auto [at, added] = numbers_.emplace(set, static_cast<std::uint32_t>(sets_.size()));
    if (added) sets_.push_back(set);
    return at->second;
  }
  const Polygons& operator[](std::uint32_t number) const { return sets_[number]; }
  std::uint32_t flipped(std::uint32_t state, std::uint32_t set) {
    auto [at, added] = flipped_.emplace(std::uint64_t{state} << 32 | set, 0);
    if (added) at->second = number(either(sets_[state], sets_[set]));
    return at->second;
  }
  std::size_t size() const { return sets_.size(); }

 private:
  std::vector<Polygons> sets_;
  std::unordered_map<Polygons, std::uint32_t, HashPolygons> numbers_;
  std::unordered_map<std::uint64_t, std::uint32_t> flipped_;
};

class Builder {
 public:
  explicit Builder(const Mosaic& mosaic) : mosaic_(mosaic) { atom_of({}); }

  Result<GridParts> build() {
    cut_lines();
    if (segments_.size() > most_edges || sets_.size() > most_sets) {
      return fail(Code::map_too_much,
                  "The base map and the overlays have more edges than a compiled atlas holds.");
    }
    sort_keys(edges_in_cells_);
    sort_keys(rays_in_cells_);
    sort_keys(passages_);
    std::sort(seam_.begin(), seam_.end());
    sweep();
    if (!fault_.empty()) return fail(Code::map_too_much, fault_);
    return std::move(parts_);
  }

 private:
  static constexpr std::size_t most_sets = 1u << 18;

  // 1. Each edge tells the cells that it crosses, the reference points east of
  // it, and the cells whose western side it crosses.
  void cut_lines() {
    for (const MosaicLine& line : mosaic_.lines) {
      std::uint32_t set = sets_.number(line.polygons);
      for (std::size_t i = 1; i < line.points.size(); ++i) {
        GridPoint a = line.points[i - 1], b = line.points[i];
        if (a.y > b.y) std::swap(a, b);
        Segment s{a.x, a.y, b.x, b.y, set};
        if (!line.short_way) {
          cut(s);
          continue;
        }
        if (s.bx - s.ax > steps_180) s.bx -= steps_360;
        if (s.bx - s.ax < west) s.bx += steps_360;
        cut(s);
        // What reaches over the antimeridian appears on its other side too.
        std::int64_t most = std::max(s.ax, s.bx), least = std::min(s.ax, s.bx);
        if (most >= steps_180) cut(shifted(s, -steps_360));
        if (least < west) cut(shifted(s, steps_360));
      }
    }
  }

  static Segment shifted(Segment s, std::int64_t by) {
    s.ax += by;
    s.bx += by;
    return s;
  }

  void cut(const Segment& s) {
    auto edge = static_cast<std::uint32_t>(segments_.size());
    segments_.push_back(s);
    if (s.ay == s.by) {
      // It flips nothing, but distances are measured to it.
      std::int64_t first = column_of(std::min(s.ax, s.bx)), last = column_of(std::max(s.ax, s.bx));
      for (std::int64_t k = first; k <= last; ++k) put_edge(band_of(s.ay), k, edge);
    } else {
      for (std::int64_t band = band_of(s.ay); band <= band_of(s.by - 1); ++band) {
        cut_in_band(s, edge, band);
      }
    }
    std::int64_t least = std::min(s.ax, s.bx), most = std::max(s.ax, s.bx);
    std::int64_t first = std::max<std::int64_t>(0, column_of(least) + 1);
    std::int64_t last = std::min<std::int64_t>(columns - 1, column_of(most));
    for (std::int64_t k = first; k <= last; ++k) {
      std::int64_t height = s.ay == s.by ? s.ay : s.crossing(k);
      if (k == 0) seam_.emplace_back(height, s.set);
      put_ray(band_of(height), k, height, s.set, false);
    }
  }

  void cut_in_band(const Segment& s, std::uint32_t edge, std::int64_t band) {
    std::int64_t low = std::max(s.ay, band_start(band));
    std::int64_t high = std::min(s.by, band_end(band)) - 1;
    if (high < low) return;
    std::int64_t at_low = s.column(low), at_high = s.column(high);
    if (low == band_start(band) && at_low >= 0 && at_low < columns) {
      passages_.push_back(static_cast<std::uint64_t>(band) << 32 |
                          static_cast<std::uint64_t>(at_low) << 18 | s.set);
    }
    std::int64_t first = std::min(at_low, at_high), last = std::max(at_low, at_high);
    first = std::max<std::int64_t>(first, 0);
    last = std::min<std::int64_t>(last, columns - 1);
    for (std::int64_t k = first; k <= last; ++k) {
      put_edge(band, k, edge);
      // Heights at which the edge lies west of the cell: it is counted there
      // once too often, by the edge itself and by the state at the western side.
      if (at_low < k) {
        put_ray(band, k, low, s.set, true);
        put_ray(band, k, s.crossing(k), s.set, true);
      } else if (at_high < k) {
        put_ray(band, k, s.crossing(k), s.set, true);
        put_ray(band, k, high + 1, s.set, true);
      }
    }
  }

  void put_edge(std::int64_t band, std::int64_t k, std::uint32_t edge) {
    if (k < 0 || k >= columns) return;
    edges_in_cells_.push_back(static_cast<std::uint64_t>(band * columns + k) << 32 | edge);
  }

  // `counted`: a ray at the band's start is not yet in the reference's state.
  void put_ray(std::int64_t band, std::int64_t k, std::int64_t height, std::uint32_t set,
               bool counted) {
    if (height >= band_end(band) || (height == band_start(band) && !counted)) return;
    auto above = static_cast<std::uint64_t>(height - band_start(band));
    rays_in_cells_.push_back(static_cast<std::uint64_t>(band * columns + k) << 37 | above << 18 |
                             set);
  }

  // 2. From south to north and west to east, with the set of polygons that hold
  // the reference point.
  void sweep() {
    parts_.blocks.reserve(std::size_t{block_columns} * block_rows);
    std::vector<std::uint32_t> lines(std::size_t{columns} * block_side);
    std::uint32_t at_seam = sets_.number(mosaic_.south_pole);
    std::size_t seam = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
      while (seam < seam_.size() && seam_[seam].first <= band_start(row)) {
        at_seam = sets_.flipped(at_seam, seam_[seam++].second);
      }
      sweep_row(row, at_seam, lines.data() + std::size_t{row % block_side} * columns);
      if (row % block_side == block_side - 1) store_blocks(lines);
    }
  }

  void sweep_row(std::uint32_t row, std::uint32_t state, std::uint32_t* entries) {
    std::uint32_t at = 0;
    while (at < columns) {
      std::uint32_t next = columns;
      for (; passage_ < passages_.size() && passages_[passage_] >> 32 == row; ++passage_) {
        std::uint32_t column = passages_[passage_] >> 18 & 0x3fff;
        if (column >= at) {
          next = std::min(next, column + 1);
          break;
        }
        state = sets_.flipped(state, passages_[passage_] & (most_sets - 1));
      }
      std::uint64_t first = std::uint64_t{row} * columns + at, beyond = first + (columns - at);
      std::uint64_t cell = beyond;
      if (edge_ < edges_in_cells_.size()) cell = std::min(cell, edges_in_cells_[edge_] >> 32);
      if (ray_ < rays_in_cells_.size()) cell = std::min(cell, rays_in_cells_[ray_] >> 37);
      next = std::min(next, at + static_cast<std::uint32_t>(cell - first));
      if (next == at) {
        entries[at++] = border_cell(cell, row, state);
        continue;
      }
      std::fill(entries + at, entries + next, atom_in(state));
      at = next;
    }
    // What passes in the last column flips nothing any more.
    while (passage_ < passages_.size() && passages_[passage_] >> 32 == row) ++passage_;
  }

  void store_blocks(const std::vector<std::uint32_t>& lines) {
    for (std::uint32_t block = 0; block < block_columns; ++block) {
      const std::uint32_t* corner = lines.data() + std::size_t{block} * block_side;
      bool same = (corner[0] & deeper) == 0;
      for (std::uint32_t y = 0; same && y < block_side; ++y) {
        const std::uint32_t* line = corner + std::size_t{y} * columns;
        for (std::uint32_t x = 0; x < block_side; ++x) same = same && line[x] == corner[0];
      }
      if (same) {
        parts_.blocks.push_back(corner[0]);
        continue;
      }
      parts_.blocks.push_back(deeper |
                              static_cast<std::uint32_t>(parts_.cells.size() / block_cells));
      for (std::uint32_t y = 0; y < block_side; ++y) {
        const std::uint32_t* line = corner + std::size_t{y} * columns;
        parts_.cells.insert(parts_.cells.end(), line, line + block_side);
      }
    }
  }

  // 3. One cell with edges or rays: its entry.
  std::uint32_t border_cell(std::uint64_t cell, std::uint32_t row, std::uint32_t state) {
    Polygons local;
    auto meet = [&](std::uint32_t set) {
      for (std::uint16_t polygon : sets_[set]) {
        auto place = std::lower_bound(local.begin(), local.end(), polygon);
        if (place == local.end() || *place != polygon) local.insert(place, polygon);
      }
    };
    cell_edges_.clear();
    for (; edge_ < edges_in_cells_.size() && edges_in_cells_[edge_] >> 32 == cell; ++edge_) {
      const Segment& s = segments_[edges_in_cells_[edge_] & 0xffffffff];
      cell_edges_.push_back(&s);
      if (s.ay != s.by) meet(s.set);
    }
    cell_rays_.clear();
    for (; ray_ < rays_in_cells_.size() && rays_in_cells_[ray_] >> 37 == cell; ++ray_) {
      std::uint64_t ray = rays_in_cells_[ray_] & ((std::uint64_t{1} << 37) - 1);
      if (!cell_rays_.empty() && cell_rays_.back() == ray) {
        cell_rays_.pop_back();  // flipped twice
      } else {
        cell_rays_.push_back(ray);
      }
    }
    std::size_t kept = 0;
    for (std::uint64_t ray : cell_rays_) {
      std::uint32_t set = ray & (most_sets - 1);
      if (ray >> 18 == 0) {
        state = sets_.flipped(state, set);
      } else {
        meet(set);
        cell_rays_[kept++] = ray;
      }
    }
    cell_rays_.resize(kept);
    if (local.empty()) return atom_in(state);
    if (local.size() > most_bits || cell_edges_.size() > 0xffff || cell_rays_.size() > 0xffff) {
      if (fault_.empty()) {
        fault_ = fmt::format(
            "More outlines meet near latitude {:.2f}, longitude {:.2f} than one cell of 3 km "
            "holds; at most {} overlays and units may. Join some of them.",
            degrees(band_start(row)),
            degrees(west + static_cast<std::int64_t>(cell % columns) * cell_steps), most_bits);
      }
      return 0;
    }
    const Table& table = table_of(local, state);
    if (table.same) return table.atom;
    return store_cell(local, table.first, row, state);
  }

  std::uint16_t bits(const Polygons& local, std::uint32_t set) const {
    unsigned result = 0;
    for (std::uint16_t polygon : sets_[set]) {
      auto place = std::lower_bound(local.begin(), local.end(), polygon);
      if (place != local.end() && *place == polygon) result |= 1u << (place - local.begin());
    }
    return static_cast<std::uint16_t>(result);
  }

  std::uint32_t store_cell(const Polygons& local, std::uint32_t table, std::uint32_t row,
                           std::uint32_t state) {
    std::vector<std::uint32_t>& words = parts_.words;
    auto start = static_cast<std::uint32_t>(words.size());
    CellHead head{table, bits(local, state), static_cast<std::uint16_t>(local.size()),
                  static_cast<std::uint16_t>(cell_edges_.size()), 0};
    words.resize(start + sizeof(CellHead) / 4);
    for (const Segment* s : cell_edges_) {
      for (std::int64_t each : {s->ax, s->ay, s->bx, s->by}) {
        words.push_back(static_cast<std::uint32_t>(static_cast<std::int32_t>(each)));
      }
    }
    for (std::size_t i = 0; i < cell_rays_.size();) {
      std::uint64_t above = cell_rays_[i] >> 18;
      std::uint16_t flips = 0;
      for (; i < cell_rays_.size() && cell_rays_[i] >> 18 == above; ++i) {
        flips ^= bits(local, cell_rays_[i] & (most_sets - 1));
      }
      if (flips == 0) continue;
      std::int64_t from = band_start(row) + static_cast<std::int64_t>(above);
      words.push_back(static_cast<std::uint32_t>(static_cast<std::int32_t>(from)));
      words.push_back(flips);
      ++head.rays;
    }
    for (std::size_t i = 0; i < cell_edges_.size(); i += 2) {
      std::uint32_t pair = bits(local, cell_edges_[i]->set);
      if (i + 1 < cell_edges_.size()) {
        pair |= std::uint32_t{bits(local, cell_edges_[i + 1]->set)} << 16;
      }
      words.push_back(pair);
    }
    words[start] = head.table;
    words[start + 1] = head.state | std::uint32_t{head.bits} << 16;
    words[start + 2] = head.edges | std::uint32_t{head.rays} << 16;
    return deeper | start;
  }

  struct Table {
    std::uint32_t first = 0;
    bool same = false;
    std::uint16_t atom = 0;
  };

  // From the bits of local polygons to atoms, in the company of the polygons
  // that hold the whole cell.
  const Table& table_of(const Polygons& local, std::uint32_t state) {
    Polygons key = local;
    key.push_back(0xffff);
    Polygons whole;
    std::set_difference(sets_[state].begin(), sets_[state].end(), local.begin(), local.end(),
                        std::back_inserter(whole));
    key.insert(key.end(), whole.begin(), whole.end());
    auto [at, added] = tables_.emplace(std::move(key), Table{});
    Table& table = at->second;
    if (!added) return table;
    std::vector<std::uint16_t> entries;
    for (unsigned set = 0; set < 1u << local.size(); ++set) {
      Polygons holding = whole;
      for (std::size_t i = 0; i < local.size(); ++i) {
        if ((set >> i & 1) != 0) holding.push_back(local[i]);
      }
      std::sort(holding.begin(), holding.end());
      entries.push_back(atom_of(mosaic_.piece(holding)));
    }
    table.same = std::all_of(entries.begin(), entries.end(),
                             [&](std::uint16_t each) { return each == entries[0]; });
    table.atom = entries[0];
    table.first = static_cast<std::uint32_t>(parts_.tables.size());
    if (!table.same) {
      parts_.tables.insert(parts_.tables.end(), entries.begin(), entries.end());
    }
    return table;
  }

  std::uint16_t atom_of(Piece piece) {
    auto [at, added] = atoms_.emplace(piece, static_cast<std::uint16_t>(parts_.atoms.size()));
    if (!added) return at->second;
    if (parts_.atoms.size() >= 0xffff) {
      fault_ = "The base map and the overlays make more than 65,000 pieces; join some of them.";
      return 0;
    }
    Atom atom{piece.unit, piece.overlay, "", base_accuracy_km};
    if (piece.unit != 0) atom.place = mosaic_.units[piece.unit - 1u].place;
    if (piece.overlay != 0) {
      atom.place = mosaic_.overlays[piece.overlay - 1u].place;
      atom.accuracy_km = mosaic_.overlays[piece.overlay - 1u].accuracy_km;
    }
    parts_.atoms.push_back(std::move(atom));
    return at->second;
  }

  std::uint32_t atom_in(std::uint32_t state) {
    if (state >= atom_in_.size()) atom_in_.resize(sets_.size(), 0xffff);
    if (atom_in_[state] == 0xffff) atom_in_[state] = atom_of(mosaic_.piece(sets_[state]));
    return atom_in_[state];
  }

  const Mosaic& mosaic_;
  GridParts parts_;
  std::string fault_;

  Sets sets_;
  std::vector<Segment> segments_;
  std::vector<std::uint64_t> edges_in_cells_;                 // cell 32, segment 32 bits
  std::vector<std::uint64_t> rays_in_cells_;                  // cell 27, height 19, set 18
  std::vector<std::uint64_t> passages_;                       // row 32, column 14, set 18
  std::vector<std::pair<std::int64_t, std::uint32_t>> seam_;  // height, set
  std::size_t edge_ = 0, ray_ = 0, passage_ = 0;
  std::vector<const Segment*> cell_edges_;
  std::vector<std::uint64_t> cell_rays_;
  std::unordered_map<Polygons, Table, HashPolygons> tables_;
  std::map<Piece, std::uint16_t> atoms_;
  std::vector<std::uint16_t> atom_in_;
};

}  // namespace

Result<GridParts> build_grid(const Mosaic& mosaic) { return Builder(mosaic).build(); }

}  // namespace ratione
