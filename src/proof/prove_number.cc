#include "proof/prover.h"

namespace ratione {

// more at least less
bool Prover::compared(const Expr& more, const Expr& less, Env& env, Days days, Bounds want) {
  auto reach = [&](const Expr& expr, bool greatest, bool possible) {
    NumberLine line = e_.count(expr, env);
    std::optional<Fraction> out;
    auto keep = [&](const NumberRange& n) {
      const Fraction& f = possible ? n.hi : n.lo;
      if (!out || (greatest ? f > *out : f < *out)) out = f;
    };
    keep(line.at(days.first));
    for (const auto& s : line.segments()) {
      if (s.from > days.first && s.from <= days.last) keep(s.value);
    }
    return *out;
  };
  auto both_sides = [&](Side a, std::optional<Fraction> enough_a, Side b,
                        std::optional<Fraction> enough_b) {
    return every({[&] { return number(more, env, days, a, enough_a); },
                  [&] { return number(less, env, days, b, enough_b); }});
  };
  return each_bound(
      want,
      [&](int lo) {
        if (lo == 2) {
          Fraction needed = reach(less, true, true);
          if (reach(more, false, false) < needed) return false;
          return both_sides(Side::certain_least, needed, Side::possible_most, std::nullopt);
        }
        if (reach(more, false, true) < reach(less, true, false)) return false;
        return both_sides(Side::possible_least, std::nullopt, Side::certain_most, std::nullopt);
      },
      [&](int hi) {
        if (hi == 0) {
          Fraction needed = reach(less, false, false);
          if (reach(more, true, true) >= needed) return false;
          return both_sides(Side::possible_most, needed, Side::certain_least, std::nullopt);
        }
        if (reach(more, true, false) >= reach(less, false, true)) return false;
        return both_sides(Side::certain_most, std::nullopt, Side::possible_least, std::nullopt);
      });
}

bool Prover::number(const Expr& expr, Env& env, Days days, Side side,
                    std::optional<Fraction> enough) {
  switch (expr.kind) {
    case ExprKind::fraction_of:
    case ExprKind::majority_of:
      return number(*expr.args[0], env, days, side, std::nullopt);
    case ExprKind::number_field:
      return !any_ || expr.path->root != Path::Root::case_field;
    case ExprKind::call_number: {
      const Clause& c = clause(expr.index);
      const std::vector<Value> args = e_.arguments(expr.call, env);
      // The first exception that certainly applies says the number; else none may apply.
      std::vector<Goal> none;
      for (int x : c.exceptions) {
        const Bounds applies = bounds_of(e_.applies(x, args, std::nullopt), days);
        if (applies.within({2, 2})) {
          Env of_exception = e_.env_of(clause(x), args);
          return every(
              {[&] {
                 return applied(x, args, std::nullopt, days, {2, 2});
               },
               [&] { return number(*clause(x).value, of_exception, days, side, enough); }});
        }
        if (!applies.within({0, 0})) return false;
        none.push_back([&, x] { return applied(x, args, std::nullopt, days, {0, 0}); });
      }
      Env inner = e_.env_of(c, args);
      none.push_back([&] { return number(*c.value, inner, days, side, enough); });
      return every(none);
    }
    case ExprKind::number_of:
    case ExprKind::sum_of:
      break;
    default:
      return true;
  }
  const Expr* with = expr.args.empty() ? nullptr : expr.args[0].get();
  Set set = members(*expr.domain, env, days);
  if (set.unknown) {
    for (StateCode state : e_.facts().states()) {
      set.members.push_back({Value{state, nullptr, {}}, {0, 1}});
    }
  }
  bool least = side == Side::certain_least || side == Side::possible_least;
  int bound = side == Side::certain_least    ? 2
              : side == Side::certain_most   ? 1
              : side == Side::possible_least ? 1
                                             : 0;
  auto amount = [&](const Env& inner) {
    if (expr.kind == ExprKind::number_of) return Fraction(1);
    const BoundAct* act = e_.act_of(*expr.path, inner);
    const FieldReading* f = act ? act->field(expr.path->fields.back().name) : nullptr;
    return f ? f->number : Fraction(0);
  };
  // Shown at least: added up until it is enough. Shown at most: taken from what
  // all together might be.
  Fraction sum(0);
  std::vector<Env> inners;
  for (const MemberIn& m : set.members) {
    Env inner = env;
    inner.slots[static_cast<std::size_t>(expr.domain->slot)] = m.value;
    inners.push_back(std::move(inner));
    if (!least) sum = sum + amount(inners.back());
  }
  auto done = [&] { return enough && (least ? sum >= *enough : sum < *enough); };
  for (std::size_t i = 0; i < set.members.size() && !done(); ++i) {
    const MemberIn& m = set.members[i];
    Bounds want = least ? Bounds{bound, 2} : Bounds{0, bound};
    Mark start = mark();
    bool ok = least ? m.in.lo >= bound : true;
    if (ok && !(least ? false : m.in.hi <= bound)) {
      ok = with ? truth(*with, inners[i], days, want) : least;
    }
    if (!ok) {
      back(start);
      continue;
    }
    name(m.value);
    sum = least ? sum + amount(inners[i]) : sum + amount(inners[i]) * Fraction(-1);
  }
  return !enough || done();
}

}  // namespace ratione
