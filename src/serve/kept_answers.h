// File: serve/kept_answers.h
//
// Whole answers, kept for whoever asks the same again. Law, record and atlas do
// not change while the server runs, so an answer stays right.
//
// For several threads. Guarantee: never more than the given number of answers
// and of bytes; the longest unused goes first.
#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "serve/reply.h"

namespace ratione::serve {

struct KeptAnswer {
  std::string type;
  Bytes body;
  std::string etag;
};

class KeptAnswers {
 public:
  KeptAnswers(std::size_t most_answers, std::size_t most_bytes)
      : most_answers_(most_answers), most_bytes_(most_bytes) {}

  std::optional<KeptAnswer> find(const std::string& key);
  void keep(const std::string& key, KeptAnswer answer);
  std::size_t bytes() const;
  std::size_t size() const;

 private:
  struct Entry {
    std::string key;
    KeptAnswer answer;
    std::size_t bytes() const;
  };
  void drop_last();

  const std::size_t most_answers_, most_bytes_;
  mutable std::mutex mutex_;
  std::list<Entry> entries_;  // the last used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace ratione::serve
