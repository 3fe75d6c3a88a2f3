#include "claims/tokens.h"

#include <algorithm>
#include <functional>

#include "text/names.h"

namespace ratione::claims {

namespace {

bool is_letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}
bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }

// What stands at text[at]: a mark of more than one byte (curly quotes, dashes,
// spaces, joiners) by its plain sign and its bytes; sign 0: none of these.
struct Sign {
  char sign = 0;  // ' " - , a space, or 1 for what is passed over inside a word
  std::uint32_t bytes = 0;
};

Sign sign_at(std::string_view text, std::uint32_t at) {
  auto byte = [&](std::uint32_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i])
                                : static_cast<unsigned char>(0);
  };
  if (byte(0) == 0xC2) {
    if (byte(1) == 0xA0) return {' ', 2};
    if (byte(1) == 0xAD) return {1, 2};  // a soft hyphen
    if (byte(1) == 0xAB || byte(1) == 0xBB) return {'"', 2};
    if (byte(1) == 0xB4) return {'\'', 2};
  }
  if (byte(0) == 0xE2 && byte(1) == 0x80) {
    unsigned char c = byte(2);
    if (c == 0x98 || c == 0x99 || c == 0xB2) return {'\'', 3};
    if (c >= 0x9C && c <= 0x9F) return {'"', 3};
    if (c == 0xB9 || c == 0xBA) return {'"', 3};
    if (c == 0x90 || c == 0x91) return {'h', 3};               // hyphens
    if (c >= 0x92 && c <= 0x95) return {'-', 3};               // dashes
    if (c == 0xA6) return {'.', 3};                            // an ellipsis
    if (c >= 0x80 && c <= 0x8A) return {' ', 3};               // spaces
    if (c == 0xA8 || c == 0xA9 || c == 0xAF) return {' ', 3};  // line separators, narrow space
    if ((c >= 0x8B && c <= 0x8F) || (c >= 0xAA && c <= 0xAE)) return {1, 3};
  }
  if (byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA0 && byte(2) <= 0xA9) return {1, 3};
  if (byte(0) == 0xEF && byte(1) == 0xBB && byte(2) == 0xBF) return {1, 3};
  if (byte(0) == 0xE3 && byte(1) == 0x80 && byte(2) == 0x80) return {' ', 3};
  return {};
}

class Reader {
 public:
  Reader(std::string_view text, const std::function<void(Token, std::string_view)>& give,
         bool line_is_paragraph)
      : text_(text), give_(give), line_is_paragraph_(line_is_paragraph) {}

  void read(std::uint32_t from, std::uint32_t to) {
    end_ = to;
    for (at_ = from; at_ < end_;) {
      unsigned char c = static_cast<unsigned char>(text_[at_]);
      if (is_digit(c)) {
        number();
      } else if (Sign sign = c >= 0x80 ? sign_at(text_, at_) : Sign{}; sign.bytes > 0) {
        other(sign.sign, sign.bytes);
      } else if (is_letter(c)) {
        word();
      } else {
        other(static_cast<char>(c), 1);
      }
    }
  }

 private:
  void give(std::uint32_t from, std::uint32_t to, Token::Kind kind, std::string_view folded,
            char mark = 0) {
    Token token;
    token.from = from;
    token.to = to;
    token.kind = kind;
    token.mark = mark;
    give_(token, folded);
  }

  void other(char sign, std::uint32_t bytes) {
    std::uint32_t from = at_;
    at_ += bytes;
    switch (sign) {
      case ',':
      case ';':
      case ':':
      case '.':
      case '?':
      case '!':
      case '(':
      case ')':
      case '"':
        return give(from, at_, Token::Kind::mark, {}, sign);
      case '-':
        // A dash parts clauses; a hyphen between letters only words.
        if (bytes > 1 || spaced(from)) give(from, at_, Token::Kind::mark, {}, '-');
        return;
      case '\'':
        if (spaced_before(from) || spaced(from)) give(from, at_, Token::Kind::mark, {}, '"');
        return;
      case '\n': {
        // A blank line ends a paragraph.
        std::uint32_t look = at_;
        while (look < end_ && (text_[look] == ' ' || text_[look] == '\t' || text_[look] == '\r')) {
          ++look;
        }
        if (line_is_paragraph_ || (look < end_ && text_[look] == '\n')) {
          give(from, at_, Token::Kind::mark, {}, '\n');
          at_ = look;
          while (at_ < end_ && (text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == ' ')) {
            ++at_;
          }
        }
        return;
      }
      default:
        return;
    }
  }

  bool spaced_before(std::uint32_t at) const {
    return at == 0 || text_[at - 1] == ' ' || text_[at - 1] == '\n' || text_[at - 1] == '(';
  }
  bool spaced(std::uint32_t at) const {
    std::uint32_t after = at + 1;
    bool space_after = after >= end_ || text_[after] == ' ' || text_[after] == '\n' ||
                       text_[after] == '-' || text_[after] == ',' || text_[after] == '.';
    return space_after &&
           (text_[at] == '-' ? spaced_before(at) || text_[after < end_ ? after : at] == '-' : true);
  }

  void number() {
    std::uint32_t from = at_;
    std::int64_t value = 0;
    while (at_ < end_) {
      unsigned char c = static_cast<unsigned char>(text_[at_]);
      if (is_digit(c)) {
        if (value < 100'000'000) value = value * 10 + (c - '0');
        ++at_;
      } else if (c == ',' && at_ + 3 < end_ &&
                 is_digit(static_cast<unsigned char>(text_[at_ + 1])) &&
                 is_digit(static_cast<unsigned char>(text_[at_ + 2])) &&
                 is_digit(static_cast<unsigned char>(text_[at_ + 3])) && at_ - from <= 3) {
        ++at_;
      } else {
        break;
      }
    }
    Token token;
    token.from = from;
    token.kind = Token::Kind::number;
    token.value = static_cast<std::int32_t>(std::min<std::int64_t>(value, 1'000'000'000));
    std::string_view rest = text_.substr(at_, std::min<std::size_t>(2, end_ - at_));
    if (rest == "th" || rest == "st" || rest == "nd" || rest == "rd") {
      token.ordinal = true;
      at_ += 2;
    }
    token.to = at_;
    give_(token, {});
  }

  void word() {
    std::uint32_t from = at_;
    std::string& raw = raw_;
    raw.clear();
    bool plain = true;
    std::uint32_t dots = 0;
    while (at_ < end_) {
      unsigned char c = static_cast<unsigned char>(text_[at_]);
      if (c < 0x80) {
        if (is_letter(c) || is_digit(c)) {
          raw += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
          ++at_;
          continue;
        }
        // U.S. and U.N. are one word: us and un with all their letters capital.
        if (c == '.' && raw.size() == dots + 1 && at_ + 1 < end_ && text_[at_ + 1] >= 'A' &&
            text_[at_ + 1] <= 'Z' && text_[at_ - 1] <= 'Z') {
          ++dots;
          ++at_;
          continue;
        }
        if (c == '.' && dots > 0 && raw.size() == dots + 1) ++at_;  // the last one
        if (c == '\'' && apostrophe(from, 1)) return;
        if (c == '\'' && inner(1)) {
          ++at_;
          continue;
        }
        break;
      }
      Sign sign = sign_at(text_, at_);
      if (sign.bytes == 0) {
        raw += static_cast<char>(c);
        plain = false;
        ++at_;
        continue;
      }
      if (sign.sign == 1) {
        at_ += sign.bytes;
        continue;
      }
      if (sign.sign == '\'' && apostrophe(from, sign.bytes)) return;
      if (sign.sign == '\'' && inner(sign.bytes)) {
        at_ += sign.bytes;
        continue;
      }
      break;
    }
    finish(from, at_, plain);
  }

  bool inner(std::uint32_t bytes) const {
    return at_ + bytes < end_ && is_letter(static_cast<unsigned char>(text_[at_ + bytes]));
  }

  void finish(std::uint32_t from, std::uint32_t to, bool plain = true) {
    if (!plain) raw_ = fold_name(raw_);
    give(from, to, Token::Kind::word, raw_);
  }

  // 's and s' are possessives, n't is not.
  bool apostrophe(std::uint32_t from, std::uint32_t bytes) {
    std::uint32_t after = at_ + bytes;
    auto letter = [&](std::uint32_t i) {
      return i < end_ && is_letter(static_cast<unsigned char>(text_[i])) &&
             sign_at(text_, i).bytes == 0;
    };
    std::uint32_t start = at_;
    if (after < end_ && (text_[after] == 's' || text_[after] == 'S') && !letter(after + 1)) {
      finish(from, start, false);
      at_ = after + 1;
      give(start, at_, Token::Kind::possessive, {});
      return true;
    }
    if (after < end_ && text_[after] == 't' && !letter(after + 1) && raw_.ends_with('n') &&
        raw_.size() > 2) {
      std::string whole = raw_;
      raw_ = whole == "won" ? "will" : whole == "can" ? "can" : whole.substr(0, whole.size() - 1);
      at_ = after + 1;
      finish(from, start - 1);
      give(start - 1, at_, Token::Kind::word, "not");
      return true;
    }
    if (!letter(after) && raw_.ends_with('s') && after < end_ && text_[after] == ' ') {
      finish(from, start, false);
      at_ = after;
      give(start, at_, Token::Kind::possessive, {});
      return true;
    }
    return false;
  }

  std::string_view text_;
  const std::function<void(Token, std::string_view)>& give_;
  std::uint32_t at_ = 0;
  std::uint32_t end_ = 0;
  std::string raw_;
  const bool line_is_paragraph_;
};

}  // namespace

WordId Vocabulary::add(std::string_view folded) {
  auto [it, added] = ids_.try_emplace(std::string(folded), static_cast<WordId>(ids_.size() + 1));
  return it->second;
}

void tokenise(std::string_view text, std::uint32_t from, std::uint32_t to,
              const Vocabulary& vocabulary, std::vector<Token>& out, bool line_is_paragraph) {
  std::function<void(Token, std::string_view)> give = [&](Token token, std::string_view folded) {
    if (token.kind == Token::Kind::word) {
      token.word = vocabulary.find(folded);
      unsigned char first = static_cast<unsigned char>(text[token.from]);
      // Beyond ASCII, a letter that folding changes into another one is a capital
      // or has a mark; names decide by their first letter only.
      token.capital = (first >= 'A' && first <= 'Z') || first >= 0x80;
      token.capitals =
          token.capital && std::none_of(text.begin() + token.from, text.begin() + token.to,
                                        [](char c) { return c >= 'a' && c <= 'z'; });
    }
    out.push_back(token);
  };
  Reader(text, give, line_is_paragraph).read(from, to);
}

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> out;
  std::function<void(Token, std::string_view)> give = [&](Token token, std::string_view folded) {
    switch (token.kind) {
      case Token::Kind::word:
        out.emplace_back(folded);
        break;
      case Token::Kind::number:
        out.push_back(std::to_string(token.value));
        break;
      case Token::Kind::possessive:
        out.emplace_back("'s");
        break;
      case Token::Kind::mark:
        break;
    }
  };
  Reader(phrase, give, false).read(0, static_cast<std::uint32_t>(phrase.size()));
  return out;
}

}  // namespace ratione::claims
