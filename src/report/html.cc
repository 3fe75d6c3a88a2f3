#include "report/html.h"

#include <fmt/format.h>

#include "errors/quoted.h"

namespace ratione {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// Controls of C0 and C1, and marks that turn the direction of writing.
bool is_unsafe(std::string_view character) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  switch (character.size()) {
    case 1:
      return byte(0) < 0x20 || byte(0) == 0x7F;
    case 2:
      return byte(0) == 0xC2 && byte(1) < 0xA0;
    case 3:
      if (byte(0) != 0xE2) return false;
      if (byte(1) == 0x80)
        return (byte(2) >= 0xA8 && byte(2) <= 0xAE) || byte(2) == 0x8E || byte(2) == 0x8F;
      return byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
    default:
      return false;
  }
}

// `code` between back quotes.
std::string inline_html(std::string_view line) {
  std::string out;
  while (true) {
    std::size_t open = line.find('`');
    std::size_t close = open == std::string_view::npos ? open : line.find('`', open + 1);
    if (close == std::string_view::npos) return out + html_text(line);
    out += html_text(line.substr(0, open));
    out += "<code>" + html_text(line.substr(open + 1, close - open - 1)) + "</code>";
    line.remove_prefix(close + 1);
  }
}

std::string_view next_line(std::string_view& text) {
  std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    auto length = static_cast<std::size_t>(utf8_length(text));
    std::string_view character = text.substr(0, std::max<std::size_t>(1, length));
    text.remove_prefix(character.size());
    if (length == 0) {
      out += replacement;
    } else if (character == "&") {
      out += "&amp;";
    } else if (character == "<") {
      out += "&lt;";
    } else if (character == ">") {
      out += "&gt;";
    } else if (character == "\"") {
      out += "&quot;";
    } else if (character == "'") {
      out += "&#39;";
    } else if (character == "\n" || character == "\t") {
      out += ' ';
    } else if (is_unsafe(character)) {
      out += replacement;
    } else {
      out += character;
    }
  }
  return out;
}

std::string html_input(std::string_view text, std::size_t limit) {
  std::size_t cut = 0;
  while (cut < text.size() && cut < limit) {
    cut += static_cast<std::size_t>(std::max(1, utf8_length(text.substr(cut))));
  }
  std::string_view kept = text.substr(0, cut);
  return "<bdi>" + html_text(kept) + (kept.size() < text.size() ? "…" : "") + "</bdi>";
}

std::string html_paragraphs(std::string_view markdown) {
  std::string out, open;
  auto close = [&] {
    if (open == "ul") out += "</li>";
    if (!open.empty()) out += fmt::format("</{}>\n", open);
    open.clear();
  };
  while (!markdown.empty()) {
    std::string_view line = next_line(markdown);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      close();
      continue;
    }
    if (line.starts_with("- ")) {
      if (open == "ul") {
        out += "</li>";
      } else {
        close();
        out += "<ul>";
        open = "ul";
      }
      out += "<li>" + inline_html(line.substr(2));
      continue;
    }
    if (open.empty()) {
      out += "<p>";
      open = "p";
    } else {
      out += ' ';
    }
    out += inline_html(line);
  }
  close();
  return out;
}

std::string grouped(std::int64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

HtmlTable::HtmlTable(std::string_view caption, std::vector<HtmlColumn> columns,
                     std::string_view kind)
    : columns_(std::move(columns)) {
  std::string shown = html_text(caption);
  out_ = fmt::format(
      "<div class=\"wide {0}\" role=\"region\" tabindex=\"0\" aria-label=\"{1}\">"
      "<table><caption>{1}</caption><thead><tr>",
      kind, shown);
  for (const HtmlColumn& column : columns_) {
    out_ += fmt::format("<th scope=\"col\"{}>{}</th>", column.number ? " class=\"n\"" : "",
                        column.head);
  }
  out_ += "</tr></thead><tbody>\n";
}

void HtmlTable::row(const std::vector<std::string>& cells) {
  ++rows_;
  out_ += "<tr>";
  for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
    std::string_view tag = i == 0 ? "th" : "td";
    out_ += fmt::format("<{}{}{}>{}</{}>", tag, i == 0 ? " scope=\"row\"" : "",
                        columns_[i].number ? " class=\"n\"" : "", cells[i], tag);
  }
  out_ += "</tr>\n";
}

}  // namespace ratione
