#include "effects/reach.h"

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

}  // namespace

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
