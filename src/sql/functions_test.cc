#include "sql/functions.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <thread>

#include "errors/missing_for_tests.h"

namespace ratione::sql {
namespace {

Settings project(const std::string& known = "2016-11-16") {
  Settings settings;
  settings.home = RATIONE_SOURCE_DIR;
  settings.known = known;
  return settings;
}

Cells row_of(std::vector<std::pair<Word, std::string_view>> said) {
  Cells cells;
  for (auto [word, text] : said) cells.set(word, text);
  return cells;
}

struct Answered {
  std::string conclusion, reason;
  friend bool operator==(const Answered&, const Answered&) = default;
};

std::vector<Answered> answers(Functions& functions, Where where, const std::vector<Cells>& rows,
                              const std::vector<std::string_view>& known = {}) {
  std::vector<Answered> out(rows.size());
  Result<bool> done =
      functions.lane()->decide(where, rows, known, [&](std::size_t row, const Told& told) {
        out[row] = {std::string(told.columns[3]), std::string(told.reason())};
      });
  EXPECT_TRUE(done) << done.error().render();
  return out;
}

Answered answer(Functions& functions, std::vector<std::pair<Word, std::string_view>> said) {
  return answers(functions, Where::place, {row_of(std::move(said))}).front();
}

TEST(SqlFunctions, EachRowHasItsOwnDayAsKnown) {
  Functions functions(project());
  Cells row = row_of({{Word::date, "2014-03-18"},
                      {Word::place, "Crimea"},
                      {Word::suspect, "Russia"},
                      {Word::crime, "war_crimes"}});
  std::vector<Answered> both = answers(functions, Where::place, {row, row, row, row, row},
                                       {"2015-09-07", "2016-11-14", "2015-09-07", "", "soon"});
  EXPECT_EQ(both[0].conclusion, "no");
  EXPECT_EQ(both[1].conclusion, "yes");
  EXPECT_EQ(both[2], both[0]);
  EXPECT_EQ(both[3].reason, "unreadable: known: it is empty");
  EXPECT_EQ(both[3].conclusion, "undetermined");
  EXPECT_EQ(both[4].reason.find("unreadable: known: \"soon\" is not a day"), 0u) << both[4].reason;
}

TEST(SqlFunctions, WhatCannotBeReadIsUndeterminedAndSaysItsColumn) {
  Functions functions(project());
  const std::string for_ever = day_text(std::numeric_limits<std::int64_t>::max());
  const std::string too_late = day_text(5'000'000);
  for (auto [said, reason] :
       std::vector<std::pair<std::vector<std::pair<Word, std::string_view>>, std::string>>{
           {{{Word::place, "CAF"}}, "unreadable: date: it is empty"},
           {{{Word::date, "2016-02-29"}}, "unreadable: place: it is empty"},
           {{{Word::date, "2016-02-30"}, {Word::place, "CAF"}},
            "unreadable: date: \"2016-02-30\" is not a day"},
           {{{Word::date, "2016-02-29/2016-02-01"}, {Word::place, "CAF"}},
            "unreadable: date_end: 2016-02-01 is before the first day"},
           {{{Word::date, "2016-02-29"}, {Word::place, "CAF"}, {Word::age, "-3"}},
            "unreadable: age: \"-3\" is not a age"},
           {{{Word::date, for_ever}, {Word::place, "CAF"}},
            "unreadable: date: \"infinity\" is not a day"},
           {{{Word::date, too_late}, {Word::place, "CAF"}},
            "unreadable: date: \"day 5000000 since 1970-01-01\" is not a day"}}) {
    Answered got = answer(functions, said);
    EXPECT_EQ(got.conclusion, "undetermined");
    EXPECT_EQ(got.reason.substr(0, reason.size()), reason);
  }
}

TEST(SqlFunctions, ALongTextIsRefusedByItsLengthAndNotKept) {
  Functions functions(project());
  std::string megabyte(1'000'001, 'x');
  for (Word word : {Word::date, Word::place, Word::suspect, Word::crime, Word::trigger,
                    Word::registered_in, Word::age}) {
    Cells row = row_of({{Word::date, "2016-02-29"}, {Word::place, "CAF"}});
    row.set(word, megabyte);
    Answered got = answers(functions, Where::place, {row}).front();
    EXPECT_EQ(got.conclusion, "undetermined");
    EXPECT_EQ(got.reason, "unreadable: " + std::string(name_of(word)) +
                              ": it is 1000001 bytes long; at most 2000 are read");
  }
  // Spaces around a value do not count, however many.
  std::string spaced = std::string(1'000'000, ' ') + "CAF";
  EXPECT_EQ(answer(functions, {{Word::date, "2016-02-29"}, {Word::place, spaced}}),
            answer(functions, {{Word::date, "2016-02-29"}, {Word::place, "CAF"}}));
  EXPECT_EQ(functions.lane()->status(megabyte, "CAF", {}, {}).value(),
            "unreadable: instrument: it is 1000001 bytes long; at most 2000 are read");
  EXPECT_EQ(functions.lane()->status("rome-statute", "CAF", megabyte, {}).value(),
            "unreadable: date: it is 1000001 bytes long; at most 2000 are read");
}

TEST(SqlFunctions, BytesOfAnyKindAreReadOrRefused) {
  Functions functions(project());
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  for (std::size_t from = 0; from < all.size(); from += 5) {
    std::string text = all.substr(from, 7);
    for (Word word : {Word::place, Word::suspect, Word::crime, Word::trigger}) {
      Cells row = row_of({{Word::date, "2016-02-29"}, {Word::place, "CAF"}});
      row.set(word, text);
      EXPECT_EQ(answers(functions, Where::place, {row}).front().conclusion, "undetermined");
    }
    std::string status = functions.lane()->status("rome-statute", text, {}, {}).value();
    EXPECT_EQ(status.find("unreadable: state: "), 0u) << status;
  }
}

TEST(SqlFunctions, AnIntervalIsOneArgument) {
  Functions functions(project());
  // The Central African Republic was bound from 2002-07-01.
  auto over = [&](std::string_view days) {
    return answer(functions, {{Word::date, days},
                              {Word::place, "CAF"},
                              {Word::suspect, "CAF"},
                              {Word::crime, "genocide"}});
  };
  EXPECT_EQ(over("2002-06-01/2002-06-30").conclusion, "no");
  Answered across = over("2002-06-01/2002-07-01");
  EXPECT_EQ(across.conclusion, "yes");
  EXPECT_NE(across.reason.find("; only "), std::string::npos) << across.reason;
}

TEST(SqlFunctions, MoreDaysAsKnownThanAreKept) {
  Functions functions(project());
  Cells row = row_of({{Word::date, "2014-03-18"}, {Word::place, "Crimea"}});
  std::vector<std::string> days;
  for (int year = 2003; year < 2021; ++year) days.push_back(std::to_string(year) + "-06-01");
  std::vector<std::string_view> known(days.begin(), days.end());
  std::vector<Cells> rows(days.size(), row);
  std::vector<Answered> once = answers(functions, Where::place, rows, known);
  EXPECT_EQ(answers(functions, Where::place, rows, known), once);
  EXPECT_NE(once.front(), once.back());
}

TEST(SqlFunctions, ThreadsAnswerAlike) {
  Functions functions(project());
  std::vector<std::string> days;
  for (int year = 1998; year < 2026; ++year) days.push_back(std::to_string(year) + "-03-03");
  std::vector<Cells> rows;
  for (const std::string& day : days) {
    for (std::string_view place : {"CAF", "UKR", "Crimea", "Darfur", "BDI"}) {
      rows.push_back(row_of({{Word::date, day}, {Word::place, place}}));
    }
  }
  std::vector<std::vector<Answered>> all(4);
  std::vector<std::thread> threads;
  for (std::vector<Answered>& each : all) {
    threads.emplace_back([&] { each = answers(functions, Where::place, rows); });
  }
  for (std::thread& each : threads) each.join();
  Functions alone(project());
  for (const std::vector<Answered>& each : all) {
    EXPECT_EQ(each, answers(alone, Where::place, rows));
  }
}

TEST(SqlFunctions, StatusIsAWordOrSaysWhatIsWrong) {
  Functions functions(project("2018-01-01"));
  Functions::Lease lane = functions.lane();
  EXPECT_EQ(lane->status("rome-statute", "Burundi", "2017-10-26", {}).value(), "party_withdrawing");
  EXPECT_EQ(lane->status("rome-statute", "Burundi", "2017-10-27", {}).value(), "former_party");
  EXPECT_EQ(lane->status("rome-statute", "Burundi", "2017-10-27", "2016-10-01").value(), "party");
  EXPECT_EQ(lane->status("rome-statute", "Russia", {}, {}).value(), "signatory_declined");
  EXPECT_EQ(lane->status("rome-statute", "", {}, {}).value(), "unreadable: state: it is empty");
  EXPECT_EQ(lane->status("rome-statute", "Chad", "", {}).value(), "unreadable: date: it is empty");
  EXPECT_EQ(lane->status("rome-statut", "Chad", {}, {}).value().find("unreadable: instrument: "),
            0u);
}

TEST(SqlFunctions, ActsAreTheRowsOfDates) {
  Functions functions(project());
  Result<std::vector<ActRow>> rows = functions.acts("rome-statute", "");
  ASSERT_TRUE(rows) << rows.error().render();
  EXPECT_TRUE(std::any_of(rows->begin(), rows->end(), [](const ActRow& row) {
    return row.columns[1] == "BDI" && row.columns[2] == "withdrawal_notice" &&
           row.columns[3] == "2016-10-27" && row.columns[4] == "2017-10-27";
  }));
  EXPECT_LT(functions.acts("rome-statute", "2000-01-01")->size(), rows->size());
  EXPECT_EQ(functions.acts("rome-statute", "2000-13-01").error().code, Code::not_a_day);
  EXPECT_EQ(functions.acts("atlantis-accord", "").error().code, Code::unknown_instrument);
}

TEST(SqlFunctions, AHomeOrADayThatIsNoneIsSaidByItsName) {
  Settings settings = project();
  settings.home = "/nowhere";
  settings.home_option = "ratione.home";
  Functions nowhere(settings);
  Cells row = row_of({{Word::date, "2014-03-18"}, {Word::place, "Crimea"}});
  Result<bool> done =
      nowhere.lane()->decide(Where::place, {&row, 1}, {}, [](std::size_t, const Told&) {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::home_missing);
  EXPECT_EQ(done.error().says.find("ratione.home \"/nowhere\" has no folder law/"), 0u);

  settings = project("2016-02-30");
  settings.known_option = "ratione.known";
  Functions never(settings);
  done = never.lane()->decide(Where::place, {&row, 1}, {}, [](std::size_t, const Told&) {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().says.find("ratione.known \"2016-02-30\" is not a day"), 0u)
      << done.error().says;
}

TEST(SqlFunctions, PlacesOfPoints) {
  if (!std::filesystem::exists("build/deps/world-atlas/countries-10m.json")) {
    MISSING("the base map; run scripts/fetch_world_atlas");
  }
  Functions functions(project());
  std::vector<Cells> rows = {
      row_of({{Word::date, "2016-02-29"}, {Word::latitude, "44.95"}, {Word::longitude, "34.1"}}),
      row_of({{Word::date, "2016-02-29"}, {Word::latitude, "95"}, {Word::longitude, "34.1"}}),
      row_of({{Word::latitude, "44.95"}, {Word::longitude, "34.1"}}),
      row_of({{Word::date, "2016-02-29"}, {Word::latitude, "0"}, {Word::longitude, "-30"}})};
  std::vector<std::string> places(rows.size());
  Result<bool> done = functions.lane()->territory(
      rows, [&](std::size_t row, std::string_view place) { places[row] = place; });
  ASSERT_TRUE(done) << done.error().render();
  EXPECT_EQ(places, (std::vector<std::string>{"crimea", "", "", "high-seas"}));
  EXPECT_EQ(answers(functions, Where::point, {rows[1]}).front().reason.find("unreadable: latitude"),
            0u);
}

}  // namespace
}  // namespace ratione::sql
