// Can the comparison with the oracle fail? Each mutant is the prelude with one
// meaning broken; on the invented law that uses every form, some answer must
// then differ from the engine's. A mutant that nobody notices is a form that no
// test compares. Takes minutes, so only `make check-long` asks it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <vector>

#include "errors/missing_for_tests.h"
#include "oracle/compare.h"

namespace ratione {
namespace {

struct Mutant {
  const char* broken;  // what is broken
  const char* was;     // stands once in the prelude
  const char* is;
};
std::ostream& operator<<(std::ostream& out, const Mutant& mutant) { return out << mutant.broken; }

// In the order of the prelude.
const Mutant mutants[] = {
#include "oracle/mutants.inc"
};

// What is asked, gathered once for all mutants: as known early and late.
const std::vector<std::unique_ptr<Compared>>& asked() {
  static const testing_house::House house(RATIONE_SOURCE_DIR "/tests/law/oracle-style");
  static const auto all = [] {
    std::vector<std::unique_ptr<Compared>> out;
    for (const char* day : {"2009-05-01", "2013-06-01"}) {
      const Day known = Day::parse(day).value();
      out.push_back(std::make_unique<Compared>(house, known));
      std::vector<Draw> draws;
      for (const LawInstrument& instrument : house.law.instruments) {
        draws.emplace_back(house, instrument, known, static_cast<unsigned>(known.number()));
      }
      for (std::size_t i = 0; i < draws.size(); ++i) {
        out.back()->ask_every_definition(house.law.instruments[i], draws[i]);
      }
      for (int turn = 0; turn < 6; ++turn) {
        for (std::size_t i = 0; i < draws.size(); ++i) {
          const LawInstrument& instrument = house.law.instruments[i];
          out.back()->ask_in_one_world(instrument, draws[i], instrument.court.empty() ? 50 : 250);
          out.back()->ask_in_all_worlds(instrument, draws[i], 10);
        }
      }
    }
    return out;
  }();
  return all;
}

constexpr std::size_t part = 300;

class OracleMutants : public ::testing::TestWithParam<Mutant> {};

TEST_P(OracleMutants, IsNoticed) {
  if (!oracle_installed()) {
    MISSING("SWI-Prolog; run scripts/install_packages oracle");
  }
  const std::string was = GetParam().was;
  for (const auto& compared : asked()) {
    std::string program = compared->program();
    const std::size_t at = program.find(was);
    ASSERT_NE(at, std::string::npos) << "the prelude has changed: " << was;
    ASSERT_EQ(program.find(was, at + 1), std::string::npos) << "stands more than once: " << was;
    program.replace(at, was.size(), GetParam().is);
    // A part of the questions after the other, until one shows it.
    for (std::size_t from = 0; from < compared->questions(); from += part) {
      const Said said =
          compared->put_to(program, from, std::min(from + part, compared->questions()));
      // Broken in one place, it still answers, and not always wrongly.
      ASSERT_EQ(said.answers, said.questions) << said.errors;
      if (said.differ == 0) continue;
      ASSERT_LT(said.differ * 10, said.questions * 9) << said.errors;
      fmt::print("{}: {} of {} answers differ, after {}\n", GetParam().broken, said.differ,
                 said.questions, from);
      return;
    }
  }
  FAIL() << GetParam().broken << ": nobody notices";
}

std::string name_of(const ::testing::TestParamInfo<Mutant>& mutant) {
  std::string name = mutant.param.broken;
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Prelude, OracleMutants, ::testing::ValuesIn(mutants), name_of);

}  // namespace
}  // namespace ratione
