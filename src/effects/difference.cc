#include "effects/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "effects/reach.h"
#include "effects/stages.h"
#include "engine/consequences.h"

namespace ratione {

namespace {

using Tells = Consequence::Tells;

// Do readings differ on some of these days?
bool disputed(Engine& engine, const LawInstrument& instrument, const Consequence& told,
              StateCode state, Span days) {
  const std::vector<WorldLine> worlds = lines_over(engine, instrument, told.clause, state);
  return std::any_of(worlds.begin(), worlds.end(), [&](const WorldLine& each) {
    const auto differs =
        combine(each.line, worlds.front().line, [](Truth a, Truth b) { return truth_of(a != b); });
    return best_in(differs, days) == Truth::yes;
  });
}

class Comparison {
 public:
  Comparison(const Law& law, const States& states, Engine& without, Engine& with,
             const std::set<std::string>& acts)
      : law_(law), states_(states), without_(without), with_(with), acts_(acts) {}

  Difference run() {
    for (const LawInstrument* each : reached(law_, acts_)) {
      const LawInstrument& instrument = *each;
      dates(instrument);
      for (const State& state : states_.all()) of_state(instrument, state.code);
      thresholds(instrument);
      for (int clause : rules_of_the_case(law_, instrument)) rule(instrument, clause, StateCode{});
    }
    // The acts in question first, then by the day on which something changes.
    std::stable_sort(out_.dates.begin(), out_.dates.end(),
                     [](const DateMoved& a, const DateMoved& b) { return a.own && !b.own; });
    auto by_day = [](const auto& a, const auto& b) { return a.days.from < b.days.from; };
    std::stable_sort(out_.statuses.begin(), out_.statuses.end(), by_day);
    std::stable_sort(out_.bonds.begin(), out_.bonds.end(), by_day);
    std::stable_sort(out_.thresholds.begin(), out_.thresholds.end(), by_day);
    return std::move(out_);
  }

 private:
  static bool has_a_day(const DateRow& row) {
    return row.outcome == "in_force" || row.outcome == "pending";
  }

  void dates(const LawInstrument& instrument) {
    std::map<std::pair<std::string, std::string>, DateMoved> rows;
    auto take = [&](const std::vector<DateRow>& of, bool after) {
      for (const DateRow& row : of) {
        DateMoved& moved = rows[{row.act_id, row.act_id.empty() ? row.kind : ""}];
        moved.instrument = &instrument;
        moved.what = row.kind;
        moved.act = row.act_id;
        moved.state = row.state;
        if (after || moved.cites.empty()) moved.cites = row.cites;
        (after ? moved.after : moved.before) = has_a_day(row) ? row.effective : std::nullopt;
        (after ? moved.outcome_after : moved.outcome_before) = row.outcome;
        moved.own = acts_.contains(row.act_id);
      }
    };
    take(without_.dates(instrument), false);
    take(with_.dates(instrument), true);
    for (auto& [key, moved] : rows) {
      if (moved.before == moved.after && moved.outcome_before == moved.outcome_after) continue;
      out_.dates.push_back(std::move(moved));
    }
  }

  void of_state(const LawInstrument& instrument, StateCode state) {
    std::set<int> moved;
    for (int clause : rules_over_states(law_, instrument)) {
      if (rule(instrument, clause, state)) moved.insert(clause);
    }
    if (moved.empty()) return;
    statuses(instrument, state);
    if (auto bound = instrument.clauses.find("bound");
        bound != instrument.clauses.end() && moved.contains(bound->second)) {
      membership(instrument, bound->second, state);
    }
    for (const Consequence& each : instrument.consequences) {
      if (each.tells != Tells::duty && each.tells != Tells::right && each.tells != Tells::remains) {
        continue;
      }
      if (moved.contains(each.clause)) bond(instrument, each, state);
    }
  }

  void statuses(const LawInstrument& instrument, StateCode state) {
    auto line = [&](Engine& engine) {
      std::vector<Timeline<std::string>::Segment> segments;
      for (const Stage& stage : stages_of(engine, instrument, state)) {
        segments.push_back({stage.days.from, stage.status});
      }
      return Timeline<std::string>::from_segments(std::move(segments));
    };
    auto both = combine(line(without_), line(with_),
                        [](const std::string& a, const std::string& b) { return std::pair(a, b); });
    each_difference(both, [&](const auto& values, Span days) {
      out_.statuses.push_back({&instrument, state, values.first, values.second, days});
    });
  }

  void membership(const LawInstrument& instrument, int bound, StateCode state) {
    auto spans = [&](Engine& engine) {
      return line_over(engine, instrument, bound, state).where([](Truth t) {
        return t == Truth::yes;
      });
    };
    std::vector<Span> before = spans(without_), after = spans(with_);
    if (before == after) return;
    const std::size_t count = std::max(before.size(), after.size());
    auto add = [&](const char* what, std::optional<Day> a, std::optional<Day> b) {
      if (a == b) return;
      DateMoved moved;
      moved.instrument = &instrument;
      moved.what = what;
      moved.state = state;
      if (a) moved.before = DayRange::on(*a);
      if (b) moved.after = DayRange::on(*b);
      moved.cites = law_.clauses[static_cast<std::size_t>(bound)].cites;
      out_.dates.push_back(std::move(moved));
    };
    auto from = [](const std::vector<Span>& of, std::size_t i) -> std::optional<Day> {
      if (i >= of.size()) return std::nullopt;
      return of[i].from;
    };
    auto until = [](const std::vector<Span>& of, std::size_t i) -> std::optional<Day> {
      if (i >= of.size() || of[i].until == Day::never()) return std::nullopt;
      return of[i].until;
    };
    for (std::size_t i = 0; i < count; ++i) {
      add("bound_from", from(before, i), from(after, i));
      add("bound_until", until(before, i), until(after, i));
    }
  }

  void bond(const LawInstrument& instrument, const Consequence& told, StateCode state) {
    TruthLine before = line_over(without_, instrument, told.clause, state);
    TruthLine after = line_over(with_, instrument, told.clause, state);
    if (before == after) return;
    auto both = combine(before, after, [](Truth a, Truth b) { return std::pair(a, b); });
    each_difference(both, [&](const auto& values, Span days) {
      out_.bonds.push_back({&instrument, &told, state, values.first, values.second, days,
                            disputed(with_, instrument, told, state, days)});
    });
  }

  void thresholds(const LawInstrument& instrument) {
    for (const Consequence& each : instrument.consequences) {
      if (each.tells != Tells::threshold) continue;
      ++out_.compared;
      auto line = [&](Engine& engine) {
        return amount(engine, instrument, each.clause).map([](const NumberRange& range) {
          return range.lo;
        });
      };
      auto both = combine(line(without_), line(with_),
                          [](const Fraction& a, const Fraction& b) { return std::pair(a, b); });
      each_difference(both, [&](const auto& values, Span days) {
        out_.thresholds.push_back({&instrument, &each, values.first, values.second, days});
      });
    }
  }

  // Does it differ?
  bool rule(const LawInstrument& instrument, int clause, StateCode state) {
    ++out_.compared;
    std::vector<WorldLine> before = lines_over(without_, instrument, clause, state);
    std::vector<WorldLine> after = lines_over(with_, instrument, clause, state);
    out_.lines[state].push_back(after);
    if (before == after) return false;
    Span days{Day::never(), Day::first()};
    bool alike = before.size() == after.size();
    for (std::size_t i = 0; alike && i < before.size(); ++i) {
      alike = before[i].readings == after[i].readings;
      each_difference(
          combine(before[i].line, after[i].line, [](Truth a, Truth b) { return std::pair(a, b); }),
          [&](const auto&, Span differs) { days = hull(days, differs); });
    }
    if (!alike) days = Span::always();
    out_.rules.push_back(
        {&instrument, clause, state, days, worlds(instrument, clause, state, before, after)});
    return true;
  }

  // Where the rule differs: in which worlds, and whether for certain there. What is
  // undetermined because the case is left open is certain for the case that fits;
  // what waits for a finding about the act itself is not.
  std::vector<Difference::InWorld> worlds(const LawInstrument& instrument, int clause,
                                          StateCode state, const std::vector<WorldLine>& before,
                                          const std::vector<WorldLine>& after) {
    std::set<std::string> open;
    lines_over(with_, instrument, clause, state, &open);
    lines_over(without_, instrument, clause, state, &open);
    const bool waits = std::any_of(open.begin(), open.end(), [&](const std::string& finding) {
      return std::any_of(acts_.begin(), acts_.end(),
                         [&](const std::string& act) { return is_about(finding, act); });
    });
    std::vector<Difference::InWorld> out;
    for (const WorldLine& a : before) {
      for (const WorldLine& b : after) {
        Difference::InWorld world;
        if (!joined(a.readings, b.readings, world.readings)) continue;
        bool differs = false;
        world.certain = false;
        each_difference(combine(a.line, b.line, [](Truth x, Truth y) { return std::pair(x, y); }),
                        [&](const std::pair<Truth, Truth>& values, Span) {
                          differs = true;
                          world.certain |= !waits || (values.first != Truth::undetermined &&
                                                      values.second != Truth::undetermined);
                        });
        if (differs) out.push_back(std::move(world));
      }
    }
    return out;
  }

  // Is the finding, as written ("speaks_for(lakes-accord/TCD-2006-1)"), about the act?
  static bool is_about(std::string_view finding, const std::string& act) {
    for (std::size_t at = finding.find(act); at != std::string_view::npos;
         at = finding.find(act, at + 1)) {
      const std::size_t end = at + act.size();
      const bool begins = at > 0 && (finding[at - 1] == '(' || finding[at - 1] == ',');
      if (begins && end < finding.size() && (finding[end] == ')' || finding[end] == ',')) {
        return true;
      }
    }
    return false;
  }

  // The readings of both; false: they exclude each other.
  static bool joined(const std::vector<std::pair<int, int>>& a,
                     const std::vector<std::pair<int, int>>& b,
                     std::vector<std::pair<int, int>>& out) {
    std::map<int, int> all(a.begin(), a.end());
    for (const auto& [dispute, reading] : b) {
      if (all.emplace(dispute, reading).first->second != reading) return false;
    }
    out.assign(all.begin(), all.end());
    return true;
  }

  static Span hull(Span a, Span b) {
    return {std::min(a.from, b.from), std::max(a.until, b.until)};
  }

  template <class Pair, class Take>
  static void each_difference(const Timeline<Pair>& both, Take take) {
    auto segments = both.segments();
    for (std::size_t i = 0; i < segments.size(); ++i) {
      if (segments[i].value.first == segments[i].value.second) continue;
      const Day until = i + 1 < segments.size() ? segments[i + 1].from : Day::never();
      if (segments[i].from < until) take(segments[i].value, Span{segments[i].from, until});
    }
  }

  const Law& law_;
  const States& states_;
  Engine& without_;
  Engine& with_;
  const std::set<std::string>& acts_;
  Difference out_;
};

}  // namespace

bool Difference::changes_law() const {
  return !statuses.empty() || !bonds.empty() || !thresholds.empty() || !rules.empty() ||
         std::any_of(dates.begin(), dates.end(), [](const DateMoved& date) { return !date.own; });
}

std::set<StateCode> Difference::states() const {
  std::set<StateCode> out;
  for (const StatusMoved& each : statuses) out.insert(each.state);
  for (const BondMoved& each : bonds) out.insert(each.state);
  for (const RuleMoved& each : rules) out.insert(each.state);
  for (const DateMoved& each : dates) out.insert(each.state);
  out.erase(StateCode{});
  return out;
}

bool Difference::rests_on_a_finding() const {
  return std::any_of(rules.begin(), rules.end(), [](const RuleMoved& rule) {
    return std::any_of(rule.worlds.begin(), rule.worlds.end(),
                       [](const InWorld& world) { return !world.certain; });
  });
}

bool Difference::reaches_everybody() const {
  return std::any_of(rules.begin(), rules.end(),
                     [](const RuleMoved& rule) { return rule.state.none(); }) ||
         std::any_of(dates.begin(), dates.end(),
                     [](const DateMoved& date) { return !date.own && date.state.none(); });
}

Span Difference::days() const {
  Span all{Day::never(), Day::first()};
  for (const RuleMoved& each : rules) {
    all = {std::min(all.from, each.days.from), std::max(all.until, each.days.until)};
  }
  return all;
}

std::string Difference::values(StateCode state, Day day) const {
  std::string out;
  auto of = lines.find(state);
  if (of == lines.end()) return out;
  for (const std::vector<WorldLine>& worlds : of->second) {
    for (const WorldLine& each : worlds) {
      out += static_cast<char>('0' + static_cast<int>(each.line.at(day)));
    }
    out += ',';
  }
  return out;
}

std::set<Day> Difference::cuts(Span days) const {
  std::set<Day> out;
  if (!days.empty()) out.insert(days.from);
  for (const auto& [state, of_state] : lines) {
    for (const std::vector<WorldLine>& worlds : of_state) {
      for (const WorldLine& each : worlds) {
        for (const TruthLine::Segment& segment : each.line.segments()) {
          if (days.contains(segment.from)) out.insert(segment.from);
        }
      }
    }
  }
  return out;
}

Difference difference(const Law& law, const States& states, Engine& without, Engine& with,
                      const std::set<std::string>& acts) {
  return Comparison(law, states, without, with, acts).run();
}

std::vector<BondMoved> bonds_that_stay(const Law& law, Engine& without, Engine& with,
                                       const std::set<std::string>& acts, StateCode state, Day on) {
  std::vector<BondMoved> out;
  for (const LawInstrument* reach : reached(law, acts)) {
    const LawInstrument& instrument = *reach;
    for (const Consequence& each : instrument.consequences) {
      if (each.tells != Tells::duty && each.tells != Tells::right) continue;
      TruthLine before = line_over(without, instrument, each.clause, state);
      TruthLine after = line_over(with, instrument, each.clause, state);
      if (before.at(on) != Truth::yes || after.at(on) != Truth::yes) continue;
      const Span days = after.span_at(on);
      out.push_back({&instrument, &each, state, Truth::yes, Truth::yes, days,
                     disputed(with, instrument, each, state, Span::one(on))});
    }
  }
  return out;
}

const Clause& clause_of(const Law& law, const Consequence& told) {
  return law.clauses[static_cast<std::size_t>(told.clause)];
}

}  // namespace ratione
