// File: screen/cells.h
//
// The cells of one row, read as a question.
//
//   Cells cells;  cells.set(Word::date, "2016-02-29");  cells.set(Word::place, "Crimea");
//   Result<Span, Unreadable> days = read_days(cells, map);
//   Result<Asked, Unreadable> asked = read_asked(cells, map, reader);
//
// Spaces around a value do not count; `;` separates several values. A value
// that is empty is left out, unless a row cannot do without it. Nothing is
// guessed: what cannot be read names its column and says why.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "atlas/places.h"
#include "engine/situation.h"
#include "law/typed/law.h"
#include "record/states.h"
#include "screen/columns.h"

namespace ratione {

// A cell that holds no value of its column.
struct Unreadable {
  Word word = Word::date;
  std::string why;
};

template <class T>
using Read = tl::expected<T, Unreadable>;

// What a row says in our columns; a column that the file lacks is empty.
struct Cells {
  std::array<std::string_view, words> text{};
  // Values of columns that hold numbers or days rather than text; their text is empty.
  std::optional<double> north, east;            // latitude, longitude: finite
  std::array<std::optional<Day>, 3> days = {};  // date, date_start, date_end: not never
  // The id of the place where the row's point lies (screen/spots.h); empty when
  // the place is to be read by name.
  std::string_view located;

  std::string_view operator[](Word word) const { return text[static_cast<std::size_t>(word)]; }
  void set(Word word, std::string_view value) { text[static_cast<std::size_t>(word)] = value; }

  static constexpr bool may_be_day(Word word) {
    return word == Word::date || word == Word::date_start || word == Word::date_end;
  }
  static constexpr bool may_be_number(Word word) {
    return word == Word::latitude || word == Word::longitude;
  }
  // What a column of that type holds; as text where it is no day or number that counts.
  void set(Word word, Day value) { days[nth_day(word)] = value; }
  void set(Word word, double value) { (word == Word::latitude ? north : east) = value; }
  std::optional<Day> day(Word word) const { return days[nth_day(word)]; }

 private:
  static constexpr std::size_t nth_day(Word word) {
    return static_cast<std::size_t>(word) - static_cast<std::size_t>(Word::date);
  }
};

// A day, alone or with a time of day (which does not count): "2016-02-29",
// "2016-02-29 00:00:00.000", "2016-02-29T12:30Z", "29 February 2016".
Result<Day> read_day(std::string_view text);

// The days of the conduct.
Read<Span> read_days(const Cells& cells, const ColumnMap& map);

// The law, record and atlas by which cells are read.
struct CellReader {
  const LawInstrument& instrument;
  const States& states;
  const Atlas& atlas;
};

// A place by the name in a column: in a country column, a label of the data set
// that coined it comes first.
Result<const PlaceEntry*> find_place(std::string_view text, Word word, const CellReader& reader);

// The parts of a row's question, each read from its own cells, so that rows which
// share a part read it once.

// Where it happened.
struct PlacePart {
  FieldValue territory;
  std::vector<std::string> ids;  // of the places
  Word told_by = Word::place;    // the column that tells them
  bool at_sea = false;
};
Read<PlacePart> read_place_part(const Cells& cells, const ColumnMap& map, const CellReader& reader);

// The ship's flag; none where no ship is spoken of: at sea it is unknown rather
// than absent.
Read<std::optional<FieldValue>> read_flag(const Cells& cells, bool at_sea,
                                          const CellReader& reader);

// The suspect's nationality; none: left out.
Read<std::optional<FieldValue>> read_suspect(const Cells& cells, const CellReader& reader);

// Crime, trigger and age: the fields of a situation that hold no States.
Read<Situation> read_rest(const Cells& cells, const CellReader& reader);

// What a row asks besides its days.
struct Asked {
  Situation situation;                 // days are still to be set
  std::vector<std::string> territory;  // ids of the places
  Word told_by = Word::place;          // the column that tells them
};
Asked put_together(const PlacePart& place, const std::optional<FieldValue>& flag,
                   const std::optional<FieldValue>& suspect, const Situation& rest);
Read<Asked> read_asked(const Cells& cells, const ColumnMap& map, const CellReader& reader);

}  // namespace ratione
