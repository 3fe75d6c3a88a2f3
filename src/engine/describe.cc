#include <fmt/format.h>

#include "calendar/arithmetic.h"
#include "engine/explain.h"
#include "text/names.h"

namespace ratione {

namespace {

std::string spaced(std::string text) {
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

// A path as it reads with the values put in: a State by its code, a day as a
// day, anything else as "the field of the act".
std::string describe_path(Evaluator& e, const Path& path, const Env& env) {
  if (path.root == Path::Root::case_field) {
    return e.inputs().instrument().fields[static_cast<std::size_t>(path.index)].name;
  }
  Value value = e.value_of(path, env);
  if (path.fields.empty()) return describe(e, value);
  if (auto day = e.day_field(path, env)) return day->iso();
  if (!value.state.none()) return value.state.text();
  if (value.act) return value.act->act->id;
  return fmt::format("{} (not given)", path.fields.back().name);
}

std::string describe_call(Evaluator& e, std::string name, const std::vector<Path>& call,
                          const Env& env) {
  name.erase(0, name.rfind('.') + 1);  // an organ's rule that is applied to an act
  if (call.empty()) return name;
  std::string args;
  for (const Path& path : call) {
    if (!args.empty()) args += ", ";
    args += describe_path(e, path, env);
  }
  return name + "(" + args + ")";
}

// Where the month lacks the day, what the law says then; else nothing.
std::string rounded(Evaluator& e, const Expr& expr, Env env) {
  if (expr.unit == Unit::days) return "";
  const DayRange from = e.day(*expr.args[0], env);
  auto added = [&](Rounding rounding) {
    return expr.unit == Unit::months ? add_months(from.lo, expr.amount, rounding)
                                     : add_years(from.lo, expr.amount, rounding);
  };
  if (from.lo == Day::never() || added(Rounding::refuse)) return "";
  const Result<Day> sum = added(expr.rounding);
  if (!sum) return "";  // beyond the calendar
  return fmt::format(" (that month has no day {}: {}, {})", from.lo.ymd().day,
                     expr.rounding == Rounding::down ? "its last day" : "the first of the next",
                     sum->iso());
}

std::string describe_crime(Evaluator& e, const CrimeRef& ref, const Env& env) {
  switch (ref.from) {
    case CrimeRef::From::constant:
      return ref.name.empty() ? written_provision(ref.provision) : spaced(ref.name);
    case CrimeRef::From::case_field: {
      const FieldValue& value = e.inputs().field(ref.field);
      if (value.is != FieldValue::Is::known) return "the crime (not given)";
      for (const Crime& crime : e.inputs().instrument().crimes) {
        if (crime.provision == value.text) return spaced(crime.name);
      }
      return written_provision(value.text);
    }
    case CrimeRef::From::act: {
      const BoundAct* act = e.act_of(*ref.path, env);
      return act ? fmt::format("the crimes of {}", act->act->id) : std::string("no crimes");
    }
  }
  return "";
}

// "in territory"; "in favour" is inside already.
std::string inside(const std::string& sets) {
  return (sets.starts_with("in ") ? "" : "in ") + sets;
}

std::string describe_domain(Evaluator& e, const Domain& domain, Env& env) {
  switch (domain.over) {
    case Domain::Over::states:
      return "State";
    case Domain::Over::acts: {
      std::string out = spaced(e.law().kinds[static_cast<std::size_t>(domain.kind)].name);
      if (domain.by) out += " by " + describe_path(e, *domain.by, env);
      if (domain.about) out += " about " + describe_path(e, *domain.about, env);
      if (domain.of) out += " of " + describe_path(e, *domain.of, env);
      return out;
    }
    case Domain::Over::sets: {
      std::string sets;
      for (std::size_t i = 0; i < domain.sets.size(); ++i) {
        if (i > 0) sets += " or ";
        // Of an act: who voted how, by the name of the field.
        const Path& set = domain.sets[i];
        const bool of_act = !set.fields.empty() && set.fields.back().kind == FieldKind::declared;
        sets += spaced(of_act ? set.fields.back().name : describe_path(e, set, env));
      }
      return "State " + inside(sets);
    }
  }
  return "";
}

std::string_view words(DayOp op) {
  return op == DayOp::before ? "before" : op == DayOp::by ? "on or before" : "after";
}
std::string_view words(NumberOp op) {
  switch (op) {
    case NumberOp::at_least:
      return "at least";
    case NumberOp::at_most:
      return "at most";
    case NumberOp::more_than:
      return "more than";
    case NumberOp::less_than:
      return "less than";
  }
  return "";
}

std::string ordinal(std::int64_t n) {
  std::int64_t tens = n % 100;
  const char* suffix = tens >= 11 && tens <= 13 ? "th"
                       : n % 10 == 1            ? "st"
                       : n % 10 == 2            ? "nd"
                       : n % 10 == 3            ? "rd"
                                                : "th";
  return std::to_string(n) + suffix;
}

}  // namespace

std::string describe(const Evaluator&, const Value& value) {
  if (value.act) return value.act->act->id;
  if (value.day) return value.day->iso();
  return value.state.none() ? "nobody" : value.state.text();
}

std::string describe(Evaluator& e, const Expr& expr, Env& env) {
  auto arg = [&](std::size_t i) { return describe(e, *expr.args[i], env); };
  auto no = [&](std::string_view is) { return std::string(is) + (expr.negated ? " not" : ""); };
  auto joined = [&](std::string_view word) {
    std::string out;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
      if (i > 0) out += fmt::format(" {} ", word);
      out += arg(i);
    }
    return out;
  };
  switch (expr.kind) {
    case ExprKind::all:
      return joined("and");
    case ExprKind::any:
      return joined("or");
    case ExprKind::negation:
      return "not " + arg(0);
    case ExprKind::at_day:
      return arg(0) + " on " + arg(1);
    case ExprKind::window: {
      std::string out;
      if (expr.args[0]) out = "from " + arg(0);
      if (expr.args.size() > 1 && expr.args[1]) {
        if (!out.empty()) out += " ";
        out += "until " + arg(1);
      }
      return out;
    }
    case ExprKind::some:
    case ExprKind::every:
    case ExprKind::no: {
      std::string_view word = expr.kind == ExprKind::some    ? "some"
                              : expr.kind == ExprKind::every ? "every"
                                                             : "no";
      return fmt::format("{} {}", word, describe_domain(e, *expr.domain, env));
    }
    case ExprKind::day_compare:
      return fmt::format("{} {}{} {}", arg(0), expr.negated ? "not " : "", words(expr.day_op),
                         arg(1));
    case ExprKind::number_compare:
      return fmt::format("{} {}{} {}", arg(0), expr.negated ? "not " : "", words(expr.number_op),
                         arg(1));
    case ExprKind::is_kind: {
      std::string names;
      for (const std::string& name : expr.names)
        names += (names.empty() ? "" : " or ") + spaced(name);
      return fmt::format("{} {} {}", describe_path(e, *expr.path, env), no("is"), names);
    }
    case ExprKind::is_option: {
      std::string left = spaced(describe_path(e, *expr.path, env));
      if (expr.path->root == Path::Root::case_field) {
        const FieldValue& value = e.inputs().field(expr.path->index);
        if (value.is == FieldValue::Is::known) left += fmt::format(" ({})", spaced(value.text));
      }
      return fmt::format("{} {} {}", left, no("is"), spaced(expr.names[0]));
    }
    case ExprKind::same_state:
      return fmt::format("{} {} {}", describe_path(e, *expr.path, env), no("is"),
                         describe_path(e, *expr.path2, env));
    case ExprKind::is_given:
      return fmt::format("{} {} given", spaced(expr.path->fields.back().name), no("is"));
    case ExprKind::state_in:
      return fmt::format(
          "{} {}{}", describe_path(e, *expr.path, env), expr.negated ? "not " : "",
          inside(spaced(expr.path2->root == Path::Root::case_field || expr.path2->fields.empty()
                            ? describe_path(e, *expr.path2, env)
                            : expr.path2->fields.back().name)));
    case ExprKind::within:
      return fmt::format("{} {}within {}", describe_crime(e, *expr.crime, env),
                         expr.negated ? "not " : "", describe_crime(e, *expr.crime2, env));
    case ExprKind::covers:
      return fmt::format("{} covers the conduct", describe_path(e, *expr.path, env));
    case ExprKind::reading: {
      const Reading& reading = e.law()
                                   .disputes[static_cast<std::size_t>(expr.index)]
                                   .readings[static_cast<std::size_t>(expr.second)];
      return fmt::format("{}reading {}", expr.negated ? "not " : "", reading.name);
    }
    case ExprKind::call_rule:
    case ExprKind::call_date:
    case ExprKind::call_number: {
      const Clause& clause = e.law().clauses[static_cast<std::size_t>(expr.index)];
      std::string call = describe_call(e, clause.name, expr.call, env);
      if (expr.kind == ExprKind::call_date) {
        call += fmt::format(" [{}]", e.date(expr.index, e.arguments(expr.call, env)).iso());
      }
      return (expr.negated ? "not " : "") + call;
    }
    case ExprKind::finding:
      return (expr.negated ? "not " : "") +
             e.law().findings[static_cast<std::size_t>(expr.index)].question;
    case ExprKind::truth_field:
      return fmt::format("{}{}", expr.negated ? "not " : "",
                         expr.path->fields.empty() ? spaced(describe_path(e, *expr.path, env))
                                                   : spaced(expr.path->fields.back().name));
    case ExprKind::iso:
      return expr.day.iso();
    case ExprKind::never:
      return "never";
    case ExprKind::begun:
      return fmt::format("the first day of the conduct [{}]", e.inputs().begun().iso());
    case ExprKind::today:
      return e.known().iso();
    case ExprKind::that_day:
      return env.that_day ? env.that_day->iso() : std::string("that day");
    case ExprKind::plus: {
      std::string_view unit = expr.unit == Unit::days     ? "day"
                              : expr.unit == Unit::months ? "month"
                                                          : "year";
      std::int64_t n = expr.amount < 0 ? -expr.amount : expr.amount;
      return fmt::format("{} {} {} {}{}{}", arg(0), expr.amount < 0 ? "-" : "+", n, unit,
                         n == 1 ? "" : "s", rounded(e, expr, env));
    }
    case ExprKind::month_after:
      return fmt::format("first day of the {}{} after {}",
                         expr.amount == 1 ? "" : ordinal(expr.amount) + " ",
                         expr.unit == Unit::years ? "year" : "month", arg(0));
    case ExprKind::first_day_when:
      return fmt::format("first day when {}", arg(0));
    case ExprKind::earlier:
    case ExprKind::later: {
      std::string out = expr.kind == ExprKind::earlier ? "earlier of (" : "later of (";
      for (std::size_t i = 0; i < expr.args.size(); ++i) {
        if (i > 0) out += ", ";
        out += arg(i);
      }
      return out + ")";
    }
    case ExprKind::earliest:
    case ExprKind::latest:
      return fmt::format("{} day of any {}",
                         expr.kind == ExprKind::earliest ? "earliest" : "latest",
                         describe_domain(e, *expr.domain, env));
    case ExprKind::day_field:
      return describe_path(e, *expr.path, env);
    case ExprKind::constant:
      return expr.fraction.text();
    case ExprKind::fraction_of:
      return fmt::format("{} of {}", expr.fraction.text(), arg(0));
    case ExprKind::majority_of:
      return fmt::format("majority of {}", arg(0));
    case ExprKind::number_of:
      return fmt::format("number of {}", describe_domain(e, *expr.domain, env));
    case ExprKind::sum_of:
      return fmt::format("sum of {} for {}", expr.path->fields.back().name,
                         describe_domain(e, *expr.domain, env));
    case ExprKind::number_field:
      if (expr.path->root == Path::Root::case_field) {
        const FieldValue& value = e.inputs().field(expr.path->index);
        std::string name = spaced(describe_path(e, *expr.path, env));
        return value.number ? fmt::format("{} {}", name, value.number->text())
                            : name + " (not given)";
      }
      return expr.path->fields.back().name;
  }
  return "";
}

}  // namespace ratione
