#include "screen/row_places.h"

#include <gtest/gtest.h>

namespace ratione {
namespace {

TEST(RowPlaces, every_row_has_the_line_that_was_given_for_it) {
  RowPlaces places;
  places.begin("empty.csv");
  places.begin("a.csv");
  std::vector<std::int64_t> lines = {2, 3, 4, 7, 8, 20, 21};
  for (std::int64_t line : lines) places.row(line);
  places.begin("none.jsonl");
  places.begin("b.parquet");
  places.rows(1000);
  places.begin("c.jsonl");
  places.row(1);
  places.row(3);
  ASSERT_EQ(places.rows(), 1009);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    RowPlace place = places.of(static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(place.file, "a.csv");
    EXPECT_EQ(place.line, lines[i]);
    EXPECT_EQ(place.row, static_cast<std::int64_t>(i) + 1);
  }
  EXPECT_EQ(places.of(8).file, "b.parquet");
  EXPECT_EQ(places.of(8).row, 1);
  EXPECT_EQ(places.of(1007).row, 1000);
  EXPECT_EQ(places.of(1007).line, 0);
  EXPECT_EQ(places.of(1008).line, 1);
  EXPECT_EQ(places.of(1009).line, 3);
  EXPECT_EQ(places.of(1009).row, 2);
  EXPECT_EQ(places.of(0).file, "");
  EXPECT_EQ(places.of(1010).file, "");
}

TEST(RowPlaces, beyond_so_many_breaks_a_row_has_its_number_and_no_wrong_line) {
  RowPlaces places;
  places.begin("a.csv");
  auto all = static_cast<std::int64_t>(RowPlaces::most_breaks) + 10;
  for (std::int64_t row = 1; row <= all; ++row) places.row(2 * row);
  EXPECT_EQ(places.of(100).line, 200);
  EXPECT_EQ(places.of(all).line, 0);
  EXPECT_EQ(places.of(all).row, all);
  places.begin("b.csv");
  places.row(2);
  places.row(3);
  EXPECT_EQ(places.of(all + 2).line, 3);
}

}  // namespace
}  // namespace ratione
