// File: law/syntax/printer.h
//
// Writes the law as it is read: one form for each construct.
// Guarantee: parse(print(x)) == x for every file x without faults.
#pragma once

#include <string>

#include "law/syntax/ast.h"

namespace ratione::syntax {

std::string print(const Node& node);
std::string print(const DomainNode& domain);
std::string print(const Decl& decl);  // several lines, no line break at the end
std::string print(const LawFile& file);

}  // namespace ratione::syntax
