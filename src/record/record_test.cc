#include "record/record.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "text/sha256.h"

namespace ratione {
namespace {

using Files = std::map<std::string, std::string>;
using Row = std::map<std::string, std::string>;  // column to value

const std::vector<std::string> columns = {
    "id",      "state",    "actor",     "kind",   "provision", "day",    "known",
    "of",      "about",    "from",      "until",  "places",    "crimes", "persons",
    "only_on", "corrects", "confirmed", "source", "note",      "named",  "share"};

std::string line(const Row& row) {
  std::string out;
  for (const std::string& column : columns) {
    if (column != "id") out += ',';
    if (auto at = row.find(column); at != row.end()) out += at->second;
  }
  return out + '\n';
}

std::string header() {
  Row names;
  for (const std::string& column : columns) names[column] = column;
  return line(names);
}

// A small record of an invented treaty; `rows` are its acts.
Files record_of(const std::vector<Row>& rows) {
  std::string acts = header();
  for (Row row : rows) {
    bool correction = row.contains("corrects");
    row.emplace("state", correction || row.contains("actor") ? "" : "RUS");
    row.emplace("kind", correction ? "" : "ratification");
    row.emplace("confirmed", correction ? "" : "yes");
    row.emplace("source", "x");
    acts += line(row);
  }
  return {{"instruments.csv",
           "slug,title,aliases,complete_to,complete_source,depositary,note\n"
           "sea-pact,Pact of the Sea,pact;treaty-of-the-sea,2020-01-01,x,unsg,\n"
           "air-pact,Pact of the Air,,,,,\n"},
          {"states.csv",
           "code,name,from,until,m49,treaty_making,note\n"
           "RUS,Russia,,,,yes,\n"
           "UKR,Ukraine,,,,yes,\n"
           "USA,United States,,,,yes,\n"},
          {"state_names.csv", "code,name,kind,source\n"},
          {"acts/sea-pact.csv", acts}};
}

std::string faults_of(const Files& files) {
  Results<Record> record = Record::read(files);
  return record ? "" : render(record.error());
}
std::string faults_in(const std::vector<Row>& rows) { return faults_of(record_of(rows)); }

Day day(std::string_view iso) { return Day::parse(iso).value(); }

// The view as "id day known", one act after the other.
std::string seen(const Record& record, std::string_view known) {
  std::string out;
  for (const Act& act : record.view("sea-pact", day(known)).acts) {
    if (!out.empty()) out += "; ";
    out += act.id.substr(9) + ' ' + act.day.iso() + ' ' + act.known.iso();
  }
  return out;
}

TEST(RecordActs, EveryFieldIsRead) {
  Files files = record_of({{{"id", "A"},
                            {"state", "UKR"},
                            {"actor", "a-council"},
                            {"kind", "denunciation"},
                            {"provision", "12(2)(a)"},
                            {"day", "2018-01-26/2018-02-16"},
                            {"of", "B"},
                            {"about", "RUS;USA"},
                            {"from", "2014"},
                            {"until", "2015-03"},
                            {"places", "UKR;black-sea;GRL"},
                            {"crimes", "8(2)(a);7"},
                            {"persons", "nationals"},
                            {"only_on", "some_reading"},
                            {"confirmed", "no"},
                            {"source", "a letter"},
                            {"note", "a note"},
                            {"named", "2019-01-01"}},
                           {{"id", "B"}, {"day", "2001-02-03"}, {"known", "2002-01-01"}}});
  Results<Record> record = Record::read(files);
  ASSERT_TRUE(record) << render(record.error());
  const Act* a = record->act("sea-pact/A");
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(a->instrument, "sea-pact");
  EXPECT_EQ(a->kind, "withdrawal_notice");  // what the word given is an alias of
  EXPECT_EQ(a->state.text(), "UKR");
  EXPECT_EQ(a->actor, "a-council");
  EXPECT_EQ(a->provision, "12.2.a");
  EXPECT_EQ(a->day.iso(), "2018-01-26/2018-02-16");
  EXPECT_EQ(a->known.iso(), "2018-02-16");  // a range is known from its last day
  EXPECT_EQ(a->of, "sea-pact/B");
  ASSERT_EQ(a->about.size(), 2u);
  EXPECT_EQ(a->about[1].text(), "USA");
  EXPECT_EQ(a->from->iso(), "2014-01-01/2014-12-31");
  EXPECT_EQ(a->until->iso(), "2015-03-01/2015-03-31");
  EXPECT_EQ(a->places, (std::vector<std::string>{"UKR", "black-sea", "GRL"}));
  EXPECT_EQ(a->crimes, (std::vector<std::string>{"8.2.a", "7"}));
  EXPECT_TRUE(a->nationals_only);
  EXPECT_EQ(a->only_on, "some_reading");
  EXPECT_FALSE(a->confirmed);
  EXPECT_EQ(a->source, "a letter");
  EXPECT_EQ(a->note, "a note");
  ASSERT_NE(a->field("named"), nullptr);
  EXPECT_EQ(a->field("named")->text, "2019-01-01");
  EXPECT_EQ(a->field("named")->place.line, 2);
  EXPECT_EQ(a->field("share"), nullptr);  // left empty: not given
  EXPECT_EQ(a->place, (Place{"acts/sea-pact.csv", 2, 0, ""}));
  EXPECT_EQ(record->newest().iso(), "2018-02-16");
  EXPECT_EQ(record->act("sea-pact/C"), nullptr);
  EXPECT_EQ(record->act("nothing"), nullptr);
  EXPECT_TRUE(record->acts("air-pact").empty());
}

TEST(RecordActs, StandByDayThenId) {
  Results<Record> record = Record::read(record_of({{{"id", "C"}, {"day", "2002-01-01"}},
                                                   {{"id", "B"}, {"day", "2001-01-01"}},
                                                   {{"id", "A"}, {"day", "2002-01-01"}}}));
  ASSERT_TRUE(record);
  EXPECT_EQ(seen(*record, "2010-01-01"),
            "B 2001-01-01 2001-01-01; A 2002-01-01 2002-01-01; C 2002-01-01 2002-01-01");
}

TEST(RecordClocks, AnActKnownLaterDoesNotExistBefore) {
  Results<Record> record = Record::read(record_of(
      {{{"id", "A"}, {"day", "2017-10-25"}, {"known", "2017-11-09"}, {"from", "2015-04-26"}}}));
  ASSERT_TRUE(record);
  EXPECT_EQ(seen(*record, "2017-11-08"), "");
  EXPECT_EQ(seen(*record, "2017-11-09"), "A 2017-10-25 2017-11-09");
}

TEST(RecordClocks, ACorrectionChangesTheActFromItsOwnKnownDayAndIsNotListed) {
  Results<Record> record = Record::read(record_of({{{"id", "A"},
                                                    {"day", "2001-01-01"},
                                                    {"named", "2003-01-01"},
                                                    {"share", "1%"},
                                                    {"note", "first"}},
                                                   {{"id", "A2"},
                                                    {"corrects", "A"},
                                                    {"known", "2005-01-01"},
                                                    {"state", "UKR"},
                                                    {"named", "2004-01-01"},
                                                    {"confirmed", "no"},
                                                    {"source", "y"}}}));
  ASSERT_TRUE(record) << render(record.error());
  View before = record->view("sea-pact", day("2004-12-31"));
  ASSERT_EQ(before.acts.size(), 1u);
  EXPECT_EQ(before.acts[0].state.text(), "RUS");
  EXPECT_EQ(before.acts[0].field("named")->text, "2003-01-01");
  EXPECT_TRUE(before.acts[0].confirmed);

  View after = record->view("sea-pact", day("2005-01-01"));
  ASSERT_EQ(after.acts.size(), 1u);
  const Act& act = after.acts[0];
  EXPECT_EQ(act.id, "sea-pact/A");
  EXPECT_EQ(act.state.text(), "UKR");
  EXPECT_EQ(act.field("named")->text, "2004-01-01");
  EXPECT_EQ(act.source, "y");
  EXPECT_FALSE(act.confirmed);
  // What it leaves empty stays.
  EXPECT_EQ(act.kind, "ratification");
  EXPECT_EQ(act.day.iso(), "2001-01-01");
  EXPECT_EQ(act.known.iso(), "2001-01-01");
  EXPECT_EQ(act.field("share")->text, "1%");
  EXPECT_EQ(act.note, "first");
  EXPECT_TRUE(act.corrects.empty());
  // Nothing is overwritten.
  EXPECT_EQ(record->act("sea-pact/A")->state.text(), "RUS");
  EXPECT_EQ(record->act("sea-pact/A2")->corrects, "sea-pact/A");
}

TEST(RecordClocks, ACorrectedDayMovesTheActInTheOrder) {
  Results<Record> record = Record::read(record_of({
      {{"id", "A"}, {"day", "2001-01-01"}},
      {{"id", "B"}, {"day", "2002-01-01"}},
      {{"id", "B2"}, {"corrects", "B"}, {"day", "2000-01-01"}, {"known", "2003-01-01"}},
  }));
  ASSERT_TRUE(record) << render(record.error());
  EXPECT_EQ(seen(*record, "2002-12-31"), "A 2001-01-01 2001-01-01; B 2002-01-01 2002-01-01");
  // Nobody knew of B in 2000 or 2001: knowledge does not leak backwards.
  EXPECT_EQ(seen(*record, "2003-01-01"), "B 2000-01-01 2002-01-01; A 2001-01-01 2001-01-01");
  EXPECT_EQ(seen(*record, "2001-06-01"), "A 2001-01-01 2001-01-01");
}

TEST(RecordClocks, ALaterDayTakesKnownAlongButNeverPastTheView) {
  Results<Record> record = Record::read(record_of({
      {{"id", "A"}, {"day", "2001-01-01"}},
      {{"id", "A2"}, {"corrects", "A"}, {"day", "2002-06-01"}, {"known", "2003-01-01"}},
  }));
  ASSERT_TRUE(record) << render(record.error());
  EXPECT_EQ(seen(*record, "2002-01-01"), "A 2001-01-01 2001-01-01");
  EXPECT_EQ(seen(*record, "2003-01-01"), "A 2002-06-01 2002-06-01");
}

TEST(RecordClocks, TheCorrectionKnownLastHasTheLastWord) {
  Results<Record> record = Record::read(record_of({
      {{"id", "A"}, {"day", "2001-01-01"}, {"note", "0"}},
      {{"id", "A2"}, {"corrects", "A"}, {"note", "late"}, {"known", "2006-01-01"}},
      {{"id", "A3"}, {"corrects", "A"}, {"note", "early"}, {"known", "2004-01-01"}},
  }));
  ASSERT_TRUE(record) << render(record.error());
  auto note = [&](std::string_view known) {
    return record->view("sea-pact", day(known)).acts.at(0).note;
  };
  EXPECT_EQ(note("2003-12-31"), "0");
  EXPECT_EQ(note("2004-01-01"), "early");
  EXPECT_EQ(note("2006-01-01"), "late");
}

TEST(RecordClocks, ACorrectionCanBeCorrectedInItsTurn) {
  Results<Record> record = Record::read(record_of({
      {{"id", "A"}, {"day", "2001-01-01"}, {"note", "0"}},
      {{"id", "A2"}, {"corrects", "A"}, {"note", "1"}, {"known", "2002-01-01"}},
      {{"id", "A3"}, {"corrects", "A2"}, {"note", "2"}, {"about", "UKR"}, {"known", "2003-01-01"}},
  }));
  ASSERT_TRUE(record) << render(record.error());
  auto shown = [&](std::string_view known) {
    Act act = record->view("sea-pact", day(known)).acts.at(0);
    return act.note + (act.about.empty() ? "" : " " + act.about[0].text());
  };
  EXPECT_EQ(shown("2001-06-01"), "0");
  EXPECT_EQ(shown("2002-06-01"), "1");
  EXPECT_EQ(shown("2003-06-01"), "2 UKR");
}

TEST(RecordClocks, AnActMayAnswerAnotherInstrumentsAct) {
  Files files = record_of({{{"id", "A"}, {"day", "2001-01-01"}}});
  files["acts/air-pact.csv"] = header() + line({{"id", "B"},
                                                {"state", "RUS"},
                                                {"kind", "withdrawal"},
                                                {"day", "2002-01-01"},
                                                {"of", "sea-pact/A"},
                                                {"confirmed", "yes"},
                                                {"source", "x"}});
  Results<Record> record = Record::read(files);
  ASSERT_TRUE(record) << render(record.error());
  EXPECT_EQ(record->act("air-pact/B")->of, "sea-pact/A");
}

TEST(RecordFaults, AllOfARowAtOnce) {
  EXPECT_EQ(
      faults_in({{{"id", "A B"},
                  {"state", "Russia"},
                  {"actor", "The Council"},
                  {"kind", "Big Bang"},
                  {"provision", "12("},
                  {"day", "2016-02-30"},
                  {"known", "soon"},
                  {"of", "Z"},
                  {"about", "UKR;ABC"},
                  {"from", "2016-01-02/2016-01-01"},
                  {"places", "Crimea;"},
                  {"crimes", "7;genocide!"},
                  {"persons", "all"},
                  {"only_on", "A reading"},
                  {"confirmed", "maybe"},
                  {"source", ""}}}),
      "acts/sea-pact.csv:2:1: \"A B\" cannot be an id; write letters, digits, hyphens, dots and _. "
      "(record.017)\n"
      "acts/sea-pact.csv:2:5: \"Russia\" is not a State code; write its code, RUS. (record.004)\n"
      "acts/sea-pact.csv:2:12: \"The Council\" is not an organ; write small letters, digits and "
      "hyphens. (record.017)\n"
      "acts/sea-pact.csv:2:24: \"Big Bang\" is not a kind of act; write small letters and _. "
      "(record.017)\n"
      "acts/sea-pact.csv:2:33: \"12(\" is not a provision; write it as 12(2)(a) or 12.2.a. "
      "(record.014)\n"
      "acts/sea-pact.csv:2:37: \"2016-02-30\" is not a day; February 2016 has 29. (calendar.003)\n"
      "acts/sea-pact.csv:2:48: \"soon\" is not a day; write year, month and day as 2016-02-09. "
      "(calendar.003)\n"
      "acts/sea-pact.csv:2:53: \"Z\" is not an act on record; write the id of one, with its "
      "instrument and a slash when that is another one. (record.009)\n"
      "acts/sea-pact.csv:2:55: ABC is not a State of states.csv; correct the code, or add the "
      "State there. (record.005)\n"
      "acts/sea-pact.csv:2:63: \"2016-01-02/2016-01-01\" ends before it begins; write the earlier "
      "day first. (calendar.005)\n"
      "acts/sea-pact.csv:2:86: \"Crimea\" is not a place; write its id in the atlas, or a "
      "three-letter code. (record.017)\n"
      "acts/sea-pact.csv:2:86: \"\" is not a place; write its id in the atlas, or a three-letter "
      "code. (record.017)\n"
      "acts/sea-pact.csv:2:94: \"genocide!\" is not a provision; write it as 12(2)(a) or 12.2.a. "
      "(record.014)\n"
      "acts/sea-pact.csv:2:106: \"all\" does not say whose acts; write nationals, or nothing for "
      "everybody's. (record.016)\n"
      "acts/sea-pact.csv:2:110: \"A reading\" is not a reading; write its name as the law spells "
      "it. (record.017)\n"
      "acts/sea-pact.csv:2:121: \"maybe\" is neither yes nor no; write one of them. (record.015)\n"
      "acts/sea-pact.csv:2:127: `source` is empty; write where the act can be read. "
      "(record.003)\n");
}

TEST(RecordFaults, WhatAnActNeeds) {
  EXPECT_EQ(
      faults_in({{{"id", ""}, {"state", ""}, {"kind", ""}, {"confirmed", ""}}}),
      "acts/sea-pact.csv:2:1: `id` is empty; write an id that no other act of this file has. "
      "(record.003)\n"
      "acts/sea-pact.csv:2:2: The act has no author; write the State in `state`, or the organ "
      "in `actor`. (record.018)\n"
      "acts/sea-pact.csv:2:4: `kind` is empty; write what kind of act it is. (record.003)\n"
      "acts/sea-pact.csv:2:6: `day` is empty; write the day of the act. (record.003)\n"
      "acts/sea-pact.csv:2:17: `confirmed` is empty; write yes or no. (record.003)\n");
}

TEST(RecordFaults, KnownBeforeTheDayAndUntilNotAfterFrom) {
  EXPECT_EQ(faults_in({{{"id", "A"},
                        {"day", "2001-01-02"},
                        {"known", "2001-01-01"},
                        {"from", "2003-01-01"},
                        {"until", "2003-01-01"}}}),
            "acts/sea-pact.csv:2:33: 2001-01-01 is before the day of the act, 2001-01-02; nobody "
            "could know of it then. (record.006)\n"
            "acts/sea-pact.csv:2:57: `until` 2003-01-01 is not after `from` 2003-01-01; `until` is "
            "the first day outside. (record.007)\n");
  // Of a range, its first day counts: it may have been then.
  EXPECT_EQ(faults_in({{{"id", "A"}, {"day", "2001"}, {"known", "2001-01-01"}}}), "");
  EXPECT_EQ(faults_in({{{"id", "A"}, {"day", "2001"}, {"from", "2003"}, {"until", "2003-01-02"}}}),
            "");
}

TEST(RecordFaults, IdsAndReferences) {
  EXPECT_EQ(
      faults_in({{{"id", "RUS-2001-1"}, {"day", "2001-01-01"}},
                 {{"id", "RUS-2001-1"}, {"day", "2001-01-02"}},
                 {{"id", "B"}, {"day", "2001-01-02"}, {"of", "RUS-2001-2"}},
                 {{"id", "C"}, {"day", "2001-01-02"}, {"of", "C"}},
                 {{"id", "D"}, {"known", "2001-01-02"}, {"corrects", "air-pact/X"}},
                 {{"id", "E"}, {"known", "2001-01-02"}, {"corrects", "B"}},
                 {{"id", "F"}, {"day", "2001-01-02"}, {"of", "E"}}}),
      "acts/sea-pact.csv:3:1: \"RUS-2001-1\" stands twice, first in line 2; give each act an id of "
      "its own. (record.008)\n"
      "acts/sea-pact.csv:4:34: \"RUS-2001-2\" is not an act on record; did you mean RUS-2001-1? "
      "(record.009)\n"
      "acts/sea-pact.csv:5:34: `of` names the act itself; name another one. (record.009)\n"
      "acts/sea-pact.csv:6:27: \"air-pact/X\" is not an act on record; write the id of one, with "
      "its "
      "instrument and a slash when that is another one. (record.009)\n"
      "acts/sea-pact.csv:8:34: \"sea-pact/E\" only corrects another act; name the act that it "
      "corrects, sea-pact/B. (record.010)\n");
}

TEST(RecordFaults, ACorrectionMustSayFromWhenItWasKnown) {
  EXPECT_EQ(faults_in({{{"id", "A"}, {"day", "2001-01-01"}},
                       {{"id", "B"}, {"day", "2000-01-01"}, {"corrects", "A"}}}),
            "acts/sea-pact.csv:3:18: `known` is empty; write the day from which the correction was "
            "known. (record.003)\n");
}

TEST(RecordFaults, CorrectionsInACircleAreShownAsAPath) {
  EXPECT_EQ(faults_in({{{"id", "A"}, {"known", "2001-01-01"}, {"corrects", "B"}},
                       {{"id", "B"}, {"known", "2001-01-01"}, {"corrects", "C"}},
                       {{"id", "C"}, {"known", "2001-01-01"}, {"corrects", "A"}},
                       {{"id", "D"}, {"known", "2001-01-01"}, {"corrects", "A"}}}),
            "acts/sea-pact.csv:2:27: sea-pact/A corrects sea-pact/B corrects sea-pact/C corrects "
            "sea-pact/A; let one of them correct nothing. (record.011)\n");
}

TEST(RecordFaults, CorrectionsStandOneOnTheOtherOnlySoFar) {
  auto chain = [](int length) {
    std::vector<Row> rows = {{{"id", "A0"}, {"day", "2001-01-01"}}};
    for (int i = 1; i <= length; ++i) {
      rows.push_back({{"id", "A" + std::to_string(i)},
                      {"known", "2001-01-01"},
                      {"corrects", "A" + std::to_string(i - 1)}});
    }
    return rows;
  };
  EXPECT_EQ(faults_in(chain(50)), "");
  EXPECT_EQ(
      faults_in(chain(60)),
      "acts/sea-pact.csv:53:29: Over 50 corrections stand one on the other; correct the first "
      "act itself. (record.012)\n");
}

TEST(RecordFaults, ACorrectionMustNotSpoilTheAct) {
  EXPECT_EQ(
      faults_in(
          {{{"id", "A"}, {"day", "2001-01-01"}, {"until", "2002-01-01"}},
           {{"id", "B"}, {"corrects", "A"}, {"known", "2005-01-01"}, {"from", "2003-01-01"}}}),
      "acts/sea-pact.csv:3:37: After this correction sea-pact/A has `until` 2002-01-01, which "
      "is not after its `from` 2003-01-01; correct both. (record.013)\n");
}

TEST(RecordFaults, InstrumentsAndFiles) {
  Files files = record_of({});
  files["instruments.csv"] =
      "slug,title,aliases,complete_to,complete_source,depositary,note\n"
      "sea-pact,Pact of the Sea,Air Pact;pact,2020-01-01,,,\n"
      "sea-pact,Again,,,,,\n"
      "air-pact,,pact;,,,,\n"
      "Ice Pact,Pact of the Ice,,,,,\n";
  files["acts/fire-pact.csv"] = files["acts/sea-pact.csv"];
  files["organs.csv"] = "";
  files.erase("state_names.csv");
  EXPECT_EQ(
      faults_of(files),
      "acts/fire-pact.csv: \"fire-pact\" has no row in instruments.csv; add one, or rename the "
      "file. (record.019)\n"
      "instruments.csv:2:26: \"Air Pact\" already names air-pact; give each name to one "
      "instrument. (record.020)\n"
      "instruments.csv:2:51: `complete_source` is empty; write the source that knows every act up "
      "to that day. (record.003)\n"
      "instruments.csv:3:1: sea-pact stands twice, first in line 2; keep one row. (record.008)\n"
      "instruments.csv:4:10: `title` is empty; write the instrument's title. (record.003)\n"
      "instruments.csv:4:11: \"pact\" already names sea-pact; give each name to one instrument. "
      "(record.020)\n"
      "instruments.csv:4:11: \"\" is not a name; write aliases with one ; between them. "
      "(record.017)\n"
      "instruments.csv:5:1: \"Ice Pact\" is not a slug; write small letters, digits and hyphens. "
      "(record.017)\n"
      "organs.csv: This is not a file of a record; a record has instruments.csv, states.csv, "
      "state_names.csv and acts/SLUG.csv. (record.002)\n"
      "state_names.csv: The file is not there; a record needs instruments.csv, states.csv and "
      "state_names.csv, with acts in acts/. (record.001)\n");
}

TEST(RecordFaults, AMisspelledColumnIsMissedAndAFieldMustBeAName) {
  Files files = record_of({});
  std::string& acts = files["acts/sea-pact.csv"];
  acts.replace(acts.find("known"), 5, "knwon");
  acts.replace(acts.find("share"), 5, "Share");
  EXPECT_EQ(
      faults_of(files),
      "acts/sea-pact.csv:1:1: The column \"known\" is missing; rename \"knwon\" if it is meant. "
      "(input.013)\n");
  acts.replace(acts.find("knwon"), 5, "known");
  EXPECT_EQ(
      faults_of(files),
      "acts/sea-pact.csv:1: \"Share\" cannot be a field of an act; write small letters, digits "
      "and _. (record.002)\n");
}

TEST(RecordFaults, AFileThatCannotBeReadDoesNotBreakReferencesToIt) {
  Files files = record_of({{{"id", "A"}, {"day", "2001-01-01"}, {"of", "air-pact/B"}}});
  files["acts/air-pact.csv"] = "id\n\"B\n";
  Results<Record> record = Record::read(files);
  ASSERT_FALSE(record);
  for (const Error& error : record.error()) EXPECT_EQ(error.place.file, "acts/air-pact.csv");
}

TEST(RecordInstruments, BySlugOrAliasFolded) {
  Results<Record> record = Record::read(record_of({}));
  ASSERT_TRUE(record);
  EXPECT_EQ(record->find_instrument("Sea Pact").value()->slug, "sea-pact");
  EXPECT_EQ(record->find_instrument("TREATY of the SEA").value()->slug, "sea-pact");
  EXPECT_EQ(record->find_instrument("see-pact").error().render(),
            "\"see-pact\" is not an instrument on record; did you mean sea-pact? (record.032)");
  EXPECT_EQ(record->find_instrument("nothing like it").error().render(),
            "\"nothing like it\" is not an instrument on record; write air-pact or sea-pact. "
            "(record.032)");
  EXPECT_EQ(record->instrument("sea-pact")->complete_to.iso(), "2020-01-01");
  EXPECT_EQ(record->instrument("air-pact")->complete_to, Day::first());
  EXPECT_EQ(record->instrument("pact"), nullptr);  // aliases are for input only
}

TEST(RecordHead, IsWhatSha256sumPrintsHashedOnceMore) {
  Files files = record_of({{{"id", "A"}, {"day", "2001-01-01"}}});
  std::string sums;
  for (std::string name :
       {"acts/sea-pact.csv", "instruments.csv", "state_names.csv", "states.csv"}) {
    sums += sha256_hex(files[name]) + "  " + name + "\n";
  }
  const std::string head = Record::read(files)->head();
  EXPECT_EQ(head, sha256_hex(sums));
  EXPECT_EQ(head.size(), 64u);
  // A field that no rule reads counts as well.
  EXPECT_NE(Record::read(record_of({{{"id", "A"}, {"day", "2001-01-01"}, {"note", "x"}}}))->head(),
            head);
}

TEST(RecordKinds, AliasesHaveOneName) {
  EXPECT_EQ(kind_named("withdrawal"), "withdrawal_notice");
  EXPECT_EQ(kind_named("denunciation"), "withdrawal_notice");
  EXPECT_EQ(kind_named("withdrawal_notification"), "withdrawal_notice");
  EXPECT_EQ(kind_named("accession_withdrawn"), "instrument_withdrawn");
  EXPECT_EQ(kind_named("special_acceptance"), "special_acceptance");
}

TEST(RecordFolder, FilesAreNamedAsTheFolderWas) {
  Results<Record> none = Record::load("tests/no-such-folder");
  ASSERT_FALSE(none);
  EXPECT_EQ(render(none.error()),
            "tests/no-such-folder: The folder is not there; name the folder that holds "
            "instruments.csv, states.csv, state_names.csv and acts/. (record.001)\n");

  std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "ratione_record_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "states.csv")
      << "code,name,from,until,m49,treaty_making,note\nrus,R,,,,yes,\n";
  Results<Record> partial = Record::load(folder.string());
  std::filesystem::remove_all(folder);
  ASSERT_FALSE(partial);
  std::string f = folder.string();
  std::string missing =
      ": The file is not there; a record needs instruments.csv, states.csv and state_names.csv, "
      "with acts in acts/. (record.001)\n";
  EXPECT_EQ(render(partial.error()),
            f +
                "/acts: The folder is not there; it holds one file of acts for each instrument. "
                "(record.001)\n" +
                f + "/instruments.csv" + missing + f + "/state_names.csv" + missing + f +
                "/states.csv:2:1: \"rus\" is not a State code; write the three capitals of its "
                "code. (record.004)\n");
}

// The record of the project itself.
class OnRecord : public testing::Test {
 protected:
  static const Results<Record>& record() {
    static const Results<Record> loaded = Record::load(RATIONE_SOURCE_DIR "/record");
    return loaded;
  }
};

TEST_F(OnRecord, LoadsWithoutFault) {
  ASSERT_TRUE(record()) << render(record().error());
  EXPECT_GE(record()->states().all().size(), 200u);
  EXPECT_GE(record()->acts("rome-statute").size(), 500u);
  EXPECT_GE(record()->newest(), day("2026-05-29"));  // acts are only added
}

TEST_F(OnRecord, NoViewShowsWhatWasNotYetKnown) {
  ASSERT_TRUE(record());
  for (const Instrument& instrument : record()->instruments()) {
    for (const Act& at : record()->acts(instrument.slug)) {
      for (Day known : {at.known.previous(), at.known}) {
        View view = record()->view(instrument.slug, known);
        bool shown = false;
        for (const Act& act : view.acts) {
          ASSERT_LE(act.known, known) << act.id;
          ASSERT_TRUE(act.corrects.empty()) << act.id;
          shown = shown || act.id == at.id;
        }
        ASSERT_EQ(shown, at.corrects.empty() && at.known <= known) << at.id;
      }
    }
  }
}

TEST_F(OnRecord, CongoIsAmbiguousAndItsGedLabelIsNot) {
  ASSERT_TRUE(record());
  EXPECT_EQ(
      record()->states().find("Congo").error().says,
      "\"Congo\" could be COG (Congo) or COD (Democratic Republic of the Congo); write one of "
      "the codes.");
  EXPECT_EQ(record()->states().find_ged("Congo").value().text(), "COG");
}

}  // namespace
}  // namespace ratione
