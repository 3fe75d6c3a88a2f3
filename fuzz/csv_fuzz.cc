// Any bytes: a table that is written and read back the same, or faults with a
// place inside the input; never a crash.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/csv.h"

using namespace ratione;

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

std::string written(const Csv& table) {
  std::string out;
  auto add = [&](std::string_view text, bool first) {
    if (!first) out += ',';
    // Quoted even when empty, since a line of one empty field may end the text.
    std::string field = csv_quoted(text);
    out += field.empty() ? "\"\"" : field;
  };
  for (std::size_t c = 0; c < table.columns.size(); ++c) add(table.columns[c], c == 0);
  out += '\n';
  for (const CsvRow& row : table.rows) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      add(row.text(table.columns[c]), c == 0);
    }
    out += '\n';
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  Results<Csv> table = read_csv(text, "fuzz.csv", {"id", "state"});

  std::string_view counted = text;
  if (counted.substr(0, 3) == "\xEF\xBB\xBF") counted.remove_prefix(3);
  std::vector<std::size_t> lengths = {0};
  for (char c : counted) {
    ++lengths.back();
    if (c == '\n') lengths.push_back(0);
  }

  if (!table) {
    check(!table.error().empty());
    for (const Error& e : table.error()) {
      check(!e.says.empty() && e.place.file == "fuzz.csv");
      if (e.code == Code::more_faults) continue;
      check(e.place.line >= 1 && e.place.column >= 1);
      auto line = static_cast<std::size_t>(e.place.line);
      check(line <= lengths.size());
      check(static_cast<std::size_t>(e.place.column) <= lengths[line - 1] + 1);
    }
    return 0;
  }

  check(table->has("id") && table->has("state"));
  int last_line = 1;
  for (const CsvRow& row : table->rows) {
    check(row.line() > last_line);
    last_line = row.line();
    for (const std::string& column : table->columns) {
      const CsvField& field = row.field(column);
      auto line = static_cast<std::size_t>(field.line);
      check(field.line >= row.line() && line <= lengths.size());
      check(field.column >= 1 && static_cast<std::size_t>(field.column) <= lengths[line - 1] + 1);
    }
  }
  std::string again = written(*table);
  Results<Csv> back = read_csv(again, "again.csv", {"id", "state"});
  check(back.has_value() && back->columns == table->columns);
  check(back->rows.size() == table->rows.size() && written(*back) == again);
  for (std::size_t r = 0; r < back->rows.size(); ++r) {
    for (const std::string& column : back->columns) {
      check(back->rows[r].text(column) == table->rows[r].text(column));
    }
  }
  return 0;
}
