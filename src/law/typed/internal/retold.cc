// The organ's law asks a case, in which somebody says who voted how. Here the act
// says it. What the organ's rule rests on is written once more over the act, where
// it asks the case: `S in against` becomes `S in D.against`, and a finding that
// the `with` answers becomes that answer. What asks no case (who had a seat) stays
// the organ's own. Nothing after this step knows that votes are something of their
// own: what is written once more are rules, numbers and exceptions like others,
// under the provisions of the organ's law.
#include "law/typed/internal/retold.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "law/typed/internal/clause_graph.h"

namespace ratione::internal {

namespace {

using ExprPtr = std::unique_ptr<Expr>;

// "yes" is `and` of nothing, "no" is `or` of nothing.
ExprPtr constant(bool yes, const Place& place) {
  auto out = std::make_unique<Expr>();
  out->kind = yes ? ExprKind::all : ExprKind::any;
  out->place = place;
  return out;
}
std::optional<bool> constant_of(const ExprPtr& expr) {
  if (!expr || !expr->args.empty()) return std::nullopt;
  if (expr->kind == ExprKind::all) return true;
  if (expr->kind == ExprKind::any) return false;
  return std::nullopt;
}

// Calls visit(path) for each path of the expression alone.
template <class F>
void each_path(const Expr& e, F&& visit) {
  if (e.path) visit(*e.path);
  if (e.path2) visit(*e.path2);
  for (const Path& path : e.call) visit(path);
  for (const auto* crime : {&e.crime, &e.crime2}) {
    if (*crime && (*crime)->path) visit(*(*crime)->path);
  }
  if (!e.domain) return;
  for (const Path& path : e.domain->sets) visit(path);
  for (const auto* path : {&e.domain->by, &e.domain->about, &e.domain->of}) {
    if (*path) visit(**path);
  }
}

bool is_call(const Expr& e) {
  return e.kind == ExprKind::call_rule || e.kind == ExprKind::call_date ||
         e.kind == ExprKind::call_number;
}

// One organ's law, written over acts of one kind.
class Retold {
 public:
  Retold(Law& law, std::vector<bool>& from_common, Errors& errors, const Carried& carried,
         const LawInstrument& by, const LawInstrument& organ, std::string ending)
      : law_(law),
        from_common_(from_common),
        errors_(errors),
        carried_(carried),
        by_(by),
        organ_(organ),
        ending_(std::move(ending)) {}

  // The clause that stands for that one of the organ: itself, if it asks no case.
  int clause(int id) {
    if (!asks(id)) return id;
    if (const auto done = retold_.find(id); done != retold_.end()) return done->second;
    const int index = add(id);
    retold_.emplace(id, index);
    fill(id, index);
    return index;
  }

 private:
  const Clause& of(int id) const { return law_.clauses[static_cast<std::size_t>(id)]; }
  Clause& of(int id) { return law_.clauses[static_cast<std::size_t>(id)]; }

  int add(int id) {
    Clause out;
    const Clause& from = of(id);
    out.form = from.form;
    out.instrument = by_.slug;
    out.name = organ_.slug + "." + from.name + ending_;  // shown without the slug
    out.of_organ = organ_.slug;
    out.params = from.params;
    out.params.insert(out.params.begin(), {"the_vote", Type::act, carried_.kind});
    out.cites = from.cites;
    out.says_yes = from.says_yes;
    out.slots = from.slots + 1;
    out.provision = from.provision;
    out.place = from.place;
    out.source = from.source;
    law_.clauses.push_back(std::move(out));
    from_common_.push_back(true);
    return static_cast<int>(law_.clauses.size()) - 1;
  }

  // Clauses may move while this adds others: nothing here holds one.
  void fill(int id, int index) {
    if (of(id).value) {
      ExprPtr value = copy(*of(id).value);
      of(index).value = std::move(value);
    }
    if (of(id).when) {
      ExprPtr when = copy(*of(id).when);
      of(index).when = constant_of(when) == true ? nullptr : std::move(when);
    }
    const std::vector<int> exceptions = of(id).exceptions;
    for (const int each : exceptions) {
      const int other = add(each);
      of(other).exception_to = index;
      fill(each, other);
      // One that never applies would only be in the reader's way.
      if (constant_of(of(other).when) != false) of(index).exceptions.push_back(other);
    }
  }

  // Does it ask the case, or a finding that is answered, itself or through others?
  bool asks(int id) {
    const auto known = asks_.find(id);
    if (known != asks_.end()) return known->second;
    asks_[id] = false;  // a circle is told later
    bool out = false;
    auto visit = [&](const Expr& e) {
      each_path(e, [&](const Path& p) { out = out || p.root == Path::Root::case_field; });
      for (const auto* crime : {&e.crime, &e.crime2}) {
        out = out || (*crime && (*crime)->from == CrimeRef::From::case_field);
      }
      out = out || (e.kind == ExprKind::finding && answer(e.index)) || e.kind == ExprKind::begun ||
            e.kind == ExprKind::covers;
      if (is_call(e) && e.index >= 0) out = asks(e.index) || out;
    };
    each_expr(of(id).value.get(), visit);
    each_expr(of(id).when.get(), visit);
    for (const int each : of(id).exceptions) out = asks(each) || out;
    return asks_[id] = out;
  }

  std::optional<bool> answer(int finding) const {
    for (const auto& [index, yes] : carried_.answers) {
      if (index == finding) return yes;
    }
    return std::nullopt;
  }

  Path act() const {
    Path out;
    out.place = carried_.place;
    return out;
  }

  Path shifted(const Path& from) {
    Path out = from;
    if (from.root == Path::Root::variable) {
      ++out.index;
      return out;
    }
    const CaseField& asked = organ_.fields[static_cast<std::size_t>(from.index)];
    const ActKind& kind = law_.kinds[static_cast<std::size_t>(carried_.kind)];
    const bool has = std::any_of(kind.fields.begin(), kind.fields.end(), [&](const auto& field) {
      return field.name == asked.name && field.states == (asked.kind == CaseField::Kind::states);
    });
    if (!has) {
      fault(
          fmt::format("the law of {} asks `{}`, and acts of kind `{}` have no such field; "
                      "declare it with `has`",
                      organ_.slug, asked.name, kind.name));
    }
    out = act();
    out.fields = {{FieldKind::declared, asked.name}};
    out.fields.insert(out.fields.end(), from.fields.begin(), from.fields.end());
    return out;
  }

  void fault(std::string says) {
    errors_.push_back({Code::unknown_name, carried_.place, std::move(says)});
  }

  ExprPtr copy(const Expr& from) {
    if (from.kind == ExprKind::finding) {
      if (const std::optional<bool> yes = answer(from.index)) return constant(*yes, from.place);
    }
    auto out = std::make_unique<Expr>();
    out->kind = from.kind;
    out->type = from.type;
    out->place = from.place;
    if (from.kind == ExprKind::begun) {  // what is judged is the vote, on its day
      out->kind = ExprKind::day_field;
      Path day = act();
      day.fields = {{FieldKind::day, "day"}};
      out->path = std::move(day);
      return out;
    }
    for (const auto& arg : from.args) out->args.push_back(arg ? copy(*arg) : nullptr);
    out->optional_args = from.optional_args;
    if (from.domain) {
      Domain domain = *from.domain;
      ++domain.slot;
      for (Path& path : domain.sets) path = shifted(path);
      for (auto* path : {&domain.by, &domain.about, &domain.of}) {
        if (*path) *path = shifted(**path);
      }
      out->domain = std::move(domain);
    }
    if (from.path) out->path = shifted(*from.path);
    if (from.path2) out->path2 = shifted(*from.path2);
    for (const Path& path : from.call) out->call.push_back(shifted(path));
    out->names = from.names;
    if (from.crime) out->crime = crime(*from.crime);
    if (from.crime2) out->crime2 = crime(*from.crime2);
    out->negated = from.negated;
    out->apart = from.apart;
    // A vote has a day, and neither a place nor a crime nor persons.
    if (from.kind == ExprKind::covers) {
      out->apart.place = out->apart.crime = out->apart.persons = true;
    }
    out->index = from.index;
    out->second = from.second;
    out->day_op = from.day_op;
    out->number_op = from.number_op;
    out->unit = from.unit;
    out->rounding = from.rounding;
    out->amount = from.amount;
    out->day = from.day;
    out->fraction = from.fraction;
    if (is_call(from) && from.index < 0) {
      fault(
          fmt::format("a rule of {} that asks the case rests on a vote itself; let a rule that "
                      "asks no case say `carried by`",
                      organ_.slug));
    } else if (is_call(from) && asks(from.index)) {
      out->index = clause(from.index);
      out->call.insert(out->call.begin(), act());
    }
    return folded(std::move(out));
  }

  CrimeRef crime(CrimeRef from) {
    if (from.from == CrimeRef::From::case_field) {
      fault(fmt::format("the law of {} asks for a crime, which a vote does not have", organ_.slug));
    }
    if (from.path) from.path = shifted(*from.path);
    return from;
  }

  // What is certain through the answers is left out: no reader wants to be told that
  // a vote which is not on procedure is not on procedure.
  ExprPtr folded(ExprPtr out) const {
    switch (out->kind) {
      case ExprKind::all:
      case ExprKind::any: {
        const bool neutral = out->kind == ExprKind::all;
        for (const ExprPtr& arg : out->args) {
          if (constant_of(arg) == !neutral) return constant(!neutral, out->place);
        }
        std::erase_if(out->args, [&](const ExprPtr& arg) { return constant_of(arg) == neutral; });
        return out->args.size() == 1 ? std::move(out->args.front()) : std::move(out);
      }
      case ExprKind::negation:
        if (const std::optional<bool> yes = constant_of(out->args[0]))
          return constant(!*yes, out->place);
        return out;
      case ExprKind::call_rule: {
        if (out->index < 0) return out;
        const Clause& called = of(out->index);
        const std::optional<bool> yes = constant_of(called.value);
        return yes && called.exceptions.empty() ? constant(*yes != out->negated, out->place)
                                                : std::move(out);
      }
      case ExprKind::some:
      case ExprKind::every:
      case ExprKind::no:
      case ExprKind::number_of:
      case ExprKind::sum_of:
        if (!out->args.empty() && constant_of(out->args[0]) == true &&
            out->kind != ExprKind::every) {
          out->args[0] = nullptr;
        }
        return out;
      default:
        return out;
    }
  }

  Law& law_;
  std::vector<bool>& from_common_;
  Errors& errors_;
  const Carried& carried_;
  const LawInstrument& by_;
  const LawInstrument& organ_;
  const std::string ending_;  // of the names: a second law of one organ in one instrument
  std::map<int, int> retold_;
  std::map<int, bool> asks_;
};

}  // namespace

int retold(Law& law, std::vector<bool>& from_common, Errors& errors, const Carried& carried,
           const std::string& ending) {
  const auto at = [&](int nth) -> const LawInstrument& {
    return law.instruments[static_cast<std::size_t>(nth)];
  };
  const LawInstrument& organ = at(carried.organ);
  return Retold(law, from_common, errors, carried, at(carried.by), organ, ending)
      .clause(organ.ballot.clause);
}

}  // namespace ratione::internal
