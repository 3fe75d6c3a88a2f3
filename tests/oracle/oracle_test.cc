// The engine against the oracle: random cases, asked of the interpreter and of
// the law exported to Prolog (docs/oracle.md). They share no code, so a
// difference is a fault of one of them; it is printed as the question that the
// oracle was asked, with both answers.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "errors/missing_for_tests.h"
#include "oracle/compare.h"

namespace ratione {
namespace {

using testing_house::House;

// `make check-long` sets RATIONE_LONG to a factor: as many times more cases.
int cases(int usual) {
  const char* factor = std::getenv("RATIONE_LONG");
  return factor ? usual * std::max(1, std::atoi(factor)) : usual;
}

// A folder with law, record and atlas: the project's own, or laws of tests.
struct Compare {
  const char* folder;
  const char* known;
  int questions;  // for all instruments together
};

const House& house_of(const std::string& folder) {
  static std::map<std::string, House> houses;
  auto [it, unused] = houses.try_emplace(folder, RATIONE_SOURCE_DIR "/" + folder);
  return it->second;
}

class Oracle : public ::testing::TestWithParam<Compare> {};

TEST_P(Oracle, AnswersAsTheEngineDoes) {
  if (!oracle_installed()) {
    MISSING("SWI-Prolog; run scripts/install_packages oracle");
  }
  const House& house = house_of(GetParam().folder);
  const Day known = Day::parse(GetParam().known).value();
  Compared compared(house, known);
  // Half of all questions to the instruments that a court or panel asks.
  std::vector<const LawInstrument*> asking, others;
  for (const LawInstrument& instrument : house.law.instruments) {
    (instrument.questions.empty() ? others : asking).push_back(&instrument);
  }
  const int all = cases(GetParam().questions);
  for (const LawInstrument& instrument : house.law.instruments) {
    Draw draw(house, instrument, known, static_cast<unsigned>(known.number()));
    if (*GetParam().folder != '\0') compared.ask_every_definition(instrument, draw);
    const int share =
        static_cast<int>(instrument.questions.empty() ? others.size() : asking.size());
    if (instrument.questions.empty()) {
      compared.ask_in_one_world(instrument, draw, all / 4 / share);
    } else {
      compared.ask_in_one_world(instrument, draw, all * 5 / 8 / share);
      compared.ask_in_all_worlds(instrument, draw, all / 8 / share);
    }
  }
  Said said = compared.put_to(compared.program());
  auto concluded = compared.concluded();
  const int conclusions =
      concluded["yes"] + concluded["no"] + concluded["undetermined"] + concluded["disputed"];
  fmt::print(
      "known {}: {} questions, {:.1f} s; of {} conclusions {} yes, {} no, {} undetermined, "
      "{} disputed\n",
      known.iso(), said.questions, said.seconds, conclusions, concluded["yes"], concluded["no"],
      concluded["undetermined"], concluded["disputed"]);
  for (const std::string& difference : said.shown) ADD_FAILURE() << difference;
  EXPECT_EQ(said.differ, 0u);
  EXPECT_EQ(said.answers, said.questions);
  EXPECT_EQ(said.errors, "");
  // Cases that are nearly all a no would find little.
  EXPECT_GE(concluded["yes"] * 4, conclusions);
}

std::string name_of(const ::testing::TestParamInfo<Compare>& info) {
  std::string name = fmt::format("{}_{}", info.param.folder, info.param.known);
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Project, Oracle,
                         ::testing::Values(Compare{"", "2009-06-01", 1500},
                                           Compare{"", "2016-11-16", 1500},
                                           Compare{"", "2021-02-05", 1500},
                                           Compare{"", "2026-11-01", 1500}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Invented, Oracle,
                         ::testing::Values(Compare{"tests/law/oracle-style", "2005-06-01", 800},
                                           Compare{"tests/law/oracle-style", "2009-05-01", 1200},
                                           Compare{"tests/law/oracle-style", "2012-06-01", 1200},
                                           Compare{"tests/law/oracle-style", "2026-01-01", 1200},
                                           Compare{"tests/law/paris-style", "2012-05-31", 400},
                                           Compare{"tests/law/paris-style", "2018-05-04", 400},
                                           Compare{"tests/law/paris-style", "2025-12-31", 800}),
                         name_of);

}  // namespace
}  // namespace ratione
