#include "compiled/stamps.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace ratione::compiled {

namespace {

namespace fs = std::filesystem;

std::int64_t nanoseconds(const timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

bool add(Stamps& stamps, const std::string& folder, std::string_view name,
         std::string_view ending) {
  std::error_code failed;
  fs::recursive_directory_iterator at(folder, failed), end;
  for (; !failed && at != end; at.increment(failed)) {
    const std::string& path = at->path().native();
    if (!path.ends_with(ending)) continue;
    struct stat about {};
    if (stat(path.c_str(), &about) != 0) return false;  // a link to nowhere
    if (!S_ISREG(about.st_mode)) continue;
    stamps.push_back({std::string(name) + path.substr(folder.size()),
                      static_cast<std::uint64_t>(about.st_size), nanoseconds(about.st_mtim),
                      nanoseconds(about.st_ctim)});
  }
  return !failed;
}

}  // namespace

std::optional<Stamps> stamps_of(const std::string& law, const std::string& record,
                                const std::string& atlas) {
  Stamps stamps;
  if (!add(stamps, law, "law", ".md") || !add(stamps, record, "record", ".csv") ||
      !add(stamps, atlas, "atlas", ".csv")) {
    return std::nullopt;
  }
  std::sort(stamps.begin(), stamps.end(),
            [](const Stamp& a, const Stamp& b) { return a.name < b.name; });
  return stamps;
}

bool may_change_unseen(const Stamps& stamps) {
  const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  return std::any_of(stamps.begin(), stamps.end(), [now](const Stamp& stamp) {
    return std::abs(now - stamp.written) < 2'000'000'000;
  });
}

}  // namespace ratione::compiled
