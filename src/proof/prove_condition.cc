#include "proof/prover.h"

#include <algorithm>

namespace ratione {

namespace {

// 0 before the range, 1 in it, 2 after.
int passed(Day on, DayRange day) { return on < day.lo ? 0 : on < day.hi ? 1 : 2; }

}  // namespace

bool Prover::truth(const Expr& expr, Env& env, Days days, Bounds want) {
  if (want.nothing()) return true;
  if (--left_ < 0) return false;
  auto parts = [&](Bounds bounds) {
    std::vector<Goal> goals;
    for (const auto& arg : expr.args) {
      goals.push_back([&, bounds, e = arg.get(), copy = env]() mutable {
        return truth(*e, copy, days, bounds);
      });
    }
    return goals;
  };
  Bounds inner = expr.negated ? !want : want;
  bool of_case = expr.path && expr.path->root == Path::Root::case_field;
  switch (expr.kind) {
    case ExprKind::all:
    case ExprKind::any: {
      // Of `and`, all from below and one from above; of `or` the other way round.
      auto shown = [&](bool all, Bounds bounds) {
        return all ? every(parts(bounds)) : cheapest(parts(bounds));
      };
      const bool all = expr.kind == ExprKind::all;
      return each_bound(
          want,
          [&](int lo) {
            return shown(all, {lo, 2});
          },
          [&](int hi) {
            return shown(!all, {0, hi});
          });
    }
    case ExprKind::negation:
      return truth(*expr.args[0], env, days, !want);
    case ExprKind::at_day: {
      DayRange on = e_.day(*expr.args[1], env);
      return every({[&] { return day(*expr.args[1], env); },
                    [&] {
                      return truth(*expr.args[0], env, {on.lo, on.hi}, want);
                    }});
    }
    case ExprKind::window: {
      // Inside both ends; outside of one.
      auto end = [&](std::size_t i, Bounds bounds) {
        const Expr* e = i < expr.args.size() ? expr.args[i].get() : nullptr;
        if (!e) return bounds.hi >= 2;
        DayRange d = e_.day(*e, env);
        Bounds have{passed(days.first, d), passed(days.last, d)};
        if (i == 1) have = !have;
        if (!fits(have, bounds)) {
          for (Day change : {d.lo, d.hi}) changes_.insert(change);
          return false;
        }
        return day(*e, env);
      };
      return each_bound(
          want,
          [&](int lo) {
            return every({[&] { return end(0, {lo, 2}); }, [&] { return end(1, {lo, 2}); }});
          },
          [&](int hi) {
            return cheapest({[&] { return end(0, {0, hi}); }, [&] { return end(1, {0, hi}); }});
          });
    }
    case ExprKind::some:
    case ExprKind::every:
    case ExprKind::no:
      return some(expr, env, days, want);
    case ExprKind::day_compare:
      if (!fits(bounds_of(e_.truth(expr, env), days), want)) return false;
      return every(
          {[&] { return day(*expr.args[0], env); }, [&] { return day(*expr.args[1], env); }});
    case ExprKind::number_compare: {
      const Expr &a = *expr.args[0], &b = *expr.args[1];
      switch (expr.number_op) {
        case NumberOp::at_least:
          return compared(a, b, env, days, inner);
        case NumberOp::at_most:
          return compared(b, a, env, days, inner);
        case NumberOp::more_than:
          return compared(b, a, env, days, !inner);
        case NumberOp::less_than:
          return compared(a, b, env, days, !inner);
      }
      return false;
    }
    case ExprKind::call_rule:
      return rule(expr.index, e_.arguments(expr.call, env), days, inner);
    case ExprKind::covers:
      return covers(expr, env, days, inner);
    case ExprKind::reading:
      return fits(reading(expr.index, expr.second), inner);
    case ExprKind::state_in:
      if (expr.path2->root == Path::Root::case_field) {
        return fits(in_field(expr.path2->index, e_.value_of(*expr.path, env).state, days), inner);
      }
      break;
    case ExprKind::finding:
      if (any_) return false;
      break;
    case ExprKind::within:
      of_case = expr.crime->from == CrimeRef::From::case_field ||
                expr.crime2->from == CrimeRef::From::case_field;
      break;
    default:
      break;
  }
  return !(any_ && of_case) && fits(bounds_of(e_.truth(expr, env), days), want);
}

bool Prover::some(const Expr& expr, Env& env, Days days, Bounds want) {
  // `no` is not some; `every` is no member of which it fails.
  if (expr.kind != ExprKind::some) want = !want;
  bool mirrored = expr.kind == ExprKind::every;
  const Expr* with = expr.args.empty() ? nullptr : expr.args[0].get();
  Set set = members(*expr.domain, env, days);
  auto holds = [&](const Value& value, Bounds bounds) {
    Env inner = env;
    inner.slots[static_cast<std::size_t>(expr.domain->slot)] = value;
    Bounds asked = mirrored ? !bounds : bounds;
    if (!with) return fits(mirrored ? Bounds{0, 0} : Bounds{2, 2}, bounds);
    Mark start = mark();
    name(value);
    if (truth(*with, inner, days, asked)) return true;
    back(start);
    return false;
  };
  return each_bound(
      want,
      [&](int lo) {
        std::vector<Goal> goals;
        for (const MemberIn& m : set.members) {
          if (m.in.lo < lo) continue;
          goals.push_back([&, lo] {
            if (!holds(m.value, {lo, 2})) return false;
            name(m.value);
            return true;
          });
        }
        if (set.unknown && lo == 1) {
          for (StateCode state : e_.facts().states())
            goals.push_back([&, state] { return holds(Value{state, nullptr, {}}, {1, 2}); });
        }
        return !goals.empty() && cheapest(goals);
      },
      [&](int hi) {
        std::vector<Goal> goals;
        for (const MemberIn& m : set.members) {
          if (m.in.hi <= hi && !m.value.act) continue;
          goals.push_back([&, hi] {
            name(m.value);
            return m.in.hi <= hi || holds(m.value, {0, hi});
          });
        }
        if (set.unknown && hi == 0) {
          for (StateCode state : e_.facts().states())
            goals.push_back([&, state] { return holds(Value{state, nullptr, {}}, {0, 0}); });
        }
        return every(goals);
      });
}

bool Prover::covers(const Expr& expr, Env& env, Days days, Bounds want) {
  const BoundAct* act = e_.value_of(*expr.path, env).act;
  if (!act) return fits({0, 0}, want);
  if (any_) return false;
  Evaluator::Cover cover = e_.covers(*act, expr.apart);
  Bounds have = bounds_of(cover.time, days);
  if (have.lo != have.hi) {
    for (const auto& s : cover.time.segments()) changes_.insert(s.from);
  }
  int fixed = static_cast<int>(both(cover.place, cover.crime));
  Bounds persons{2, 2};
  if (!expr.apart.persons && act->act->nationals_only) {
    int field = e_.inputs().instrument().field_index("nationality");
    persons = field < 0 ? Bounds{1, 1} : in_field(field, act->act->state, days);
  }
  return fits({std::min({have.lo, fixed, persons.lo}), std::min({have.hi, fixed, persons.hi})},
              want);
}

}  // namespace ratione
