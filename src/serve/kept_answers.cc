#include "serve/kept_answers.h"

namespace ratione::serve {

// Key, body, and about what the list and the table need for an entry.
std::size_t KeptAnswers::Entry::bytes() const {
  return key.size() + answer.body->size() + answer.etag.size() + 300;
}

std::optional<KeptAnswer> KeptAnswers::find(const std::string& key) {
  std::lock_guard lock(mutex_);
  auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void KeptAnswers::keep(const std::string& key, KeptAnswer answer) {
  std::lock_guard lock(mutex_);
  if (by_key_.contains(key)) return;
  entries_.push_front({key, std::move(answer)});
  by_key_.emplace(entries_.front().key, entries_.begin());
  bytes_ += entries_.front().bytes();
  while (!entries_.empty() && (entries_.size() > most_answers_ || bytes_ > most_bytes_)) {
    drop_last();
  }
}

void KeptAnswers::drop_last() {
  bytes_ -= entries_.back().bytes();
  by_key_.erase(entries_.back().key);
  entries_.pop_back();
}

std::size_t KeptAnswers::bytes() const {
  std::lock_guard lock(mutex_);
  return bytes_;
}

std::size_t KeptAnswers::size() const {
  std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace ratione::serve
