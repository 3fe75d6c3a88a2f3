// File: engine/completion.h
//
// What is unknown in a question, completed one way after the other.
//
//   Residual says which completions would give yes: LANGUAGE, section 3.6.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/inputs.h"
#include "engine/verdict.h"
#include "law/typed/law.h"
#include "record/states.h"

namespace ratione {

// One way to complete an unknown field or finding.
struct Completion {
  Inputs::Versioned value;   // of a field
  bool finding_yes = false;  // of a finding
  std::string words;         // "FRA", "genocide", "yes"
  const State* state = nullptr;
  std::string place;  // of a place that some act names, and that is no State

  // A State that did not exist on a day is nobody's.
  bool possible(Day day) const { return !state || state->exists.contains(day); }
};

// What a completion of a field of States is to a question on a day: those of one
// class have the same answer (engine/tables.h).
struct CompletionClass {
  std::uint32_t number = 0;
  bool named = false;  // who is the same State in another field matters
};
// The class of a completion beside what the other fields of States hold; none: it
// is of its own, since one of them may be any State.
std::optional<std::uint64_t> class_beside(const CompletionClass& of, const FieldValue& completed,
                                          const std::vector<const FieldValue*>& others, Day day);

// What each completion of one unknown field or finding answers; none: it is not
// possible.
struct Filled {
  std::string name;
  bool is_field = false;
  const std::vector<Completion>* options = nullptr;
  std::vector<std::optional<Conclusion>> answers;
};

// "the suspect's nationality": what is missing, and what a field is called in a
// sentence about its value.
std::string missing_words(const std::string& field);
// Of the completions that would give yes; none: nothing would.
std::optional<Residual> residual_of(const Law& law, const std::vector<Filled>& filled);

}  // namespace ratione
