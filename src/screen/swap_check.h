// File: screen/swap_check.h
//
// Are latitude and longitude swapped? Counts what speaks for it.
//
//   SwapCheck check(points, map, reader);
//   check.see(cells, spot, tally.points);          // each row
//   warnings_of(tally.points, map)                 // at the end
//
// A pair of numbers cannot tell in which order it stands. Three things can: a
// latitude beyond 90; a label that names another State than the one where the
// point lies, while the swapped point lies in it; rows on the open sea that
// would lie on land. A label never decides where a row is, it only raises the
// suspicion.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "screen/screen.h"
#include "screen/spots.h"

namespace ratione {

class SwapCheck {
 public:
  // All must outlive it; `points` may be null, then it counts nothing.
  SwapCheck(const PointAtlas* points, const ColumnMap& map, const CellReader& reader)
      : points_(points), map_(map), reader_(reader) {}

  void see(const Cells& cells, const Spot& spot, PointTally& tally);

 private:
  using States = std::vector<StateCode>;
  struct Label {
    std::uint32_t number = 0;
    States states;  // whose it may be, on any day
  };
  const Label& label_of(const Cells& cells);
  States states_of(const PlaceEntry* place) const;
  bool fits(const Label& label, AtomId atom, std::string_view place);
  AtomId atom_at(double latitude, double longitude) const;

  const PointAtlas* points_;
  const ColumnMap& map_;
  const CellReader& reader_;
  std::unordered_map<std::string, Label> labels_;
  std::unordered_map<std::uint64_t, bool> fits_;  // by label and atom
  std::string room_;
};

// What a reader of the summary must be warned of.
std::vector<std::string> warnings_of(const PointTally& tally, const ColumnMap& map);

}  // namespace ratione
