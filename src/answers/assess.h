// File: answers/assess.h
//
// Could a court reach an act?
//
//   AssessAsked asked;
//   asked.date = "2014-03-18";
//   asked.places = {"Crimea"};
//   AssessAnswer answer = assess(desk, asked);
//   json_of(desk, answer); csv_of(desk, answer);
#pragma once

#include <string>
#include <vector>

#include "answers/asked_case.h"
#include "answers/desk.h"
#include "engine/verdict.h"

namespace ratione::answers {

struct AssessAsked : AskedCase {
  std::string known;
  std::string diff_known;  // assess_change: another day of knowledge
};

struct AssessAnswer {
  const LawInstrument* instrument = nullptr;  // the court's law
  Situation situation;
  std::vector<AskedPoint> points;
  Verdict verdict;  // its notes say where each point lies
};

AssessAnswer assess(Desk& desk, const AssessAsked& asked);
Json json_of(Desk& desk, const AssessAnswer& answer);
// The columns that a screened row gets.
std::string csv_of(Desk& desk, const AssessAnswer& answer);

// What two days of knowledge differ in.
struct AssessChange {
  AssessAnswer before, after;  // as known on diff_known, as known on known
  bool differs = false;
  // Acts known on one of the days and not on the other without which the answer of
  // the later day would be another one; where each alone is not needed, those that
  // the proofs name.
  std::vector<Act> acts;
};

// For a question with diff_known.
AssessChange assess_change(Desk& desk, const AssessAsked& asked);
Json json_of(Desk& desk, const AssessChange& change);
// A row for each day, the earlier asked first.
std::string csv_of(Desk& desk, const AssessChange& change);

}  // namespace ratione::answers
