#include "screen/swap_check.h"

#include <fmt/format.h>

#include <algorithm>

namespace ratione {
namespace {

constexpr std::size_t most_labels = 10'000;

bool most(std::int64_t part, std::int64_t whole) { return part >= 2 && part * 2 > whole; }

}  // namespace

SwapCheck::States SwapCheck::states_of(const PlaceEntry* place) const {
  States out;
  const PlaceEntry* holder = place == nullptr ? nullptr : reader_.atlas.attributed(place->id);
  if (holder == nullptr) return out;
  for (const Attribution& each : holder->attributions) out.push_back(each.state);
  return out;
}

const SwapCheck::Label& SwapCheck::label_of(const Cells& cells) {
  static const Label none;
  Word word = map_.has(Word::country) ? Word::country : map_.place;
  room_ = word == Word::latitude ? std::string_view() : cells[word];
  if (room_.empty()) return none;
  if (labels_.size() >= most_labels && !labels_.contains(room_)) {
    labels_.clear();
    fits_.clear();
  }
  auto [entry, is_new] = labels_.try_emplace(room_);
  if (is_new) {
    entry->second.number = static_cast<std::uint32_t>(labels_.size());
    Result<const PlaceEntry*> place = find_place(room_, word, reader_);
    if (place) entry->second.states = states_of(*place);
  }
  return entry->second;
}

bool SwapCheck::fits(const Label& label, AtomId atom, std::string_view place) {
  std::uint64_t key = std::uint64_t{label.number} << 32 | static_cast<std::uint64_t>(atom);
  auto [entry, is_new] = fits_.try_emplace(key, false);
  if (is_new) {
    for (StateCode state : states_of(reader_.atlas.get(place))) {
      bool same = std::find(label.states.begin(), label.states.end(), state) != label.states.end();
      entry->second = entry->second || same;
    }
  }
  return entry->second;
}

AtomId SwapCheck::atom_at(double latitude, double longitude) const {
  AtomId atom = AtomId::sea;
  points_->locate({&latitude, 1}, {&longitude, 1}, {&atom, 1});
  return atom;
}

void SwapCheck::see(const Cells& cells, const Spot& spot, PointTally& tally) {
  if (points_ == nullptr || !spot.numbers) return;
  bool swappable = fault_of_coordinates(spot.longitude, spot.latitude).empty();
  if (spot.is != Spot::Is::found) {
    ++tally.off_earth;
    if (swappable) ++tally.off_earth_swapped;
    return;
  }
  const PointAnswer& answer = spot.answer;
  ++tally.located;
  bool open = answer.sea && !answer.coast;
  if (answer.coast) ++tally.coast;
  if (open) ++tally.open_sea;
  if (answer.near_border_km) ++tally.near_border;
  if (!spot.stands_for.empty()) ++tally.wide;
  if (spot.latitude == 0 && spot.longitude == 0) ++tally.zero;

  // The other order is looked up only where this one does not fit.
  const Label& label = label_of(cells);
  bool labelled = !label.states.empty();
  bool as_labelled = labelled && fits(label, answer.atom, answer.place);
  if (labelled) ++tally.labelled;
  if (as_labelled) ++tally.as_labelled;
  if (!swappable || (!open && (!labelled || as_labelled))) return;
  AtomId swapped = atom_at(spot.longitude, spot.latitude);
  const std::string& place = points_->index().atom(swapped).place;
  if (place.empty()) return;
  if (open) ++tally.open_sea_to_land;
  if (labelled && !as_labelled && fits(label, swapped, place)) ++tally.as_labelled_swapped;
}

void PointTally::add(const PointTally& other) {
  for (auto member :
       {&PointTally::located, &PointTally::coast, &PointTally::open_sea, &PointTally::near_border,
        &PointTally::wide, &PointTally::zero, &PointTally::off_earth,
        &PointTally::off_earth_swapped, &PointTally::open_sea_to_land, &PointTally::labelled,
        &PointTally::as_labelled, &PointTally::as_labelled_swapped}) {
    this->*member += other.*member;
  }
}

std::vector<std::string> warnings_of(const PointTally& tally, const ColumnMap& map) {
  std::vector<std::string> out;
  std::int64_t points = tally.located + tally.off_earth;
  std::string why;
  if (most(tally.as_labelled_swapped, tally.labelled)) {
    why = fmt::format("{} of {} rows lie in the State of their label only the other way round",
                      tally.as_labelled_swapped, tally.labelled);
  } else if (tally.off_earth_swapped >= 2 && tally.off_earth_swapped * 20 >= points) {
    why = fmt::format("{} of {} rows lie on the earth only the other way round",
                      tally.off_earth_swapped, points);
  } else if (most(tally.open_sea_to_land, tally.located)) {
    why = fmt::format("{} of {} rows lie on the open sea, and on land the other way round",
                      tally.open_sea_to_land, tally.located);
  }
  if (!why.empty()) {
    out.push_back(fmt::format(
        "Latitude and longitude seem to be swapped: {}. If they are, screen again with --map "
        "latitude={} --map longitude={}.",
        why, map.name(Word::longitude), map.name(Word::latitude)));
  }
  if (tally.zero > 0) {
    out.push_back(
        fmt::format("{} {} at 0,0, on the open sea; if that stands for an unknown place, leave the "
                    "coordinates of such rows empty.",
                    tally.zero, tally.zero == 1 ? "row lies" : "rows lie"));
  }
  return out;
}

}  // namespace ratione
