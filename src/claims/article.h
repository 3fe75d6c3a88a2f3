// File: claims/article.h
//
// An article as it is read: its text without what stands around it, the place of
// every byte in the input, and its sentences.
//
//   Result<Article> article = read_article(bytes, "report.html", Form::html);
//   split(*article, language);
//
// Errors: not_text (a NUL byte, bytes that are no UTF-8, a line over 1 MB, with
// the line), text_too_large (too many bytes, or markup nested too deeply).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/language.h"
#include "errors/error.h"

namespace ratione::claims {

inline constexpr std::size_t max_article_bytes = 64u << 20;
// In words and marks. What is longer is cut: it is no sentence, and the work on one
// grows with the square of its length.
inline constexpr std::uint32_t longest_sentence = 300;

enum class TextForm : std::uint8_t { plain, html, markdown };
// By the ending of a file's name, else by how the text begins.
TextForm form_of(std::string_view file, std::string_view bytes);

// A stretch of the text that stands in the input as it is.
struct Piece {
  std::uint32_t text = 0;   // first byte in the text
  std::uint32_t input = 0;  // and in the input
};

struct Sentence {
  std::uint32_t from = 0, to = 0;                 // bytes of the text
  std::uint32_t first_token = 0, last_token = 0;  // half-open
  std::uint32_t paragraph = 0;
  bool question = false;
  bool telling = false;  // it has a word that may tell an act, or a treaty
};

struct Article {
  std::string text;
  std::vector<Piece> pieces;     // by text; empty: text is the input
  std::uint32_t input_size = 0;  // with pieces
  bool line_is_paragraph = false;
  std::string published;  // the days that the markup names, one a line; or empty

  std::vector<Token> tokens;
  std::vector<Sentence> sentences;

  std::uint32_t input_offset(std::uint32_t at) const;
  std::string_view of(const Sentence& sentence) const {
    return std::string_view(text).substr(sentence.from, sentence.to - sentence.from);
  }
};

Result<Article> read_article(std::string_view bytes, std::string_view file, TextForm form);
// The parts of it.
Result<Article> read_html(std::string_view bytes, std::string_view file);
Result<Article> read_markdown(std::string_view bytes, std::string_view file);

// Tokens and sentences.
void split(Article& article, const Language& language);

// Days with a year that the article itself says, in the order of the text; the
// first is taken for its day. Several: it was brought up to date.
std::vector<Day> days_said(const Article& article, const Language& language);

}  // namespace ratione::claims
