#include "screen/cells.h"

#include <gtest/gtest.h>

#include "record/record.h"

namespace ratione {
namespace {

std::string day(std::string_view text) {
  Result<Day> read = read_day(text);
  return read ? read->iso() : "no";
}

TEST(ReadDay, TakesADayWithOrWithoutATime) {
  EXPECT_EQ(day("2016-02-29"), "2016-02-29");
  EXPECT_EQ(day("  2016-02-29\t"), "2016-02-29");
  EXPECT_EQ(day("2016-02-29 00:00:00.000"), "2016-02-29");
  EXPECT_EQ(day("2016-02-29 23:59"), "2016-02-29");
  EXPECT_EQ(day("2016-02-29T00:00:00"), "2016-02-29");
  EXPECT_EQ(day("2016-02-29T23:59:59Z"), "2016-02-29");
  EXPECT_EQ(day("2016-02-29T23:59:59+05:30"), "2016-02-29");
  EXPECT_EQ(day("07 March 2019"), "2019-03-07");
  EXPECT_EQ(day("7 march 2019"), "2019-03-07");
}

TEST(ReadDay, GuessesNothing) {
  for (const char* text : {"",
                           "2016",
                           "2016-02",
                           "2016-2-9",
                           "2016/02/09",
                           "09.02.2016",
                           "02/03/2016",
                           "20160209",
                           "2016-02-30",
                           "2015-02-29",
                           "0000-01-01",
                           "16-02-29",
                           "2016-02-29x",
                           "2016-02-29 noon",
                           "2016-02-29 24",
                           "2016-02-29T",
                           "2016-02-29 00:00:00.",
                           "2016-02-29 00:00 x",
                           "31 February 2016",
                           "7 Mar 2019",
                           "7 March 19",
                           "March 7 2019",
                           "-2016-02-29",
                           "+2016-02-29",
                           "2016-02-29/2016-03-01",
                           "never",
                           "NULL",
                           "42429"}) {
    EXPECT_EQ(day(text), "no") << text;
  }
}

ColumnMap map_of(std::vector<std::string> names) { return map_columns(names, {}).value(); }

struct Row {
  ColumnMap map;
  Cells cells;
};
Row row(std::vector<std::pair<Word, std::string_view>> values) {
  std::vector<std::string> names;
  Row out;
  for (const auto& [word, value] : values) {
    names.emplace_back(name_of(word));
    out.cells.set(word, value);
  }
  names.emplace_back("place");
  out.map = map_of(names);
  return out;
}

std::string days(std::vector<std::pair<Word, std::string_view>> values) {
  Row r = row(std::move(values));
  Read<Span> read = read_days(r.cells, r.map);
  if (!read) return std::string(name_of(read.error().word)) + ": " + read.error().why;
  return read->from.iso() + "/" + read->until.iso();
}

TEST(ReadDays, GivesHalfOpenSpans) {
  EXPECT_EQ(days({{Word::date, "2002-06-30"}}), "2002-06-30/2002-07-01");
  EXPECT_EQ(days({{Word::date_start, "2002-06-30"}, {Word::date_end, "2002-07-01"}}),
            "2002-06-30/2002-07-02");
  EXPECT_EQ(days({{Word::year, "2002"}, {Word::month, "7"}, {Word::day, "01"}}),
            "2002-07-01/2002-07-02");
}

TEST(ReadDays, NamesTheColumnThatCannotBeRead) {
  EXPECT_EQ(days({{Word::date, ""}}), "date: it is empty");
  EXPECT_EQ(days({{Word::date, "  "}}), "date: it is empty");
  EXPECT_EQ(days({{Word::date, "2016-02-30"}}).substr(0, 6), "date: ");
  EXPECT_EQ(days({{Word::date, "9999-12-31"}}).substr(0, 6), "date: ");
  EXPECT_EQ(days({{Word::date_start, "2002-07-02"}, {Word::date_end, "2002-07-01"}}),
            "date_end: 2002-07-01 is before the first day, 2002-07-02");
  EXPECT_EQ(days({{Word::date_start, "2002-07-02"}, {Word::date_end, ""}}),
            "date_end: it is empty");
  EXPECT_EQ(days({{Word::year, "2002"}, {Word::month, "13"}, {Word::day, "1"}}),
            "month: 13 is not a month; write a number from 1 to 12");
  EXPECT_EQ(days({{Word::year, "2002"}, {Word::month, "July"}, {Word::day, "1"}}).substr(0, 7),
            "month: ");
  EXPECT_EQ(days({{Word::year, "2002"}, {Word::month, "2"}, {Word::day, "29"}}).substr(0, 5),
            "day: ");
  EXPECT_EQ(days({{Word::year, "02"}, {Word::month, "2"}, {Word::day, ""}}), "day: it is empty");
  EXPECT_EQ(days({{Word::date, "caf\xE9"}}), "date: \"caf\\xe9\" is not UTF-8");
}

// Cells read against the record and atlas of the project.
struct World {
  Results<Law> law = load_law("law");
  Results<Record> record = Record::load("record");
  Results<Atlas> atlas = Atlas::load("atlas", record->states());
  const LawInstrument& court = *law->court("");
};
const World& world() {
  static const World w;
  return w;
}

Read<Asked> asked(const std::vector<std::pair<Word, std::string_view>>& values) {
  std::vector<std::string> names = {"date"};
  Cells cells;
  for (const auto& [word, value] : values) {
    names.emplace_back(name_of(word));
    cells.set(word, value);
  }
  CellReader reader{world().court, world().record->states(), *world().atlas};
  return read_asked(cells, map_of(names), reader);
}

std::string why(const std::vector<std::pair<Word, std::string_view>>& values) {
  Read<Asked> read = asked(values);
  if (read) return "read";
  return std::string(name_of(read.error().word)) + ": " + read.error().why;
}

TEST(ReadAsked, FindsPlacesByCodeAndName) {
  Read<Asked> read = asked({{Word::place, "Crimea"}});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->territory, (std::vector<std::string>{"crimea"}));
  EXPECT_EQ(asked({{Word::place, " CAF ; Chad;CAF "}})->territory,
            (std::vector<std::string>{"CAF", "TCD"}));
}

TEST(ReadAsked, ReadsGedLabelsInACountryColumn) {
  EXPECT_EQ(asked({{Word::country, "DR Congo (Zaire)"}})->territory[0], "COD");
  EXPECT_EQ(asked({{Word::country, "Congo"}})->territory[0], "COG") << "GED's own label";
  EXPECT_EQ(asked({{Word::country, "Russia (Soviet Union)"}})->territory[0], "RUS");
  EXPECT_EQ(asked({{Word::country, "Bosnia-Herzegovina"}})->territory[0], "BIH");
}

TEST(ReadAsked, RefusesNamesThatAreNoneOrSeveral) {
  EXPECT_NE(why({{Word::place, "Congo"}}).find("place: \"Congo\" could be"), std::string::npos)
      << why({{Word::place, "Congo"}});
  EXPECT_EQ(why({{Word::place, "Atlantis"}}).substr(0, 17), "place: \"Atlantis\"");
  EXPECT_EQ(why({{Word::place, ""}}), "place: it is empty");
  EXPECT_EQ(why({{Word::place, " ; "}}), "place: it is empty");
  EXPECT_EQ(why({{Word::place, "CAF"}, {Word::suspect, "Ruritania"}}).substr(0, 9), "suspect: ");
  std::string longest(3000, 'x');
  EXPECT_EQ(why({{Word::place, longest}}).substr(0, 10), "place: it ");
}

TEST(ReadAsked, ReadsTheOtherColumns) {
  Read<Asked> read = asked({{Word::place, "high seas"},
                            {Word::suspect, "Russian;FRA"},
                            {Word::crime, "War crimes"},
                            {Word::trigger, "sc_referral"},
                            {Word::age, "17"}});
  ASSERT_TRUE(read) << read.error().why;
  const auto& fields = read->situation.fields;
  EXPECT_EQ(fields.at("territory").is, FieldValue::Is::none);
  EXPECT_EQ(fields.at("registered_in").is, FieldValue::Is::unknown) << "at sea it matters";
  ASSERT_EQ(fields.at("nationality").states.size(), 2u);
  EXPECT_EQ(fields.at("nationality").states[0].state.text(), "RUS");
  EXPECT_EQ(fields.at("crime").text, "8");
  EXPECT_EQ(fields.at("age").number->numerator(), 17);
  EXPECT_EQ(
      asked({{Word::place, "CAF"}, {Word::suspect, "none"}})->situation.fields.at("nationality").is,
      FieldValue::Is::none);
  EXPECT_FALSE(
      asked({{Word::place, "CAF"}, {Word::suspect, ""}})->situation.fields.contains("nationality"));
}

TEST(ReadAsked, NamesTheColumnThatIsWrong) {
  EXPECT_EQ(why({{Word::place, "CAF"}, {Word::crime, "piracy"}}).substr(0, 7), "crime: ");
  EXPECT_EQ(why({{Word::place, "CAF"}, {Word::crime, "genocide;war_crimes"}}),
            "crime: it names 2 values; write a row for each");
  EXPECT_EQ(why({{Word::place, "CAF"}, {Word::trigger, "referral"}}).substr(0, 9), "trigger: ");
  EXPECT_EQ(why({{Word::place, "CAF"}, {Word::age, "seventeen"}}).substr(0, 5), "age: ");
  EXPECT_EQ(why({{Word::place, "CAF"}, {Word::age, "-1"}}).substr(0, 5), "age: ");
}

}  // namespace
}  // namespace ratione
