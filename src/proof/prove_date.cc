#include "proof/prover.h"

#include <algorithm>

namespace ratione {

bool Prover::date(int id, const std::vector<Value>& args) {
  auto shown = [&](const StepPtr& s) { return s->clause == id && same(s->args, args); };
  if (std::any_of(have_.own.begin(), have_.own.end(), shown) ||
      std::any_of(have_.any.begin(), have_.any.end(), shown)) {
    return true;
  }
  const Clause& c = clause(id);
  if (any_ && !case_free(c)) return false;
  if (case_free(c)) {
    std::string name = key(id, args);
    auto it = known_.find(name);
    if (it == known_.end()) {
      std::vector<int> readings;
      int disputes = static_cast<int>(e_.law().disputes.size());
      for (int d = 0; d < disputes; ++d) {
        readings.push_back(e_.inputs().is_open(d) ? -1 : e_.inputs().reading(d));
        e_.inputs().open(d);
      }
      Prover alone(e_, known_, {}, true);
      bool ok = alone.date_itself(id, args);
      for (int d = 0; d < disputes; ++d) {
        if (readings[static_cast<std::size_t>(d)] >= 0)
          e_.inputs().choose(d, readings[static_cast<std::size_t>(d)]);
      }
      it = known_.emplace(name, std::nullopt).first;
      if (ok) it->second = std::move(alone.have_);
    }
    if (it->second) {
      take(*it->second);
      return true;
    }
    if (any_) {
      for (std::size_t d = 0; d < c.uses_dispute.size(); ++d) {
        if (c.uses_dispute[d]) met_.insert(static_cast<int>(d));
      }
      return false;
    }
  }
  return date_itself(id, args);
}

bool Prover::date_itself(int id, const std::vector<Value>& args) {
  const Clause& c = clause(id);
  std::vector<Step::First> outer = std::move(firsts_);
  firsts_.clear();
  Mark start = mark();
  Env env = e_.env_of(c, args);
  DayRange base = e_.day(*c.value, env);
  Days on{base.lo, base.hi};
  auto other = [&](int x) {
    Env inner = e_.env_of(clause(x), args);
    inner.that_day = base;
    return day(*clause(x).value, inner);
  };
  std::vector<Goal> decided, all{[&] { return day(*c.value, env); }};
  for (int x : c.exceptions) {
    int t = static_cast<int>(e_.applies_to_day(x, args, base));
    if (t == 2) {
      decided.push_back([&, x] {
        return every({[&] { return day(*c.value, env); },
                      [&] {
                        return applied(x, args, base, on, {2, 2});
                      },
                      [&] { return other(x); }});
      });
    }
    all.push_back([&, x, t] { return applied(x, args, base, on, {t, t}); });
    if (t == 1) all.push_back([&, x] { return other(x); });
  }
  bool ok = decided.empty() ? every(all) : cheapest(decided);
  if (!ok) {
    back(start);
    firsts_ = std::move(outer);
    return false;
  }
  Step step;
  step.clause = id;
  step.args = args;
  step.day = e_.date(id, args);
  step.firsts = std::move(firsts_);
  firsts_ = std::move(outer);
  add(std::move(step));
  return true;
}

bool Prover::day(const Expr& expr, Env& env) {
  switch (expr.kind) {
    case ExprKind::begun:
      return !any_;
    case ExprKind::call_date:
      return date(expr.index, e_.arguments(expr.call, env));
    case ExprKind::first_day_when: {
      DayRange d = e_.day(expr, env);
      const Expr& when = *expr.args[0];
      Step::First first{d, {}};
      bool ok = true;
      if (d.lo > Day::first())
        ok = in_pieces(when, env, {Day::first(), before(d.lo)}, 0, first.cuts);
      if (ok && d.lo < Day::never()) ok = truth(when, env, {d.lo, d.lo}, {1, 2});
      if (ok && d.lo < d.hi) ok = in_pieces(when, env, {d.lo, before(d.hi)}, 1, first.cuts);
      if (ok && d.hi < Day::never()) ok = truth(when, env, {d.hi, d.hi}, {2, 2});
      if (ok) firsts_.push_back(std::move(first));
      return ok;
    }
    case ExprKind::earliest:
    case ExprKind::latest: {
      std::vector<Goal> goals;
      Set set = members(*expr.domain, env, {Day::first(), Day::never()});
      for (const MemberIn& m : set.members) {
        goals.push_back([&] {
          Env inner = env;
          inner.slots[static_cast<std::size_t>(expr.domain->slot)] = m.value;
          name(m.value);
          DayRange on = e_.day(*expr.args[0], inner);
          Days days{on.lo, on.hi};
          if (m.in.lo < m.in.hi && m.value.act) return false;
          if (!day(*expr.args[0], inner)) return false;
          if (expr.args.size() < 2 || !expr.args[1]) return true;
          Bounds is = bounds_of(e_.truth(*expr.args[1], inner), days);
          return is.lo == is.hi && truth(*expr.args[1], inner, days, is);
        });
      }
      return every(goals);
    }
    default: {
      std::vector<Goal> goals;
      for (const auto& arg : expr.args) {
        if (arg) goals.push_back([&, e = arg.get()] { return day(*e, env); });
      }
      return every(goals);
    }
  }
}

bool Prover::in_pieces(const Expr& expr, Env& env, Days days, int most, std::vector<Day>& cuts) {
  std::set<Day> outer = std::move(changes_);
  changes_.clear();
  bool ok = truth(expr, env, days, {0, most});
  std::vector<Day> inside;
  for (Day d : changes_) {
    if (d > days.first && d <= days.last) inside.push_back(d);
  }
  changes_ = std::move(outer);
  if (ok || inside.empty()) return ok;
  inside.push_back(days.last.next());
  Day from = days.first;
  for (Day cut : inside) {
    if (from > days.first) cuts.push_back(from);
    if (!in_pieces(expr, env, {from, before(cut)}, most, cuts)) return false;
    from = cut;
  }
  return true;
}

}  // namespace ratione
