// Conditions, days and numbers, checked against the type that their place wants.
#include <fmt/format.h>

#include <algorithm>

#include "law/syntax/printer.h"
#include "law/typed/internal/checker.h"

namespace ratione::internal {

// --- conditions ---

void Checker::bodies() {
  for (std::size_t c = 0; c < origins_.size(); ++c) {
    const Origin origin = origins_[c];
    const Decl& decl = *origin.d.decl;
    if (decl.broken) continue;
    current_ = origin.instrument;
    declared_ = origin.d;
    clause_ = static_cast<int>(c);
    variables_.clear();
    ended_.clear();
    guards_.clear();
    slots_ = 0;
    for (const Param& param : law_.clauses[c].params) {
      variables_.push_back({param.name, param.type, param.kind, slots_++});
    }
    const Form form = law_.clauses[c].form;
    const Type type = form == Form::rule   ? Type::truth
                      : form == Form::date ? Type::day
                                           : Type::number;
    ExprPtr when, value;
    const std::size_t guards = guards_.size();
    if (decl.when) {
      add_guards(*decl.when);
      when = check(*decl.when, Type::truth);
    }
    const bool takes_value = decl.kind != DeclKind::exception || (form != Form::rule && decl.value);
    if (decl.value && takes_value &&
        (decl.kind != DeclKind::exception || law_.clauses[c].exception_to >= 0)) {
      value = check(*decl.value, type);
    }
    guards_.resize(guards);
    Clause& clause = law_.clauses[c];
    clause.when = std::move(when);
    clause.value = std::move(value);
    clause.slots = slots_;
  }
}

Place Checker::at(Spot spot) const { return place(declared_, spot); }

ExprPtr Checker::make(ExprKind kind, Type type, Spot spot) const {
  auto out = std::make_unique<Expr>();
  out->kind = kind;
  out->type = type;
  out->place = at(spot);
  return out;
}

std::string Checker::shown(const Node& node) {
  std::string text = syntax::print(node);
  if (text.size() > 60) {
    std::size_t cut = 57;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    text = text.substr(0, cut) + "...";
  }
  return text;
}

void Checker::mixed(Spot spot, const std::string& text, What what, Type wanted) {
  std::string hint;
  if (what == What::day && wanted == Type::truth) {
    hint = fmt::format("; write `from {}`, or compare it with `before`, `by` or `after`", text);
  } else if (what == What::number && wanted == Type::truth) {
    hint = "; compare it with `at least`, `at most`, `more than` or `less than`";
  } else if (what == What::truth && wanted == Type::day) {
    hint = fmt::format("; write `first day when {}`", text);
  } else if (what == What::act && wanted == Type::day) {
    hint = fmt::format("; name one of its days, such as `{}.day`", text);
  } else if (what == What::act && wanted == Type::state) {
    hint = fmt::format("; write `{}.state`", text);
  } else if (what == What::act && wanted == Type::truth) {
    hint = fmt::format("; ask for one of its fields, or for its days: `from {}.day`", text);
  } else if (what == What::state && wanted == Type::truth) {
    hint = "; ask whether a rule holds of it, or whether it is in a set";
  } else if (what == What::states && (wanted == Type::truth || wanted == Type::state)) {
    hint = fmt::format("; ask `some S in {} with ...`", text);
  } else if (what == What::crime && wanted == Type::truth) {
    hint = fmt::format("; ask `{} within ...`", text);
  } else if (what == What::name && wanted == Type::truth) {
    hint = fmt::format("; ask `{} is ...`", text);
  } else if (wanted == Type::number && what == What::truth) {
    hint = "; count with `number of`";
  }
  error(Code::mixed_types, at(spot),
        fmt::format("`{}` is {}, and {} is needed here{}", text, what_words(what),
                    type_words(wanted), hint));
}

Type Checker::type_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::iso:
    case NodeKind::never:
    case NodeKind::begun:
    case NodeKind::today:
    case NodeKind::that_day:
    case NodeKind::plus:
    case NodeKind::month_after:
    case NodeKind::first_day_when:
    case NodeKind::earlier:
    case NodeKind::later:
    case NodeKind::earliest:
    case NodeKind::latest:
      return Type::day;
    case NodeKind::constant:
    case NodeKind::fraction_of:
    case NodeKind::majority_of:
    case NodeKind::number_of:
    case NodeKind::sum_of:
      return Type::number;
    default:
      return Type::truth;
  }
}

ExprPtr Checker::check(const Node& node, Type wanted) {
  if (node.kind == NodeKind::ref) return reference(node, wanted);
  const Type type = type_of(node.kind);
  if (type != wanted) {
    mixed(node.at, shown(node), what_of(type), wanted);
    return nullptr;
  }
  switch (node.kind) {
    case NodeKind::any:
    case NodeKind::all:
      return junction(node);
    case NodeKind::negation:
      return with_args(ExprKind::negation, node, {Type::truth});
    case NodeKind::at_day:
      return with_args(ExprKind::at_day, node, {Type::truth, Type::day});
    case NodeKind::window:
      return with_args(ExprKind::window, node, {Type::day, Type::day});
    case NodeKind::some:
      return quantifier(ExprKind::some, node);
    case NodeKind::every:
      return quantifier(ExprKind::every, node);
    case NodeKind::no:
      return quantifier(ExprKind::no, node);
    case NodeKind::day_compare: {
      ExprPtr out = with_args(ExprKind::day_compare, node, {Type::day, Type::day});
      if (out) out->day_op = node.day_op;
      return out;
    }
    case NodeKind::number_compare: {
      ExprPtr out = with_args(ExprKind::number_compare, node, {Type::number, Type::number});
      if (out) out->number_op = node.number_op;
      return out;
    }
    case NodeKind::is:
      return is(node);
    case NodeKind::is_given:
      return is_given(node);
    case NodeKind::in:
      return state_in(node);
    case NodeKind::within:
      return within(node);
    case NodeKind::covers:
      return covers(node);
    case NodeKind::carried:
      return carried(node);
    case NodeKind::reading:
      return reading(node);
    case NodeKind::iso: {
      ExprPtr out = make(ExprKind::iso, Type::day, node.at);
      out->day = node.day;
      return out;
    }
    case NodeKind::never:
      return make(ExprKind::never, Type::day, node.at);
    case NodeKind::begun:
      return make(ExprKind::begun, Type::day, node.at);
    case NodeKind::today:
      return make(ExprKind::today, Type::day, node.at);
    case NodeKind::that_day: {
      const Clause& clause = law_.clauses[static_cast<std::size_t>(clause_)];
      if (declared_.decl->kind != DeclKind::exception || clause.form != Form::date) {
        error(Code::out_of_place, at(node.at),
              "`that day` is the day that an exception to a date changes; here, name the day");
        return nullptr;
      }
      return make(ExprKind::that_day, Type::day, node.at);
    }
    case NodeKind::plus: {
      ExprPtr out = with_args(ExprKind::plus, node, {Type::day});
      if (!out) return nullptr;
      out->amount = node.amount;
      out->unit = node.unit;
      out->rounding = node.rounding;
      if (node.word.empty()) return out;
      const Bound* bound = constant_named(node.word);
      if (!bound || bound->broken) return nullptr;
      if (bound->number.denominator() != 1 || bound->number.numerator() > 9999999) {
        error(Code::mixed_types, at(node.word.at),
              fmt::format("`{}` is {} here, and a calendar counts whole days, months and years",
                          node.word.text, bound->text));
        return nullptr;
      }
      out->amount *= bound->number.numerator();
      return out;
    }
    case NodeKind::month_after: {
      ExprPtr out = with_args(ExprKind::month_after, node, {Type::day});
      if (!out) return nullptr;
      out->amount = node.amount;
      out->unit = node.unit;
      return out;
    }
    case NodeKind::first_day_when:
      return with_args(ExprKind::first_day_when, node, {Type::truth});
    case NodeKind::earlier:
    case NodeKind::later:
      return pick(node);
    case NodeKind::earliest:
      return extreme(ExprKind::earliest, node);
    case NodeKind::latest:
      return extreme(ExprKind::latest, node);
    case NodeKind::constant: {
      ExprPtr out = make(ExprKind::constant, Type::number, node.at);
      out->fraction = node.fraction;
      return out;
    }
    case NodeKind::fraction_of: {
      ExprPtr out = with_args(ExprKind::fraction_of, node, {Type::number});
      if (!out) return nullptr;
      out->fraction = node.fraction;
      if (node.word.empty()) return out;
      const Bound* bound = constant_named(node.word);
      if (!bound || bound->broken) return nullptr;
      out->fraction = bound->number;
      return out;
    }
    case NodeKind::majority_of:
      return with_args(ExprKind::majority_of, node, {Type::number});
    case NodeKind::number_of:
      return count(node);
    case NodeKind::sum_of:
      return sum(node);
    case NodeKind::ref:
      break;
  }
  return nullptr;
}

ExprPtr Checker::with_args(ExprKind kind, const Node& node, std::initializer_list<Type> types) {
  ExprPtr out = make(kind, type_of(node.kind), node.at);
  bool fine = true;
  std::size_t i = 0;
  const std::size_t guards = guards_.size();
  for (const Type type : types) {
    const Node* arg = i < node.args.size() ? node.args[i].get() : nullptr;
    ++i;
    if (!arg) {
      out->args.push_back(nullptr);
      continue;
    }
    if (type == Type::truth && kind != ExprKind::negation) add_guards(*arg);
    ExprPtr checked = check(*arg, type);
    fine = fine && checked;
    out->args.push_back(std::move(checked));
  }
  guards_.resize(guards);
  return fine ? std::move(out) : nullptr;
}

void Checker::add_guards(const Node& node) {
  if (node.kind == NodeKind::is_given && !node.negated) {
    guards_.push_back(node.path.text());
  } else if (node.kind == NodeKind::all) {
    for (const syntax::NodePtr& arg : node.args) add_guards(*arg);
  }
}

ExprPtr Checker::junction(const Node& node) {
  const bool all = node.kind == NodeKind::all;
  ExprPtr out = make(all ? ExprKind::all : ExprKind::any, Type::truth, node.at);
  bool fine = true;
  const std::size_t guards = guards_.size();
  if (all) {
    add_guards(node);
  } else {  // "x is not given or from x"
    for (const syntax::NodePtr& arg : node.args) {
      if (arg->kind == NodeKind::is_given && arg->negated) guards_.push_back(arg->path.text());
    }
  }
  for (const syntax::NodePtr& arg : node.args) {
    ExprPtr checked = check(*arg, Type::truth);
    fine = fine && checked;
    out->args.push_back(std::move(checked));
  }
  guards_.resize(guards);
  return fine ? std::move(out) : nullptr;
}

ExprPtr Checker::pick(const Node& node) {
  ExprPtr out = make(node.kind == NodeKind::earlier ? ExprKind::earlier : ExprKind::later,
                     Type::day, node.at);
  bool fine = true;
  for (std::size_t i = 0; i < node.args.size(); ++i) {
    const bool before = may_lack_;
    const bool any = i < node.if_any.size() && node.if_any[i];
    may_lack_ = may_lack_ || any;
    ExprPtr checked = check(*node.args[i], Type::day);
    may_lack_ = before;
    fine = fine && checked;
    out->args.push_back(std::move(checked));
    out->optional_args.push_back(any);
  }
  return fine ? std::move(out) : nullptr;
}

// --- domains ---

std::optional<Domain> Checker::domain(const DomainNode& node, bool& fine) {
  Domain out;
  out.variable = node.variable.text;
  Variable variable;
  variable.name = node.variable.text;
  for (const Variable& known : variables_) {
    if (known.name == node.variable.text) {
      error(
          Code::name_twice, at(node.variable.at),
          fmt::format("`{}` means something else already in this definition; choose another letter",
                      known.name));
      fine = false;
    }
  }
  switch (node.over) {
    case DomainNode::Over::states:
      out.over = Domain::Over::states;
      break;
    case DomainNode::Over::sets:
      out.over = Domain::Over::sets;
      for (const PathWords& words : node.sets) {
        const auto info = resolve(words, {What::states});
        if (!info) {
          fine = false;
        } else if (info->what != What::states) {
          error(Code::mixed_types, at(words.at()),
                fmt::format("`{}` is {}, and a set of States is needed after `in`{}", words.text(),
                            what_words(info->what), suggestion(words.text(), set_names())));
          fine = false;
        } else {
          out.sets.push_back(info->path);
        }
      }
      break;
    case DomainNode::Over::acts: {
      out.over = Domain::Over::acts;
      out.kind = kind_named(current_, node.kind, at(node.kind.at));
      variable.type = Type::act;
      variable.kind = out.kind;
      if (out.kind < 0) fine = false;
      auto state = [&](const std::optional<PathWords>& words, const char* word,
                       std::optional<Path>& to) {
        if (!words) return;
        const auto info = resolve(*words, {What::state});
        if (!info) {
          fine = false;
        } else if (info->what != What::state) {
          error(
              Code::mixed_types, at(words->at()),
              fmt::format(
                  "`{}` is {}, and a State is needed after `{}`{}", words->text(),
                  what_words(info->what), word,
                  info->what == What::act ? fmt::format("; write `{}.state`", words->text()) : ""));
          fine = false;
        } else {
          to = info->path;
        }
      };
      state(node.by, "by", out.by);
      state(node.about, "about", out.about);
      if (node.of) of(*node.of, out, fine);
      break;
    }
  }
  variable.slot = slots_++;
  out.slot = variable.slot;
  variables_.push_back(std::move(variable));
  return out;
}

void Checker::of(const PathWords& words, Domain& out, bool& fine) {
  const auto info = resolve(words, {What::act});
  if (!info) {
    fine = false;
    return;
  }
  if (info->what != What::act) {
    error(Code::mixed_types, at(words.at()),
          fmt::format("`{}` is {}, and an act is needed after `of`", words.text(),
                      what_words(info->what)));
    fine = false;
    return;
  }
  if (out.kind >= 0) {
    const int answered = kind(out.kind).of;
    if (answered == -1) {
      error(Code::wrong_arguments, at(words.at()),
            fmt::format("acts of kind `{}` answer no other act; declare `act {} of ...` with the "
                        "kind that they answer",
                        kind(out.kind).name, kind(out.kind).name));
      fine = false;
    } else if (answered >= 0 && info->kind >= 0 && !kinds_meet(answered, info->kind)) {
      error(Code::wrong_arguments, at(words.at()),
            fmt::format("`{}` answers acts of kind `{}`, and `{}` is of kind `{}`",
                        kind(out.kind).name, kind(answered).name, words.text(),
                        kind(info->kind).name));
      fine = false;
    }
  }
  out.of = info->path;
}

ExprPtr Checker::quantifier(ExprKind kind, const Node& node) {
  return over_domain(make(kind, Type::truth, node.at), node, node.args[0].get(),
                     [](Expr&) { return true; });
}

ExprPtr Checker::count(const Node& node) {
  return over_domain(make(ExprKind::number_of, Type::number, node.at), node, node.args[0].get(),
                     [](Expr&) { return true; });
}

ExprPtr Checker::sum(const Node& node) {
  return over_domain(make(ExprKind::sum_of, Type::number, node.at), node, node.args[0].get(),
                     [&](Expr& out) {
                       const auto info = resolve(node.path, {What::number});
                       if (!info) return false;
                       if (info->what != What::number) {
                         mixed(node.path.at(), node.path.text(), info->what, Type::number);
                         return false;
                       }
                       out.path = info->path;
                       return true;
                     });
}

ExprPtr Checker::extreme(ExprKind kind, const Node& node) {
  ExprPtr value;
  ExprPtr out = over_domain(make(kind, Type::day, node.at), node,
                            node.args.size() > 1 ? node.args[1].get() : nullptr, [&](Expr&) {
                              value = check(*node.args[0], Type::day);
                              return value != nullptr;
                            });
  if (out) out->args.insert(out->args.begin(), std::move(value));
  return out;
}

}  // namespace ratione::internal
