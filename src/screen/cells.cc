#include "screen/cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/field_words.h"
#include "engine/territory.h"
#include "errors/quoted.h"
#include "screen/spots.h"
#include "text/names.h"

namespace ratione {
namespace {

constexpr std::size_t longest_cell = 2000;  // bytes
constexpr std::size_t most_values = 64;     // in one cell
constexpr std::string_view no_state = "none";
constexpr std::string_view not_known = "unknown";

std::string_view trimmed(std::string_view text) {
  std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) {
  int value = 0;
  for (char c : text) value = value * 10 + (c - '0');
  return value;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    int length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

tl::unexpected<Unreadable> unreadable(Word word, std::string why) {
  return tl::unexpected<Unreadable>(Unreadable{word, std::move(why)});
}

// What stands in a cell, once it can be shown and compared.
Read<std::string_view> value_of(const Cells& cells, Word word) {
  std::string_view text = trimmed(cells[word]);
  if (text.size() > longest_cell) {
    return unreadable(
        word, fmt::format("it is {} bytes long; at most {} are read", text.size(), longest_cell));
  }
  if (!is_utf8(text)) return unreadable(word, fmt::format("{} is not UTF-8", quoted(text)));
  return text;
}

Read<std::string_view> required(const Cells& cells, Word word) {
  Read<std::string_view> text = value_of(cells, word);
  if (text && text->empty()) return unreadable(word, "it is empty");
  return text;
}

Read<std::vector<std::string_view>> values_of(const Cells& cells, Word word) {
  Read<std::string_view> text = value_of(cells, word);
  if (!text) return tl::unexpected<Unreadable>(text.error());
  std::vector<std::string_view> values;
  std::string_view rest = *text;
  while (!rest.empty()) {
    std::size_t end = std::min(rest.find(';'), rest.size());
    std::string_view value = trimmed(rest.substr(0, end));
    if (!value.empty()) values.push_back(value);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (values.size() > most_values) {
    return unreadable(
        word, fmt::format("it holds {} values; at most {} are read", values.size(), most_values));
  }
  return values;
}

// "HH:MM", then perhaps ":SS", a fraction, "Z" or an offset. Times do not
// count, so they are only told from other text.
bool is_time(std::string_view text) {
  auto take = [&](auto test, std::size_t most) {
    std::size_t n = 0;
    while (n < text.size() && n < most && test(text[n])) ++n;
    text.remove_prefix(n);
    return n;
  };
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  auto colon = [](char c) { return c == ':'; };
  if (take(digit, 2) != 2 || take(colon, 1) != 1 || take(digit, 2) != 2) return false;
  if (take(colon, 1) == 1) {
    if (take(digit, 2) != 2) return false;
    if (take([](char c) { return c == '.'; }, 1) == 1 && take(digit, 12) == 0) return false;
  }
  if (take([](char c) { return c == 'Z' || c == '+' || c == '-'; }, 1) == 1) {
    if (take(digit, 2) == 0) return text.empty();
    take(colon, 1);
    take(digit, 2);
  }
  return text.empty();
}

constexpr std::array<std::string_view, 12> months = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};

// "29 February 2016".
Result<Day> written_out(std::string_view text, const Error& otherwise) {
  std::size_t first = text.find(' ');
  std::size_t second = first == std::string_view::npos ? first : text.find(' ', first + 1);
  if (second == std::string_view::npos) return tl::unexpected<Error>(otherwise);
  std::string_view day = text.substr(0, first);
  std::string month = fold_name(text.substr(first + 1, second - first - 1));
  std::string_view year = text.substr(second + 1);
  auto found = std::find(months.begin(), months.end(), month);
  if (!digits(day) || day.size() > 2 || !digits(year) || year.size() != 4 ||
      found == months.end()) {
    return tl::unexpected<Error>(otherwise);
  }
  return Day::from_ymd(number(year), static_cast<int>(found - months.begin()) + 1, number(day));
}

Read<Day> day_in(const Cells& cells, Word word) {
  if (const std::optional<Day> day = cells.day(word)) return *day;
  Read<std::string_view> text = required(cells, word);
  if (!text) return tl::unexpected<Unreadable>(text.error());
  Result<Day> day = read_day(*text);
  if (!day) return unreadable(word, day.error().says);
  if (*day == Day::never()) return unreadable(word, fmt::format("{} stands for never", day->iso()));
  return *day;
}

Read<int> number_in(const Cells& cells, Word word, std::size_t longest, std::string_view example) {
  Read<std::string_view> text = required(cells, word);
  if (!text) return tl::unexpected<Unreadable>(text.error());
  if (!digits(*text) || text->size() > longest) {
    return unreadable(
        word, fmt::format("{} is not a {}; write {}", quoted(*text), name_of(word), example));
  }
  return number(*text);
}

Read<FieldValue> states_in(const Cells& cells, Word word, const States& states) {
  Read<std::vector<std::string_view>> names = values_of(cells, word);
  if (!names) return tl::unexpected<Unreadable>(names.error());
  FieldValue value;
  if (names->empty() || (names->size() == 1 && names->front() == not_known)) return value;
  if (names->size() == 1 && names->front() == no_state) {
    value.is = FieldValue::Is::none;
    return value;
  }
  value.is = FieldValue::Is::known;
  for (std::string_view name : *names) {
    Result<StateCode> state = states.find(name);
    if (!state && state.error().code == Code::unknown_state) {
      Result<StateCode> people = states.find_any(name);
      if (people || people.error().code != Code::unknown_state) state = people;
    }
    if (!state) return unreadable(word, state.error().says);
    StateOn on{*state, Span::always(), ""};
    if (std::find(value.states.begin(), value.states.end(), on) == value.states.end()) {
      value.states.push_back(on);
    }
  }
  return value;
}

// The places of the conduct, each once: that of the row's point, or those that
// it names.
Read<std::vector<const PlaceEntry*>> places_in(const Cells& cells, const ColumnMap& map,
                                               const CellReader& reader) {
  std::vector<const PlaceEntry*> found;
  if (!cells.located.empty()) {
    const PlaceEntry* place = reader.atlas.get(cells.located);
    if (place == nullptr) {
      return unreadable(Word::latitude,
                        fmt::format("the atlas has no place {}", quoted(cells.located)));
    }
    found.push_back(place);
    return found;
  }
  if (map.place == Word::latitude) {
    return unreadable(Word::latitude, "it is empty, and so is the longitude");
  }
  Read<std::vector<std::string_view>> names = values_of(cells, map.place);
  if (!names) return tl::unexpected<Unreadable>(names.error());
  if (names->empty()) {
    return unreadable(
        map.place, map.coordinates() ? "it is empty, and so are the coordinates" : "it is empty");
  }
  for (std::string_view name : *names) {
    Result<const PlaceEntry*> place = find_place(name, map.place, reader);
    if (!place) return unreadable(map.place, place.error().says);
    if (std::find(found.begin(), found.end(), *place) == found.end()) found.push_back(*place);
  }
  return found;
}

Read<std::string> crime_in(std::string_view text, const LawInstrument& instrument) {
  Result<std::string> crime = read_crime(instrument, text);
  if (!crime) return unreadable(Word::crime, crime.error().says);
  return *crime;
}

}  // namespace

// To a data set's own label, "Congo" is not ambiguous.
Result<const PlaceEntry*> find_place(std::string_view text, Word word, const CellReader& reader) {
  if (word == Word::country) {
    std::string label = fold_name(text);
    StateCode only;
    int found = 0;
    for (const State& state : reader.states.all()) {
      for (const StateName& name : state.names) {
        if (name.kind != NameKind::ged || fold_name(name.name) != label) continue;
        if (only == state.code) continue;
        only = state.code;
        ++found;
      }
    }
    const PlaceEntry* place = found == 1 ? reader.atlas.get(only.text()) : nullptr;
    if (place != nullptr) return place;
  }
  return reader.atlas.find(text);
}

Result<Day> read_day(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 11 && (text[10] == ' ' || text[10] == 'T') && is_time(text.substr(11))) {
    text = text.substr(0, 10);
  }
  Result<Day> day = Day::parse(text);
  if (day || day.error().code != Code::not_a_day || text.find(' ') == std::string_view::npos) {
    return day;
  }
  return written_out(text, day.error());
}

Read<Span> read_days(const Cells& cells, const ColumnMap& map) {
  switch (map.days) {
    case DayForm::one: {
      Read<Day> day = day_in(cells, Word::date);
      if (!day) return tl::unexpected<Unreadable>(day.error());
      return Span::one(*day);
    }
    case DayForm::interval: {
      Read<Day> first = day_in(cells, Word::date_start);
      if (!first) return tl::unexpected<Unreadable>(first.error());
      Read<Day> last = day_in(cells, Word::date_end);
      if (!last) return tl::unexpected<Unreadable>(last.error());
      if (*last < *first) {
        return unreadable(Word::date_end,
                          fmt::format("{} is before the first day, {}", last->iso(), first->iso()));
      }
      return Span{*first, last->next()};
    }
    case DayForm::parts:
      break;
  }
  Read<int> year = number_in(cells, Word::year, 4, "2016");
  if (!year) return tl::unexpected<Unreadable>(year.error());
  Read<int> month = number_in(cells, Word::month, 2, "a number from 1 to 12");
  if (!month) return tl::unexpected<Unreadable>(month.error());
  if (*month < 1 || *month > 12) {
    return unreadable(Word::month,
                      fmt::format("{} is not a month; write a number from 1 to 12", *month));
  }
  Read<int> day = number_in(cells, Word::day, 2, "a number from 1 to 31");
  if (!day) return tl::unexpected<Unreadable>(day.error());
  Result<Day> whole = Day::from_ymd(*year, *month, *day);
  if (!whole) {
    return unreadable(whole.error().code == Code::out_of_years ? Word::year : Word::day,
                      whole.error().says);
  }
  if (*whole == Day::never()) return unreadable(Word::year, "9999-12-31 stands for never");
  return Span::one(*whole);
}

namespace {

Read<bool> asked_for(Word word, std::string_view field, const CellReader& reader) {
  if (reader.instrument.field(field) != nullptr) return true;
  return unreadable(word, fmt::format("the law of this court does not ask for {}", field));
}

}  // namespace

Read<PlacePart> read_place_part(const Cells& cells, const ColumnMap& map,
                                const CellReader& reader) {
  Read<std::vector<const PlaceEntry*>> places = places_in(cells, map, reader);
  if (!places) return tl::unexpected<Unreadable>(places.error());
  PlacePart part;
  part.told_by = cells.located.empty() ? map.place : Word::latitude;
  part.at_sea = true;
  for (const PlaceEntry* place : *places) {
    part.ids.push_back(place->id);
    part.at_sea = part.at_sea && place->kind == "sea";
  }
  part.territory = territory_of(reader.atlas, *places);
  if (!cells.located.empty()) {
    part.territory = while_they_exist(std::move(part.territory), reader.states);
  }
  Read<bool> given = asked_for(part.told_by, "territory", reader);
  if (!given) return tl::unexpected<Unreadable>(given.error());
  return part;
}

Read<std::optional<FieldValue>> read_flag(const Cells& cells, bool at_sea,
                                          const CellReader& reader) {
  Read<FieldValue> registered = states_in(cells, Word::registered_in, reader.states);
  if (!registered) return tl::unexpected<Unreadable>(registered.error());
  // At sea a ship's flag matters, so there it is unknown rather than absent;
  // elsewhere an empty cell speaks of no ship.
  const bool flag_unknown = registered->is == FieldValue::Is::unknown &&
                            (at_sea || !cells[Word::registered_in].empty()) &&
                            reader.instrument.field("registered_in") != nullptr;
  if (registered->is == FieldValue::Is::unknown && !flag_unknown) return std::nullopt;
  Read<bool> given = asked_for(Word::registered_in, "registered_in", reader);
  if (!given) return tl::unexpected<Unreadable>(given.error());
  return std::move(*registered);
}

Read<std::optional<FieldValue>> read_suspect(const Cells& cells, const CellReader& reader) {
  Read<FieldValue> nationality = states_in(cells, Word::suspect, reader.states);
  if (!nationality) return tl::unexpected<Unreadable>(nationality.error());
  if (nationality->is == FieldValue::Is::unknown) return std::nullopt;
  Read<bool> given = asked_for(Word::suspect, "nationality", reader);
  if (!given) return tl::unexpected<Unreadable>(given.error());
  return std::move(*nationality);
}

Read<Situation> read_rest(const Cells& cells, const CellReader& reader) {
  Situation rest;
  for (Word word : {Word::crime, Word::trigger}) {
    Read<std::vector<std::string_view>> values = values_of(cells, word);
    if (!values) return tl::unexpected<Unreadable>(values.error());
    if (values->empty()) continue;
    if (values->size() > 1) {
      return unreadable(word,
                        fmt::format("it names {} values; write a row for each", values->size()));
    }
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = std::string(values->front());
    if (word == Word::crime) {
      Read<std::string> crime = crime_in(values->front(), reader.instrument);
      if (!crime) return tl::unexpected<Unreadable>(crime.error());
      value.text = std::move(*crime);
    } else if (const CaseField* field = reader.instrument.field("trigger")) {
      if (std::find(field->options.begin(), field->options.end(), value.text) ==
          field->options.end()) {
        return unreadable(word, fmt::format("{} is no trigger; write {}", quoted(value.text),
                                            any_of_words(field->options)));
      }
    }
    Read<bool> given = asked_for(word, name_of(word), reader);
    if (!given) return tl::unexpected<Unreadable>(given.error());
    rest.fields[std::string(name_of(word))] = std::move(value);
  }
  Read<std::string_view> age = value_of(cells, Word::age);
  if (!age) return tl::unexpected<Unreadable>(age.error());
  if (!age->empty()) {
    Read<int> years = number_in(cells, Word::age, 3, "a number of whole years");
    if (!years) return tl::unexpected<Unreadable>(years.error());
    Read<bool> given = asked_for(Word::age, "age", reader);
    if (!given) return tl::unexpected<Unreadable>(given.error());
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.number = Fraction(*years);
    rest.fields["age"] = std::move(value);
  }
  return rest;
}

Asked put_together(const PlacePart& place, const std::optional<FieldValue>& flag,
                   const std::optional<FieldValue>& suspect, const Situation& rest) {
  Asked asked;
  asked.situation = rest;
  asked.situation.places = place.ids;
  asked.situation.fields["territory"] = place.territory;
  if (flag) asked.situation.fields["registered_in"] = *flag;
  if (suspect) asked.situation.fields["nationality"] = *suspect;
  asked.territory = place.ids;
  asked.told_by = place.told_by;
  return asked;
}

Read<Asked> read_asked(const Cells& cells, const ColumnMap& map, const CellReader& reader) {
  Read<PlacePart> place = read_place_part(cells, map, reader);
  if (!place) return tl::unexpected<Unreadable>(place.error());
  Read<std::optional<FieldValue>> flag = read_flag(cells, place->at_sea, reader);
  if (!flag) return tl::unexpected<Unreadable>(flag.error());
  Read<std::optional<FieldValue>> suspect = read_suspect(cells, reader);
  if (!suspect) return tl::unexpected<Unreadable>(suspect.error());
  Read<Situation> rest = read_rest(cells, reader);
  if (!rest) return tl::unexpected<Unreadable>(rest.error());
  return put_together(*place, *flag, *suspect, *rest);
}

}  // namespace ratione
