// File: answers/explain.h
//
// The proof of an assessment alone, drawn and as a tree.
#pragma once

#include "answers/assess.h"
#include "answers/desk.h"

namespace ratione::answers {

struct ExplainAnswer {
  AssessAnswer assessed;
};

inline ExplainAnswer explain(Desk& desk, const AssessAsked& asked) { return {assess(desk, asked)}; }
// {question, known, conclusion, drawn, proof, made_with}
Json json_of(Desk& desk, const ExplainAnswer& answer);

}  // namespace ratione::answers
