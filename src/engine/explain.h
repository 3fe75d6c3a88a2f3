// File: engine/explain.h
//
// The proof of a rule on one day, under the inputs of the moment.
#pragma once

#include "engine/evaluate.h"
#include "engine/proof.h"

namespace ratione {

// Guarantees: the root's value is the rule's value on that day; of `and` that
// fails one failing branch stands, of `or` that holds one that holds.
Proof explain_rule(Evaluator& evaluator, int clause, const std::vector<Value>& args, Day day);
Proof explain_date(Evaluator& evaluator, int clause, const std::vector<Value>& args);

// The States for which the first quantifier over States in a rule's condition
// holds on that day (value yes, or undetermined where nobody makes it yes); and
// the lines that told so: while none of them changes, these are the States.
struct Witnesses {
  std::vector<std::pair<StateCode, Truth>> states;
  std::vector<TruthLine> lines;
};
Witnesses witnesses(Evaluator& evaluator, int clause, Day day);

// An expression in the law's own words, with the values of fields put in.
std::string describe(Evaluator& evaluator, const Expr& expr, Env& env);
std::string describe(const Evaluator& evaluator, const Value& value);

}  // namespace ratione
