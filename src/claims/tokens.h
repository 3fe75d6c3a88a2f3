// File: claims/tokens.h
//
// News text as words, numbers and marks, in one pass.
//
//   std::vector<Token> tokens;
//   tokenise("Russia's notice", 0, vocabulary, tokens);    // russia | 's | notice
//
// Guarantees: linear in the text; any bytes are taken, those that are no UTF-8 as
// letters; a token's bytes are inside the text and tokens do not overlap. Words
// are compared folded (text/names.h). "didn't" is two tokens, did and not; a
// hyphen between letters parts words without leaving a mark.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ratione::claims {

// A word of the language by its number; 0: none of its words.
using WordId = std::uint32_t;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

class Vocabulary {
 public:
  WordId add(std::string_view folded);
  WordId find(std::string_view folded) const {
    auto it = ids_.find(folded);
    return it == ids_.end() ? 0 : it->second;
  }
  std::size_t size() const { return ids_.size(); }

 private:
  std::unordered_map<std::string, WordId, TextHash, std::equal_to<>> ids_;
};

struct Token {
  enum class Kind : std::uint8_t { word, number, mark, possessive };
  std::uint32_t from = 0;  // bytes of the text, half-open
  std::uint32_t to = 0;
  WordId word = 0;
  std::int32_t value = -1;  // of a number
  Kind kind = Kind::word;
  char mark = 0;          // , ; : . ? ! ( ) " - or \n for the end of a paragraph
  bool capital = false;   // begins with one
  bool capitals = false;  // has no small letter
  bool ordinal = false;   // 125th

  bool is(char c) const { return kind == Kind::mark && mark == c; }
};

// Adds the tokens of text[from, to). A blank line ends a paragraph; with
// `line_is_paragraph` every line does.
void tokenise(std::string_view text, std::uint32_t from, std::uint32_t to,
              const Vocabulary& vocabulary, std::vector<Token>& out,
              bool line_is_paragraph = false);

// The words of a phrase of the language, folded as those of a text are.
std::vector<std::string> words_of(std::string_view phrase);

}  // namespace ratione::claims
