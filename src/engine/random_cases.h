// File: engine/random_cases.h
//
// Random situations about the project's court, around the days on which
// something changes, for tests that compare two ways to an answer.
#pragma once

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "engine/house_for_tests.h"
#include "engine/territory.h"

namespace ratione::random_cases {

// `make check-long` sets RATIONE_LONG to a factor: as many times more cases.
// Under the sanitizers, which look for other faults, fewer do.
inline int cases(int usual) {
#ifdef __SANITIZE_ADDRESS__
  usual = (usual + 9) / 10;
#endif
  const char* factor = std::getenv("RATIONE_LONG");
  return factor ? usual * std::max(1, std::atoi(factor)) : usual;
}

using testing_house::project;

inline const LawInstrument& court() { return *project().law.court(""); }

// Draws situations around the days on which something changes.
class Draw {
 public:
  explicit Draw(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  bool one_in(std::size_t n) { return below(n) == 0; }

  Day day() {
    static const std::vector<Day> turning = [] {
      std::vector<Day> days;
      for (const Act& act : project().record.acts(court().slug)) {
        days.push_back(act.day.lo);
        if (act.from) days.push_back(act.from->lo);
        if (act.until) days.push_back(act.until->lo);
      }
      return days;
    }();
    Day near = turning[below(turning.size())];
    int shift = static_cast<int>(below(1200)) - 300;
    if (one_in(3)) shift = static_cast<int>(below(5)) - 2;
    return add_days(near, shift).value();
  }

  StateCode state() {
    // Half of the time one that acted otherwise than by joining.
    static const std::vector<StateCode> lively = [] {
      std::vector<StateCode> states;
      for (const Act& act : project().record.acts(court().slug)) {
        if (act.kind != "signature" && act.kind != "ratification" && act.kind != "accession" &&
            act.kind != "consent_to_amendment" && !act.state.none()) {
          states.push_back(act.state);
        }
      }
      return states;
    }();
    const auto& all = project().record.states().all();
    return one_in(2) ? lively[below(lively.size())] : all[below(all.size())].code;
  }

  Situation situation() {
    Situation s;
    Day first = day();
    s.days = {first,
              one_in(4) ? add_days(first, static_cast<int>(below(500)) + 1).value() : first.next()};
    if (!one_in(12)) {
      std::vector<const PlaceEntry*> places;
      for (std::size_t n = one_in(6) ? 2 : 1; n > 0; --n) {
        const PlaceEntry* place = one_in(3)
                                      ? &project().atlas.all()[below(project().atlas.all().size())]
                                      : project().atlas.find(state().text()).value();
        places.push_back(place);
        s.places.push_back(place->id);
      }
      s.fields["territory"] = territory_of(project().atlas, places);
    }
    if (!one_in(3)) s.fields["nationality"] = states(one_in(8) ? 2 : 1);
    if (one_in(6)) s.fields["registered_in"] = states(1);
    if (!one_in(8)) {
      static const char* crimes[] = {"6",     "7",          "8",           "8bis",     "7.1.d",
                                     "7.1.i", "8.2.e.xiii", "8.2.b.xxvii", "8.2.e.xix"};
      s.fields["crime"] = text(crimes[below(std::size(crimes))]);
    }
    if (one_in(2)) {
      const auto& options = court().field("trigger")->options;
      s.fields["trigger"] = text(options[below(options.size())]);
    }
    if (one_in(10)) {
      FieldValue age = text("");
      age.number = Fraction(static_cast<std::int64_t>(15 + below(6)));
      s.fields["age"] = age;
    }
    return s;
  }

  FieldValue states(std::size_t n) {
    FieldValue value = text("");
    for (; n > 0; --n) value.states.push_back({state(), Span::always(), ""});
    return value;
  }
  static FieldValue text(std::string text) {
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = std::move(text);
    return value;
  }

 private:
  std::mt19937 random_;
};

inline std::string shown(const Situation& s) {
  std::string out = s.days.words();
  for (const std::string& place : s.places) out += " " + place;
  for (const auto& [name, value] : s.fields) {
    out += " " + name + "=" + value.text;
    for (const StateOn& state : value.states) out += state.state.text();
  }
  return out;
}

inline const Day known_days[] = {Day::from_ymd(2016, 11, 16).value(),
                                 Day::from_ymd(2021, 2, 5).value(),
                                 Day::from_ymd(2026, 11, 1).value()};

}  // namespace ratione::random_cases
