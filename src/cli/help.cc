#include "cli/help.h"

#include <array>

namespace ratione::cli {

namespace {

struct Page {
  std::string_view name;
  std::string_view text;
};

constexpr Page pages[] = {
#include "cli/help_texts.inc"
};

// Without the marks of emphasis and code.
std::string plain(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '`') continue;
    if (line.substr(i, 2) == "**") {
      ++i;
      continue;
    }
    out += line[i];
  }
  return out;
}

}  // namespace

std::string_view help_page(std::string_view name) {
  for (const Page& page : pages) {
    if (page.name == name) return page.text;
  }
  return {};
}

std::vector<std::string_view> help_pages() {
  std::vector<std::string_view> names;
  for (const Page& page : pages) names.push_back(page.name);
  return names;
}

std::string shown_help(std::string_view page, const answers::Look& look) {
  std::string out;
  while (!page.empty()) {
    std::size_t end = page.find('\n');
    std::string_view line = page.substr(0, end);
    page.remove_prefix(end == std::string_view::npos ? page.size() : end + 1);
    std::size_t hashes = line.find_first_not_of('#');
    if (line.starts_with("    ")) {
      out += line;  // an example, as it is typed
    } else if (hashes != 0 && hashes != std::string_view::npos) {
      out += look.strong(plain(line.substr(hashes + 1)));
    } else {
      out += plain(line);
    }
    out += '\n';
  }
  return out;
}

}  // namespace ratione::cli
