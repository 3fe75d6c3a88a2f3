#include "proof/grounds.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/asked.h"
#include "engine/decide.h"
#include "engine/worlds.h"
#include "oracle/export.h"
#include "proof/prover.h"

namespace ratione {

namespace {

// Days, readings and options for which a bound of the answer is shown.
struct Part {
  std::vector<int> world;  // a reading of each dispute, -1: any
  std::map<std::string, std::string> options;
  Days days;
  Bounds claim;
  std::vector<StepPtr> steps;
};

std::string listed(const std::vector<std::string>& terms) {
  return fmt::format("[{}]", fmt::join(terms, ","));
}

std::string range_term(DayRange d) {
  return fmt::format("r({},{})", prolog_day(d.lo), prolog_day(d.hi));
}

std::string states_term(const std::vector<StateOn>& states) {
  std::vector<std::string> terms;
  for (const StateOn& on : states) terms.push_back(prolog_atom(on.state.text()));
  return "states(" + listed(terms) + ")";
}

std::string value_term(const CaseField& field, const FieldValue& value) {
  if (value.is == FieldValue::Is::unknown) return "unknown";
  if (value.is == FieldValue::Is::none) return "none";
  switch (field.kind) {
    case CaseField::Kind::states:
      return states_term(value.states);
    case CaseField::Kind::crime:
      return "crime(" + prolog_atom(value.text) + ")";
    case CaseField::Kind::number:
      if (!value.number) return "unknown";
      return fmt::format("num({},{})", value.number->numerator(), value.number->denominator());
    case CaseField::Kind::truth:
      return value.truth.value_or(false) ? "truth(yes)" : "truth(no)";
    case CaseField::Kind::one_of:
    case CaseField::Kind::place:
      break;
  }
  return "option(" + prolog_atom(value.text) + ")";
}

std::string finding_term(const LawInstrument& instrument, const std::string& written, bool yes) {
  std::size_t open = written.find('(');
  std::string args;
  if (open != std::string::npos) {
    args = prolog_atom(written.substr(open + 1, written.size() - open - 2));
  }
  return fmt::format("found({},[{}])={}",
                     prolog_atom(instrument.slug + "." + written.substr(0, open)), args,
                     yes ? "yes" : "no");
}

std::string case_term(const LawInstrument& instrument, const Situation& s) {
  std::vector<std::string> places, fields, findings;
  for (const std::string& place : s.places) places.push_back(prolog_atom(place));
  for (const auto& [name, value] : s.fields) {
    // The States of places are the atlas's: the checker asks it.
    if (name == "territory" && !s.places.empty()) continue;
    fields.push_back(prolog_atom(name) + "=" + value_term(*instrument.field(name), value));
  }
  for (const auto& [written, yes] : s.findings)
    findings.push_back(finding_term(instrument, written, yes));
  return fmt::format("case({},{},{},{},{})", prolog_day(s.days.from),
                     prolog_day(*add_days(s.days.until, -1)),
                     places.empty() ? "unknown" : listed(places), listed(fields), listed(findings));
}

std::string step_term(const Law& law, const Step& step) {
  const Clause& clause = law.clauses[static_cast<std::size_t>(step.clause)];
  std::vector<std::string> args;
  for (const Value& arg : step.args) {
    args.push_back(arg.act   ? prolog_atom(arg.act->act->id)
                   : arg.day ? range_term(*arg.day)
                             : prolog_atom(arg.state.text()));
  }
  std::string id = prolog_atom(clause.instrument + "." + clause.name);
  if (!step.day) {
    return fmt::format("rule({},{},{},{},{}-{})", id, listed(args), prolog_day(step.days.first),
                       prolog_day(step.days.last), step.claim.lo, step.claim.hi);
  }
  std::vector<std::string> firsts;
  for (const Step::First& first : step.firsts) {
    std::vector<std::string> cuts;
    for (Day cut : first.cuts) cuts.push_back(prolog_day(cut));
    firsts.push_back(fmt::format("first({},{})", range_term(first.day), listed(cuts)));
  }
  return fmt::format("date({},{},{},{})", id, listed(args), range_term(*step.day), listed(firsts));
}

std::string steps_term(const Law& law, const std::vector<StepPtr>& steps) {
  std::vector<std::string> terms;
  for (const StepPtr& step : steps) terms.push_back("\n  " + step_term(law, *step));
  return listed(terms);
}

std::string world_term(const Law& law, const std::vector<int>& world) {
  if (world.empty()) return "w";
  std::vector<std::string> terms;
  for (std::size_t d = 0; d < world.size(); ++d) {
    terms.push_back(world[d] < 0 ? "-"
                                 : prolog_reading(law, d, static_cast<std::size_t>(world[d])));
  }
  return fmt::format("w({})", fmt::join(terms, ","));
}

}  // namespace

struct Grounds::Inside {
  Inside(const Law& l, const Atlas& atlas, Day k, const LawInstrument& i, Facts f)
      : law(l),
        instrument(i),
        known_day(k),
        facts(std::move(f)),
        evaluator(l, facts, atlas, k, i) {}

  const Law& law;
  const LawInstrument& instrument;
  Day known_day;
  Facts facts;
  Evaluator evaluator;
  Prover::Known known;
};

namespace {

// The parts of one answer: each world that differs, each option left to choice.
class Parts {
 public:
  Parts(Evaluator& e, Prover::Known& known, const LawInstrument& instrument,
        const Situation& situation, const std::vector<std::string>& preferred, bool apart)
      : e_(e),
        apart_(apart),
        instrument_(instrument),
        rule_(instrument.questions.front().clause),
        days_(situation.days),
        prover_(e, known, {preferred.begin(), preferred.end()}) {
    for (std::size_t f = 0; f < instrument.fields.size(); ++f) {
      const CaseField& field = instrument.fields[f];
      if (field.left_out == CaseField::LeftOut::any && !situation.fields.contains(field.name))
        choices_.push_back(static_cast<int>(f));
    }
  }

  bool gather() {
    std::map<std::string, std::string> chosen;
    options(0, chosen);
    e_.take_reads();
    Leaves leaves = explore(e_, [&] {
      TruthLine best(Truth::no);
      for (const auto& each : ways_) {
        choose(each);
        best = either(best, e_.rule(rule_, {}));
      }
      return best;
    });
    for (const Leaf& leaf : leaves.leaves) {
      enter(e_, leaf.world);
      bool ok = world();
      leave(e_, leaf.world);
      if (!ok) return false;
    }
    return true;
  }

  // What the parts come to, without filling in what is unknown.
  Conclusion conclusion() const {
    auto has = [&](int value) {
      return std::find(values_.begin(), values_.end(), value) != values_.end();
    };
    if (has(1)) return has(0) && has(2) ? Conclusion::disputed : Conclusion::undetermined;
    return has(0) && has(2) ? Conclusion::disputed : has(2) ? Conclusion::yes : Conclusion::no;
  }

  std::vector<Part> parts;
  bool given_up() const { return prover_.given_up(); }
  const Gathered& gathered() { return prover_.gathered(); }

 private:
  void options(std::size_t i, std::map<std::string, std::string>& chosen) {
    if (i == choices_.size()) return ways_.push_back(chosen);
    const CaseField& field = instrument_.fields[static_cast<std::size_t>(choices_[i])];
    for (const std::string& option : field.options) {
      chosen[field.name] = option;
      options(i + 1, chosen);
    }
  }
  void choose(const std::map<std::string, std::string>& way) {
    for (const auto& [name, option] : way) {
      FieldValue value;
      value.is = FieldValue::Is::known;
      value.text = option;
      e_.inputs().set_field(instrument_.field_index(name), value);
    }
  }

  // A world whose disputes without a reading make a difference to what can be
  // shown is taken apart; on demand also one that was shown without them.
  bool world() {
    const std::size_t start = parts.size(), before = values_.size();
    prover_.met().clear();
    const bool shown = in_this_world();
    if (prover_.given_up()) return false;
    const std::set<int> met = prover_.met();
    if (shown && !apart_) return true;
    for (int dispute : met) {
      if (!e_.inputs().is_open(dispute)) continue;
      parts.resize(start);
      values_.resize(before);
      const auto& readings = e_.law().disputes[static_cast<std::size_t>(dispute)].readings;
      bool ok = true;
      for (std::size_t r = 0; r < readings.size() && ok; ++r) {
        e_.inputs().choose(dispute, static_cast<int>(r));
        ok = world();
      }
      e_.inputs().open(dispute);
      return ok;
    }
    if (!shown) {
      parts.resize(start);
      values_.resize(before);
    }
    return shown;
  }

  bool in_this_world() {
    Days all{days_.from, *add_days(days_.until, -1)};
    std::vector<TruthLine> lines;
    int value = 0;
    for (const auto& way : ways_) {
      choose(way);
      lines.push_back(e_.rule(rule_, {}));
      value = std::max(value, bounds_of(lines.back(), all).hi);
    }
    values_.push_back(value);
    // Some day and some option from below.
    for (std::size_t w = 0; value > 0 && w < ways_.size(); ++w) {
      if (bounds_of(lines[w], all).hi != value) continue;
      Day day = all.first;
      for (const auto& s : lines[w].segments()) {
        if (static_cast<int>(lines[w].at(day)) == value) break;
        if (s.from > day && s.from <= all.last) day = s.from;
      }
      if (!shown(ways_[w], {day, day}, {value, 2})) return false;
      break;
    }
    // All days and all options from above.
    for (std::size_t w = 0; value < 2 && w < ways_.size(); ++w) {
      if (!shown(ways_[w], all, {0, value})) return false;
    }
    return true;
  }

  bool shown(const std::map<std::string, std::string>& way, Days days, Bounds claim) {
    choose(way);
    Gathered& have = prover_.gathered();
    have.own.clear();
    std::vector<Days> pieces;
    if (!prover_.rule_in_pieces(rule_, days, claim, pieces)) return false;
    Part part;
    for (std::size_t d = 0; d < e_.law().disputes.size(); ++d) {
      int dispute = static_cast<int>(d);
      part.world.push_back(e_.inputs().is_open(dispute) ? -1 : e_.inputs().reading(dispute));
    }
    part.options = way;
    part.claim = claim;
    part.steps = have.own;
    for (Days piece : pieces) {
      part.days = piece;
      parts.push_back(part);
      part.steps = have.own;
    }
    return true;
  }

  Evaluator& e_;
  const bool apart_;
  const LawInstrument& instrument_;
  int rule_;
  Span days_;
  Prover prover_;
  std::vector<int> choices_;
  std::vector<int> values_;  // of each world
  std::vector<std::map<std::string, std::string>> ways_;
};

}  // namespace

Grounds::Grounds(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Grounds::Grounds(Grounds&&) noexcept = default;
Grounds& Grounds::operator=(Grounds&&) noexcept = default;
Grounds::~Grounds() = default;

Results<Grounds> Grounds::make(const Law& law, const Record& record, const Atlas& atlas, Day known,
                               const LawInstrument& instrument) {
  Results<Facts> facts = Facts::make(law, record, atlas, known);
  if (!facts) return tl::unexpected<Errors>(std::move(facts.error()));
  return Grounds(std::make_unique<Inside>(law, atlas, known, instrument, std::move(*facts)));
}

std::string Grounds::text(const std::string& id, const Situation& situation,
                          const Verdict& verdict) {
  Inside& in = *inside_;
  const std::string name = prolog_atom(id);
  for (const auto& [field, value] : situation.fields) {
    bool plain = std::all_of(value.states.begin(), value.states.end(), [](const StateOn& on) {
      return on.only_on.empty() && on.days == Span::always();
    });
    if (!plain && (field != "territory" || situation.places.empty())) {
      return fmt::format("not_checked({},'a State of {} on some days or readings only').\n", name,
                         field);
    }
  }
  put(in.evaluator, in.instrument, situation);
  const std::vector<std::string> told = acts_of(verdict.proof);
  auto made =
      std::make_unique<Parts>(in.evaluator, in.known, in.instrument, situation, told, false);
  if (!made->gather()) {
    return fmt::format("not_checked({},'{}').\n", name,
                       made->given_up() ? "it branches so much that the search was given up"
                                        : "no steps were found that show it");
  }
  // The tree tells one world. Where a dispute makes no difference, it may tell what
  // counts on one reading only.
  auto shows_all = [&] {
    const auto& acts = made->gathered().acts;
    return std::all_of(told.begin(), told.end(), [&](const std::string& act) {
      return std::find(acts.begin(), acts.end(), act) != acts.end();
    });
  };
  if (!shows_all()) {
    auto apart =
        std::make_unique<Parts>(in.evaluator, in.known, in.instrument, situation, told, true);
    if (apart->gather()) made = std::move(apart);
  }
  Parts& parts = *made;
  if (parts.conclusion() != verdict.conclusion) {
    return fmt::format("not_checked({},'{} was found by filling in what is unknown').\n", name,
                       word(verdict.conclusion));
  }
  std::vector<std::string> terms, acts;
  for (const Part& part : parts.parts) {
    std::vector<std::string> options;
    for (const auto& [field, option] : part.options)
      options.push_back(fmt::format("{}=option({})", prolog_atom(field), prolog_atom(option)));
    terms.push_back(fmt::format("\n part({},{},{},{},{}-{},{})", world_term(in.law, part.world),
                                listed(options), prolog_day(part.days.first),
                                prolog_day(part.days.last), part.claim.lo, part.claim.hi,
                                steps_term(in.law, part.steps)));
  }
  for (const std::string& act : parts.gathered().acts) acts.push_back(prolog_atom(act));
  const Clause& rule =
      in.law.clauses[static_cast<std::size_t>(in.instrument.questions.front().clause)];
  return fmt::format("proof({},{},{},{},{},\n {},{},{}).\n", name, prolog_day(in.known_day),
                     case_term(in.instrument, situation),
                     prolog_atom(rule.instrument + "." + rule.name), word(verdict.conclusion),
                     listed(acts), steps_term(in.law, parts.gathered().any), listed(terms));
}

}  // namespace ratione
