// File: text/names.h
//
// Comparing names that people type with names on record.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ratione {

// Lower case, without the marks of Latin, Cyrillic and Arabic letters, wide forms as
// narrow ones, punctuation as one space: "Côte d’Ivoire" and "cote d'ivoire" fold
// alike, composed or not. UTF-8 in and out; bytes that are not UTF-8 are kept.
std::string fold_name(std::string_view text);

// The candidate nearest to `text` by edits (Damerau-Levenshtein), or empty when
// none is near: at most a third of the letters of the longer, and at most 3.
// Both are folded first; of several that are as near, the first.
std::string nearest(std::string_view text, const std::vector<std::string>& candidates);
// The same among ids such as "UKR-2024-1", of which two letters are already another
// State: among those whose first part, up to the hyphen, is that of `text`; where none
// has it, those in which one letter of that part differs.
std::string nearest_id(std::string_view text, const std::vector<std::string>& candidates);

// "a", "a or b", "a, b or c".
std::string any_of_words(const std::vector<std::string>& words);
// "a", "a and b", "a, b and c".
std::string all_of_words(const std::vector<std::string>& words);

// A provision in the dotted form: "12(2)(a)" and "12.2.a" give "12.2.a";
// empty when it is neither.
std::string dotted_provision(std::string_view text);
// Also "I 58", a roman numeral and an article: "I.58".
// The form that lawyers write: "12.2.a" gives "12(2)(a)"; "13.b" gives "13(b)";
// "X.1" gives "X(1)". Conventions numbered I to IV before their articles are
// read as such: "I.58" gives "I 58". What is not dotted comes back as it is.
std::string written_provision(std::string_view dotted);

}  // namespace ratione
