// Every way but CSV to CSV: DuckDB reads and writes, and asks us for each chunk
// of rows through a scalar function, so that rows stream and keep their order.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <deque>
#include <thread>

#include "errors/quoted.h"
#include "screen/csv_records.h"
#include "screen/duckdb_session.h"
#include "screen/row_places.h"
#include "screen/screen_work.h"

namespace ratione {
namespace {

constexpr const char* function_name = "ratione_decide";
// Rows stream, so more would only be filled with what waits to be written.
constexpr const char* enough_memory = "1GB";

// A column that is given to our function, and as what.
struct Argument {
  Word word;
  duckdb_type type = DUCKDB_TYPE_VARCHAR;  // or DOUBLE, DATE
};

bool is_valid(const uint64_t* valid, std::size_t row) {
  return valid == nullptr || (valid[row / 64] >> row % 64 & 1) != 0;
}

struct Desk {
  Desk(Decider& decider, const ScreenWork& work) : rows(decider, work) {}
  RowDesk rows;
  std::vector<Cells> cells;
  std::deque<std::string> texts;  // of values that are no number or day that counts
};

// What DuckDB hands back to us with every chunk.
struct Desks {
  const DuckdbLibrary* duckdb = nullptr;
  Decider* decider = nullptr;
  ScreenWork* work = nullptr;
  std::vector<Argument> arguments;
  bool border_is_number = false;  // near_border is a number to whoever reads types
  std::mutex mutex;
  std::vector<std::unique_ptr<Desk>> free;
  Tally tally;

  std::unique_ptr<Desk> take() {
    std::lock_guard lock(mutex);
    if (free.empty()) return std::make_unique<Desk>(*decider, *work);
    std::unique_ptr<Desk> desk = std::move(free.back());
    free.pop_back();
    return desk;
  }
  void give_back(std::unique_ptr<Desk> desk, const Tally& counted) {
    std::lock_guard lock(mutex);
    free.push_back(std::move(desk));
    tally.add(counted);
  }
};

void read_numbers(Desk& desk, Word word, const double* values, const uint64_t* valid) {
  for (std::size_t row = 0; row < desk.cells.size(); ++row) {
    if (!is_valid(valid, row)) continue;
    if (std::isfinite(values[row])) {
      desk.cells[row].set(word, values[row]);
    } else {
      desk.cells[row].set(word, desk.texts.emplace_back(fmt::format("{}", values[row])));
    }
  }
}

void read_days(Desk& desk, Word word, const duckdb_date* values, const uint64_t* valid) {
  for (std::size_t row = 0; row < desk.cells.size(); ++row) {
    if (!is_valid(valid, row)) continue;
    const Result<Day> day = Day::from_number(values[row].days);
    if (day && *day != Day::never()) {
      desk.cells[row].set(word, *day);
    } else {
      desk.cells[row].set(
          word, desk.texts.emplace_back(
                    day ? day->iso() : fmt::format("{} days from 1970-01-01", values[row].days)));
    }
  }
}

void read_texts(const DuckdbLibrary& duckdb, Desk& desk, Word word, duckdb_string_t* values,
                const uint64_t* valid) {
  for (std::size_t row = 0; row < desk.cells.size(); ++row) {
    if (!is_valid(valid, row)) continue;
    desk.cells[row].set(word,
                        {duckdb.string_t_data(&values[row]), values[row].value.inlined.length});
  }
}

// Short texts stand in the vector itself, long ones on its heap.
void write_text(const DuckdbLibrary& duckdb, duckdb_vector column, duckdb_string_t* values,
                std::size_t row, std::string_view text) {
  duckdb_string_t inlined{};
  if (text.size() > sizeof inlined.value.inlined.inlined) {
    duckdb.vector_assign_string_element_len(column, row, text.data(), text.size());
    return;
  }
  inlined.value.inlined.length = static_cast<uint32_t>(text.size());
  std::copy(text.begin(), text.end(), inlined.value.inlined.inlined);
  values[row] = inlined;
}

void decide_chunk(Desks& desks, duckdb_data_chunk input, duckdb_vector output) {
  const DuckdbLibrary& duckdb = *desks.duckdb;
  const idx_t size = duckdb.data_chunk_get_size(input);
  std::unique_ptr<Desk> desk = desks.take();
  desk->texts.clear();
  desk->cells.assign(size, Cells{});
  for (idx_t i = 0; i < desks.arguments.size(); ++i) {
    const auto [word, type] = desks.arguments[i];
    duckdb_vector vector = duckdb.data_chunk_get_vector(input, i);
    void* values = duckdb.vector_get_data(vector);
    const uint64_t* valid = duckdb.vector_get_validity(vector);
    if (type == DUCKDB_TYPE_DOUBLE) {
      read_numbers(*desk, word, static_cast<double*>(values), valid);
    } else if (type == DUCKDB_TYPE_DATE) {
      read_days(*desk, word, static_cast<duckdb_date*>(values), valid);
    } else {
      read_texts(duckdb, *desk, word, static_cast<duckdb_string_t*>(values), valid);
    }
  }
  struct Column {
    duckdb_vector vector;
    void* values;
    uint64_t* valid;
  };
  std::array<Column, added_columns.size()> columns{};
  for (std::size_t c = 0; c < columns.size(); ++c) {
    duckdb_vector vector = duckdb.struct_vector_get_child(output, c);
    duckdb.vector_ensure_validity_writable(vector);
    columns[c] = {vector, duckdb.vector_get_data(vector), duckdb.vector_get_validity(vector)};
  }
  desk->rows.locate(desk->cells);
  Tally counted;
  desk->rows.answer(desk->cells, counted, [&](std::size_t row, const Told& told) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const std::string_view text = told.columns[c];
      if (text.empty()) {
        columns[c].valid[row / 64] &= ~(uint64_t{1} << row % 64);
      } else if (c == near_border_column && desks.border_is_number) {
        double& value = static_cast<double*>(columns[c].values)[row];
        std::from_chars(text.data(), text.data() + text.size(), value);
      } else {
        write_text(duckdb, columns[c].vector, static_cast<duckdb_string_t*>(columns[c].values), row,
                   text);
      }
    }
  });
  desk->rows.count_into(counted);
  desks.give_back(std::move(desk), counted);
}

void decide_for_duckdb(duckdb_function_info info, duckdb_data_chunk input, duckdb_vector output) {
  // The library's table is the same for every session, and needed to find ours.
  Result<const DuckdbLibrary*> duckdb = DuckdbLibrary::open();
  if (!duckdb) return;
  auto* desks = static_cast<Desks*>((*duckdb)->scalar_function_get_extra_info(info));
  try {
    if (desks->work->stopped()) {
      (*duckdb)->scalar_function_set_error(info, "stopped");
      return;
    }
    decide_chunk(*desks, input, output);
  } catch (const std::exception& fault) {
    (*duckdb)->scalar_function_set_error(info, fault.what());
  }
}

Result<bool> register_function(const DuckdbSession& session, Desks& desks) {
  const DuckdbLibrary& duckdb = session.library();
  duckdb_logical_type text = duckdb.create_logical_type(DUCKDB_TYPE_VARCHAR);
  duckdb_logical_type number = duckdb.create_logical_type(DUCKDB_TYPE_DOUBLE);
  std::vector<duckdb_logical_type> types(added_columns.size(), text);
  if (desks.border_is_number) types[near_border_column] = number;
  std::vector<std::string> held(added_columns.begin(), added_columns.end());
  std::vector<const char*> names;
  for (const std::string& name : held) names.push_back(name.c_str());
  duckdb_logical_type answer = duckdb.create_struct_type(types.data(), names.data(), types.size());

  duckdb_scalar_function function = duckdb.create_scalar_function();
  duckdb.scalar_function_set_name(function, function_name);
  for (const Argument& each : desks.arguments) {
    duckdb_logical_type type = duckdb.create_logical_type(each.type);
    duckdb.scalar_function_add_parameter(function, type);
    duckdb.destroy_logical_type(&type);
  }
  duckdb.scalar_function_set_return_type(function, answer);
  duckdb.scalar_function_set_special_handling(function);  // rows with NULLs are ours, too
  duckdb.scalar_function_set_volatile(function);          // once for each row
  duckdb.scalar_function_set_extra_info(function, &desks, nullptr);
  duckdb.scalar_function_set_function(function, decide_for_duckdb);
  bool registered =
      duckdb.register_scalar_function(session.connection(), function) == DuckDBSuccess;
  duckdb.destroy_scalar_function(&function);
  duckdb.destroy_logical_type(&answer);
  duckdb.destroy_logical_type(&number);
  duckdb.destroy_logical_type(&text);
  if (!registered) return fail(Code::duckdb_failed, "DuckDB does not take our function");
  return true;
}

// A column of the source: as SQL calls it, and as text for our function.
struct SourceColumn {
  std::string name;
  std::string sql;
  std::string text;
  std::string type = "VARCHAR";  // as DuckDB calls it
  std::string kept;              // in the output
};

struct Source {
  std::string from;  // FROM ...
  std::vector<SourceColumn> columns;
  RowPlaces places;  // of its rows, as they were counted before
};

std::string list_of(const std::vector<std::string>& files) {
  std::string out;
  for (const std::string& file : files) out += (out.empty() ? "" : ", ") + sql_text(file);
  return "[" + out + "]";
}

bool is_utf8(std::string_view text) {
  if (std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; })) return true;
  while (!text.empty()) {
    int length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

// Looks through every input once: fingerprint, and for text its form, so that
// what is refused is refused with its line, and in our words.
Result<Source> csv_source(ScreenWork& work) {
  Source source;
  std::vector<std::string> names;
  char delimiter = ',';
  for (const std::string& file : work.request.inputs) {
    Result<HashedFile> input = HashedFile::open(file);
    if (!input) return tl::unexpected<Error>(input.error());
    CsvRecords records([&](char* into, std::size_t size) { return input->read(into, size); }, file);
    Result<bool> opened = records.open();
    if (!opened) return tl::unexpected<Error>(opened.error());
    source.places.begin(file);
    if (names.empty()) {
      names = records.columns();
      delimiter = records.delimiter();
    } else if (names != records.columns() || delimiter != records.delimiter()) {
      return fail(Code::columns_differ, Place{file, 1, 0, ""},
                  fmt::format("its columns are not those of {}; screen it on its own",
                              work.request.inputs[0]));
    }
    CsvSplitter splitter(delimiter);
    while (true) {
      Result<std::optional<CsvBlock>> block = records.next();
      if (!block) return tl::unexpected<Error>(block.error());
      if (!block->has_value()) break;
      if (work.stopped()) return fail(Code::screen_stopped, "stopped; nothing was written");
      std::string_view rest = (*block)->bytes;
      std::int64_t line = (*block)->line;
      while (!rest.empty()) {
        Result<std::size_t> end = splitter.split(rest);
        Place at{file, static_cast<int>(line), 0, ""};
        if (!end) {
          Error fault = end.error();
          at.line += fault.place.line - 1;
          fault.place = at;
          return tl::unexpected<Error>(std::move(fault));
        }
        if (!is_utf8(rest.substr(0, *end))) {
          return fail(Code::not_utf8, at,
                      "this row holds bytes that are not UTF-8, which only CSV to CSV passes on; "
                      "save the file as UTF-8");
        }
        if (!splitter.blank() || names.size() == 1) {
          if (splitter.pieces().size() != names.size()) {
            return fail(Code::wrong_field_count, at,
                        fmt::format("this row has {} fields and the header {}; a value that holds "
                                    "the delimiter must stand in quotes",
                                    splitter.pieces().size(), names.size()));
          }
          source.places.row(line);
        }
        line += std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(*end), '\n');
        rest.remove_prefix(*end);
      }
    }
    work.report.inputs.push_back(input->seen());
  }
  std::string types;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string sql = fmt::format("c{}", i);
    types += fmt::format("{}'{}': 'VARCHAR'", i == 0 ? "" : ", ", sql);
    source.columns.push_back({names[i], sql, sql, "VARCHAR", sql});
  }
  source.from = fmt::format(
      "read_csv({}, auto_detect=false, header=true, delim={}, quote='\"', escape='\"', "
      "columns={{{}}}, nullstr='', allow_quoted_nulls=false, strict_mode=false, "
      "max_line_size={})",
      list_of(work.request.inputs), sql_text(std::string(1, delimiter)), types, max_record_bytes);
  return source;
}

// The fingerprint, and for text that no line is too long and no byte NUL; its
// lines but the blank ones are the rows that are to come.
Result<bool> look_through(ScreenWork& work, bool text, RowPlaces& places) {
  std::string room(1u << 20, '\0');
  for (const std::string& file : work.request.inputs) {
    Result<HashedFile> input = HashedFile::open(file);
    if (!input) return tl::unexpected<Error>(input.error());
    places.begin(file);
    int line = 1;
    std::size_t length = 0;
    bool blank = true;
    while (true) {
      Result<std::size_t> got = input->read(room.data(), room.size());
      if (!got) return tl::unexpected<Error>(got.error());
      if (*got == 0) break;
      if (work.stopped()) return fail(Code::screen_stopped, "stopped; nothing was written");
      for (std::size_t i = 0; text && i < *got; ++i) {
        if (room[i] == '\n') {
          ++line;
          length = 0;
          blank = true;
          continue;
        }
        if (blank && room[i] != ' ' && room[i] != '\t' && room[i] != '\r') {
          blank = false;
          places.row(line);
        }
        if (room[i] == '\0') {
          return fail(Code::nul_byte, Place{file, line, 0, ""},
                      "this line holds a NUL byte; save the file as UTF-8 text");
        }
        if (++length > 1'000'000) {
          return fail(Code::line_too_long, Place{file, line, 0, ""},
                      "this line is longer than 1 MB; is the file what its name says?");
        }
      }
    }
    work.report.inputs.push_back(input->seen());
    if (work.report.inputs.back().bytes == 0) {
      return fail(Code::cannot_split, Place{file, 0, 0, ""}, "the file is empty");
    }
  }
  return true;
}

tl::unexpected<Error> not_split(const ScreenWork& work, const Error& error, const char* what) {
  return fail(Code::cannot_split, Place{work.request.inputs[0], 0, 0, ""},
              fmt::format("the file cannot be read as {}: {}", what, error.says));
}

Result<Source> other_source(ScreenWork& work, DuckdbSession& session, FileFormat format,
                            FileFormat to) {
  bool json = format == FileFormat::json_lines;
  Source source;
  RowPlaces lines;
  Result<bool> looked = look_through(work, json, lines);
  if (!looked) return tl::unexpected<Error>(looked.error());
  std::string files = list_of(work.request.inputs);
  const char* what = json ? "JSON lines, one object a line" : "Parquet";
  std::string reader = json ? fmt::format(
                                  "read_json({}, format='newline_delimited', "
                                  "sample_size=-1, maximum_object_size=1000000)",
                                  files)
                            : fmt::format("read_parquet({})", files);
  Result<DuckdbTable> described =
      session.rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + reader + ")");
  if (!described) return not_split(work, described.error(), what);
  std::string types;
  for (const DuckdbRow& row : described->rows) {
    SourceColumn column;
    column.name = row[0].value_or("");
    column.sql = sql_name(column.name);
    if (!json) column.type = row[1].value_or("");
    column.text = json ? column.sql + " ->> '$'" : "CAST(" + column.sql + " AS VARCHAR)";
    column.kept = json && to != FileFormat::json_lines ? column.text : column.sql;
    types += fmt::format("{}{}: 'JSON'", types.empty() ? "" : ", ", sql_text(column.name));
    source.columns.push_back(std::move(column));
  }
  // Values stay the JSON that they are: no number or day is read and written
  // again in another form.
  source.from = json ? fmt::format(
                           "read_json({}, format='newline_delimited', columns={{{}}}, "
                           "maximum_object_size=1000000)",
                           files, types)
                     : reader;
  if (json) {
    source.places = std::move(lines);
    return source;
  }
  for (const std::string& file : work.request.inputs) {
    Result<DuckdbTable> counted = session.rows(
        fmt::format("SELECT CAST(count(*) AS VARCHAR) FROM read_parquet({})", sql_text(file)));
    if (!counted) return not_split(work, counted.error(), what);
    source.places.begin(file);
    source.places.rows(std::stoll(counted->rows[0][0].value_or("0")));
  }
  return source;
}

// The first rows that could not be read, found in the output: which row a chunk
// of DuckDB's begins with is not told to our function.
Result<bool> keep_unreadable(ScreenWork& work, DuckdbSession& session, const Source& source,
                             const OutputFile& out, FileFormat to) {
  if (work.report.tally.unreadable == 0) return true;
  const ColumnMap& map = work.report.map;
  std::string id = map.has(Word::id)
                       ? work.report.output_columns[static_cast<std::size_t>(map.index(Word::id))]
                       : "";
  std::string written = sql_text(out.temporary()), from;
  if (to == FileFormat::parquet) {
    from = fmt::format("read_parquet({})", written);
  } else if (to == FileFormat::json_lines) {
    from = fmt::format(
        "read_json({}, format='newline_delimited', columns={{{}'reason': 'VARCHAR'}}, "
        "maximum_object_size={})",
        written, id.empty() ? "" : sql_text(id) + ": 'VARCHAR', ", 2 * max_record_bytes);
  } else {
    std::string types;
    for (const std::string& name : work.report.output_columns) {
      types += sql_text(name) + ": 'VARCHAR', ";
    }
    for (std::string_view name : added_columns) {
      types += fmt::format("'{}': 'VARCHAR'{}", name, name == added_columns.back() ? "" : ", ");
    }
    from = fmt::format(
        "read_csv({}, auto_detect=false, header=true, delim=',', quote='\"', escape='\"', "
        "columns={{{}}}, max_line_size={})",
        written, types, 2 * max_record_bytes);
  }
  Result<DuckdbTable> rows = session.rows(fmt::format(
      "SELECT CAST(n AS VARCHAR), id, reason FROM (SELECT row_number() OVER () AS n, {} AS id, "
      "reason FROM {}) WHERE starts_with(reason, 'unreadable: ') ORDER BY n LIMIT {}",
      id.empty() ? "CAST(NULL AS VARCHAR)" : "CAST(" + sql_name(id) + " AS VARCHAR)", from,
      ReportTally::most_unreadable));
  if (!rows) return fail(Code::duckdb_failed, "DuckDB could not do it: " + rows.error().says);
  for (const DuckdbRow& row : rows->rows) {
    RowPlace place = source.places.of(std::stoll(row[0].value_or("0")));
    UnreadableRow kept{place.file, place.line, place.line > 0 ? 0 : place.row, row[1].value_or(""),
                       row[2].value_or("")};
    if (work.report.tally.examples.size() < 3) {
      work.report.tally.examples.push_back(work.example_of(kept));
    }
    if (!work.request.page.file.empty()) {
      work.report.tally.page.see_unreadable(std::move(kept));
    }
  }
  return true;
}

}  // namespace

Result<bool> screen_with_duckdb(ScreenWork& work, OutputFile& out) {
  FileFormat from = format_of(work.request.inputs[0]).value_or(FileFormat::csv);
  FileFormat to = format_of(work.request.out).value_or(FileFormat::csv);
  const std::string memory = work.request.memory.empty() ? enough_memory : work.request.memory;
  Result<DuckdbSession> session = DuckdbSession::open(DuckdbSettings{work.request.threads, memory});
  if (!session) return tl::unexpected<Error>(session.error());

  Result<Source> source =
      from == FileFormat::csv ? csv_source(work) : other_source(work, *session, from, to);
  if (!source) return tl::unexpected<Error>(source.error());
  std::vector<std::string> names;
  for (const SourceColumn& column : source->columns) names.push_back(column.name);
  Result<ColumnMap> map = map_columns(names, work.request.column_map, work.request.inputs[0]);
  if (!map) return tl::unexpected<Error>(map.error());
  work.report.map = std::move(*map);
  work.report.output_columns = output_names(names);
  Result<bool> located = work.open_points();
  if (!located) return located;
  if (work.progress() != nullptr) work.progress()->of_rows += source->places.rows();

  Decider decider(work.engine, work.law, work.court, work.record, work.atlas, work.report.map,
                  work.request.threads > 0
                      ? work.request.threads
                      : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
  Desks desks;
  desks.duckdb = &session->library();
  desks.decider = &decider;
  desks.work = &work;
  desks.border_is_number = to != FileFormat::csv;
  std::string arguments, kept, added;
  for (std::size_t w = 0; w < words; ++w) {
    const Word word = static_cast<Word>(w);
    if (!work.report.map.has(word)) continue;
    const SourceColumn& column =
        source->columns[static_cast<std::size_t>(work.report.map.index(word))];
    Argument argument{word};
    if (column.type == "DOUBLE" && Cells::may_be_number(word)) argument.type = DUCKDB_TYPE_DOUBLE;
    if (column.type == "DATE" && Cells::may_be_day(word)) argument.type = DUCKDB_TYPE_DATE;
    arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ",
                             argument.type == DUCKDB_TYPE_VARCHAR ? column.text : column.sql);
    desks.arguments.push_back(argument);
  }
  Result<bool> registered = register_function(*session, desks);
  if (!registered) return registered;

  for (std::size_t i = 0; i < source->columns.size(); ++i) {
    kept +=
        fmt::format("{} AS {}, ", source->columns[i].kept, sql_name(work.report.output_columns[i]));
  }
  for (std::string_view name : added_columns) {
    added += fmt::format("{}answer.{} AS {}", added.empty() ? "" : ", ", name, name);
  }
  const char* options = to == FileFormat::csv          ? "FORMAT csv, HEADER true"
                        : to == FileFormat::json_lines ? "FORMAT json, ARRAY false"
                                                       : "FORMAT parquet, COMPRESSION zstd";
  std::string sql = fmt::format(
      "COPY (SELECT {}{} FROM (SELECT *, {}({}) AS answer FROM {})) TO {} ({}, USE_TMP_FILE false)",
      kept, added, function_name, arguments, source->from, sql_text(out.temporary()), options);

  if (work.control.interrupt) {
    work.control.interrupt([&session] { session->interrupt(); });
  }
  Result<bool> done = session->run(sql);
  work.report.tally = desks.tally;
  Result<bool> told = done ? keep_unreadable(work, *session, *source, out, to) : done;
  if (work.control.interrupt) work.control.interrupt({});
  if (work.stopped()) return fail(Code::screen_stopped, "stopped; nothing was written");
  if (!done) {
    // What DuckDB cannot read is the file's fault; anything else the machine's.
    const std::string& says = done.error().says;
    if (says.starts_with("Out of Memory")) {
      return fail(
          Code::duckdb_failed,
          fmt::format("DuckDB needs more memory than {}; allow more with --memory", memory));
    }
    bool input = says.starts_with("Invalid Input") || says.starts_with("Conversion") ||
                 says.find("JSON") != std::string::npos;
    if (input) {
      return fail(Code::cannot_split, Place{work.request.inputs[0], 0, 0, ""},
                  "the file cannot be read: " + says);
    }
    return fail(Code::duckdb_failed, "DuckDB could not do it: " + says);
  }
  if (!told) return told;
  if (source->places.rows() != desks.tally.rows) {
    return fail(Code::duckdb_failed,
                fmt::format("the input has {} rows and DuckDB read {}; please report the file",
                            source->places.rows(), desks.tally.rows));
  }
  work.report.questions = decider.questions();
  return true;
}

}  // namespace ratione
