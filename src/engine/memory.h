// File: engine/memory.h
//
// Results remembered by what was read to compute them. A result stands for the
// inputs of the moment if every cell that it read has the version it had then.
// Results that read the same cells share one table, so that finding one costs a
// hash per such set of cells (in practice two or three sets).
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "engine/inputs.h"

namespace ratione {

template <class R>
class Memory {
 public:
  struct Entry {
    Reads reads;
    R result;
  };

  // The entry that holds under these inputs, or null.
  const Entry* find(const Inputs& inputs) {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      auto it = groups_[g].entries.find(hash(groups_[g].cells, inputs));
      if (it == groups_[g].entries.end() || !inputs.hold(it->second->reads)) continue;
      // What is asked next is mostly like this.
      const Entry* found = it->second.get();
      if (g > 0) std::swap(groups_[g], groups_[g / 2]);
      return found;
    }
    return nullptr;
  }

  const Entry& keep(Reads reads, R result) {
    if (++kept_ > most_entries) {
      groups_.clear();
      kept_ = 1;
    }
    std::vector<Cell> cells;
    for (Read read : reads.all()) cells.push_back(read.cell);
    Group* group = nullptr;
    for (Group& g : groups_) {
      if (g.cells == cells) group = &g;
    }
    if (!group) group = &groups_.emplace_back(Group{std::move(cells), {}});
    auto& slot = group->entries[hash(reads)];
    slot = std::make_unique<Entry>(Entry{std::move(reads), std::move(result)});
    return *slot;
  }

 private:
  // Bounds what a long file of unlike cases can make it hold.
  static constexpr std::size_t most_entries = 200'000;

  struct Group {
    std::vector<Cell> cells;
    std::unordered_map<std::uint64_t, std::unique_ptr<Entry>> entries;
  };

  static std::uint64_t hash(const std::vector<Cell>& cells, const Inputs& inputs) {
    std::uint64_t h = 0;
    for (Cell cell : cells) add(h, inputs.version(cell));
    return h;
  }
  static std::uint64_t hash(const Reads& reads) {
    std::uint64_t h = 0;
    for (Read read : reads.all()) add(h, read.version);
    return h;
  }
  static void add(std::uint64_t& h, std::uint32_t version) {
    h = (h ^ version) * 0x9E3779B97F4A7C15u + (h >> 29);
  }

  std::vector<Group> groups_;
  std::size_t kept_ = 0;
};

}  // namespace ratione
