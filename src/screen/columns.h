// File: screen/columns.h
//
// Which column of a file holds what: days, places, suspects.
//
//   Result<ColumnMap> map = map_columns({"event_id_cnty", "event_date", "country"}, {});
//   map->index(Word::date)   // 1
//
// Names are compared without case and surrounding spaces. Known without being
// told: our own names, those of UCDP GED, and those of ACLED. --map COLUMN=NAME
// says that our COLUMN is called NAME in the file; written the other way round
// it is understood when only that way fits.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "errors/error.h"

namespace ratione {

// Our columns.
enum class Word : std::uint8_t {
  id,
  date,
  date_start,
  date_end,
  year,
  month,
  day,
  latitude,
  longitude,
  where_prec,     // UCDP GED's: how exact the point is, from 1 to 7
  geo_precision,  // ACLED's, from 1 to 3
  place,
  territory,
  country,
  suspect,
  crime,
  trigger,
  registered_in,
  age,
};
inline constexpr std::size_t words = 19;

std::string_view name_of(Word word);

// How the file tells the day, and where it happened.
enum class DayForm : std::uint8_t { one, interval, parts };

struct ColumnMap {
  std::array<int, words> at = none();  // index into the file's columns, or -1
  std::vector<std::string> names;      // the file's columns
  DayForm days = DayForm::one;
  // Of a row without coordinates: place, territory or country; latitude, when
  // the file has no column for the name of a place.
  Word place = Word::place;
  std::vector<std::string> notes;  // columns that are there and not used, and why

  // Latitude and longitude: where they are not empty, they tell the place.
  bool coordinates() const { return has(Word::latitude) && has(Word::longitude); }

  int index(Word word) const { return at[static_cast<std::size_t>(word)]; }
  bool has(Word word) const { return index(word) >= 0; }
  // As the file calls it; our name when the file lacks it.
  std::string name(Word word) const;

 private:
  static constexpr std::array<int, words> none() {
    std::array<int, words> all{};
    all.fill(-1);
    return all;
  }
};

// Columns that we add to every output, in their order.
inline constexpr std::array<std::string_view, 9> added_columns = {
    "territory", "attribution", "near_border", "conclusion", "basis",
    "state",     "citation",    "residual",    "reason"};
inline constexpr std::size_t near_border_column = 2;
static_assert(added_columns[near_border_column] == "near_border");

// `asked`: "COLUMN=NAME" each. Errors: bad_column_map; no_usable_column (no
// day, no place), column_twice (of a column that is used).
Result<ColumnMap> map_columns(const std::vector<std::string>& names,
                              const std::vector<std::string>& asked, std::string_view file = {});

// The same from what was settled before: our names and the file's. Errors:
// no_usable_column.
Result<ColumnMap> map_settled(const std::vector<std::string>& names,
                              const std::vector<std::pair<std::string, std::string>>& settled,
                              std::string_view file = {});

// The names of the file's columns in the output: those that are also ours
// become input_NAME.
std::vector<std::string> output_names(const std::vector<std::string>& names);

}  // namespace ratione
