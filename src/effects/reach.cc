#include "effects/reach.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace ratione {

namespace {

using Slugs = std::set<std::string, std::less<>>;

// The instruments whose clauses or acts an expression reads.
void read_by(const Law& law, const Expr* expr, Slugs& out) {
  if (!expr) return;
  switch (expr->kind) {
    case ExprKind::call_rule:
    case ExprKind::call_date:
    case ExprKind::call_number:
      out.insert(law.clauses[static_cast<std::size_t>(expr->index)].instrument);
      break;
    default:
      break;
  }
  if (expr->domain && expr->domain->over == Domain::Over::acts && expr->domain->kind >= 0)
    out.insert(law.kinds[static_cast<std::size_t>(expr->domain->kind)].instrument);
  for (const auto& arg : expr->args) read_by(law, arg.get(), out);
}

// The kinds of acts that a clause reads, itself or through others.
class KindsRead {
 public:
  KindsRead(const Law& law, const Question& question) : law_(law) {
    meet(question.clause);
    for (const Question::Basis& basis : question.bases) meet(basis.clause);
    for (int limit : question.limits) meet(limit);
  }
  const std::set<int>& kinds() const { return kinds_; }

 private:
  void meet(int clause) {
    if (!met_.insert(clause).second) return;
    const Clause& of = law_.clauses[static_cast<std::size_t>(clause)];
    look_into(of.value.get());
    look_into(of.when.get());
    for (int exception : of.exceptions) meet(exception);
  }
  void look_into(const Expr* expr) {
    if (expr == nullptr) return;
    if (expr->domain && expr->domain->over == Domain::Over::acts) kinds_.insert(expr->domain->kind);
    switch (expr->kind) {
      case ExprKind::call_rule:
      case ExprKind::call_date:
      case ExprKind::call_number:
        meet(expr->index);
        break;
      default:
        break;
    }
    for (const auto& arg : expr->args) look_into(arg.get());
  }

  const Law& law_;
  std::set<int> met_, kinds_;
};

}  // namespace

bool can_look_at(const Law& law, const Question& question, const Act& act) {
  if (!act.corrects.empty()) return true;
  const std::set<int> kinds = KindsRead(law, question).kinds();
  return std::any_of(kinds.begin(), kinds.end(), [&](int number) {
    const ActKind& kind = law.kinds[static_cast<std::size_t>(number)];
    return kind.instrument == act.instrument &&
           std::find(kind.record_kinds.begin(), kind.record_kinds.end(), act.kind) !=
               kind.record_kinds.end();
  });
}

std::vector<const LawInstrument*> reached(const Law& law, const std::set<std::string>& acts) {
  std::map<std::string_view, Slugs> reads;  // by instrument
  for (const Clause& clause : law.clauses) {
    Slugs& of = reads[clause.instrument];
    read_by(law, clause.value.get(), of);
    read_by(law, clause.when.get(), of);
  }
  Slugs touched;
  for (const std::string& act : acts) touched.insert(act.substr(0, act.find('/')));
  for (bool grows = true; grows;) {
    grows = false;
    for (const auto& [instrument, others] : reads) {
      if (touched.contains(instrument)) continue;
      for (const std::string& other : others) {
        if (!touched.contains(other)) continue;
        touched.emplace(instrument);
        grows = true;
        break;
      }
    }
  }
  std::vector<const LawInstrument*> out;
  for (const LawInstrument& instrument : law.instruments) {
    if (touched.contains(instrument.slug)) out.push_back(&instrument);
  }
  return out;
}

}  // namespace ratione
