// File: report/tally.h
//
// What a page about many rows counts while they are answered.
//
//   ReportTally tally;
//   tally.see(row);           // every row
//   tally.see_unreadable({"events.csv", 41, 0, "", "unreadable: date: it is empty"});
//   whole.add(tally);         // of another thread
//
// Guarantees: sums do not depend on the order in which rows are seen, nor on
// how they were shared among threads. One exception: of more than most_answers
// different answers, which ones are kept by name does.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "engine/verdict.h"

namespace ratione {

// Rows by conclusion, in the order of Conclusion.
using Counts = std::array<std::int64_t, 4>;

std::int64_t sum(const Counts& counts);

// The columns of an answer, as the output has them.
struct AnswerColumns {
  std::string_view territory, attribution, basis, state, citation;
  std::string_view reason;  // without what is said of the row's own point
};

struct UnreadableRow {
  std::string file;
  std::int64_t line = 0;  // zero: not known, or the file has no lines
  std::int64_t row = 0;   // of the file, from 1; zero: the line is known
  std::string id;
  std::string reason;
  friend auto operator<=>(const UnreadableRow&, const UnreadableRow&) = default;
};

class ReportTally {
 public:
  static constexpr std::size_t most_answers = 200'000;
  static constexpr std::size_t most_unreadable = 50;

  // A row that could be read.
  void see(Conclusion conclusion, const AnswerColumns& answer);
  // The row's point, whether or not the rest of it could be read.
  void see_point(Conclusion conclusion, double latitude, double longitude);
  // Keeps the first by file, line, row and id.
  void see_unreadable(UnreadableRow row);
  void add(const ReportTally& other);

  struct Answer {
    Conclusion conclusion;
    AnswerColumns columns;
    std::int64_t rows;
  };
  // In the order of their columns.
  std::vector<Answer> answers() const;
  std::int64_t not_kept() const { return not_kept_; }  // rows beyond most_answers

  // Cells of half a degree, by their south-west corner in half degrees from the
  // South Pole and the antimeridian.
  struct Cell {
    std::int16_t south = 0, west = 0;
    friend auto operator<=>(const Cell&, const Cell&) = default;
  };
  const std::map<Cell, Counts>& cells() const { return cells_; }
  const std::set<UnreadableRow>& unreadable() const { return unreadable_; }

 private:
  std::unordered_map<std::string, std::int64_t> answers_;  // conclusion and columns, joined
  std::int64_t not_kept_ = 0;
  std::map<Cell, Counts> cells_;
  std::set<UnreadableRow> unreadable_;
  std::string key_;
};

}  // namespace ratione
