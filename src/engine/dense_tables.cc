#include "engine/dense_tables.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

namespace ratione {
namespace {

constexpr std::size_t most_segments = 255;  // of a value

}  // namespace

// A table of segments by day for each value that changes too often for a line of
// days; days before the first change and after the last one are like these.
void DenseTables::tabulate(
    Side& side, const std::vector<std::pair<std::size_t, std::vector<std::int32_t>>>& often) {
  std::int32_t last = 0;
  for (const auto& [value, begins] : often) {
    side.first_day =
        value == often[0].first ? begins.front() - 1 : std::min(side.first_day, begins.front() - 1);
    last = std::max(last, begins.back());
  }
  if (!often.empty()) side.days = last - side.first_day + 1;
  const auto days = static_cast<std::size_t>(side.days);
  side.segments.assign(days, 0);
  for (const auto& [value, begins] : often) {
    side.by_day[value] = static_cast<std::uint32_t>(side.segments.size());
    for (std::size_t d = 0; d < days; ++d) {
      const std::int32_t day = side.first_day + static_cast<std::int32_t>(d);
      side.segments.push_back(static_cast<std::uint8_t>(
          std::upper_bound(begins.begin(), begins.end(), day) - begins.begin()));
    }
  }
}

DenseTables::DenseTables(Tables& tables, const std::vector<Situation>& asks, const Field& first,
                         const Field& second) {
  const Field* fields[2] = {&first, &second};
  std::map<StateCode, std::uint16_t> states;
  // By ask: the numbers that its classes have as lines of its table.
  std::vector<std::map<std::vector<std::uint32_t>, std::uint16_t>> numbers[2];
  std::vector<std::vector<std::vector<std::uint32_t>>> told[2];  // side, class, ask
  for (int s = 0; s < 2; ++s) {
    Side& side = sides_[s];
    const std::size_t values = fields[s]->values.size();
    side.begins.assign(values * stride, std::numeric_limits<std::int32_t>::max());
    side.by_day.assign(values, 0);
    std::vector<std::pair<std::size_t, std::vector<std::int32_t>>>
        often;  // values that change often
    numbers[s].resize(asks.size());
    std::map<std::vector<std::vector<std::uint32_t>>, std::uint16_t> classes;
    for (std::size_t v = 0; v < values && fits_; ++v) {
      const Value& value = fields[s]->values[v];
      // What the value is to each ask, and who it is, on each day.
      std::vector<Tables::OfDay> lines;
      std::set<Day> days{Day::first()};
      for (const Situation& ask : asks) {
        std::optional<Tables::OfDay> line =
            tables.of_day(ask, fields[s]->name, value.value, value.places);
        if (!line) {
          fits_ = false;
          return;
        }
        for (const auto& segment : line->classes.segments()) days.insert(segment.from);
        for (const auto& segment : line->states.segments()) days.insert(segment.from);
        lines.push_back(std::move(*line));
      }
      if (days.size() > most_segments) {
        fits_ = false;
        return;
      }
      side.base.push_back(static_cast<std::uint32_t>(side.of_class.size()));
      std::vector<std::int32_t> begins;
      for (Day day : days) {
        if (day != Day::first()) begins.push_back(day.number());
        std::vector<std::vector<std::uint32_t>> tuple;
        for (const Tables::OfDay& line : lines) tuple.push_back(line.classes.at(day));
        auto [it, fresh] = classes.emplace(tuple, static_cast<std::uint16_t>(classes.size()));
        if (fresh) told[s].push_back(tuple);
        side.of_class.push_back(it->second);
        side.state.push_back(s == 0 ? none : nobody);
        const std::vector<StateCode>& who = lines.front().states.at(day);
        if (who.size() > 1) side.state.back() = several;
        if (who.size() == 1) {
          auto [state, met] = states.emplace(who[0], static_cast<std::uint16_t>(states_.size()));
          if (met) states_.push_back(who[0]);
          side.state.back() = state->second;
        }
      }
      if (begins.size() <= stride) {
        std::copy(begins.begin(), begins.end(),
                  side.begins.begin() + static_cast<std::ptrdiff_t>(v * stride));
      } else {
        often.emplace_back(v, std::move(begins));
      }
    }
    tabulate(side, often);
    side.classes = classes.size();
  }
  for (std::size_t a = 0; a < asks.size(); ++a) {
    Ask ask{};
    std::size_t size[2];
    for (int s = 0; s < 2; ++s) {
      ask.lines[s] = static_cast<std::uint32_t>(lines_.size());
      auto& of_ask = numbers[s][a];
      for (const auto& tuple : told[s]) {
        lines_.push_back(
            of_ask.emplace(tuple[a], static_cast<std::uint16_t>(of_ask.size())).first->second);
      }
      size[s] = of_ask.size();
    }
    ask.entries = static_cast<std::uint32_t>(entries_.size());
    ask.columns = static_cast<std::uint32_t>(size[1]);
    entries_.resize(entries_.size() + size[0] * 2 * size[1], 0);
    asks_.push_back(ask);
  }
}

}  // namespace ratione
