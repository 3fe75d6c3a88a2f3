#include "text/icalendar.h"

namespace ratione {

namespace {

constexpr std::size_t most_bytes = 75;  // of a line, without its end (RFC 5545, 3.1)

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string icalendar_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      out += c;
    }
  }
  return out;
}

std::string icalendar_line(std::string_view name, std::string_view value) {
  std::string whole(name);
  whole += ':';
  whole += value;
  std::string out;
  std::string_view rest = whole;
  std::size_t room = most_bytes;
  while (rest.size() > room) {
    std::size_t end = room;
    while (end > 0 && continues(rest[end])) --end;
    if (end == 0) end = room;  // no UTF-8
    out += rest.substr(0, end);
    out += "\r\n ";
    rest.remove_prefix(end);
    room = most_bytes - 1;  // the space counts
  }
  out += rest;
  return out + "\r\n";
}

}  // namespace ratione
