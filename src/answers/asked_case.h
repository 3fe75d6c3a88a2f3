// File: answers/asked_case.h
//
// From the words of a command to a situation that the engine can decide.
//
//   AskedCase asked;
//   asked.date = "2014-03-18";
//   asked.places = {"Crimea"};          // or asked.at = {"44.95,34.10"}
//   Situation s = asked.situation(desk, law);
//
// What is left out stays left out: the law says what that means. A value that
// cannot be read ends the command (exit 2), naming its word.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "answers/desk.h"
#include "atlas/point_atlas.h"
#include "engine/situation.h"

namespace ratione::answers {

// A point that was asked about, and what the atlas says of it.
struct AskedPoint {
  std::string text;  // as asked
  double latitude = 0, longitude = 0;
  PointAnswer answer;
  // Where it lies, in a sentence.
  std::string says(Desk& desk) const;
};

struct AskedCase {
  std::string court, date, age, crime, trigger;
  std::vector<std::string> places, at, registered_in, suspects, fields, findings;

  // The law of the court that was asked, or of the default one.
  const LawInstrument& instrument(Desk& desk) const;
  // What was found at the points of `at` is put into `points`, in their order.
  Situation situation(Desk& desk, const LawInstrument& instrument,
                      std::vector<AskedPoint>* points = nullptr) const;
};

// "linked=no", "armed_conflict(Finland)=yes", "represents(UKR-2024-1)=yes".
void answer_finding(Desk& desk, const LawInstrument& instrument, const std::string& text,
                    std::map<std::string, bool>& findings);

// "D" or "D1/D2", both days inside.
Span span_of(std::string_view word, const std::string& text);

}  // namespace ratione::answers
