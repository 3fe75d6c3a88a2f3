// File: screen/spots.h
//
// Where the points of a file lie, many at a time.
//
//   SpotReader reader(points, map);
//   reader.read(rows, spots);                       // one spot for each row
//   spots[0].answer.place                           // "crimea"
//   words_of(spots[0].answer, atlas)                // "near border 1.2 km: beyond it Kherson"
//
// A row whose coordinates are empty has no spot: its place is read by name. One
// coordinate without the other, or one that is no number of degrees on earth,
// is unreadable. The open sea is the place open_sea, so that a ship's flag is
// asked for there.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "atlas/point_atlas.h"
#include "screen/cells.h"
#include "screen/outcome.h"

namespace ratione {

// The atlas's place for waters that are no State's.
inline constexpr std::string_view open_sea = "high-seas";

// The atlas's answer, with the open sea as a place.
PointAnswer on_open_sea_too(PointAnswer answer);

// A point names no State, so land whose State did not exist on a day was no
// State's on it: each State only on the days on which it was one.
FieldValue while_they_exist(FieldValue territory, const States& states);

// "1.2", as atlas locate rounds.
std::string km_words(double km);

// What a reader should know besides the place: that the point lies at sea, or
// so near to a border that the map cannot tell. Empty: nothing.
std::string words_of(const PointAnswer& answer, const Atlas& atlas);

// Degrees, north and east positive: "44.95", "-3.2", "+12". Nothing else.
Result<double> read_degrees(std::string_view text);

struct Spot {
  enum class Is : std::uint8_t { left_out, unreadable, found } is = Is::left_out;
  double latitude = 0, longitude = 0;  // unless left out
  bool numbers = false;                // both could be read, on earth or not
  Unreadable fault;                    // of what is unreadable
  PointAnswer answer;                  // of what was found
  // Of a point that the data set put somewhere in a wider place, which one:
  // "a whole province"; else empty.
  std::string_view stands_for;

  // Is there something to be said besides the place?
  bool needs_words() const {
    return answer.near_border_km.has_value() || answer.sea || !stands_for.empty();
  }
};

std::string words_of(const Spot& spot, const Atlas& atlas);

// Adds near_border and those words to the columns of a row; not to its line.
void add_spot(Outcome& outcome, const Spot& spot, const Atlas& atlas);

// Writes what a point adds to what is told of its place; keeps the words of the last.
class PointWords {
 public:
  explicit PointWords(const Atlas& atlas) : atlas_(atlas) {}
  Told told(Told of_place, const Spot& spot);

 private:
  const Atlas& atlas_;
  std::string near_border_, reason_;
};

// For one thread. What lies around points is gathered once for each square.
class SpotReader {
 public:
  // Both must outlive the reader. Without an atlas every row is left out.
  SpotReader(const PointAtlas* points, const ColumnMap& map) : points_(points), map_(map) {}

  void read(std::span<const Cells> rows, std::vector<Spot>& spots);

 private:
  void answer(Spot& spot, AtomId atom);

  const PointAtlas* points_;
  const ColumnMap& map_;
  std::unordered_map<std::uint32_t, Surroundings> around_;  // by square
  std::vector<double> latitudes_, longitudes_;
  std::vector<std::size_t> rows_;
  std::vector<AtomId> atoms_;
};

}  // namespace ratione
