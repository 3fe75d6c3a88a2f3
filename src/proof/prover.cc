#include "proof/prover.h"

#include <algorithm>

namespace ratione {

namespace {

bool same(const Value& a, const Value& b) {
  return a.state == b.state && a.act == b.act && a.day == b.day;
}
bool same(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Value& x, const Value& y) { return same(x, y); });
}

Day before(Day day) { return *add_days(day, -1); }

// 0 before the range, 1 in it, 2 after.
int passed(Day on, DayRange day) { return on < day.lo ? 0 : on < day.hi ? 1 : 2; }

}  // namespace

Bounds bounds_of(const TruthLine& line, Days days) {
  Bounds b{2, 0};
  auto take = [&](Truth t) {
    b.lo = std::min(b.lo, static_cast<int>(t));
    b.hi = std::max(b.hi, static_cast<int>(t));
  };
  take(line.at(days.first));
  for (const auto& s : line.segments()) {
    if (s.from > days.first && s.from <= days.last) take(s.value);
  }
  return b;
}

// ---- What is gathered ----

Prover::Mark Prover::mark() const {
  return {have_.any.size(), have_.own.size(), have_.acts.size(), firsts_.size()};
}
void Prover::back(Mark m) {
  have_.any.resize(m.any);
  have_.own.resize(m.own);
  have_.acts.resize(m.acts);
  firsts_.resize(m.firsts);
}

bool Prover::every(const std::vector<Goal>& goals) {
  Mark start = mark();
  for (const Goal& goal : goals) {
    if (goal()) continue;
    back(start);
    return false;
  }
  return true;
}

bool Prover::cheapest(const std::vector<Goal>& goals) {
  if (goals.size() == 1) return goals[0]();
  Mark start = mark();
  struct Kept {
    std::vector<StepPtr> any, own;
    std::vector<std::string> acts;
    std::vector<Step::First> firsts;
  };
  std::optional<Kept> best;
  std::tuple<long, long, std::size_t> least;
  auto tail = [](const auto& all, std::size_t from) {
    return std::vector(all.begin() + static_cast<std::ptrdiff_t>(from), all.end());
  };
  for (const Goal& goal : goals) {
    if (!goal()) {
      back(start);
      continue;
    }
    Kept kept{tail(have_.any, start.any), tail(have_.own, start.own), tail(have_.acts, start.acts),
              tail(firsts_, start.firsts)};
    long wanted = std::count_if(kept.acts.begin(), kept.acts.end(),
                                [&](const auto& act) { return preferred_.contains(act); });
    std::tuple<long, long, std::size_t> cost{-wanted, static_cast<long>(kept.acts.size()) - wanted,
                                             kept.any.size() + kept.own.size()};
    back(start);
    if (best && least <= cost) continue;
    best = std::move(kept);
    least = cost;
  }
  if (!best) return false;
  have_.any.insert(have_.any.end(), best->any.begin(), best->any.end());
  have_.own.insert(have_.own.end(), best->own.begin(), best->own.end());
  have_.acts.insert(have_.acts.end(), best->acts.begin(), best->acts.end());
  firsts_.insert(firsts_.end(), best->firsts.begin(), best->firsts.end());
  return true;
}

bool Prover::each_bound(Bounds want, const std::function<bool(int)>& from_below,
                        const std::function<bool(int)>& from_above) {
  return every({[&] { return want.lo <= 0 || from_below(want.lo); },
                [&] { return want.hi >= 2 || from_above(want.hi); }});
}

void Prover::name(const Value& value) {
  if (!value.act) return;
  const std::string& id = value.act->act->id;
  if (std::find(have_.acts.begin(), have_.acts.end(), id) == have_.acts.end())
    have_.acts.push_back(id);
}

void Prover::add(Step step) {
  for (const Value& arg : step.args) name(arg);
  have_.own.push_back(std::make_shared<const Step>(std::move(step)));
}

void Prover::take(const Gathered& shown) {
  std::vector<StepPtr>& into = any_ ? have_.own : have_.any;
  for (const StepPtr& step : shown.own) {
    bool has = std::any_of(into.begin(), into.end(), [&](const StepPtr& s) {
      return s == step || (s->clause == step->clause && same(s->args, step->args) &&
                           s->days.holds(step->days) && s->claim.within(step->claim));
    });
    if (!has) into.push_back(step);
  }
  for (const std::string& act : shown.acts) {
    if (std::find(have_.acts.begin(), have_.acts.end(), act) == have_.acts.end())
      have_.acts.push_back(act);
  }
}

// ---- What is read of the case and of the readings ----

bool Prover::case_free(const Clause& clause) const {
  return !clause.uses_incident &&
         std::find(clause.uses_case_field.begin(), clause.uses_case_field.end(), true) ==
             clause.uses_case_field.end();
}

std::string Prover::key(int clause, const std::vector<Value>& args) const {
  std::string out = std::to_string(clause);
  for (const Value& arg : args) {
    out += "/" + (arg.act ? arg.act->act->id : arg.day ? arg.day->iso() : arg.state.text());
  }
  return out;
}

Bounds Prover::reading(int dispute, int reading) {
  if (e_.inputs().is_open(dispute)) {
    met_.insert(dispute);
    return {0, 2};
  }
  return e_.inputs().reading(dispute) == reading ? Bounds{2, 2} : Bounds{0, 0};
}

Bounds Prover::in_field(int field, StateCode state, Days days) {
  if (any_) return {0, 2};
  const FieldValue& value = e_.inputs().field(field);
  if (value.is == FieldValue::Is::unknown) return {1, 1};
  Bounds out{0, 0};
  for (const StateOn& on : value.states) {
    if (on.state != state) continue;
    bool inside = on.days.from <= days.first && days.last < on.days.until;
    bool outside = days.last < on.days.from || days.first >= on.days.until;
    Bounds b = inside ? Bounds{2, 2} : outside ? Bounds{0, 0} : Bounds{0, 2};
    if (!on.only_on.empty() && !outside) {
      auto [d, r] = reading_named(e_.law(), on.only_on);
      Bounds read = d >= 0 ? reading(d, r) : Bounds{2, 2};
      b = {std::min(b.lo, read.lo), std::min(b.hi, read.hi)};
    }
    if (!inside && !outside) {
      changes_.insert(on.days.from);
      changes_.insert(on.days.until);
    }
    out = {std::max(out.lo, b.lo), std::max(out.hi, b.hi)};
  }
  return out;
}

Prover::Set Prover::members(const Domain& domain, Env& env, Days days) {
  Set out;
  if (domain.over == Domain::Over::acts) {
    std::optional<StateCode> by, about;
    if (domain.by) by = e_.value_of(*domain.by, env).state;
    if (domain.about) about = e_.value_of(*domain.about, env).state;
    const BoundAct* of = domain.of ? e_.value_of(*domain.of, env).act : nullptr;
    for (const BoundAct* act :
         by ? e_.facts().of_kind(domain.kind, *by) : e_.facts().of_kind(domain.kind)) {
      const auto& states = act->act->about;
      if (domain.of && (act->of != of || !of)) continue;
      if (about && std::find(states.begin(), states.end(), *about) == states.end()) continue;
      Bounds in{2, 2};
      if (act->only_on_dispute >= 0) in = reading(act->only_on_dispute, act->only_on_reading);
      if (in.hi > 0) out.members.push_back({Value{{}, act, {}}, in});
    }
    return out;
  }
  // Of the States, those that the engine has; whether they are in is read anew.
  Members set = e_.members(domain, env);
  out.unknown = set.unknown;
  std::set<StateCode> seen;
  auto add = [&](StateCode state) {
    if (!seen.insert(state).second) return;
    Bounds in{0, 0};
    for (const Path& path : domain.sets) {
      Bounds b{0, 0};
      if (path.root == Path::Root::case_field) {
        if (e_.inputs().field(path.index).is != FieldValue::Is::unknown || any_)
          b = in_field(path.index, state, days);
      } else {
        Domain alone;
        alone.over = Domain::Over::sets;
        alone.sets = {path};
        for (const Member& m : e_.members(alone, env).known) {
          if (m.value.state == state) b = {2, 2};
        }
      }
      in = {std::max(in.lo, b.lo), std::max(in.hi, b.hi)};
    }
    if (domain.over == Domain::Over::states) in = {2, 2};
    if (in.hi > 0) out.members.push_back({Value{state, nullptr, {}}, in});
  };
  for (const Member& member : set.known) add(member.value.state);
  return out;
}

// ---- Rules and exceptions ----

bool Prover::rule(int id, const std::vector<Value>& args, Days days, Bounds want) {
  if (want.nothing()) return true;
  auto shown = [&](const StepPtr& s) {
    return s->clause == id && s->days.holds(days) && s->claim.within(want) && same(s->args, args);
  };
  if (std::any_of(have_.own.begin(), have_.own.end(), shown) ||
      std::any_of(have_.any.begin(), have_.any.end(), shown)) {
    return true;
  }
  const Clause& c = clause(id);
  if (any_ && !case_free(c)) return false;
  TruthLine line = e_.rule(id, args);
  if (!fits(bounds_of(line, days), want)) {
    for (const auto& s : line.segments()) {
      if (s.from > days.first && s.from <= days.last) changes_.insert(s.from);
    }
    return false;
  }
  Env env = e_.env_of(c, args);
  auto excepted = [&](bool yes, Bounds bounds) {
    std::vector<Goal> goals;
    for (int x : c.exceptions) {
      if (clause(x).says_yes != yes) continue;
      goals.push_back([&, x, bounds] { return applied(x, args, std::nullopt, days, bounds); });
    }
    return goals;
  };
  bool ok = each_bound(
      want,
      [&](int lo) {
        // Some reason for it, and no exception against it.
        std::vector<Goal> reasons = excepted(true, {lo, 2});
        reasons.insert(reasons.begin(), [&] { return truth(*c.value, env, days, {lo, 2}); });
        return every(excepted(false, {0, 2 - lo})) && cheapest(reasons);
      },
      [&](int hi) {
        std::vector<Goal> against = excepted(false, {2 - hi, 2});
        against.push_back([&] {
          return every({[&] {
                          return truth(*c.value, env, days, {0, hi});
                        },
                        [&] {
                          return every(excepted(true, {0, hi}));
                        }});
        });
        return cheapest(against);
      });
  if (!ok) return false;
  Step step;
  step.clause = id;
  step.args = args;
  step.days = days;
  step.claim = want;
  add(std::move(step));
  return true;
}

bool Prover::rule_in_pieces(int id, Days days, Bounds want, std::vector<Days>& pieces) {
  changes_.clear();
  if (rule(id, {}, days, want)) {
    pieces.push_back(days);
    return true;
  }
  std::vector<Day> cuts;
  for (Day d : changes_) {
    if (d > days.first && d <= days.last) cuts.push_back(d);
  }
  if (cuts.empty()) return false;
  cuts.push_back(days.last.next());
  Day from = days.first;
  for (Day cut : cuts) {
    if (!rule_in_pieces(id, {from, before(cut)}, want, pieces)) return false;
    from = cut;
  }
  return true;
}

bool Prover::applied(int id, const std::vector<Value>& args, std::optional<DayRange> that,
                     Days days, Bounds want) {
  if (want.nothing()) return true;
  const Clause& c = clause(id);
  if (any_ && !case_free(c)) return false;
  Env env = e_.env_of(c, args);
  env.that_day = that;
  auto when = [&](Bounds bounds) { return !c.when || truth(*c.when, env, days, bounds); };
  return each_bound(
      want,
      [&](int lo) {
        std::vector<Goal> goals{[&] { return when({lo, 2}); }};
        for (int d : c.exceptions)
          goals.push_back([&, d] { return applied(d, args, that, days, {0, 2 - lo}); });
        return every(goals);
      },
      [&](int hi) {
        std::vector<Goal> goals;
        if (c.when) goals.push_back([&] { return when({0, hi}); });
        for (int d : c.exceptions)
          goals.push_back([&, d] { return applied(d, args, that, days, {2 - hi, 2}); });
        return cheapest(goals);
      });
}

// ---- Conditions ----

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
      return each_bound(
          want,
          [&](int lo) {
            return every(parts({lo, 2}));
          },
          [&](int hi) {
            return cheapest(parts({0, hi}));
          });
    case ExprKind::any:
      return each_bound(
          want,
          [&](int lo) {
            return cheapest(parts({lo, 2}));
          },
          [&](int hi) {
            return every(parts({0, hi}));
          });
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

// ---- Dates ----

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

// ---- Numbers ----

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
      return number(*expr.args[0], env, days, side, std::nullopt);
    case ExprKind::number_field:
      return !any_ || expr.path->root != Path::Root::case_field;
    case ExprKind::call_number: {
      const Clause& c = clause(expr.index);
      Env inner = e_.env_of(c, e_.arguments(expr.call, env));
      return c.exceptions.empty() && number(*c.value, inner, days, side, enough);
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
