// File: compiled/stamps.h
//
// By what it is seen that a source changed, without reading it.
//
//   std::optional<Stamps> now = stamps_of(law, record, atlas);
//   if (now && *now == before) ...   // nothing was changed, added or taken away
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ratione::compiled {

struct Stamp {
  std::string name;  // "law/lakes-accord/1.md"
  std::uint64_t bytes = 0;
  // Nanoseconds since 1970: when it was written, and when anything of it was
  // changed. A program can set the first one back, and not the second.
  std::int64_t written = 0, changed = 0;
  friend bool operator==(const Stamp&, const Stamp&) = default;
};

using Stamps = std::vector<Stamp>;  // by name

// Of every file that the readers of the three folders could read, and perhaps of
// more: Markdown under the first, CSV under the others. Nothing when a folder
// cannot be read to its end.
std::optional<Stamps> stamps_of(const std::string& law, const std::string& record,
                                const std::string& atlas);

// A file written so short a time ago that it could be written again with the same
// stamp: clocks of file systems go in steps, the coarsest of two seconds.
bool may_change_unseen(const Stamps& stamps);

}  // namespace ratione::compiled
