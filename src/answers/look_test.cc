#include "answers/look.h"

#include <gtest/gtest.h>

#include <cstdlib>

namespace ratione::answers {
namespace {

TEST(Look, conclusions_differ_by_word_and_by_mark_not_by_colour_alone) {
  const Conclusion all[] = {Conclusion::yes, Conclusion::no, Conclusion::undetermined,
                            Conclusion::disputed};
  for (Conclusion a : all) {
    for (Conclusion b : all) {
      if (a == b) continue;
      EXPECT_NE(face(a).word, face(b).word);
      EXPECT_NE(face(a).mark, face(b).mark);
      EXPECT_NE(face(a).ascii, face(b).ascii);
    }
    EXPECT_EQ(face(a).ascii.size(), 1u);
    EXPECT_EQ(face(a).word, word(a));
  }
}

TEST(Look, marks_are_ascii_unless_the_locale_is_utf8) {
  const char* was = std::getenv("LC_ALL");
  std::string before = was == nullptr ? "" : was;
  setenv("LC_ALL", "C", 1);
  EXPECT_FALSE(Look::of_terminal().utf8);
  setenv("LC_ALL", "de_DE.utf8", 1);
  EXPECT_TRUE(Look::of_terminal().utf8);
  setenv("LC_ALL", "C.UTF-8", 1);
  EXPECT_TRUE(Look::of_terminal().utf8);
  setenv("LC_ALL", before.c_str(), 1);
}

TEST(Look, colour_is_off_unless_asked) {
  Look look;
  EXPECT_EQ(look.verdict(Conclusion::no), "- no");
  look.colour = true;
  EXPECT_EQ(look.verdict(Conclusion::no), "\x1b[1;31m- no\x1b[0m");
}

TEST(Fold, keeps_within_the_width_and_loses_nothing) {
  std::string text = "The International Criminal Court could reach this conduct.";
  std::string again;
  for (const std::string& line : fold(text, 20)) {
    EXPECT_LE(columns_of(line), 20);
    again += (again.empty() ? "" : " ") + line;
  }
  EXPECT_EQ(again, text);
}

TEST(Fold, cuts_a_word_longer_than_the_line_between_characters) {
  std::vector<std::string> lines = fold("ééééééééééééé x", 8);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0], "éééééééé");
  EXPECT_EQ(lines[1], "ééééé x");
}

TEST(Fold, cuts_after_a_joint_where_there_is_one) {
  EXPECT_EQ(fold("jurisdiction_agreement", 19),
            (std::vector<std::string>{"jurisdiction_", "agreement"}));
}

TEST(Fold, an_empty_text_is_one_empty_line) {
  EXPECT_EQ(fold("", 20), std::vector<std::string>{""});
  EXPECT_EQ(fold("a\n\nb", 20), (std::vector<std::string>{"a", "", "b"}));
}

TEST(Columns, count_characters_not_bytes_nor_colour) {
  EXPECT_EQ(columns_of("Côte d'Ivoire"), 13);
  EXPECT_EQ(columns_of("\x1b[1;31mno\x1b[0m"), 2);
  EXPECT_EQ(columns_of("e\xCC\x81"), 1);  // e and a combining acute
  EXPECT_EQ(columns_of("\xFF\xFE"), 2);   // bytes that are no UTF-8
}

TEST(Table, aligns_columns_and_folds_the_last) {
  Table table({{"State"}, {"note"}});
  table.row({"Côte d'Ivoire", "accepted"});
  table.row({"Chad", "a Party"});
  EXPECT_EQ(table.text(Look{}),
            "State          note\n"
            "Côte d'Ivoire  accepted\n"
            "Chad           a Party\n");
  Look narrow;
  narrow.width = 24;
  EXPECT_EQ(table.text(narrow),
            "State          note\n"
            "Côte d'Ivoire  accepted\n"
            "Chad           a Party\n");
  Table folded({{"State"}, {"note"}});
  folded.row({"Chad", "one two three four five six"});
  EXPECT_EQ(folded.text(narrow),
            "State  note\n"
            "Chad   one two three\n"
            "       four five six\n");
}

TEST(Table, numbers_stand_to_the_right) {
  Table table({{"rules", 0, true}, {"title"}});
  table.row({"7", "x"});
  EXPECT_EQ(table.text(Look{}), "rules  title\n    7  x\n");
}

}  // namespace
}  // namespace ratione::answers
