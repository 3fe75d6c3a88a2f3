#include "errors/quoted.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "errors/utf8_for_tests.h"

namespace ratione {
namespace {

TEST(Quoted, KeepsReadableTextAndShowsTheRestAsBytes) {
  EXPECT_EQ(quoted("2016-02-30"), "\"2016-02-30\"");
  EXPECT_EQ(quoted("Côte d’Ivoire"), "\"Côte d’Ivoire\"");
  EXPECT_EQ(quoted(""), "\"\"");
  EXPECT_EQ(quoted("a\nb\x1b[31m"), "\"a\\x0ab\\x1b[31m\"");
  EXPECT_EQ(quoted(std::string_view("\0", 1)), "\"\\x00\"");
  EXPECT_EQ(quoted("a\x7Fz~"), "\"a\\x7fz~\"");
  EXPECT_EQ(quoted("\xC3("), "\"\\xc3(\"");
  EXPECT_EQ(quoted("\xC2\x85"), "\"\\xc2\\x85\"") << "a control character of two bytes";
  EXPECT_EQ(quoted("\xE2\x80\xAE"), "\"\\xe2\\x80\\xae\"") << "turns the direction of text";
}

TEST(Quoted, CutsBetweenCharacters) {
  EXPECT_EQ(quoted("abcdef", 6), "\"abcdef\"");
  EXPECT_EQ(quoted("abcdef", 5), "\"abcde...\"");
  EXPECT_EQ(quoted("aé", 2), "\"a...\"");
}

// RFC 3629: overlong forms, surrogates, and what is past U+10FFFF are no UTF-8.
TEST(Utf8, TakesExactlyTheCharactersOfTheStandard) {
  for (unsigned c = 1; c <= 0x10FFFF; ++c) {
    std::string text;
    auto put = [&](unsigned byte) { text += static_cast<char>(byte); };
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6), put(0x80 | (c & 63));
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
    } else {
      put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63));
      put(0x80 | (c & 63));
    }
    bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    int expected = surrogate ? 0 : static_cast<int>(text.size());
    if (utf8_length(text) != expected) FAIL() << "U+" << std::hex << c;
    if (text.size() > 1 && utf8_length(text.substr(0, text.size() - 1)) != 0) {
      FAIL() << "U+" << std::hex << c << " cut short";
    }
  }
  EXPECT_EQ(utf8_length("\xC0\x80"), 0);
  EXPECT_EQ(utf8_length("\xC1\xBF"), 0);
  EXPECT_EQ(utf8_length("\xE0\x9F\xBF"), 0);
  EXPECT_EQ(utf8_length("\xF0\x8F\xBF\xBF"), 0);
  EXPECT_EQ(utf8_length("\xF4\x90\x80\x80"), 0);
  EXPECT_EQ(utf8_length("\x80"), 0);
  EXPECT_EQ(utf8_length("\xFF"), 0);
  EXPECT_EQ(utf8_length(""), 0);
}

RC_GTEST_PROP(QuotedProperty, AnyBytesBecomeOneLineOfUtf8, (const std::string& bytes)) {
  std::string shown = quoted(bytes, 1000);
  RC_ASSERT(is_one_line_of_utf8(shown));
}

}  // namespace
}  // namespace ratione
