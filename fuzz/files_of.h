// File: fuzz/files_of.h
//
// One input of bytes as several files: a line ">>> NAME" begins the file NAME.
// What a reader says of them must point inside them.
#pragma once

#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione::fuzz {

inline void check(bool holds) {
  if (!holds) std::abort();
}

using Files = std::map<std::string, std::string>;

// `base` gives the files that the input does not.
inline Files files_of(std::string_view input, Files base) {
  constexpr std::string_view mark = ">>> ";
  std::string* file = nullptr;
  while (!input.empty()) {
    std::size_t end = input.find('\n');
    std::string_view line = input.substr(0, end == std::string_view::npos ? end : end + 1);
    input.remove_prefix(line.size());
    if (line.starts_with(mark)) {
      line.remove_prefix(mark.size());
      if (line.ends_with('\n')) line.remove_suffix(1);
      file = line.empty() ? nullptr : &base[std::string(line)];
      if (file != nullptr) file->clear();
    } else if (file != nullptr) {
      file->append(line);
    }
  }
  return base;
}

// Each fault has a sentence and, in a file that is there, a place inside it.
inline void check_faults(const Errors& faults, const Files& files) {
  check(!faults.empty());
  std::map<std::string, std::vector<std::size_t>> lengths;  // of lines
  for (const auto& [name, text] : files) {
    std::vector<std::size_t>& lines = lengths[name];
    lines.push_back(0);
    for (char c : text) {
      ++lines.back();
      if (c == '\n') lines.push_back(0);
    }
  }
  for (const Error& fault : faults) {
    check(!fault.says.empty() && !fault.place.file.empty());
    check(fault.says.find('\n') == std::string::npos);
    auto at = lengths.find(fault.place.file);
    if (at == lengths.end()) continue;  // a file that is missing
    check(fault.place.line >= 0 && fault.place.column >= 0);
    if (fault.place.line == 0) continue;
    auto line = static_cast<std::size_t>(fault.place.line);
    check(line <= at->second.size());
    check(static_cast<std::size_t>(fault.place.column) <= at->second[line - 1] + 1);
  }
}

}  // namespace ratione::fuzz
