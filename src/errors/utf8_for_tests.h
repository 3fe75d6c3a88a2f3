// File: errors/utf8_for_tests.h
#pragma once

#include <string_view>

#include "errors/quoted.h"

namespace ratione {

// Whole characters of UTF-8, and none of ASCII that controls a terminal.
inline bool is_one_line_of_utf8(std::string_view text) {
  while (!text.empty()) {
    int length = utf8_length(text);
    if (length <= 0 || static_cast<unsigned char>(text[0]) < 0x20) return false;
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

}  // namespace ratione
