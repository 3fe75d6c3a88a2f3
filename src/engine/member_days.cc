#include "engine/member_days.h"

namespace ratione {

namespace {

bool begins_with(const Path& path, int slot) {
  return path.root == Path::Root::variable && path.index == slot;
}

}  // namespace

bool speaks_of(const Expr& expr, int slot) {
  auto of = [&](const auto& path) { return path && begins_with(*path, slot); };
  auto of_crime = [&](const auto& crime) { return crime && of(crime->path); };
  if (of(expr.path) || of(expr.path2) || of_crime(expr.crime) || of_crime(expr.crime2)) return true;
  if (expr.domain) {
    const Domain& domain = *expr.domain;
    if (of(domain.by) || of(domain.about) || of(domain.of)) return true;
    if (std::any_of(domain.sets.begin(), domain.sets.end(),
                    [&](const Path& set) { return begins_with(set, slot); })) {
      return true;
    }
  }
  return std::any_of(expr.call.begin(), expr.call.end(),
                     [&](const Path& path) { return begins_with(path, slot); }) ||
         std::any_of(expr.args.begin(), expr.args.end(),
                     [&](const auto& arg) { return arg && speaks_of(*arg, slot); });
}

bool is_day_of(const Expr& expr, int slot) {
  return expr.kind == ExprKind::day_field && begins_with(*expr.path, slot) &&
         expr.path->fields.size() == 1 && expr.path->fields[0].kind == FieldKind::day;
}

int date_of(const Expr& expr, int slot) {
  const bool is = expr.kind == ExprKind::call_date && expr.call.size() == 1 &&
                  begins_with(expr.call[0], slot) && expr.call[0].fields.empty();
  return is ? expr.index : -1;
}

}  // namespace ratione
