// File: effects/verdict_classes.h
//
// Which verdicts two records differ in. Conducts of the same crime that have one
// answer under the one record and one under the other (conclusion, grounds and
// readings, whatever the States are called) are one class; a class counts when its
// two answers differ.
//
//   VerdictsMoved moved = verdicts_moved(court, states, atlas, without, with, difference, reach);
//
// Every crime of the law is asked with each State of the place and each State of
// the suspect, and with an unknown suspect; one of them lies in `reach`, and so do
// the days. The trigger is left out. Of other States only as many are asked as show
// every set of values that the rules over a State have together on some day.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "effects/difference.h"
#include "engine/engine.h"

namespace ratione {

struct VerdictReach {
  std::set<StateCode> states;
  std::set<std::string> places;  // of the atlas
  bool everybody = false;        // every State, whatever `states` says
  bool alike = false;            // no verdict can look at what the records differ in
  std::vector<Act> acts;         // known, under the court's instrument
  Span days = Span::always();
};

struct VerdictsMoved {
  std::int64_t classes = 0;   // that differ
  std::int64_t compared = 0;  // looked at
  // How many classes went from one conclusion to another.
  std::map<std::pair<Conclusion, Conclusion>, std::int64_t> conclusions;
  bool certain = false;   // some class goes from yes to no or back, whatever is read or found
  bool disputed = false;  // some differs in some readings
  bool waits = false;     // some may rest on a finding about an act in question
};

VerdictsMoved verdicts_moved(const LawInstrument& court, const States& states, const Atlas& atlas,
                             Engine& without, Engine& with, const Difference& difference,
                             const VerdictReach& reach);

}  // namespace ratione
