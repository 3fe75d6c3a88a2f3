#include "text/names.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace ratione {
namespace {

TEST(FoldName, DropsCaseDiacriticsAndPunctuation) {
  EXPECT_EQ(fold_name("Côte d’Ivoire"), "cote d ivoire");
  EXPECT_EQ(fold_name("cote d'ivoire"), "cote d ivoire");
  EXPECT_EQ(fold_name("COTE D`IVOIRE"), "cote d ivoire");
  EXPECT_EQ(fold_name("São Tomé and Príncipe"), "sao tome and principe");
  EXPECT_EQ(fold_name("Türkiye"), "turkiye");
  EXPECT_EQ(fold_name("İstanbul, ISTANBUL, ıstanbul"), "istanbul istanbul istanbul");
  EXPECT_EQ(fold_name("Åland Islands"), "aland islands");
  EXPECT_EQ(fold_name("Réunion"), "reunion");
  EXPECT_EQ(fold_name("Curaçao"), "curacao");
  EXPECT_EQ(fold_name("Łódź"), "lodz");
  EXPECT_EQ(fold_name("Đà Nẵng"), "da nang");
  EXPECT_EQ(fold_name("Việt Nam"), "viet nam");
  EXPECT_EQ(fold_name("Tórshavn, Færøerne"), "torshavn faeroerne");
  EXPECT_EQ(fold_name("Þingvellir, Straße, STRASSE"), "thingvellir strasse strasse");
  EXPECT_EQ(fold_name("Chișinău"), "chisinau");
  EXPECT_EQ(fold_name("Nagorno-Karabakh"), "nagorno karabakh");
  EXPECT_EQ(fold_name("Bosnia & Herzegovina"), "bosnia herzegovina");
  EXPECT_EQ(fold_name("Congo (Kinshasa)"), "congo kinshasa");
}

TEST(FoldName, ReadsComposedAndDecomposedLettersAlike) {
  EXPECT_EQ(fold_name("КИТАЙ"), fold_name("Кита\u0438\u0306"));  // composed or not
  EXPECT_EQ(fold_name("Королёв"), "королев");
  EXPECT_EQ(fold_name("الْأُرْدُنّ"), fold_name("الاردن"));
  EXPECT_EQ(fold_name("سوريـــا"), fold_name("سوريا"));
  EXPECT_EQ(fold_name("刚果（金）"), "刚果 金");
  EXPECT_EQ(fold_name("ＲＵＳ"), "rus");
  EXPECT_EQ(fold_name("Co\u0302te"), "cote");
  EXPECT_EQ(fold_name("C\u00F4te"), "cote");
  EXPECT_EQ(fold_name("Soft\u00ADhyphen\u200B"), "softhyphen");
}

TEST(FoldName, KeepsOneSpaceBetweenWordsAndNoneAround) {
  EXPECT_EQ(fold_name("  a -- b\t\n"), "a b");
  EXPECT_EQ(fold_name("a\u00A0b\u2014c\u3000d"), "a b c d");
  EXPECT_EQ(fold_name("..."), "");
  EXPECT_EQ(fold_name(""), "");
  EXPECT_EQ(fold_name("12(2)(a)"), "12 2 a");
}

TEST(FoldName, LowersGreekAndCyrillicAndKeepsOtherScripts) {
  EXPECT_EQ(fold_name("УКРАЇНА"), "украіна");  // without its dots, as Latin letters
  EXPECT_EQ(fold_name("Україна"), "украіна");
  EXPECT_EQ(fold_name("ΚΥΠΡΟΣ"), "κυπροσ");
  EXPECT_EQ(fold_name("中国"), "中国");
  EXPECT_EQ(fold_name("\xFFz\xC3"), "\xFFz\xC3") << "bytes that are not UTF-8";
}

// Any text of characters (not of bytes: what is dropped between two broken
// bytes could make them a character).
rc::Gen<std::string> any_text() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
          "A", "z", "7", " ", "-", "é", "É", "ß", "Œ", "œ", "Ǆ", "\u0301", "’", "Ж", "ж", "Ω", "中",
          "ẵ", "İ", "ı", "ˈ", "€", "\U0001F600", "×", "ª", "\u200D")),
      [](const std::vector<std::string>& parts) {
        std::string out;
        for (const std::string& p : parts) out += p;
        return out;
      });
}

RC_GTEST_PROP(FoldNameProperty, FoldingTwiceChangesNothing, ()) {
  std::string once = fold_name(*any_text());
  RC_ASSERT(fold_name(once) == once);
  RC_ASSERT(once.find("  ") == std::string::npos);
  RC_ASSERT(once.empty() || (once.front() != ' ' && once.back() != ' '));
}

RC_GTEST_PROP(FoldNameProperty, TakesAnyBytes, (const std::string& bytes)) { fold_name(bytes); }

TEST(FoldName, NoLetterOfTheLatinBlocksKeepsItsMark) {
  for (char32_t c = 0xC0; c < 0x180; ++c) {
    std::string text = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
    std::string folded = fold_name(text);
    for (char f : folded) {
      if (f < 'a' || f > 'z') FAIL() << text << " folds to " << folded;
    }
    if (folded.empty() != (c == 0xD7 || c == 0xF7)) FAIL() << text;
  }
}

TEST(Nearest, FindsTheSlipOfAFinger) {
  std::vector<std::string> names = {"bound", "joining", "withdrawal", "revocation"};
  EXPECT_EQ(nearest("joinig", names), "joining");
  EXPECT_EQ(nearest("jioning", names), "joining") << "two letters changed places";
  EXPECT_EQ(nearest("Joining", names), "joining");
  EXPECT_EQ(nearest("withdrawel", names), "withdrawal");
  EXPECT_EQ(nearest("wihtdrawel", names), "withdrawal");
  EXPECT_EQ(nearest("boundd", names), "bound");
  EXPECT_EQ(nearest("aggression", names), "");
  EXPECT_EQ(nearest("", names), "");
  EXPECT_EQ(nearest("joining", {}), "");
  EXPECT_EQ(nearest("joining", {""}), "");
  EXPECT_EQ(nearest("Tukriye", {"Turkmenistan", "Türkiye"}), "Türkiye");
}

TEST(Nearest, TakesTheNearestAndOfEqualsTheFirst) {
  EXPECT_EQ(nearest("reading", {"heading", "leading"}), "heading");
  EXPECT_EQ(nearest("reading", {"readings", "Reading", "reading"}), "reading");
  EXPECT_EQ(nearest("READING", {"readings", "Reading", "reading"}), "Reading");
  EXPECT_EQ(nearest("readin", {"headings", "reading", "readin g"}), "reading");
}

TEST(Nearest, AtMostAThirdOfTheLettersAndAtMostThree) {
  EXPECT_EQ(nearest("bi", {"by"}), "");
  EXPECT_EQ(nearest("UKA", {"UKR"}), "UKR");
  EXPECT_EQ(nearest("en", {"end"}), "end") << "of the letters of the longer";
  EXPECT_EQ(nearest("USR", {"UKA"}), "");
  EXPECT_EQ(nearest("abcdef", {"abcdxy"}), "abcdxy");
  EXPECT_EQ(nearest("abcdef", {"abcxyz"}), "");
  EXPECT_EQ(nearest("abcdefghijklmno", {"abcdefghijklxyz"}), "abcdefghijklxyz");
  EXPECT_EQ(nearest("abcdefghijklmno", {"abcdefghijkwxyz"}), "") << "four edits";
}

TEST(Nearest, IdsOfAnotherStateAreFar) {
  const std::vector<std::string> ids = {"NIC-1999-1", "UKR-2024-1", "UKR-2015-1", "UNSC-2005-1"};
  EXPECT_EQ(nearest_id("UKR-2024-3", ids), "UKR-2024-1");
  EXPECT_EQ(nearest_id("ukr-2014-1", ids), "UKR-2024-1") << "the first of two as near";
  EXPECT_EQ(nearest_id("UKA-2024-1", ids), "UKR-2024-1") << "no id of UKA: a slip";
  EXPECT_EQ(nearest_id("KUR-2024-1", ids), "UKR-2024-1") << "two letters changed places";
  EXPECT_EQ(nearest_id("XYZ-1999-1", ids), "") << "three edits, but another State";
  EXPECT_EQ(nearest_id("NER-1999-1", ids), "") << "two";
  EXPECT_EQ(nearest_id("UKR-1924-77", ids), "") << "too many edits behind the State";
  EXPECT_EQ(nearest_id("", ids), "");
  EXPECT_EQ(nearest_id("-1999-1", ids), "");
}

// Every pair of words of three to five letters over a, b, c: near are exactly
// the words that one edit makes.
TEST(Nearest, AgreesWithMakingEveryEdit) {
  std::vector<std::string> words = {""};
  for (std::size_t i = 0; i < words.size() && words[i].size() < 5; ++i) {
    for (char c : {'a', 'b', 'c'}) words.push_back(words[i] + c);
  }
  for (const std::string& word : words) {
    if (word.size() < 3) continue;
    std::set<std::string> near = {word};
    for (std::size_t i = 0; i <= word.size(); ++i) {
      for (char c : {'a', 'b', 'c'}) {
        std::string more = word;
        near.insert(more.insert(i, 1, c));
        if (i < word.size()) {
          std::string other = word;
          other[i] = c;
          near.insert(other);
        }
      }
      if (i < word.size()) {
        std::string fewer = word;
        near.insert(fewer.erase(i, 1));
      }
      if (i + 1 < word.size()) {
        std::string turned = word;
        std::swap(turned[i], turned[i + 1]);
        near.insert(turned);
      }
    }
    for (const std::string& other : words) {
      if (other.size() < 3) continue;
      bool expected = near.count(other) == 1;
      if (nearest(word, {other}).empty() == expected) FAIL() << word << ' ' << other;
    }
  }
}

TEST(Words, JoinedAsInASentence) {
  EXPECT_EQ(any_of_words({}), "");
  EXPECT_EQ(any_of_words({"a"}), "a");
  EXPECT_EQ(any_of_words({"a", "b"}), "a or b");
  EXPECT_EQ(any_of_words({"a", "b", "c"}), "a, b or c");
  EXPECT_EQ(all_of_words({"a", "b"}), "a and b");
  EXPECT_EQ(all_of_words({"a", "b", "c", "d"}), "a, b, c and d");
}

TEST(Provision, BothWays) {
  struct Row {
    std::string_view written, dotted;
  };
  for (Row row : {Row{"12(2)(a)", "12.2.a"}, Row{"15bis(4)", "15bis.4"}, Row{"127(1)", "127.1"},
                  Row{"8(2)(e)(xix)", "8.2.e.xix"}, Row{"XIII", "XIII"}, Row{"I 58", "I.58"},
                  Row{"IV 3(1)(a)", "IV.3.1.a"}, Row{"13(b)", "13.b"}, Row{"X(1)", "X.1"},
                  Row{"XVIII(10)", "XVIII.10"}, Row{"5", "5"}, Row{"7(1)(i)", "7.1.i"},
                  Row{"8bis", "8bis"}, Row{"II(a)", "II.a"}, Row{"C", "C"}}) {
    EXPECT_EQ(dotted_provision(row.written), row.dotted);
    EXPECT_EQ(written_provision(row.dotted), row.written);
    EXPECT_EQ(dotted_provision(row.dotted), row.dotted) << "both are accepted";
  }
  // Read, but not written, so: a convention's number before a paragraph.
  EXPECT_EQ(dotted_provision("II(6)"), "II.6");
}

TEST(Provision, WhatIsNoneIsEmpty) {
  for (std::string_view text :
       {"",           " ",         "(",      ")",       "()",      "12(",  "12(2",
        "12()",       "12(2)(",    "12(2)a", "12(2).a", "12.2(a)", ".12",  "12.",
        "12..2",      "12 2",      "12 (2)", " 12",     "12 ",     "(2)",  "12((2))",
        "Article 12", "15 bis(4)", "I  58",  "I ",      "IIII 58", "12,2", "12/2",
        "12-2",       "é",         "12.é",   "VX 3",    "IXIX 3"}) {
    EXPECT_EQ(dotted_provision(text), "") << text;
  }
  EXPECT_EQ(dotted_provision(std::string_view("12\0", 3)), "");
  EXPECT_EQ(written_provision("Article 12"), "Article 12") << "shown as it came";
  EXPECT_EQ(written_provision(""), "");
  EXPECT_EQ(written_provision("12."), "12.");
}

RC_GTEST_PROP(ProvisionProperty, WrittenFormReadsBack, ()) {
  auto part = rc::gen::nonEmpty(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789abixvIVX"))));
  auto parts = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(part));
  std::string dotted;
  for (const std::string& p : parts) dotted += (dotted.empty() ? "" : ".") + p;
  RC_ASSERT(dotted_provision(dotted) == dotted);
  RC_ASSERT(dotted_provision(written_provision(dotted)) == dotted);
}

RC_GTEST_PROP(ProvisionProperty, AnyTextIsOneOrNone, ()) {
  auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("12aIV.() ")));
  std::string dotted = dotted_provision(text);
  if (!dotted.empty()) {
    RC_ASSERT(dotted_provision(dotted) == dotted);
    RC_ASSERT(dotted.find_first_of("() ") == std::string::npos);
  }
}

}  // namespace
}  // namespace ratione
