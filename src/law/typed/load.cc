#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "law/source/source.h"
#include "law/typed/law.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_whole(const fs::path& path, const std::string& shown) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return fail(Code::law_file, Place{shown, 0, 0, ""},
                "this file cannot be opened; check its rights");
  std::string text;
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > largest_law_file) {
    return fail(Code::law_bounds, Place{shown, 1, 1, ""},
                fmt::format("the file has {} bytes; a law file has at most {}: split it", size,
                            largest_law_file));
  }
  text.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  if (in.bad())
    return fail(Code::law_file, Place{shown, 0, 0, ""}, "this file cannot be read to its end");
  return text;
}

}  // namespace

Results<Law> load_law(const std::string& folder) {
  Errors errors;
  std::map<std::string, std::string> files;
  std::error_code error;
  const fs::path root(folder);
  fs::recursive_directory_iterator at(root, error), end;
  if (error) {
    errors.push_back({Code::law_file, Place{folder, 0, 0, ""},
                      "this folder cannot be read; name the folder that holds law/ with --home or "
                      "RATIONE_HOME"});
    return tl::unexpected(errors);
  }
  for (; at != end; at.increment(error)) {
    if (error) {
      errors.push_back(
          {Code::law_file, Place{folder, 0, 0, ""}, "this folder cannot be read to its end"});
      return tl::unexpected(errors);
    }
    const fs::path& path = at->path();
    std::error_code ignored;
    if (path.extension() != ".md" || !at->is_regular_file(ignored)) continue;
    const std::string name = path.lexically_relative(root).generic_string();
    if (name.find('/') == std::string::npos) continue;  // law/README.md speaks of law/
    const std::string shown = (fs::path(folder) / name).generic_string();
    Result<std::string> text = read_whole(path, shown);
    if (!text) {
      errors.push_back(text.error());
    } else {
      files.emplace(name, std::move(*text));
    }
  }
  if (!errors.empty()) return tl::unexpected(errors);
  if (files.empty()) {
    errors.push_back({Code::law_file, Place{folder, 0, 0, ""},
                      "this folder holds no law; an instrument is a folder in it with index.md"});
    return tl::unexpected(errors);
  }
  return read_law(files, folder);
}

}  // namespace ratione
