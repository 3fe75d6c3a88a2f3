#include "screen/columns.h"

#include <gtest/gtest.h>

namespace ratione {
namespace {

using Names = std::vector<std::string>;

ColumnMap mapped(const Names& names, const Names& asked = {}) {
  Result<ColumnMap> map = map_columns(names, asked);
  EXPECT_TRUE(map) << map.error().render();
  return map.value_or(ColumnMap{});
}

Code fault_of(const Names& names, const Names& asked = {}) {
  Result<ColumnMap> map = map_columns(names, asked);
  EXPECT_FALSE(map);
  return map ? Code::went_wrong : map.error().code;
}

TEST(Columns, AreFoundByName) {
  ColumnMap map = mapped({"Place", " DATE ", "id", "other"});
  EXPECT_EQ(map.index(Word::place), 0);
  EXPECT_EQ(map.index(Word::date), 1);
  EXPECT_EQ(map.name(Word::date), " DATE ");
  EXPECT_EQ(map.name(Word::suspect), "suspect") << "our name, where the file has none";
  EXPECT_EQ(map.days, DayForm::one);
  EXPECT_EQ(map.place, Word::place);
}

TEST(Columns, TakeTheDayInThreeForms) {
  EXPECT_EQ(mapped({"date", "date_start", "date_end", "place"}).days, DayForm::one);
  EXPECT_EQ(mapped({"year", "date_start", "date_end", "place"}).days, DayForm::interval);
  EXPECT_EQ(mapped({"year", "month", "day", "place"}).days, DayForm::parts);
  EXPECT_EQ(fault_of({"year", "month", "place"}), Code::no_usable_column);
  EXPECT_EQ(fault_of({"date_start", "place"}), Code::no_usable_column);
}

TEST(Columns, ReadACountryLabelLast) {
  EXPECT_EQ(mapped({"date", "country", "territory", "place"}).place, Word::place);
  EXPECT_EQ(mapped({"date", "country", "territory"}).place, Word::territory);
  EXPECT_EQ(mapped({"date", "country"}).place, Word::country);
  EXPECT_EQ(fault_of({"date", "region"}), Code::no_usable_column);
}

TEST(Columns, LetCoordinatesTellThePlace) {
  ColumnMap map = mapped({"date", "latitude", "longitude", "country"});
  EXPECT_TRUE(map.coordinates());
  EXPECT_EQ(map.place, Word::country) << "of rows without them";
  ASSERT_EQ(map.notes.size(), 1u);
  EXPECT_NE(map.notes[0].find("column country is read in rows without"), std::string::npos);
  map = mapped({"date", "Latitude", "LONGITUDE"});
  EXPECT_TRUE(map.coordinates());
  EXPECT_TRUE(map.notes.empty());
  EXPECT_EQ(mapped({"date", "y", "x"}, {"latitude=y", "longitude=x"}).index(Word::longitude), 2);
}

TEST(Columns, UseNoCoordinateAlone) {
  ColumnMap map = mapped({"date", "latitude", "place"});
  EXPECT_FALSE(map.coordinates());
  ASSERT_EQ(map.notes.size(), 1u);
  EXPECT_NE(map.notes[0].find("column latitude is not used: no column is the longitude"),
            std::string::npos);
  EXPECT_EQ(fault_of({"date", "longitude"}), Code::no_usable_column);
}

TEST(Columns, CanBeSwapped) {
  ColumnMap map =
      mapped({"date", "latitude", "longitude"}, {"latitude=longitude", "longitude=latitude"});
  EXPECT_EQ(map.index(Word::latitude), 2);
  EXPECT_EQ(map.index(Word::longitude), 1);
}

TEST(Columns, KnowTheNamesOfDataSets) {
  ColumnMap map = mapped({"event_id_cnty", "event_date", "country"});
  EXPECT_EQ(map.index(Word::id), 0);
  EXPECT_EQ(map.index(Word::date), 1);
  EXPECT_EQ(mapped({"event_date", "date", "country"}).index(Word::date), 1) << "ours come first";
}

TEST(Columns, AreMappedAsAsked) {
  EXPECT_EQ(mapped({"when", "where"}, {"date=when", "place=where"}).index(Word::place), 1);
  EXPECT_EQ(mapped({"when", "place"}, {"when=date"}).index(Word::date), 0)
      << "the other way round, when only that fits";
  EXPECT_EQ(mapped({"date", "id", "place"}, {"date=id"}).index(Word::date), 1)
      << "ours stands on the left when both ways fit";
  EXPECT_EQ(fault_of({"date", "place"}, {"suspects=date"}), Code::bad_column_map);
  EXPECT_EQ(fault_of({"date", "place"}, {"suspect=whom"}), Code::bad_column_map);
  EXPECT_EQ(fault_of({"date", "place"}, {"date"}), Code::bad_column_map);
}

TEST(Columns, RefuseAUsedNameThatStandsTwice) {
  EXPECT_EQ(fault_of({"date", "place", "place"}), Code::column_twice);
  EXPECT_EQ(fault_of({"Date ", "place", "DATE"}), Code::column_twice);
  EXPECT_EQ(mapped({"Date", "place", "date"}).index(Word::date), 2) << "the exact name wins";
  EXPECT_EQ(mapped({"date", "place", "x", "x"}).index(Word::place), 1);
}

TEST(Columns, GiveWayToOurs) {
  EXPECT_EQ(output_names({"id", "reason", "State"}), (Names{"id", "input_reason", "input_State"}));
  EXPECT_EQ(output_names({"reason", "input_reason"}),
            (Names{"input_input_reason", "input_reason"}));
  EXPECT_EQ(output_names({"near border"}), (Names{"near border"}));
}

TEST(Columns, AreSettledOnceMore) {
  Names out = {"id", "date", "input_territory", "territory", "reason"};
  Result<ColumnMap> map =
      map_settled(out, {{"id", "id"}, {"date", "date"}, {"territory", "input_territory"}});
  ASSERT_TRUE(map);
  EXPECT_EQ(map->index(Word::territory), 2);
  EXPECT_EQ(map->place, Word::territory);
  EXPECT_FALSE(map_settled({"id"}, {{"date", "date"}}));
}

}  // namespace
}  // namespace ratione
