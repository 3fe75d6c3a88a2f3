// File: text/csv.h
//
// Reads comma-separated text (RFC 4180, UTF-8) and keeps where each field
// stands, so that a fault in a value can be shown at its line and column. Our
// own because no packaged reader keeps the place of a field.
//
//   Results<Csv> table = read_csv(text, "record/acts/x.csv", {"id", "state"});
//   for (const CsvRow& row : table->rows) row.text("id");
//
// Guarantees: all or nothing; every structural fault of the input is reported
// at once; no field is trimmed or repaired; a UTF-8 byte order mark is skipped.
// Refused: NUL bytes, a line over 1 MB, a quote never closed, text after a
// closing quote, a row with more or fewer fields than the header, a header name
// twice or empty, a required column missing, bytes that are not UTF-8, a quote
// inside a field that does not begin with one, a carriage return alone. The
// first 1,000 faults are reported in the order of their places.
//
// Lines and columns count from 1 and in bytes, the byte order mark not counted.
// Line ends are LF or CRLF; the last one may be missing. In a quoted field they
// belong to the field as they are.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione {

// Of text input, without the line end: more is refused.
inline constexpr std::size_t max_line_bytes = 1'000'000;

struct CsvField {
  std::string text;
  int line = 0;    // 1-based, of the field's first byte
  int column = 0;  // 1-based, in bytes
};

class Csv;

// A row of a table, which must live as long.
class CsvRow {
 public:
  // The field of that column, or an empty one when the table lacks it.
  const CsvField& field(std::string_view column) const;
  const std::string& text(std::string_view column) const { return field(column).text; }
  Place place(std::string_view column) const;  // of that field
  Place place() const;                         // of the row
  int line() const { return line_; }

 private:
  friend class Csv;
  const Csv* table_ = nullptr;
  std::size_t first_ = 0;  // of its fields, among the table's
  int line_ = 0;
};

class Csv {
 public:
  Csv() = default;
  // Without rows.
  Csv(std::string name, std::vector<std::string> names);
  Csv(const Csv&) = delete;
  Csv& operator=(const Csv&) = delete;
  Csv(Csv&& other) noexcept;
  Csv& operator=(Csv&& other) noexcept;

  std::string file;
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;

  bool has(std::string_view column) const;
  int index_of(std::string_view column) const;  // -1: not there

  // Makes room for so many rows.
  void reserve(std::size_t count);
  // Puts a row at the end: a text for each column, from that line of what it is made of.
  void add_row(int line, std::vector<std::string>&& texts);
  // What read_csv would refuse in the texts of a table that was put together: NUL bytes,
  // bytes that are not UTF-8, a row over 1 MB. Of a row the first; no column is known.
  Errors faults() const;

 private:
  friend class CsvRow;
  friend Results<Csv> read_csv(std::string_view, std::string_view, const std::vector<std::string>&);
  void begin_row(int line);

  std::vector<CsvField> fields_;  // row by row: in one piece, since rows may be many
};

// Reads `text`, called `file` in errors; `required` columns must be there.
Results<Csv> read_csv(std::string_view text, std::string_view file,
                      const std::vector<std::string>& required);

// The whole file as text. Errors: cannot be read, larger than `limit` bytes.
Result<std::string> read_file(const std::string& path, std::size_t limit = 256u << 20);

// A field as CSV writes it: quoted only where it must be.
std::string csv_quoted(std::string_view text);

}  // namespace ratione
