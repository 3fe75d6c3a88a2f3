// File: law/source/source.h
//
// The outer form of a law file: Markdown with front matter, sections that can
// be cited, and fences. Nothing here knows what stands in a fence.
//
//   ## Article 9. Leaving  {#9}
//   ### Paragraph 1  {#9.1}
//   One year after receipt, or later if the notice says so.
//   ```law
//   date leaves(withdrawal N) cites 9.1 is N.day + 1 year rounding down
//   ```
//
// A fence belongs to the section whose heading, or list item, it stands under.
// Offsets are bytes of `text`; lines and columns are 1-based, columns count
// bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "errors/error.h"

namespace ratione {

// Limits that keep any input harmless.
inline constexpr std::size_t largest_law_file = 4u << 20;
inline constexpr int deepest_nesting = 200;
inline constexpr int most_declarations = 10000;

struct FrontMatter {
  struct Entry {
    std::string key, value;
    int line = 0;
    int column = 0;  // of the value
  };
  std::vector<Entry> entries;
  const Entry* find(std::string_view key) const;
};

struct SourceSection {
  std::string id;     // dotted; empty for a heading without one
  std::string title;  // heading text, without the id; empty for a list item
  std::string text;   // prose under it, fences left out
  int level = 0;      // 1 to 6 for a heading, 7 for a list item
  int line = 0;
  int column = 0;
};

struct SourceFence {
  enum class Kind { law, cases } kind = Kind::law;
  std::size_t begin = 0, end = 0;  // the content: whole lines of the file
  int line = 0;                    // of the first content line
  int indent = 0;                  // columns that its opening line is indented by
  int section = -1;                // index into sections; -1: none above it
};

struct SourceFile {
  std::string file;  // as shown in errors
  std::string text;
  FrontMatter front;
  std::vector<SourceSection> sections;
  std::vector<SourceFence> fences;

  std::string_view content(const SourceFence& fence) const {
    return std::string_view(text).substr(fence.begin, fence.end - fence.begin);
  }
  // The content without the indentation of the fence.
  std::string content_as_written(const SourceFence& fence) const;
  std::string_view section_id(int section) const {
    return section < 0 ? std::string_view()
                       : std::string_view(sections[static_cast<std::size_t>(section)].id);
  }
};

// Splits a file. Faults are added to `errors`, and the rest of the file is
// still read: too large, bytes that are not text, front matter never closed,
// a law or cases fence never closed, an id that is none.
SourceFile read_source(std::string text, std::string file, Errors& errors);

}  // namespace ratione
