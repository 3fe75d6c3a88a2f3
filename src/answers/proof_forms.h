// File: answers/proof_forms.h
//
// A proof as people and programs read it.
//
//   no   by territory                                    3(1)(b)
//    |- no   bound; until 2007-01-01                      9(2)
//    |    '- accession by TCD of 2006-11-01               act TCD-2006-1
//    '- no   accepted                                     3(2)
//
// Guarantees: each node keeps its value, its provisions and its acts; the tree
// is ASCII; no line is longer than the look's width.
#pragma once

#include <string>

#include "answers/forms.h"
#include "answers/look.h"
#include "engine/proof.h"

namespace ratione::answers {

// `instrument`: the slug whose provisions and acts are shown without it.
std::string drawn(const Proof& proof, std::string_view instrument, const Look& look);

// {rule, citation, value, because, acts, says, change, ...}
Json proof_json(const Proof& proof, std::string_view instrument);

}  // namespace ratione::answers
