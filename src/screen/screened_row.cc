#include "screen/screened_row.h"

#include <fmt/format.h>

#include <algorithm>

#include "errors/quoted.h"
#include "screen/csv_records.h"
#include "screen/duckdb_session.h"
#include "screen/screen_work.h"

namespace ratione {
namespace {

int column_of(const std::vector<std::string>& names, std::string_view name) {
  // Ours stand at the end, after whatever the input brought.
  for (std::size_t i = names.size(); i > 0; --i) {
    if (names[i - 1] == name) return static_cast<int>(i - 1);
  }
  return -1;
}

// A row number, when the file has no ids.
Result<std::int64_t> number_of(const std::string& id) {
  bool digits = !id.empty() && id.size() <= 18 &&
                std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || std::stoll(id) == 0) {
    return fail(Code::row_not_found,
                fmt::format("--row {}: the file has no column id, so write the number of the row, "
                            "from 1",
                            ratione::quoted(id)));
  }
  return std::stoll(id);
}

tl::unexpected<Error> not_found(const std::string& file, const std::string& id, bool by_id) {
  return fail(Code::row_not_found,
              by_id ? fmt::format("--row {}: no row of {} has that id", ratione::quoted(id), file)
                    : fmt::format("--row {}: {} has fewer rows", ratione::quoted(id), file));
}

Result<ScreenedRow> find_in_csv(const std::string& file, const Sidecar& sidecar,
                                const std::string& id) {
  Result<HashedFile> input = HashedFile::open(file);
  if (!input) return tl::unexpected<Error>(input.error());
  CsvRecords records([&](char* into, std::size_t size) { return input->read(into, size); }, file);
  Result<bool> opened = records.open();
  if (!opened) return tl::unexpected<Error>(opened.error());
  Result<ColumnMap> map = map_settled(records.columns(), sidecar.columns, file);
  if (!map) return tl::unexpected<Error>(map.error());

  ScreenedRow found;
  found.map = std::move(*map);
  bool by_id = found.map.has(Word::id);
  std::int64_t wanted = 0;
  if (!by_id) {
    Result<std::int64_t> number = number_of(id);
    if (!number) return tl::unexpected<Error>(number.error());
    wanted = *number;
  }
  int conclusion = column_of(records.columns(), "conclusion");
  int reason = column_of(records.columns(), "reason");
  CsvSplitter splitter(records.delimiter());
  std::int64_t number = 0;
  std::string room;
  while (true) {
    Result<std::optional<CsvBlock>> block = records.next();
    if (!block) return tl::unexpected<Error>(block.error());
    if (!block->has_value()) break;
    std::string_view rest = (*block)->bytes;
    while (!rest.empty()) {
      Result<std::size_t> end = splitter.split(rest);
      if (!end) {
        Error fault = end.error();
        fault.place = Place{file, 0, 0, ""};
        return tl::unexpected<Error>(std::move(fault));
      }
      rest.remove_prefix(*end);
      const std::vector<CsvPiece>& pieces = splitter.pieces();
      if (splitter.blank() || pieces.size() != records.columns().size()) continue;
      ++number;
      auto text = [&](int at) {
        return at < 0 ? std::string()
                      : std::string(pieces[static_cast<std::size_t>(at)].text(room));
      };
      bool hit = by_id
                     ? pieces[static_cast<std::size_t>(found.map.index(Word::id))].text(room) == id
                     : number == wanted;
      if (!hit) continue;
      if (found.number > 0) {
        found.several = true;
        return found;
      }
      found.number = number;
      for (std::size_t word = 0; word < words; ++word) found.texts[word] = text(found.map.at[word]);
      found.conclusion = text(conclusion);
      found.reason = text(reason);
      if (!by_id) return found;
    }
  }
  if (found.number == 0) return not_found(file, id, by_id);
  return found;
}

Result<ScreenedRow> find_with_duckdb(const std::string& file, FileFormat format,
                                     const Sidecar& sidecar, const std::string& id) {
  Result<DuckdbSession> session = DuckdbSession::open({});
  if (!session) return tl::unexpected<Error>(session.error());
  bool json = format == FileFormat::json_lines;
  std::string from = json ? fmt::format(
                                "read_json({}, format='newline_delimited', "
                                "sample_size=-1, maximum_object_size=1000000)",
                                sql_text(file))
                          : fmt::format("read_parquet({})", sql_text(file));
  auto broken = [&](const Error& error) {
    return fail(Code::cannot_split, Place{file, 0, 0, ""},
                "the file cannot be read: " + error.says);
  };
  Result<DuckdbTable> described =
      session->rows("SELECT column_name FROM (DESCRIBE SELECT * FROM " + from + ")");
  if (!described) return broken(described.error());
  std::vector<std::string> names;
  std::string types;
  for (const DuckdbRow& row : described->rows) {
    names.push_back(row[0].value_or(""));
    types += fmt::format("{}{}: 'JSON'", types.empty() ? "" : ", ", sql_text(names.back()));
  }
  if (json) {
    from = fmt::format(
        "read_json({}, format='newline_delimited', columns={{{}}}, "
        "maximum_object_size=1000000)",
        sql_text(file), types);
  }
  Result<ColumnMap> map = map_settled(names, sidecar.columns, file);
  if (!map) return tl::unexpected<Error>(map.error());
  ScreenedRow found;
  found.map = std::move(*map);
  bool by_id = found.map.has(Word::id);

  auto text = [&](int at) -> std::string {
    if (at < 0) return "CAST(NULL AS VARCHAR)";
    std::string name = sql_name(names[static_cast<std::size_t>(at)]);
    return json ? name + " ->> '$'" : "CAST(" + name + " AS VARCHAR)";
  };
  std::string columns = "CAST(row_number() OVER () AS VARCHAR) AS n";
  for (std::size_t word = 0; word < words; ++word) {
    columns += fmt::format(", {} AS w{}", text(found.map.at[word]), word);
  }
  columns += fmt::format(", {} AS conclusion, {} AS reason", text(column_of(names, "conclusion")),
                         text(column_of(names, "reason")));
  std::string key = by_id ? fmt::format("w{}", static_cast<int>(Word::id)) : "n";
  if (!by_id) {
    Result<std::int64_t> number = number_of(id);
    if (!number) return tl::unexpected<Error>(number.error());
  }
  Result<DuckdbTable> rows = session->rows(
      fmt::format("SELECT * FROM (SELECT {} FROM {}) WHERE {} = ? LIMIT 2", columns, from, key),
      {id});
  if (!rows) return broken(rows.error());
  if (rows->rows.empty()) return not_found(file, id, by_id);
  const DuckdbRow& row = rows->rows[0];
  found.several = rows->rows.size() > 1;
  found.number = std::stoll(row[0].value_or("0"));
  for (std::size_t word = 0; word < words; ++word) found.texts[word] = row[1 + word].value_or("");
  found.conclusion = row[1 + words].value_or("");
  found.reason = row[2 + words].value_or("");
  return found;
}

}  // namespace

Cells ScreenedRow::cells() const {
  Cells out;
  for (std::size_t word = 0; word < words; ++word) out.text[word] = texts[word];
  return out;
}

Result<ScreenedRow> find_row(const std::string& file, const Sidecar& sidecar,
                             const std::string& id) {
  Result<FileFormat> format = format_of(file);
  if (!format) return tl::unexpected<Error>(format.error());
  if (*format == FileFormat::csv) return find_in_csv(file, sidecar, id);
  return find_with_duckdb(file, *format, sidecar, id);
}

}  // namespace ratione
