#include "serve/target.h"

#include <fmt/format.h>

#include <optional>

#include "errors/quoted.h"

namespace ratione::serve {

namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_plain_text(std::string_view text) {
  while (!text.empty()) {
    int length = utf8_length(text);
    if (length == 0) return false;
    auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x20 || first == 0x7F) return false;
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return true;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
    } else if (text[i] == '%') {
      if (i + 2 >= text.size() || hex(text[i + 1]) < 0 || hex(text[i + 2]) < 0) return std::nullopt;
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  if (!is_plain_text(out)) return std::nullopt;
  return out;
}

tl::unexpected<Error> unreadable(std::string_view part) {
  return fail(Code::request_unreadable,
              fmt::format("{} cannot be read as part of an address; write UTF-8, and what is no "
                          "letter or digit as % and two hexadecimal digits.",
                          ratione::quoted(part)));
}

// The text up to a mark, which is taken away with it.
std::string_view cut(std::string_view& rest, char mark) {
  std::size_t at = std::min(rest.find(mark), rest.size());
  std::string_view part = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return part;
}

}  // namespace

Result<Target> read_target(std::string_view raw) {
  Target target;
  std::string_view query = raw.substr(0, raw.find('#'));
  std::string_view path = cut(query, '?');
  if (!path.starts_with('/')) return unreadable(path);
  path.remove_prefix(1);
  while (!path.empty()) {
    std::string_view part = cut(path, '/');
    std::optional<std::string> segment = decoded(part, false);
    if (!segment) return unreadable(part);
    target.path.push_back(std::move(*segment));
  }
  while (!query.empty()) {
    std::string_view part = cut(query, '&');
    if (part.empty()) continue;
    if (target.query.size() == most_parameters) {
      return fail(Code::request_unreadable,
                  fmt::format("The address has more than {} parameters.", most_parameters));
    }
    std::string_view value = part;
    std::optional<std::string> name = decoded(cut(value, '='), true);
    std::optional<std::string> said = decoded(value, true);
    if (!name || !said) return unreadable(part);
    target.query.push_back({std::move(*name), std::move(*said)});
  }
  return target;
}

}  // namespace ratione::serve
