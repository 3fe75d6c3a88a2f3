// File: law/syntax/parser.h
//
// Reads a law file into declarations. After a fault it goes on at the next
// declaration, so that one pass finds a fault in each.
//
//   Errors errors;
//   syntax::LawFile file = syntax::parse(read_source(text, "a.md", errors), errors);
//
// Guarantees: any bytes give a file and perhaps errors with places inside it;
// nesting is refused above deepest_nesting, so the depth of recursion here and
// in whoever walks the result is bounded.
#pragma once

#include "law/syntax/ast.h"

namespace ratione::syntax {

LawFile parse(SourceFile source, Errors& errors);

}  // namespace ratione::syntax
