#include "report/tally.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ratione {
namespace {

AnswerColumns of_state(std::string_view state, std::string_view reason = "because") {
  return {"place", state, "territory", state, "1(2)", reason};
}

TEST(ReportTally, sums_are_the_same_in_any_order) {
  ReportTally one, other, forth, back;
  for (int i = 0; i < 100; ++i) {
    ReportTally& part = i % 3 == 0 ? one : other;
    auto conclusion = static_cast<Conclusion>(i % 4);
    std::string_view state = i % 5 == 0 ? "AAA" : "BBB";
    part.see(conclusion, of_state(state));
    part.see_point(conclusion, i - 50, i);
    part.see_unreadable({"a.csv", 200 - i, 0, "", "unreadable"});
  }
  forth.add(one);
  forth.add(other);
  back.add(other);
  back.add(one);
  auto shown = [](const ReportTally& tally) {
    std::string out;
    for (const ReportTally::Answer& each : tally.answers()) {
      out += std::to_string(static_cast<int>(each.conclusion)) + std::string(each.columns.state) +
             std::to_string(each.rows) + " ";
    }
    return out;
  };
  EXPECT_EQ(shown(forth), "0AAA5 0BBB20 1AAA5 1BBB20 2AAA5 2BBB20 3AAA5 3BBB20 ");
  EXPECT_EQ(shown(forth), shown(back));
  EXPECT_EQ(forth.cells(), back.cells());
  EXPECT_EQ(forth.unreadable(), back.unreadable());
  EXPECT_EQ(forth.unreadable().size(), ReportTally::most_unreadable);
  EXPECT_EQ(forth.unreadable().begin()->line, 101);  // the first lines, not the first seen
}

TEST(ReportTally, keeps_columns_apart) {
  ReportTally tally;
  tally.see(Conclusion::no, {"", "XXX", "", "", "7(1)", "no; because, of this"});
  ASSERT_EQ(tally.answers().size(), 1u);
  ReportTally::Answer answer = tally.answers().front();
  EXPECT_EQ(answer.conclusion, Conclusion::no);
  EXPECT_EQ(answer.columns.territory, "");
  EXPECT_EQ(answer.columns.attribution, "XXX");
  EXPECT_EQ(answer.columns.citation, "7(1)");
  EXPECT_EQ(answer.columns.reason, "no; because, of this");
}

TEST(ReportTally, a_point_on_an_edge_of_the_earth_has_a_cell_and_no_point_has_none) {
  ReportTally tally;
  tally.see_point(Conclusion::yes, 90, 180);
  tally.see_point(Conclusion::yes, -90, -180);
  tally.see_point(Conclusion::yes, 95, 0);
  tally.see_point(Conclusion::yes, 0, 180.01);
  tally.see_point(Conclusion::yes, std::nan(""), 0);
  ASSERT_EQ(tally.cells().size(), 2u);
  EXPECT_EQ(tally.cells().begin()->first, (ReportTally::Cell{0, 0}));
  EXPECT_EQ(tally.cells().rbegin()->first, (ReportTally::Cell{359, 719}));
}

TEST(ReportTally, counts_what_it_does_not_keep) {
  ReportTally tally;
  for (std::size_t i = 0; i < ReportTally::most_answers + 7; ++i) {
    tally.see(Conclusion::no, of_state("AAA", std::to_string(i)));
  }
  EXPECT_EQ(tally.answers().size(), ReportTally::most_answers);
  EXPECT_EQ(tally.not_kept(), 7);
}

}  // namespace
}  // namespace ratione
