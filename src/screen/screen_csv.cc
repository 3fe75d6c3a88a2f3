// CSV to CSV: records are passed on as they stand, block by block, while other
// threads decide.

#include <fmt/format.h>

#include <deque>
#include <filesystem>
#include <future>
#include <system_error>
#include <thread>

#include "screen/csv_records.h"
#include "screen/screen_work.h"

namespace ratione {
namespace {

constexpr std::size_t block_bytes = 1u << 16;

struct Answered {
  std::string text;
  Tally tally;
};

// Everything a thread keeps from block to block.
struct Desk {
  Desk(Decider& decider, const ScreenWork& work, char of)
      : rows(decider, work), delimiter(of), splitter(of) {}
  RowDesk rows;
  char delimiter;
  CsvSplitter splitter;
  // Of the block at hand: its records, blank ones too, and the cells of rows.
  struct Record {
    std::string_view bytes, line_break;
    std::int64_t line = 0;
    bool blank = false;
  };
  std::vector<Record> records;
  std::vector<Cells> cells;
  std::deque<std::string> room;  // for cells in which quotes stand
  // What the rows are told, in the order in which they were answered; and where.
  struct Line {
    std::size_t from = 0, until = 0;
    std::string unreadable;  // why
  };
  std::string lines;
  std::vector<Line> line_of;
};

// Splits a block into records and cells.
std::optional<Error> read_block(Desk& desk, const CsvBlock& block, const std::string& file,
                                std::size_t columns, const ColumnMap& map) {
  desk.records.clear();
  desk.cells.clear();
  desk.room.clear();
  std::string_view rest = block.bytes;
  std::int64_t line = block.line;
  std::string quoted;
  while (!rest.empty()) {
    Result<std::size_t> end = desk.splitter.split(rest);
    if (!end) {
      Error fault = end.error();
      fault.place.file = file;
      fault.place.line = static_cast<int>(line + fault.place.line - 1);
      return fault;
    }
    std::string_view record = rest.substr(0, *end);
    rest.remove_prefix(*end);
    const std::vector<CsvPiece>& pieces = desk.splitter.pieces();
    if (desk.splitter.blank() && columns > 1) {
      desk.records.push_back({record, {}, line, true});  // no row, and stays
      ++line;
      continue;
    }
    if (pieces.size() != columns) {
      return Error{Code::wrong_field_count, Place{file, static_cast<int>(line), 0, ""},
                   fmt::format("this row has {} {} and the header {}; a value that holds the "
                               "delimiter must stand in quotes",
                               pieces.size(), pieces.size() == 1 ? "field" : "fields", columns)};
    }
    Cells cells;
    for (std::size_t word = 0; word < words; ++word) {
      int at = map.at[word];
      if (at < 0) continue;
      std::string_view text = pieces[static_cast<std::size_t>(at)].text(quoted);
      if (!text.empty() && text.data() == quoted.data()) {
        text = desk.room.emplace_back(std::move(quoted));
        quoted = {};
      }
      cells.text[word] = text;
    }
    desk.records.push_back({desk.splitter.record(), desk.splitter.line_break(), line, false});
    desk.cells.push_back(cells);
    line += std::count(record.begin(), record.end(), '\n');
  }
  return std::nullopt;
}

Result<Answered> answer(Desk& desk, const ScreenWork& work, const CsvBlock& block,
                        const std::string& file, const std::string& line_break) {
  const ColumnMap& map = work.report.map;
  if (std::optional<Error> fault = read_block(desk, block, file, map.names.size(), map)) {
    return tl::unexpected<Error>(std::move(*fault));
  }
  desk.rows.locate(desk.cells);
  Answered out;
  desk.lines.clear();
  desk.line_of.assign(desk.cells.size(), {});
  desk.rows.answer(desk.cells, out.tally, [&](std::size_t n, const Told& told) {
    desk.line_of[n].from = desk.lines.size();
    told.add_line(desk.lines, desk.delimiter);
    desk.line_of[n].until = desk.lines.size();
    if (told.unreadable) desk.line_of[n].unreadable = std::string(told.reason());
  });
  out.text.reserve(block.bytes.size() + desk.lines.size() + desk.cells.size() * 2);
  std::size_t n = 0;
  for (const Desk::Record& record : desk.records) {
    out.text += record.bytes;
    if (record.blank) continue;
    Desk::Line& line = desk.line_of[n];
    if (!line.unreadable.empty()) {
      UnreadableRow row{file, record.line, 0, std::string(desk.cells[n][Word::id]),
                        std::move(line.unreadable)};
      desk.rows.keep(row, out.tally);
      if (out.tally.examples.size() < 3) out.tally.examples.push_back(work.example_of(row));
    }
    ++n;
    out.text.append(desk.lines, line.from, line.until - line.from);
    out.text += record.line_break.empty() ? std::string_view(line_break) : record.line_break;
  }
  desk.rows.count_into(out.tally);
  return out;
}

std::string header_of(const CsvRecords& records, const std::vector<std::string>& names,
                      bool first_mark) {
  std::string out;
  if (first_mark) out += "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += records.delimiter();
    bool same = names[i] == records.columns()[i];
    out += same ? records.raw_header()[i] : csv_field(names[i], records.delimiter());
  }
  for (std::string_view name : added_columns) {
    out += records.delimiter();
    out += name;
  }
  return out + records.line_break();
}

Error other_columns(const std::string& file, const std::string& first) {
  return Error{Code::columns_differ, Place{file, 1, 0, ""},
               fmt::format("its columns are not those of {}; screen it on its own", first)};
}

// The headers of several files before the rows of any, so that nobody waits for the
// first file to hear about the second. A pipe can be read but once.
Result<bool> check_headers(const std::vector<std::string>& files) {
  if (files.size() < 2) return true;
  std::vector<std::string> first;
  char delimiter = ',';
  for (const std::string& file : files) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) continue;
    Result<HashedFile> input = HashedFile::open(file);
    if (!input) return tl::unexpected<Error>(input.error());
    CsvRecords records([&](char* into, std::size_t size) { return input->read(into, size); }, file);
    Result<bool> opened = records.open();
    if (!opened) return opened;
    if (first.empty()) {
      first = records.columns();
      delimiter = records.delimiter();
    } else if (records.columns() != first || records.delimiter() != delimiter) {
      return tl::unexpected<Error>(other_columns(file, files[0]));
    }
  }
  return true;
}

}  // namespace

Result<bool> screen_csv(ScreenWork& work, OutputFile& out) {
  std::unique_ptr<Decider> decider;
  std::vector<std::unique_ptr<Desk>> desks;
  char delimiter = ',';
  if (Result<bool> alike = check_headers(work.request.inputs); !alike) return alike;
  std::size_t threads = work.request.threads > 0
                            ? static_cast<std::size_t>(work.request.threads)
                            : std::max<std::size_t>(1, std::thread::hardware_concurrency());

  for (std::size_t i = 0; i < work.request.inputs.size(); ++i) {
    const std::string& file = work.request.inputs[i];
    Result<HashedFile> input = HashedFile::open(file);
    if (!input) return tl::unexpected<Error>(input.error());
    CsvRecords records(
        [&](char* into, std::size_t size) -> Result<std::size_t> {
          Result<std::size_t> got = input->read(into, size);
          if (got && work.progress() != nullptr) {
            work.progress()->bytes += static_cast<std::int64_t>(*got);
          }
          return got;
        },
        file, block_bytes);
    Result<bool> opened = records.open();
    if (!opened) return opened;
    if (i == 0) {
      Result<ColumnMap> map = map_columns(records.columns(), work.request.column_map, file);
      if (!map) return tl::unexpected<Error>(map.error());
      work.report.map = std::move(*map);
      work.report.output_columns = output_names(records.columns());
      delimiter = records.delimiter();
      Result<bool> located = work.open_points();
      if (!located) return located;
      decider = std::make_unique<Decider>(work.engine, work.law, work.court, work.record,
                                          work.atlas, work.report.map, static_cast<int>(threads));
      for (std::size_t t = 0; t < threads; ++t) {
        desks.push_back(std::make_unique<Desk>(*decider, work, delimiter));
      }
      Result<bool> written =
          out.write(header_of(records, work.report.output_columns, records.byte_order_mark()));
      if (!written) return written;
    } else if (records.columns() != work.report.map.names || records.delimiter() != delimiter) {
      return tl::unexpected<Error>(other_columns(file, work.request.inputs[0]));
    }

    // Blocks are answered side by side and written in their order. Answer n
    // waits for answer n - threads, whose desk it takes.
    struct Running {
      std::unique_ptr<CsvBlock> block;
      std::future<Result<Answered>> answer;
    };
    std::deque<Running> running;
    std::size_t started = 0;
    std::optional<Error> fault;
    auto finish_one = [&] {
      Running first = std::move(running.front());
      running.pop_front();
      Result<Answered> done = first.answer.get();
      if (fault) return;
      if (!done) {
        fault = done.error();
        return;
      }
      work.report.tally.add(done->tally);
      Result<bool> written = out.write(done->text);
      if (!written) fault = written.error();
    };
    while (!fault) {
      if (work.stopped()) {
        fault = Error{Code::screen_stopped, {}, "stopped; nothing was written"};
        break;
      }
      Result<std::optional<CsvBlock>> block = records.next();
      if (!block) {
        // A fault in an earlier block is the first one.
        while (!running.empty()) finish_one();
        if (!fault) fault = block.error();
        break;
      }
      if (!block->has_value()) break;
      if (running.size() >= threads) finish_one();
      if (fault) break;
      auto held = std::make_unique<CsvBlock>(std::move(**block));
      CsvBlock* each = held.get();
      Desk* desk = desks[started++ % threads].get();
      auto task = [&, each, desk] {
        return answer(*desk, work, *each, file, records.line_break());
      };
      std::future<Result<Answered>> future;
      try {
        future = std::async(threads > 1 ? std::launch::async : std::launch::deferred, task);
      } catch (const std::system_error&) {
        future = std::async(std::launch::deferred, task);  // the machine has no thread left
      }
      running.push_back({std::move(held), std::move(future)});
    }
    while (!running.empty()) finish_one();
    if (fault) return tl::unexpected<Error>(*fault);
    work.report.inputs.push_back(input->seen());
  }
  work.report.questions = decider->questions();
  return true;
}

}  // namespace ratione
