#include "engine/dense_tables.h"

#include <map>
#include <set>

namespace ratione {
namespace {

constexpr std::size_t most_cells = 50'000'000;    // values times epochs, of a side
constexpr std::size_t most_entries = 20'000'000;  // of all asks together
constexpr std::size_t most_numbers = 65'000;      // of epochs, classes, States

}  // namespace

std::uint16_t DenseTables::group_of(std::vector<std::uint16_t> states) {
  const auto at = std::find(groups_.begin(), groups_.end(), states);
  const auto number = static_cast<std::uint16_t>(groups + (at - groups_.begin()));
  if (at == groups_.end()) groups_.push_back(std::move(states));
  return number;
}

DenseTables::DenseTables(Tables& tables, const std::vector<Situation>& asks, const Field& first,
                         const Field& second) {
  const Field* fields[2] = {&first, &second};
  // What each value is to each ask, and who it is, day by day.
  std::vector<std::vector<Tables::OfDay>> lines[2];  // side, value, ask
  std::set<Day> days{Day::first()};
  for (int s = 0; s < 2; ++s) {
    for (const Value& value : fields[s]->values) {
      std::vector<Tables::OfDay>& of = lines[s].emplace_back();
      for (const Situation& ask : asks) {
        std::optional<Tables::OfDay> line =
            tables.of_day(ask, fields[s]->name, value.value, value.places);
        if (!line) {
          fits_ = false;
          return;
        }
        for (const auto& segment : line->classes.segments()) days.insert(segment.from);
        for (const auto& segment : line->states.segments()) days.insert(segment.from);
        of.push_back(std::move(*line));
      }
    }
  }
  if (days.size() > most_numbers || lines[0].size() * days.size() > most_cells ||
      lines[1].size() * days.size() > most_cells) {
    fits_ = false;
    return;
  }
  epochs_ = static_cast<std::uint32_t>(days.size());
  const std::vector<Day> begins(days.begin(), days.end());
  first_day_ = begins.size() > 1 ? begins[1].number() - 1 : 0;
  days_ = begins.size() > 1 ? begins.back().number() - first_day_ + 1 : 1;
  epoch_of_day_.reserve(static_cast<std::size_t>(days_));
  for (std::int32_t d = 0, epoch = 0; d < days_; ++d) {
    while (static_cast<std::size_t>(epoch) + 1 < begins.size() &&
           begins[static_cast<std::size_t>(epoch) + 1].number() <= first_day_ + d) {
      ++epoch;
    }
    epoch_of_day_.push_back(static_cast<std::uint16_t>(epoch));
  }

  std::map<StateCode, std::uint16_t> states;
  std::vector<std::vector<std::vector<std::uint32_t>>> told[2];  // side, class, ask
  for (int s = 0; s < 2; ++s) {
    Side& side = sides_[s];
    std::map<std::vector<std::vector<std::uint32_t>>, std::uint16_t> classes;
    for (std::size_t v = 0; v < lines[s].size(); ++v) {
      for (Day day : begins) {
        std::vector<std::vector<std::uint32_t>> tuple;
        for (const Tables::OfDay& line : lines[s][v]) tuple.push_back(line.classes.at(day));
        const std::vector<StateCode>& named = lines[s][v].front().states.at(day);
        std::vector<std::uint16_t> who;
        for (StateCode each : named) {
          auto [state, met] = states.emplace(each, static_cast<std::uint16_t>(states_.size()));
          if (met) states_.push_back(each);
          who.push_back(state->second);
        }
        std::uint16_t is = s == 0 ? none : nobody;
        if (who.size() == 1) is = who[0];
        if (who.size() > 1) {
          if (s == 1) {  // of which the first could be any
            fits_ = false;
            return;
          }
          // A class of its own: the code may name any of them.
          for (auto& of_ask : tuple) of_ask.push_back(static_cast<std::uint32_t>(v));
          is = group_of(std::move(who));
        }
        auto [it, fresh] = classes.emplace(tuple, static_cast<std::uint16_t>(classes.size()));
        if (fresh) told[s].push_back(std::move(tuple));
        side.cells.push_back(std::uint32_t{it->second} << 16 | is);
      }
    }
    side.classes = static_cast<std::uint32_t>(told[s].size());
    if (told[s].size() > most_numbers || states_.size() >= groups ||
        groups_.size() > none - groups) {
      fits_ = false;
      return;
    }
  }
  // Classes that are one to an ask share a line of its table. What changes whatever
  // the values (the second part of a class) is told by the row alone.
  std::size_t entries = 0;
  for (std::size_t a = 0; a < asks.size(); ++a) {
    std::map<std::vector<std::uint32_t>, std::uint32_t> rows;
    std::map<std::uint32_t, std::uint32_t> columns;
    for (const auto& tuple : told[0]) {
      rows.emplace(tuple[a], static_cast<std::uint32_t>(rows.size()));
    }
    for (const auto& tuple : told[1]) {
      columns.emplace(tuple[a].front(), static_cast<std::uint32_t>(columns.size()));
    }
    for (const auto& tuple : told[0]) {
      rows_.push_back(static_cast<std::uint32_t>(entries + rows.at(tuple[a]) * columns.size()));
    }
    for (const auto& tuple : told[1]) {
      columns_.push_back(static_cast<std::uint16_t>(columns.at(tuple[a].front())));
    }
    entries += rows.size() * columns.size();
    if (entries > most_entries) {
      fits_ = false;
      return;
    }
  }
  size_ = static_cast<std::uint32_t>(entries);
  std::size_t most = 1;  // States of a place
  for (const auto& group : groups_) most = std::max(most, group.size());
  entries_.resize(entries * (most + 1), 0);
}

}  // namespace ratione
