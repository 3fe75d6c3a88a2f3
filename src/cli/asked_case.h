// File: cli/asked_case.h
//
// From the words of a command to a situation that the engine can decide.
//
//   AskedCase asked;
//   asked.date = "2014-03-18";
//   asked.places = {"Crimea"};
//   Situation s = asked.situation(context, law);
//
// What is left out stays left out: the law says what that means. A value that
// cannot be read ends the command (exit 2), naming its option.
#pragma once

#include <string>
#include <vector>

#include "cli/context.h"
#include "engine/situation.h"

namespace ratione::cli {

struct AskedCase {
  std::string court, date, age, crime, trigger;
  std::vector<std::string> places, registered_in, suspects, findings;

  // The law of the court that was asked, or of the default one.
  const LawInstrument& instrument(Context& context) const;
  Situation situation(Context& context, const LawInstrument& instrument) const;
};

// "D" or "D1/D2", both days inside.
Span span_of(std::string_view option, const std::string& text);

}  // namespace ratione::cli
