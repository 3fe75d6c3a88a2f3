// File: answers/act_words.h
//
// What the law knows of the kinds of acts and their columns, told to who writes
// acts and not to who writes law.
//
//   std::string why = unknown_kind(law, "lakes-accord", "accesion");
//   // "is no kind of act that the law of lakes-accord knows; did you mean accession?"
//
// Both are empty where nothing is wrong, and for an instrument without law.
#pragma once

#include <string>
#include <string_view>

#include "law/typed/law.h"

namespace ratione::answers {

std::string unknown_kind(const Law& law, std::string_view instrument, std::string_view kind);
// `kind`: of the act; empty: any. A column that every act has is known.
std::string unknown_column(const Law& law, std::string_view instrument, std::string_view kind,
                           std::string_view column);

}  // namespace ratione::answers
