// File: screen/row_places.h
//
// Where the rows of the inputs stand, for rows that are counted elsewhere.
//
//   RowPlaces places;
//   places.begin("a.csv");
//   places.row(2);  places.row(5);       // lines of its first two rows
//   places.begin("b.parquet");
//   places.rows(1000);                   // a file without lines
//   places.of(2)                         // the second row: a.csv, line 5
//   places.of(3)                         // b.parquet, row 1
//
// Rows that follow each other line by line take no room. Of a file that breaks
// off its lines more than most_breaks times, what comes then has numbers only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ratione {

struct RowPlace {
  std::string file;
  std::int64_t line = 0;  // zero: not known, or the file has no lines
  std::int64_t row = 0;   // of the file, from 1
};

class RowPlaces {
 public:
  static constexpr std::size_t most_breaks = 1'000'000;

  void begin(const std::string& file);
  // The next row begins on this line; the row itself may have several.
  void row(std::int64_t line);
  // So many more, on no line.
  void rows(std::int64_t count);

  std::int64_t rows() const { return next_ - 1; }
  // Of a row among all, from 1; with no file where there are fewer.
  RowPlace of(std::int64_t row) const;

 private:
  struct File {
    std::string name;
    std::int64_t before = 0;  // rows of the files before it
  };
  struct Run {
    std::int64_t row = 0;   // the first of it
    std::int64_t line = 0;  // of that row; zero: not known
    std::size_t file = 0;
  };
  std::vector<File> files_;
  std::vector<Run> runs_;
  std::int64_t next_ = 1;
};

}  // namespace ratione
