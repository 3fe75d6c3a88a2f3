#include "answers/look.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "errors/quoted.h"

namespace ratione::answers {

namespace {

constexpr std::string_view green = "32", red = "31", yellow = "33", violet = "35";

// Words, marks and colours: web/src/words.json (cmake/tokens.cmake).
#define CONCLUSION(word, mark, ascii, colour) \
  constexpr Face word##_face{#word, mark, ascii, colour};
#define COLOURED(word, colour)
#include "answers/faces.inc"
#undef CONCLUSION
#undef COLOURED

// The first of the three variables that is set decides, as POSIX has it.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    std::string folded;
    for (const char* c = value; *c != '\0'; ++c) {
      if (*c != '-') folded += static_cast<char>(*c | 0x20);
    }
    return folded.find("utf8") != std::string::npos;
  }
  return false;
}

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

}  // namespace

const Face& face(Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::yes:
      return yes_face;
    case Conclusion::no:
      return no_face;
    case Conclusion::disputed:
      return disputed_face;
    case Conclusion::undetermined:
      break;
  }
  return undetermined_face;
}

const Face& face(Truth truth) {
  switch (truth) {
    case Truth::yes:
      return yes_face;
    case Truth::no:
      return no_face;
    case Truth::undetermined:
      break;
  }
  return undetermined_face;
}

Face face_of_word(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> colours[] = {
#define CONCLUSION(word, mark, ascii, colour)
#define COLOURED(word, colour) {word, colour},
#include "answers/faces.inc"
#undef CONCLUSION
#undef COLOURED
  };
  for (const auto& [name, colour] : colours) {
    if (name == word) return {word, "", "", colour};
  }
  return {word, "", "", ""};
}

Look Look::of_terminal() {
  Look look;
  look.utf8 = locale_is_utf8();
  const char* terminal = std::getenv("TERM");
  bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  look.colour = isatty(STDOUT_FILENO) == 1 && !is_set("NO_COLOR") && !dumb;
  return look;
}

std::string Look::painted(std::string_view text, std::string_view ansi) const {
  if (!colour || ansi.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", ansi, text);
}

std::string Look::verdict(Conclusion conclusion) const {
  const Face& shown = face(conclusion);
  return painted(fmt::format("{} {}", mark(shown), shown.word), fmt::format("1;{}", shown.colour));
}

std::string Look::folded(std::string_view text, std::string_view first,
                         std::string_view other) const {
  std::string out;
  int room = width - std::max(columns_of(first), columns_of(other));
  bool is_first = true;
  for (const std::string& line : fold(text, room)) {
    out += is_first ? first : other;
    out += line;
    out += '\n';
    is_first = false;
  }
  return out;
}

std::string Look::entry(std::string_view name, std::string_view text, int name_width) const {
  std::string first = "  " + padded(name, name_width);
  return folded(text, first, std::string(static_cast<std::size_t>(name_width) + 2, ' '));
}

int columns_of(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    if (text[0] == '\x1b') {  // an escape sequence ends with a letter
      std::size_t end = text.find('m');
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      continue;
    }
    int length = std::max(1, utf8_length(text));
    bool combining = length == 2 && (static_cast<unsigned char>(text[0]) == 0xCC ||
                                     (static_cast<unsigned char>(text[0]) == 0xCD &&
                                      static_cast<unsigned char>(text[1]) < 0xB0));
    if (!combining) ++columns;
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return columns;
}

std::string padded(std::string_view text, int width) {
  int have = columns_of(text);
  std::string out(text);
  if (have < width) out.append(static_cast<std::size_t>(width - have), ' ');
  return out;
}

std::vector<std::string> fold(std::string_view text, int width) {
  width = std::max(width, 8);
  std::vector<std::string> lines(1);
  auto start_line = [&] { lines.emplace_back(); };
  auto put = [&](std::string_view word) {
    if (!lines.back().empty() && columns_of(lines.back()) + 1 + columns_of(word) > width) {
      start_line();
    }
    if (!lines.back().empty()) lines.back() += ' ';
    // A word longer than a line is cut, between characters.
    while (columns_of(word) > width) {
      std::size_t cut = 0;
      for (int n = 0; n < width && cut < word.size(); ++n) {
        cut += static_cast<std::size_t>(std::max(1, utf8_length(word.substr(cut))));
      }
      // Rather after a joint than anywhere.
      std::size_t joint = word.substr(0, cut).find_last_of("_-/");
      if (joint != std::string_view::npos && joint + 1 > cut / 3) cut = joint + 1;
      lines.back() += word.substr(0, cut);
      word.remove_prefix(std::min(cut, word.size()));
      start_line();
    }
    lines.back() += word;
  };
  while (!text.empty()) {
    std::size_t gap = text.find_first_of(" \n");
    std::string_view word = text.substr(0, gap);
    if (!word.empty()) put(word);
    if (gap == std::string_view::npos) break;
    if (text[gap] == '\n') start_line();
    text.remove_prefix(gap + 1);
  }
  return lines;
}

void Table::paint(std::size_t column, std::string_view ansi) {
  rows_.back().paint.emplace_back(column, ansi);
}

void Table::below(std::string note) { rows_.back().below.push_back(std::move(note)); }

std::string Table::text(const Look& look) const {
  constexpr int gap = 2;
  std::vector<int> widths;
  int used = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    int width = columns_of(columns_[c].head);
    for (const Row& row : rows_) width = std::max(width, columns_of(row.cells[c]));
    if (columns_[c].most > 0) width = std::min(width, columns_[c].most);
    if (c + 1 == columns_.size()) width = std::min(width, std::max(look.width - used, 8));
    widths.push_back(width);
    used += width + gap;
  }

  auto line_of = [&](const std::vector<std::vector<std::string>>& cells, std::size_t line,
                     const Row* row) {
    std::string out;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      std::string cell = line < cells[c].size() ? cells[c][line] : "";
      int fill = widths[c] - columns_of(cell);
      std::string before(static_cast<std::size_t>(columns_[c].right ? std::max(fill, 0) : 0), ' ');
      bool last = c + 1 == cells.size();
      std::string after(
          static_cast<std::size_t>(last ? 0 : (columns_[c].right ? 0 : std::max(fill, 0)) + gap),
          ' ');
      if (row == nullptr) cell = look.quiet(cell);
      if (row != nullptr) {
        for (const auto& [column, ansi] : row->paint) {
          if (column == c) cell = look.painted(cell, ansi);
        }
      }
      out += before + cell + after;
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + "\n";
  };

  std::string out;
  std::vector<std::vector<std::string>> heads;
  for (std::size_t c = 0; c < columns_.size(); ++c) heads.push_back({columns_[c].head});
  out += line_of(heads, 0, nullptr);
  for (const Row& row : rows_) {
    std::vector<std::vector<std::string>> cells;
    std::size_t lines = 1;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      cells.push_back(fold(row.cells[c], widths[c]));
      lines = std::max(lines, cells.back().size());
    }
    for (std::size_t line = 0; line < lines; ++line) out += line_of(cells, line, &row);
    for (const std::string& note : row.below) out += look.folded(note, "     ", "     ");
  }
  return out;
}

}  // namespace ratione::answers
