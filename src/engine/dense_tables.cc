#include "engine/dense_tables.h"

#include <map>
#include <set>

namespace ratione {
namespace {

constexpr std::size_t most_cells = 50'000'000;    // values times epochs, of a side
constexpr std::size_t most_entries = 20'000'000;  // of all asks together
constexpr std::size_t most_numbers = 65'000;      // of epochs, classes, States

}  // namespace

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
        auto [it, fresh] = classes.emplace(tuple, static_cast<std::uint16_t>(classes.size()));
        if (fresh) told[s].push_back(std::move(tuple));
        const std::vector<StateCode>& named = lines[s][v].front().states.at(day);
        std::uint16_t who = !named.empty() ? several : s == 0 ? none : nobody;
        if (named.size() == 1) {
          auto [state, met] = states.emplace(named[0], static_cast<std::uint16_t>(states_.size()));
          if (met) states_.push_back(named[0]);
          who = state->second;
        }
        side.cells.push_back(std::uint32_t{it->second} << 16 | who);
      }
    }
    side.values = lines[s].size();
    side.classes = static_cast<std::uint32_t>(told[s].size());
    if (told[s].size() > most_numbers || states_.size() > most_numbers) {
      fits_ = false;
      return;
    }
  }
  // Classes that are one to an ask share a line of its table.
  std::size_t entries = 0;
  for (std::size_t a = 0; a < asks.size(); ++a) {
    std::map<std::vector<std::uint32_t>, std::uint32_t> numbers[2];
    for (int s = 0; s < 2; ++s) {
      for (const auto& tuple : told[s]) {
        numbers[s].emplace(tuple[a], static_cast<std::uint32_t>(numbers[s].size()));
      }
    }
    for (const auto& tuple : told[0]) {
      rows_.push_back(static_cast<std::uint32_t>(entries) +
                      numbers[0].at(tuple[a]) * static_cast<std::uint32_t>(numbers[1].size()));
    }
    for (const auto& tuple : told[1]) {
      columns_.push_back(static_cast<std::uint16_t>(numbers[1].at(tuple[a])));
    }
    entries += numbers[0].size() * numbers[1].size();
    if (entries > most_entries) {
      fits_ = false;
      return;
    }
  }
  half_ = static_cast<std::uint32_t>(entries);
  entries_.resize(entries * 2, 0);
}

}  // namespace ratione
