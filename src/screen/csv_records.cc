#include "screen/csv_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "errors/quoted.h"
#include "text/csv.h"

namespace ratione {
namespace {

constexpr std::string_view byte_order_mark_bytes = "\xEF\xBB\xBF";

int line_breaks(std::string_view text) {
  return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

tl::unexpected<Error> at_line(Code code, std::string_view file, std::int64_t line,
                              std::string says) {
  return fail(code, Place{std::string(file), static_cast<int>(line), 0, ""}, std::move(says));
}

// The delimiter that cuts the header into most fields, the comma if several do.
char delimiter_of(std::string_view header) {
  char best = ',';
  std::size_t most = 0;
  for (char candidate : {',', ';', '\t', '|'}) {
    CsvSplitter splitter(candidate);
    if (!splitter.split(header)) continue;
    if (splitter.pieces().size() > most) {
      most = splitter.pieces().size();
      best = candidate;
    }
  }
  return best;
}

}  // namespace

std::string_view CsvPiece::text(std::string& room) const {
  if (!quoted) return raw;
  std::string_view inside = raw.substr(1, raw.size() - 2);
  if (inside.find('"') == std::string_view::npos) return inside;
  room.clear();
  for (std::size_t i = 0; i < inside.size(); ++i) {
    room += inside[i];
    if (inside[i] == '"') ++i;  // "" stands for one
  }
  return room;
}

Result<std::size_t> CsvSplitter::split(std::string_view text) {
  pieces_.clear();
  std::size_t at = 0;
  auto wrong = [&](Code code, std::size_t where, std::string says) {
    return fail(code, Place{"", 1 + line_breaks(text.substr(0, where)), 0, ""}, std::move(says));
  };
  while (true) {
    std::size_t from = at;
    bool in_quotes = at < text.size() && text[at] == '"';
    if (in_quotes) {
      ++at;
      while (true) {
        const void* close =
            at < text.size() ? std::memchr(text.data() + at, '"', text.size() - at) : nullptr;
        if (close == nullptr) {
          return wrong(Code::quote_never_closed, from,
                       "a quote opens here and is never closed; close it, or double every quote "
                       "inside a quoted field");
        }
        at = static_cast<std::size_t>(static_cast<const char*>(close) - text.data()) + 1;
        if (at >= text.size() || text[at] != '"') break;
        ++at;
      }
      bool ends = at >= text.size() || text[at] == delimiter_ || text[at] == '\n' ||
                  (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n');
      if (!ends) {
        return wrong(
            Code::text_after_quote, at,
            fmt::format("after a closing quote stands {}; double every quote inside a "
                        "quoted field",
                        ratione::quoted(text.substr(at, text.find_first_of(",\n", at) - at), 20)));
      }
    } else {
      while (at < text.size()) {
        char c = text[at];
        if (c == delimiter_ || c == '\n') break;
        if (c == '"') {
          return wrong(Code::stray_quote, at,
                       "a quote stands inside a field that does not begin with one; put the field "
                       "in quotes and double the quote");
        }
        if (c == '\r') {
          if (at + 1 < text.size() && text[at + 1] == '\n') break;
          return wrong(Code::stray_return, at,
                       "a carriage return stands here that ends no line; end lines with LF or CR "
                       "LF");
        }
        ++at;
      }
    }
    pieces_.push_back({text.substr(from, at - from), in_quotes});
    if (at < text.size() && text[at] == delimiter_) {
      ++at;
      continue;
    }
    record_ = text.substr(0, at);
    std::size_t end = at;
    if (end < text.size() && text[end] == '\r') ++end;
    if (end < text.size() && text[end] == '\n') ++end;
    line_break_ = text.substr(at, end - at);
    return end;
  }
}

CsvRecords::CsvRecords(Read read, std::string file, std::size_t block_bytes)
    : read_(std::move(read)), file_(std::move(file)), block_bytes_(block_bytes) {}

// Looks at the whole lines that were read and not yet looked at. A line break
// ends a record when an even number of quotes stands before it; a record in
// which that is not so is found when it is split.
std::optional<Error> CsvRecords::scan() {
  while (scanned_ < pending_.size()) {
    const char* from = pending_.data() + scanned_;
    std::size_t rest = pending_.size() - scanned_;
    const void* found = std::memchr(from, '\n', rest);
    bool whole = found != nullptr;
    std::size_t length =
        whole ? static_cast<std::size_t>(static_cast<const char*>(found) - from) : rest;
    if (length > max_line_bytes) {
      return at_line(Code::line_too_long, file_, scan_line_,
                     "this line is longer than 1 MB; is the file what its name says?")
          .value();
    }
    if (!whole && !ended_) return std::nullopt;
    if (std::memchr(from, '\0', length) != nullptr) {
      return at_line(Code::nul_byte, file_, scan_line_,
                     "this line holds a NUL byte; save the file as UTF-8 text")
          .value();
    }
    if (std::count(from, from + length, '"') % 2 != 0) in_quotes_ = !in_quotes_;
    scanned_ += length + (whole ? 1 : 0);
    if (whole) ++scan_line_;
    if (!in_quotes_) {
      whole_ = scanned_;
      record_line_ = scan_line_;
    } else if (scanned_ - whole_ > max_record_bytes) {
      return at_line(Code::quote_never_closed, file_, record_line_,
                     "a quoted field of this record does not end within 16 MB; is a quote never "
                     "closed?")
          .value();
    }
  }
  return std::nullopt;
}

Result<bool> CsvRecords::fill() {
  std::size_t had = pending_.size();
  pending_.resize(had + block_bytes_);
  Result<std::size_t> got = read_(pending_.data() + had, block_bytes_);
  if (!got) return tl::unexpected<Error>(got.error());
  pending_.resize(had + *got);
  if (*got == 0) ended_ = true;
  if (std::optional<Error> fault = scan()) return tl::unexpected<Error>(*fault);
  if (ended_ && in_quotes_) {
    return at_line(Code::quote_never_closed, file_, record_line_,
                   "a quote opens in this record and is never closed; close it, or double every "
                   "quote inside a quoted field");
  }
  return true;
}

Result<bool> CsvRecords::open() {
  while (whole_ == 0 && !ended_) {
    Result<bool> filled = fill();
    if (!filled) return filled;
  }
  std::string_view text = pending_;
  byte_order_mark_ = text.starts_with(byte_order_mark_bytes);
  std::size_t skipped = byte_order_mark_ ? byte_order_mark_bytes.size() : 0;
  text.remove_prefix(skipped);
  text = text.substr(0, whole_ - std::min(whole_, skipped));
  if (text.empty()) {
    return at_line(Code::no_header, file_, 0,
                   "the file is empty; its first line must name the columns");
  }
  // The first record alone, so that a later fault is not taken for its own.
  delimiter_ = delimiter_of(text);
  CsvSplitter splitter(delimiter_);
  Result<std::size_t> end = splitter.split(text);
  if (!end) {
    Error fault = end.error();
    fault.place.file = file_;
    return tl::unexpected<Error>(std::move(fault));
  }
  if (splitter.blank()) {
    return at_line(Code::no_header, file_, 1, "the first line is blank; it must name the columns");
  }
  std::string room;
  for (const CsvPiece& piece : splitter.pieces()) {
    columns_.emplace_back(piece.text(room));
    raw_header_.emplace_back(piece.raw);
  }
  line_break_ = splitter.line_break().empty() ? "\n" : std::string(splitter.line_break());
  line_ = 1 + line_breaks(text.substr(0, *end));
  std::size_t taken = skipped + *end;
  pending_.erase(0, taken);
  scanned_ -= taken;
  whole_ -= taken;
  return true;
}

Result<std::optional<CsvBlock>> CsvRecords::next() {
  while (whole_ < block_bytes_ && !ended_) {
    Result<bool> filled = fill();
    if (!filled) return tl::unexpected<Error>(filled.error());
  }
  if (whole_ == 0) return std::optional<CsvBlock>();
  CsvBlock block;
  block.line = line_;
  std::string rest = pending_.substr(whole_);
  pending_.resize(whole_);
  block.bytes = std::move(pending_);
  pending_ = std::move(rest);
  scanned_ -= whole_;
  whole_ = 0;
  line_ = record_line_;
  return std::optional<CsvBlock>(std::move(block));
}

void add_csv_field(std::string& out, std::string_view text, char delimiter) {
  bool plain = text.find_first_of("\"\r\n") == std::string_view::npos &&
               text.find(delimiter) == std::string_view::npos;
  if (plain) {
    out += text;
    return;
  }
  out += '"';
  for (char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string csv_field(std::string_view text, char delimiter) {
  std::string out;
  add_csv_field(out, text, delimiter);
  return out;
}

}  // namespace ratione
