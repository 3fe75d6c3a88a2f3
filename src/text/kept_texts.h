// File: text/kept_texts.h
//
// Very many short texts, kept in few pieces of memory that go together.
//
//   KeptTexts texts;
//   std::pmr::unordered_map<std::string_view, int> lines{texts.memory()};
//   lines.emplace(texts.keep(id), line);
//
// Guarantees: what keep() gives stays where it is as long as the texts are there.
// `memory()` gives nothing back before that: for what only grows.
#pragma once

#include <algorithm>
#include <memory_resource>
#include <string_view>

namespace ratione {

class KeptTexts {
 public:
  std::string_view keep(std::string_view text) {
    char* kept = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::copy(text.begin(), text.end(), kept);
    return {kept, text.size()};
  }
  std::pmr::memory_resource* memory() { return &memory_; }

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace ratione
