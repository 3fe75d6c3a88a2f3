#include "text/icalendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace ratione {
namespace {

std::string unfolded(std::string text) {
  for (std::size_t at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) {
    text.erase(at, 3);
  }
  return text;
}

TEST(ICalendar, escapes_what_would_end_a_value) {
  EXPECT_EQ(icalendar_text("a\\b;c,d\ne\rf\x01g"), "a\\\\b\\;c\\,d\\nefg");
}

TEST(ICalendar, folds_at_75_bytes_and_not_inside_a_character) {
  const std::string value(73, 'x');
  EXPECT_EQ(icalendar_line("A", value), "A:" + value + "\r\n");  // 75 bytes fit
  EXPECT_EQ(icalendar_line("A", value + "y"), "A:" + value + "\r\n y\r\n");
  // The second byte of an ô would be the 76th.
  EXPECT_EQ(icalendar_line("A", std::string(72, 'x') + "ô"),
            "A:" + std::string(72, 'x') + "\r\n ô\r\n");
}

RC_GTEST_PROP(ICalendar, unfolding_gives_the_line_and_no_line_is_longer, (std::string value)) {
  value = icalendar_text(value);
  const std::string line = icalendar_line("DESCRIPTION", value);
  RC_ASSERT(unfolded(line) == "DESCRIPTION:" + value + "\r\n");
  std::size_t from = 0;
  for (std::size_t end = line.find("\r\n"); end != std::string::npos;
       end = line.find("\r\n", from)) {
    RC_ASSERT(end - from <= 75u);
    from = end + 2;
  }
}

}  // namespace
}  // namespace ratione
