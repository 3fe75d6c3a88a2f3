#include "ledger/acts.h"

#include <nlohmann/json.hpp>
#include <set>

#include "text/csv.h"

namespace ratione::ledger {

void set_act(Entry& entry, const std::string& instrument, const Columns& columns) {
  entry.instrument = instrument;
  nlohmann::json act = nlohmann::json::object();
  for (const auto& [name, value] : columns) {
    if (name == "id") {
      entry.id = value;
    } else if (name == "source") {
      entry.source = value;
    } else if (!value.empty()) {
      act[name] = value;
    }
  }
  entry.act = act.dump();
}

Columns columns_of(const EntryView& entry) {
  Columns columns;
  const nlohmann::json act =
      nlohmann::json::parse(entry.act.begin(), entry.act.end(), nullptr, false);
  if (!act.is_object()) return columns;
  for (const auto& [name, value] : act.items()) {
    if (!value.is_string()) return {};
    columns.emplace(name, value.get<std::string>());
  }
  columns.insert_or_assign("id", std::string(entry.id));
  columns.insert_or_assign("source", std::string(entry.source));
  return columns;
}

void ActsOfLedger::take(const EntryView& entry) {
  take(std::string(entry.instrument), entry.number, columns_of(entry));
}

void ActsOfLedger::take(const std::string& instrument, std::uint64_t number, Columns columns) {
  rows_[instrument].push_back({number, std::move(columns)});
}

std::vector<ActTable> ActsOfLedger::tables() const {
  std::vector<ActTable> tables;
  for (const auto& [instrument, rows] : rows_) {
    ActTable table;
    table.instrument = instrument;
    std::vector<std::string> names = act_column_names();
    const std::vector<std::string>& always = act_column_names();
    std::set<std::string_view> listed(always.begin(), always.end());
    for (const Row& row : rows) {
      for (const auto& [name, value] : row.columns) {
        if (listed.insert(name).second) names.push_back(name);
      }
    }
    for (const std::string& name : names) {
      table.csv += csv_quoted(name);
      table.csv += &name == &names.back() ? '\n' : ',';
    }
    for (const Row& row : rows) {
      for (const std::string& name : names) {
        if (auto value = row.columns.find(name); value != row.columns.end()) {
          table.csv += csv_quoted(value->second);
        }
        table.csv += &name == &names.back() ? '\n' : ',';
      }
      table.numbers.push_back(static_cast<int>(row.number));
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace ratione::ledger
