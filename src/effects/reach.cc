#include "effects/reach.h"

#include <algorithm>

namespace ratione {

namespace {

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
  std::set<std::string> touched;
  for (const std::string& act : acts) touched.insert(act.substr(0, act.find('/')));
  std::vector<const LawInstrument*> out;
  for (const LawInstrument& instrument : law.instruments) {
    if (std::any_of(instrument.looks_at.begin(), instrument.looks_at.end(),
                    [&](const std::string& slug) { return touched.contains(slug); })) {
      out.push_back(&instrument);
    }
  }
  return out;
}

}  // namespace ratione
