// File: engine/decide.h
//
// From a question to a verdict: choice of trigger, worlds, completions of what
// is unknown, from inside outwards (LANGUAGE, section 3.6).
#pragma once

#include <map>
#include <memory>

#include "engine/evaluate.h"
#include "engine/verdict.h"
#include "engine/worlds.h"

namespace ratione {

// One way to complete an unknown field or finding.
struct Completion {
  Inputs::Versioned value;   // of a field
  bool finding_yes = false;  // of a finding
  std::string words;         // "FRA", "genocide", "yes"
  const State* state = nullptr;
  std::string place;  // of a place that some act names, and that is no State
};

// What deciding remembers between questions: a file of cases asks the same on
// other days.
struct Decided {
  std::map<int, Memory<std::shared_ptr<const Leaves>>> worlds;  // by clause
  std::map<std::string, std::vector<Completion>> completions;   // by instrument and field
};

// Places that acts name and that are no State's whole territory, by id: an
// unknown place may be one of them.
std::vector<const PlaceEntry*> places_named_by_acts(const Evaluator& evaluator);

// The situation must have passed check_situation.
Verdict decide(Evaluator& evaluator, Decided& decided, const LawInstrument& instrument,
               const Question& question, const Situation& situation, const States& states);

}  // namespace ratione
