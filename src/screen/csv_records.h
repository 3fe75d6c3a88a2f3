// File: screen/csv_records.h
//
// Large files of comma-separated text, block by block, with every record's
// bytes as they were. text/csv.h reads whole tables and keeps the place of each
// field; this one reads what does not fit in memory and hands records on
// untouched.
//
//   CsvRecords records(read);
//   while (auto block = records.next()) ...       // whole records
//   CsvSplitter splitter(records.delimiter());
//   splitter.split(rest_of_block)                 // one record
//
// Guarantees: blocks joined are the file, from the record after the header on;
// a record never spans two blocks. Refused, with the line: NUL bytes, a line
// over 1 MB, a record over 16 MB, a quote never closed, text after a closing
// quote, a quote inside an unquoted field, a carriage return that ends no line,
// a record with more or fewer fields than the header, no header.
// Bytes that are not UTF-8 are passed on.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione {

inline constexpr std::size_t max_record_bytes = 16'000'000;

struct CsvBlock {
  std::string bytes;      // whole records, each with its line break
  std::int64_t line = 0;  // 1-based, of its first byte
};

// One field of a record: its bytes as they stand, quotes included.
struct CsvPiece {
  std::string_view raw;
  bool quoted = false;
  // What it says; `room` is used when quotes stand in it.
  std::string_view text(std::string& room) const;
};

// Splits one record at a time; keeps its room between records.
class CsvSplitter {
 public:
  explicit CsvSplitter(char delimiter) : delimiter_(delimiter) {}

  // The record that `text` begins with, up to `end` (past its line break).
  // Errors: text_after_quote, stray_quote, stray_return, quote_never_closed;
  // the place holds the line counted from the record's first (as 1).
  Result<std::size_t> split(std::string_view text);
  const std::vector<CsvPiece>& pieces() const { return pieces_; }
  // The record without its line break, and the break.
  std::string_view record() const { return record_; }
  std::string_view line_break() const { return line_break_; }
  // Nothing but a line break.
  bool blank() const { return record_.empty(); }

 private:
  char delimiter_;
  std::vector<CsvPiece> pieces_;
  std::string_view record_;
  std::string_view line_break_;
};

class CsvRecords {
 public:
  // Puts up to `size` bytes at `into` and returns how many; 0 at the end.
  using Read = std::function<Result<std::size_t>(char* into, std::size_t size)>;

  CsvRecords(Read read, std::string file, std::size_t block_bytes = 1u << 20);

  // Reads the header: once, first. Errors: no_header and those of a record.
  Result<bool> open();
  const std::vector<std::string>& columns() const { return columns_; }
  char delimiter() const { return delimiter_; }
  bool byte_order_mark() const { return byte_order_mark_; }
  // The header's fields as they stand, and its line break (LF if it has none).
  const std::vector<std::string>& raw_header() const { return raw_header_; }
  const std::string& line_break() const { return line_break_; }

  // The next block; nothing at the end.
  Result<std::optional<CsvBlock>> next();

 private:
  Result<bool> fill();
  std::optional<Error> scan();

  Read read_;
  std::string file_;
  std::size_t block_bytes_;
  std::string pending_;           // bytes read and not handed on
  std::size_t scanned_ = 0;       // of them, how many were looked at
  std::size_t whole_ = 0;         // of them, how many are whole records
  bool in_quotes_ = false;        // at `scanned_`
  std::int64_t line_ = 1;         // of the first pending byte
  std::int64_t scan_line_ = 1;    // at `scanned_`
  std::int64_t record_line_ = 1;  // of the record that is open at `scanned_`
  bool ended_ = false;

  std::vector<std::string> columns_;
  std::vector<std::string> raw_header_;
  std::string line_break_;
  char delimiter_ = ',';
  bool byte_order_mark_ = false;
};

// Text as a field of CSV with that delimiter: quoted only where it must be.
std::string csv_field(std::string_view text, char delimiter);
void add_csv_field(std::string& out, std::string_view text, char delimiter);

}  // namespace ratione
