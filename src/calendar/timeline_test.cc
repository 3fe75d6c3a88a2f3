#include "calendar/timeline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace ratione {
namespace {

// A naive timeline: a value for each day of three short windows, at both ends
// of the calendar and in the middle. Values change nowhere else.
constexpr int window = 10;

const std::vector<Day>& days() {
  static const std::vector<Day> all = [] {
    std::vector<Day> out;
    for (int base : {Day::first().number(), 16861, Day::last().number() - window + 1}) {
      for (int i = 0; i < window; ++i) out.push_back(Day::from_number(base + i).value());
    }
    return out;
  }();
  return all;
}

using Model = std::vector<int>;  // beside days()

bool in_running_span(Span span, Day d) {
  return !span.empty() && span.from <= d && (d < span.until || span.until == Day::never());
}

struct Step {
  Span span;
  int value;
};

rc::Gen<std::vector<Step>> steps() {
  auto step = rc::gen::map(rc::gen::tuple(rc::gen::elementOf(days()), rc::gen::elementOf(days()),
                                          rc::gen::inRange(0, 4)),
                           [](const std::tuple<Day, Day, int>& t) {
                             return Step{{std::get<0>(t), std::get<1>(t)}, std::get<2>(t)};
                           });
  return rc::gen::container<std::vector<Step>>(step);
}

struct Pair {
  Timeline<int> timeline;
  Model model;
};

Pair built(const std::vector<Step>& all) {
  Pair pair{Timeline<int>(0), Model(days().size(), 0)};
  for (const Step& s : all) {
    pair.timeline.set(s.span, s.value);
    for (std::size_t i = 0; i < days().size(); ++i) {
      if (in_running_span(s.span, days()[i])) pair.model[i] = s.value;
    }
  }
  return pair;
}

template <class T, class F>
bool agrees(const Timeline<T>& timeline, F expected) {
  for (std::size_t i = 0; i < days().size(); ++i) {
    if (!(timeline.at(days()[i]) == expected(i))) return false;
  }
  return true;
}

template <class T>
bool canonical(const Timeline<T>& timeline) {
  auto s = timeline.segments();
  if (s.empty() || s[0].from != Day::first()) return false;
  for (std::size_t i = 1; i < s.size(); ++i) {
    if (!(s[i - 1].from < s[i].from) || s[i - 1].value == s[i].value) return false;
  }
  return true;
}

RC_GTEST_PROP(TimelineProperty, SetAgreesDayByDay, ()) {
  Pair p = built(*steps());
  RC_ASSERT(agrees(p.timeline, [&](std::size_t i) { return p.model[i]; }));
  RC_ASSERT(canonical(p.timeline));
}

RC_GTEST_PROP(TimelineProperty, CombineAgreesDayByDay, ()) {
  Pair a = built(*steps());
  Pair b = built(*steps());
  auto pairs = combine(a.timeline, b.timeline, [](int x, int y) { return 10 * x + y; });
  RC_ASSERT(agrees(pairs, [&](std::size_t i) { return 10 * a.model[i] + b.model[i]; }));
  RC_ASSERT(canonical(pairs));
  // Values that fall together must leave no breakpoint behind.
  auto least = combine(a.timeline, b.timeline, [](int x, int y) { return std::min(x, y); });
  RC_ASSERT(agrees(least, [&](std::size_t i) { return std::min(a.model[i], b.model[i]); }));
  RC_ASSERT(canonical(least));
}

RC_GTEST_PROP(TimelineProperty, MapAgreesDayByDay, ()) {
  Pair p = built(*steps());
  auto halves = p.timeline.map([](int x) { return x / 2; });
  RC_ASSERT(agrees(halves, [&](std::size_t i) { return p.model[i] / 2; }));
  RC_ASSERT(canonical(halves));
  auto words = p.timeline.map([](int x) { return std::to_string(x); });
  RC_ASSERT(agrees(words, [&](std::size_t i) { return std::to_string(p.model[i]); }));
}

// However a timeline came about, its segments are those of its days.
RC_GTEST_PROP(TimelineProperty, TheWayLeavesNoTrace, ()) {
  Pair p = built(*steps());
  std::vector<Timeline<int>::Segment> segments;
  for (std::size_t i = 0; i < days().size(); ++i) segments.push_back({days()[i], p.model[i]});
  RC_ASSERT(p.timeline == Timeline<int>::from_segments(segments));
}

RC_GTEST_PROP(TimelineProperty, EqualDaysAreEqualTimelines, ()) {
  Pair a = built(*steps());
  Pair b = built(*steps());
  RC_ASSERT((a.timeline == b.timeline) == (a.model == b.model));
  RC_ASSERT(a.timeline.constant() == (a.model == Model(a.model.size(), a.model[0])));
}

RC_GTEST_PROP(TimelineProperty, WhereGivesTheMaximalSpans, ()) {
  Pair p = built(*steps());
  int wanted = *rc::gen::inRange(0, 4);
  std::vector<Span> spans = p.timeline.where([&](int x) { return x >= wanted; });
  for (std::size_t i = 0; i < days().size(); ++i) {
    int holding = 0;
    for (Span s : spans) holding += s.contains(days()[i]) ? 1 : 0;
    // The last day lies in no span.
    RC_ASSERT(holding == (p.model[i] >= wanted && days()[i] != Day::last() ? 1 : 0));
  }
  for (std::size_t i = 0; i < spans.size(); ++i) {
    RC_ASSERT(!spans[i].empty());
    if (i > 0) RC_ASSERT(spans[i - 1].until < spans[i].from);
  }
}

RC_GTEST_PROP(TimelineProperty, SpanAtHoldsOneValueAndNoMore, ()) {
  Pair p = built(*steps());
  for (Day d : days()) {
    Span s = p.timeline.span_at(d);
    RC_ASSERT(s.from <= d);
    RC_ASSERT(d < s.until || s.until == Day::never());
    for (Day e : days()) {
      if (in_running_span(s, e)) RC_ASSERT(p.timeline.at(e) == p.timeline.at(d));
    }
    if (s.from > Day::first()) RC_ASSERT(p.timeline.at(s.from.previous()) != p.timeline.at(d));
    if (s.until < Day::never()) RC_ASSERT(p.timeline.at(s.until) != p.timeline.at(d));
  }
}

RC_GTEST_PROP(TimelineProperty, FromSegmentsJoinsNeighbours, ()) {
  std::vector<Timeline<int>::Segment> segments = {{Day::first(), *rc::gen::inRange(0, 3)}};
  Model model(days().size(), segments[0].value);
  for (std::size_t i = 1; i < days().size(); ++i) {
    if (*rc::gen::inRange(0, 3) == 0) segments.push_back({days()[i], *rc::gen::inRange(0, 3)});
    model[i] = segments.back().value;
  }
  auto timeline = Timeline<int>::from_segments(segments);
  RC_ASSERT(agrees(timeline, [&](std::size_t i) { return model[i]; }));
  RC_ASSERT(canonical(timeline));
}

TEST(Timeline, IndicatorOfEverySpanAgreesDayByDay) {
  for (Day from : days()) {
    for (Day until : days()) {
      Span span{from, until};
      auto inside = Timeline<bool>::indicator(span);
      ASSERT_TRUE(canonical(inside)) << span.words();
      ASSERT_TRUE(agrees(inside, [&](std::size_t i) { return in_running_span(span, days()[i]); }))
          << span.words();
      std::vector<Span> back = inside.where([](bool b) { return b; });
      ASSERT_EQ(back.size(), span.empty() ? 0u : 1u);
      if (!span.empty()) {
        ASSERT_EQ(back[0], span);
      }
    }
  }
}

TEST(Timeline, AValueOfTheLastDayAloneIsInNoSpan) {
  auto late = Timeline<bool>::from_segments({{Day::first(), false}, {Day::last(), true}});
  EXPECT_TRUE(late.at(Day::last()));
  EXPECT_FALSE(late.at(Day::last().previous()));
  EXPECT_TRUE(late.where([](bool b) { return b; }).empty());
}

TEST(Timeline, MembershipThatEndsAndBeginsAgain) {
  auto d = [](std::string_view iso) { return Day::parse(iso).value(); };
  Timeline<bool> party(false);
  party.set({d("2016-11-04"), d("2020-11-04")}, true);
  party.set({d("2021-02-19"), Day::never()}, true);
  EXPECT_TRUE(party.at(d("2020-11-03")));
  EXPECT_FALSE(party.at(d("2020-11-04")));
  EXPECT_TRUE(party.at(d("2021-02-19")));
  EXPECT_TRUE(party.at(Day::never()));
  ASSERT_EQ(party.where([](bool b) { return b; }).size(), 2u);
  EXPECT_EQ(party.span_at(d("2021-01-01")).words(), "2020-11-04 to 2021-02-18");
  party.set({d("2020-11-04"), d("2021-02-19")}, true);
  EXPECT_EQ(party.where([](bool b) { return b; }).size(), 1u);
  EXPECT_EQ(party.segments().size(), 2u);
  EXPECT_FALSE(party.constant());
}

}  // namespace
}  // namespace ratione
