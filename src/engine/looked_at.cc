#include "engine/looked_at.h"

#include <vector>

namespace ratione {

namespace {

class Looks {
 public:
  explicit Looks(const Law& law) : law_(law), met_(law.clauses.size(), false) {}

  std::set<std::string_view> of(const LawInstrument& instrument) {
    slugs_.insert(instrument.slug);
    for (const int id : instrument.all_clauses) meet(id);
    if (instrument.ballot.merges >= 0) look_at(instrument.ballot.merges);
    while (!open_.empty()) {
      const Clause& clause = law_.clauses[static_cast<std::size_t>(open_.back())];
      open_.pop_back();
      for (const Param& param : clause.params) {
        if (param.kind >= 0) look_at(param.kind);
      }
      if (clause.value) look_into(*clause.value);
      if (clause.when) look_into(*clause.when);
      for (int exception : clause.exceptions) meet(exception);
    }
    return std::move(slugs_);
  }

 private:
  void meet(int clause) {
    if (clause < 0 || met_[static_cast<std::size_t>(clause)]) return;
    met_[static_cast<std::size_t>(clause)] = true;
    open_.push_back(clause);
  }

  void look_at(int kind) { slugs_.insert(law_.kinds[static_cast<std::size_t>(kind)].instrument); }

  void look_into(const Expr& expr) {
    if (expr.domain && expr.domain->over == Domain::Over::acts) look_at(expr.domain->kind);
    switch (expr.kind) {
      case ExprKind::call_rule:
      case ExprKind::call_date:
      case ExprKind::call_number:
        meet(expr.index);
        break;
      default:
        break;
    }
    for (const auto& arg : expr.args) {
      if (arg) look_into(*arg);
    }
  }

  const Law& law_;
  std::vector<bool> met_;
  std::vector<int> open_;
  std::set<std::string_view> slugs_;
};

}  // namespace

std::set<std::string_view> instruments_looked_at(const Law& law, const LawInstrument& instrument) {
  return Looks(law).of(instrument);
}

}  // namespace ratione
