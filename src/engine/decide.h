// File: engine/decide.h
//
// From a question to a verdict: choice of trigger, worlds, completions of what
// is unknown, from inside outwards (LANGUAGE, section 3.6).
#pragma once

#include <functional>
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

// What spares work without changing an answer.
struct Shortcuts {
  // The class of a field's completion, by its number in `completions`, on the day
  // asked: completions of one class have the same answer (engine/tables.h). None:
  // each is tried. Must not touch the evaluator.
  struct Class {
    std::uint32_t number = 0;
    bool named = false;  // who is the same State in another field matters
  };
  std::function<const Class*(int field, std::size_t completion)> alike;
};

// Places that acts name and that are no State's whole territory, by id: an
// unknown place may be one of them.
std::vector<const PlaceEntry*> places_named_by_acts(const Evaluator& evaluator);

// The situation must have passed check_situation.
Verdict decide(Evaluator& evaluator, Decided& decided, const LawInstrument& instrument,
               const Question& question, const Situation& situation, const States& states,
               const Shortcuts& shortcuts = {});

}  // namespace ratione
