#include "calendar/span.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace ratione {
namespace {

// Days near both ends and in the middle: what can go wrong goes wrong there.
std::vector<Day> sample_days() {
  std::vector<Day> days;
  for (int base : {Day::first().number(), 16861, Day::last().number() - 6}) {
    for (int i = 0; i <= 6; ++i) days.push_back(Day::from_number(base + i).value());
  }
  return days;
}

// The span as the set of those days.
std::set<int> members(Span span, const std::vector<Day>& days) {
  std::set<int> out;
  for (Day d : days) {
    if (span.from.number() <= d.number() && d.number() < span.until.number())
      out.insert(d.number());
  }
  return out;
}

TEST(Span, EveryPairAgreesWithSetsOfDays) {
  std::vector<Day> days = sample_days();
  std::vector<Span> spans;
  for (Day from : days) {
    for (Day until : days) spans.push_back({from, until});
  }
  for (Span a : spans) {
    std::set<int> in_a = members(a, days);
    ASSERT_EQ(a.empty(), in_a.empty()) << a.words();
    for (Day d : days) ASSERT_EQ(a.contains(d), in_a.count(d.number()) == 1) << a.words();
    for (Span b : spans) {
      std::set<int> in_b = members(b, days);
      std::set<int> both;
      for (int d : in_a) {
        if (in_b.count(d) == 1) both.insert(d);
      }
      ASSERT_EQ(members(a.intersect(b), days), both) << a.words() << " and " << b.words();
      ASSERT_EQ(a.meets(b), !both.empty()) << a.words() << " and " << b.words();
      ASSERT_EQ(a.contains(b), both == in_b) << a.words() << " and " << b.words();
    }
  }
}

TEST(Span, CountsItsDays) {
  Day d = Day::parse("2016-02-28").value();
  EXPECT_EQ((Span{d, Day::parse("2016-03-01").value()}).days(), 2);
  EXPECT_EQ((Span{d, d}).days(), 0);
  EXPECT_EQ((Span{d.next(), d}).days(), 0);
  EXPECT_EQ(Span::one(d).days(), 1);
  EXPECT_EQ(Span::always().days(), 3652058);
}

TEST(Span, TheLastDayLiesInNone) {
  EXPECT_FALSE(Span::always().contains(Day::last()));
  EXPECT_TRUE(Span::always().contains(Day::last().previous()));
  EXPECT_TRUE(Span::one(Day::last()).empty());
}

TEST(Span, SaysItsLastDayInside) {
  auto words = [](std::string_view from, std::string_view until) {
    return Span{Day::parse(from).value(), Day::parse(until).value()}.words();
  };
  EXPECT_EQ(words("2016-01-01", "2017-01-01"), "2016-01-01 to 2016-12-31");
  EXPECT_EQ(words("2016-01-01", "2016-01-03"), "2016-01-01 to 2016-01-02");
  EXPECT_EQ(words("2016-01-01", "2016-01-02"), "2016-01-01");
  EXPECT_EQ(words("2016-01-01", "9999-12-31"), "from 2016-01-01");
  EXPECT_EQ(words("0001-01-01", "2017-01-01"), "up to 2016-12-31");
  EXPECT_EQ(words("2016-01-01", "2016-01-01"), "no day");
  EXPECT_EQ(words("2016-01-02", "2016-01-01"), "no day");
  EXPECT_EQ(Span::always().words(), "always");
}

}  // namespace
}  // namespace ratione
