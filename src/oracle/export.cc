#include "oracle/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "law/typed/named_readings.h"

namespace ratione {

std::string prolog_atom(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string prolog_reading(const Law& law, std::size_t dispute, std::size_t reading) {
  const Dispute& of = law.disputes[dispute];
  const std::string& name = of.readings[reading].name;
  std::size_t so_named = 0;
  for (const Dispute& each : law.disputes) {
    so_named +=
        static_cast<std::size_t>(std::count_if(each.readings.begin(), each.readings.end(),
                                               [&](const Reading& r) { return r.name == name; }));
  }
  return prolog_atom(so_named > 1 ? of.instrument + "." + of.name + "." + name : name);
}

std::string prolog_day(Day day) {
  Ymd d = day.ymd();
  return fmt::format("day({},{},{})", d.year, d.month, d.day);
}

namespace {

constexpr std::string_view prelude =
#include "oracle/prelude.inc"
    ;

template <class Range, class Write>
std::string list(const Range& range, Write write) {
  std::string out;
  for (const auto& each : range) {
    if (!out.empty()) out += ",";
    out += write(each);
  }
  return "[" + out + "]";
}

std::string atom_or_none(std::string_view text) {
  return text.empty() ? "none" : prolog_atom(text);
}
std::string state(StateCode code) { return atom_or_none(code.text()); }
std::string range(DayRange d) {
  return fmt::format("r({},{})", prolog_day(d.lo), prolog_day(d.hi));
}
std::string range(const std::optional<DayRange>& d) { return d ? range(*d) : "none"; }
std::string fraction(const Fraction& f) {
  return fmt::format("num({},{})", f.numerator(), f.denominator());
}
std::string named(std::string_view instrument, std::string_view name) {
  return prolog_atom(fmt::format("{}.{}", instrument, name));
}
std::string kind_in(std::string_view instrument, std::string_view kind) {
  return fmt::format("in({},{})", prolog_atom(instrument), prolog_atom(kind));
}
std::string variable(int slot) { return fmt::format("V{}", slot); }

// Writes the expressions of one clause as terms; a variable of the clause is a
// variable of the term.
class Terms {
 public:
  Terms(const Law& law, const Clause& clause) : law_(law), clause_(clause) {}

  std::string expr(const Expr& e) const {
    std::string out = bare(e);
    return e.negated ? "not(" + out + ")" : out;
  }

 private:
  std::string id(int clause) const {
    const Clause& c = law_.clauses[static_cast<std::size_t>(clause)];
    return named(c.instrument, c.name);
  }

  static std::string id(const Finding& finding) { return named(finding.instrument, finding.name); }

  std::string arg(const Expr& e, std::size_t i, std::string_view otherwise = "none") const {
    return i < e.args.size() && e.args[i] ? expr(*e.args[i]) : std::string(otherwise);
  }
  std::string all_args(const Expr& e) const {
    return list(e.args, [&](const auto& a) { return expr(*a); });
  }

  static std::string field(const FieldRef& f) {
    return f.kind == FieldKind::declared ? "declared(" + prolog_atom(f.name) + ")" : f.name;
  }

  std::string case_field(int index) const {
    const LawInstrument* own = law_.instrument(clause_.instrument);
    return "field(" + prolog_atom(own->fields[static_cast<std::size_t>(index)].name) + ")";
  }
  std::string path(const Path& p) const {
    if (p.root == Path::Root::case_field) return case_field(p.index);
    return fmt::format("p({},{})", variable(p.index), list(p.fields, field));
  }
  std::string path(const std::optional<Path>& p) const { return p ? path(*p) : "none"; }
  std::string path(const Boxed<Path>& p) const { return p ? path(*p) : "none"; }
  std::string call(const Expr& e) const {
    return list(e.call, [&](const Path& p) { return path(p); });
  }

  std::string domain(const Domain& d) const {
    switch (d.over) {
      case Domain::Over::states:
        break;
      case Domain::Over::sets:
        return fmt::format("sets({})", list(d.sets, [&](const Path& p) { return path(p); }));
      case Domain::Over::acts: {
        const ActKind& kind = law_.kinds[static_cast<std::size_t>(d.kind)];
        return fmt::format("acts({},{},{},{})", named(kind.instrument, kind.name), path(d.by),
                           path(d.about), path(d.of));
      }
    }
    return "states";
  }
  std::string over(const Expr& e) const {
    return variable(e.domain->slot) + "," + domain(*e.domain);
  }

  std::string crime(const CrimeRef& c) const {
    switch (c.from) {
      case CrimeRef::From::constant:
        return "class(" + prolog_atom(c.provision) + ")";
      case CrimeRef::From::case_field:
        return case_field(c.field);
      case CrimeRef::From::act:
        return "of(" + path(*c.path) + ")";
    }
    return "none";
  }

  static std::string apart(const Apart& a) {
    std::vector<std::string> parts;
    if (a.place) parts.emplace_back("place");
    if (a.crime) parts.emplace_back("crime");
    if (a.time) parts.emplace_back("time");
    if (a.persons) parts.emplace_back("persons");
    return list(parts, [](const std::string& s) { return s; });
  }

  // "if any" may be left out where a guard says that the day is there.
  std::string days(const Expr& e) const {
    std::string out;
    for (std::size_t i = 0; i < e.args.size(); ++i) {
      if (i > 0) out += ",";
      bool may_lack = i < e.optional_args.size() && e.optional_args[i];
      out += may_lack ? "if_any(" + expr(*e.args[i]) + ")" : expr(*e.args[i]);
    }
    return "[" + out + "]";
  }

  std::string bare(const Expr& e) const {
    static constexpr std::string_view day_ops[] = {"before", "by", "after"};
    static constexpr std::string_view number_ops[] = {"at_least", "at_most", "more_than",
                                                      "less_than"};
    static constexpr std::string_view units[] = {"days", "months", "years"};
    switch (e.kind) {
      case ExprKind::all:
        return "and(" + all_args(e) + ")";
      case ExprKind::any:
        return "or(" + all_args(e) + ")";
      case ExprKind::negation:
        return "not(" + arg(e, 0) + ")";
      case ExprKind::at_day:
        return fmt::format("at({},{})", arg(e, 0), arg(e, 1));
      case ExprKind::window:
        return fmt::format("window({},{})", arg(e, 0), arg(e, 1));
      case ExprKind::some:
        return fmt::format("some({},{})", over(e), arg(e, 0, "and([])"));
      case ExprKind::every:
        return fmt::format("every({},{})", over(e), arg(e, 0, "and([])"));
      case ExprKind::no:
        return fmt::format("no({},{})", over(e), arg(e, 0, "and([])"));
      case ExprKind::day_compare:
        return fmt::format("days({},{},{})", arg(e, 0), day_ops[static_cast<int>(e.day_op)],
                           arg(e, 1));
      case ExprKind::number_compare:
        return fmt::format("numbers({},{},{})", arg(e, 0),
                           number_ops[static_cast<int>(e.number_op)], arg(e, 1));
      case ExprKind::is_kind:
        return fmt::format("is_kind({},{})", path(e.path), list(e.names, prolog_atom));
      case ExprKind::is_option:
        return fmt::format("is_option({},{})", path(e.path), prolog_atom(e.names[0]));
      case ExprKind::same_state:
        return fmt::format("same({},{})", path(e.path), path(e.path2));
      case ExprKind::is_given:
        return fmt::format("given({})", path(e.path));
      case ExprKind::state_in:
        return fmt::format("in({},{})", path(e.path), path(e.path2));
      case ExprKind::within:
        return fmt::format("within({},{})", crime(*e.crime), crime(*e.crime2));
      case ExprKind::covers:
        return fmt::format("covers({},{})", path(e.path), apart(e.apart));
      case ExprKind::reading: {
        return fmt::format("reading({})", prolog_reading(law_, static_cast<std::size_t>(e.index),
                                                         static_cast<std::size_t>(e.second)));
      }
      case ExprKind::call_rule:
        return fmt::format("rule({},{})", id(e.index), call(e));
      case ExprKind::finding:
        return fmt::format("finding({},{})", id(law_.findings[static_cast<std::size_t>(e.index)]),
                           call(e));
      case ExprKind::truth_field:
        return fmt::format("holds({})", path(e.path));
      case ExprKind::iso:
        return "iso(" + prolog_day(e.day) + ")";
      case ExprKind::never:
        return "never";
      case ExprKind::begun:
        return "begun";
      case ExprKind::today:
        return "today";
      case ExprKind::that_day:
        return "that(That)";
      case ExprKind::plus:
        return fmt::format("plus({},{},{},{})", arg(e, 0), e.amount,
                           units[static_cast<int>(e.unit)],
                           e.rounding == Rounding::up ? "up" : "down");
      case ExprKind::month_after:
        return fmt::format("month_after({},{})",
                           e.unit == Unit::years ? "year" : std::to_string(e.amount), arg(e, 0));
      case ExprKind::first_day_when:
        return fmt::format("first_day_when({})", arg(e, 0));
      case ExprKind::earlier:
        return "earlier(" + days(e) + ")";
      case ExprKind::later:
        return "later(" + days(e) + ")";
      case ExprKind::earliest:
        return fmt::format("earliest({},{},{})", over(e), arg(e, 0), arg(e, 1, "and([])"));
      case ExprKind::latest:
        return fmt::format("latest({},{},{})", over(e), arg(e, 0), arg(e, 1, "and([])"));
      case ExprKind::call_date:
        return fmt::format("date({},{})", id(e.index), call(e));
      case ExprKind::day_field:
        return fmt::format("day_of({})", path(e.path));
      case ExprKind::constant:
        return fraction(e.fraction);
      case ExprKind::fraction_of:
        return fmt::format("part_of({},{},{})", e.fraction.numerator(), e.fraction.denominator(),
                           arg(e, 0));
      case ExprKind::majority_of:
        return fmt::format("majority_of({})", arg(e, 0));
      case ExprKind::number_of:
        return fmt::format("number_of({},{})", over(e), arg(e, 0, "and([])"));
      case ExprKind::sum_of:
        return fmt::format("sum_of({},{},{})", path(e.path), over(e), arg(e, 0, "and([])"));
      case ExprKind::call_number:
        return fmt::format("number({},{})", id(e.index), call(e));
      case ExprKind::number_field:
        return fmt::format("amount({})", path(e.path));
    }
    return "none";
  }

  const Law& law_;
  const Clause& clause_;
};

std::string clause_term(const Law& law, const Clause& clause) {
  static constexpr std::string_view forms[] = {"rule", "date", "number"};
  Terms terms(law, clause);
  std::string params;
  for (std::size_t i = 0; i < clause.params.size(); ++i) {
    if (i > 0) params += ",";
    params += variable(static_cast<int>(i));
  }
  std::string id = named(clause.instrument, clause.name);
  std::string out;
  if (clause.exception_to < 0) {
    out = fmt::format("clause_({},{},[{}],{}).\n", id, forms[static_cast<int>(clause.form)], params,
                      terms.expr(*clause.value));
  } else {
    const Clause& to = law.clauses[static_cast<std::size_t>(clause.exception_to)];
    std::string says = clause.value ? terms.expr(*clause.value) : clause.says_yes ? "yes" : "no";
    out = fmt::format("exception({},{},[{}],That,{},{}).\n", id, named(to.instrument, to.name),
                      params, says, clause.when ? terms.expr(*clause.when) : "and([])");
  }
  return out + fmt::format("exceptions({},{}).\n", id, list(clause.exceptions, [&](int i) {
                             const Clause& c = law.clauses[static_cast<std::size_t>(i)];
                             return named(c.instrument, c.name);
                           }));
}

// A declared field by the type that the law gives it; "" when it is not of it,
// which the check of the record refuses.
std::string declared(const ActKind::Field& field, const std::string& text) {
  switch (field.type) {
    case Type::day: {
      Result<DayRange> day = DayRange::parse(text);
      return day ? range(*day) : "";
    }
    case Type::truth:
      return "truth(" + text + ")";
    case Type::number: {
      Fraction number;
      return parse_fraction(text, number) ? fraction(number) : "";
    }
    case Type::state: {
      std::vector<std::string> states;
      for (std::size_t at = 0; at <= text.size();) {
        std::size_t cut = std::min(text.find(';', at), text.size());
        states.push_back(text.substr(at, cut - at));
        at = cut + 1;
      }
      return list(states, prolog_atom);
    }
    default:
      return "name(" + prolog_atom(text) + ")";
  }
}

// The reading on which an act or an attribution exists, as the readings are named there.
std::string only_on(const Law& law, const std::string& name, std::string_view instrument) {
  const auto readings = readings_named(law, name, instrument);
  if (readings.empty()) return atom_or_none(name);
  return prolog_reading(law, static_cast<std::size_t>(readings.front().first),
                        static_cast<std::size_t>(readings.front().second));
}

std::string act_term(const Law& law, const Act& act) {
  std::string fields;
  std::vector<std::string_view> seen;
  for (const ActKind& kind : law.kinds) {
    if (kind.instrument != act.instrument ||
        std::find(kind.record_kinds.begin(), kind.record_kinds.end(), act.kind) ==
            kind.record_kinds.end()) {
      continue;
    }
    for (const ActKind::Field& field : kind.fields) {
      const ActField* given = act.field(field.name);
      if (given == nullptr || given->text.empty() ||
          std::find(seen.begin(), seen.end(), field.name) != seen.end()) {
        continue;
      }
      seen.push_back(field.name);
      std::string value = declared(field, given->text);
      if (value.empty()) continue;
      fields += (fields.empty() ? "" : ",") + prolog_atom(field.name) + "=" + value;
    }
  }
  std::string known = range(DayRange::on(act.known));
  return fmt::format("act({},{},{},{},{},{},{},{},{},{},{},{},{},[{}]).\n", prolog_atom(act.id),
                     kind_in(act.instrument, act.kind), state(act.state), range(act.day), known,
                     atom_or_none(act.of), list(act.about, state), range(act.from),
                     range(act.until), list(act.places, prolog_atom), list(act.crimes, prolog_atom),
                     act.nationals_only ? "nationals" : "all",
                     only_on(law, act.only_on, act.instrument), fields);
}

std::string field_term(const LawInstrument& instrument, const CaseField& field) {
  static constexpr std::string_view kinds[] = {"states", "place", "crime",
                                               "number", "truth", "one_of"};
  std::string left_out = "error";
  switch (field.left_out) {
    case CaseField::LeftOut::error:
      break;
    case CaseField::LeftOut::unknown:
      left_out = "unknown(" + list(field.among, prolog_atom) + ")";
      break;
    case CaseField::LeftOut::none:
      left_out = "none";
      break;
    case CaseField::LeftOut::any:
      left_out = "any";
      break;
    case CaseField::LeftOut::literal: {
      Fraction number;
      if (field.kind == CaseField::Kind::number && parse_fraction(field.literal, number)) {
        left_out = "literal(" + fraction(number) + ")";
      } else if (field.kind == CaseField::Kind::truth) {
        left_out = "literal(truth(" + field.literal + "))";
      } else {
        left_out = "literal(option(" + prolog_atom(field.literal) + "))";
      }
      break;
    }
  }
  return fmt::format("field({},{},{},{},{}).\n", prolog_atom(instrument.slug),
                     prolog_atom(field.name), kinds[static_cast<int>(field.kind)],
                     list(field.options, prolog_atom), left_out);
}

}  // namespace

std::string to_prolog(const Law& law, const Record& record, const Atlas& atlas, Day known,
                      const std::set<std::string, std::less<>>& instruments) {
  const auto wanted = [&](std::string_view slug) {
    return instruments.empty() || instruments.contains(slug);
  };
  std::string out(prelude);
  out += fmt::format("\n% The law {}, the record {}.\ntoday({}).\n", law.head, record.head(),
                     prolog_day(known));
  for (const Clause& clause : law.clauses) {
    if (wanted(clause.instrument)) out += clause_term(law, clause);
  }
  for (const ActKind& kind : law.kinds) {
    out += fmt::format("kind({},{}).\n", named(kind.instrument, kind.name),
                       list(kind.record_kinds, [&](const std::string& name) {
                         return kind_in(kind.instrument, name);
                       }));
  }
  for (std::size_t i = 0; i < law.disputes.size(); ++i) {
    std::vector<std::size_t> readings(law.disputes[i].readings.size());
    std::iota(readings.begin(), readings.end(), std::size_t{0});
    out += fmt::format("dispute({},{},{}).\n", i + 1, prolog_atom(law.disputes[i].name),
                       list(readings, [&](std::size_t r) { return prolog_reading(law, i, r); }));
  }
  for (const Finding& finding : law.findings) {
    out += fmt::format("finding({},{}).\n", named(finding.instrument, finding.name),
                       !finding.presumed   ? "open"
                       : *finding.presumed ? "yes"
                                           : "no");
  }
  for (const LawInstrument& instrument : law.instruments) {
    for (const CaseField& field : instrument.fields) out += field_term(instrument, field);
  }
  for (const LawInstrument& instrument : law.instruments) {
    if (!wanted(instrument.slug)) continue;
    for (const Act& act : record.view(instrument.slug, known).acts) out += act_term(law, act);
  }
  for (const State& each : record.states().all()) {
    out += fmt::format("state({}).\n", state(each.code));
  }
  for (const PlaceEntry& place : atlas.all()) {
    out += fmt::format("place({},{}).\n", prolog_atom(place.id), atom_or_none(place.within));
  }
  for (const PlaceEntry& place : atlas.all()) {
    for (const Attribution& each : place.attributions) {
      out += fmt::format("attribution({},{},{},{},{}).\n", prolog_atom(place.id), state(each.state),
                         prolog_day(each.days.from), prolog_day(each.days.until),
                         only_on(law, each.only_on, ""));
    }
  }
  return out;
}

}  // namespace ratione
