#include "report/html.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "errors/utf8_for_tests.h"

namespace ratione {
namespace {

TEST(Html, markup_in_a_value_stays_text) {
  EXPECT_EQ(html_text("<script>alert('x')</script>"),
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
  EXPECT_EQ(html_text("\" onload=\"x & y"), "&quot; onload=&quot;x &amp; y");
  EXPECT_EQ(html_input("</bdi><img src=x>"), "<bdi>&lt;/bdi&gt;&lt;img src=x&gt;</bdi>");
}

TEST(Html, bytes_that_are_no_text_are_replaced) {
  EXPECT_EQ(html_text("a\xFF"
                      "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(html_text(std::string("a\0b", 3)),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(html_text("a\x1b[31mb"), "a\xEF\xBF\xBD[31mb");
  EXPECT_EQ(html_text("\xC2\x9B"), "\xEF\xBF\xBD");  // C1
  EXPECT_EQ(html_text("\xE2\x80\xAE"
                      "b"),
            "\xEF\xBF\xBD"
            "b");  // right to left from here
  EXPECT_EQ(html_text("Kyïv, Тбилиси"), "Kyïv, Тбилиси");
}

TEST(Html, a_long_value_is_cut_between_characters) {
  EXPECT_EQ(html_input("éé", 3), "<bdi>éé</bdi>");
  EXPECT_EQ(html_input("ééé", 3), "<bdi>éé…</bdi>");
}

TEST(Html, paragraphs_and_lists_of_the_law) {
  EXPECT_EQ(html_paragraphs("One\n`l<i>ne` <a>.\n\n- x\n- y\n  goes on\n\nEnd"),
            "<p>One <code>l&lt;i&gt;ne</code> &lt;a&gt;.</p>\n<ul><li>x</li><li>y   goes "
            "on</li></ul>\n<p>End</p>\n");
}

TEST(Html, numbers_are_grouped) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1234567), "1,234,567");
}

RC_GTEST_PROP(Html, any_bytes_give_text_without_markup, (const std::string& bytes)) {
  std::string text = html_text(bytes);
  RC_ASSERT(text.find_first_of("<>\"'") == std::string::npos);
  RC_ASSERT(is_one_line_of_utf8(text));
}

}  // namespace
}  // namespace ratione
