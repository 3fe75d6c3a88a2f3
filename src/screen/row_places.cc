#include "screen/row_places.h"

#include <algorithm>
#include <iterator>

namespace ratione {

void RowPlaces::begin(const std::string& file) {
  files_.push_back({file, next_ - 1});
  runs_.push_back({next_, 0, files_.size() - 1});
}

void RowPlaces::row(std::int64_t line) {
  Run& last = runs_.back();
  if (last.row == next_) {
    last.line = line;
  } else if (last.line > 0 && line != last.line + (next_ - last.row)) {
    bool room = runs_.size() < most_breaks;
    runs_.push_back({next_, room ? line : 0, last.file});
  }
  ++next_;
}

void RowPlaces::rows(std::int64_t count) { next_ += count; }

RowPlace RowPlaces::of(std::int64_t row) const {
  if (row < 1 || row >= next_) return {};
  auto after = std::upper_bound(runs_.begin(), runs_.end(), row,
                                [](std::int64_t at, const Run& run) { return at < run.row; });
  const Run& run = *std::prev(after);
  const File& file = files_[run.file];
  return {file.name, run.line == 0 ? 0 : run.line + (row - run.row), row - file.before};
}

}  // namespace ratione
