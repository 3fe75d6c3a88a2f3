// Votes put to the law of the organs: every dated vote of the Security Council, and
// the roll calls of the Assembly where the file with them is at hand.
#include "votes/count.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "engine/house_for_tests.h"
#include "text/csv.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;
using testing_house::project;
using testing_house::take;

const fs::path home = RATIONE_SOURCE_DIR;

Engine& engine() {
  static Engine all = project().engine("2026-11-24");
  return all;
}

Csv table(const fs::path& path, const std::vector<std::string>& columns) {
  Result<std::string> text = read_file(path.string());
  if (!text) {
    ADD_FAILURE() << text.error().says;
    std::abort();
  }
  return take(read_csv(*text, path.filename().string(), columns));
}

std::vector<StateCode> states(std::string_view list) {
  std::vector<StateCode> out;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of("; "), list.size());
    if (std::optional<StateCode> code = StateCode::parse(list.substr(0, end))) out.push_back(*code);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

// The roll calls name a few States in words.
std::string with_codes(std::string text) {
  for (const auto& [name, code] :
       {std::pair<std::string, std::string>{"Yemen Arab Republic", "YEM"},
        {"Federal Republic of Germany", "DEU"},
        {"Zanzibar", "EAZ"}}) {
    if (const std::size_t at = text.find(name); at != std::string::npos) {
      text.replace(at, name.size(), code);
    }
  }
  return text;
}

Ballots ballots(std::string_view organ, Day day) {
  return {engine(), *project().law.organ(organ), project().record.states(), day};
}

Day day(const std::string& text) { return Day::parse(text).value(); }

Count counted(std::string_view organ, const std::string& on, const Votes& votes,
              const std::map<std::string, bool>& findings = {}) {
  return take(ballots(organ, day(on)).count(votes, findings));
}

std::string codes(const std::vector<StateCode>& list) {
  std::string out;
  for (StateCode state : list) out += (out.empty() ? "" : ";") + state.text();
  return out;
}

TEST(Votes, every_dated_vote_of_the_council) {
  const Csv votes = table(home / "record/votes/security-council.csv",
                          {"day", "document", "yes", "no", "abstain", "against", "outcome"});
  ASSERT_EQ(votes.rows.size(), 2775U);
  std::map<std::string, int> met;
  for (const CsvRow& row : votes.rows) {
    Votes cast;
    cast.no_more_apart = true;
    cast.no.named = states(row.text("against"));
    cast.yes.others = std::stol(row.text("yes"));
    cast.no.others = std::stol(row.text("no")) - static_cast<long>(cast.no.named.size());
    cast.abstain.others = std::stol(row.text("abstain"));
    Results<Count> count = ballots("unsc", day(row.text("day")))
                               .count(cast, {{"procedural", row.text("procedural") == "yes"}});
    ASSERT_TRUE(count) << row.text("day") << " " << row.text("document") << ": "
                       << render(count.error());
    const std::string outcome = count->conclusion == Conclusion::yes ? "adopted"
                                : count->conclusion != Conclusion::no
                                    ? std::string(word(count->conclusion))
                                : count->blocked_by.empty() ? "not adopted"
                                                            : "vetoed";
    EXPECT_EQ(outcome, row.text("outcome")) << row.text("day") << " " << row.text("document");
    ++met[outcome];
  }
  EXPECT_EQ(met["adopted"], 2488);
  EXPECT_EQ(met["vetoed"], 197);
  EXPECT_EQ(met["not adopted"], 90);
}

// Who voted how on what the Council did to the Court: as many as the tables say, and by
// the law with their outcome.
TEST(Votes, referrals_and_deferrals_are_adopted_as_the_tables_say) {
  const Csv votes = table(home / "record/votes/security-council.csv",
                          {"document", "yes", "no", "abstain", "outcome"});
  std::map<std::string, const CsvRow*> rows;
  for (const CsvRow& row : votes.rows) rows[row.text("document")] = &row;
  std::map<std::string, std::string> outcomes;
  for (const DateRow& row : engine().dates(*project().law.instrument("rome-statute"))) {
    outcomes[row.act_id] = row.outcome;
  }
  int acts = 0;
  for (const Act& act : project().record.acts("rome-statute")) {
    if (act.actor != "unsc") continue;
    std::smatch found;
    std::string document;
    if (std::regex_search(act.source, found, std::regex("resolution (\\d+) \\((\\d+)\\)"))) {
      document = fmt::format("S/RES/{}({})", found[1].str(), found[2].str());
    } else if (std::regex_search(act.source, found, std::regex("draft (S/\\d+/\\d+)"))) {
      document = found[1].str();
    }
    ASSERT_TRUE(rows.contains(document)) << act.id << " " << document;
    const CsvRow& row = *rows[document];
    for (const auto& [field, column] : {std::pair<const char*, const char*>{"in_favour", "yes"},
                                        {"against", "no"},
                                        {"abstaining", "abstain"}}) {
      const ActField* named = act.field(field);
      EXPECT_EQ(named == nullptr ? 0U : states(named->text).size(), std::stoul(row.text(column)))
          << act.id << " " << field;
    }
    EXPECT_EQ(outcomes[act.id] == "never", row.text("outcome") == "vetoed") << act.id;
    ++acts;
  }
  EXPECT_EQ(acts, 5);
}

TEST(Votes, what_would_have_sufficed_suffices_and_less_does_not) {
  const auto no = states("RUS");
  for (const auto& [yes, against] :
       std::vector<std::pair<long, bool>>{{8, false}, {8, true}, {3, true}}) {
    Votes votes;
    votes.yes.others = yes;
    if (against) votes.no.named = no;
    const Count count = counted("unsc", "2016-10-08", votes, {{"procedural", false}});
    ASSERT_EQ(count.conclusion, Conclusion::no);
    EXPECT_TRUE(count.blocked_by.empty()) << "too few votes: no veto";
    ASSERT_FALSE(count.ways.empty());
    const Remedy& way = count.ways.front();
    EXPECT_EQ(way.more_yes, 9 - yes);
    EXPECT_EQ(codes(way.not_against), against ? "RUS" : "");
    Votes more = votes;
    more.no.named.clear();
    more.yes.others += way.more_yes;
    EXPECT_EQ(counted("unsc", "2016-10-08", more, {{"procedural", false}}).conclusion,
              Conclusion::yes);
    --more.yes.others;
    EXPECT_EQ(counted("unsc", "2016-10-08", more, {{"procedural", false}}).conclusion,
              Conclusion::no);
  }
}

TEST(Votes, in_the_assembly_one_vote_turned_counts_twice) {
  const Count count =
      counted("unga", "2018-12-06", {{{}, 87}, {{}, 57}, {{}, 33}, false}, {{"important", true}});
  ASSERT_EQ(count.conclusion, Conclusion::no);
  EXPECT_EQ(count.required, 96);
  ASSERT_EQ(count.ways.size(), 3U);
  EXPECT_EQ(count.ways[0].more_yes, 27);  // 114 of 171
  EXPECT_EQ(count.ways[1].turned, 9);     // 96 of 144
  EXPECT_EQ(count.ways[2].fewer_no, 14);  // 87 of 130
}

struct Known {
  const char* day;
  long yes, no, abstain;
  bool important, adopted;
  const char* what;
};

TEST(Votes, of_the_assembly_that_everybody_knows) {
  const Known votes[] = {
      {"1947-11-29", 33, 13, 10, true, true, "181 (II)"},
      {"1950-11-03", 52, 5, 2, true, true, "377 A (V)"},
      {"1961-12-15", 61, 34, 7, false, true, "1668 (XVI): China's seat is important"},
      {"1965-11-17", 47, 47, 20, true, false, "China's seat"},
      {"1966-11-29", 46, 57, 17, true, false, "China's seat"},
      {"1970-11-20", 51, 49, 25, true, false, "China's seat: a majority, not two thirds"},
      {"1971-10-25", 55, 59, 15, false, false, "that it is important still"},
      {"1971-10-25", 76, 35, 17, false, true, "2758 (XXVI)"},
      {"1975-11-10", 72, 35, 32, true, true, "3379 (XXX)"},
      {"1991-12-16", 111, 25, 13, true, true, "46/86"},
      {"2007-12-18", 104, 54, 28, false, true, "62/149: not two thirds"},
      {"2007-12-18", 104, 54, 28, true, false, "62/149, if it were important"},
      {"2012-11-29", 138, 9, 41, true, true, "67/19"},
      {"2014-03-27", 100, 11, 58, true, true, "68/262"},
      {"2017-12-21", 128, 9, 35, true, true, "ES-10/19"},
      {"2022-03-02", 141, 5, 35, true, true, "ES-11/1"},
      {"2022-04-07", 93, 24, 58, true, true, "ES-11/3"},
      {"2018-12-06", 87, 57, 33, true, false, "A/73/L.42"},
  };
  for (const Known& vote : votes) {
    const Count count =
        counted("unga", vote.day, {{{}, vote.yes}, {{}, vote.no}, {{}, vote.abstain}, false},
                {{"important", vote.important}});
    EXPECT_EQ(count.conclusion, vote.adopted ? Conclusion::yes : Conclusion::no) << vote.what;
  }
}

TEST(Votes, the_order_of_the_names_does_not_matter) {
  const auto one = states("CHN;FRA;GBR;USA;AGO;EGY;JPN;MYS;NZL;SEN;ESP;UKR;URY");
  auto other = one;
  std::reverse(other.begin(), other.end());
  for (const auto& names : {one, other}) {
    const Count count =
        counted("unsc", "2016-10-08", {{names, 0}, {states("RUS;VEN"), 0}, {}, false},
                {{"procedural", false}});
    EXPECT_EQ(count.conclusion, Conclusion::no);
    EXPECT_EQ(codes(count.blocked_by), "RUS");
  }
}

// Files that a checkout of the project alone does not have.
fs::path beside(const std::string& name) { return home / ".." / "shared" / "data" / name; }

TEST(Votes, as_the_library_prints_them) {
  const fs::path path = beside("votes/unsc_vote_tallies_1946_2022.csv");
  if (!fs::exists(path)) GTEST_SKIP() << "the library's tables are not at hand";
  const Csv own = table(home / "record/votes/security-council.csv", {"day"});
  const Csv printed = table(path, {"date", "document", "status"});
  std::size_t at = 0, others = 0;
  for (const CsvRow& row : printed.rows) {
    if (row.text("date").empty()) continue;
    const CsvRow& ours = own.rows.at(at++);
    ASSERT_EQ(ours.text("day"), row.text("date"));
    const bool same = ours.text("outcome") == row.text("status") &&
                      ours.text("yes") == row.text("yes") && ours.text("no") == row.text("no") &&
                      ours.text("abstain") == row.text("abstain");
    if (same) continue;
    ++others;
    EXPECT_NE(ours.text("note"), "") << ours.text("day") << " " << ours.text("document");
  }
  EXPECT_EQ(at, own.rows.size());
  EXPECT_EQ(others, 7U);
}

TEST(Votes, roll_calls_of_the_assembly) {
  const fs::path path = beside("unga_rollcalls.csv");
  if (!fs::exists(path)) GTEST_SKIP() << "the roll calls are not at hand";
  const Csv calls = table(path, {"date", "yes", "no", "abstain", "n_yes", "n_no"});
  long votes = 0, without_seat = 0, between = 0, refused = 0;
  std::map<std::string, long> who;
  for (const CsvRow& row : calls.rows) {
    Ballots assembly = ballots("unga", day(row.text("date")));
    for (const char* side : {"yes", "no", "abstain"}) {
      for (StateCode state : states(with_codes(row.text(side)))) {
        ++votes;
        if (assembly.may_vote(assembly.member(state)) == Truth::yes) continue;
        ++without_seat;
        // Many days of the source are approximate: in the year of admission that shows.
        const std::string year = row.text("date").substr(0, 4);
        Ballots later = ballots("unga", day(year + "-12-31"));
        if (later.may_vote(later.member(state)) == Truth::yes) continue;
        ++who[state.text() + year];
      }
    }
    // Counted by number: the early days are approximate in the source.
    const long yes = std::stol(row.text("n_yes")), no = std::stol(row.text("n_no"));
    Votes cast;
    cast.yes.others = yes;
    cast.no.others = no;
    const bool half = yes > no, two_thirds = yes > 0 && 3 * yes >= 2 * (yes + no);
    Results<Count> count = assembly.count(cast, {});
    if (!count) {  // more votes than Members, on a day that is approximate
      ++refused;
      continue;
    }
    EXPECT_EQ(count->conclusion, half == two_thirds ? (half ? Conclusion::yes : Conclusion::no)
                                                    : Conclusion::undetermined)
        << row.text("date") << " " << row.text("resolution");
    between += half != two_thirds;
  }
  std::string list;
  for (const auto& [name, number] : who) list += fmt::format(" {}:{}", name, number);
  EXPECT_EQ(votes, 870'109);
  EXPECT_EQ(without_seat, 266);
  EXPECT_EQ(list, "") << "without a seat all that year";
  EXPECT_EQ(between, 269);
  EXPECT_EQ(refused, 2);
}

}  // namespace
}  // namespace ratione
