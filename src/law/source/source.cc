#include "law/source/source.h"

#include <fmt/format.h>

#include "text/names.h"

namespace ratione {
namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::size_t indent_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == std::string_view::npos ? line.size() : first;
}

bool is_id_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

// Where text stops being UTF-8 without NUL, or npos.
std::size_t not_text_at(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto c = static_cast<unsigned char>(text[i]);
    std::size_t more = 0;
    unsigned low = 0x80, high = 0xBF;
    if (c == 0) return i;
    if (c < 0x80) {
      ++i;
      continue;
    }
    if (c >= 0xC2 && c <= 0xDF) {
      more = 1;
    } else if (c >= 0xE0 && c <= 0xEF) {
      more = 2;
      if (c == 0xE0) low = 0xA0;
      if (c == 0xED) high = 0x9F;
    } else if (c >= 0xF0 && c <= 0xF4) {
      more = 3;
      if (c == 0xF0) low = 0x90;
      if (c == 0xF4) high = 0x8F;
    } else {
      return i;
    }
    if (i + more >= text.size()) return i;
    for (std::size_t k = 1; k <= more; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if (next < low || next > high) return i;
      low = 0x80;
      high = 0xBF;
    }
    i += more + 1;
  }
  return std::string_view::npos;
}

// A list item's marker: "- ", "* ", "+ ", "1. ", "1) ". The width up to its
// text, or 0.
std::size_t item_marker(std::string_view line) {
  std::size_t i = 0;
  if (line.empty()) return 0;
  if (line[0] == '-' || line[0] == '*' || line[0] == '+') {
    i = 1;
  } else {
    while (i < line.size() && i < 9 && line[i] >= '0' && line[i] <= '9') ++i;
    if (i == 0 || i >= line.size() || (line[i] != '.' && line[i] != ')')) return 0;
    ++i;
  }
  if (i >= line.size() || line[i] != ' ') return 0;
  while (i < line.size() && line[i] == ' ') ++i;
  return i;
}

class Reader {
 public:
  Reader(SourceFile& out, Errors& errors) : out_(out), errors_(errors) {}

  void read() {
    const std::string_view text = out_.text;
    if (text.size() > largest_law_file) {
      error(Code::law_bounds, 1, 1,
            fmt::format("the file has {} bytes; a law file has at most {}: split it", text.size(),
                        largest_law_file));
      return;
    }
    if (const std::size_t bad = not_text_at(text); bad != std::string_view::npos) {
      int line = 1;
      std::size_t start = 0;
      for (std::size_t i = 0; i < bad; ++i) {
        if (text[i] == '\n') {
          ++line;
          start = i + 1;
        }
      }
      error(Code::law_file, line, static_cast<int>(bad - start) + 1,
            "this byte is not UTF-8 text; save the file as UTF-8");
      return;
    }
    if (text.starts_with("\xEF\xBB\xBF")) at_ = 3;
    front_matter();
    while (at_ < text.size()) line();
    close_section();
  }

 private:
  std::string_view peek() const {
    const std::string_view text = out_.text;
    return text.substr(at_, std::min(text.find('\n', at_), text.size()) - at_);
  }
  void advance(std::string_view line) {
    at_ = std::min(at_ + line.size() + 1, out_.text.size());
    ++line_;
  }
  void error(Code code, int line, int column, std::string says) {
    errors_.push_back(
        {code, Place{out_.file, line, column, std::string(current_id())}, std::move(says)});
  }
  std::string_view current_id() const { return out_.section_id(current_); }

  void front_matter() {
    if (trimmed(peek()) != "---" || peek().starts_with(' ')) return;
    const int first = line_;
    advance(peek());
    while (at_ < out_.text.size()) {
      const std::string_view line = peek();
      const int number = line_;
      advance(line);
      const std::string_view content = trimmed(line);
      if (content == "---") return;
      if (content.empty()) continue;
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) {
        error(Code::law_front_matter, number, static_cast<int>(indent_of(line)) + 1,
              fmt::format("`{}` in the front matter is not of the form `key: value`", content));
        continue;
      }
      const std::string_view rest = line.substr(colon + 1);
      std::string_view value = trimmed(rest);
      std::size_t column = colon + 2 + (value.empty() ? 0 : rest.find_first_not_of(" \t\r"));
      if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
          value.back() == value.front()) {
        value = value.substr(1, value.size() - 2);
        ++column;
      }
      out_.front.entries.push_back({std::string(trimmed(line.substr(0, colon))), std::string(value),
                                    number, static_cast<int>(column)});
    }
    error(Code::law_front_matter, first, 1,
          "the front matter that begins here is never closed; end it with a line `---`");
  }

  // Prose of the section that is open.
  void prose(std::string_view line) {
    if (current_ < 0) return;
    std::string& text = out_.sections[static_cast<std::size_t>(current_)].text;
    if (is_blank(line)) {
      pending_blank_ = !text.empty();
      return;
    }
    if (!text.empty()) text += pending_blank_ ? "\n\n" : "\n";
    pending_blank_ = false;
    const std::size_t strip = std::min(indent_of(line), item_indent_);
    line.remove_prefix(strip);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
      line.remove_suffix(1);
    }
    text += line;
  }

  void close_section() { pending_blank_ = false; }

  // "... {#12.2.a}" at the end of `content`, which starts at `column`: the id,
  // and what stands before it. Gives false when there is none.
  bool id_at_end(std::string_view content, std::size_t column, std::string& id,
                 std::string_view& before) {
    content = trimmed(content);
    if (!content.ends_with('}')) return false;
    const std::size_t open = content.rfind("{#");
    if (open == std::string_view::npos) return false;
    const std::string_view inside = content.substr(open + 2, content.size() - open - 3);
    before = trimmed(content.substr(0, open));
    std::string dotted(inside);
    bool fine = !inside.empty() && inside.front() != '.' && inside.back() != '.' &&
                inside.find("..") == std::string_view::npos;
    for (const char c : inside) fine = fine && is_id_char(c);
    if (!fine) {
      dotted = dotted_provision(inside);
      if (dotted.empty()) {
        error(Code::law_id, line_, static_cast<int>(column + open) + 1,
              fmt::format("`{}` is not an id; write letters and digits joined by dots, as in "
                          "`{{#12.2.a}}`",
                          content.substr(open)));
        return false;
      }
    }
    id = std::move(dotted);
    return true;
  }

  void open_section(SourceSection section) {
    close_section();
    out_.sections.push_back(std::move(section));
    current_ = static_cast<int>(out_.sections.size()) - 1;
  }

  void heading(std::string_view line, std::size_t level) {
    std::string_view content = trimmed(line.substr(level));
    while (content.ends_with('#') && content.find("{#") == std::string_view::npos)
      content.remove_suffix(1);
    std::string id;
    std::string_view title = content;
    const std::size_t column = static_cast<std::size_t>(content.data() - line.data());
    const bool named = id_at_end(content, column, id, title);
    while (!headings_.empty() && headings_.back().first >= static_cast<int>(level))
      headings_.pop_back();
    item_indent_ = 0;
    if (!named) {
      close_section();
      current_ = headings_.empty() ? -1 : headings_.back().second;
      if (level == 1 && out_.sections.empty() && current_ < 0) return;
      return;
    }
    SourceSection section;
    section.id = std::move(id);
    section.title = std::string(trimmed(title));
    section.level = static_cast<int>(level);
    section.line = line_;
    section.column = 1;
    open_section(std::move(section));
    headings_.emplace_back(static_cast<int>(level), current_);
  }

  void fence(std::string_view opening, std::size_t indent) {
    const std::string_view mark = trimmed(opening);
    const char quote = mark[0];
    std::size_t width = 0;
    while (width < mark.size() && mark[width] == quote) ++width;
    const std::string_view word = trimmed(mark.substr(width));
    const int opened = line_;
    const bool law = word == "law", cases = word == "cases";
    if (!law && !cases) prose_or_skip(opening);
    advance(opening);
    SourceFence fence;
    fence.kind = law ? SourceFence::Kind::law : SourceFence::Kind::cases;
    fence.begin = at_;
    fence.line = line_;
    fence.indent = static_cast<int>(indent);
    fence.section = current_;
    bool closed = false;
    while (at_ < out_.text.size()) {
      const std::string_view line = peek();
      const std::string_view content = trimmed(line);
      fence.end = at_;
      if (content.size() >= width && content.find_first_not_of(quote) == std::string_view::npos) {
        if (!law && !cases) prose_or_skip(line);
        advance(line);
        closed = true;
        break;
      }
      if (!law && !cases) prose_or_skip(line);
      advance(line);
      fence.end = at_;
    }
    if (at_ >= out_.text.size() && !closed) fence.end = out_.text.size();
    if (law || cases) {
      if (!closed) {
        error(
            Code::law_fence, opened, static_cast<int>(indent) + 1,
            fmt::format("the fence ```{} that begins here is never closed; end it with a line ```",
                        word));
      }
      out_.fences.push_back(fence);
    }
  }
  void prose_or_skip(std::string_view line) { prose(line); }

  void line() {
    const std::string_view line = peek();
    const std::size_t indent = indent_of(line);
    const std::string_view content = line.substr(indent);
    if (is_blank(line)) {
      prose(line);
      after_blank_ = true;
      advance(line);
      return;
    }
    // Out of the list again: text that is not indented below the item.
    if (item_indent_ > 0 && indent < item_indent_ &&
        (after_blank_ || content.starts_with("```") || content.starts_with("~~~")) &&
        item_marker(content) == 0) {
      item_indent_ = 0;
      close_section();
      current_ = headings_.empty() ? -1 : headings_.back().second;
    }
    after_blank_ = false;
    if (content.starts_with("```") || content.starts_with("~~~")) {
      fence(line, indent);
      return;
    }
    if (indent < 4 && content.starts_with('#')) {
      std::size_t level = 0;
      while (level < content.size() && content[level] == '#') ++level;
      if (level <= 6 &&
          (level == content.size() || content[level] == ' ' || content[level] == '\r')) {
        heading(content, level);
        advance(line);
        return;
      }
    }
    if (const std::size_t marker = item_marker(content); marker > 0) {
      std::string id;
      std::string_view before;
      if (id_at_end(content.substr(marker), indent + marker, id, before)) {
        SourceSection section;
        section.id = std::move(id);
        section.level = 7;
        section.line = line_;
        section.column = static_cast<int>(indent) + 1;
        item_indent_ = indent + marker;
        open_section(std::move(section));
        prose(before);
        advance(line);
        return;
      }
      if (item_indent_ > 0 && indent < item_indent_) {
        item_indent_ = 0;
        close_section();
        current_ = headings_.empty() ? -1 : headings_.back().second;
      }
    }
    prose(line);
    advance(line);
  }

  SourceFile& out_;
  Errors& errors_;
  std::size_t at_ = 0;
  int line_ = 1;
  int current_ = -1;
  std::vector<std::pair<int, int>> headings_;  // level, section
  std::size_t item_indent_ = 0;                // of the text of the list item that is open
  bool after_blank_ = false;
  bool pending_blank_ = false;
};

}  // namespace

const FrontMatter::Entry* FrontMatter::find(std::string_view key) const {
  for (const Entry& entry : entries) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

std::string SourceFile::content_as_written(const SourceFence& fence) const {
  std::string out;
  std::string_view rest = content(fence);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    line.remove_prefix(std::min(indent_of(line), static_cast<std::size_t>(fence.indent)));
    if (line.ends_with('\r')) line.remove_suffix(1);
    out += line;
    out += '\n';
  }
  return out;
}

SourceFile read_source(std::string text, std::string file, Errors& errors) {
  SourceFile out;
  out.file = std::move(file);
  out.text = std::move(text);
  Reader(out, errors).read();
  return out;
}

}  // namespace ratione
