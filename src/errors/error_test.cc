#include "errors/error.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace ratione {
namespace {

struct Entry {
  std::string name;
  std::string text;
  std::string summary;
};

const std::vector<Entry>& every_code() {
  static const std::vector<Entry> entries = {
#define RATIONE_CODE(name, text, summary) {#name, text, summary},
#include "errors/codes.inc"
#undef RATIONE_CODE
  };
  return entries;
}

TEST(Codes, EachNumberStandsOnceAndInOrderOfItsArea) {
  std::set<std::string> texts;
  std::map<std::string, std::string> last_of_area;
  for (const Entry& e : every_code()) {
    EXPECT_TRUE(texts.insert(e.text).second) << e.text << " stands twice";
    std::size_t dot = e.text.find('.');
    ASSERT_NE(dot, std::string::npos) << e.text;
    ASSERT_EQ(e.text.size(), dot + 4) << e.text << " has no number of three digits";
    std::string& last = last_of_area[e.text.substr(0, dot)];
    EXPECT_LT(last, e.text) << e.text << " is out of order";
    last = e.text;
  }
}

TEST(Codes, EachSaysWhatItMeans) {
  for (const Entry& e : every_code()) EXPECT_FALSE(e.summary.empty()) << e.name;
}

TEST(Error, ShowsOnlyThePartsOfThePlaceThatAreKnown) {
  Error error{Code::not_a_day, {}, "\"x\" is not a day."};
  EXPECT_EQ(error.render(), "\"x\" is not a day. (calendar.003)");
  error.place.line = 7;
  EXPECT_EQ(error.render(), "\"x\" is not a day. (calendar.003)") << "a line of no file";
  error.place.file = "record/acts.csv";
  EXPECT_EQ(error.render(), "record/acts.csv:7: \"x\" is not a day. (calendar.003)");
  error.place.column = 22;
  EXPECT_EQ(error.render(), "record/acts.csv:7:22: \"x\" is not a day. (calendar.003)");
  error.place.line = 0;
  EXPECT_EQ(error.render(), "record/acts.csv: \"x\" is not a day. (calendar.003)");
}

TEST(Error, SeveralStandOneALine) {
  Errors errors = {{Code::not_a_day, {}, "One."}, {Code::out_of_years, {}, "Two."}};
  EXPECT_EQ(render(errors), "One. (calendar.003)\nTwo. (calendar.004)\n");
  EXPECT_EQ(render(Errors{}), "");
}

}  // namespace
}  // namespace ratione
