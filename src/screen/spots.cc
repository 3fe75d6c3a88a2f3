#include "screen/spots.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "errors/quoted.h"

namespace ratione {
namespace {

constexpr std::size_t most_known = 200'000;
constexpr std::size_t longest_number = 60;  // bytes

std::string_view trimmed(std::string_view text) {
  std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::uint64_t key_of(GridPoint point) {
  return std::uint64_t{static_cast<std::uint32_t>(point.x)} << 32 |
         static_cast<std::uint32_t>(point.y);
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

std::string km_words(double km) { return fmt::format("{:.1f}", km); }

std::string words_of(const PointAnswer& answer, const Atlas& atlas) {
  std::string says;
  if (answer.coast) {
    says = fmt::format("at sea, {} km from that coast", km_words(answer.coast_distance_km));
  } else if (answer.sea) {
    says = fmt::format("open sea, more than {:.0f} km from any coast", std::floor(coast_km));
  }
  if (answer.near_border_km) {
    const PlaceEntry* beyond = atlas.get(answer.beyond);
    if (!says.empty()) says += "; ";
    says += fmt::format("near border {} km: beyond it {}", km_words(*answer.near_border_km),
                        beyond == nullptr ? answer.beyond : beyond->name);
  }
  return says;
}

std::string words_of(const Spot& spot, const Atlas& atlas) {
  std::string says = words_of(spot.answer, atlas);
  if (spot.stands_for.empty()) return says;
  return fmt::format("{}{}the point stands for {}", says, says.empty() ? "" : "; ",
                     spot.stands_for);
}

void add_spot(Outcome& outcome, const Spot& spot, const Atlas& atlas) {
  constexpr std::size_t near_border = 2;
  static_assert(added_columns[near_border] == "near_border");
  if (spot.answer.near_border_km) {
    std::string& column = outcome.columns[near_border];
    column += (column.empty() ? "" : ";") + km_words(*spot.answer.near_border_km);
  }
  std::string says = words_of(spot, atlas);
  if (!says.empty()) outcome.columns.back() += "; " + says;
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
  GridPoint point = *grid_point(spot.longitude, spot.latitude);
  if (!points_->index().atom(atom).place.empty()) {
    auto [tile, met] = may_have_border_.try_emplace(PointAtlas::tile(point));
    if (met) tile->second = points_->may_have_border(tile->first);
    if (!tile->second) {
      spot.answer = points_->ask_inland(atom);
      return;
    }
  }
  if (!events_share_points_) {
    spot.answer = on_open_sea_too(points_->ask(point, atom));
    return;
  }
  auto [entry, is_new] = known_.try_emplace(key_of(point));
  if (is_new) entry->second = on_open_sea_too(points_->ask(point, atom));
  spot.answer = entry->second;
  met_ += is_new ? 0 : 1;
  // Where nearly every row has a point of its own, remembering them costs and gives nothing.
  if (++near_ == 100'000) {
    events_share_points_ = met_ * 10 >= near_;
    near_ = met_ = 0;
    if (!events_share_points_) known_.clear();
  }
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
  if (known_.size() + rows_.size() > most_known) known_.clear();
  if (may_have_border_.size() + rows_.size() > most_known) may_have_border_.clear();
  for (std::size_t i = 0; i < rows_.size(); ++i) answer(spots[rows_[i]], atoms_[i]);
}

}  // namespace ratione
