#include "engine/worlds.h"

#include <algorithm>
#include <set>

namespace ratione {

namespace {

constexpr std::size_t most_leaves = 4096;

void explore_from(Evaluator& evaluator, const std::function<TruthLine()>& evaluate, World& world,
                  Leaves& out) {
  evaluator.take_reads();
  TruthLine line = evaluate();
  Reads reads = evaluator.take_reads();
  out.reads.add(reads);
  int open = -1;
  for (Read read : reads.all()) {
    if (evaluator.inputs().is_dispute(read.cell) &&
        evaluator.inputs().is_open(static_cast<int>(read.cell))) {
      open = static_cast<int>(read.cell);
      break;
    }
  }
  if (open < 0 || out.leaves.size() >= most_leaves) {
    out.leaves.push_back({world, std::move(line)});
    return;
  }
  const auto& readings = evaluator.law().disputes[static_cast<std::size_t>(open)].readings;
  for (int r = 0; r < static_cast<int>(readings.size()); ++r) {
    evaluator.inputs().choose(open, r);
    world.chosen.emplace_back(open, r);
    explore_from(evaluator, evaluate, world, out);
    world.chosen.pop_back();
  }
  evaluator.inputs().open(open);
}

// Disputes that make a difference: two worlds that agree on every dispute that both
// met, but for this one, differ in their answer.
std::set<int> that_matter(const Leaves& leaves, const std::vector<Truth>& values) {
  std::vector<int> disputes;
  for (const Leaf& leaf : leaves.leaves) {
    for (auto [d, unused] : leaf.world.chosen) {
      if (std::find(disputes.begin(), disputes.end(), d) == disputes.end()) disputes.push_back(d);
    }
  }
  // Each leaf's readings side by side; -1: not met.
  const std::size_t n = disputes.size();
  std::vector<int> readings;
  for (const Leaf& leaf : leaves.leaves) {
    for (int d : disputes) readings.push_back(leaf.world.reading(d));
  }
  std::set<int> matter;
  for (std::size_t a = 0; a < values.size(); ++a) {
    for (std::size_t b = a + 1; b < values.size(); ++b) {
      if (values[a] == values[b]) continue;
      const int* of_a = readings.data() + a * n;
      const int* of_b = readings.data() + b * n;
      std::size_t differ = 0, at = 0;
      for (std::size_t d = 0; d < n && differ < 2; ++d) {
        if (of_a[d] < 0 || of_b[d] < 0 || of_a[d] == of_b[d]) continue;
        ++differ;
        at = d;
      }
      if (differ == 1) matter.insert(disputes[at]);
      if (matter.size() == n) return matter;
    }
  }
  return matter;
}

Conclusion conclusion_of(Truth t) {
  return t == Truth::yes  ? Conclusion::yes
         : t == Truth::no ? Conclusion::no
                          : Conclusion::undetermined;
}

}  // namespace

int World::reading(int dispute) const {
  for (auto [d, r] : chosen) {
    if (d == dispute) return r;
  }
  return -1;
}

Leaves explore(Evaluator& evaluator, const std::function<TruthLine()>& evaluate) {
  Leaves out;
  World world;
  explore_from(evaluator, evaluate, world, out);
  return out;
}

void enter(Evaluator& evaluator, const World& world) {
  for (auto [d, r] : world.chosen) evaluator.inputs().choose(d, r);
}

void leave(Evaluator& evaluator, const World& world) {
  for (auto [d, r] : world.chosen) evaluator.inputs().open(d);
}

Concluded conclude(const Law& law, Day known, const Leaves& leaves,
                   const std::function<Truth(const Leaf&)>& value) {
  Concluded out;
  if (leaves.leaves.size() == 1) {
    out.conclusion = conclusion_of(value(leaves.leaves[0]));
    return out;
  }
  std::vector<Truth> values;
  for (const Leaf& leaf : leaves.leaves) values.push_back(value(leaf));
  bool some_yes = std::count(values.begin(), values.end(), Truth::yes) > 0;
  bool some_no = std::count(values.begin(), values.end(), Truth::no) > 0;
  bool all_same =
      std::all_of(values.begin(), values.end(), [&](Truth t) { return t == values[0]; });
  if (all_same) {
    out.conclusion = conclusion_of(values[0]);
    return out;
  }
  out.conclusion = some_yes && some_no ? Conclusion::disputed : Conclusion::undetermined;
  out.shown = static_cast<std::size_t>(
      std::find(values.begin(), values.end(),
                out.conclusion == Conclusion::disputed ? Truth::yes : Truth::undetermined) -
      values.begin());

  const std::set<int> matter = that_matter(leaves, values);

  auto described = [&](const std::vector<std::pair<int, int>>& chosen, Truth t) {
    ByReading by;
    by.conclusion = conclusion_of(t);
    for (auto [d, r] : chosen) {
      const Reading& reading =
          law.disputes[static_cast<std::size_t>(d)].readings[static_cast<std::size_t>(r)];
      if (!by.reading.empty()) {
        by.reading += " + ";
        by.says += "; ";
      }
      by.reading += reading.name;
      by.says += reading.says;
      if (!reading.held_by.empty()) by.holders.push_back(reading.held_by);
    }
    return by;
  };

  std::set<std::vector<std::pair<int, int>>> seen;
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::vector<std::pair<int, int>> chosen;
    for (auto pair : leaves.leaves[i].world.chosen) {
      if (matter.contains(pair.first)) chosen.push_back(pair);
    }
    if (!seen.insert(chosen).second) continue;
    out.by_reading.push_back(described(chosen, values[i]));
  }

  // What the court follows counts if it follows a reading on each dispute that
  // makes a difference in the world where it stands.
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::vector<std::pair<int, int>> chosen;
    bool follows = true;
    for (auto pair : leaves.leaves[i].world.chosen) {
      if (!matter.contains(pair.first)) continue;
      if (law.disputes[static_cast<std::size_t>(pair.first)].followed_on(known) != pair.second)
        follows = false;
      chosen.push_back(pair);
    }
    if (!follows) continue;
    out.court_reading = described(chosen, values[i]);
    out.shown = i;
    out.followed = true;
    break;
  }
  return out;
}

}  // namespace ratione
