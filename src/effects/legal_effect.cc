#include "effects/legal_effect.h"

#include <algorithm>
#include <map>

namespace ratione {

namespace {

using Readings = std::vector<std::pair<int, int>>;

constexpr std::size_t most_worlds = 4096;  // tried one by one; more count as disputed

// Is the world, with a reading for each of its disputes, among those meant?
bool holds(const Readings& meant, const std::map<int, int>& world) {
  return std::all_of(meant.begin(), meant.end(), [&](const auto& chosen) {
    auto at = world.find(chosen.first);
    return at != world.end() && at->second == chosen.second;
  });
}

bool any_holds(const std::vector<Readings>& all, const std::map<int, int>& world) {
  return std::any_of(all.begin(), all.end(),
                     [&](const Readings& each) { return holds(each, world); });
}

}  // namespace

Conclusion legal_effect(const Law& law, const Difference& difference,
                        const VerdictsMoved& verdicts) {
  std::vector<Readings> certain, perhaps;
  for (const Difference::RuleMoved& rule : difference.rules) {
    for (const Difference::InWorld& world : rule.worlds) {
      (world.certain ? certain : perhaps).push_back(world.readings);
    }
  }
  // Another act's day, or a number, does not wait for a finding: its rules would.
  const bool dates = std::any_of(difference.dates.begin(), difference.dates.end(),
                                 [](const DateMoved& date) { return !date.own; });
  if (difference.rules.empty() && (dates || !difference.thresholds.empty())) return Conclusion::yes;
  if (verdicts.certain) return Conclusion::yes;
  if (difference.rules.empty() && verdicts.classes > 0 && !verdicts.disputed && !verdicts.waits) {
    return Conclusion::yes;
  }

  std::map<int, int> world;  // dispute, reading
  for (const std::vector<Readings>* all : {&certain, &perhaps}) {
    for (const Readings& each : *all) {
      for (const auto& [dispute, unused] : each) world[dispute] = 0;
    }
  }
  std::size_t count = 1;
  for (const auto& [dispute, unused] : world) {
    count *= law.disputes[static_cast<std::size_t>(dispute)].readings.size();
    if (count > most_worlds) break;
  }
  bool all_certain = !certain.empty(), none_certain = certain.empty(), none_at_all = false;
  if (count > most_worlds) {
    all_certain = std::any_of(certain.begin(), certain.end(),
                              [](const Readings& each) { return each.empty(); });
    none_at_all = !all_certain;
  } else {
    for (std::size_t n = 0; n < count; ++n) {
      std::size_t rest = n;
      for (auto& [dispute, reading] : world) {
        const std::size_t size = law.disputes[static_cast<std::size_t>(dispute)].readings.size();
        reading = static_cast<int>(rest % size);
        rest /= size;
      }
      const bool differs = any_holds(certain, world);
      all_certain &= differs;
      none_at_all |= !differs && !any_holds(perhaps, world);
    }
  }
  if (all_certain) return Conclusion::yes;
  if (!perhaps.empty() || verdicts.waits) {
    // What is certain by some readings and nothing by others is a dispute all the same.
    return !none_certain && none_at_all ? Conclusion::disputed : Conclusion::undetermined;
  }
  return none_certain && !verdicts.disputed ? Conclusion::no : Conclusion::disputed;
}

}  // namespace ratione
