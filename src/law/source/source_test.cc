#include "law/source/source.h"

#include <gtest/gtest.h>

namespace ratione {
namespace {

SourceFile read(std::string text) {
  Errors errors;
  SourceFile file = read_source(std::move(text), "x.md", errors);
  EXPECT_EQ(render(errors), "");
  return file;
}

std::string faults(std::string text) {
  Errors errors;
  read_source(std::move(text), "x.md", errors);
  return render(errors);
}

TEST(Source, a_fence_belongs_to_the_heading_above_it) {
  const SourceFile file =
      read("## A {#1}\n### B {#1.1}\n```law\nrule x\n```\n## C {#2}\n```law\nrule y\n```\n");
  ASSERT_EQ(file.fences.size(), 2u);
  EXPECT_EQ(file.section_id(file.fences[0].section), "1.1");
  EXPECT_EQ(file.section_id(file.fences[1].section), "2");
  EXPECT_EQ(file.fences[0].line, 4);
  EXPECT_EQ(file.content(file.fences[0]), "rule x\n");
}

TEST(Source, a_heading_without_id_ends_the_sections_of_its_level_but_not_those_above) {
  const SourceFile file =
      read("## A {#1}\n### B {#1.1}\n### Without\n```law\n```\n## Without\n```law\n```\n");
  EXPECT_EQ(file.section_id(file.fences[0].section), "1");
  EXPECT_EQ(file.fences[1].section, -1);
}

TEST(Source, a_list_item_with_an_id_holds_what_is_indented_below_it) {
  const SourceFile file = read(
      "## A {#1}\n- one {#1.a}\n  more\n\n  ```law\n  rule x\n  ```\n- two {#1.b}\n\nAfter the "
      "list.\n```law\n```\n");
  ASSERT_EQ(file.sections.size(), 3u);
  EXPECT_EQ(file.sections[1].text, "one\nmore");
  EXPECT_EQ(file.section_id(file.fences[0].section), "1.a");
  EXPECT_EQ(file.content_as_written(file.fences[0]), "rule x\n");
  EXPECT_EQ(file.section_id(file.fences[1].section), "1");
  EXPECT_EQ(file.sections[0].text, "After the list.");
}

TEST(Source, a_heading_in_another_fence_is_prose) {
  const SourceFile file = read("## A {#1}\n```text\n## B {#2}\n```\n");
  ASSERT_EQ(file.sections.size(), 1u);
  EXPECT_NE(file.sections[0].text.find("## B {#2}"), std::string::npos);
}

TEST(Source, both_forms_of_an_id_are_one) {
  EXPECT_EQ(read("## A {#12(2)(a)}\n").sections[0].id, "12.2.a");
  EXPECT_EQ(read("## A {#12.2.a}\n").sections[0].id, "12.2.a");
}

TEST(Source, front_matter_keeps_where_its_values_stand) {
  const SourceFile file = read("---\ninstrument: x\ntitle: \"A: b\"\n---\n");
  const FrontMatter::Entry* title = file.front.find("title");
  ASSERT_NE(title, nullptr);
  EXPECT_EQ(title->value, "A: b");
  EXPECT_EQ(title->line, 3);
  EXPECT_EQ(title->column, 9);
  EXPECT_EQ(file.front.find("source"), nullptr);
}

TEST(Source, bytes_that_are_no_text_are_refused_with_their_place) {
  EXPECT_EQ(faults("a\nb\xff"),
            "x.md:2:2: this byte is not UTF-8 text; save the file as UTF-8 (law.001)\n");
  EXPECT_NE(faults(std::string("a\0b", 3)), "");
  EXPECT_NE(faults("\xC0\xAF"), "");      // an overlong /
  EXPECT_NE(faults("\xED\xA0\x80"), "");  // a surrogate
  EXPECT_NE(faults("\xE2\x82"), "");      // cut
  EXPECT_EQ(faults("\xE2\x82\xAC"), "");
}

TEST(Source, a_file_that_is_too_large_is_refused) {
  EXPECT_EQ(faults(std::string(largest_law_file, 'a')), "");
  EXPECT_NE(faults(std::string(largest_law_file + 1, 'a')), "");
}

}  // namespace
}  // namespace ratione
