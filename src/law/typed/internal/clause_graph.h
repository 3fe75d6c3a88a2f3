// File: law/typed/internal/clause_graph.h
//
// What can be said of checked clauses as a whole: no clause rests on itself,
// what each can rest on, which first days were always there, and which clauses
// nothing reaches.
#pragma once

#include <vector>

#include "law/typed/law.h"

namespace ratione::internal {

// Calls visit(expr) for the expression and everything below it.
template <class F>
void each_expr(const Expr* expr, F&& visit) {
  if (!expr) return;
  visit(*expr);
  for (const auto& arg : expr->args) each_expr(arg.get(), visit);
}

// Adds an error for each cycle (law.120), for a chain that is too long
// (law.006) and for a first day that was always there (law.302); fills in
// uses_case_field, uses_dispute, uses_incident, all_clauses, looks_at and kinds_read.
// `from_common[i]` tells clauses that stand in law/common.
void analyse(Law& law, const std::vector<bool>& from_common, Errors& errors);

}  // namespace ratione::internal
