#include "screen/spots.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "errors/quoted.h"

namespace ratione {
namespace {

constexpr std::size_t most_squares = 100'000;
constexpr std::size_t longest_number = 60;  // bytes

std::string_view trimmed(std::string_view text) {
  std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

Spot unreadable(Spot spot, Word word, std::string why) {
  spot.is = Spot::Is::unreadable;
  spot.fault = {word, std::move(why)};
  return spot;
}

// Both scales as their codebooks have them; what is finer than a province says
// nothing that a place of the atlas could miss.
std::string_view stands_for(const Cells& cells) {
  std::string_view ged = trimmed(cells[Word::where_prec]);
  if (ged == "4") return "a whole province";
  if (ged == "5") return "a line or a wider region";
  if (ged == "6") return "a whole country";
  if (trimmed(cells[Word::geo_precision]) == "3") return "a wider region";
  return {};
}

Spot on_earth(Spot spot, double north, double east, const Cells& cells) {
  spot.latitude = north;
  spot.longitude = east;
  spot.numbers = true;
  if (!(std::abs(north) <= 90 && std::abs(east) <= 180)) {
    std::string fault = fault_of_coordinates(north, east);
    if (!fault.empty()) {
      bool of_longitude = std::abs(north) <= 90;
      return unreadable(spot, of_longitude ? Word::longitude : Word::latitude, std::move(fault));
    }
  }
  spot.is = Spot::Is::found;
  spot.stands_for = stands_for(cells);
  return spot;
}

Spot coordinates(const Cells& cells) {
  Spot spot;
  if (cells.north && cells.east) return on_earth(spot, *cells.north, *cells.east, cells);
  const std::string_view latitude = cells.north ? "a number" : trimmed(cells[Word::latitude]);
  const std::string_view longitude = cells.east ? "a number" : trimmed(cells[Word::longitude]);
  if (latitude.empty() && longitude.empty()) return spot;
  if (latitude.empty()) {
    return unreadable(spot, Word::latitude, "it is empty and the longitude is not");
  }
  if (longitude.empty()) {
    return unreadable(spot, Word::longitude, "it is empty and the latitude is not");
  }
  Result<double> north = cells.north ? Result<double>(*cells.north) : read_degrees(latitude);
  if (!north) return unreadable(spot, Word::latitude, north.error().says);
  Result<double> east = cells.east ? Result<double>(*cells.east) : read_degrees(longitude);
  if (!east) return unreadable(spot, Word::longitude, east.error().says);
  return on_earth(spot, *north, *east, cells);
}

}  // namespace

PointAnswer on_open_sea_too(PointAnswer answer) {
  if (answer.place.empty()) answer.place = open_sea;
  return answer;
}

FieldValue while_they_exist(FieldValue territory, const States& states) {
  for (StateOn& each : territory.states) {
    const State* state = states.get(each.state);
    if (state != nullptr) each.days = each.days.intersect(state->exists);
  }
  std::erase_if(territory.states, [](const StateOn& each) { return each.days.empty(); });
  if (territory.states.empty()) territory.is = FieldValue::Is::none;
  return territory;
}

namespace {

void add_km(std::string& out, double km) {
  std::array<char, 32> room{};
  auto [end, failed] =
      std::to_chars(room.data(), room.data() + room.size(), km, std::chars_format::fixed, 1);
  out.append(room.data(), end);
}

void add_words(std::string& out, const PointAnswer& answer, const Atlas& atlas) {
  if (answer.coast) {
    out += "at sea, ";
    add_km(out, answer.coast_distance_km);
    out += " km from that coast";
  } else if (answer.sea) {
    out += fmt::format("open sea, more than {:.0f} km from any coast", std::floor(coast_km));
  }
  if (answer.near_border_km) {
    const PlaceEntry* beyond = atlas.get(answer.beyond);
    out += answer.sea ? "; near border " : "near border ";
    add_km(out, *answer.near_border_km);
    out += " km: beyond it ";
    out += beyond == nullptr ? answer.beyond : std::string_view(beyond->name);
  }
}

void add_words(std::string& out, const Spot& spot, const Atlas& atlas) {
  const std::size_t before = out.size();
  add_words(out, spot.answer, atlas);
  if (spot.stands_for.empty()) return;
  out += out.size() == before ? "the point stands for " : "; the point stands for ";
  out += spot.stands_for;
}

}  // namespace

std::string km_words(double km) {
  std::string out;
  add_km(out, km);
  return out;
}

std::string words_of(const PointAnswer& answer, const Atlas& atlas) {
  std::string out;
  add_words(out, answer, atlas);
  return out;
}

std::string words_of(const Spot& spot, const Atlas& atlas) {
  std::string out;
  add_words(out, spot, atlas);
  return out;
}

void add_spot(Outcome& outcome, const Spot& spot, const Atlas& atlas) {
  if (spot.answer.near_border_km) {
    std::string& column = outcome.columns[near_border_column];
    if (!column.empty()) column += ';';
    add_km(column, *spot.answer.near_border_km);
  }
  if (!spot.needs_words()) return;
  outcome.columns.back() += "; ";
  add_words(outcome.columns.back(), spot, atlas);
}

Told PointWords::told(Told of_place, const Spot& spot) {
  if (!spot.needs_words() || of_place.unreadable) return of_place;
  if (spot.answer.near_border_km) {
    near_border_.clear();
    add_km(near_border_, *spot.answer.near_border_km);
    of_place.columns[near_border_column] = near_border_;
  }
  reason_.assign(of_place.reason()).append("; ");
  add_words(reason_, spot, atlas_);
  of_place.columns.back() = reason_;
  return of_place;
}

Result<double> read_degrees(std::string_view text) {
  std::string_view digits = text;
  bool plus = digits.starts_with('+');
  if (plus) digits.remove_prefix(1);
  double value = 0;
  auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  bool whole = failed == std::errc() && end == digits.data() + digits.size() &&
               !(plus && digits.starts_with('-')) && text.size() <= longest_number;
  if (!whole) {
    return fail(Code::not_a_point,
                fmt::format("{} is no number of degrees; write it like 44.95, south and west "
                            "negative",
                            quoted(text)));
  }
  return value;
}

void SpotReader::answer(Spot& spot, AtomId atom) {
  const GridPoint point = *grid_point(spot.longitude, spot.latitude);
  const std::uint32_t square = PointAtlas::square_of(point);
  if (around_.size() >= most_squares) around_.clear();
  // Worth gathering once a second point lies there.
  auto [around, first] = around_.try_emplace(square, PointAtlas::around(square));
  spot.answer = on_open_sea_too(first ? points_->ask(point, atom)
                                      : points_->ask(point, atom, around->second));
}

void SpotReader::read(std::span<const Cells> rows, std::vector<Spot>& spots) {
  spots.clear();
  spots.resize(rows.size());
  if (points_ == nullptr || !map_.coordinates()) return;
  latitudes_.clear();
  longitudes_.clear();
  rows_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    spots[i] = coordinates(rows[i]);
    if (spots[i].is != Spot::Is::found) continue;
    latitudes_.push_back(spots[i].latitude);
    longitudes_.push_back(spots[i].longitude);
    rows_.push_back(i);
  }
  atoms_.resize(rows_.size());
  points_->locate(latitudes_, longitudes_, atoms_);
  for (std::size_t i = 0; i < rows_.size(); ++i) answer(spots[rows_[i]], atoms_[i]);
}

}  // namespace ratione
