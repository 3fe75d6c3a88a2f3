// File: answers/search.h
//
// Instruments, provisions, States, places and acts by a word of theirs.
//
//   Index index(desk);                       // once for a house
//   index.find("dnipro");                    // [{kind, id, title, where}], the best first
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answers/desk.h"

namespace ratione::answers {

struct Hit {
  std::string kind;  // instrument | provision | state | place | act
  std::string id;    // as an address names it
  std::string title;
  std::string where;  // the instrument's slug; of States and places what they are
};

struct SearchAnswer {
  std::vector<Hit> hits;
};

Json json_of(Desk& desk, const SearchAnswer& answer);

class Index {
 public:
  static constexpr std::size_t most_hits = 50;
  static constexpr std::size_t longest = 200;  // bytes of what is looked for

  explicit Index(Desk& desk);
  // Every word of the text must be there. Nothing for an empty text.
  SearchAnswer find(const std::string& text) const;

 private:
  struct Entry {
    Hit hit;
    std::string name;   // folded: what the thing is called
    std::string words;  // folded: all that it is found by, a space before and behind
  };
  void add(Hit hit, std::string_view name, std::string_view words);

  std::vector<Entry> entries_;
};

}  // namespace ratione::answers
