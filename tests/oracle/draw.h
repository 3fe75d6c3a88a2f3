// File: oracle/draw.h
//
// Random cases for one instrument of a law, drawn around the acts of its
// record: their days and what follows months later, their States, places and
// crimes. A case drawn blindly is nearly always a plain no.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/house_for_tests.h"
#include "engine/situation.h"

namespace ratione {

struct Asked {
  Situation situation;
  std::vector<int> world;  // a reading for each dispute of the law
};

class Draw {
 public:
  Draw(const testing_house::House& house, const LawInstrument& instrument, Day known,
       unsigned seed);

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }
  const auto& of(const auto& all) { return all[below(all.size())]; }

  Asked asked();
  Day day();
  StateCode state();

 private:
  const Act* act();
  Day day_near(const Act& act);
  FieldValue value_of(const CaseField& field, const Act* about);
  StateCode state_near(const Act* about);
  std::vector<std::string> places(const Act* about);

  const testing_house::House& house_;
  const LawInstrument& instrument_;
  Day known_;
  std::mt19937 random_;
  std::vector<Day> turning_;
  std::map<std::string, std::vector<const Act*>> by_kind_;
  std::vector<StateCode> lively_;
  std::vector<std::string> places_, crimes_;
};

}  // namespace ratione
