// File: engine/memory.h
//
// Results remembered by what was read to compute them. A result stands for the
// inputs of the moment if every cell that it read has the version it had then.
// Results stand in a tree by the versions of their cells, so that finding one costs
// some steps per cell on which results differ, however many sets of cells there are.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>
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
  const Entry* find(const Inputs& inputs) const { return find(root_, inputs); }

  // Good until the next result is kept.
  const Entry& keep(Reads reads, R result) {
    if (++kept_ > most_entries) {
      root_ = Node{};
      kept_ = 1;
    }
    auto entry = std::make_unique<Entry>(Entry{std::move(reads), std::move(result)});
    const Entry& out = *entry;
    insert(root_, 0, std::move(entry));
    return out;
  }

 private:
  // Bounds what a long file of unlike cases can make it hold.
  static constexpr std::size_t most_entries = 200'000;

  // A node at some depth tells that many reads; its entry has no more than these, or
  // is the only one.
  struct Node {
    struct Branch {
      Cell cell;
      std::vector<std::pair<std::uint32_t, std::unique_ptr<Node>>> by_version;  // sorted
    };
    std::unique_ptr<Entry> entry;
    std::vector<Branch> branches;
  };

  static auto at(auto& by_version, std::uint32_t version) {
    return std::lower_bound(by_version.begin(), by_version.end(), version,
                            [](const auto& each, std::uint32_t v) { return each.first < v; });
  }

  static const Entry* find(const Node& node, const Inputs& inputs) {
    if (node.entry != nullptr && inputs.hold(node.entry->reads)) return node.entry.get();
    for (const typename Node::Branch& branch : node.branches) {
      const std::uint32_t version = inputs.version(branch.cell);
      auto next = at(branch.by_version, version);
      if (next == branch.by_version.end() || next->first != version) continue;
      if (const Entry* found = find(*next->second, inputs)) return found;
    }
    return nullptr;
  }

  static void insert(Node& node, std::size_t depth, std::unique_ptr<Entry> entry) {
    const bool fresh = node.entry == nullptr && node.branches.empty();
    if (node.entry != nullptr && node.entry->reads.all().size() > depth) {
      insert_below(node, depth, std::move(node.entry));
    }
    if (fresh || entry->reads.all().size() == depth) {
      node.entry = std::move(entry);
    } else {
      insert_below(node, depth, std::move(entry));
    }
  }

  static void insert_below(Node& node, std::size_t depth, std::unique_ptr<Entry> entry) {
    // From the last cell on: disputes, whose versions are few, come first.
    const std::vector<Read>& reads = entry->reads.all();
    const Read read = reads[reads.size() - 1 - depth];
    auto branch = std::find_if(node.branches.begin(), node.branches.end(),
                               [&](const auto& each) { return each.cell == read.cell; });
    if (branch == node.branches.end()) {
      node.branches.push_back({read.cell, {}});
      branch = std::prev(node.branches.end());
    }
    auto next = at(branch->by_version, read.version);
    if (next == branch->by_version.end() || next->first != read.version) {
      next = branch->by_version.insert(next, {read.version, std::make_unique<Node>()});
    }
    insert(*next->second, depth + 1, std::move(entry));
  }

  Node root_;
  std::size_t kept_ = 0;
};

}  // namespace ratione
