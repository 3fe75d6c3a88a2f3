#include "law/typed/internal/clause_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace ratione::internal {
namespace {

// The engine walks definitions by calling itself.
constexpr int longest_chain = 500;

// The rules that say where a State stands (`ratione status` asks them).
constexpr std::array status_rules = {
    "bound",       "party",     "party_withdrawing", "former_party",
    "contracting", "signatory", "signatory_declined"};

const LawInstrument* instrument_of(const Law& law, const Clause& clause) {
  return law.instrument(clause.instrument);
}

class Graph {
 public:
  Graph(Law& law, const std::vector<bool>& from_common, Errors& errors)
      : law_(law), from_common_(from_common), errors_(errors) {}

  void run() {
    const std::size_t n = law_.clauses.size();
    rests_on_.resize(n);
    for (std::size_t i = 0; i < n; ++i) edges(i);
    if (!order()) return;
    for (const int i : order_) uses(static_cast<std::size_t>(i));
    since_ever();
    unreached();
    what_is_read();
  }

 private:
  void edges(std::size_t i) {
    Clause& clause = law_.clauses[i];
    std::vector<int>& out = rests_on_[i];
    auto visit = [&](const Expr& e) {
      if (e.kind == ExprKind::call_rule || e.kind == ExprKind::call_date ||
          e.kind == ExprKind::call_number) {
        out.push_back(e.index);
      }
    };
    each_expr(clause.value.get(), visit);
    each_expr(clause.when.get(), visit);
    out.insert(out.end(), clause.exceptions.begin(), clause.exceptions.end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
  }

  // Depth first; what a clause rests on comes before it in order_.
  bool order() {
    const std::size_t n = law_.clauses.size();
    std::vector<char> colour(n, 0);
    std::vector<int> depth(n, 0);
    bool fine = true;
    for (std::size_t start = 0; start < n; ++start) {
      if (colour[start]) continue;
      std::vector<std::pair<int, std::size_t>> path{{static_cast<int>(start), 0}};
      colour[start] = 1;
      while (!path.empty()) {
        auto& [at, next] = path.back();
        const auto a = static_cast<std::size_t>(at);
        if (next < rests_on_[a].size()) {
          const int to = rests_on_[a][next++];
          const auto t = static_cast<std::size_t>(to);
          if (colour[t] == 1) {
            cycle(path, to);
            fine = false;
          } else if (colour[t] == 0) {
            colour[t] = 1;
            path.emplace_back(to, 0);
          }
        } else {
          colour[a] = 2;
          int below = 0;
          for (const int to : rests_on_[a])
            below = std::max(below, depth[static_cast<std::size_t>(to)]);
          depth[a] = below + 1;
          if (depth[a] == longest_chain + 1) {
            errors_.push_back(
                {Code::law_bounds, law_.clauses[a].place,
                 fmt::format("`{}` rests on a chain of more than {} definitions; make it shorter",
                             law_.clauses[a].name, longest_chain)});
            fine = false;
          }
          order_.push_back(at);
          path.pop_back();
        }
      }
    }
    return fine;
  }

  void cycle(const std::vector<std::pair<int, std::size_t>>& path, int to) {
    std::size_t first = path.size() - 1;
    while (first > 0 && path[first].first != to) --first;
    std::vector<int> names;
    for (std::size_t i = first; i < path.size(); ++i) names.push_back(path[i].first);
    // Begin with the one that stands first in the files.
    std::rotate(names.begin(), std::min_element(names.begin(), names.end()), names.end());
    names.push_back(names.front());
    const Clause& begin = law_.clauses[static_cast<std::size_t>(names.front())];
    std::string shown;
    for (const int i : names) {
      const Clause& clause = law_.clauses[static_cast<std::size_t>(i)];
      if (!shown.empty()) shown += " -> ";
      if (clause.instrument != begin.instrument) shown += clause.instrument + ".";
      shown += clause.name;
    }
    std::string hint = "break the circle: let one of them rest on acts alone";
    for (const int i : names) {
      const Clause& clause = law_.clauses[static_cast<std::size_t>(i)];
      if (clause.exception_to >= 0 && clause.form == Form::date) {
        hint = fmt::format(
            "the exception `{}` speaks of the date that it changes: write `that day`", clause.name);
        break;
      }
    }
    errors_.push_back({Code::recursion, begin.place,
                       fmt::format("a definition may not rest on itself: {}; {}", shown, hint)});
  }

  // What the clause names itself, and what those that it rests on use.
  void uses(std::size_t self) {
    Clause& clause = law_.clauses[self];
    const LawInstrument* instrument = instrument_of(law_, clause);
    clause.uses_case_field.assign(instrument ? instrument->fields.size() : 0, false);
    clause.uses_dispute.assign(law_.disputes.size(), false);
    auto field = [&](int index) {
      if (index >= 0 && static_cast<std::size_t>(index) < clause.uses_case_field.size()) {
        clause.uses_case_field[static_cast<std::size_t>(index)] = true;
      }
    };
    auto one = [&](const Path& p) {
      if (p.root == Path::Root::case_field) field(p.index);
    };
    auto path = [&](const auto& p) {
      if (p) one(*p);
    };
    auto crime = [&](const auto& c) {
      if (c && c->from == CrimeRef::From::case_field) field(c->field);
      if (c) path(c->path);
    };
    auto visit = [&](const Expr& e) {
      path(e.path);
      path(e.path2);
      crime(e.crime);
      crime(e.crime2);
      for (const Path& p : e.call) one(p);
      if (e.domain) {
        for (const Path& p : e.domain->sets) one(p);
        path(e.domain->by);
        path(e.domain->about);
        path(e.domain->of);
      }
      if (e.kind == ExprKind::begun) clause.uses_incident = true;
      if (e.kind == ExprKind::reading)
        clause.uses_dispute[static_cast<std::size_t>(e.index)] = true;
      if (e.kind == ExprKind::covers && instrument) {
        clause.uses_incident = true;
        for (std::size_t i = 0; i < instrument->fields.size(); ++i) {
          const CaseField::Kind kind = instrument->fields[i].kind;
          const bool states = kind == CaseField::Kind::states || kind == CaseField::Kind::place;
          if (states ? !(e.apart.place && e.apart.persons)
                     : kind == CaseField::Kind::crime && !e.apart.crime) {
            clause.uses_case_field[i] = true;
          }
        }
      }
    };
    each_expr(clause.value.get(), visit);
    each_expr(clause.when.get(), visit);
    for (const int to : rests_on_[self]) {
      const Clause& other = law_.clauses[static_cast<std::size_t>(to)];
      clause.uses_incident = clause.uses_incident || other.uses_incident;
      for (std::size_t i = 0; i < other.uses_dispute.size(); ++i) {
        if (other.uses_dispute[i]) clause.uses_dispute[i] = true;
      }
      // A case has one set of fields; another instrument's are the same by name.
      const LawInstrument* theirs = instrument_of(law_, other);
      for (std::size_t i = 0; theirs && i < other.uses_case_field.size(); ++i) {
        if (!other.uses_case_field[i]) continue;
        if (theirs == instrument) {
          clause.uses_case_field[i] = true;
        } else if (instrument) {
          field(instrument->field_index(theirs->fields[i].name));
        }
      }
    }
  }

  // --- first day when ... true since ever ---------------------------------

  enum class Sure : std::uint8_t { no, unknown, yes };
  struct Count {
    double lo = 0, hi = std::numeric_limits<double>::infinity();
  };

  // On the first day of all: no act has been received, and whichever come,
  // come later.
  Sure on_first_day(const Expr* e) {
    if (!e) return Sure::yes;
    auto arg = [&](std::size_t i) { return i < e->args.size() ? e->args[i].get() : nullptr; };
    auto negate = [](Sure s) {
      return s == Sure::yes ? Sure::no : s == Sure::no ? Sure::yes : Sure::unknown;
    };
    switch (e->kind) {
      case ExprKind::all: {
        Sure out = Sure::yes;
        for (const auto& a : e->args) out = std::min(out, on_first_day(a.get()));
        return out;
      }
      case ExprKind::any: {
        Sure out = Sure::no;
        for (const auto& a : e->args) out = std::max(out, on_first_day(a.get()));
        return out;
      }
      case ExprKind::negation:
        return negate(on_first_day(arg(0)));
      case ExprKind::window: {
        const Sure begun = arg(0) ? (later(arg(0)) ? Sure::no : Sure::unknown) : Sure::yes;
        const Sure open = arg(1) ? (later(arg(1)) ? Sure::yes : Sure::unknown) : Sure::yes;
        return std::min(begun, open);
      }
      case ExprKind::number_compare: {
        const Count a = count(arg(0)), b = count(arg(1));
        auto decide = [](bool yes, bool no) {
          return yes ? Sure::yes : no ? Sure::no : Sure::unknown;
        };
        switch (e->number_op) {
          case NumberOp::at_least:
            return decide(a.lo >= b.hi, a.hi < b.lo);
          case NumberOp::at_most:
            return decide(a.hi <= b.lo, a.lo > b.hi);
          case NumberOp::more_than:
            return decide(a.lo > b.hi, a.hi <= b.lo);
          case NumberOp::less_than:
            return decide(a.hi < b.lo, a.lo >= b.hi);
        }
        return Sure::unknown;
      }
      case ExprKind::some:
      case ExprKind::no:
      case ExprKind::every: {
        if (!e->domain || e->domain->over == Domain::Over::sets) return Sure::unknown;
        const Sure with = on_first_day(arg(0));
        if (e->kind == ExprKind::every) return with == Sure::yes ? Sure::yes : Sure::unknown;
        const Sure some = with == Sure::no ? Sure::no : Sure::unknown;
        return e->kind == ExprKind::some ? some : negate(some);
      }
      case ExprKind::call_rule: {
        const Clause& clause = law_.clauses[static_cast<std::size_t>(e->index)];
        if (!clause.exceptions.empty() || !clause.value) return Sure::unknown;
        auto& known = first_day_[static_cast<std::size_t>(e->index)];
        if (!known) known = on_first_day(clause.value.get());
        return *known;
      }
      default:
        return Sure::unknown;
    }
  }

  // Is that day certainly not the first day of all?
  bool later(const Expr* e) const {
    switch (e->kind) {
      case ExprKind::iso:
        return e->day > Day::first();
      case ExprKind::never:
      case ExprKind::call_date:
      case ExprKind::first_day_when:
      case ExprKind::earliest:
      case ExprKind::day_field:
      case ExprKind::month_after:
        return true;
      case ExprKind::plus:
        return e->amount >= 0 && later(e->args[0].get());
      case ExprKind::later:
        return std::any_of(e->args.begin(), e->args.end(),
                           [&](const auto& a) { return later(a.get()); });
      case ExprKind::earlier:
        return std::all_of(e->args.begin(), e->args.end(),
                           [&](const auto& a) { return later(a.get()); });
      default:
        return false;
    }
  }

  Count count(const Expr* e) {
    if (!e) return {};
    switch (e->kind) {
      case ExprKind::constant: {
        const double value = static_cast<double>(e->fraction.numerator()) /
                             static_cast<double>(e->fraction.denominator());
        return {value, value};
      }
      case ExprKind::fraction_of: {
        const Count of = count(e->args[0].get());
        const double part = static_cast<double>(e->fraction.numerator()) /
                            static_cast<double>(e->fraction.denominator());
        if (part == 0) return {0, 0};
        return {of.lo * part, of.hi * part};
      }
      case ExprKind::majority_of: {
        const Count of = count(e->args[0].get());
        return {std::floor(of.lo / 2) + 1, std::floor(of.hi / 2) + 1};
      }
      case ExprKind::number_of:
      case ExprKind::sum_of:
        if (e->domain && e->domain->over != Domain::Over::sets && !e->args.empty() && e->args[0] &&
            on_first_day(e->args[0].get()) == Sure::no) {
          return {0, 0};
        }
        return {};
      case ExprKind::call_number: {
        const Clause& clause = law_.clauses[static_cast<std::size_t>(e->index)];
        return clause.exceptions.empty() ? count(clause.value.get()) : Count{};
      }
      default:
        return {};
    }
  }

  void since_ever() {
    first_day_.resize(law_.clauses.size());
    for (const Clause& clause : law_.clauses) {
      auto visit = [&](const Expr& e) {
        if (e.kind == ExprKind::first_day_when && !e.args.empty() &&
            on_first_day(e.args[0].get()) == Sure::yes) {
          errors_.push_back(
              {Code::true_since_ever, e.place,
               "this holds since ever, before any act, as 7/8 of nobody is nobody, so it has no "
               "first day; add what must come before, such as `from entry and`"});
        }
      };
      each_expr(clause.value.get(), visit);
      each_expr(clause.when.get(), visit);
    }
  }

  // --- reach --------------------------------------------------------------

  void unreached() {
    std::vector<bool> reached(law_.clauses.size(), false);
    std::vector<int> open;
    auto root = [&](int i) {
      if (i >= 0 && !reached[static_cast<std::size_t>(i)]) {
        reached[static_cast<std::size_t>(i)] = true;
        open.push_back(i);
      }
    };
    for (const LawInstrument& instrument : law_.instruments) {
      for (const Question& q : instrument.questions) {
        root(q.clause);
        for (const Question::Basis& basis : q.bases) root(basis.clause);
        for (const int limit : q.limits) root(limit);
        root(q.triggered);
        root(q.suspended);
        for (const int note : q.notes) root(note);
      }
      for (const Effective& effective : instrument.effective) root(effective.clause);
      for (const Consequence& each : instrument.consequences) root(each.clause);
      const Ballot& ballot = instrument.ballot;
      for (const int named :
           {ballot.clause, ballot.seats, ballot.required, ballot.blocks, ballot.apart}) {
        root(named);
      }
      for (const char* name : status_rules) {
        if (const auto at = instrument.clauses.find(std::string_view(name));
            at != instrument.clauses.end()) {
          root(at->second);
        }
      }
      for (const CasesTable& table : instrument.cases) {
        for (const CasesTable::Cell& column : table.columns) {
          const auto at = instrument.clauses.find(
              std::string_view(column.text).substr(0, column.text.find('(')));
          if (at != instrument.clauses.end()) root(at->second);
        }
      }
    }
    while (!open.empty()) {
      const int i = open.back();
      open.pop_back();
      for (const int to : rests_on_[static_cast<std::size_t>(i)]) root(to);
      root(law_.clauses[static_cast<std::size_t>(i)].exception_to);
    }
    for (std::size_t i = 0; i < law_.clauses.size(); ++i) {
      const Clause& clause = law_.clauses[i];
      if (reached[i] || clause.exception_to >= 0 || from_common_[i]) continue;
      const char* form = clause.form == Form::rule   ? "rule"
                         : clause.form == Form::date ? "date"
                                                     : "number";
      law_.warnings.push_back(
          {Code::never_used, clause.place,
           fmt::format("no question, status, `effective` or other definition reaches {} `{}`; "
                       "use it or remove it",
                       form, clause.name)});
    }
  }

  // --- what else is asked of all clauses -----------------------------------

  void what_is_read() {
    law_.kinds_read.assign(law_.kinds.size(), false);
    std::map<std::string_view, LawInstrument*> by_slug;
    for (LawInstrument& each : law_.instruments) by_slug.emplace(each.slug, &each);
    for (std::size_t i = 0; i < law_.clauses.size(); ++i) {
      const Clause& clause = std::as_const(law_.clauses)[i];
      if (const auto at = by_slug.find(clause.instrument); at != by_slug.end()) {
        at->second->all_clauses.push_back(static_cast<int>(i));
      }
      auto visit = [&](const Expr& e) {
        if (e.domain && e.domain->over == Domain::Over::acts && e.domain->kind >= 0) {
          law_.kinds_read[static_cast<std::size_t>(e.domain->kind)] = true;
        }
      };
      each_expr(clause.value.get(), visit);
      each_expr(clause.when.get(), visit);
    }
    for (LawInstrument& each : law_.instruments) looks_at(each);
  }

  void looks_at(LawInstrument& instrument) {
    std::set<std::string, std::less<>> slugs{instrument.slug};
    const auto look_at = [&](int kind) {
      if (kind >= 0) slugs.insert(law_.kinds[static_cast<std::size_t>(kind)].instrument);
    };
    look_at(instrument.ballot.merges);
    std::vector<int> open = instrument.all_clauses;
    std::set<int> met(open.begin(), open.end());
    while (!open.empty()) {
      const auto i = static_cast<std::size_t>(open.back());
      open.pop_back();
      const Clause& clause = std::as_const(law_.clauses)[i];
      for (const Param& param : clause.params) look_at(param.kind);
      auto visit = [&](const Expr& e) {
        if (e.domain && e.domain->over == Domain::Over::acts) look_at(e.domain->kind);
      };
      each_expr(clause.value.get(), visit);
      each_expr(clause.when.get(), visit);
      for (const int to : rests_on_[i]) {
        if (met.insert(to).second) open.push_back(to);
      }
    }
    instrument.looks_at.assign(slugs.begin(), slugs.end());
  }

  Law& law_;
  const std::vector<bool>& from_common_;
  Errors& errors_;
  std::vector<std::vector<int>> rests_on_;
  std::vector<int> order_;
  std::vector<std::optional<Sure>> first_day_;
};

}  // namespace

void analyse(Law& law, const std::vector<bool>& from_common, Errors& errors) {
  Graph(law, from_common, errors).run();
}

}  // namespace ratione::internal
