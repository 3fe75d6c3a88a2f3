#include "engine/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "engine/asked.h"
#include "engine/explain.h"
#include "engine/territory.h"
#include "engine/worlds.h"
#include "text/names.h"

namespace ratione {

namespace {

// How many worlds and completions one answer may try.
constexpr int most_completions = 4096;
constexpr int most_options = 1024;  // of one field, where answers of a class are shared

void collect_missing(const Proof& proof, std::vector<std::string>& out) {
  if (!proof.missing.empty() && std::find(out.begin(), out.end(), proof.missing) == out.end()) {
    out.push_back(proof.missing);
  }
  for (const Proof& child : proof.because) collect_missing(child, out);
}

class Decider {
 public:
  Decider(Evaluator& evaluator, Decided& decided, const LawInstrument& instrument,
          const Question& question, const Situation& situation, const States& states,
          const Help& help)
      : e_(evaluator),
        decided_(decided),
        instrument_(instrument),
        question_(question),
        situation_(situation),
        states_(states),
        help_(help) {}

  Verdict decide();

 private:
  struct Solved {
    Concluded concluded;
    std::shared_ptr<const Leaves> leaves;
    friend bool same(const Solved& a, const Solved& b) {
      if (a.concluded.conclusion != b.concluded.conclusion) return false;
      const auto& x = a.concluded.by_reading;
      const auto& y = b.concluded.by_reading;
      return x.size() == y.size() &&
             std::equal(x.begin(), x.end(), y.begin(), [](const ByReading& p, const ByReading& q) {
               return p.reading == q.reading && p.conclusion == q.conclusion;
             });
    }
  };

  Truth on_days(const TruthLine& line) const { return best_in(line, situation_.days); }
  // On a day of those asked; the verdict then holds for no more days than the line.
  Truth on(const TruthLine& line, Day day) {
    valid_ = valid_.intersect(line.span_at(situation_.days.from));
    return line.at(day);
  }
  // The first of the days asked on which the line has that value.
  std::optional<Day> first_day(const TruthLine& line, Truth value) const;
  void show_every_choice(Proof& proof, Day day);
  void missing_of_every_choice(std::vector<std::string>& missing, Day day);
  bool is_choice(int field) const;
  // A rule with the best choice of every field left to choice.
  TruthLine chosen_best(int clause, std::size_t choice = 0);
  void choose_best_for(Day day, std::size_t choice = 0);
  // Every world of the situation as it is completed now.
  std::shared_ptr<const Leaves> worlds();
  Solved solve();
  // Each of the cell's completions that could be, with what it answers; stops when
  // `take` says so. The cell is open again after.
  void try_each(Cell cell, const std::function<bool(const Completion&, const Solved&)>& take);
  const Answered* answered(int field, std::size_t completion) const;
  std::optional<std::uint64_t> class_of(int field, std::size_t completion,
                                        const Completion& option) const;
  std::vector<Cell> unknowns(const Reads& reads);
  const std::vector<Completion>& completions(Cell cell);
  void complete(Cell cell, const Completion& completion);
  void reopen(Cell cell);
  void bases_of(const Question::Basis& basis, Verdict& verdict, Day day, std::size_t choice);
  void bases_and_limits(Verdict& verdict, Day day);
  void bases_of_other_readings(Verdict& verdict, const Leaves& leaves);
  void fill_in(Verdict& verdict, const Solved& solved);
  // Leaves the inputs in the world that carries the answer; the day that is shown.
  Day show(const Leaf& shown, Verdict& verdict);
  Proof proof(Conclusion conclusion, Day day);
  Verdict proof_alone();
  void notes(Verdict& verdict, const Reads& reads);

  Evaluator& e_;
  Decided& decided_;
  const LawInstrument& instrument_;
  const Question& question_;
  const Situation& situation_;
  const States& states_;
  const Help& help_;
  // Fields left to choice, with their options.
  std::vector<std::pair<int, std::vector<Inputs::Versioned>>> choices_;
  bool tried_states_ = false;  // some field was completed with one State after the other
  int budget_ = most_completions;
  std::vector<Cell> completed_;  // cells that are completed now
  bool cut_ = false;             // some field was not completed for want of budget
  Span valid_ = Span::always();
};

std::optional<Day> Decider::first_day(const TruthLine& line, Truth value) const {
  for (const Span& span : line.where([value](Truth t) { return t == value; })) {
    Span part = span.intersect(situation_.days);
    if (!part.empty()) return part.from;
  }
  return std::nullopt;
}

TruthLine Decider::chosen_best(int clause, std::size_t choice) {
  if (choice == choices_.size()) return e_.rule(clause, {});
  const auto& [field, options] = choices_[choice];
  Inputs::Versioned before = e_.inputs().current(field);
  TruthLine best(Truth::no);
  for (const Inputs::Versioned& option : options) {
    e_.inputs().set_field(field, option);
    best = either(best, chosen_best(clause, choice + 1));
  }
  e_.inputs().set_field(field, before);
  return best;
}

// Leaves the fields left to choice at the option that gives the best answer on
// that day, so that the proof can follow it.
void Decider::choose_best_for(Day day, std::size_t choice) {
  if (choice == choices_.size()) return;
  const auto& [field, options] = choices_[choice];
  const Inputs::Versioned* best_option = nullptr;
  Truth best = Truth::no;
  for (const Inputs::Versioned& option : options) {
    e_.inputs().set_field(field, option);
    Truth t = chosen_best(question_.clause, choice + 1).at(day);
    if (!best_option || t > best) {
      best = t;
      best_option = &option;
    }
  }
  if (best_option) e_.inputs().set_field(field, *best_option);
  choose_best_for(day, choice + 1);
}

// A "no" that was left to choice is a no for every option: of each way to a yes,
// show the option under which it came nearest, which takes the longest proof.
void Decider::show_every_choice(Proof& proof, Day day) {
  for (const auto& [field, options] : choices_) {
    Inputs::Versioned chosen = e_.inputs().current(field);
    for (const Inputs::Versioned& option : options) {
      if (option.version == chosen.version) continue;
      e_.inputs().set_field(field, option);
      Proof other = explain_rule(e_, question_.clause, {}, day);
      for (Proof& node : proof.because) {
        for (Proof& same : other.because) {
          if (same.rule == node.rule && !node.rule.empty() && size_of(same) > size_of(node)) {
            node = std::move(same);
          }
        }
      }
    }
    e_.inputs().set_field(field, chosen);
  }
}

// Each option may lack a fact of its own: a State's consent the suspect's
// nationality, a referral of a region the exact place.
void Decider::missing_of_every_choice(std::vector<std::string>& missing, Day day) {
  for (const auto& [field, options] : choices_) {
    Inputs::Versioned chosen = e_.inputs().current(field);
    for (const Inputs::Versioned& option : options) {
      if (option.version == chosen.version) continue;
      e_.inputs().set_field(field, option);
      if (e_.rule(question_.clause, {}).at(day) != Truth::undetermined) continue;
      collect_missing(explain_rule(e_, question_.clause, {}, day), missing);
    }
    e_.inputs().set_field(field, chosen);
  }
}

bool Decider::is_choice(int field) const {
  return std::any_of(choices_.begin(), choices_.end(),
                     [&](const auto& choice) { return choice.first == field; });
}

std::vector<Cell> Decider::unknowns(const Reads& reads) {
  std::vector<Cell> fields, findings;
  for (Read read : reads.all()) {
    int field = e_.inputs().field_of(read.cell);
    if (field >= 0) {
      if (!is_choice(field) && e_.inputs().field(field).is == FieldValue::Is::unknown)
        fields.push_back(read.cell);
    } else if (e_.inputs().finding_of(read.cell) &&
               e_.inputs().answered(read.cell) == Inputs::Answer::open) {
      findings.push_back(read.cell);
    }
  }
  // The suspect's nationality first: the residual lists those that give yes.
  std::stable_sort(fields.begin(), fields.end(), [&](Cell a, Cell b) {
    auto rank = [&](Cell cell) {
      const std::string& name =
          instrument_.fields[static_cast<std::size_t>(e_.inputs().field_of(cell))].name;
      return name == "nationality" ? 0 : 1;
    };
    return rank(a) < rank(b);
  });
  fields.insert(fields.end(), findings.begin(), findings.end());
  return fields;
}

const std::vector<Completion>& Decider::completions(Cell cell) {
  int index = e_.inputs().field_of(cell);
  std::string name =
      index < 0 ? *e_.inputs().finding_of(cell) : instrument_.slug + "." + std::to_string(index);
  auto [it, fresh] = decided_.completions.try_emplace(name);
  std::vector<Completion>& out = it->second;
  if (!fresh) return out;
  if (index < 0) {
    // Presumed findings hold; only open ones are completed.
    const Finding* finding = finding_of(e_.law(), instrument_, name);
    if (finding == nullptr || finding->presumed) return out;
    for (bool yes : {true, false}) {
      Completion c;
      c.finding_yes = yes;
      c.words = yes ? "yes" : "no";
      out.push_back(std::move(c));
    }
    return out;
  }
  const CaseField& field = instrument_.fields[static_cast<std::size_t>(index)];
  auto add = [&](FieldValue value, std::string words, const State* state = nullptr) {
    Completion c;
    value.is = value.states.empty() && value.text.empty() && !value.truth ? FieldValue::Is::none
                                                                          : FieldValue::Is::known;
    c.value = e_.inputs().versioned(index, std::move(value));
    c.words = std::move(words);
    c.state = state;
    out.push_back(std::move(c));
  };
  switch (field.kind) {
    case CaseField::Kind::states:
      for (const State& state : states_.all()) {
        FieldValue value;
        value.states.push_back({state.code, Span::always(), ""});
        add(value, state.code.text(), &state);
      }
      add({}, "none");
      if (field.name == "territory") {
        // A part of a State may answer otherwise than the State: a referral
        // reaches a region, a declaration leaves one out.
        for (const PlaceEntry* place : places_named_by_acts(e_)) {
          add(territory_of(e_.atlas(), {place}), place->name);
          out.back().place = place->id;
        }
      }
      break;
    case CaseField::Kind::crime:
      for (const std::string& provision : field.among) {
        FieldValue value;
        value.text = provision;
        std::string words = written_provision(provision);
        for (const Crime& crime : instrument_.crimes) {
          if (crime.provision == provision) words = crime.name;
        }
        add(value, words);
      }
      break;
    case CaseField::Kind::one_of:
      for (const std::string& option : field.options) {
        FieldValue value;
        value.text = option;
        add(value, option);
      }
      break;
    case CaseField::Kind::truth:
      for (bool yes : {true, false}) {
        FieldValue value;
        value.truth = yes;
        add(value, yes ? "yes" : "no");
      }
      break;
    case CaseField::Kind::number:
    case CaseField::Kind::place:
      break;  // no end of values: they stay open
  }
  return out;
}

void Decider::complete(Cell cell, const Completion& completion) {
  int field = e_.inputs().field_of(cell);
  if (field < 0) {
    e_.inputs().answer(std::string(*e_.inputs().finding_of(cell)),
                       completion.finding_yes ? Inputs::Answer::yes : Inputs::Answer::no);
    return;
  }
  tried_states_ |= completion.state != nullptr;
  e_.inputs().set_field(field, completion.value);
  if (instrument_.fields[static_cast<std::size_t>(field)].name == "territory") {
    std::vector<std::string> places;
    if (completion.state) places.push_back(completion.state->code.text());
    if (!completion.place.empty()) places.push_back(completion.place);
    e_.inputs().set_places(std::move(places));
  }
}

void Decider::reopen(Cell cell) {
  int field = e_.inputs().field_of(cell);
  if (field < 0) {
    e_.inputs().answer(std::string(*e_.inputs().finding_of(cell)), Inputs::Answer::open);
    return;
  }
  e_.inputs().set_field(field, FieldValue{});
  if (instrument_.fields[static_cast<std::size_t>(field)].name == "territory")
    e_.inputs().set_places({});
}

std::shared_ptr<const Leaves> Decider::worlds() {
  auto& remembered = decided_.worlds[question_.clause];
  if (const auto* kept = remembered.find(e_.inputs())) return kept->result;
  auto leaves =
      std::make_shared<Leaves>(explore(e_, [&] { return chosen_best(question_.clause); }));
  Reads reads;
  for (Read read : leaves->reads.all()) {
    // Disputes were tried through, and so were choices: what counts is that
    // they were left to choice.
    int field = e_.inputs().field_of(read.cell);
    int option_of = e_.inputs().option_field(read.cell);
    if (e_.inputs().is_dispute(read.cell) || (field >= 0 && is_choice(field)) ||
        (option_of >= 0 && is_choice(option_of))) {
      continue;
    }
    reads.add(read);
  }
  for (const auto& [field, unused] : choices_) {
    Cell cell = e_.inputs().field_cell(field);
    reads.add({cell, e_.inputs().version(cell)});
  }
  return remembered.keep(std::move(reads), std::move(leaves)).result;
}

// What tells a completion's answer on the day asked; none: only trying it does.
std::optional<std::uint64_t> Decider::class_of(int field, std::size_t completion,
                                               const Completion& option) const {
  if (field < 0 || !help_.alike) return std::nullopt;
  const CompletionClass* of = help_.alike(field, completion);
  if (of == nullptr) return std::nullopt;
  std::vector<const FieldValue*> others;
  for (std::size_t f = 0; f < instrument_.fields.size(); ++f) {
    if (instrument_.fields[f].kind == CaseField::Kind::states && static_cast<int>(f) != field) {
      others.push_back(&e_.inputs().field(static_cast<int>(f)));
    }
  }
  return class_beside(*of, *option.value.value, others, situation_.days.from);
}

// Findings that were not looked at may be answered in any way.
const Answered* Decider::answered(int field, std::size_t completion) const {
  const Answered* known =
      field >= 0 && help_.answered ? help_.answered(field, completion) : nullptr;
  if (known == nullptr) return nullptr;
  for (Cell cell : completed_) {
    const std::string* finding = e_.inputs().finding_of(cell);
    if (finding == nullptr || std::find(known->findings.begin(), known->findings.end(), *finding) !=
                                  known->findings.end()) {
      return nullptr;
    }
  }
  return known;
}

void Decider::try_each(Cell cell,
                       const std::function<bool(const Completion&, const Solved&)>& take) {
  struct Known {
    Solved solved;
    int cost = 0;
    bool whole = false;  // no completion was left out for want of budget
  };
  const int field = e_.inputs().field_of(cell);
  const std::vector<Completion>& options = completions(cell);
  std::unordered_map<std::uint64_t, Known> by_class;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!options[i].possible(situation_.days.from)) continue;
    if (const Answered* known = answered(field, i)) {
      if (!take(options[i], Solved{known->concluded, nullptr})) break;
      continue;
    }
    const std::optional<std::uint64_t> of = class_of(field, i, options[i]);
    auto known = of ? by_class.find(*of) : by_class.end();
    // With less budget than this it might not be tried through.
    if (known != by_class.end() && known->second.whole &&
        budget_ >= known->second.cost + most_options) {
      budget_ -= known->second.cost;
    } else {
      const int before = budget_;
      const bool cut_before = std::exchange(cut_, false);
      complete(cell, options[i]);
      completed_.push_back(cell);
      Solved solved = solve();
      completed_.pop_back();
      known = by_class
                  .insert_or_assign(of.value_or(UINT64_MAX),
                                    Known{std::move(solved), before - budget_, !cut_})
                  .first;
      cut_ = cut_ || cut_before;
    }
    if (!take(options[i], known->second.solved)) break;
  }
  reopen(cell);
}

Decider::Solved Decider::solve() {
  Solved out;
  out.leaves = worlds();
  const Leaves& all = *out.leaves;
  budget_ -= static_cast<int>(all.leaves.size());
  for (const Leaf& leaf : all.leaves) {
    valid_ = valid_.intersect(leaf.line.span_at(situation_.days.from));
  }
  if (all.reads.has(e_.inputs().begun_cell())) {
    valid_ = valid_.intersect(Span::one(situation_.days.from));
  }
  auto value = [&](const Leaf& leaf) { return on_days(leaf.line); };
  out.concluded = conclude(e_.law(), e_.known(), all, value);
  bool open = std::any_of(all.leaves.begin(), all.leaves.end(),
                          [&](const Leaf& leaf) { return value(leaf) == Truth::undetermined; });
  if (!open) return out;

  for (Cell cell : unknowns(all.reads)) {
    const std::vector<Completion>& options = completions(cell);
    if (options.empty()) continue;
    if (budget_ < static_cast<int>(options.size())) {
      cut_ = true;
      continue;
    }
    std::optional<Solved> first;
    bool all_same = true;
    try_each(cell, [&](const Completion&, const Solved& inner) {
      if (!first) {
        first = inner;
      } else {
        all_same = same(*first, inner);
      }
      return all_same;
    });
    if (!first) continue;
    if (all_same) {
      // Whatever it is, the answer is the same.
      out.concluded.conclusion = first->concluded.conclusion;
      out.concluded.by_reading = first->concluded.by_reading;
      out.concluded.court_reading = first->concluded.court_reading;
    } else {
      out.concluded.conclusion = Conclusion::undetermined;
      out.concluded.by_reading.clear();
      out.concluded.court_reading.reset();
    }
    return out;
  }
  return out;
}

bool rests_on_unconfirmed(const Proof& proof, std::vector<std::string>& acts) {
  bool any = proof.unconfirmed;
  if (proof.unconfirmed) {
    for (const std::string& act : proof.acts) {
      if (std::find(acts.begin(), acts.end(), act) == acts.end()) acts.push_back(act);
    }
  }
  for (const Proof& child : proof.because) any |= rests_on_unconfirmed(child, acts);
  return any;
}

// Every way that holds, whichever option it takes.
void Decider::bases_of(const Question::Basis& basis, Verdict& verdict, Day day,
                       std::size_t choice) {
  if (choice < choices_.size()) {
    const auto& [field, options] = choices_[choice];
    Inputs::Versioned chosen = e_.inputs().current(field);
    for (const Inputs::Versioned& option : options) {
      e_.inputs().set_field(field, option);
      bases_of(basis, verdict, day, choice + 1);
    }
    e_.inputs().set_field(field, chosen);
    return;
  }
  Truth value = on(e_.rule(basis.clause, {}), day);
  if (value == Truth::no) return;
  const Clause& clause = e_.law().clauses[static_cast<std::size_t>(basis.clause)];
  auto add = [&](StateCode state) {
    for (BasisFound& listed : verdict.bases) {
      if (listed.kind != basis.kind || listed.state != state) continue;
      listed.value = either(listed.value, value);
      return;
    }
    verdict.bases.push_back({basis.kind, clause.cites, state, value});
  };
  bool any = false;
  const Witnesses found = witnesses(e_, basis.clause, day);
  for (const TruthLine& line : found.lines) on(line, day);
  for (auto [state, t] : found.states) {
    if (t != value) continue;
    add(state);
    any = true;
  }
  if (!any) add(StateCode{});
}

void Decider::bases_and_limits(Verdict& verdict, Day day) {
  for (const Question::Basis& basis : question_.bases) bases_of(basis, verdict, day, 0);
  std::set<int> listed;
  auto limit = [&](int id) {
    const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
    if (!clause.params.empty() || clause.says_yes || !listed.insert(id).second) return;
    Truth value =
        on(clause.exception_to >= 0 ? e_.applies(id, {}, std::nullopt) : e_.rule(id, {}), day);
    if (value != Truth::no) verdict.limits.push_back({clause.name, clause.cites, value});
  };
  for (int id : question_.limits) limit(id);
  for (int id : e_.law().clauses[static_cast<std::size_t>(question_.clause)].exceptions) limit(id);
}

// An open answer for which the court follows no reading: what makes the answer yes
// on another reading than the one shown is a basis perhaps.
void Decider::bases_of_other_readings(Verdict& verdict, const Leaves& leaves) {
  for (const Leaf& leaf : leaves.leaves) {
    std::optional<Day> day = first_day(leaf.line, Truth::yes);
    if (!day) continue;
    Verdict other;
    enter(e_, leaf.world);
    // A basis may rest on a dispute that makes no difference to the answer.
    for (const Question::Basis& basis : question_.bases) {
      const Leaves own = explore(e_, [&] { return chosen_best(basis.clause); });
      for (const Leaf& each : own.leaves) {
        enter(e_, each.world);
        bases_of(basis, other, *day, 0);
        leave(e_, each.world);
      }
    }
    leave(e_, leaf.world);
    for (BasisFound& found : other.bases) {
      bool known = std::any_of(
          verdict.bases.begin(), verdict.bases.end(),
          [&](const BasisFound& b) { return b.kind == found.kind && b.state == found.state; });
      if (known || found.value != Truth::yes) continue;
      found.value = Truth::undetermined;
      verdict.bases.push_back(std::move(found));
    }
  }
}

void Decider::notes(Verdict& verdict, const Reads& reads) {
  for (Read read : reads.all()) {
    const std::string* written = e_.inputs().finding_of(read.cell);
    if (!written || e_.inputs().answered(read.cell) != Inputs::Answer::open) continue;
    const Finding* finding = finding_of(e_.law(), instrument_, *written);
    if (finding == nullptr || !finding->presumed) continue;
    const bool of_each = !finding->params.empty() && written->find('(') == std::string::npos;
    verdict.notes.push_back(fmt::format(
        "presumed {}: {} (--finding {}{}={} says otherwise)", *finding->presumed ? "yes" : "no",
        finding->question, *written, of_each ? "(STATE)" : "", *finding->presumed ? "no" : "yes"));
  }
  for (int id : question_.notes) {
    const Clause& clause = e_.law().clauses[static_cast<std::size_t>(id)];
    if (best_in(e_.rule(id, {}), situation_.days) == Truth::no) continue;
    const LawInstrument* law =
        e_.law().instrument(clause.cites.empty() ? clause.instrument : clause.cites[0].instrument);
    const Provision* provision =
        law && !clause.cites.empty() ? law->provision(clause.cites[0].provision) : nullptr;
    std::string text = clause.name;
    std::replace(text.begin(), text.end(), '_', ' ');
    if (provision && !provision->text.empty())
      text = provision->text.substr(0, provision->text.find("\n\n"));
    std::replace(text.begin(), text.end(), '\n', ' ');
    verdict.notes.push_back(text);
  }
  std::vector<std::string> acts;
  if (rests_on_unconfirmed(verdict.proof, acts)) {
    verdict.notes.push_back(
        fmt::format("unconfirmed: no document was seen for {}.", all_of_words(acts)));
  }
}

// What is unknown, one field at a time: which fillings would give yes, and whether
// it is missing: whether fillings differ.
void Decider::fill_in(Verdict& verdict, const Solved& solved) {
  std::vector<Filled> all;
  for (Cell cell : unknowns(solved.leaves->reads)) {
    int field = e_.inputs().field_of(cell);
    std::string name = field >= 0 ? instrument_.fields[static_cast<std::size_t>(field)].name
                                  : *e_.inputs().finding_of(cell);
    const std::vector<Completion>& options = completions(cell);
    if (options.empty()) {
      if (field >= 0) verdict.missing.push_back(missing_words(name));
      continue;
    }
    Filled filled{name, field >= 0, &options, {}};
    filled.answers.resize(options.size());
    std::optional<Solved> first;
    bool matters = false;  // two fillings differ in what they answer
    budget_ = most_completions;
    try_each(cell, [&](const Completion& option, const Solved& inner) {
      budget_ = most_completions;
      filled.answers[static_cast<std::size_t>(&option - options.data())] =
          inner.concluded.conclusion;
      if (!first) {
        first = inner;
      } else {
        matters |= !same(*first, inner);
      }
      return true;
    });
    if (field >= 0 && matters) verdict.missing.push_back(missing_words(name));
    all.push_back(std::move(filled));
  }
  verdict.residual = residual_of(e_.law(), all);
  if (help_.filled) *help_.filled = std::move(all);
}

Day Decider::show(const Leaf& shown, Verdict& verdict) {
  Day day = situation_.days.from;
  for (const Span& span : shown.line.where([](Truth t) { return t == Truth::yes; })) {
    Span part = span.intersect(situation_.days);
    if (part.empty()) continue;
    if (verdict.covered.empty()) day = part.from;
    verdict.covered.push_back(part);
  }
  if (verdict.conclusion == Conclusion::no) verdict.covered.clear();
  if (verdict.covered.empty() && on_days(shown.line) == Truth::undetermined) {
    day = first_day(shown.line, Truth::undetermined).value_or(day);
  }
  enter(e_, shown.world);
  choose_best_for(day);
  return day;
}

Proof Decider::proof(Conclusion conclusion, Day day) {
  Proof out = explain_rule(e_, question_.clause, {}, day);
  if (conclusion == Conclusion::no) show_every_choice(out, day);
  return out;
}

Verdict Decider::proof_alone() {
  Verdict verdict;
  verdict.conclusion = help_.decided->conclusion;
  const std::shared_ptr<const Leaves> leaves = worlds();
  const Concluded concluded =
      conclude(e_.law(), e_.known(), *leaves, [&](const Leaf& leaf) { return on_days(leaf.line); });
  const Leaf& shown = leaves->leaves[std::min(concluded.shown, leaves->leaves.size() - 1)];
  const Day day = show(shown, verdict);
  verdict.proof = proof(verdict.conclusion, day);
  e_.take_reads();
  leave(e_, shown.world);
  for (const auto& [field, unused] : choices_) e_.inputs().set_field(field, FieldValue{});
  return verdict;
}

Verdict Decider::decide() {
  Verdict verdict;
  verdict.question = question_.name;
  verdict.instrument = instrument_.slug;
  verdict.known = e_.known();
  e_.clear_faults();
  for (std::size_t f = 0; f < instrument_.fields.size(); ++f) {
    const CaseField& field = instrument_.fields[f];
    if (field.left_out == CaseField::LeftOut::any && !situation_.fields.contains(field.name)) {
      std::vector<Inputs::Versioned> options;
      for (const std::string& option : field.options) {
        FieldValue value;
        value.is = FieldValue::Is::known;
        value.text = option;
        options.push_back(e_.inputs().versioned(static_cast<int>(f), std::move(value)));
      }
      choices_.emplace_back(static_cast<int>(f), std::move(options));
    }
  }

  if (help_.decided != nullptr) return proof_alone();
  Solved solved = solve();
  verdict.conclusion = solved.concluded.conclusion;
  verdict.by_reading = solved.concluded.by_reading;
  verdict.court_reading = solved.concluded.court_reading;

  if (help_.findings) {
    for (Read read : solved.leaves->reads.all()) {
      const std::string* finding = e_.inputs().finding_of(read.cell);
      if (finding) help_.findings->push_back(*finding);
    }
  }

  const bool all = !help_.grounds_alone;
  if (all && verdict.conclusion == Conclusion::undetermined) fill_in(verdict, solved);

  // Show the world that carries the answer.
  const Leaf& shown =
      solved.leaves->leaves[std::min(solved.concluded.shown, solved.leaves->leaves.size() - 1)];
  const Day day = show(shown, verdict);
  if (all) verdict.proof = proof(verdict.conclusion, day);
  bases_and_limits(verdict, day);
  e_.take_reads();
  if (all && question_.triggered >= 0) {
    for (const auto& [field, unused] : choices_) e_.inputs().set_field(field, FieldValue{});
    verdict.exercise.triggered = best_in(e_.rule(question_.triggered, {}), situation_.days);
  }
  if (all && question_.suspended >= 0) {
    verdict.exercise.suspended = e_.rule(question_.suspended, {}).at(e_.known());
  }
  if (all && verdict.conclusion == Conclusion::undetermined) {
    collect_missing(verdict.proof, verdict.missing);
    missing_of_every_choice(verdict.missing, day);
  }
  if (all) notes(verdict, solved.leaves->reads);
  leave(e_, shown.world);
  if (verdict.conclusion == Conclusion::undetermined && !solved.concluded.followed) {
    bases_of_other_readings(verdict, *solved.leaves);
  }
  for (const auto& [field, unused] : choices_) e_.inputs().set_field(field, FieldValue{});

  if (tried_states_) {
    // Who existed that day decides who was tried.
    for (const State& state : states_.all()) {
      valid_ = valid_.intersect(state.exists.contains(situation_.days.from) ? state.exists
                                : situation_.days.from < state.exists.from
                                    ? Span{Day::first(), state.exists.from}
                                    : Span{state.exists.until, Day::never()});
    }
  }
  // Who is named changes with whose the place is.
  for (const auto& [unused, value] : situation_.fields) {
    for (const StateOn& each : value.states) {
      const Day first = situation_.days.from;
      valid_ = valid_.intersect(each.days.contains(first) ? each.days
                                : first < each.days.from  ? Span{Day::first(), each.days.from}
                                                          : Span{each.days.until, Day::never()});
    }
  }
  verdict.valid = valid_;
  verdict.faults = e_.faults();
  return verdict;
}

}  // namespace

std::vector<const PlaceEntry*> places_named_by_acts(const Evaluator& e) {
  std::map<std::string, const PlaceEntry*> out;
  for (const LawInstrument& each : e.law().instruments) {
    for (const BoundAct* act : e.facts().of_instrument(each.slug)) {
      for (const std::string& id : act->act->places) {
        const PlaceEntry* place = e.atlas().get(id);
        if (place != nullptr && !StateCode::parse(id)) out.emplace(id, place);
      }
    }
  }
  std::vector<const PlaceEntry*> places;
  for (const auto& [unused, place] : out) places.push_back(place);
  return places;
}

std::string_view word(Conclusion c) {
  switch (c) {
    case Conclusion::yes:
      return "yes";
    case Conclusion::no:
      return "no";
    case Conclusion::undetermined:
      return "undetermined";
    case Conclusion::disputed:
      return "disputed";
  }
  return "undetermined";
}

Verdict decide(Evaluator& evaluator, Decided& decided, const LawInstrument& instrument,
               const Question& question, const Situation& situation, const States& states,
               const Help& help) {
  put(evaluator, instrument, situation);
  return Decider(evaluator, decided, instrument, question, situation, states, help).decide();
}

}  // namespace ratione
