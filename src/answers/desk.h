// File: answers/desk.h
//
// Where one question is answered: the house it is answered from, the engines it
// takes, and how days, States, instruments and points are read from its words.
//
//   Desk desk(house, engines);
//   Days days = desk.days(asked.on, asked.known);
//   desk.engine(days.known).status(desk.instrument("rome"), desk.state("--state", "Chad"), ...)
//
// For one thread and one question; house and engines may be shared. What cannot
// be read ends the question (answers/stop.h), naming its option.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "answers/engines.h"
#include "answers/forms.h"
#include "answers/house.h"
#include "answers/stop.h"

namespace ratione::answers {

// The two clocks, as asked.
struct Days {
  Day on;
  Day known;
};

class Desk {
 public:
  // Both must outlive the desk.
  Desk(House& house, Engines& engines) : house_(house), engines_(engines) {}

  const Law& law() { return house_.law(); }
  const Record& record() { return house_.record(); }
  const Atlas& atlas() { return house_.atlas(); }
  const PointAtlas& points() { return house_.points(); }
  PointSources point_sources() { return house_.point_sources(); }
  std::string folder(std::string_view name) { return house_.folder(name); }
  Day today() const { return house_.today(); }

  // The law made special by the record as known on that day; the desk's until
  // it goes. `weight`: of the question that it will be asked (Engines::verdict).
  Engine& engine(Day known, std::size_t weight = Engines::light);

  // The day of an option; `other` when it was not given.
  Day day(std::string_view option, const std::string& text, std::optional<Day> other) const;
  // --on and --known: known is today unless given, on is known unless given.
  Days days(const std::string& on, const std::string& known) const;
  Day known(const std::string& text) const { return days("", text).known; }

  // "LAT,LON" in degrees, north and east positive.
  std::pair<double, double> point(std::string_view option, const std::string& text) const;
  StateCode state(std::string_view option, const std::string& text);
  // By slug or alias; both on record and in the law.
  const LawInstrument& instrument(const std::string& text);
  std::string title(const LawInstrument& instrument) const;

  // A sentence when one of the days lies beyond the day to which the
  // instrument's record is complete; or empty.
  std::string beyond(const LawInstrument& instrument, Day on, Day known);
  // {program, law, record, complete_to}; without an instrument, of the one
  // whose record ends first.
  Json made_with(const LawInstrument* instrument = nullptr);

 private:
  House& house_;
  Engines& engines_;
  std::map<Day, Engines::Lease> taken_;
};

}  // namespace ratione::answers
