// File: ledger/columns.h
//
// The columns of an act by name, in the order of their names: a small map in one piece
// of memory, since a ledger has very many of them.
//
//   Columns columns{{"kind", "ratification"}, {"day", "2026-12-01"}};
//   columns["state"] = "KEN";
//   columns.at("kind");
//
// As std::map<std::string, std::string> is used; what is added moves what follows.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ratione::ledger {

class Columns {
 public:
  using Column = std::pair<std::string, std::string>;

  Columns() = default;
  Columns(std::initializer_list<Column> columns) {
    for (const auto& [name, value] : columns) emplace(name, value);
  }
  explicit Columns(const std::map<std::string, std::string>& columns)
      : columns_(columns.begin(), columns.end()) {}
  std::map<std::string, std::string> as_map() const { return {columns_.begin(), columns_.end()}; }

  auto begin() const { return columns_.begin(); }
  auto end() const { return columns_.end(); }
  auto begin() { return columns_.begin(); }
  auto end() { return columns_.end(); }

  auto find(std::string_view name) const {
    auto at = std::lower_bound(begin(), end(), name, before);
    return at != end() && at->first == name ? at : end();
  }
  auto find(std::string_view name) {
    auto at = std::lower_bound(begin(), end(), name, before);
    return at != end() && at->first == name ? at : end();
  }
  bool contains(std::string_view name) const { return find(name) != end(); }
  // It must be there.
  const std::string& at(std::string_view name) const { return find(name)->second; }

  // False: it was there, and stays as it is.
  bool emplace(std::string_view name, std::string_view value) {
    auto at = std::lower_bound(begin(), end(), name, before);
    if (at != end() && at->first == name) return false;
    insert(at, Column(name, value));
    return true;
  }
  // The name comes after all that are there.
  void append(std::string_view name, std::string value) {
    insert(end(), Column(name, std::move(value)));
  }
  std::string& operator[](std::string_view name) {
    auto at = std::lower_bound(begin(), end(), name, before);
    if (at == end() || at->first != name) at = insert(at, Column(name, std::string()));
    return at->second;
  }

 private:
  static bool before(const Column& column, std::string_view name) { return column.first < name; }
  std::vector<Column>::iterator insert(std::vector<Column>::iterator at, Column column) {
    if (columns_.empty()) {
      columns_.reserve(usual);
      at = columns_.begin();
    }
    return columns_.insert(at, std::move(column));
  }

  static constexpr std::size_t usual = 8;  // of an act
  std::vector<Column> columns_;
};

}  // namespace ratione::ledger
