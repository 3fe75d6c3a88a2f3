#include "engine/rounded.h"

namespace ratione {

namespace {

class Search {
 public:
  Search(Evaluator& evaluator, Day result) : e_(evaluator), result_(result) {}

  std::optional<Day> in_clause(int id, const std::vector<Value>& args,
                               std::optional<DayRange> base) {
    const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
    if (!clause.value) return std::nullopt;
    Env env = e_.env_of(clause, args);
    env.that_day = base;
    return in(*clause.value, env);
  }

 private:
  std::optional<Day> in(const Expr& expr, Env& env) {
    switch (expr.kind) {
      case ExprKind::plus:
        if (expr.unit != Unit::days) {
          const DayRange from = e_.day(*expr.args[0], env);
          const DayRange to = e_.day(expr, env);
          if (from.certain() && to.certain() && to.lo == result_ && from.lo != Day::never() &&
              from.lo.ymd().day != to.lo.ymd().day) {
            return from.lo;
          }
        }
        break;
      case ExprKind::call_date:
        return in_clause(expr.index, e_.arguments(expr.call, env), std::nullopt);
      case ExprKind::earlier:
      case ExprKind::later:
      case ExprKind::first_day_when:
      case ExprKind::window:
      case ExprKind::all:
      case ExprKind::any:
        break;
      default:
        // The day is no end of a count, or the variables of the count are bound inside.
        return std::nullopt;
    }
    for (const auto& arg : expr.args) {
      if (!arg) continue;
      if (std::optional<Day> found = in(*arg, env)) return found;
    }
    return std::nullopt;
  }

  Evaluator& e_;
  const Day result_;
};

}  // namespace

std::optional<Day> counted_from(Evaluator& evaluator, int clause, const std::vector<Value>& args,
                                std::optional<DayRange> base, Day result) {
  if (result == Day::never() || result == Day::first()) return std::nullopt;
  return Search(evaluator, result).in_clause(clause, args, base);
}

}  // namespace ratione
