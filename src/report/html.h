// File: report/html.h
//
// Text for a page. Whatever comes from a file, the record or the law goes
// through one of these.
//
//   html_text("<b>")       // "&lt;b&gt;"
//   html_input(name)       // "<bdi>...</bdi>", cut when it is long
//
// Guarantees: valid UTF-8 without control characters and without marks that
// turn the direction of writing; nothing of it is markup, in an element or in
// an attribute between double quotes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ratione {

std::string html_text(std::string_view text);
// Of an input: apart from the direction of what stands around it, and no longer
// than `limit` bytes.
std::string html_input(std::string_view text, std::size_t limit = 400);
// Paragraphs of plain Markdown: blank lines part them, lines that begin with
// "- " are a list, back quotes hold code.
std::string html_paragraphs(std::string_view markdown);

// 1234567 as 1,234,567.
std::string grouped(std::int64_t number);

// A table in a frame that scrolls sideways when the page is narrow.
struct HtmlColumn {
  std::string head;  // HTML
  bool number = false;
};
class HtmlTable {
 public:
  HtmlTable(std::string_view caption, std::vector<HtmlColumn> columns, std::string_view kind = "");
  // Cells are HTML; the first names the row.
  void row(const std::vector<std::string>& cells);
  bool empty() const { return rows_ == 0; }
  std::string text() const { return out_ + "</tbody></table></div>\n"; }

 private:
  std::vector<HtmlColumn> columns_;
  std::string out_;
  std::size_t rows_ = 0;
};

}  // namespace ratione
