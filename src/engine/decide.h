// File: engine/decide.h
//
// From a question to a verdict: choice of trigger, worlds, completions of what
// is unknown, from inside outwards (LANGUAGE, section 3.6).
#pragma once

#include <functional>
#include <map>
#include <memory>

#include "engine/completion.h"
#include "engine/evaluate.h"
#include "engine/verdict.h"
#include "engine/worlds.h"

namespace ratione {

// What deciding remembers between questions: a file of cases asks the same on
// other days.
struct Decided {
  std::map<int, Memory<std::shared_ptr<const Leaves>>> worlds;  // by clause
  std::map<std::string, std::vector<Completion>> completions;   // by instrument and field
};

// An answer that is known already, and the findings that were looked at for it.
struct Answered {
  Concluded concluded;
  std::vector<std::string> findings;
};

// What spares work without changing an answer, and what is told besides it.
struct Help {
  // The class of a field's completion, by its number, on the day asked. None: each is
  // tried. Must not touch the evaluator.
  std::function<const CompletionClass*(int field, std::size_t completion)> alike;
  // What the question with that completion, and nothing else completed, answers: the
  // same as deciding it. None: it is tried.
  std::function<const Answered*(int field, std::size_t completion)> answered;
  // Of an undetermined answer: what each completion of what is unknown answers.
  std::vector<Filled>* filled = nullptr;
  // The findings that were looked at.
  std::vector<std::string>* findings = nullptr;
  // Conclusion, readings, bases and limits are all that is wanted: no proof, nothing
  // of what is missing or would change the answer, no notes, no exercise.
  bool grounds_alone = false;
  // The verdict but for its proof, which is known already: only the proof is wanted.
  const Verdict* decided = nullptr;
};

// Places that acts name and that are no State's whole territory, by id: an
// unknown place may be one of them.
std::vector<const PlaceEntry*> places_named_by_acts(const Evaluator& evaluator);

// The situation must have passed check_situation.
Verdict decide(Evaluator& evaluator, Decided& decided, const LawInstrument& instrument,
               const Question& question, const Situation& situation, const States& states,
               const Help& help = {});

}  // namespace ratione
