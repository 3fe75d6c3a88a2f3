#include "engine/worlds.h"

#include <algorithm>
#include <map>

namespace ratione {

namespace {

constexpr std::size_t most_leaves = 4096;

struct Evaluated {
  TruthLine line;
  Reads reads;
};

Evaluated evaluated(Evaluator& evaluator, const std::function<TruthLine()>& evaluate) {
  evaluator.take_reads();
  TruthLine line = evaluate();
  return {std::move(line), evaluator.take_reads()};
}

// What was evaluated with the disputes open that are open now, in every world of these.
void add_worlds(Evaluator& evaluator, const std::function<TruthLine()>& evaluate,
                Evaluated evaluated, World& world, Leaves& out) {
  out.reads.add(evaluated.reads);
  const int open = evaluator.first_open(evaluated.reads);
  if (open < 0) {
    out.leaves.push_back({world, std::move(evaluated.line)});
    return;
  }
  if (out.leaves.size() >= most_leaves) {  // what the worlds not gone through say is not known
    out.leaves.push_back({world, TruthLine(Truth::undetermined)});
    return;
  }
  const auto& readings = evaluator.law().disputes[static_cast<std::size_t>(open)].readings;
  for (int r = 0; r < static_cast<int>(readings.size()); ++r) {
    evaluator.inputs().choose(open, r);
    world.chosen.emplace_back(open, r);
    // Of an open dispute the first reading stood in.
    add_worlds(evaluator, evaluate,
               r == 0 ? std::move(evaluated) : ratione::evaluated(evaluator, evaluate), world, out);
    world.chosen.pop_back();
  }
  evaluator.inputs().open(open);
}

// The answers as a tree of the disputes that make a difference, in the order of the
// law: the same for whatever leaves say the same of every world.
struct Tree {
  int dispute = -1;  // none: one answer
  Truth value = Truth::no;
  std::vector<Tree> kids;  // by reading
  friend bool operator==(const Tree&, const Tree&) = default;
};

struct Valued {
  std::map<int, int> readings;  // by dispute, those that are not told apart yet
  Truth value;
};

Tree tree_of(const Law& law, const std::vector<Valued>& worlds) {
  int dispute = -1;
  bool one = true;
  for (const Valued& world : worlds) {
    one = one && world.value == worlds[0].value;
    if (world.readings.empty()) continue;
    const int first = world.readings.begin()->first;
    if (dispute < 0 || first < dispute) dispute = first;
  }
  if (one || dispute < 0) return {-1, worlds[0].value, {}};
  Tree out{dispute, Truth::no, {}};
  const auto& readings = law.disputes[static_cast<std::size_t>(dispute)].readings;
  for (int r = 0; r < static_cast<int>(readings.size()); ++r) {
    std::vector<Valued> within;
    for (const Valued& world : worlds) {
      auto met = world.readings.find(dispute);
      if (met != world.readings.end() && met->second != r) continue;
      within.push_back(world);
      within.back().readings.erase(dispute);
    }
    out.kids.push_back(tree_of(law, within));
  }
  if (std::all_of(out.kids.begin(), out.kids.end(),
                  [&](const Tree& kid) { return kid == out.kids[0]; })) {
    return out.kids[0];
  }
  return out;
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
  add_worlds(evaluator, evaluate, evaluated(evaluator, evaluate), world, out);
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

  std::vector<Valued> worlds;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& chosen = leaves.leaves[i].world.chosen;
    worlds.push_back({{chosen.begin(), chosen.end()}, values[i]});
  }
  const Tree tree = tree_of(law, worlds);

  std::vector<std::pair<int, int>> chosen;
  auto described = [&](Truth t) {
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
  const std::function<void(const Tree&)> list = [&](const Tree& at) {
    if (at.dispute < 0) {
      out.by_reading.push_back(described(at.value));
      return;
    }
    for (std::size_t r = 0; r < at.kids.size(); ++r) {
      chosen.emplace_back(at.dispute, static_cast<int>(r));
      list(at.kids[r]);
      chosen.pop_back();
    }
  };
  list(tree);

  // What the court follows counts if it follows a reading on each dispute that
  // makes a difference where it stands.
  const Tree* at = &tree;
  while (at->dispute >= 0) {
    const int reading = law.disputes[static_cast<std::size_t>(at->dispute)].followed_on(known);
    if (reading < 0) return out;
    chosen.emplace_back(at->dispute, reading);
    at = &at->kids[static_cast<std::size_t>(reading)];
  }
  out.court_reading = described(at->value);
  out.followed = true;
  const auto shown =
      std::find_if(leaves.leaves.begin(), leaves.leaves.end(), [&](const Leaf& leaf) {
        return std::all_of(chosen.begin(), chosen.end(), [&](const auto& pair) {
          const int reading = leaf.world.reading(pair.first);
          return reading < 0 || reading == pair.second;
        });
      });
  out.shown = static_cast<std::size_t>(shown - leaves.leaves.begin());
  return out;
}

}  // namespace ratione
