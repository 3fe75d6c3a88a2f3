#include "report/tally.h"

#include <algorithm>
#include <cmath>

namespace ratione {
namespace {

constexpr char between = '\x1f';

}  // namespace

std::int64_t sum(const Counts& counts) {
  std::int64_t all = 0;
  for (std::int64_t each : counts) all += each;
  return all;
}

void ReportTally::see(Conclusion conclusion, const AnswerColumns& answer) {
  key_.clear();
  key_ += static_cast<char>('0' + static_cast<int>(conclusion));
  for (std::string_view column : {answer.territory, answer.attribution, answer.basis, answer.state,
                                  answer.citation, answer.reason}) {
    key_ += between;
    key_ += column;
  }
  auto known = answers_.find(key_);
  if (known != answers_.end()) {
    ++known->second;
  } else if (answers_.size() < most_answers) {
    answers_.emplace(key_, 1);
  } else {
    ++not_kept_;
  }
}

void ReportTally::see_point(Conclusion conclusion, double latitude, double longitude) {
  bool on_earth = std::abs(latitude) <= 90 && std::abs(longitude) <= 180;  // false of NaN
  if (!on_earth) return;
  // 90 north and 180 east belong to the last cell.
  Cell cell{static_cast<std::int16_t>(std::min(359.0, std::floor((latitude + 90) * 2))),
            static_cast<std::int16_t>(std::min(719.0, std::floor((longitude + 180) * 2)))};
  ++cells_[cell][static_cast<std::size_t>(conclusion)];
}

void ReportTally::see_unreadable(UnreadableRow row) {
  if (unreadable_.size() == most_unreadable && *unreadable_.rbegin() < row) return;
  unreadable_.insert(std::move(row));
  if (unreadable_.size() > most_unreadable) unreadable_.erase(std::prev(unreadable_.end()));
}

void ReportTally::add(const ReportTally& other) {
  for (const auto& [key, rows] : other.answers_) {
    auto known = answers_.find(key);
    if (known != answers_.end()) {
      known->second += rows;
    } else if (answers_.size() < most_answers) {
      answers_.emplace(key, rows);
    } else {
      not_kept_ += rows;
    }
  }
  not_kept_ += other.not_kept_;
  for (const auto& [cell, counts] : other.cells_) {
    Counts& into = cells_[cell];
    for (std::size_t i = 0; i < into.size(); ++i) into[i] += counts[i];
  }
  for (const UnreadableRow& row : other.unreadable_) see_unreadable(row);
}

std::vector<ReportTally::Answer> ReportTally::answers() const {
  std::vector<std::pair<std::string_view, std::int64_t>> sorted(answers_.begin(), answers_.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<Answer> out;
  out.reserve(sorted.size());
  for (auto [key, rows] : sorted) {
    Answer answer{static_cast<Conclusion>(key[0] - '0'), {}, rows};
    key.remove_prefix(2);
    AnswerColumns& columns = answer.columns;
    for (std::string_view* column : {&columns.territory, &columns.attribution, &columns.basis,
                                     &columns.state, &columns.citation}) {
      std::size_t end = key.find(between);
      *column = key.substr(0, end);
      key.remove_prefix(end + 1);
    }
    columns.reason = key;
    out.push_back(answer);
  }
  return out;
}

}  // namespace ratione
