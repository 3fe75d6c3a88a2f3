#include "law/syntax/lexer.h"

namespace ratione::syntax {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_word_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word_char(char c) { return is_word_start(c) || is_digit(c); }

// Skips space; the token that begins there.
Token Lexer::start() {
  const std::size_t before = at_;
  while (at_ < end_) {
    const char c = text_[at_];
    if (c == '\n') {
      ++line_;
      line_begin_ = at_ + 1;
      fresh_line_ = true;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      break;
    }
    ++at_;
  }
  Token token;
  token.begin = at_;
  token.at = {line_, static_cast<int>(at_ - line_begin_) + 1};
  token.first_on_line = fresh_line_;
  token.glued = at_ == before && !fresh_line_;
  fresh_line_ = false;
  return token;
}

Token Lexer::finish(Token token, TokenKind kind, std::size_t end) {
  token.kind = kind;
  token.text = text_.substr(token.begin, end - token.begin);
  at_ = end;
  return token;
}

Token Lexer::next() {
  Token token = start();
  if (at_ >= end_) return finish(token, TokenKind::end, at_);
  const char c = text_[at_];
  std::size_t i = at_;
  if (is_word_start(c)) {
    TokenKind kind = TokenKind::word;
    while (i < end_) {
      if (is_word_char(text_[i])) {
        ++i;
      } else if ((text_[i] == '-' || text_[i] == '/') && i + 1 < end_ &&
                 is_word_char(text_[i + 1])) {
        kind = TokenKind::slug;
        ++i;
      } else {
        break;
      }
    }
    return finish(token, kind, i);
  }
  if (is_digit(c)) {
    auto digits = [&](std::size_t from, std::size_t count) {
      for (std::size_t k = 0; k < count; ++k) {
        if (from + k >= end_ || !is_digit(text_[from + k])) return false;
      }
      return true;
    };
    if (digits(i, 4) && i + 4 < end_ && text_[i + 4] == '-' && i + 5 < end_ &&
        is_digit(text_[i + 5])) {
      while (i < end_ && (is_word_char(text_[i]) || text_[i] == '-')) ++i;
      return finish(token, TokenKind::iso, i);
    }
    while (i < end_ && is_digit(text_[i])) ++i;
    if (i + 1 < end_ && is_word_start(text_[i])) {
      const std::string_view tail = text_.substr(i, 2);
      const bool ends = i + 2 >= end_ || !is_word_char(text_[i + 2]);
      if (ends && (tail == "st" || tail == "nd" || tail == "rd" || tail == "th")) {
        return finish(token, TokenKind::ordinal, i + 2);
      }
    }
    if (i + 1 < end_ && (text_[i] == '.' || text_[i] == '/') && is_digit(text_[i + 1])) {
      ++i;
      while (i < end_ && is_digit(text_[i])) ++i;
    }
    if (i < end_ && text_[i] == '%') return finish(token, TokenKind::number, i + 1);
    if (i < end_ && is_word_char(text_[i])) {
      while (i < end_ && is_word_char(text_[i])) ++i;
      return finish(token, TokenKind::bad, i);
    }
    return finish(token, TokenKind::number, i);
  }
  if (c == '"') {
    for (++i; i < end_ && text_[i] != '"'; ++i) {
      if (text_[i] == '\n') {
        ++line_;
        line_begin_ = i + 1;
      }
    }
    if (i >= end_) {
      at_ = end_;
      token.kind = TokenKind::bad;
      token.text = text_.substr(token.begin, 1);
      return token;
    }
    token.kind = TokenKind::string;
    token.text = text_.substr(token.begin + 1, i - token.begin - 1);
    at_ = i + 1;
    return token;
  }
  if (c == '(' || c == ')' || c == ',' || c == '.' || c == '+' || c == '-') {
    return finish(token, TokenKind::mark, i + 1);
  }
  // A whole UTF-8 character, so that an error can show it.
  ++i;
  while (i < end_ && (static_cast<unsigned char>(text_[i]) & 0xC0) == 0x80) ++i;
  return finish(token, TokenKind::bad, i);
}

Token Lexer::next_provision(bool slugs) {
  Token token = start();
  if (at_ >= end_) return finish(token, TokenKind::end, at_);
  std::size_t i = at_;
  while (i < end_) {
    const char c = text_[i];
    if (is_word_char(c)) {
      ++i;
    } else if (i > at_ && (c == '.' || (slugs && (c == '-' || c == '/'))) && i + 1 < end_ &&
               is_word_char(text_[i + 1])) {
      ++i;
    } else if (i > at_ && c == '(') {
      std::size_t k = i + 1;
      while (k < end_ && is_word_char(text_[k])) ++k;
      if (k == i + 1 || k >= end_ || text_[k] != ')') break;
      i = k + 1;
    } else {
      break;
    }
  }
  if (i == at_) return next();
  return finish(token, TokenKind::provision, i);
}

}  // namespace ratione::syntax
