#include "serve/page_files.h"

#include <algorithm>
#include <vector>

// The bytes stand in page_bytes.cc, which cmake/embed_page.cmake makes.
extern "C" {
extern const char ratione_openapi[];
extern const char ratione_openapi_end[];
#define PAGE_FILE(number, path, type, sha256, immutable) \
  extern const char ratione_page_##number[];             \
  extern const char ratione_page_##number##_end[];
#include "serve/page_files.inc"
#undef PAGE_FILE
}

namespace ratione::serve {

namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::span<const PageFile> page_files() {
  static const std::vector<PageFile> files = {
#define PAGE_FILE(number, path, type, sha256, immutable) \
  {path, type, sha256, immutable, between(ratione_page_##number, ratione_page_##number##_end)},
#include "serve/page_files.inc"
#undef PAGE_FILE
  };
  return files;
}

const PageFile* page_file(std::string_view path) {
  std::span<const PageFile> files = page_files();
  auto found = std::find_if(files.begin(), files.end(),
                            [&](const PageFile& each) { return each.path == path; });
  return found == files.end() ? nullptr : &*found;
}

bool is_view(std::span<const std::string> path) {
  static constexpr std::string_view views[] = {
#define PAGE_VIEW(pattern) pattern,
#include "serve/page_views.inc"
#undef PAGE_VIEW
  };
  return std::any_of(std::begin(views), std::end(views), [&](std::string_view rest) {
    rest.remove_prefix(1);
    for (const std::string& part : path) {
      std::size_t slash = std::min(rest.find('/'), rest.size());
      std::string_view wanted = rest.substr(0, slash);
      if (part.empty() || wanted.empty() || (wanted != "{}" && wanted != part)) return false;
      rest.remove_prefix(std::min(slash + 1, rest.size()));
    }
    return rest.empty();
  });
}

std::string_view openapi() { return between(ratione_openapi, ratione_openapi_end); }

std::string_view plain_page() {
  return R"(<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Ratione</title></head>
<body>
<h1>Ratione</h1>
<p>This program was built without its page; <code>make web</code> makes it. The
answers are there all the same:</p>
<ul>
<li><a href="/api/v1/openapi.json">/api/v1/openapi.json</a>: every address, described</li>
<li><a href="/api/v1/law">/api/v1/law</a>: the treaties</li>
<li><a href="/api/v1/meta">/api/v1/meta</a>: what can be asked</li>
</ul>
</body>
</html>
)";
}

}  // namespace ratione::serve
