// File: answers/desk.h
//
// Where one question is answered: the house it is answered from, the engines it
// takes, and how days, States, instruments and points are read from its words.
//
//   Desk desk(house, engines);
//   Days days = desk.days(asked.on, asked.known);
//   const LawInstrument& rome = desk.instrument("rome");
//   desk.engine(days.known, rome).status(rome, desk.state(desk.word("state"), "Chad"), ...)
//
// For one thread and one question; house and engines may be shared. What cannot
// be read ends the question (answers/stop.h), naming its word as it was asked.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// How a question names its words: --diff-known to a command, diff_known in an
// address.
enum class Way { option, parameter };

class Desk {
 public:
  // House and engines must outlive the desk.
  Desk(House& house, Engines& engines, Way way = Way::option)
      : house_(house), engines_(engines), way_(way) {}

  // A word of the question, by its long option without the dashes, as sentences
  // must write it: "--diff-known" or "diff_known".
  std::string word(std::string_view name) const;
  // With a value: "--state STATE" or "state=STATE".
  std::string word(std::string_view name, std::string_view value) const;
  // Was it asked by an address of the server, so that its neighbours can be linked?
  bool has_addresses() const { return way_ == Way::parameter; }

  const Law& law() { return house_.law(); }
  const Record& record() { return house_.record(); }
  const Atlas& atlas() { return house_.atlas(); }
  const PointAtlas& points() { return house_.points(); }
  PointSources point_sources() { return house_.point_sources(); }
  std::string folder(std::string_view name) { return house_.folder(name); }
  Day today() const { return house_.today(); }

  // The law made special by the record as known on that day, ready for questions
  // about that instrument, about some, or about all; the desk's until it goes.
  // `weight`: of the question that it will be asked (Engines::verdict).
  Engine& engine(Day known, const LawInstrument& about, std::size_t weight = Engines::light);
  Engine& engine(Day known, const std::vector<const LawInstrument*>& about);
  Engine& engine(Day known);

  // The day of a word; `other` when it was not given.
  Day day(std::string_view word, const std::string& text, std::optional<Day> other) const;
  // The words on and known: known is today unless given, on is known unless given.
  Days days(const std::string& on, const std::string& known) const;
  Day known(const std::string& text) const { return days("", text).known; }

  // "LAT,LON" in degrees, north and east positive.
  std::pair<double, double> point(std::string_view word, const std::string& text) const;
  StateCode state(std::string_view word, const std::string& text);
  // By slug or alias; both on record and in the law.
  const LawInstrument& instrument(const std::string& text);
  std::string title(const LawInstrument& instrument) const;

  // A sentence when one of the days lies beyond the day to which the
  // instrument's record is complete; or empty.
  std::string beyond(const LawInstrument& instrument, Day on, Day known);
  // {program, law, record, complete_to}; without an instrument, of the one
  // whose record ends first. Of a record that is not the one on file, also what
  // is hypothetical.
  Json made_with(const LawInstrument* instrument = nullptr);

 private:
  House& house_;
  Engines& engines_;
  const Way way_;
  Engines::Lease& taken(Day known);

  std::map<Day, Engines::Lease> taken_;
};

}  // namespace ratione::answers
