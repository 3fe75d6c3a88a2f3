// File: answers/look.h
//
// How answers look, in one place: the word, mark and colour of every
// conclusion, text folded at 80 columns, tables. Commands say what they
// answer; whatever shows it (terminal, report, page) takes its face from here.
//
//   Look look = Look::of_terminal();
//   look.verdict(Conclusion::no)          // "✗ no", red on a terminal
//   Table table({{"State"}, {"since"}});
//   table.row({"Chad", "2007-01-01"});
//   table.text(look)
//
// Guarantees: conclusions differ by word and mark, not by colour alone; marks
// are ASCII unless the locale is UTF-8; colour only on a terminal and never
// under NO_COLOR; no line is longer than `width` unless one word is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/verdict.h"

namespace ratione::answers {

struct Face {
  std::string_view word;
  std::string_view mark;    // UTF-8
  std::string_view ascii;   // where the locale is not UTF-8
  std::string_view colour;  // ANSI code
};

const Face& face(Conclusion conclusion);
const Face& face(Truth truth);
// Of a status ("party") or an outcome ("in_force"): its word, and a colour that
// tells binding from not binding.
Face face_of_word(std::string_view word);

struct Look {
  bool utf8 = false;
  bool colour = false;
  int width = 80;

  // What standard output can show: locale, terminal, NO_COLOR.
  static Look of_terminal();

  std::string_view mark(const Face& face) const { return utf8 ? face.mark : face.ascii; }
  std::string painted(std::string_view text, std::string_view ansi) const;
  std::string verdict(Conclusion conclusion) const;  // mark and word
  std::string strong(std::string_view text) const { return painted(text, "1"); }
  std::string quiet(std::string_view text) const { return painted(text, "2"); }

  // Folded at `width`; the first line begins with `first`, the others with
  // `other`. Ends with a line break.
  std::string folded(std::string_view text, std::string_view first = "",
                     std::string_view other = "") const;
  // "name          text": a sheet's line, the text folded beside its name.
  std::string entry(std::string_view name, std::string_view text, int name_width = 14) const;
};

// Columns that UTF-8 text takes on a terminal (one a character, none for a
// combining mark; escape sequences none).
int columns_of(std::string_view text);
std::string padded(std::string_view text, int width);
// Lines of at most `width` columns, broken at spaces, or inside a longer word.
std::vector<std::string> fold(std::string_view text, int width);

class Table {
 public:
  struct Column {
    std::string head;
    int most = 0;        // columns at most; longer text is folded. 0: as it comes
    bool right = false;  // aligned to the right
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  void row(std::vector<std::string> cells) { rows_.push_back({std::move(cells), {}, {}}); }
  // The row just added: an ANSI colour for one of its cells, a line below it.
  void paint(std::size_t column, std::string_view ansi);
  void below(std::string note);

  // Head and rows. The last column takes what is left of the width.
  std::string text(const Look& look) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    std::vector<std::string> below;
    std::vector<std::pair<std::size_t, std::string>> paint;
  };
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace ratione::answers
