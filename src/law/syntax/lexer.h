// File: law/syntax/lexer.h
//
// Words of a law fence. Tokens are made when asked for, because a provision
// ("12.2.a", "7bis.4") is one word only where a provision is expected.
#pragma once

#include <string>
#include <string_view>

#include "law/syntax/ast.h"

namespace ratione::syntax {

enum class TokenKind : std::uint8_t {
  word,       // name or keyword
  slug,       // word with - or / inside
  number,     // 60, 7/8, 55%, 0.5
  ordinal,    // 1st 2nd 6th
  iso,        // 2016-02-29
  string,     // "..."
  mark,       // ( ) , . + -
  provision,  // only where asked for
  end,
  bad,  // anything else; text holds it
};

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;  // string: without its quotes
  std::size_t begin = 0;  // offset in the file
  Spot at;
  bool first_on_line = false;
  bool glued = false;  // no space before it

  bool is(std::string_view word) const {
    return (kind == TokenKind::word || kind == TokenKind::mark) && text == word;
  }
};

class Lexer {
 public:
  Lexer() = default;
  // Reads text[begin, end); `line` is the number of the line that begin is on,
  // `line_begin` the offset of that line.
  Lexer(std::string_view text, std::size_t begin, std::size_t end, int line, std::size_t line_begin)
      : text_(text), at_(begin), end_(end), line_(line), line_begin_(line_begin) {}

  Token next();
  // A run of letters, digits, dots, _ and bracketed parts "(2)" with no space
  // inside; with `slugs` also - and /.
  Token next_provision(bool slugs);

 private:
  Token start();
  Token finish(Token token, TokenKind kind, std::size_t end);

  std::string_view text_;
  std::size_t at_ = 0, end_ = 0;
  int line_ = 1;
  std::size_t line_begin_ = 0;
  bool fresh_line_ = true;
};

bool is_word_start(char c);
bool is_word_char(char c);

}  // namespace ratione::syntax
