#include "text/csv.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <span>
#include <system_error>
#include <utility>

#include "errors/quoted.h"
#include "text/names.h"

namespace ratione {
namespace {

constexpr std::size_t max_faults = 1000;

// Collects faults in any order; gives them in the order of their places.
class Faults {
 public:
  explicit Faults(std::string_view file) : file_(file) {}

  void add(Code code, int line, int column, std::string says) {
    if (errors_.size() < max_faults) {
      errors_.push_back({code, Place{file_, line, column, ""}, std::move(says)});
    } else {
      ++more_;
    }
  }
  bool none() const { return errors_.empty(); }

  Errors take() {
    std::stable_sort(errors_.begin(), errors_.end(), [](const Error& a, const Error& b) {
      return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    if (more_ > 0) {
      errors_.push_back({Code::more_faults, Place{file_, 0, 0, ""},
                         fmt::format("{} more faults are not shown; mend the first {} and read "
                                     "the file again.",
                                     more_, max_faults)});
    }
    return std::move(errors_);
  }

 private:
  std::string file_;
  Errors errors_;
  std::size_t more_ = 0;
};

// True when all bytes are below 0x80 and none is zero: eight at a time.
bool plain(std::string_view line) {
  constexpr std::uint64_t high = 0x8080808080808080u;
  constexpr std::uint64_t ones = 0x0101010101010101u;
  std::size_t i = 0;
  for (; i + 8 <= line.size(); i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, line.data() + i, 8);
    if ((word & high) != 0 || ((word - ones) & ~word & high) != 0) return false;
  }
  for (; i < line.size(); ++i) {
    auto byte = static_cast<unsigned char>(line[i]);
    if (byte == 0 || byte >= 0x80) return false;
  }
  return true;
}

std::string nul_says() {
  return "A NUL byte stands in the text; save the file as UTF-8 without it.";
}
std::string not_utf8_says(char byte) {
  return fmt::format("The byte 0x{:02x} is not UTF-8 here; save the file as UTF-8.",
                     static_cast<unsigned char>(byte));
}
std::string too_long_says(std::size_t bytes) {
  return fmt::format(
      "The line has {} bytes; at most {} are read, so look for a quote or a line "
      "end that is missing.",
      bytes, max_line_bytes);
}

// Bytes and line lengths, line by line: at most one fault of a kind in a line.
void check_lines(std::string_view text, Faults& faults) {
  int number = 1;
  for (std::size_t at = 0; at < text.size(); ++number) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.size() > max_line_bytes) {
      faults.add(Code::line_too_long, number, static_cast<int>(max_line_bytes) + 1,
                 too_long_says(line.size()));
    }
    if (plain(line)) continue;
    bool nul = false;
    for (std::size_t i = 0; i < line.size();) {
      if (line[i] == '\0' && !nul) {
        nul = true;
        faults.add(Code::nul_byte, number, static_cast<int>(i) + 1, nul_says());
      }
      int length = utf8_length(line.substr(i));
      if (length == 0) {
        faults.add(Code::not_utf8, number, static_cast<int>(i) + 1, not_utf8_says(line[i]));
        break;
      }
      i += static_cast<std::size_t>(length);
    }
  }
}

// The same of a row that was put together.
void check_texts(std::span<const CsvField> fields, int line, Faults& faults) {
  std::size_t bytes = 0;
  for (const CsvField& field : fields) {
    bytes += field.text.size();
    if (plain(field.text)) continue;
    for (std::string_view rest = field.text; !rest.empty();) {
      if (rest[0] == '\0') return faults.add(Code::nul_byte, line, 0, nul_says());
      const int length = utf8_length(rest);
      if (length == 0) return faults.add(Code::not_utf8, line, 0, not_utf8_says(rest[0]));
      rest.remove_prefix(static_cast<std::size_t>(length));
    }
  }
  if (bytes > max_line_bytes) faults.add(Code::line_too_long, line, 0, too_long_says(bytes));
}

std::string count_of(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

// One pass over the text, a field at a time.
class Reader {
 public:
  Reader(std::string_view text, Faults& faults) : text_(text), faults_(faults) {}

  bool at_end() const { return at_ >= text_.size(); }
  int line() const { return line_; }

  // The fields of the next record; leaves the reader after its line end. False
  // after a fault, when nobody can say where the fields end.
  bool read_record(std::vector<CsvField>& fields) {
    whole_ = true;
    do {
      fields.emplace_back();
      CsvField& field = fields.back();
      field.line = line_;
      field.column = column();
      if (at_ < text_.size() && text_[at_] == '"') {
        read_quoted(field);
      } else {
        read_plain(field);
      }
    } while (take_comma());
    take_line_end();
    return whole_;
  }

 private:
  int column() const { return static_cast<int>(at_ - line_start_) + 1; }
  void fault(Code code, int line, int column, std::string says) {
    whole_ = false;
    faults_.add(code, line, column, std::move(says));
  }

  bool take_comma() {
    if (at_ >= text_.size() || text_[at_] != ',') return false;
    ++at_;
    return true;
  }
  void take_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
    line_start_ = at_;
  }
  bool is_line_end(std::size_t at) const {
    return at >= text_.size() || text_[at] == '\n' ||
           (text_[at] == '\r' && (at + 1 >= text_.size() || text_[at + 1] == '\n'));
  }

  // To the next comma or line end. `quote` says that a quote is a fault here.
  void skip_plain(bool quote_is_fault) {
    static constexpr auto stops = [] {
      std::array<bool, 256> table{};
      for (char c : {',', '\n', '\r', '"'}) table[static_cast<unsigned char>(c)] = true;
      return table;
    }();
    for (;; ++at_) {
      while (at_ < text_.size() && !stops[static_cast<unsigned char>(text_[at_])]) ++at_;
      if (is_line_end(at_) || text_[at_] == ',') return;
      if (text_[at_] == '\r') {
        fault(Code::stray_return, line_, column(),
              "A carriage return stands without a line feed; end lines with LF or CRLF, or "
              "quote the field.");
      } else if (quote_is_fault) {
        fault(Code::stray_quote, line_, column(),
              "A quote stands inside a field that does not begin with one; quote the whole "
              "field and write the quote in it twice.");
        quote_is_fault = false;  // once a field
      }
    }
  }

  void read_plain(CsvField& field) {
    std::size_t start = at_;
    skip_plain(true);
    field.text.assign(text_, start, at_ - start);
  }

  void read_quoted(CsvField& field) {
    ++at_;
    while (true) {
      std::size_t quote = std::min(text_.find('"', at_), text_.size());
      field.text.append(text_, at_, quote - at_);
      count_lines(at_, quote);
      at_ = quote;
      if (at_ >= text_.size()) {
        fault(Code::quote_never_closed, field.line, field.column,
              "The quote that opens here is never closed; close it, or write a quote inside "
              "a field twice.");
        return;
      }
      ++at_;
      if (at_ >= text_.size() || text_[at_] != '"') break;
      field.text += '"';
      ++at_;
    }
    if (!is_line_end(at_) && text_[at_] != ',') {
      fault(Code::text_after_quote, line_, column(),
            "Text follows the closing quote; put a comma after it, or write a quote inside "
            "the field twice.");
      skip_plain(false);
    }
  }

  void count_lines(std::size_t from, std::size_t to) {
    while (true) {
      std::size_t feed = text_.substr(0, to).find('\n', from);
      if (feed == std::string_view::npos) return;
      ++line_;
      line_start_ = from = feed + 1;
    }
  }

  std::string_view text_;
  Faults& faults_;
  std::size_t at_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
  bool whole_ = true;
};

void check_header(const std::vector<CsvField>& header, const std::vector<std::string>& required,
                  Faults& faults) {
  std::vector<std::string> names;
  for (const CsvField& field : header) {
    if (field.text.empty()) {
      faults.add(Code::column_without_name, field.line, field.column,
                 fmt::format("Column {} has no name; name it or take it out.", names.size() + 1));
    } else if (auto twice = std::find(names.begin(), names.end(), field.text);
               twice != names.end()) {
      faults.add(Code::column_twice, field.line, field.column,
                 fmt::format("{} names column {} already; give each column a name of its own.",
                             quoted(field.text), twice - names.begin() + 1));
    }
    names.push_back(field.text);
  }
  for (const std::string& name : required) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    std::vector<std::string> others;
    for (const std::string& other : names) {
      if (std::find(required.begin(), required.end(), other) == required.end()) {
        others.push_back(other);
      }
    }
    std::string near = nearest(name, others);
    faults.add(Code::column_missing, 1, 1,
               near.empty()
                   ? fmt::format("The column {} is missing; add it to the header.", quoted(name))
                   : fmt::format("The column {} is missing; rename {} if it is meant.",
                                 quoted(name), quoted(near)));
  }
}

void check_count(std::span<const CsvField> fields, std::size_t columns, Faults& faults) {
  if (fields.size() == columns) return;
  int line = fields.front().line;
  if (fields.size() == 1 && fields.front().text.empty()) {
    faults.add(Code::wrong_field_count, line, 1, "The line is empty; take it out.");
  } else if (fields.size() < columns) {
    faults.add(Code::wrong_field_count, line, 1,
               fmt::format("The row has {}, the header {}; add what is missing, if only its comma.",
                           count_of(fields.size(), "field"), columns));
  } else {
    const CsvField& first_over = fields[columns];
    faults.add(Code::wrong_field_count, first_over.line, first_over.column,
               fmt::format("The row has {}, the header {}; quote a field that holds a comma, or "
                           "take out what is too much.",
                           count_of(fields.size(), "field"), columns));
  }
}

}  // namespace

const CsvField& CsvRow::field(std::string_view column) const {
  static const CsvField none;
  int index = table_ == nullptr ? -1 : table_->index_of(column);
  return index < 0 ? none : table_->fields_[first_ + static_cast<std::size_t>(index)];
}

Place CsvRow::place(std::string_view column) const {
  const CsvField& at = field(column);
  if (at.line == 0) return place();
  return {table_->file, at.line, at.column, ""};
}

Place CsvRow::place() const { return {table_ == nullptr ? "" : table_->file, line_, 0, ""}; }

Csv::Csv(Csv&& other) noexcept { *this = std::move(other); }

Csv& Csv::operator=(Csv&& other) noexcept {
  file = std::move(other.file);
  columns = std::move(other.columns);
  rows = std::move(other.rows);
  fields_ = std::move(other.fields_);
  for (CsvRow& row : rows) row.table_ = this;
  return *this;
}

Csv::Csv(std::string name, std::vector<std::string> names)
    : file(std::move(name)), columns(std::move(names)) {}

void Csv::add_row(int line, std::vector<std::string>&& texts) {
  begin_row(line);
  for (std::string& text : texts) fields_.push_back({std::move(text), line, 0});
}

void Csv::begin_row(int line) {
  CsvRow& row = rows.emplace_back();
  row.table_ = this;
  row.first_ = fields_.size();
  row.line_ = line;
}

void Csv::reserve(std::size_t count) {
  rows.reserve(count);
  fields_.reserve(count * columns.size());
}

Errors Csv::faults() const {
  Faults faults(file);
  for (const CsvRow& row : rows) {
    check_texts(std::span(fields_).subspan(row.first_, columns.size()), row.line_, faults);
  }
  return faults.take();
}

bool Csv::has(std::string_view column) const { return index_of(column) >= 0; }

int Csv::index_of(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i] == column) return static_cast<int>(i);
  }
  return -1;
}

Results<Csv> read_csv(std::string_view text, std::string_view file,
                      const std::vector<std::string>& required) {
  Faults faults(file);
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  check_lines(text, faults);
  if (text.empty()) {
    std::string names;
    for (const std::string& name : required) names += (names.empty() ? "" : ",") + name;
    faults.add(Code::no_header, 1, 1,
               names.empty() ? "The table is empty; its first line names the columns."
                             : fmt::format("The table is empty; begin it with the line {}.",
                                           quoted(names, 400)));
    return tl::unexpected<Errors>(faults.take());
  }

  Csv table;
  table.file = file;
  Reader reader(text, faults);
  std::vector<CsvField> header;
  bool header_is_whole = reader.read_record(header);
  if (header_is_whole) check_header(header, required, faults);
  for (CsvField& field : header) table.columns.push_back(std::move(field.text));
  if (faults.none()) {
    const auto lines = std::count(text.begin(), text.end(), '\n');
    const auto commas = std::count(text.begin(), text.end(), ',');
    table.rows.reserve(static_cast<std::size_t>(lines));
    table.fields_.reserve(static_cast<std::size_t>(lines + commas));
  }
  while (!reader.at_end()) {
    table.begin_row(reader.line());
    const std::size_t first = table.fields_.size();
    if (reader.read_record(table.fields_) && header_is_whole) {
      check_count(std::span(table.fields_).subspan(first), header.size(), faults);
    }
    if (faults.none()) continue;
    table.rows.clear();
    table.fields_.clear();
  }
  if (!faults.none()) return tl::unexpected<Errors>(faults.take());
  return table;
}

Result<std::string> read_file(const std::string& path, std::size_t limit) {
  Place place{path, 0, 0, ""};
  auto cannot = [&](int number) {
    return fail(Code::cannot_read, place,
                fmt::format("The file cannot be read: {}; check its name and who may read it.",
                            std::generic_category().message(number)));
  };
  auto too_large = [&] {
    return fail(Code::file_too_large, place,
                fmt::format("The file is larger than {} bytes; split it.", limit));
  };

  int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return cannot(errno);
  struct Closer {
    int file;
    ~Closer() { ::close(file); }
  } closer{file};

  struct stat about {};
  std::size_t expected = 0;
  if (::fstat(file, &about) == 0 && S_ISREG(about.st_mode)) {
    expected = static_cast<std::size_t>(about.st_size);
    if (expected > limit) return too_large();
  }
  std::string text;
  text.resize(std::min(std::max<std::size_t>(expected, 4096), limit) + 1);
  std::size_t size = 0;
  while (true) {
    if (size == text.size()) text.resize(std::min(2 * text.size(), limit + 1));
    ssize_t got = ::read(file, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot(errno);
    if (got == 0) break;
    size += static_cast<std::size_t>(got);
    if (size > limit) return too_large();
  }
  text.resize(size);
  return text;
}

std::string csv_quoted(std::string_view text) {
  // A byte order mark would be taken for that of the file.
  bool must = text.find_first_of(",\"\r\n") != std::string_view::npos ||
              text.substr(0, 3) == "\xEF\xBB\xBF";
  if (!must) return std::string(text);
  std::string out = "\"";
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
  return out;
}

}  // namespace ratione
