#include "text/names.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "errors/quoted.h"

namespace ratione {
namespace {

// One letter a code point, "." for what stays as it is, "*" for what becomes
// two letters. From the canonical decompositions of Unicode, plus the letters
// with a stroke (o with a stroke is "o", l with a stroke is "l").
constexpr std::string_view latin_from_00c0 =
    "aaaaaa*ceeeeiiiidnooooo.ouuuuy**aaaaaa*ceeeeiiiidnooooo.ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "................................oo.............uu..............."
    "....*********aaiioouuuuuuuuuu.aaaa**..ggkkoooo..j***gg..nnaa**oo"
    "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............"
    "................";
constexpr std::string_view latin_from_1e00 =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
    "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
    "wwwwwwwwwwxxxxyyzzzzzzhtwyas..*.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";
static_assert(latin_from_00c0.size() == 0x250 - 0xC0);
static_assert(latin_from_1e00.size() == 0x100);

std::string_view two_letters(char32_t c) {
  switch (c) {
    case 0x00C6:
    case 0x00E6:
    case 0x01E2:
    case 0x01E3:
    case 0x01FC:
    case 0x01FD:
      return "ae";
    case 0x00DE:
    case 0x00FE:
      return "th";
    case 0x00DF:
    case 0x1E9E:
      return "ss";
    case 0x0132:
    case 0x0133:
      return "ij";
    case 0x0152:
    case 0x0153:
      return "oe";
    case 0x01C4:
    case 0x01C5:
    case 0x01C6:
    case 0x01F1:
    case 0x01F2:
    case 0x01F3:
      return "dz";
    case 0x01C7:
    case 0x01C8:
    case 0x01C9:
      return "lj";
    default:
      return "nj";
  }
}

char32_t decoded(std::string_view character) {
  auto byte = [&](std::size_t i) {
    return static_cast<char32_t>(static_cast<unsigned char>(character[i]));
  };
  switch (character.size()) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3:
      return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default:
      return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
             (byte(3) & 0x3F);
  }
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | c >> 6);
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xE0 | c >> 12);
    out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

bool is_ignored(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) ||  // marks that combine with the letter before
         (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
         c == 0x0640 ||  // Arabic vowels and marks, and the line that lengthens a word
         c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

bool is_punctuation(char32_t c) {
  if (c < 0x80) {
    return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  }
  return (c >= 0x80 && c <= 0xBF && c != 0xAA && c != 0xB2 && c != 0xB3 && c != 0xB5 && c != 0xB9 &&
          c != 0xBA && !(c >= 0xBC && c <= 0xBE)) ||
         c == 0xD7 || c == 0xF7 || (c >= 0x02B0 && c <= 0x02FF) || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x205F) || (c >= 0x3000 && c <= 0x3003) ||
         (c >= 0x3008 && c <= 0x301F) || c == 0x30FB || c == 0x060C || c == 0x061B || c == 0x061F;
}

// Wide forms of ASCII, which stand between Chinese characters.
char32_t narrow(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFF01 + 0x21 : c; }

// Letters outside Latin: the small one, where capitals lie at one distance, and that
// without its marks, as Unicode decomposes it; of Arabic also the form that the end of
// a word changes.
char32_t plain_letter(char32_t c) {
  if (c >= 0x0391 && c <= 0x03A9) return c + 32;
  if (c >= 0x0410 && c <= 0x042F) c += 32;
  if (c >= 0x0400 && c <= 0x040F) c += 80;
  switch (c) {
    case 0x018F:
      return 0x0259;  // schwa
    case 0x0439:
    case 0x045D:
      return 0x0438;  // short i, as i
    case 0x0450:
    case 0x0451:
      return 0x0435;  // io, as ie: Russian prints leave the dots out
    case 0x0453:
      return 0x0433;
    case 0x0457:
      return 0x0456;
    case 0x045C:
      return 0x043A;
    case 0x045E:
      return 0x0443;
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return 0x0627;  // alef
    case 0x0624:
      return 0x0648;  // waw
    case 0x0626:
    case 0x0649:
      return 0x064A;  // yeh
    case 0x0629:
      return 0x0647;  // teh marbuta, as heh
    default:
      return c;
  }
}

void append_folded(std::string& out, char32_t c, std::string_view character) {
  if (c < 0x80) {
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    return;
  }
  char letter = '.';
  if (c >= 0xC0 && c < 0x250) letter = latin_from_00c0[c - 0xC0];
  if (c >= 0x1E00 && c < 0x1F00) letter = latin_from_1e00[c - 0x1E00];
  if (letter == '*') {
    out += two_letters(c);
  } else if (letter != '.') {
    out += letter;
  } else if (char32_t plain = plain_letter(c); plain != c) {
    append_utf8(out, plain);
  } else {
    out += character;
  }
}

// Characters; a byte that is not UTF-8 counts as one.
std::vector<char32_t> characters_of(std::string_view text) {
  std::vector<char32_t> out;
  while (!text.empty()) {
    int length = utf8_length(text);
    std::size_t step = length == 0 ? 1 : static_cast<std::size_t>(length);
    out.push_back(decoded(text.substr(0, step)));
    text.remove_prefix(step);
  }
  return out;
}

// Damerau-Levenshtein in the form that edits no part twice (optimal string
// alignment), but at most `limit` + 1.
int edits(const std::vector<char32_t>& a, const std::vector<char32_t>& b, int limit) {
  auto length = [](const auto& v) { return static_cast<int>(v.size()); };
  if (std::abs(length(a) - length(b)) > limit) return limit + 1;
  std::vector<int> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(before_last, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], limit + 1);
}

std::string joined(const std::vector<std::string>& words, std::string_view last_by) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) {
      if (i + 1 < words.size()) {
        out += ", ";
      } else {
        out += ' ';
        out += last_by;
        out += ' ';
      }
    }
    out += words[i];
  }
  return out;
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Letters and digits from `at` on; empty when there are none.
std::string_view part_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_letter_or_digit(text[end])) ++end;
  return text.substr(at, end - at);
}

// The numeral that I, V, X, L, C, D, M write as they should: "XIV", not "XIIII".
bool is_roman(std::string_view text) {
  struct Numeral {
    std::string_view text;
    int times;
  };
  constexpr std::array<Numeral, 13> numerals = {{{"M", 3},
                                                 {"CM", 1},
                                                 {"D", 1},
                                                 {"CD", 1},
                                                 {"C", 3},
                                                 {"XC", 1},
                                                 {"L", 1},
                                                 {"XL", 1},
                                                 {"X", 3},
                                                 {"IX", 1},
                                                 {"V", 1},
                                                 {"IV", 1},
                                                 {"I", 3}}};
  std::string_view rest = text;
  for (const Numeral& n : numerals) {
    for (int i = 0; i < n.times && rest.substr(0, n.text.size()) == n.text; ++i) {
      rest.remove_prefix(n.text.size());
    }
  }
  return rest.empty() && !text.empty();
}

bool is_book(std::string_view part) {
  return part == "I" || part == "II" || part == "III" || part == "IV";
}

bool is_number(std::string_view part) { return part[0] >= '0' && part[0] <= '9'; }

}  // namespace

std::string fold_name(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  while (!text.empty()) {
    int length = utf8_length(text);
    std::size_t step = length == 0 ? 1 : static_cast<std::size_t>(length);
    std::string_view character = text.substr(0, step);
    text.remove_prefix(step);
    char32_t c = length == 0 ? U'\0' : narrow(decoded(character));
    if (length != 0 && is_ignored(c)) continue;
    if (length != 0 && is_punctuation(c)) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out += ' ';
    space = false;
    if (length == 0) {
      out += character;
    } else {
      append_folded(out, c, character);
    }
  }
  return out;
}

std::string nearest(std::string_view text, const std::vector<std::string>& candidates) {
  std::vector<char32_t> typed = characters_of(fold_name(text));
  const std::string* best = nullptr;
  int fewest = 4;
  for (const std::string& candidate : candidates) {
    if (candidate == text) return candidate;
    std::vector<char32_t> letters = characters_of(fold_name(candidate));
    int longer = static_cast<int>(std::max(typed.size(), letters.size()));
    if (longer == 0) continue;
    int limit = std::min({longer / 3, 3, fewest - 1});
    if (int count = edits(typed, letters, limit); count <= limit) {
      fewest = count;
      best = &candidate;
    }
  }
  return best == nullptr ? "" : *best;
}

std::string nearest_id(std::string_view text, const std::vector<std::string>& candidates) {
  auto first_part = [](std::string_view id) {
    return characters_of(fold_name(id.substr(0, id.find('-'))));
  };
  const std::vector<char32_t> typed = first_part(text);
  for (int apart = 0; apart <= 1; ++apart) {
    std::vector<std::string> near;
    for (const std::string& candidate : candidates) {
      if (edits(typed, first_part(candidate), apart) == apart) near.push_back(candidate);
    }
    if (!near.empty()) return nearest(text, near);
  }
  return "";
}

std::string any_of_words(const std::vector<std::string>& words) { return joined(words, "or"); }
std::string all_of_words(const std::vector<std::string>& words) { return joined(words, "and"); }

std::string dotted_provision(std::string_view text) {
  std::string_view part = part_at(text, 0);
  if (part.empty()) return "";
  std::string out(part);
  std::size_t at = part.size();
  if (is_roman(part) && at < text.size() && text[at] == ' ') {
    part = part_at(text, at + 1);
    if (part.empty()) return "";
    out += '.';
    out += part;
    at += 1 + part.size();
  }
  bool dots = at < text.size() && text[at] == '.';
  while (at < text.size()) {
    if (text[at] != (dots ? '.' : '(')) return "";
    part = part_at(text, at + 1);
    if (part.empty()) return "";
    at += 1 + part.size();
    if (!dots) {
      if (at >= text.size() || text[at] != ')') return "";
      ++at;
    }
    out += '.';
    out += part;
  }
  return out;
}

std::string written_provision(std::string_view dotted) {
  std::string out;
  std::size_t at = 0;
  for (int nth = 0; at <= dotted.size(); ++nth) {
    std::string_view part = part_at(dotted, at);
    std::size_t end = at + part.size();
    // What is not dotted is shown as it came.
    if (part.empty() || (end < dotted.size() && dotted[end] != '.')) return std::string(dotted);
    if (nth == 0) {
      out = part;
    } else if (nth == 1 && is_book(dotted.substr(0, at - 1)) && is_number(part)) {
      out += ' ';
      out += part;
    } else {
      out += '(';
      out += part;
      out += ')';
    }
    at = end + 1;
  }
  return out;
}

}  // namespace ratione
