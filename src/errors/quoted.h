// File: errors/quoted.h
//
// Input as an error sentence shows it: in quotes, on one line, safe to print.
//
//   quoted("2016-02-30")   // "2016-02-30"
//   quoted("a\nb")         // "a\x0ab"
//
// Guarantees: valid UTF-8 without control bytes, whatever the input; at most
// `limit` bytes of the input, cut between characters, then "...".
#pragma once

#include <string>
#include <string_view>

namespace ratione {

std::string quoted(std::string_view text, std::size_t limit = 60);

// The length of the UTF-8 character that `text` begins with, 1 to 4; 0 when
// `text` is empty or begins with bytes that are not UTF-8.
int utf8_length(std::string_view text);

}  // namespace ratione
