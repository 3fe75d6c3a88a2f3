#include "ledger/acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "text/csv.h"

namespace ratione::ledger {

namespace {

// Text of JSON, as nlohmann::json writes it: that would build the object first, and an
// import writes very many.
void append_text(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    } else if (const auto at = std::string_view("\b\t\n\f\r").find(c);
               at != std::string_view::npos) {
      out += '\\';
      out += "btnfr"[at];
    } else {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    }
  }
  out += '"';
}

}  // namespace

void set_act(Entry& entry, const std::string& instrument, const Columns& columns) {
  entry.instrument = instrument;
  entry.act = "{";
  for (const auto& [name, value] : columns) {
    if (name == "id") {
      entry.id = value;
    } else if (name == "source") {
      entry.source = value;
    } else if (!value.empty()) {
      if (entry.act.size() > 1) entry.act += ',';
      append_text(entry.act, name);
      entry.act += ':';
      append_text(entry.act, value);
    }
  }
  entry.act += '}';
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

std::vector<ActTable> ActsOfLedger::tables(const std::string& file) {
  std::vector<ActTable> tables;
  for (auto& [instrument, rows] : rows_) {
    std::set<std::string_view> filled;
    for (const Row& row : rows) {
      for (const auto& [name, value] : row.columns) filled.insert(name);
    }
    const std::vector<std::string> names(filled.begin(), filled.end());
    Csv table(file, names);
    table.reserve(rows.size());
    for (Row& row : rows) {
      std::vector<std::string> texts(names.size());
      // Both are in the order of the names.
      auto name = names.begin();
      for (auto& [column, value] : row.columns) {
        name = std::lower_bound(name, names.end(), column);
        texts[static_cast<std::size_t>(name - names.begin())] = std::move(value);
      }
      table.add_row(static_cast<int>(row.number), std::move(texts));
    }
    tables.push_back({instrument, std::move(table)});
  }
  rows_.clear();
  return tables;
}

}  // namespace ratione::ledger
