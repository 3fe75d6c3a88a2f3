// File: engine/likeness.h
//
// Which States (or places) a question cannot tell apart, day by day.
//
// The question is made special by one value of one field of States ("the
// territory is that of FRA") and by everything else that is asked but other
// such fields (partial evaluation: Jones, Gomard and Sestoft, 1993). What is
// left is a formula whose conditions either rest on that value alone, and then
// are timelines, or on other fields, and then stay as they are. On each day the
// formula with the values of its timelines is that value's class: values of one
// class on a day have the same answer, the same bases and limits and the same
// exceptions, with one State named in place of the other. So the answer for
// several fields follows from the class of each and from which of their States
// are the same.
//
// Guarantees: sound by construction, since a condition becomes a timeline only
// if its evaluation read nothing but the value and what is the same for all
// values. What the method cannot take apart makes `fit` false: then the
// interpreter has to be asked. Classes are numbers made in the order of their
// first use; numbers of different fields or questions are not comparable.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/dependence.h"
#include "engine/digest.h"
#include "engine/evaluate.h"
#include "engine/situation.h"

namespace ratione {

// What cannot be told apart has equal digests.
struct Alike {
  Digest digest;
  // Who is the same State in another field makes a difference to it.
  bool named = false;
  friend bool operator==(const Alike&, const Alike&) = default;
};
using AlikeLine = Timeline<Alike>;

// A field that holds no States and is left open, and the values that it may have.
using OpenFields = std::vector<std::pair<int, std::vector<FieldValue>>>;

// The States of a value on a day, each once, in their order.
std::vector<StateCode> states_on(const FieldValue& value, Day day);

class Likeness {
 public:
  // All must outlive it. The evaluator's inputs are changed by `of`.
  Likeness(Evaluator& evaluator, const LawInstrument& instrument, const Question& question);
  ~Likeness();

  // What stays the same on no matter which day, for the value that the
  // situation gives to the field (and, of the place, to its places); -1: of no
  // field, what rests on the day alone. The situation gives every field that
  // holds no States, but for those in `open`: what cannot be told apart is then alike
  // whichever of these values such a field has, and while it has none. None: the
  // method does not fit this question.
  std::optional<AlikeLine> of(int field, const Situation& situation, const OpenFields& open = {});

 private:
  struct Kept;

  Evaluator& e_;
  const LawInstrument& instrument_;
  const Question& question_;
  Dependences dependences_;
  std::unique_ptr<Kept> kept_;
};

}  // namespace ratione
