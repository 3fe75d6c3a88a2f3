#include "engine/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>

#include "engine/digest.h"
#include "text/names.h"

namespace ratione {

std::size_t size_of(const Proof& proof) {
  std::size_t n = 1;
  for (const Proof& child : proof.because) n += size_of(child);
  return n;
}

bool rests_on_unconfirmed(const Proof& proof) {
  return proof.unconfirmed ||
         std::any_of(proof.because.begin(), proof.because.end(), rests_on_unconfirmed);
}

std::vector<std::string> acts_of(const Proof& proof) {
  std::vector<std::string> out;
  auto walk = [&](const Proof& node, auto&& self) -> void {
    for (const std::string& act : node.acts) {
      if (std::find(out.begin(), out.end(), act) == out.end()) out.push_back(act);
    }
    for (const Proof& child : node.because) self(child, self);
  };
  walk(proof, walk);
  return out;
}

namespace {

bool weighs_days(const Proof& proof) {
  if (proof.kind == Proof::Kind::date && !proof.acts.empty()) return true;
  return std::any_of(proof.because.begin(), proof.because.end(), weighs_days);
}

// Beyond this many members with the same answer, the first few stand for all.
constexpr std::size_t most_shown = 4;

// A name of the law as it reads; of an organ's rule that is applied to an act
// (`carried by`), without the organ, whose provisions stand beside it.
std::string spaced(std::string text) {
  text.erase(0, text.rfind('.') + 1);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string called(const Evaluator& e, const Clause& clause, const std::vector<Value>& args) {
  if (args.empty()) return clause.name;
  std::string out = clause.name + "(";
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (i > 0) out += ", ";
    out += describe(e, args[i]);
  }
  return out + ")";
}

// "62 2/3", "51 to 67".
std::string amount_words(Fraction amount) {
  const std::int64_t all = amount.numerator() / amount.denominator();
  if (amount.denominator() == 1 || all == 0) return amount.text();
  return fmt::format(
      "{} {}", all,
      Fraction(amount.numerator() % amount.denominator(), amount.denominator()).text());
}
std::string amount_words(const NumberRange& amount) {
  if (amount.lo == amount.hi) return amount_words(amount.lo);
  return fmt::format("{} or {}", amount_words(amount.lo), amount_words(amount.hi));
}

// "until 2019-03-17": where the value next ends, or since when it has held.
std::string change_of(const TruthLine& line, Day day) {
  Span span = line.span_at(day);
  bool starts = span.from > Day::first();
  bool ends = span.until < Day::never();
  if (starts && ends) return fmt::format("from {} until {}", span.from.iso(), span.until.iso());
  if (starts) return fmt::format("from {}", span.from.iso());
  if (ends) return fmt::format("until {}", span.until.iso());
  return "";
}

class Explainer {
 public:
  Explainer(Evaluator& e, Day day) : e_(e), day_(day) {}
  // What held on that one day: what came before and after it is of no matter.
  Explainer(const Explainer& other, Day day)
      : e_(other.e_), day_(day), one_day_(true), failing_(other.failing_) {}

  Proof rule(int id, const std::vector<Value>& args);
  Proof date(int id, const std::vector<Value>& args);
  Proof number(int id, const std::vector<Value>& args);

 private:
  using Nodes = std::vector<Proof>;

  Truth at(const Expr& expr, Env& env);
  void condition(const Expr& expr, Env& env, Nodes& out);
  void quantifier(const Expr& expr, Env& env, Nodes& out);
  void cover(const Expr& expr, Env& env, Nodes& out);
  void dates_in(const Expr& expr, Env& env, Nodes& out);
  void named_in(const Expr& expr, Env& env, Nodes& out);
  Proof leaf(const Expr& expr, Env& env, Proof::Kind kind = Proof::Kind::condition);
  Proof act_node(const BoundAct& act, std::string says);
  Proof exception(int id, const std::vector<Value>& args, std::optional<DayRange> that_day);
  void failed(int id, const std::vector<Value>& args, std::optional<DayRange> that_day, Nodes& out);

  Evaluator& e_;
  Day day_;
  bool one_day_ = false;
  // On the way down a condition is asked for again and again, with the same variables.
  std::unordered_map<Digest, Truth, DigestHash> told_;
  // Acts shown because they fail. Without them the answer would be the same, so
  // it does not rest on whether they are confirmed.
  std::vector<const BoundAct*> failing_;
  bool rests_on(const BoundAct& act) const {
    return std::find(failing_.begin(), failing_.end(), &act) == failing_.end();
  }
};

Truth Explainer::at(const Expr& expr, Env& env) {
  Digest key;
  key.add(reinterpret_cast<std::uintptr_t>(&expr));
  auto range = [&key](const std::optional<DayRange>& days) {
    key.add(days.has_value());
    if (!days) return;
    key.add(static_cast<std::uint64_t>(days->lo.number()));
    key.add(static_cast<std::uint64_t>(days->hi.number()));
  };
  for (const Value& value : env.slots) {
    key.add(value.state.packed());
    key.add(reinterpret_cast<std::uintptr_t>(value.act));
    range(value.day);
  }
  range(env.that_day);
  auto [told, fresh] = told_.try_emplace(key, Truth::no);
  if (fresh) {
    const Truth truth = e_.truth(expr, env).at(day_);
    told_.insert_or_assign(key, truth);
    return truth;
  }
  return told->second;
}

Proof Explainer::act_node(const BoundAct& bound, std::string says) {
  Proof node;
  node.kind = Proof::Kind::act;
  node.says = std::move(says);
  node.has_value = false;
  node.acts = {bound.act->id};
  node.unconfirmed = !bound.act->confirmed && rests_on(bound);
  return node;
}

Proof Explainer::leaf(const Expr& expr, Env& env, Proof::Kind kind) {
  Proof node;
  node.kind = kind;
  node.says = describe(e_, expr, env);
  node.value = at(expr, env);
  return node;
}

// The dates that a comparison or window is made of, each with its own proof.
void Explainer::dates_in(const Expr& expr, Env& env, Nodes& out) {
  if (expr.kind == ExprKind::call_date) {
    out.push_back(date(expr.index, e_.arguments(expr.call, env)));
    return;
  }
  if (expr.kind == ExprKind::earliest || expr.kind == ExprKind::latest) {
    // The member that gives the day, if one does.
    DayRange result = e_.day(expr, env);
    Members set = e_.members(*expr.domain, env);
    for (const Member& member : set.known) {
      env.slots[static_cast<std::size_t>(expr.domain->slot)] = member.value;
      DayRange d = e_.day(*expr.args[0], env);
      if (d != result || result.lo == Day::never()) continue;
      if (expr.args.size() > 1 && expr.args[1] && at(*expr.args[1], env) == Truth::no) continue;
      if (member.value.act) {
        Proof node =
            act_node(*member.value.act, fmt::format("{} of {}", spaced(member.value.act->act->kind),
                                                    member.value.act->act->day.iso()));
        dates_in(*expr.args[0], env, node.because);
        out.push_back(std::move(node));
      } else {
        dates_in(*expr.args[0], env, out);
      }
      return;
    }
    // None does: what was looked at.
    std::size_t shown = 0;
    for (const Member& member : set.known) {
      if (!member.value.act || shown++ >= most_shown) continue;
      env.slots[static_cast<std::size_t>(expr.domain->slot)] = member.value;
      Proof node =
          act_node(*member.value.act, fmt::format("{} of {}", spaced(member.value.act->act->kind),
                                                  member.value.act->act->day.iso()));
      failing_.push_back(member.value.act);
      dates_in(*expr.args[0], env, node.because);
      failing_.pop_back();
      node.unconfirmed = false;
      out.push_back(std::move(node));
    }
    return;
  }
  if (expr.kind == ExprKind::first_day_when || expr.kind == ExprKind::day_field) return;
  for (const auto& arg : expr.args) {
    if (arg && arg->type == Type::day) dates_in(*arg, env, out);
  }
}

Proof Explainer::exception(int id, const std::vector<Value>& args,
                           std::optional<DayRange> that_day) {
  const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
  Proof node;
  node.kind = Proof::Kind::exception;
  node.rule = called(e_, clause, args);
  node.cites = clause.cites;
  TruthLine line = e_.applies(id, args, that_day);
  node.value = that_day ? e_.applies_to_day(id, args, *that_day) : line.at(day_);
  node.says = fmt::format("exception {}", spaced(clause.name));
  Env env = e_.env_of(clause, args);
  env.that_day = that_day;
  if (clause.when) condition(*clause.when, env, node.because);
  for (int defeater : clause.exceptions) {
    if (e_.applies(defeater, args, that_day).at(day_) != Truth::no) {
      node.because.push_back(exception(defeater, args, that_day));
    }
  }
  return node;
}

// The States that an act names and that are counted: who voted so.
void Explainer::named_in(const Expr& expr, Env& env, Nodes& out) {
  if (expr.kind != ExprKind::number_of || expr.domain->over != Domain::Over::sets) return;
  for (const Path& path : expr.domain->sets) {
    const BoundAct* act = e_.act_of(path, env);
    if (act == nullptr) continue;
    const FieldReading* field = act->field(path.fields.back().name);
    if (field == nullptr) continue;
    std::vector<std::string> codes;
    for (StateCode state : field->states) codes.push_back(state.text());
    out.push_back(
        act_node(*act, fmt::format("{}: {}", spaced(field->name), fmt::join(codes, ", "))));
  }
}

// How many, and which exceptions say so.
Proof Explainer::number(int id, const std::vector<Value>& args) {
  const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
  Proof node;
  node.kind = Proof::Kind::date;
  node.rule = called(e_, clause, args);
  node.cites = clause.cites;
  node.has_value = false;
  node.says =
      fmt::format("{}: {}", spaced(clause.name), amount_words(e_.number(id, args).at(day_)));
  for (int each : clause.exceptions) {
    if (e_.applies(each, args, std::nullopt).at(day_) == Truth::no) continue;
    node.because.push_back(exception(each, args, std::nullopt));
  }
  return node;
}

// An exception that was tried and does not apply, if the day of an act decided
// that: an opt-out that was lifted, a notice that was revoked. One that is about
// another crime or another person would only be in the way.
void Explainer::failed(int id, const std::vector<Value>& args, std::optional<DayRange> that_day,
                       Nodes& out) {
  Proof node = exception(id, args, that_day);
  if (!weighs_days(node)) return;
  node.says += " does not apply";
  out.push_back(std::move(node));
}

Proof Explainer::rule(int id, const std::vector<Value>& args) {
  const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
  Proof node;
  node.kind = Proof::Kind::rule;
  node.rule = called(e_, clause, args);
  node.cites = clause.cites;
  TruthLine line = e_.rule(id, args);
  node.value = line.at(day_);
  if (!one_day_) node.change = change_of(line, day_);
  node.says = spaced(clause.name);

  Env env = e_.env_of(clause, args);
  Truth base = e_.truth(*clause.value, env).at(day_);
  std::vector<int> tried;
  for (int ex : clause.exceptions) {
    const Clause& exc = e_.law().clauses[static_cast<std::size_t>(ex)];
    if (!exc.says_yes && base == Truth::no) continue;  // nothing to take away
    Truth t = e_.applies(ex, args, std::nullopt).at(day_);
    if (t == Truth::no) {
      if (!exc.says_yes || node.value != Truth::yes) tried.push_back(ex);
      continue;
    }
    bool decides =
        exc.says_yes ? node.value != Truth::no && base != Truth::yes : node.value != Truth::yes;
    if (decides) node.because.push_back(exception(ex, args, std::nullopt));
    if (t == Truth::yes && decides && (exc.says_yes == (node.value == Truth::yes))) return node;
  }
  condition(*clause.value, env, node.because);
  for (int ex : tried) failed(ex, args, std::nullopt, node.because);
  return node;
}

Proof Explainer::date(int id, const std::vector<Value>& args) {
  const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
  Proof node;
  node.kind = Proof::Kind::date;
  node.rule = called(e_, clause, args);
  node.cites = clause.cites;
  node.has_value = false;
  for (const Value& arg : args) {
    if (!arg.act) continue;
    node.acts.push_back(arg.act->act->id);
    node.unconfirmed |= !arg.act->act->confirmed && rests_on(*arg.act);
  }
  DayRange result = e_.date(id, args);
  std::string shown = result.lo == Day::never() ? "never" : result.iso();
  Env env = e_.env_of(clause, args);
  DayRange base = e_.day(*clause.value, env);
  for (int ex : clause.exceptions) {
    Truth t = e_.applies_to_day(ex, args, base);
    if (t == Truth::no) continue;
    const Clause& exc = e_.law().clauses[static_cast<std::size_t>(ex)];
    Proof child = exception(ex, args, base);
    Env inner = e_.env_of(exc, args);
    inner.that_day = base;
    child.says = fmt::format("exception {}: {} instead of {}", spaced(exc.name),
                             describe(e_, *exc.value, inner),
                             base.lo == Day::never() ? "never" : base.iso());
    node.because.push_back(std::move(child));
    node.says = fmt::format("{}: {}", node.rule, shown);
    return node;
  }
  std::string formula = describe(e_, *clause.value, env);
  node.says = formula == shown ? fmt::format("{}: {}", node.rule, shown)
                               : fmt::format("{}: {} = {}", node.rule, shown, formula);
  dates_in(*clause.value, env, node.because);
  for (int ex : clause.exceptions) failed(ex, args, base, node.because);
  return node;
}

void Explainer::cover(const Expr& expr, Env& env, Nodes& out) {
  const BoundAct* bound = e_.value_of(*expr.path, env).act;
  if (!bound) return;
  const Act& act = *bound->act;
  Evaluator::Cover cover = e_.covers(*bound, expr.apart);
  Truth all = cover.all().at(day_);
  Truth shown = expr.negated ? !all : all;
  Proof node;
  node.kind = Proof::Kind::act;
  node.says = fmt::format("{} {} the conduct", act.id,
                          all == Truth::yes  ? "covers"
                          : all == Truth::no ? "does not cover"
                                             : "may cover");
  node.value = shown;
  node.acts = {act.id};
  node.unconfirmed = !act.confirmed && rests_on(*bound);
  auto part = [&](Truth t, std::string says, std::string missing = {}) {
    if (all == Truth::no && t != Truth::no) return;
    if (all == Truth::undetermined && t == Truth::yes) return;
    Proof child;
    child.kind = Proof::Kind::fact;
    child.says = std::move(says);
    child.value = t;
    if (t == Truth::undetermined) child.missing = std::move(missing);
    node.because.push_back(std::move(child));
  };
  if (!expr.apart.time && (act.from || act.until)) {
    std::string says = "its days: ";
    if (act.from) says += "from " + act.from->iso();
    if (act.until) says += std::string(act.from ? " " : "") + "until " + act.until->iso();
    part(cover.time.at(day_), says, fmt::format("the exact days of {}", act.id));
  }
  if (!expr.apart.place && !act.places.empty()) {
    std::vector<std::string> names;
    for (const std::string& id : act.places) {
      const PlaceEntry* place = e_.atlas().get(id);
      names.push_back(place ? place->name : id);
    }
    std::string where;
    for (const std::string& id : e_.inputs().places()) {
      const PlaceEntry* place = e_.atlas().get(id);
      where += (where.empty() ? "" : ", ") + (place ? place->name : id);
    }
    std::string missing = where.empty() ? "the place"
                                        : fmt::format("whether the place in {} lies within {}",
                                                      where, any_of_words(names));
    part(cover.place,
         fmt::format("its places: {}{}", all_of_words(names),
                     where.empty() ? "" : fmt::format(" (asked: {})", where)),
         missing);
  }
  if (!expr.apart.crime && !act.crimes.empty()) {
    std::vector<std::string> crimes;
    for (const std::string& crime : act.crimes) crimes.push_back(written_provision(crime));
    part(cover.crime, fmt::format("its crimes: {}", all_of_words(crimes)), "the crime");
  }
  if (!expr.apart.persons && act.nationals_only) {
    part(cover.persons.at(day_), fmt::format("only nationals of {}", act.state.text()),
         "the suspect's nationality");
  }
  out.push_back(std::move(node));
}

void Explainer::quantifier(const Expr& expr, Env& env, Nodes& out) {
  const Domain& domain = *expr.domain;
  Truth value = at(expr, env);
  // "no X" is "not some X"; a member decides as it would for some (or every).
  bool every = expr.kind == ExprKind::every;
  Truth inner = expr.kind == ExprKind::no ? !value : value;
  Truth deciding = every ? Truth::no : Truth::yes;
  Members set = e_.members(domain, env);
  std::string what = describe(e_, expr, env);

  auto holds = [&](const Member& member) {
    env.slots[static_cast<std::size_t>(domain.slot)] = member.value;
    Truth with = expr.args.empty() || !expr.args[0] ? Truth::yes : at(*expr.args[0], env);
    Truth inside = member.inside.at(day_);
    return every ? either(!inside, with) : both(inside, with);
  };
  auto show = [&](const Member& member, Nodes& into) {
    Truth with = holds(member);
    Proof node;
    if (member.value.act) {
      const Act& act = *member.value.act->act;
      node =
          act_node(*member.value.act,
                   fmt::format("{}{} of {}", spaced(act.kind),
                               act.state.none() ? "" : " by " + act.state.text(), act.day.iso()));
      node.has_value = false;
    } else {
      node.kind = Proof::Kind::fact;
      node.value = with;
      node.says = domain.over == Domain::Over::states
                      ? member.value.state.text()
                      : fmt::format("{} in {}", member.value.state.text(),
                                    what.substr(what.find(" in ") + 4));
      node.has_value = false;
    }
    if (!expr.args.empty() && expr.args[0]) condition(*expr.args[0], env, node.because);
    into.push_back(std::move(node));
  };

  if (inner == deciding) {
    for (const Member& member : set.known) {
      if (holds(member) != deciding) continue;
      show(member, out);
      return;
    }
  }
  Proof node;
  node.kind = Proof::Kind::condition;
  node.says = what;
  node.value = value;
  if (inner == Truth::undetermined) {
    for (const Member& member : set.known) {
      if (holds(member) == Truth::undetermined) show(member, node.because);
    }
    if (set.unknown) {
      for (const Path& path : domain.sets) {
        if (path.root != Path::Root::case_field ||
            e_.inputs().field(path.index).is != FieldValue::Is::unknown)
          continue;
        Proof child;
        child.kind = Proof::Kind::fact;
        child.says = fmt::format(
            "{}: not given",
            spaced(e_.inputs().instrument().fields[static_cast<std::size_t>(path.index)].name));
        child.value = Truth::undetermined;
        node.because.push_back(std::move(child));
      }
    }
    out.push_back(std::move(node));
    return;
  }
  // All members fail (or, for every, all hold): show them, grouped by reason.
  std::size_t total = 0;
  for (const Member& member : set.known) {
    if (member.inside.at(day_) == Truth::no) continue;
    ++total;
  }
  if (total == 0 && !set.unknown) {
    node.says =
        domain.over == Domain::Over::acts
            ? fmt::format("no {} on record", what.substr(what.find(' ') + 1))
        : domain.over == Domain::Over::sets
            ? fmt::format(
                  "no State in {}",
                  what.substr(what.find(" in ") == std::string::npos ? 0 : what.find(" in ") + 4))
            : what;
    node.has_value = false;
    out.push_back(std::move(node));
    return;
  }
  std::size_t shown = 0;
  for (const Member& member : set.known) {
    if (member.inside.at(day_) == Truth::no) continue;
    if (shown < most_shown) {
      if (member.value.act) failing_.push_back(member.value.act);
      show(member, node.because);
      if (member.value.act) failing_.pop_back();
    }
    ++shown;
  }
  if (shown > most_shown) {
    Proof rest;
    rest.kind = Proof::Kind::fact;
    rest.says = fmt::format("and {} more, none of them otherwise", shown - most_shown);
    rest.has_value = false;
    node.because.push_back(std::move(rest));
  }
  if (set.unknown) {
    Proof rest;
    rest.kind = Proof::Kind::fact;
    rest.says = every ? "whoever it is" : "no State could, whoever it is";
    rest.has_value = false;
    node.because.push_back(std::move(rest));
  }
  if (node.because.size() == 1 && !set.unknown) {
    // One member: it speaks for itself.
    Proof only = std::move(node.because[0]);
    only.has_value = true;
    only.value = value;
    out.push_back(std::move(only));
    return;
  }
  out.push_back(std::move(node));
}

void Explainer::condition(const Expr& expr, Env& env, Nodes& out) {
  Truth value = at(expr, env);
  switch (expr.kind) {
    case ExprKind::all: {
      if (value == Truth::no) {
        // One failing branch is enough: one that fails on every reading if there is one,
        // then one that rests on no unconfirmed act, then the smallest.
        Nodes best;
        std::tuple<bool, bool, std::size_t> best_rank;
        for (const auto& arg : expr.args) {
          if (at(*arg, env) != Truth::no) continue;
          Env copy = env;
          Nodes nodes;
          condition(*arg, copy, nodes);
          const bool unconfirmed = std::any_of(
              nodes.begin(), nodes.end(), [](const Proof& p) { return rests_on_unconfirmed(p); });
          std::size_t size = 0;
          for (const Proof& node : nodes) size += size_of(node);
          const std::tuple rank{arg->kind == ExprKind::reading, unconfirmed, size};
          if (best.empty() || rank < best_rank) {
            best = std::move(nodes);
            best_rank = rank;
          }
        }
        for (Proof& node : best) out.push_back(std::move(node));
        return;
      }
      for (const auto& arg : expr.args) {
        if (value == Truth::yes || at(*arg, env) == value) condition(*arg, env, out);
      }
      return;
    }
    case ExprKind::any:
      for (const auto& arg : expr.args) {
        if (at(*arg, env) != value) continue;
        condition(*arg, env, out);
        if (value == Truth::yes) return;
      }
      return;
    case ExprKind::negation:
      condition(*expr.args[0], env, out);
      return;
    case ExprKind::at_day: {
      const DayRange on = e_.day(*expr.args[1], env);
      // Of a vote who voted how is shown; of other things that held on a day, that they
      // did: their proofs are long, and beside what is asked.
      const Expr& held = *expr.args[0];
      const bool of_a_vote =
          held.kind == ExprKind::call_rule &&
          !e_.law().clauses[static_cast<std::size_t>(held.index)].of_organ.empty();
      if (!on.certain() || !of_a_vote) {
        out.push_back(leaf(expr, env, of_a_vote ? Proof::Kind::condition : Proof::Kind::fact));
        return;
      }
      Explainer(*this, on.lo).condition(*expr.args[0], env, out);
      return;
    }
    case ExprKind::some:
    case ExprKind::every:
    case ExprKind::no:
      quantifier(expr, env, out);
      return;
    case ExprKind::call_rule:
      out.push_back(rule(expr.index, e_.arguments(expr.call, env)));
      return;
    case ExprKind::covers:
      cover(expr, env, out);
      return;
    case ExprKind::finding: {
      Proof node = leaf(expr, env, Proof::Kind::finding);
      if (node.value == Truth::undetermined) {
        node.missing =
            fmt::format("the finding {}: {}", e_.finding_written(expr, env),
                        e_.law().findings[static_cast<std::size_t>(expr.index)].question);
      }
      out.push_back(std::move(node));
      return;
    }
    case ExprKind::reading: {
      const Reading& reading = e_.law()
                                   .disputes[static_cast<std::size_t>(expr.index)]
                                   .readings[static_cast<std::size_t>(expr.second)];
      Proof node = leaf(expr, env, Proof::Kind::reading);
      node.says = fmt::format("reading {}: {}", reading.name, reading.says);
      node.cites = e_.law().disputes[static_cast<std::size_t>(expr.index)].cites;
      out.push_back(std::move(node));
      return;
    }
    case ExprKind::window:
    case ExprKind::day_compare: {
      Proof node = leaf(expr, env);
      if (expr.kind == ExprKind::window) {
        node.says += fmt::format(": {} {}", day_.iso(),
                                 value == Truth::yes  ? "is inside"
                                 : value == Truth::no ? "is outside"
                                                      : "may be inside");
      }
      for (std::size_t i = 0; i < expr.args.size(); ++i) {
        if (!expr.args[i]) continue;
        Nodes dates;
        dates_in(*expr.args[i], env, dates);
        // Outside of a window is outside of one of its ends: that one suffices.
        bool suffices = false;
        if (expr.kind == ExprKind::window && value == Truth::no) {
          const DayRange end = e_.day(*expr.args[i], env);
          suffices = i == 0 ? day_ < end.lo : day_ >= end.hi;
        }
        if (suffices) node.because.clear();
        for (Proof& date : dates) node.because.push_back(std::move(date));
        if (suffices) break;
      }
      out.push_back(std::move(node));
      return;
    }
    case ExprKind::truth_field: {
      Proof node = leaf(expr, env, Proof::Kind::fact);
      if (const BoundAct* act = e_.act_of(*expr.path, env)) {
        node.acts = {act->act->id};
        node.unconfirmed = !act->act->confirmed && rests_on(*act);
        if (value == Truth::undetermined) {
          node.missing = fmt::format("whether \"{}\" holds for {}", node.says, act->act->id);
        }
      }
      out.push_back(std::move(node));
      return;
    }
    case ExprKind::number_compare: {
      Proof node = leaf(expr, env, Proof::Kind::fact);
      // What was counted; a number of the case tells itself.
      if (expr.args[0]->kind != ExprKind::number_field) {
        node.says += fmt::format(": {} to {}", amount_words(e_.count(*expr.args[0], env).at(day_)),
                                 amount_words(e_.count(*expr.args[1], env).at(day_)));
      }
      for (const auto& arg : expr.args) named_in(*arg, env, node.because);
      for (const auto& arg : expr.args) {
        if (arg->kind != ExprKind::call_number) continue;
        node.because.push_back(number(arg->index, e_.arguments(arg->call, env)));
      }
      out.push_back(std::move(node));
      return;
    }
    case ExprKind::is_option:
    case ExprKind::within: {
      out.push_back(leaf(expr, env, Proof::Kind::fact));
      return;
    }
    default:
      out.push_back(leaf(expr, env, Proof::Kind::fact));
      return;
  }
}

// The first quantifier over States of a field, on the way down through `and`
// and calls without arguments.
void find_witnesses(Evaluator& e, const Expr& expr, Env& env, Day day, Witnesses& out) {
  if (!out.states.empty()) return;
  auto at = [&](const TruthLine& line) {
    out.lines.push_back(line);
    return line.at(day);
  };
  switch (expr.kind) {
    case ExprKind::all:
    case ExprKind::any:
      for (const auto& arg : expr.args) {
        if (at(e.truth(*arg, env)) == Truth::no) continue;
        find_witnesses(e, *arg, env, day, out);
      }
      return;
    case ExprKind::call_rule: {
      const Clause& clause = e.law().clauses[static_cast<std::size_t>(expr.index)];
      Env inner = e.env_of(clause, e.arguments(expr.call, env));
      find_witnesses(e, *clause.value, inner, day, out);
      return;
    }
    case ExprKind::some: {
      if (expr.domain->over != Domain::Over::sets) return;
      for (const Member& member : e.members(*expr.domain, env).known) {
        env.slots[static_cast<std::size_t>(expr.domain->slot)] = member.value;
        TruthLine with = expr.args.empty() || !expr.args[0] ? TruthLine(Truth::yes)
                                                            : e.truth(*expr.args[0], env);
        Truth holds = at(both(member.inside, with));
        if (holds != Truth::no) out.states.emplace_back(member.value.state, holds);
      }
      return;
    }
    default:
      return;
  }
}

}  // namespace

Proof explain_rule(Evaluator& e, int clause, const std::vector<Value>& args, Day day) {
  return Explainer(e, day).rule(clause, args);
}

Proof explain_date(Evaluator& e, int clause, const std::vector<Value>& args) {
  return Explainer(e, e.known()).date(clause, args);
}

Witnesses witnesses(Evaluator& e, int clause, Day day) {
  Witnesses out;
  const Clause& c = e.law().clauses[static_cast<std::size_t>(clause)];
  Env env = e.env_of(c, {});
  find_witnesses(e, *c.value, env, day, out);
  return out;
}

}  // namespace ratione
