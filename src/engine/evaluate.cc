#include "engine/evaluate.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/member_days.h"

namespace ratione {

namespace {

// A truth that is read on a day known only as a range.
Truth at(const TruthLine& t, DayRange day) {
  if (day.certain()) return t.at(day.lo);
  Truth best = t.at(day.lo);
  Truth least = best;
  for (const auto& s : t.segments()) {
    if (s.from <= day.lo || s.from > day.hi) continue;
    best = either(best, s.value);
    least = both(least, s.value);
  }
  return best == least ? best : Truth::undetermined;
}

Truth compare(DayRange a, DayOp op, DayRange b) {
  switch (op) {
    case DayOp::before:
      return a.hi < b.lo ? Truth::yes : a.lo >= b.hi ? Truth::no : Truth::undetermined;
    case DayOp::by:
      return a.hi <= b.lo ? Truth::yes : a.lo > b.hi ? Truth::no : Truth::undetermined;
    case DayOp::after:
      return compare(b, DayOp::before, a);
  }
  return Truth::undetermined;
}

Truth compare(const NumberRange& a, NumberOp op, const NumberRange& b) {
  switch (op) {
    case NumberOp::at_least:
      return a.lo >= b.hi ? Truth::yes : a.hi < b.lo ? Truth::no : Truth::undetermined;
    case NumberOp::at_most:
      return compare(b, NumberOp::at_least, a);
    case NumberOp::more_than:
      return !compare(a, NumberOp::at_most, b);
    case NumberOp::less_than:
      return !compare(a, NumberOp::at_least, b);
  }
  return Truth::undetermined;
}

DayRange hull(DayRange a, DayRange b) { return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)}; }
NumberRange hull(const NumberRange& a, const NumberRange& b) {
  return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
}

// Adds up, day by day: `amount` where the truth is yes, perhaps where it is
// undetermined.
class Tally {
 public:
  void add(const TruthLine& t, const NumberRange& amount) {
    NumberRange before{};
    for (const auto& s : t.segments()) {
      NumberRange now{s.value == Truth::yes ? amount.lo : Fraction(0),
                      s.value == Truth::no ? Fraction(0) : amount.hi};
      if (now == before) continue;
      steps_.push_back(
          {s.from, {now.lo + before.lo * Fraction(-1), now.hi + before.hi * Fraction(-1)}});
      before = now;
    }
  }
  NumberLine line() {
    std::stable_sort(steps_.begin(), steps_.end(),
                     [](const Step& a, const Step& b) { return a.from < b.from; });
    std::vector<NumberLine::Segment> out{{Day::first(), {}}};
    NumberRange total{};
    for (const Step& step : steps_) {
      total = {total.lo + step.by.lo, total.hi + step.by.hi};
      if (out.back().from == step.from) {
        out.back().value = total;
      } else {
        out.push_back({step.from, total});
      }
    }
    return NumberLine::from_segments(std::move(out));
  }

 private:
  struct Step {
    Day from;
    NumberRange by;
  };
  std::vector<Step> steps_;
};

constexpr std::size_t most_worlds = 256;  // of one result

// No real count of States, ages or votes comes near it.
const Fraction as_many_as_may_be(1'000'000'000);

}  // namespace

bool crime_within(std::string_view crime, std::string_view of) {
  return crime == of ||
         (crime.size() > of.size() && crime.starts_with(of) && crime[of.size()] == '.');
}

std::size_t Evaluator::KeyHash::operator()(const Key& key) const {
  std::uint64_t h = key.of * 0x9E3779B97F4A7C15u;
  for (std::uint64_t part : {key.a, key.b, key.c}) {
    h ^= part + 0x9E3779B97F4A7C15u + (h << 6) + (h >> 2);
  }
  return static_cast<std::size_t>(h);
}

Evaluator::Evaluator(const Law& law, const Facts& facts, const Atlas& atlas, Day known,
                     const LawInstrument& instrument)
    : law_(law), facts_(facts), atlas_(atlas), known_(known), inputs_(law, instrument) {
  frames_.emplace_back();
}

Reads Evaluator::take_reads() {
  Reads reads = std::move(frames_.back());
  frames_.back() = Reads{};
  return reads;
}

void Evaluator::read(Cell cell) { frames_.back().add({cell, inputs_.version(cell)}); }

void Evaluator::fault(Code code, const Place& place, std::string says) {
  if (seen_faults_.insert(says).second) faults_.push_back({code, place, std::move(says)});
}

Evaluator::Key Evaluator::key_of(std::uint64_t of, const std::vector<Value>& args) {
  Key key{of, 0, 0, 0};
  std::uint64_t* parts[] = {&key.a, &key.b, &key.c};
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Value& v = args[i];
    std::uint64_t part = v.state.packed();
    if (v.act) {
      part = reinterpret_cast<std::uintptr_t>(v.act);
    } else if (v.day) {
      part = static_cast<std::uint64_t>(static_cast<std::uint32_t>(v.day->lo.number())) << 32 |
             static_cast<std::uint32_t>(v.day->hi.number());
    }
    // The first three as they are; hardly a rule has more.
    std::uint64_t& at = *parts[std::min<std::size_t>(i, 2)];
    at = i < 3 ? part : at * 0x9e3779b97f4a7c15u + part;
  }
  return key;
}

template <class Compute>
Evaluator::Computed Evaluator::computed(const Compute& compute) {
  Computed out;
  frames_.emplace_back();
  compute(out.outcome);
  out.reads = std::move(frames_.back());
  frames_.pop_back();
  return out;
}

// What was computed with the disputes open that are open now, in every world of
// these that differs. A dispute that was read but makes no difference is forgotten,
// or every count of Parties would branch on each contested accession.
template <class Compute>
void Evaluator::add_worlds(const Compute& compute, Computed computed, std::vector<Computed>& out) {
  const int dispute = first_open(computed.reads);
  if (dispute < 0 || out.size() >= most_worlds) {
    out.push_back(std::move(computed));
    return;
  }
  const std::size_t begin = out.size();
  std::vector<std::size_t> begins;
  const std::size_t readings = law_.disputes[static_cast<std::size_t>(dispute)].readings.size();
  for (std::size_t r = 0; r < readings; ++r) {
    inputs_.choose(dispute, static_cast<int>(r));
    begins.push_back(out.size());
    // Of an open dispute the first reading stood in.
    add_worlds(compute, r == 0 ? std::move(computed) : this->computed(compute), out);
  }
  inputs_.open(dispute);
  begins.push_back(out.size());

  const std::size_t worlds = begins[1] - begin;
  auto same = [&](std::size_t r) {
    if (begins[r + 1] - begins[r] != worlds) return false;
    for (std::size_t i = 0; i < worlds; ++i) {
      const Computed& one = out[begin + i];
      const Computed& other = out[begins[r] + i];
      if (one.outcome != other.outcome || !same_readings(one.reads, other.reads, dispute)) {
        return false;
      }
    }
    return true;
  };
  for (std::size_t r = 1; r < readings; ++r) {
    if (!same(r)) return;
  }
  for (std::size_t i = 0; i < worlds; ++i) {
    Reads& reads = out[begin + i].reads;
    for (std::size_t r = 1; r < readings; ++r) reads.add(out[begins[r] + i].reads);
    reads.forget(inputs_.dispute_cell(dispute));
  }
  out.resize(begins[1]);
}

// The first dispute that is open and was read, or -1.
int Evaluator::first_open(const Reads& reads) const {
  for (Read read : reads.all()) {
    if (!inputs_.is_dispute(read.cell)) break;  // their cells come first
    if (inputs_.is_open(static_cast<int>(read.cell))) return static_cast<int>(read.cell);
  }
  return -1;
}

// Do both rest on the same readings, but of that dispute?
bool Evaluator::same_readings(const Reads& a, const Reads& b, int but) const {
  auto next = [&](auto& at, const auto& end) {
    while (at != end && static_cast<int>(at->cell) == but) ++at;
    return at != end && inputs_.is_dispute(at->cell);
  };
  auto i = a.all().begin(), j = b.all().begin();
  while (true) {
    const bool more = next(i, a.all().end());
    if (more != next(j, b.all().end())) return false;
    if (!more) return true;
    if (*i++ != *j++) return false;
  }
}

// Good until a result is computed.
Evaluator::Plain& Evaluator::plain(const Key& key, const BoundAct& act) {
  if (plain_.empty()) plain_.resize(law_.clauses.size());
  std::vector<Plain>& of = plain_[static_cast<std::size_t>(key.of)];
  if (of.size() <= act.nth) of.resize(std::max(act.nth + 1, 2 * of.size()));
  return of[act.nth];
}

template <class Compute>
Evaluator::Outcome Evaluator::remember(const Key& key, const BoundAct* act, Compute compute) {
  if (act != nullptr) {
    const Plain& kept = plain(key, *act);
    if (kept.kept) return {TruthLine(kept.truth), NumberLine(), kept.day};
  }
  if (auto memory = memory_.find(key); memory != memory_.end()) {
    if (const auto* kept = memory->second.find(inputs_)) {
      frames_.back().add(kept->reads);
      return kept->result;
    }
  }
  std::vector<Computed> worlds;
  add_worlds(compute, computed(compute), worlds);
  // The one of now is the first.
  frames_.back().add(worlds[0].reads);
  Outcome out = worlds[0].outcome;
  if (act != nullptr && worlds.size() == 1 && worlds[0].reads.all().empty() &&
      out.truth.constant() && out.number == NumberLine()) {
    plain(key, *act) = {out.day, out.truth.segments()[0].value, true};
    return out;
  }
  Memory<Outcome>& memory = memory_[key];
  for (std::size_t i = worlds.size(); i-- > 0;) {
    memory.keep(std::move(worlds[i].reads), std::move(worlds[i].outcome));
  }
  return out;
}

TruthLine Evaluator::rule(int clause, const std::vector<Value>& args) {
  return remember(key_of(static_cast<std::uint64_t>(clause), args), only_act(args),
                  [&](Outcome& out) {
                    out.truth = compute_rule(law_.clauses[static_cast<std::size_t>(clause)], args);
                  })
      .truth;
}

DayRange Evaluator::date(int clause, const std::vector<Value>& args) {
  return remember(key_of(static_cast<std::uint64_t>(clause), args), only_act(args),
                  [&](Outcome& out) {
                    out.day = compute_date(law_.clauses[static_cast<std::size_t>(clause)], args);
                  })
      .day;
}

NumberLine Evaluator::number(int clause, const std::vector<Value>& args) {
  return remember(key_of(static_cast<std::uint64_t>(clause), args), only_act(args),
                  [&](Outcome& out) {
                    out.number =
                        compute_number(law_.clauses[static_cast<std::size_t>(clause)], args);
                  })
      .number;
}

Env Evaluator::env_of(const Clause& clause, const std::vector<Value>& args) const {
  Env env;
  env.clause = &clause;
  env.slots.resize(
      static_cast<std::size_t>(std::max<int>(clause.slots, static_cast<int>(args.size()))));
  std::copy(args.begin(), args.end(), env.slots.begin());
  return env;
}

TruthLine Evaluator::applies(int exception, const std::vector<Value>& args,
                             std::optional<DayRange> that_day) {
  const Clause& clause = law_.clauses[static_cast<std::size_t>(exception)];
  Env env = env_of(clause, args);
  env.that_day = that_day;
  TruthLine result(Truth::yes);
  if (clause.when) result = truth(*clause.when, env);
  for (int defeater : clause.exceptions) {
    if (always(result, Truth::no)) break;
    result = both(result, !applies(defeater, args, that_day));
  }
  return result;
}

Truth Evaluator::applies_to_day(int exception, const std::vector<Value>& args, DayRange that_day) {
  TruthLine t = applies(exception, args, that_day);
  return t.constant() ? t.segments()[0].value : at(t, that_day);
}

TruthLine Evaluator::compute_rule(const Clause& clause, const std::vector<Value>& args) {
  Env env = env_of(clause, args);
  TruthLine result = truth(*clause.value, env);
  TruthLine says_yes(Truth::no), says_no(Truth::no);
  int yes_by = -1, no_by = -1;
  for (int id : clause.exceptions) {
    const Clause& exception = law_.clauses[static_cast<std::size_t>(id)];
    if (!exception.says_yes && always(result, Truth::no) && always(says_yes, Truth::no)) continue;
    TruthLine t = applies(id, args, std::nullopt);
    if (exception.says_yes) {
      says_yes = either(says_yes, t);
      if (!always(t, Truth::no)) yes_by = id;
    } else {
      says_no = either(says_no, t);
      if (!always(t, Truth::no)) no_by = id;
    }
  }
  if (yes_by >= 0 && no_by >= 0) {
    TruthLine clash = both(says_yes, says_no);
    for (const auto& s : clash.segments()) {
      if (s.value != Truth::yes) continue;
      fault(Code::exceptions_conflict, clause.place,
            fmt::format(
                "{}: on {} exception \"{}\" says yes and exception \"{}\" says no; make one an "
                "exception to the other.",
                clause.name, s.from.iso(), law_.clauses[static_cast<std::size_t>(yes_by)].name,
                law_.clauses[static_cast<std::size_t>(no_by)].name));
      break;
    }
  }
  return both(either(result, says_yes), !says_no);
}

DayRange Evaluator::compute_date(const Clause& clause, const std::vector<Value>& args) {
  Env env = env_of(clause, args);
  DayRange base = day(*clause.value, env);
  DayRange result = base;
  int decided_by = -1;
  for (int id : clause.exceptions) {
    const Clause& exception = law_.clauses[static_cast<std::size_t>(id)];
    Truth t = applies_to_day(id, args, base);
    if (t == Truth::no) continue;
    Env inner = env_of(exception, args);
    inner.that_day = base;
    DayRange other = day(*exception.value, inner);
    if (t == Truth::undetermined) {
      if (decided_by < 0) result = hull(result, other);
      continue;
    }
    if (decided_by >= 0 && other != result) {
      fault(Code::exceptions_conflict, clause.place,
            fmt::format("{}: exception \"{}\" says {} and exception \"{}\" says {}; make one an "
                        "exception to the other.",
                        clause.name, law_.clauses[static_cast<std::size_t>(decided_by)].name,
                        result.iso(), exception.name, other.iso()));
      result = hull(result, other);
      continue;
    }
    decided_by = id;
    result = other;
  }
  return result;
}

NumberLine Evaluator::compute_number(const Clause& clause, const std::vector<Value>& args) {
  Env env = env_of(clause, args);
  NumberLine result = count(*clause.value, env);
  TruthLine decided(Truth::no);
  for (int id : clause.exceptions) {
    const Clause& exception = law_.clauses[static_cast<std::size_t>(id)];
    TruthLine t = applies(id, args, std::nullopt);
    if (always(t, Truth::no)) continue;
    Env inner = env_of(exception, args);
    NumberLine other = count(*exception.value, inner);
    TruthLine clash = both(decided, t);
    NumberLine mixed = combine(result, other, [](const NumberRange& a, const NumberRange& b) {
      return a == b ? a : hull(a, b);
    });
    for (const auto& s : clash.segments()) {
      if (s.value != Truth::yes || result.at(s.from) == other.at(s.from)) continue;
      fault(Code::exceptions_conflict, clause.place,
            fmt::format(
                "{}: on {} two exceptions say different numbers, \"{}\" among them; make one an "
                "exception to the other.",
                clause.name, s.from.iso(), exception.name));
      break;
    }
    NumberLine where_yes = combine(t, other, [](Truth a, const NumberRange& b) {
      return a == Truth::yes ? b : NumberRange{Fraction(1), Fraction(0)};  // lo > hi: not here
    });
    NumberLine where_open = combine(t, mixed, [](Truth a, const NumberRange& b) {
      return a == Truth::undetermined ? b : NumberRange{Fraction(1), Fraction(0)};
    });
    auto prefer = [](const NumberRange& a, const NumberRange& b) { return a.lo > a.hi ? b : a; };
    result = combine(where_yes, combine(where_open, result, prefer), prefer);
    decided = either(decided, t);
  }
  return result;
}

Value Evaluator::value_of(const Path& path, const Env& env) const {
  Value value;
  if (path.root == Path::Root::variable) value = env.slots[static_cast<std::size_t>(path.index)];
  for (const FieldRef& field : path.fields) {
    const BoundAct* act = value.act;
    value = Value{};
    if (!act) return value;
    switch (field.kind) {
      case FieldKind::state:
        value.state = act->act->state;
        break;
      case FieldKind::of:
        value.act = act->of;
        break;
      case FieldKind::day:
        value.day = act->act->day;
        break;
      case FieldKind::known:
        value.day = DayRange::on(act->act->known);
        break;
      case FieldKind::about:
        if (act->act->about.size() == 1) value.state = act->act->about[0];
        break;
      case FieldKind::declared:
        if (const FieldReading* f = act->field(field.name)) {
          if (f->type == Type::day) value.day = f->day;
          if (f->type == Type::state && f->states.size() == 1) value.state = f->states[0];
        }
        break;
      default:
        break;
    }
  }
  return value;
}

const BoundAct* Evaluator::act_of(const Path& path, const Env& env) const {
  if (path.root != Path::Root::variable) return nullptr;
  const BoundAct* act = env.slots[static_cast<std::size_t>(path.index)].act;
  for (std::size_t i = 0; i + 1 < path.fields.size() && act; ++i) {
    act = path.fields[i].kind == FieldKind::of ? act->of : nullptr;
  }
  return act;
}

std::optional<DayRange> Evaluator::day_field(const Path& path, const Env& env) const {
  if (path.fields.empty()) return env.slots[static_cast<std::size_t>(path.index)].day;
  const BoundAct* act = act_of(path, env);
  if (!act) return std::nullopt;
  switch (path.fields.back().kind) {
    case FieldKind::day:
      return act->act->day;
    case FieldKind::known:
      return DayRange::on(act->act->known);
    case FieldKind::from:
      return act->act->from;
    case FieldKind::until:
      return act->act->until;
    case FieldKind::declared:
      if (const FieldReading* f = act->field(path.fields.back().name)) return f->day;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::vector<Value> Evaluator::arguments(const std::vector<Path>& call, const Env& env) const {
  std::vector<Value> args;
  args.reserve(call.size());
  for (const Path& path : call) args.push_back(value_of(path, env));
  return args;
}

TruthLine Evaluator::reading_holds(int dispute, int reading) {
  read(inputs_.dispute_cell(dispute));
  return TruthLine(truth_of(inputs_.reading(dispute) == reading));
}

namespace {

// From so many acts on, a set is put in order first.
constexpr std::size_t many_acts = 16;

}  // namespace

// The comparisons of days that every member of the set must fulfil. Of "a or b" it is b
// where a speaks of no member and does not hold: evaluated only for a set of many.
template <class Each>
void Evaluator::each_demand(const Expr& condition, int slot, bool many, Env& env, Each each) {
  switch (condition.kind) {
    case ExprKind::all:
      for (const auto& arg : condition.args) each_demand(*arg, slot, many, env, each);
      return;
    case ExprKind::any: {
      const Expr* left = nullptr;
      for (const auto& arg : condition.args) {
        if (!many || (speaks_of(*arg, slot) && left != nullptr)) return;
        if (speaks_of(*arg, slot)) {
          left = arg.get();
        } else if (!always(truth(*arg, env), Truth::no)) {
          return;
        }
      }
      if (left != nullptr) each_demand(*left, slot, many, env, each);
      return;
    }
    case ExprKind::day_compare: {
      if (condition.negated) return;
      const Expr &a = *condition.args[0], &b = *condition.args[1];
      const bool first = speaks_of(a, slot);
      if (first != speaks_of(b, slot)) each(first ? a : b, condition.day_op, first, first ? b : a);
      return;
    }
    default:
      return;
  }
}

// Of acts in the order of their days, those that its comparisons with other days leave:
// a State may have very many.
std::span<const BoundAct* const> Evaluator::narrowed(std::span<const BoundAct* const> acts,
                                                     const Domain& domain, const Expr& condition,
                                                     Env& env) {
  each_demand(condition, domain.slot, acts.size() >= many_acts, env,
              [&](const Expr& own, DayOp op, bool own_first, const Expr& other) {
                if (acts.size() < 2 || !is_day_of(own, domain.slot)) return;
                if (acts.size() < many_acts && other.kind != ExprKind::day_field) return;
                const DayRange day_of_other = day(other, env);
                if (!day_of_other.certain()) return;
                acts = on_side(acts, op, own_first, day_of_other.lo,
                               [](const BoundAct* x) { return x->act->day.lo; });
              });
  return acts;
}

// A State's acts in the order of the date that a clause gives each, where these are
// certain and rest on nothing but the record; else null.
const std::vector<Evaluator::Dated>* Evaluator::dated(int clause, int kind, StateCode state) {
  auto [at, fresh] = dated_.try_emplace(
      Key{static_cast<std::uint64_t>(clause), static_cast<std::uint64_t>(kind), state.packed(), 0});
  std::unique_ptr<std::vector<Dated>>& kept = at->second;
  if (!fresh) return kept.get();
  const std::span<const BoundAct* const> acts = facts_.of_kind(kind, state);
  auto made = std::make_unique<std::vector<Dated>>();
  made->reserve(acts.size());
  bool certain = true;
  frames_.emplace_back();
  for (const BoundAct* act : acts) {
    const DayRange day = date(clause, {Value{{}, act, {}}});
    certain = day.certain() && act->only_on_dispute < 0 && frames_.back().all().empty();
    if (!certain) break;
    made->push_back({day.lo, act});
  }
  frames_.pop_back();
  if (!certain) return nullptr;
  std::stable_sort(made->begin(), made->end(),
                   [](const Dated& a, const Dated& b) { return a.day < b.day; });
  kept = std::move(made);
  return kept.get();
}

// Each act of the set, but such for which `condition` (which may be null) is no. Where
// they come in the order of the day that is asked of each, the order says so.
template <class GoOn>
void Evaluator::each_act(const Domain& domain, const Expr* condition, Order* order, Env& env,
                         GoOn go_on) {
  std::optional<StateCode> by;
  if (domain.by) by = value_of(*domain.by, env).state;
  std::optional<StateCode> about;
  if (domain.about) about = value_of(*domain.about, env).state;
  auto goes_on = [&](const BoundAct* act) {
    if (about && std::find(act->act->about.begin(), act->act->about.end(), *about) ==
                     act->act->about.end()) {
      return true;
    }
    if (act->only_on_dispute >= 0 &&
        always(reading_holds(act->only_on_dispute, act->only_on_reading), Truth::no)) {
      return true;
    }
    return go_on(act);
  };
  if (domain.of) {
    const BoundAct* of = value_of(*domain.of, env).act;
    if (of == nullptr) return;
    for (const BoundAct* act : facts_.of_kind(domain.kind, *of)) {
      if (by && act->act->state != *by) continue;
      if (!goes_on(act)) return;
    }
    return;
  }
  std::span<const BoundAct* const> acts =
      by ? facts_.of_kind(domain.kind, *by) : facts_.of_kind(domain.kind);
  const int asked = order == nullptr ? -1 : date_of(*order->of, domain.slot);
  if (asked >= 0 && by && condition != nullptr && acts.size() >= many_acts) {
    if (const std::vector<Dated>* by_date = dated(asked, domain.kind, *by)) {
      order->kept = true;
      std::span<const Dated> some = *by_date;
      each_demand(*condition, domain.slot, true, env,
                  [&](const Expr& own, DayOp op, bool own_first, const Expr& other) {
                    if (date_of(own, domain.slot) != asked) return;
                    const DayRange day_of_other = day(other, env);
                    if (!day_of_other.certain()) return;
                    some = on_side(some, op, own_first, day_of_other.lo,
                                   [](const Dated& each) { return each.day; });
                  });
      for (std::size_t i = 0; i < some.size(); ++i) {
        if (!goes_on(some[order->backwards ? some.size() - 1 - i : i].act)) return;
      }
      return;
    }
  }
  if (facts_.days_certain(domain.kind)) {
    if (condition != nullptr) acts = narrowed(acts, domain, *condition, env);
    if (order != nullptr) order->kept = is_day_of(*order->of, domain.slot);
  }
  const bool backwards = order != nullptr && order->kept && order->backwards;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    if (!goes_on(acts[backwards ? acts.size() - 1 - i : i])) return;
  }
}

// What ranges over all acts or States is not listed first: they may be many.
template <class GoOn>
bool Evaluator::each_member(const Domain& domain, const Expr* condition, Order* order, Env& env,
                            GoOn go_on) {
  if (domain.over == Domain::Over::acts) {
    Member member;
    each_act(domain, condition, order, env, [&](const BoundAct* act) {
      member.value.act = act;
      return go_on(member);
    });
    return false;
  }
  const Members set = members(domain, env);
  for (const Member& member : set.known) {
    if (!go_on(member)) break;
  }
  return set.unknown;
}

Members Evaluator::members(const Domain& domain, Env& env) {
  Members out;
  switch (domain.over) {
    case Domain::Over::states:
      for (StateCode state : facts_.states())
        out.known.push_back({Value{state, nullptr, {}}, TruthLine(Truth::yes)});
      return out;
    case Domain::Over::acts:
      each_act(domain, nullptr, nullptr, env, [&](const BoundAct* act) {
        out.known.push_back({Value{{}, act, {}}, TruthLine(Truth::yes)});
        return true;
      });
      return out;
    case Domain::Over::sets:
      break;
  }
  auto add = [&](StateCode state, TruthLine inside) {
    for (Member& m : out.known) {
      if (m.value.state == state) {
        m.inside = either(m.inside, inside);
        return;
      }
    }
    out.known.push_back({Value{state, nullptr, {}}, std::move(inside)});
  };
  for (const Path& path : domain.sets) {
    if (path.root == Path::Root::case_field) {
      read(inputs_.field_cell(path.index));
      const FieldValue& value = inputs_.field(path.index);
      if (value.is == FieldValue::Is::unknown) out.unknown = true;
      for (const StateOn& s : value.states) {
        TruthLine inside =
            Timeline<bool>::indicator(s.days).map([](bool b) { return truth_of(b); });
        if (!s.only_on.empty()) {
          auto [dispute, reading] = reading_named(law_, s.only_on);
          if (dispute >= 0) inside = both(inside, reading_holds(dispute, reading));
        }
        add(s.state, std::move(inside));
      }
      continue;
    }
    if (const BoundAct* act = act_of(path, env)) {
      if (path.fields.back().kind == FieldKind::about) {
        for (StateCode state : act->act->about) add(state, TruthLine(Truth::yes));
      } else if (path.fields.back().kind == FieldKind::declared) {
        if (const FieldReading* f = act->field(path.fields.back().name)) {
          for (StateCode state : f->states) add(state, TruthLine(Truth::yes));
        }
      } else if (path.fields.back().kind == FieldKind::state) {
        add(act->act->state, TruthLine(Truth::yes));
      }
    }
  }
  return out;
}

// Of every State (with "every") or some State, one after the other. Most States ask
// the same whatever the case is: they are put together once.
TruthLine Evaluator::of_whoever(const Expr& expr, Env& env) {
  const auto slot = static_cast<std::size_t>(expr.domain->slot);
  const bool every = expr.kind == ExprKind::every;
  const Truth last = every ? Truth::no : Truth::yes;
  auto with = [&](StateCode state) {
    env.slots[slot] = Value{state, nullptr, {}};
    return expr.args.empty() || !expr.args[0] ? TruthLine(Truth::yes) : truth(*expr.args[0], env);
  };
  auto add = [&](const TruthLine& line, const TruthLine& more) {
    return every ? both(line, more) : either(line, more);
  };
  auto one_by_one = [&] {
    TruthLine line(every ? Truth::yes : Truth::no);
    for (StateCode state : facts_.states()) {
      line = add(line, with(state));
      if (always(line, last)) break;
    }
    return line;
  };
  if (env.that_day || env.slots.size() > 3) return one_by_one();
  env.slots[slot] = Value{};
  const Key key = key_of(reinterpret_cast<std::uintptr_t>(&expr), env.slots);
  const auto* kept = whoever_[key].find(inputs_);
  if (kept == nullptr) {
    Whoever made{TruthLine(every ? Truth::yes : Truth::no), {}};
    Reads common;
    for (StateCode state : facts_.states()) {
      frames_.emplace_back();
      const TruthLine line = with(state);
      const Reads reads = std::move(frames_.back());
      frames_.pop_back();
      const bool of_the_case = std::any_of(reads.all().begin(), reads.all().end(), [&](Read r) {
        return inputs_.field_of(r.cell) >= 0 || r.cell == inputs_.places_cell();
      });
      if (of_the_case) {
        made.rest.push_back(state);
      } else {
        made.line = add(made.line, line);
        common.add(reads);
      }
    }
    kept = &whoever_[key].keep(std::move(common), std::move(made));
  }
  TruthLine line = kept->result.line;
  const Reads common = kept->reads;
  const std::vector<StateCode> rest = kept->result.rest;
  frames_.emplace_back();
  for (StateCode state : rest) line = add(line, with(state));
  Reads reads = std::move(frames_.back());
  frames_.pop_back();
  // Decided before the last State, it reads no more than it needs.
  if (always(line, last)) return one_by_one();
  frames_.back().add(common);
  frames_.back().add(reads);
  return line;
}

TruthLine Evaluator::quantified(const Expr& expr, Env& env) {
  const Domain& domain = *expr.domain;
  auto with = [&](const Value& value) {
    env.slots[static_cast<std::size_t>(domain.slot)] = value;
    return expr.args.empty() || !expr.args[0] ? TruthLine(Truth::yes) : truth(*expr.args[0], env);
  };
  bool every = expr.kind == ExprKind::every;
  TruthLine result(every ? Truth::yes : Truth::no);
  // Of `every`, one for which the condition is no decides.
  const Expr* narrows = every || expr.args.empty() ? nullptr : expr.args[0].get();
  const bool unknown = each_member(domain, narrows, nullptr, env, [&](const Member& member) {
    if (always(member.inside, Truth::no)) return true;
    TruthLine holds = with(member.value);
    result = every ? both(result, either(!member.inside, holds))
                   : either(result, both(member.inside, holds));
    return !always(result, every ? Truth::no : Truth::yes);
  });
  if (unknown && !always(result, every ? Truth::no : Truth::yes)) {
    // Whoever it is: what no State could give is not given; what every State
    // gives is. Otherwise it is open.
    const TruthLine would = of_whoever(expr, env);
    if (every) {
      result = both(result,
                    would.map([](Truth t) { return t == Truth::yes ? t : Truth::undetermined; }));
    } else {
      result = either(result,
                      would.map([](Truth t) { return t == Truth::no ? t : Truth::undetermined; }));
    }
  }
  return expr.kind == ExprKind::no ? !result : result;
}

TruthLine Evaluator::inside_field(int field, StateCode state) {
  read(inputs_.field_cell(field));
  const FieldValue& value = inputs_.field(field);
  if (value.is == FieldValue::Is::unknown) return TruthLine(Truth::undetermined);
  TruthLine result(Truth::no);
  for (const StateOn& s : value.states) {
    if (s.state != state) continue;
    TruthLine inside = Timeline<bool>::indicator(s.days).map([](bool b) { return truth_of(b); });
    if (!s.only_on.empty()) {
      auto [dispute, reading] = reading_named(law_, s.only_on);
      if (dispute >= 0) inside = both(inside, reading_holds(dispute, reading));
    }
    result = either(result, inside);
  }
  return result;
}

TruthLine Evaluator::state_in(const Expr& expr, Env& env) {
  StateCode state = value_of(*expr.path, env).state;
  const Path& set = *expr.path2;
  if (set.root == Path::Root::case_field) return inside_field(set.index, state);
  const BoundAct* act = act_of(set, env);
  bool in = false;
  if (act && set.fields.back().kind == FieldKind::about) {
    in = std::find(act->act->about.begin(), act->act->about.end(), state) != act->act->about.end();
  } else if (act) {
    if (const FieldReading* f = act->field(set.fields.back().name)) {
      in = std::find(f->states.begin(), f->states.end(), state) != f->states.end();
    }
  }
  return TruthLine(truth_of(in));
}

TruthLine Evaluator::within(const Expr& expr, Env& env) {
  auto named = [&](const CrimeRef& ref) -> std::vector<std::string> {
    if (ref.from == CrimeRef::From::constant) return {ref.provision};
    if (ref.from == CrimeRef::From::act) {
      const BoundAct* act = act_of(*ref.path, env);
      return act ? act->act->crimes : std::vector<std::string>{};
    }
    return {};
  };
  // What the left side may be; open when the case does not say.
  std::vector<std::string> left;
  bool open = false, any_crime = false;
  if (expr.crime->from == CrimeRef::From::case_field) {
    int field = expr.crime->field;
    read(inputs_.field_cell(field));
    const FieldValue& value = inputs_.field(field);
    if (value.is == FieldValue::Is::known) {
      left = {value.text};
    } else {
      open = true;
      left = inputs_.instrument().fields[static_cast<std::size_t>(field)].among;
      any_crime = left.empty();
    }
  } else {
    left = named(*expr.crime);
  }
  std::vector<std::string> right;
  if (expr.crime2->from == CrimeRef::From::case_field) {
    read(inputs_.field_cell(expr.crime2->field));
    const FieldValue& value = inputs_.field(expr.crime2->field);
    if (value.is != FieldValue::Is::known) return TruthLine(Truth::undetermined);
    right = {value.text};
  } else {
    right = named(*expr.crime2);
  }
  if (any_crime) return TruthLine(right.empty() ? Truth::no : Truth::undetermined);
  bool some = false, all = !left.empty();
  for (const std::string& crime : left) {
    bool in = std::any_of(right.begin(), right.end(),
                          [&](const std::string& of) { return crime_within(crime, of); });
    some |= in;
    all &= in;
  }
  if (open) return TruthLine(all ? Truth::yes : some ? Truth::undetermined : Truth::no);
  return TruthLine(truth_of(some));
}

TruthLine Evaluator::Cover::all() const {
  return both(both(time, persons), TruthLine(both(place, crime)));
}

Evaluator::Cover Evaluator::covers(const BoundAct& bound, const Apart& apart) {
  const Act& act = *bound.act;
  Cover cover;
  if (!apart.time) {
    if (act.from) cover.time = both(cover.time, from_day(*act.from));
    if (act.until) cover.time = both(cover.time, until_day(*act.until));
  }
  if (!apart.place && !act.places.empty()) {
    read(inputs_.places_cell());
    int territory = inputs_.instrument().field_index("territory");
    if (territory >= 0) read(inputs_.field_cell(territory));
    // Where the law's case has no such field, nobody could say the place.
    bool unknown = inputs_.places().empty() &&
                   (territory < 0 || inputs_.field(territory).is == FieldValue::Is::unknown);
    cover.place = unknown ? Truth::undetermined : Truth::no;
    for (const std::string& place : inputs_.places()) {
      for (const std::string& named : act.places) {
        switch (atlas_.relation(place, named)) {
          case PlaceRelation::inside:
            cover.place = Truth::yes;
            break;
          case PlaceRelation::coarser:
            cover.place = either(cover.place, Truth::undetermined);
            break;
          case PlaceRelation::apart:
            break;
        }
      }
    }
  }
  if (!apart.crime && !act.crimes.empty()) {
    for (std::size_t f = 0; f < inputs_.instrument().fields.size(); ++f) {
      const CaseField& field = inputs_.instrument().fields[f];
      if (field.kind != CaseField::Kind::crime) continue;
      read(inputs_.field_cell(static_cast<int>(f)));
      const FieldValue& value = inputs_.field(static_cast<int>(f));
      auto named = [&](const std::string& crime) {
        return std::any_of(act.crimes.begin(), act.crimes.end(),
                           [&](const std::string& of) { return crime_within(crime, of); });
      };
      if (value.is == FieldValue::Is::known) {
        cover.crime = truth_of(named(value.text));
      } else if (field.among.empty()) {
        cover.crime = Truth::undetermined;
      } else {
        bool all = std::all_of(field.among.begin(), field.among.end(), named);
        bool some = std::any_of(field.among.begin(), field.among.end(), named);
        cover.crime = all ? Truth::yes : some ? Truth::undetermined : Truth::no;
      }
    }
  }
  if (!apart.persons && act.nationals_only) {
    int nationality = inputs_.instrument().field_index("nationality");
    cover.persons =
        nationality < 0 ? TruthLine(Truth::undetermined) : inside_field(nationality, act.state);
  }
  return cover;
}

std::string Evaluator::finding_written(const Expr& expr, const Env& env) const {
  std::string out = law_.findings[static_cast<std::size_t>(expr.index)].name;
  std::string args;
  for (const Value& v : arguments(expr.call, env)) {
    if (!args.empty()) args += ",";
    args += v.act ? v.act->act->id : v.state.text();
  }
  return args.empty() ? out : out + "(" + args + ")";
}

TruthLine Evaluator::finding(const Expr& expr, Env& env) {
  const Finding& finding = law_.findings[static_cast<std::size_t>(expr.index)];
  std::string written = finding_written(expr, env);
  // An answer without arguments is meant for every argument.
  Cell general = inputs_.finding_cell(finding.name);
  Cell own = inputs_.finding_cell(written);
  Inputs::Answer answer = inputs_.answered(own);
  if (answer == Inputs::Answer::open && general != own) {
    read(general);
    answer = inputs_.answered(general);
  }
  read(own);
  if (answer == Inputs::Answer::yes) return TruthLine(Truth::yes);
  if (answer == Inputs::Answer::no) return TruthLine(Truth::no);
  if (finding.presumed) return TruthLine(truth_of(*finding.presumed));
  return TruthLine(Truth::undetermined);
}

TruthLine Evaluator::option_is(const Expr& expr, Env& env) {
  const Path& path = *expr.path;
  if (path.root == Path::Root::case_field) {
    read(inputs_.option_cell(path.index, expr.names[0]));
    const FieldValue& value = inputs_.field(path.index);
    if (value.is == FieldValue::Is::unknown) {
      read(inputs_.field_cell(path.index));  // it could be completed
      return TruthLine(Truth::undetermined);
    }
    return TruthLine(truth_of(value.is == FieldValue::Is::known && value.text == expr.names[0]));
  }
  const BoundAct* act = act_of(path, env);
  const FieldReading* f = act ? act->field(path.fields.back().name) : nullptr;
  return TruthLine(truth_of(f && f->text == expr.names[0]));
}

TruthLine Evaluator::truth_field(const Path& path, Env& env) {
  if (path.root == Path::Root::case_field) {
    read(inputs_.field_cell(path.index));
    const FieldValue& value = inputs_.field(path.index);
    return TruthLine(value.truth ? truth_of(*value.truth) : Truth::undetermined);
  }
  const BoundAct* act = act_of(path, env);
  const FieldReading* f = act ? act->field(path.fields.back().name) : nullptr;
  return TruthLine(f ? truth_of(f->truth) : Truth::undetermined);
}

TruthLine Evaluator::truth(const Expr& expr, Env& env) {
  auto maybe_not = [&](const TruthLine& t) { return expr.negated ? !t : t; };
  switch (expr.kind) {
    case ExprKind::all: {
      TruthLine result(Truth::yes);
      for (const auto& arg : expr.args) {
        result = both(result, truth(*arg, env));
        if (always(result, Truth::no)) break;
      }
      return result;
    }
    case ExprKind::any: {
      TruthLine result(Truth::no);
      for (const auto& arg : expr.args) {
        result = either(result, truth(*arg, env));
        if (always(result, Truth::yes)) break;
      }
      return result;
    }
    case ExprKind::negation:
      return !truth(*expr.args[0], env);
    case ExprKind::at_day: {
      TruthLine t = truth(*expr.args[0], env);
      return TruthLine(at(t, day(*expr.args[1], env)));
    }
    case ExprKind::window: {
      TruthLine result(Truth::yes);
      if (expr.args[0]) result = from_day(day(*expr.args[0], env));
      if (always(result, Truth::no)) return result;
      if (expr.args.size() > 1 && expr.args[1])
        result = both(result, until_day(day(*expr.args[1], env)));
      return result;
    }
    case ExprKind::some:
    case ExprKind::every:
    case ExprKind::no:
      return quantified(expr, env);
    case ExprKind::day_compare:
      return maybe_not(
          TruthLine(compare(day(*expr.args[0], env), expr.day_op, day(*expr.args[1], env))));
    case ExprKind::number_compare: {
      const Expr& than = *expr.args[1];
      const std::optional<Fraction> enough =
          than.kind == ExprKind::constant ? std::optional(than.fraction) : std::nullopt;
      return maybe_not(combine(count(*expr.args[0], env, enough), count(than, env),
                               [&](const NumberRange& a, const NumberRange& b) {
                                 return compare(a, expr.number_op, b);
                               }));
    }
    case ExprKind::is_kind: {
      const BoundAct* act = value_of(*expr.path, env).act;
      bool is = act &&
                std::find(expr.names.begin(), expr.names.end(), act->act->kind) != expr.names.end();
      return maybe_not(TruthLine(truth_of(is)));
    }
    case ExprKind::is_option:
      return maybe_not(option_is(expr, env));
    case ExprKind::same_state:
      return maybe_not(
          TruthLine(truth_of(value_of(*expr.path, env).state == value_of(*expr.path2, env).state)));
    case ExprKind::is_given: {
      const BoundAct* act = act_of(*expr.path, env);
      bool given = false;
      if (act) {
        const FieldRef& field = expr.path->fields.back();
        switch (field.kind) {
          case FieldKind::declared:
            given = act->field(field.name) != nullptr;
            break;
          case FieldKind::of:
            given = act->of != nullptr;
            break;
          case FieldKind::about:
            given = !act->act->about.empty();
            break;
          case FieldKind::places:
            given = !act->act->places.empty();
            break;
          case FieldKind::crimes:
            given = !act->act->crimes.empty();
            break;
          case FieldKind::state:
            given = !act->act->state.none();
            break;
          default:
            given = day_field(*expr.path, env).has_value();
        }
      }
      return maybe_not(TruthLine(truth_of(given)));
    }
    case ExprKind::state_in:
      return maybe_not(state_in(expr, env));
    case ExprKind::within:
      return maybe_not(within(expr, env));
    case ExprKind::covers: {
      const BoundAct* act = value_of(*expr.path, env).act;
      return maybe_not(act ? covers(*act, expr.apart).all() : TruthLine(Truth::no));
    }
    case ExprKind::reading:
      return maybe_not(reading_holds(expr.index, expr.second));
    case ExprKind::call_rule:
      return maybe_not(rule(expr.index, arguments(expr.call, env)));
    case ExprKind::finding:
      return maybe_not(finding(expr, env));
    case ExprKind::truth_field:
      return maybe_not(truth_field(*expr.path, env));
    default:
      return TruthLine(Truth::undetermined);  // the checker lets no other kind through
  }
}

DayRange Evaluator::plus(const Expr& expr, DayRange from) {
  auto one = [&](Day day) {
    if (day == Day::never()) return day;
    Result<Day> sum = expr.unit == Unit::days     ? add_days(day, expr.amount)
                      : expr.unit == Unit::months ? add_months(day, expr.amount, expr.rounding)
                                                  : add_years(day, expr.amount, expr.rounding);
    // Beyond the calendar nothing is later than never, nothing earlier than its
    // first day.
    if (!sum) return expr.amount > 0 ? Day::never() : Day::first();
    return *sum;
  };
  return {one(from.lo), one(from.hi)};
}

// It counts day by day, and a proof asks for it again and again.
DayRange Evaluator::first_day_when(const Expr& expr, Env& env) {
  if (env.that_day || env.slots.size() > 3) return compute_first_day_when(expr, env);
  return remember(key_of(reinterpret_cast<std::uintptr_t>(&expr), env.slots), nullptr,
                  [&](Outcome& out) { out.day = compute_first_day_when(expr, env); })
      .day;
}

DayRange Evaluator::compute_first_day_when(const Expr& expr, Env& env) {
  TruthLine t = truth(*expr.args[0], env);
  if (t.at(Day::first()) == Truth::yes) {
    fault(Code::true_since_ever, expr.place,
          "\"first day when\" holds since the beginning of the calendar, as a share of nobody "
          "does; "
          "add a condition that is false at first, such as `from` a day.");
  }
  DayRange out = DayRange::on(Day::never());
  bool possible = false;
  for (const auto& s : t.segments()) {
    if (s.value != Truth::no && !possible) {
      out.lo = s.from;
      possible = true;
    }
    if (s.value == Truth::yes) {
      out.hi = s.from;
      break;
    }
  }
  return out;
}

DayRange Evaluator::day(const Expr& expr, Env& env) {
  switch (expr.kind) {
    case ExprKind::iso:
      return DayRange::on(expr.day);
    case ExprKind::never:
      return DayRange::on(Day::never());
    case ExprKind::begun:
      read(inputs_.begun_cell());
      return DayRange::on(inputs_.begun());
    case ExprKind::today:
      return DayRange::on(known_);
    case ExprKind::that_day:
      return env.that_day.value_or(DayRange::on(Day::never()));
    case ExprKind::plus:
      return plus(expr, day(*expr.args[0], env));
    case ExprKind::month_after: {
      DayRange from = day(*expr.args[0], env);
      auto one = [&](Day d) {
        if (d == Day::never()) return d;
        const int months = expr.unit == Unit::years ? 13 - d.ymd().month  // January
                                                    : static_cast<int>(expr.amount);
        Result<Day> first = first_of_month_after(d, months);
        return first ? *first : Day::never();
      };
      return {one(from.lo), one(from.hi)};
    }
    case ExprKind::first_day_when:
      return first_day_when(expr, env);
    case ExprKind::earlier:
    case ExprKind::later: {
      bool earlier = expr.kind == ExprKind::earlier;
      std::optional<DayRange> out;
      for (std::size_t i = 0; i < expr.args.size(); ++i) {
        const Expr& arg = *expr.args[i];
        // "X if any": an absent field leaves the list, whatever is added to it.
        const Expr* inner = &arg;
        while ((inner->kind == ExprKind::plus || inner->kind == ExprKind::month_after) &&
               !inner->args.empty())
          inner = inner->args[0].get();
        if (inner->kind == ExprKind::day_field && !day_field(*inner->path, env)) continue;
        DayRange d = day(arg, env);
        if (!out) {
          out = d;
        } else if (earlier) {
          out = DayRange{std::min(out->lo, d.lo), std::min(out->hi, d.hi)};
        } else {
          out = DayRange{std::max(out->lo, d.lo), std::max(out->hi, d.hi)};
        }
      }
      return out.value_or(DayRange::on(Day::never()));
    }
    case ExprKind::earliest:
    case ExprKind::latest: {
      bool earliest = expr.kind == ExprKind::earliest;
      std::optional<Day> certain, possible, first;
      auto keep = [&](std::optional<Day>& best, Day d) {
        if (!best || (earliest ? d < *best : d > *best)) best = d;
      };
      const Expr* condition = expr.args.size() > 1 ? expr.args[1].get() : nullptr;
      Order order{expr.args[0].get(), !earliest};
      each_member(*expr.domain, condition, &order, env, [&](const Member& member) {
        env.slots[static_cast<std::size_t>(expr.domain->slot)] = member.value;
        TruthLine holds = member.inside;
        if (condition != nullptr) holds = both(holds, truth(*condition, env));
        if (always(holds, Truth::no)) return true;
        DayRange d = day(*expr.args[0], env);
        Truth counts = holds.constant() ? holds.segments()[0].value : at(holds, d);
        if (counts == Truth::no) return true;
        keep(possible, earliest ? d.lo : d.hi);
        if (!first || d.lo < *first) first = d.lo;
        if (counts == Truth::yes) keep(certain, earliest ? d.hi : d.lo);
        return counts != Truth::yes || !order.kept;  // no later one is before it
      });
      // Of nothing: never.
      if (!possible) return DayRange::on(Day::never());
      if (earliest) return {*possible, certain.value_or(Day::never())};
      // Of days none of which is certain to count, any may be the latest, or none.
      if (!certain) return {*first, Day::never()};
      return {*certain, *possible};
    }
    case ExprKind::call_date:
      return date(expr.index, arguments(expr.call, env));
    case ExprKind::day_field:
      return day_field(*expr.path, env).value_or(DayRange::on(Day::never()));
    default:
      return DayRange::on(Day::never());
  }
}

NumberLine Evaluator::number_field(const Path& path, Env& env) {
  if (path.root == Path::Root::case_field) {
    read(inputs_.field_cell(path.index));
    const FieldValue& value = inputs_.field(path.index);
    if (!value.number) return NumberLine({Fraction(0), as_many_as_may_be});
    return NumberLine({*value.number, *value.number});
  }
  const BoundAct* act = act_of(path, env);
  const FieldReading* f = act ? act->field(path.fields.back().name) : nullptr;
  if (!f) return NumberLine({Fraction(0), as_many_as_may_be});
  return NumberLine({f->number, f->number});
}

NumberLine Evaluator::count(const Expr& expr, Env& env, std::optional<Fraction> enough) {
  switch (expr.kind) {
    case ExprKind::constant:
      return NumberLine({expr.fraction, expr.fraction});
    case ExprKind::fraction_of:
      return count(*expr.args[0], env).map([&](const NumberRange& n) {
        return NumberRange{n.lo * expr.fraction, n.hi * expr.fraction};
      });
    case ExprKind::majority_of:
      return count(*expr.args[0], env).map([](const NumberRange& n) {
        return NumberRange{majority_of(n.lo), majority_of(n.hi)};
      });
    case ExprKind::number_of:
    case ExprKind::sum_of: {
      Tally tally;
      auto with = [&](const Value& value) {
        env.slots[static_cast<std::size_t>(expr.domain->slot)] = value;
        return expr.args.empty() || !expr.args[0] ? TruthLine(Truth::yes)
                                                  : truth(*expr.args[0], env);
      };
      const Expr* condition = expr.args.empty() ? nullptr : expr.args[0].get();
      std::int64_t certain = 0;
      const bool unknown =
          each_member(*expr.domain, condition, nullptr, env, [&](const Member& member) {
            TruthLine counts = both(member.inside, with(member.value));
            NumberRange amount{Fraction(1), Fraction(1)};
            if (expr.kind == ExprKind::sum_of) {
              env.slots[static_cast<std::size_t>(expr.domain->slot)] = member.value;
              amount = number_field(*expr.path, env).at(Day::first());
            }
            tally.add(counts, amount);
            if (expr.kind == ExprKind::number_of && always(counts, Truth::yes)) ++certain;
            return !enough || Fraction(certain) <= *enough;
          });
      if (unknown) {
        for (StateCode state : facts_.states()) {
          TruthLine could = with(Value{state, nullptr, {}}).map([](Truth t) {
            return t == Truth::no ? t : Truth::undetermined;
          });
          tally.add(could, {Fraction(1), Fraction(1)});
        }
      }
      return tally.line();
    }
    case ExprKind::call_number:
      return number(expr.index, arguments(expr.call, env));
    case ExprKind::number_field:
      return number_field(*expr.path, env);
    default:
      return NumberLine({Fraction(0), as_many_as_may_be});
  }
}

}  // namespace ratione
