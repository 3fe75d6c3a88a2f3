#include "engine/specialiser.h"

#include <algorithm>
#include <utility>

namespace ratione {

using formula::known_of;
using formula::not_of;
using formula::token_of;

namespace {

// Is it by or about one of these?
bool is_of(const Act& act, const std::vector<StateCode>& states) {
  return std::any_of(states.begin(), states.end(), [&](StateCode state) {
    return state == act.state ||
           std::find(act.about.begin(), act.about.end(), state) != act.about.end();
  });
}

}  // namespace

// Did the evaluation read what it may not rest on?
bool Specialiser::strange(const Reads& reads) const {
  const Inputs& inputs = e_.inputs();
  for (Read read : reads.all()) {
    if (read.cell == inputs.begun_cell()) return true;
    if (read.cell == inputs.places_cell() && !places_are_own_) return true;
    int field = inputs.field_of(read.cell);
    if (field >= 0 && field != field_ &&
        instrument_.fields[static_cast<std::size_t>(field)].kind == CaseField::Kind::states) {
      return true;
    }
  }
  return false;
}

// What is tried out counts as it stands when it is open.
void Specialiser::note(const Reads& reads) {
  for (Read read : reads.all()) {
    if (e_.inputs().is_dispute(read.cell) || tried_.contains(read.cell)) continue;
    const Open* open = open_field(read.cell);
    if (open == nullptr || !open->tried) reads_.add(read);
  }
}

// The open field that the cell tells of, or null.
Specialiser::Open* Specialiser::open_field(Cell cell) {
  if (open_.empty()) return nullptr;
  int field = e_.inputs().field_of(cell);
  if (field < 0) field = e_.inputs().option_field(cell);
  for (Open& open : open_) {
    if (open.field == field) return &open;
  }
  return nullptr;
}

// In every world, with every value of an open field, and under every answer to an open
// finding, that differs.
void Specialiser::explore(const std::function<TruthLine()>& evaluate, const Digest& world,
                          Lines& out) {
  e_.take_reads();
  TruthLine line = evaluate();
  Reads reads = e_.take_reads();
  if (strange(reads)) {
    failed_ = true;
    return;
  }
  Inputs& inputs = e_.inputs();
  note(reads);
  if (field_ >= 0 && (reads.has(inputs.field_cell(field_)) ||
                      (places_are_own_ && reads.has(inputs.places_cell())))) {
    ++asked_of_value_;
  }
  for (Read read : reads.all()) {
    if (!inputs.is_dispute(read.cell) || !inputs.is_open(static_cast<int>(read.cell))) continue;
    int dispute = static_cast<int>(read.cell);
    const auto& readings = e_.law().disputes[static_cast<std::size_t>(dispute)].readings;
    for (int r = 0; r < static_cast<int>(readings.size()); ++r) {
      inputs.choose(dispute, r);
      Digest inner = world;
      inner.add(read.cell);
      inner.add(static_cast<std::uint64_t>(r));
      explore(evaluate, inner, out);
    }
    inputs.open(dispute);
    return;
  }
  for (Read read : reads.all()) {
    Open* open = open_field(read.cell);
    if (open == nullptr || open->tried) continue;
    open->tried = true;
    for (std::size_t v = 0; v < open->values.size(); ++v) {
      inputs.set_field(open->field, open->values[v]);
      Digest inner = world;
      inner.add(0x0BE7);
      inner.add(static_cast<std::uint64_t>(open->field));
      inner.add(v);
      explore(evaluate, inner, out);
    }
    inputs.set_field(open->field, open->values.front());
    open->tried = false;
    return;
  }
  for (Read read : reads.all()) {
    const std::string* written = inputs.finding_of(read.cell);
    if (!written || inputs.answered(read.cell) != Inputs::Answer::open ||
        tried_.contains(read.cell)) {
      continue;
    }
    const std::string bare = written->substr(0, written->find('('));
    bool presumed =
        std::any_of(e_.law().findings.begin(), e_.law().findings.end(),
                    [&](const Finding& f) { return f.name == bare && f.presumed.has_value(); });
    if (presumed) continue;
    const std::string finding = *written;
    tried_.insert(read.cell);
    for (Inputs::Answer answer : {Inputs::Answer::open, Inputs::Answer::yes, Inputs::Answer::no}) {
      inputs.answer(finding, answer);
      Digest inner = world;
      inner.add(finding);
      inner.add(static_cast<std::uint64_t>(answer));
      explore(evaluate, inner, out);
    }
    inputs.answer(finding, Inputs::Answer::open);
    tried_.erase(read.cell);
    return;
  }
  out.emplace_back(world, std::move(line));
}

Node Specialiser::leaf(const std::function<TruthLine()>& evaluate) {
  Node node;
  node.is = Node::Is::line;
  const std::size_t before = asked_of_value_;
  explore(evaluate, Digest{}, node.lines);
  node.own = asked_of_value_ != before;
  if (node.lines.empty()) return node;
  const Truth first = node.lines[0].second.segments()[0].value;
  bool constant = std::all_of(node.lines.begin(), node.lines.end(), [&](const auto& line) {
    return ratione::always(line.second, first);
  });
  if (constant) node.always = known_of(first);
  return node;
}

// A clause or expression and what its variables hold.
Digest Specialiser::key_of(std::uint64_t what, const Scope& scope) {
  Digest key;
  key.add(what);
  for (std::size_t s = 0; s < scope.any.size(); ++s) {
    const Value& value = scope.env.slots[s];
    key.add(reinterpret_cast<std::uintptr_t>(value.act) + (scope.any[s] ? 1 : 0));
    key.add(value.state.packed());
    if (value.day) {
      key.add(static_cast<std::uint64_t>(value.day->lo.number()));
      key.add(static_cast<std::uint64_t>(value.day->hi.number()));
    }
    key.add(scope.from[s]);
  }
  return key;
}

const Memory<Made::Part>::Entry* Specialiser::kept(const Made::Parts& parts,
                                                   const Digest& key) const {
  const auto at = parts.find(key);
  return at == parts.end() ? nullptr : at->second.find(e_.inputs());
}

// Made once for all that is asked with the same in what was read for it. What rests on
// the value goes to `of_value`; null: it is not kept.
template <class Make>
Node Specialiser::remembered(Made::Parts& parts, Made::Parts* of_value, const Digest& key,
                             const Make& make) {
  const auto* found = kept(parts, key);
  if (found == nullptr && of_value != nullptr) found = kept(*of_value, key);
  if (found != nullptr) {
    reads_.add(found->reads);
    if (found->result.of_value) ++asked_of_value_;
    return found->result.node;
  }
  Reads before = std::exchange(reads_, Reads{});
  const std::size_t asked_before = asked_of_value_;
  Node node = make();
  Reads mine = std::exchange(reads_, std::move(before));
  const bool own = asked_of_value_ != asked_before;
  if (own && field_ >= 0) {
    for (Cell cell : {e_.inputs().field_cell(field_), e_.inputs().places_cell()}) {
      mine.add({cell, e_.inputs().version(cell)});
    }
  }
  reads_.add(mine);
  Made::Parts* into = own ? of_value : &parts;
  if (!failed_ && into != nullptr) (*into)[key].keep(std::move(mine), {node, own});
  return node;
}

TruthLine Specialiser::is_there(const BoundAct& act) {
  e_.read(e_.inputs().dispute_cell(act.only_on_dispute));
  return TruthLine(truth_of(e_.inputs().reading(act.only_on_dispute) == act.only_on_reading));
}

// The value's States that a part rests on: of the field itself, or by way of variables.
std::vector<StateCode> Specialiser::own_states(const Dependence& on, const Scope& scope) {
  std::vector<StateCode> states;
  if ((on.fields & own_) != 0) {
    states = roles_;
    ++asked_of_value_;
  }
  for (std::size_t s = 0; s < scope.from.size() && s < 64; ++s) {
    if ((on.slots >> s & 1) == 0 || (scope.from[s] & own_) == 0) continue;
    const Value& value = scope.env.slots[s];
    if (!value.state.none()) states.push_back(value.state);
    if (value.act == nullptr) continue;
    states.push_back(value.act->act->state);
    states.insert(states.end(), value.act->act->about.begin(), value.act->act->about.end());
  }
  return states;
}

// Acts of these States without a document on which its proof may rest.
Unconfirmed Specialiser::unconfirmed_in(const Expr& expr, const Scope& scope) {
  Unconfirmed out;
  const Dependence& on = dependences_.of(expr);
  if ((from(on, scope) & own_) == 0) return out;
  const std::vector<StateCode> states = own_states(on, scope);
  for (const auto& [kinds, answered] : {std::pair{&on.kinds, false}, {&on.answering, true}}) {
    for (int kind : *kinds) {
      for (const Act* act : dependences_.unconfirmed(kind, answered)) {
        if (is_of(*act, states)) out.add(*act);
      }
    }
  }
  return out;
}

Node Specialiser::expr(const Expr& expr, Scope& scope) {
  // What rests on the value is of no other.
  if (field_ >= 0 && (from(dependences_.of(expr), scope) & own_) != 0) {
    return pruned(fresh(expr, scope));
  }
  return remembered(made_.expressions, nullptr,
                    key_of(reinterpret_cast<std::uintptr_t>(&expr), scope),
                    [&] { return pruned(fresh(expr, scope)); });
}

Node Specialiser::fresh(const Expr& expr, Scope& scope) {
  if (failed_) return nothing();
  const Dependence& on = dependences_.of(expr);
  std::uint64_t fields = from(on, scope);
  bool can_be_asked = (on.fields & ~own_) == 0 && !on.begun && !any_of(on, scope);
  bool connective =
      expr.kind == ExprKind::all || expr.kind == ExprKind::any || expr.kind == ExprKind::negation;
  if (field_ >= 0 && (fields & own_) == 0 && !(connective && !can_be_asked)) {
    // The same for all values of the field; it may decide what need not be looked at.
    if (!can_be_asked) return nothing();
    Node same = leaf([&] { return e_.truth(expr, scope.env); });
    return same.always != Known::open || fields == 0 ? same : nothing();
  }
  switch (expr.kind) {
    case ExprKind::all:
    case ExprKind::any:
    case ExprKind::negation:
    case ExprKind::some:
    case ExprKind::every:
    case ExprKind::no:
    case ExprKind::call_rule:
      return structure(expr, scope);
    default:
      break;
  }
  if (can_be_asked) {
    Node own = leaf([&] { return e_.truth(expr, scope.env); });
    own.own = own.own || (fields & own_) != 0;
    own.unconfirmed = unconfirmed_in(expr, scope);
    return own;
  }
  switch (expr.kind) {
    case ExprKind::covers:
      return cover(expr, scope);
    case ExprKind::state_in:
      return state_in(expr, scope);
    case ExprKind::same_state:
      return same_state(expr, scope);
    case ExprKind::day_compare:
      if (on.begun) return begun(expr, scope);
      break;
    default:
      break;
  }
  // Of the day alone: it rests on a State that some other field holds.
  if (field_ < 0 && !on.begun) return nothing();
  return give_up();
}

Node Specialiser::structure(const Expr& expr, Scope& scope) {
  Node node;
  node.token = token_of(static_cast<std::uint64_t>(expr.kind));
  switch (expr.kind) {
    case ExprKind::all:
    case ExprKind::any:
      node.is = expr.kind == ExprKind::all ? Node::Is::all : Node::Is::any;
      for (std::size_t a = 0; a < expr.args.size(); ++a) {
        if (add(node, this->expr(*expr.args[a], scope))) continue;
        // Of several that fail a proof shows one that rests on no unconfirmed act.
        const bool unconfirmed = node.is == Node::Is::all && may_be_unconfirmed(*node.kids.back());
        Node others;
        others.always = Known::no;
        while (unconfirmed && ++a < expr.args.size()) {
          others.unconfirmed.add(unconfirmed_in(*expr.args[a], scope));
        }
        if (others.unconfirmed.any) node.kids.push_back(std::move(others));
        break;
      }
      return node;
    case ExprKind::negation:
      return negation(this->expr(*expr.args[0], scope));
    case ExprKind::call_rule: {
      const Clause& called = e_.law().clauses[static_cast<std::size_t>(expr.index)];
      Scope inner;
      inner.env = e_.env_of(called, e_.arguments(expr.call, scope.env));
      inner.from.assign(inner.env.slots.size(), 0);
      inner.any.assign(inner.env.slots.size(), false);
      for (std::size_t i = 0; i < expr.call.size() && i < inner.from.size(); ++i) {
        inner.from[i] = from(expr.call[i], scope);
        inner.any[i] = any_of(expr.call[i], scope);
      }
      Node rule = clause(expr.index, inner);
      return expr.negated ? negation(std::move(rule)) : rule;
    }
    default:
      return quantifier(expr, scope);
  }
}

Node Specialiser::clause(int id, const Scope& args) {
  return remembered(made_.clauses, &made_.of_value, key_of(static_cast<std::uint64_t>(id), args),
                    [&] { return fresh(id, args); });
}

Node Specialiser::fresh(int id, const Scope& args) {
  dependences_.of_clause(id);
  const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
  Node node;
  node.is = Node::Is::rule;
  node.token = token_of(100, static_cast<std::uint64_t>(id));
  Scope scope = args;
  node.kids.push_back(clause.value  ? expr(*clause.value, scope)
                      : clause.when ? expr(*clause.when, scope)
                                    : certainly());
  for (int exception : clause.exceptions) {
    const Clause& each = e_.law().clauses[static_cast<std::size_t>(exception)];
    Scope own = args;
    own.env = e_.env_of(each, args.env.slots);
    own.from.resize(own.env.slots.size(), 0);
    own.any.resize(own.env.slots.size(), false);
    // An exception applies when its condition holds and none of its own does.
    node.kids.push_back(pruned(this->clause(exception, own)));
    // One that defeats an exception is against it, whatever it says of the rule.
    node.says_yes.push_back(clause.exception_to < 0 && each.says_yes);
  }
  settle(node);
  return node;
}

Node Specialiser::quantifier(const Expr& expr, Scope& scope) {
  Node node;
  switch (expr.domain->over) {
    case Domain::Over::sets:
      node = over_sets(expr, scope);
      break;
    case Domain::Over::acts:
      node = over_acts(expr, scope);
      break;
    case Domain::Over::states: {
      const Dependence& on = dependences_.of(expr);
      if ((on.fields & ~own_) != 0 || on.begun || any_of(on, scope)) {
        return field_ < 0 && !on.begun ? nothing() : give_up();
      }
      Node whoever = leaf([&] { return e_.truth(expr, scope.env); });
      whoever.unconfirmed = unconfirmed_in(expr, scope);
      return whoever;
    }
  }
  node.is = expr.kind == ExprKind::every ? Node::Is::all : Node::Is::any;
  node.in_order = true;
  settle(node);
  return expr.kind == ExprKind::no ? negation(std::move(node)) : node;
}

// The condition for a bound member; nothing asked: it holds.
Node Specialiser::with(const Expr& expr, Scope& scope, Digest token) {
  Node node;
  node.is = Node::Is::all;
  node.always = Known::yes;
  node.token = token;
  if (!expr.args.empty() && expr.args[0]) {
    add(node, this->expr(*expr.args[0], scope));
    node.always = node.kids[0]->always;
  }
  return node;
}

Node Specialiser::over_sets(const Expr& expr, Scope& scope) {
  const Domain& domain = *expr.domain;
  bool every = expr.kind == ExprKind::every;
  Node node;
  node.token = token_of(200, static_cast<std::uint64_t>(expr.kind));
  for (const Path& path : domain.sets) {
    if (path.root == Path::Root::case_field && path.index != field_) {
      bind(scope, domain.slot, Value{}, from(path, scope), true);
      Node any = with(expr, scope, token_of(201, static_cast<std::uint64_t>(path.index)));
      // Whether there is such a State at all lies with that field.
      any.kids.push_back(nothing());
      if (any.always != (every ? Known::yes : Known::no)) any.always = Known::open;
      node.kids.push_back(std::move(any));
      continue;
    }
    if (path.root != Path::Root::case_field && any_of(path, scope)) {
      if (field_ >= 0) return give_up();
      bind(scope, domain.slot, Value{}, from(path, scope), true);
      node.kids.push_back(with(expr, scope, token_of(202)));
      continue;
    }
    Domain single;
    single.over = Domain::Over::sets;
    single.slot = domain.slot;
    single.variable = domain.variable;
    single.sets = {path};
    e_.take_reads();  // what was read before is of another part
    Members members = e_.members(single, scope.env);
    note(e_.take_reads());
    if (path.root == Path::Root::case_field) ++asked_of_value_;
    if (members.unknown) return give_up();
    for (std::size_t m = 0; m < members.known.size(); ++m) {
      Node member;
      member.token = token_of(203);
      name(member, members.known[m].value.state);
      // A State may be there on some days, or on one reading, only.
      Node inside = leaf([&] { return e_.members(single, scope.env).known[m].inside; });
      bind(scope, domain.slot, members.known[m].value, from(path, scope), false);
      Node holds = with(expr, scope, token_of(204));
      member.is = every ? Node::Is::any : Node::Is::all;
      if (add(member, every ? negation(std::move(inside)) : std::move(inside))) {
        add(member, std::move(holds));
      }
      node.kids.push_back(pruned(std::move(member)));
    }
  }
  return node;
}

// The acts of a domain, on whichever reading they exist.
std::vector<const BoundAct*> Specialiser::acts_in(const Domain& domain, const Scope& scope) const {
  auto state = [&](const std::optional<Path>& path) {
    return path ? std::optional(e_.value_of(*path, scope.env).state) : std::nullopt;
  };
  const std::optional<StateCode> by = state(domain.by), about = state(domain.about);
  const BoundAct* of = domain.of ? e_.value_of(*domain.of, scope.env).act : nullptr;
  std::vector<const BoundAct*> out;
  for (const BoundAct* act :
       by ? e_.facts().of_kind(domain.kind, *by) : e_.facts().of_kind(domain.kind)) {
    if (domain.of && (act->of != of || !of)) continue;
    const auto& whom = act->act->about;
    if (about && std::find(whom.begin(), whom.end(), *about) == whom.end()) continue;
    out.push_back(act);
  }
  return out;
}

Node Specialiser::over_acts(const Expr& expr, Scope& scope) {
  const Domain& domain = *expr.domain;
  Node node;
  node.token = token_of(300, static_cast<std::uint64_t>(domain.kind));
  std::uint64_t of_whom = 0;
  bool by_any = false, about_any = false;
  if (domain.by) {
    of_whom |= from(*domain.by, scope);
    by_any = any_of(*domain.by, scope);
  }
  if (domain.about) {
    of_whom |= from(*domain.about, scope);
    about_any = any_of(*domain.about, scope);
  }
  if (domain.of) {
    of_whom |= from(*domain.of, scope);
    if (any_of(*domain.of, scope)) {
      if (field_ >= 0) return give_up();
      by_any = true;
    }
  }
  if (field_ < 0 && (by_any || about_any)) {
    bind(scope, domain.slot, Value{}, of_whom, true);
    node.kids.push_back(with(expr, scope, token_of(301)));
    return node;
  }
  const bool every = expr.kind == ExprKind::every;
  const bool theirs = by_any || about_any;
  Domain open = domain;
  if (by_any) open.by.reset();
  if (about_any) open.about.reset();

  const Digest key = key_of(reinterpret_cast<std::uintptr_t>(&expr), scope);
  auto& known = made_.acts[key];
  const auto* kept = known.find(e_.inputs());
  if (kept != nullptr) reads_.add(kept->reads);
  const std::vector<const BoundAct*> acts = kept != nullptr ? kept->result : acts_in(open, scope);
  scope.from[static_cast<std::size_t>(domain.slot)] = of_whom;
  static const Dependence nothing_asked;
  const Dependence& on_each =
      expr.args.empty() || !expr.args[0] ? nothing_asked : dependences_.of(*expr.args[0]);
  const bool of_the_value = ((of_whom | from(on_each, scope)) & own_) != 0;
  Reads of_all;                         // for what does not rest on the value
  std::vector<const BoundAct*> matter;  // to some value
  for (const BoundAct* act : acts) {
    const std::size_t before = asked_of_value_;
    Reads others = std::exchange(reads_, Reads{});
    Node there = certainly();
    if (act->only_on_dispute >= 0) there = leaf([&] { return is_there(*act); });
    bind(scope, domain.slot, Value{{}, act, {}}, of_whom, false);
    Node member;
    member.is = every ? Node::Is::any : Node::Is::all;
    member.token = token_of(302);
    if (!act->act->confirmed && of_the_value &&
        ((of_whom & own_) != 0 || is_of(*act->act, own_states(on_each, scope)))) {
      member.unconfirmed.add(*act->act);
    }
    // Whether it is theirs lies with the other field.
    bool matters = add(member, every ? negation(std::move(there)) : std::move(there)) &&
                   add(member, with(expr, scope, token_of(303))) &&
                   (!theirs || says_something(member));
    if (matters || asked_of_value_ != before) {
      matter.push_back(act);
    } else {
      of_all.add(reads_);
    }
    others.add(reads_);
    reads_ = std::move(others);
    if (!matters) continue;
    if (by_any || !domain.by) name(member, act->act->state);
    if (about_any) {
      for (StateCode state : act->act->about) name(member, state);
    }
    if (theirs) {
      member.kids.push_back(nothing());
      member.always = Known::open;
    }
    node.kids.push_back(pruned(std::move(member)));
  }
  if (!failed_ && kept == nullptr) known.keep(std::move(of_all), std::move(matter));
  return node;
}

Node Specialiser::cover(const Expr& expr, Scope& scope) {
  if (any_of(*expr.path, scope)) return field_ < 0 ? nothing() : give_up();
  const BoundAct* act = e_.value_of(*expr.path, scope.env).act;
  Node node;
  node.is = Node::Is::all;
  node.token = token_of(400);
  if (!act) return node;
  // What the act asks of the place and of the suspect lies with their fields.
  const int nationality = instrument_.field_index("nationality");
  const bool of_place = !expr.apart.place && !act->act->places.empty();
  const bool of_persons = !expr.apart.persons && act->act->nationals_only;
  Apart apart = expr.apart;
  if (!places_are_own_) apart.place = true;
  if (field_ != nationality) apart.persons = true;
  Node covers = leaf([&] { return e_.covers(*act, apart).all(); });
  covers.own = covers.own || (from(*expr.path, scope) & own_) != 0;
  add(node, std::move(covers));
  Node others;
  others.token = token_of(401);
  if (field_ >= 0 && of_place && !places_are_own_) {
    others.token.add(act->act->id);
    others.own = true;
    ++asked_of_value_;
  }
  if (field_ >= 0 && of_persons && field_ != nationality) name(others, act->act->state);
  if (of_place || of_persons) node.kids.push_back(std::move(others));
  settle(node);
  return expr.negated ? negation(std::move(node)) : node;
}

Node Specialiser::state_in(const Expr& expr, Scope& scope) {
  const Path& state = *expr.path;
  const Path& set = *expr.path2;
  Node node;
  node.token = token_of(500, expr.negated);
  if (field_ < 0) return node;
  bool any = any_of(state, scope);
  if (set.root == Path::Root::case_field) {
    if (!any) {
      // A State of ours in another field: by its part.
      name(node, e_.value_of(state, scope.env).state);
      node.token.add(static_cast<std::uint64_t>(set.index));
    }
    return node;  // else: a State of another field in ours, told by who is the same
  }
  if (any_of(set, scope)) return give_up();
  const BoundAct* act = e_.act_of(set, scope.env);
  if (!act) return node;
  if (set.fields.back().kind == FieldKind::about) {
    for (StateCode each : act->act->about) name(node, each);
    return node;
  }
  if (const FieldReading* f = act->field(set.fields.back().name)) {
    for (StateCode each : f->states) name(node, each);
  }
  return node;
}

Node Specialiser::same_state(const Expr& expr, Scope& scope) {
  Node node;
  node.token = token_of(600, expr.negated);
  if (field_ < 0) return node;
  for (const auto* path : {&expr.path, &expr.path2}) {
    if (any_of(**path, scope)) {
      node.token.add(601);
    } else {
      name(node, e_.value_of(**path, scope.env).state);
    }
  }
  return node;
}

// Of conduct of one day, the day on which it began is that day: a comparison
// with it is a line.
Node Specialiser::begun(const Expr& expr, Scope& scope) {
  const Expr& first = *expr.args[0];
  const Expr& second = *expr.args[1];
  bool first_is = first.kind == ExprKind::begun, second_is = second.kind == ExprKind::begun;
  if (first_is == second_is) return give_up();
  const Expr& other = first_is ? second : first;
  const Dependence& on = dependences_.of(other);
  if (on.begun) return give_up();
  if ((on.fields & ~own_) != 0 || any_of(on, scope)) return field_ < 0 ? nothing() : give_up();
  auto next = [](Day day) { return day < Day::last() ? day.next() : day; };
  Node compared = leaf([&] {
    DayRange day = e_.day(other, scope.env);
    DayRange after{next(day.lo), next(day.hi)};
    TruthLine line(Truth::no);
    if (first_is) {
      line = expr.day_op == DayOp::before ? until_day(day)
             : expr.day_op == DayOp::by   ? until_day(after)
                                          : from_day(after);
    } else {
      line = expr.day_op == DayOp::before ? from_day(after)
             : expr.day_op == DayOp::by   ? from_day(day)
                                          : until_day(day);
    }
    return expr.negated ? !line : line;
  });
  compared.unconfirmed = unconfirmed_in(other, scope);
  return compared;
}

}  // namespace ratione
