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

namespace {

// Reads one object of texts without building it first: a ledger has very many.
class ObjectOfTexts : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit ObjectOfTexts(Columns& columns) : columns_(columns) {}

  bool start_object(std::size_t) override { return ++depth_ == 1; }
  bool key(string_t& name) override {
    name_.swap(name);
    return true;
  }
  bool string(string_t& value) override {
    if (depth_ != 1) return false;
    columns_[name_] = std::move(value);
    return true;
  }
  bool end_object() override { return true; }

  bool null() override { return false; }
  bool boolean(bool) override { return false; }
  bool number_integer(number_integer_t) override { return false; }
  bool number_unsigned(number_unsigned_t) override { return false; }
  bool number_float(number_float_t, const string_t&) override { return false; }
  bool binary(binary_t&) override { return false; }
  bool start_array(std::size_t) override { return false; }
  bool end_array() override { return false; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return false;
  }

 private:
  Columns& columns_;
  std::string name_;
  int depth_ = 0;
};

}  // namespace

Columns columns_of(const EntryView& entry) {
  Columns columns;
  ObjectOfTexts reader(columns);
  if (!nlohmann::json::sax_parse(entry.act.begin(), entry.act.end(), &reader)) return {};
  columns["id"] = entry.id;
  columns["source"] = entry.source;
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
