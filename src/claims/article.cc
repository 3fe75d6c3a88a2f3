#include "claims/article.h"

#include <fmt/format.h>

#include <algorithm>

#include "claims/scene.h"
#include "errors/quoted.h"
#include "text/csv.h"

namespace ratione::claims {

namespace {

Error not_text(std::string_view file, int line, std::string says) {
  Place place;
  place.file = std::string(file);
  place.line = line;
  return {Code::not_text, std::move(place), std::move(says)};
}

std::optional<Error> refused(std::string_view bytes, std::string_view file) {
  if (bytes.size() > max_article_bytes) {
    return Error{Code::text_too_large,
                 {std::string(file), 0, 0, ""},
                 fmt::format("the article has {} bytes; at most {} are read.", bytes.size(),
                             max_article_bytes)};
  }
  int line = 1;
  std::size_t start = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    unsigned char c = static_cast<unsigned char>(bytes[i]);
    if (c == '\n') {
      ++line;
      start = ++i;
      continue;
    }
    if (i - start >= max_line_bytes) {
      return not_text(file, line, "the line has more than 1 MB; break the text into lines.");
    }
    if (c == 0) {
      return not_text(file, line,
                      "a NUL byte: this is no text; give the article as text, HTML or Markdown.");
    }
    if (c < 0x80) {
      ++i;
      continue;
    }
    int length = utf8_length(bytes.substr(i, 4));
    if (length == 0) {
      return not_text(file, line,
                      fmt::format("byte 0x{:02X} is not UTF-8; save the article as UTF-8.", c));
    }
    i += static_cast<std::size_t>(length);
  }
  return std::nullopt;
}

Article plain(std::string_view bytes) {
  Article article;
  article.text = std::string(bytes);
  // Long lines are paragraphs; short ones are the wrapping of some editor.
  std::size_t start = 0;
  while (start < bytes.size()) {
    std::size_t end = std::min(bytes.find('\n', start), bytes.size());
    if (end - start > 160) article.line_is_paragraph = true;
    start = end + 1;
  }
  return article;
}

}  // namespace

TextForm form_of(std::string_view file, std::string_view bytes) {
  auto ends = [&](std::string_view ending) {
    return file.size() > ending.size() &&
           std::equal(ending.rbegin(), ending.rend(), file.rbegin(),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
  };
  if (ends(".html") || ends(".htm") || ends(".xhtml")) return TextForm::html;
  if (ends(".md") || ends(".markdown")) return TextForm::markdown;
  if (ends(".txt")) return TextForm::plain;
  std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string_view::npos || bytes[first] != '<') return TextForm::plain;
  std::string head(bytes.substr(first, 512));
  std::transform(head.begin(), head.end(), head.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return head.find("<html") != std::string::npos || head.starts_with("<!doctype html") ||
                 head.find("<body") != std::string::npos || head.find("<p") != std::string::npos ||
                 head.find("<div") != std::string::npos ||
                 head.find("<article") != std::string::npos
             ? TextForm::html
             : TextForm::plain;
}

std::uint32_t Article::input_offset(std::uint32_t at) const {
  if (pieces.empty()) return at;
  auto after = std::upper_bound(pieces.begin(), pieces.end(), at,
                                [](std::uint32_t a, const Piece& piece) { return a < piece.text; });
  if (after == pieces.begin()) return pieces.front().input;
  const Piece& piece = *std::prev(after);
  return std::min(piece.input + (at - piece.text), input_size);
}

Result<Article> read_article(std::string_view bytes, std::string_view file, TextForm form) {
  if (std::optional<Error> fault = refused(bytes, file)) return tl::unexpected<Error>(*fault);
  switch (form) {
    case TextForm::html:
      return read_html(bytes, file);
    case TextForm::markdown:
      return read_markdown(bytes, file);
    case TextForm::plain:
      break;
  }
  return plain(bytes);
}

void split(Article& article, const Language& language) {
  std::vector<Token>& tokens = article.tokens;
  tokens.clear();
  tokenise(article.text, 0, static_cast<std::uint32_t>(article.text.size()), language.vocabulary(),
           tokens, article.line_is_paragraph);
  article.sentences.clear();
  const ClassId abbreviation = language.group("abbreviation");
  std::vector<Mark> marks;
  auto is_abbreviation = [&](std::uint32_t i) {
    marks.clear();
    language.annotate(tokens, i, i + 1, marks);
    return std::any_of(marks.begin(), marks.end(),
                       [&](const Mark& mark) { return mark.group == abbreviation; });
  };
  std::uint32_t paragraph = 0;
  std::uint32_t first = 0;
  const std::uint32_t count = static_cast<std::uint32_t>(tokens.size());
  auto end_at = [&](std::uint32_t end) {  // half-open, in tokens
    if (end > first) {
      Sentence sentence;
      sentence.first_token = first;
      sentence.last_token = end;
      sentence.from = tokens[first].from;
      sentence.to = tokens[end - 1].to;
      sentence.paragraph = paragraph;
      for (std::uint32_t i = end; i > first && i + 3 > end; --i) {
        if (tokens[i - 1].is('?')) sentence.question = true;
      }
      for (std::uint32_t i = first; i < end && !sentence.telling; ++i) {
        sentence.telling = language.tells(tokens[i].word);
      }
      article.sentences.push_back(sentence);
    }
    first = end;
  };
  // "MOSCOW, November 16. /TASS/. Russia ...": where and when a report was written stands
  // in capitals before its first sentence and belongs to it.
  auto dateline = [&](std::uint32_t end) {
    if (end - first > 8 || (first > 0 && !tokens[first - 1].is('\n'))) return false;
    bool place = false;
    for (std::uint32_t i = first; i < end; ++i) {
      const Token& token = tokens[i];
      if (token.kind != Token::Kind::word) continue;
      if (!token.capital) return false;
      if (token.capitals && token.to - token.from > 2) {
        place = true;
        continue;
      }
      marks.clear();
      language.annotate(tokens, i, i + 1, marks);
      if (std::none_of(marks.begin(), marks.end(), [&](const Mark& mark) {
            return language.number_of(mark.group, "month.") > 0;
          })) {
        return false;
      }
    }
    return place && end + 1 < count && !tokens[end + 1].is('\n');
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    const Token& token = tokens[i];
    if (i - first >= longest_sentence) end_at(i);
    if (token.kind != Token::Kind::mark) continue;
    if (token.mark == '\n') {
      end_at(i);
      first = i + 1;
      ++paragraph;
      continue;
    }
    if (token.mark != '.' && token.mark != '?' && token.mark != '!') continue;
    std::uint32_t next = i + 1;
    while (next < count &&
           (tokens[next].is('"') || tokens[next].is(')') || tokens[next].is('.') ||
            tokens[next].is('?') || tokens[next].is('!')) &&
           tokens[next].from == tokens[next - 1].to) {
      ++next;
    }
    if (dateline(i)) continue;
    if (next < count) {
      const Token& after = tokens[next];
      if (after.from == tokens[next - 1].to && !after.is('\n')) continue;  // no space: 3.5, a.b
      bool begins = after.kind == Token::Kind::number || after.capital || after.is('"') ||
                    after.is('(') || after.is('\n') || after.is('-');
      if (!begins) continue;
      if (token.mark == '.' && i > first && tokens[i - 1].to == token.from && !after.is('\n')) {
        const Token& before = tokens[i - 1];
        bool initial =
            before.kind == Token::Kind::word && before.to - before.from == 1 && before.capital;
        if (initial ||
            (before.kind == Token::Kind::word && before.word != 0 && is_abbreviation(i - 1))) {
          continue;
        }
      }
    }
    end_at(next);
    i = next - 1;
  }
  end_at(count);
}

std::vector<Day> days_said(const Article& article, const Language& language) {
  // Only days with a year: any day reads them alike.
  std::vector<Day> out;
  for (const Sentence& sentence : article.sentences) {
    bool number = false;
    for (std::uint32_t i = sentence.first_token; i < sentence.last_token; ++i) {
      number = number || article.tokens[i].kind == Token::Kind::number;
    }
    if (!number) continue;
    Scene scene(language, article.text, article.tokens, sentence.first_token, sentence.last_token);
    for (const Dated& each : scene.days(Day::first(), false, std::nullopt)) {
      if (each.days.certain() && each.days.lo.ymd().year >= 1900) out.push_back(each.days.lo);
    }
    if (out.size() > 16) break;
  }
  return out;
}

}  // namespace ratione::claims
