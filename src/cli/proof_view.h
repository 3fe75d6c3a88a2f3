// File: cli/proof_view.h
//
// A proof as people and programs read it.
//
//   no   territorial                                     12(2)(a)
//    |- no   bound(UKR) on 2012-05-01                     126(2)
//    |    '- in force 2025-01-01                          act UKR-2024-1
//    '- no   special_consent(UKR) on 2012-05-01           12(3)
//
// Guarantees: each node keeps its value, its provisions and its acts; the tree
// is ASCII; no line is longer than the look's width.
#pragma once

#include <string>

#include "cli/context.h"
#include "engine/proof.h"

namespace ratione::cli {

// `instrument`: the slug whose provisions and acts are shown without it.
std::string drawn(const Proof& proof, std::string_view instrument, const Look& look);

// {rule, citation, value, because, acts, says, change, ...}
Json proof_json(const Proof& proof, std::string_view instrument);

}  // namespace ratione::cli
