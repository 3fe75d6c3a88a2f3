#include "engine/dependence.h"

#include <algorithm>

namespace ratione {

std::uint64_t Dependences::field_bit(int field) {
  if (field < 0) return 0;
  const auto at = static_cast<std::size_t>(field);
  // The crime, an option, an age are the same for every State that is tried.
  if (at >= instrument_.fields.size() || instrument_.fields[at].kind != CaseField::Kind::states) {
    return 0;
  }
  too_many_ |= at >= 64;
  return std::uint64_t{1} << (at % 64);
}

std::uint64_t Dependences::named_bit(std::string_view field) {
  return field_bit(instrument_.field_index(field));
}

std::uint64_t Dependences::slot_bit(int slot) {
  too_many_ |= slot >= 64;
  return std::uint64_t{1} << (static_cast<unsigned>(slot) % 64);
}

Dependence Dependences::of_path(const Path& path) {
  Dependence out;
  if (path.root == Path::Root::case_field) {
    out.fields = field_bit(path.index);
  } else {
    out.slots = slot_bit(path.index);
  }
  const bool of = std::any_of(path.fields.begin(), path.fields.end(),
                              [](const FieldRef& field) { return field.kind == FieldKind::of; });
  if (of && path.root == Path::Root::variable &&
      static_cast<std::size_t>(path.index) < kinds_.size()) {
    out.answering.insert(kinds_[static_cast<std::size_t>(path.index)]);
  }
  return out;
}

const std::vector<const Act*>& Dependences::unconfirmed(int kind, bool answered) {
  auto [found, fresh] = unconfirmed_.try_emplace({kind, answered});
  std::vector<const Act*>& out = found->second;
  if (!fresh || kind < 0) return out;
  auto add = [&](const Act& act) {
    if (!act.confirmed) out.push_back(&act);
  };
  for (const BoundAct* act : facts_.of_kind(kind)) {
    if (!answered) add(*act->act);
    for (const BoundAct* of = act->of; answered && of != nullptr; of = of->of) add(*of->act);
  }
  return out;
}

// Only acts with places or for nationals alone ask for the place or the suspect.
Dependence Dependences::of_cover(const Expr& expr) {
  Dependence out;
  int kind = -1;
  const Path& path = *expr.path;
  if (path.fields.empty() && path.root == Path::Root::variable &&
      static_cast<std::size_t>(path.index) < kinds_.size()) {
    kind = kinds_[static_cast<std::size_t>(path.index)];
  }
  bool places = kind < 0, persons = kind < 0;
  if (kind >= 0) {
    for (const BoundAct* act : facts_.of_kind(kind)) {
      places = places || !act->act->places.empty();
      persons = persons || act->act->nationals_only;
    }
  }
  if (!expr.apart.place && places) out.fields |= named_bit("territory");
  if (!expr.apart.persons && persons) out.fields |= named_bit("nationality");
  return out;
}

const Dependence& Dependences::of(const Expr& expr) {
  auto kept = exprs_.find(&expr);
  if (kept != exprs_.end()) return kept->second;
  Dependence out;
  if (expr.domain) {
    const auto slot = static_cast<std::size_t>(expr.domain->slot);
    if (kinds_.size() <= slot) kinds_.resize(slot + 1, -1);
    kinds_[slot] = expr.domain->over == Domain::Over::acts ? expr.domain->kind : -1;
    if (kinds_[slot] >= 0) kinds_met_.insert(kinds_[slot]);
  }
  for (const auto& arg : expr.args) {
    if (arg) out |= of(*arg);
  }
  if (expr.path) out |= of_path(*expr.path);
  if (expr.path2) out |= of_path(*expr.path2);
  for (const Path& path : expr.call) out |= of_path(path);
  for (const auto* crime : {&expr.crime, &expr.crime2}) {
    if (*crime && (*crime)->path) out |= of_path(*(*crime)->path);
  }
  if (expr.domain) {
    const Domain& domain = *expr.domain;
    out.slots &= ~slot_bit(domain.slot);
    for (const Path& path : domain.sets) out |= of_path(path);
    for (const auto* path : {&domain.by, &domain.about, &domain.of}) {
      if (*path) out |= of_path(**path);
    }
    if (domain.over == Domain::Over::acts) out.kinds.insert(domain.kind);
  }
  switch (expr.kind) {
    case ExprKind::begun:
      out.begun = true;
      break;
    case ExprKind::covers:
      out |= of_cover(expr);
      break;
    case ExprKind::call_rule:
    case ExprKind::call_date:
    case ExprKind::call_number:
      out |= of_clause(expr.index);
      break;
    case ExprKind::first_day_when:
    case ExprKind::number_of:
    case ExprKind::sum_of:
      // A proof gives the day or the number and not the acts.
      out.kinds.clear();
      out.answering.clear();
      break;
    default:
      break;
  }
  return exprs_.emplace(&expr, out).first->second;
}

const Dependence& Dependences::of_clause(int id) {
  auto kept = clauses_.find(id);
  if (kept != clauses_.end()) return kept->second;
  const Clause& clause = law_.clauses[static_cast<std::size_t>(id)];
  Dependence out;
  std::vector<int> outer = std::move(kinds_);
  kinds_.clear();
  for (const Param& param : clause.params) {
    kinds_.push_back(param.type == Type::act ? param.kind : -1);
    if (kinds_.back() >= 0) kinds_met_.insert(kinds_.back());
  }
  if (clause.value) out |= of(*clause.value);
  if (clause.when) out |= of(*clause.when);
  for (int exception : clause.exceptions) out |= of_clause(exception);
  out.slots = 0;
  kinds_ = std::move(outer);
  return clauses_.emplace(id, out).first->second;
}

}  // namespace ratione
