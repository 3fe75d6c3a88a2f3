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

}  // namespace ratione::answers
