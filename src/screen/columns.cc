#include "screen/columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "errors/quoted.h"
#include "text/names.h"

namespace ratione {
namespace {

constexpr std::array<std::string_view, words> our_names = {
    "id",       "date",      "date_start", "date_end",      "year",  "month",     "day",
    "latitude", "longitude", "where_prec", "geo_precision", "place", "territory", "country",
    "suspect",  "crime",     "trigger",    "registered_in", "age"};

// Names that data sets give to our columns.
struct Known {
  std::string_view theirs;
  Word ours;
};
constexpr Known known_names[] = {
    {"event_id_cnty", Word::id},  // ACLED
    {"event_date", Word::date},   // ACLED
};

std::string plain(std::string_view name) {
  std::size_t from = name.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  std::string out(name.substr(from, name.find_last_not_of(" \t") - from + 1));
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

int word_named(std::string_view name) {
  std::string wanted = plain(name);
  for (std::size_t i = 0; i < words; ++i) {
    if (our_names[i] == wanted) return static_cast<int>(i);
  }
  return -1;
}

// The column of that name; -1: none, -2: several.
int column_named(const std::vector<std::string>& names, std::string_view name) {
  int found = -1;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<int>(i);
  }
  std::string wanted = plain(name);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (plain(names[i]) == wanted) found = found == -1 ? static_cast<int>(i) : -2;
  }
  return found;
}

std::vector<std::string> ours() { return {our_names.begin(), our_names.end()}; }

Result<bool> apply(ColumnMap& map, const std::string& asked) {
  std::size_t equals = asked.find('=');
  if (equals == std::string::npos) {
    return fail(Code::bad_column_map,
                fmt::format("--map {} has no equals sign; write --map COLUMN=NAME, where COLUMN is "
                            "ours and NAME the file's, such as date=happened_on",
                            quoted(asked)));
  }
  std::string left = asked.substr(0, equals);
  std::string right = asked.substr(equals + 1);
  int word = word_named(left);
  int column = column_named(map.names, right);
  if (word < 0 || column < 0) {
    int other_word = word_named(right);
    int other_column = column_named(map.names, left);
    if (other_word >= 0 && other_column >= 0) {
      word = other_word;
      column = other_column;
    }
  }
  if (word < 0) {
    std::string near = nearest(plain(left), ours());
    return fail(Code::bad_column_map,
                near.empty() ? fmt::format("--map {}: {} is none of our columns; they are {}",
                                           quoted(asked), quoted(left), all_of_words(ours()))
                             : fmt::format("--map {}: {} is none of our columns; did you mean {}?",
                                           quoted(asked), quoted(left), near));
  }
  if (column < 0) {
    std::string near = nearest(right, map.names);
    return fail(Code::bad_column_map,
                fmt::format("--map {}: the file has no column {}; {}", quoted(asked), quoted(right),
                            near.empty() ? "its header names " + all_of_words(map.names)
                                         : "did you mean " + quoted(near) + "?"));
  }
  map.at[static_cast<std::size_t>(word)] = column;
  return true;
}

// One run answers for one known day.
void note_known(ColumnMap& map) {
  int column = column_named(map.names, "known");
  if (column < 0) return;
  map.notes.push_back(
      fmt::format("column {} is not read: every row is answered as known on one "
                  "day, that of --known",
                  map.names[static_cast<std::size_t>(column)]));
}

// How the columns that were found tell the day and the place.
Result<bool> settle(ColumnMap& map, const Place& at) {
  auto unused = [&](Word word, std::string_view why) {
    if (map.has(word))
      map.notes.push_back(fmt::format("column {} is not used: {}", map.name(word), why));
  };
  if (map.has(Word::date)) {
    map.days = DayForm::one;
    unused(Word::date_start, "the day is read from " + map.name(Word::date));
    unused(Word::date_end, "the day is read from " + map.name(Word::date));
  } else if (map.has(Word::date_start) && map.has(Word::date_end)) {
    map.days = DayForm::interval;
  } else if (map.has(Word::year) && map.has(Word::month) && map.has(Word::day)) {
    map.days = DayForm::parts;
  } else {
    return fail(
        Code::no_usable_column, at,
        "no column tells the day; it needs date, or date_start and date_end, or year, month "
        "and day. If one of its columns is the day under another name, say --map date=NAME");
  }

  note_known(map);
  bool coordinates = map.coordinates();
  for (auto [one, other] :
       {std::pair{Word::latitude, Word::longitude}, std::pair{Word::longitude, Word::latitude}}) {
    if (!map.has(one) || map.has(other)) continue;
    unused(one, fmt::format("no column is the {}; if one is, say --map {}=NAME", name_of(other),
                            name_of(other)));
  }
  if (map.has(Word::place)) {
    map.place = Word::place;
  } else if (map.has(Word::territory)) {
    map.place = Word::territory;
  } else if (map.has(Word::country)) {
    map.place = Word::country;
  } else if (coordinates) {
    map.place = Word::latitude;
  } else {
    return fail(Code::no_usable_column, at,
                "no column tells the place; it needs latitude and longitude, or place, territory "
                "or country. If one of its columns is the place under another name, say "
                "--map place=NAME");
  }
  if (coordinates && map.place != Word::latitude) {
    map.notes.push_back(
        fmt::format("the coordinates tell the place; column {} is read in rows without them",
                    map.name(map.place)));
  }
  return true;
}

}  // namespace

std::string_view name_of(Word word) { return our_names[static_cast<std::size_t>(word)]; }

std::string ColumnMap::name(Word word) const {
  return has(word) ? names[static_cast<std::size_t>(index(word))] : std::string(name_of(word));
}

Result<ColumnMap> map_columns(const std::vector<std::string>& names,
                              const std::vector<std::string>& asked, std::string_view file) {
  ColumnMap map;
  map.names = names;
  Place at{std::string(file), 1, 0, ""};

  std::array<bool, words> twice{};
  for (std::size_t word = 0; word < words; ++word) {
    int column = column_named(names, our_names[word]);
    twice[word] = column == -2;
    map.at[word] = std::max(column, -1);
  }
  for (const Known& known : known_names) {
    auto word = static_cast<std::size_t>(known.ours);
    if (map.at[word] >= 0 || twice[word]) continue;
    map.at[word] = std::max(column_named(names, known.theirs), -1);
  }
  for (const std::string& each : asked) {
    Result<bool> done = apply(map, each);
    if (!done) return tl::unexpected<Error>(done.error());
  }
  for (std::size_t word = 0; word < words; ++word) {
    bool needed = twice[word] && map.at[word] < 0;
    int column = map.at[word];
    bool same_name = column >= 0 && std::count(names.begin(), names.end(),
                                               names[static_cast<std::size_t>(column)]) > 1;
    if (needed || same_name) {
      return fail(
          Code::column_twice, at,
          fmt::format("the header names {} twice; rename one of them, or say which one is "
                      "meant with --map {}=NAME",
                      quoted(needed ? our_names[word] : names[static_cast<std::size_t>(column)]),
                      our_names[word]));
    }
  }

  Result<bool> done = settle(map, at);
  if (!done) return tl::unexpected<Error>(done.error());
  return map;
}

Result<ColumnMap> map_settled(const std::vector<std::string>& names,
                              const std::vector<std::pair<std::string, std::string>>& settled,
                              std::string_view file) {
  ColumnMap map;
  map.names = names;
  Place at{std::string(file), 1, 0, ""};
  for (const auto& [ours, theirs] : settled) {
    int word = word_named(ours);
    auto column = std::find(names.begin(), names.end(), theirs);
    if (word < 0) continue;
    if (column == names.end()) {
      return fail(Code::no_usable_column, at,
                  fmt::format("it has no column {} any more, from which {} was read",
                              quoted(theirs), ours));
    }
    map.at[static_cast<std::size_t>(word)] = static_cast<int>(column - names.begin());
  }
  Result<bool> done = settle(map, at);
  if (!done) return tl::unexpected<Error>(done.error());
  return map;
}

std::vector<std::string> output_names(const std::vector<std::string>& names) {
  std::vector<std::string> out = names;
  std::vector<std::string> taken;
  for (const std::string& name : names) taken.push_back(plain(name));
  for (std::size_t i = 0; i < out.size(); ++i) {
    while (std::find(added_columns.begin(), added_columns.end(), plain(out[i])) !=
           added_columns.end()) {
      std::string renamed = "input_" + out[i];
      while (std::find(taken.begin(), taken.end(), plain(renamed)) != taken.end()) {
        renamed = "input_" + renamed;
      }
      out[i] = renamed;
      taken.push_back(plain(renamed));
    }
  }
  return out;
}

}  // namespace ratione
