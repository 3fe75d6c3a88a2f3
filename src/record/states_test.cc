#include "record/states.h"

#include <gtest/gtest.h>

namespace ratione {
namespace {

constexpr std::string_view states_header = "code,name,from,until,m49,treaty_making,note\n";
constexpr std::string_view names_header = "code,name,kind,source\n";

Results<States> read(std::string_view states, std::string_view names) {
  return States::read(std::string(states_header) + std::string(states), "states.csv",
                      std::string(names_header) + std::string(names), "state_names.csv");
}

std::string faults_of(std::string_view states, std::string_view names) {
  Results<States> read_states = read(states, names);
  return read_states ? "" : render(read_states.error());
}

class Names : public testing::Test {
 protected:
  const States states = read(
                            "COD,Democratic Republic of the Congo,,,180,yes,\n"
                            "COG,Congo,,,178,yes,\n"
                            "CIV,Côte d'Ivoire,,,384,yes,\n"
                            "DMA,Dominica,,,212,yes,\n"
                            "DOM,Dominican Republic,,,214,yes,\n"
                            "RUS,Russian Federation,1991-12-26,,643,yes,continues SUN\n"
                            "SUN,Soviet Union,,1991-12-26,810,yes,\n"
                            "TWN,Taiwan,,,158,no,\n",
                            "COD,Congo,alias,x\n"
                            "COD,DR Congo (Zaire),ged,x\n"
                            "COG,Congo,ged,x\n"
                            "CIV,Ivory Coast,alias,x\n"
                            "DMA,Dominican,demonym,x\n"
                            "DOM,Dominican,demonym,x\n"
                            "RUS,Russia,alias,x\n"
                            "RUS,Russian,demonym,x\n"
                            "RUS,Moscow,capital,x\n"
                            "RUS,Russia (Soviet Union),ged,x\n"
                            "RUS,Россия,ru,x\n"
                            "RUS,俄罗斯,zh,x\n"
                            "RUS,روسيا,ar,x\n"
                            "COG,República del Congo,es,x\n"
                            "COD,Congo (RDC),fr,x\n"
                            "COG,Congo,es,x\n")
                            .value();
  std::string code(std::string_view text) const {
    Result<StateCode> found = states.find(text);
    return found ? found->text() : found.error().render();
  }
  std::string code_any(std::string_view text) const {
    Result<StateCode> found = states.find_any(text);
    return found ? found->text() : found.error().render();
  }
};

TEST_F(Names, InTheSixLanguagesOfTheUnitedNations) {
  EXPECT_EQ(code("Россия"), "RUS");
  EXPECT_EQ(code("РОССИЯ"), "RUS");
  EXPECT_EQ(code("俄罗斯"), "RUS");
  EXPECT_EQ(code("روسيا"), "RUS");
  EXPECT_EQ(code("República del Congo"), "COG");
  EXPECT_EQ(code("Congo（RDC）"), "COD");  // wide brackets
  // English goes first: Spanish alone would not make it COG.
  EXPECT_EQ(
      code("Congo"),
      "\"Congo\" could be COG (Congo) or COD (Democratic Republic of the Congo); write one of "
      "the codes. (record.031)");
  EXPECT_EQ(
      code("Росия"),
      "\"Росия\" is not a State on record; did you mean Russian Federation (RUS)? (record.030)");
  // Kept apart: what reads English must not take them for names.
  EXPECT_EQ(states.get(*StateCode::parse("RUS"))->in_other_languages.size(), 3u);
  EXPECT_EQ(states.get(*StateCode::parse("RUS"))->names.size(), 4u);
}

TEST_F(Names, CodesInCapitalsOrSmallLettersButNotAsWords) {
  EXPECT_EQ(code("RUS"), "RUS");
  EXPECT_EQ(code("rus"), "RUS");
  EXPECT_EQ(code("Rus"),
            "\"Rus\" is not a State on record; write its three-letter code or its name. "
            "(record.030)");
}

TEST_F(Names, FoldDiacriticsCaseAndPunctuation) {
  EXPECT_EQ(code("cote d’ivoire"), "CIV");
  EXPECT_EQ(code("IVORY  COAST"), "CIV");
  EXPECT_EQ(code("russia (soviet union)"), "RUS");
}

TEST_F(Names, OneNameOfTwoStatesIsAmbiguousAndTheOneCalledSoComesFirst) {
  EXPECT_EQ(code("Congo"),
            "\"Congo\" could be COG (Congo) or COD (Democratic Republic of the Congo); write one "
            "of the codes. (record.031)");
  EXPECT_EQ(code_any("Dominican"),
            "\"Dominican\" could be DMA (Dominica) or DOM (Dominican Republic); write one of the "
            "codes. (record.031)");
}

TEST_F(Names, GedLabelsAreNotAmbiguous) {
  EXPECT_EQ(states.find_ged("Congo").value().text(), "COG");
  EXPECT_EQ(states.find_ged("DR Congo (Zaire)").value().text(), "COD");
  EXPECT_EQ(states.find_ged("Ivory Coast").value().text(), "CIV");
}

TEST_F(Names, DemonymsOnlyWhereAnyNameWillDoAndCapitalsNowhere) {
  EXPECT_EQ(code_any("Russian"), "RUS");
  EXPECT_EQ(code("Moscow"),
            "\"Moscow\" is not a State on record; write its three-letter code or its "
            "name. (record.030)");
  EXPECT_EQ(code_any("Moscow").substr(0, 8), "\"Moscow\"");
  EXPECT_EQ(code_any("Russia"), "RUS");
  EXPECT_NE(code("Russian"), "RUS");
}

TEST_F(Names, AnUnknownNameIsAnsweredWithTheNearest) {
  EXPECT_EQ(code("Rusia"),
            "\"Rusia\" is not a State on record; did you mean Russian Federation (RUS)? "
            "(record.030)");
  EXPECT_EQ(code("Atlantis"),
            "\"Atlantis\" is not a State on record; write its three-letter code or its "
            "name. (record.030)");
  EXPECT_EQ(code(""), "A State is missing; write its code or its name. (record.030)");
}

TEST_F(Names, StatesStandByCodeAndSayWhenTheyExisted) {
  ASSERT_EQ(states.all().size(), 8u);
  EXPECT_EQ(states.all().front().code.text(), "CIV");
  const State* sun = states.get(*StateCode::parse("SUN"));
  ASSERT_NE(sun, nullptr);
  EXPECT_EQ(sun->exists.from, Day::first());
  EXPECT_EQ(sun->exists.until.iso(), "1991-12-26");
  EXPECT_FALSE(sun->exists.contains(Day::parse("1991-12-26").value()));
  EXPECT_FALSE(states.get(*StateCode::parse("TWN"))->treaty_making);
  EXPECT_EQ(states.get(*StateCode::parse("RUS"))->names.size(), 4u);
  EXPECT_EQ(states.get(*StateCode::parse("XXX")), nullptr);
  EXPECT_EQ(states.name(*StateCode::parse("XXX")), "XXX");
}

TEST(StatesFaults, AllAtOnceEachAtItsField) {
  EXPECT_EQ(
      faults_of("RUS,Russia,,,643,yes,\n"
                "rus,Russia,2000-01-01,2000-01-01,43,maybe,\n"
                "RUS,,1991-02-30,,643,,\n",
                "RUS,Muscovy,nickname,x\n"
                "UKR,,alias,\n"
                "Russia,Muscovy,alias,x\n"),
      "state_names.csv:2:13: \"nickname\" is not a kind of name; write alias, demonym, capital or "
      "ged, or the language: ar, zh, fr, ru or es. (record.016)\n"
      "state_names.csv:3:1: UKR is not a State of states.csv; correct the code, or add the State "
      "there. (record.005)\n"
      "state_names.csv:3:5: `name` is empty; write the name, or leave the row out. (record.003)\n"
      "state_names.csv:3:12: `source` is empty; write where the name is from. (record.003)\n"
      "state_names.csv:4:1: \"Russia\" is not a State code; write its code, RUS. (record.004)\n"
      "states.csv:3:1: \"rus\" is not a State code; write the three capitals of its code. "
      "(record.004)\n"
      "states.csv:3:23: `until` 2000-01-01 is not after `from` 2000-01-01; it is the first day "
      "outside. (record.007)\n"
      "states.csv:3:34: \"43\" is not an M49 code; write its three digits, or nothing. "
      "(record.022)\n"
      "states.csv:3:37: \"maybe\" is neither yes nor no; write one of them. (record.015)\n"
      "states.csv:4:1: RUS stands twice, first in line 2; keep one row. (record.008)\n"
      "states.csv:4:5: `name` is empty; write the State's short English name. (record.003)\n"
      "states.csv:4:6: \"1991-02-30\" is not a day; February 1991 has 28. (calendar.003)\n"
      "states.csv:4:22: `treaty_making` is empty; write yes or no. (record.003)\n");
}

TEST(StatesFaults, AColumnTooManyIsNotPassedOver) {
  Results<States> states = States::read("code,name,from,until,m49,treaty_making,note,notes\n",
                                        "states.csv", names_header, "state_names.csv");
  ASSERT_FALSE(states);
  EXPECT_EQ(render(states.error()),
            "states.csv:1: \"notes\" is not a column of this file; did you mean note? "
            "(record.002)\n");
}

TEST(StatesFaults, NamesAreNotBlamedForAFileOfStatesThatCannotBeRead) {
  Results<States> states =
      States::read("code,name\n", "states.csv", "code,name,kind,source\nRUS,Russia,alias,x\n",
                   "state_names.csv");
  ASSERT_FALSE(states);
  for (const Error& error : states.error()) EXPECT_EQ(error.place.file, "states.csv");
}

}  // namespace
}  // namespace ratione
