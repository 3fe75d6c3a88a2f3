// File: text/icalendar.h
//
// Lines of an iCalendar stream (RFC 5545).
//
//   icalendar_line("SUMMARY", icalendar_text("Kenya: a notice; one year"))
//   // "SUMMARY:Kenya: a notice\; one year\r\n"
//
// Guarantees: lines end in CRLF and hold at most 75 bytes, longer ones are folded
// without parting a character of UTF-8; backslash, semicolon, comma and line break
// of a text are escaped, other control characters left out.
#pragma once

#include <string>
#include <string_view>

namespace ratione {

// Of a value of type TEXT.
std::string icalendar_text(std::string_view text);
// `value` as it stands in the stream.
std::string icalendar_line(std::string_view name, std::string_view value);

}  // namespace ratione
