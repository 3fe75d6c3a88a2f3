// Kleene's tables, and days that are known only as a range.
#include "engine/truth.h"

#include <gtest/gtest.h>

namespace ratione {
namespace {

constexpr Truth no = Truth::no, open = Truth::undetermined, yes = Truth::yes;

Day day(const char* iso) { return Day::parse(iso).value(); }

TEST(Truth, KleenesTables) {
  const Truth all[] = {no, open, yes};
  for (Truth a : all) {
    EXPECT_EQ(!!a, a);
    for (Truth b : all) {
      EXPECT_EQ(!both(a, b), either(!a, !b)) << word(a) << " " << word(b);
      EXPECT_EQ(both(a, b), both(b, a));
    }
  }
  EXPECT_EQ(both(open, no), no);
  EXPECT_EQ(both(open, yes), open);
  EXPECT_EQ(either(open, yes), yes);
  EXPECT_EQ(either(open, no), open);
  EXPECT_EQ(!open, open);
}

TEST(Truth, FromAnUncertainDayIsOpenInBetween) {
  TruthLine t = from_day({day("2018-01-26"), day("2018-02-16")});
  EXPECT_EQ(t.at(day("2018-01-25")), no);
  EXPECT_EQ(t.at(day("2018-01-26")), open);
  EXPECT_EQ(t.at(day("2018-02-15")), open);
  EXPECT_EQ(t.at(day("2018-02-16")), yes);
  EXPECT_EQ(until_day({day("2018-01-26"), day("2018-02-16")}), !t);
}

TEST(Truth, FromNeverIsNoOnEveryDay) {
  EXPECT_TRUE(always(from_day(DayRange::on(Day::never())), no));
  EXPECT_TRUE(always(until_day(DayRange::on(Day::never())), yes));
  // The lower end may still come.
  TruthLine t = from_day({day("2018-01-26"), Day::never()});
  EXPECT_EQ(t.at(day("2300-01-01")), open);
}

TEST(Truth, BestAndLeastOfHalfOpenDays) {
  TruthLine t = from_day(DayRange::on(day("2002-07-01")));
  Span june{day("2002-06-01"), day("2002-07-01")};  // 1 July is outside
  EXPECT_EQ(best_in(t, june), no);
  Span to_july{day("2002-06-01"), day("2002-07-02")};
  EXPECT_EQ(best_in(t, to_july), yes);
  EXPECT_EQ(least_in(t, to_july), no);
}

// Timelines combine day by day.
TEST(Truth, TimelinesCombineAsTheirDaysDo) {
  TruthLine a = from_day({day("2000-01-01"), day("2000-01-10")});
  TruthLine b = until_day({day("2000-01-05"), day("2000-01-15")});
  TruthLine both_line = both(a, b), either_line = either(a, b);
  for (Day d = day("1999-12-25"); d < day("2000-01-25"); d = d.next()) {
    EXPECT_EQ(both_line.at(d), both(a.at(d), b.at(d))) << d.iso();
    EXPECT_EQ(either_line.at(d), either(a.at(d), b.at(d))) << d.iso();
  }
}

}  // namespace
}  // namespace ratione
