// File: claims/evaluate.h
//
// Labelled sentences read and checked, alone or in their articles.
//
//   Results<std::vector<Answer>> answers = answers_to(labels, "tests/claims", english, checker);
//   Scores scores = score(labels, *answers);
//
// Guarantees: one answer a label, in their order. A label of an article is answered by
// all that was found where its text stands, since people part sentences otherwise than
// a program does; by its number, if its text is not there.
// Errors: an article cannot be read.
#pragma once

#include <string>
#include <vector>

#include "claims/labels.h"
#include "claims/language.h"

namespace ratione::claims {

// `folder`: where the articles stand that the labels name.
Results<std::vector<Answer>> answers_to(const std::vector<Label>& labels, const std::string& folder,
                                        const Language& language, Checker& checker);

}  // namespace ratione::claims
