#include "proof/prover.h"

#include <algorithm>

namespace ratione {

namespace {

bool same(const Value& a, const Value& b) {
  return a.state == b.state && a.act == b.act && a.day == b.day;
}
}  // namespace

bool same(const std::vector<Value>& a, const std::vector<Value>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Value& x, const Value& y) { return same(x, y); });
}

Day before(Day day) { return *add_days(day, -1); }

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

}  // namespace ratione
