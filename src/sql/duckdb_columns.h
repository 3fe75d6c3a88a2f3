// File: sql/duckdb_columns.h
//
// Whole vectors of DuckDB as texts, and answers as vectors of text.
//
//   TextColumn date(calls, vector, rows);
//   if (!date.fault().empty()) ...            // a type that is no argument's
//   date[7]                                   // "2014-03-18"; empty: NULL
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "sql/duckdb_calls.h"

namespace ratione::sql {

// What an argument may be in SQL: day is DATE, a TIMESTAMP without zone or
// VARCHAR; the others are of one type each.
enum class Taken : std::uint8_t { day, text, degrees, number };

class TextColumn {
 public:
  // Good as long as the vector is.
  TextColumn(const DuckdbCalls& calls, duckdb_vector vector, std::size_t rows, Taken taken);

  // "is of another type"; empty when every row could be read.
  const std::string& fault() const { return fault_; }
  std::string_view operator[](std::size_t row) const { return texts_[row]; }
  bool null(std::size_t row) const { return texts_[row].data() == nullptr; }
  const std::vector<std::string_view>& texts() const { return texts_; }

 private:
  std::vector<std::string_view> texts_;
  std::deque<std::string> made_;  // of values that are no text
  std::string fault_;
};

// Writes VARCHARs; NULL where the text is empty.
class AnswerColumn {
 public:
  AnswerColumn(const DuckdbCalls& calls, duckdb_vector vector);
  void set(std::size_t row, std::string_view text);

 private:
  const DuckdbCalls* calls_;
  duckdb_vector vector_;
  uint64_t* validity_;
};

}  // namespace ratione::sql
