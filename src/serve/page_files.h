// File: serve/page_files.h
//
// The page, as `make web` built it, inside the program: a list of files by the
// path that they are asked for with. Nothing else can be had: no path leads to
// a folder of the machine.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ratione::serve {

struct PageFile {
  std::string_view path;    // "/assets/index-1a2b.js"
  std::string_view type;    // its Content-Type
  std::string_view sha256;  // of its bytes before they were packed
  bool immutable;           // another version has another path
  std::string_view packed;  // gzip
};

std::span<const PageFile> page_files();
// Null: there is none.
const PageFile* page_file(std::string_view path);

// Is there a view of the page at that path? Addresses as web/src/views.json lists
// them, "{}" being any one segment.
bool is_view(std::span<const std::string> path);

// docs/openapi.json
std::string_view openapi();

// What stands for the page where it was not built.
std::string_view plain_page();

}  // namespace ratione::serve
