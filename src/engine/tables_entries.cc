// The entries: the interpreter's answer for the first row of a key, and what of it
// holds for the others.
#include <algorithm>

#include "engine/tables_inside.h"

namespace ratione {
namespace {

using Class = Tables::Class;
using ClassLine = Tables::ClassLine;

}  // namespace

Situation Tables::Inside::situation(const Row& row, Day day) const {
  Situation out = asks[static_cast<std::size_t>(row.ask)].situation;
  out.days = Span::one(day);
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const Value& value = *row.sides[a].value;
    if (value.given) out.fields[field(static_cast<int>(a)).name] = *value.given;
    if (!value.places.empty()) out.places = value.places;
  }
  return out;
}

std::optional<Tables::Role> Tables::Inside::role(const Row& row, StateCode state, Day day) const {
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const auto& states = row.sides[a].value->on(day);
    auto at = std::find(states.begin(), states.end(), state);
    if (at != states.end()) {
      return Role{static_cast<int>(a), static_cast<int>(at - states.begin())};
    }
  }
  return std::nullopt;
}

// What the completions of the one unknown field answer, each class once: they are
// rows of their own.
std::vector<std::optional<Answered>> Tables::Inside::completed_rows(const Row& row, Day day,
                                                                    std::size_t axis) {
  const Completed& completed = *row.sides[axis].completed;
  std::vector<std::optional<Answered>> out(completed.lines.size());
  std::unordered_map<std::uint64_t, std::size_t> by_class;
  Row other = row;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto& [number, state] = any_values.at(static_cast<int>(axis))[i];
    if (state != nullptr && !state->exists.contains(day)) continue;
    const auto of = class_of(completed, i, row, axis, day);
    if (of) {
      auto [it, fresh] = by_class.emplace(*of, i);
      if (!fresh) {
        out[i] = out[it->second];
        continue;
      }
    }
    other.sides[axis] = {&values[axis].all[static_cast<std::size_t>(number)],
                         moments(classes_of(row.ask), static_cast<int>(axis), number), nullptr};
    const Entry& entry = entries[static_cast<std::size_t>(entry_of(other, day))];
    const Verdict& said = entry.decision.verdict;
    out[i] = Answered{{}, entry.findings};
    out[i]->concluded.conclusion = said.conclusion;
    out[i]->concluded.by_reading = said.by_reading;
    out[i]->concluded.court_reading = said.court_reading;
  }
  return out;
}

// The entry of a row's key; made, if it is the first.
int Tables::Inside::entry_of(const Row& row, Day day) {
  const Digest key = Tables::key(row, day).digest;
  auto found = by_key.find(key);
  if (found != by_key.end()) return found->second;
  const int made = make(row, day);
  by_key.emplace(key, made);
  return made;
}

// The interpreter's verdict, with the completions of an unknown field tried once
// for each of their classes.
Verdict Tables::Inside::decided(const Row& row, Day day, Entry& entry) {
  std::map<int, std::vector<CompletionClass>> alike;  // by field
  for (std::size_t a = 0; a < axes.size(); ++a) {
    if (row.sides[a].completed == nullptr) continue;
    std::vector<CompletionClass>& of = alike[axes[a]];
    for (const ClassLine* line : row.sides[a].completed->lines) {
      const Class on = line->at(day);
      of.push_back({on.number, on.named});
    }
  }
  Help help;
  // Other fields, if any of them is open, are tried within.
  std::vector<std::optional<Answered>> answered;
  if (alike.size() == 1 && asks[static_cast<std::size_t>(row.ask)].open.empty()) {
    for (std::size_t a = 0; a < axes.size(); ++a) {
      if (axes[a] == alike.begin()->first) answered = completed_rows(row, day, a);
    }
    help.answered = [&](int field, std::size_t completion) -> const Answered* {
      if (field != alike.begin()->first || completion >= answered.size()) return nullptr;
      return answered[completion] ? &*answered[completion] : nullptr;
    };
  }
  help.alike = [&](int field, std::size_t completion) -> const CompletionClass* {
    auto of = alike.find(field);
    if (of == alike.end() || completion >= of->second.size()) return nullptr;
    return &of->second[completion];
  };
  help.filled = &entry.filled;
  help.findings = &entry.findings;
  help.grounds_alone = tells == Tells::grounds;
  return ratione::decide(own.evaluator, own.decided, instrument, instrument.questions.front(),
                         situation(row, day), own.record.states(), help);
}

std::optional<std::uint64_t> Tables::Inside::class_of(const Completed& completed,
                                                      std::size_t completion, const Row& row,
                                                      std::size_t axis, Day day) const {
  static const FieldValue left_out;
  std::vector<const FieldValue*> others;
  for (std::size_t a = 0; a < row.sides.size(); ++a) {
    if (a == axis) continue;
    const Value& value = *row.sides[a].value;
    // Left out and not unknown: no State.
    if (value.given || value.open) others.push_back(value.given ? &*value.given : &left_out);
  }
  const Class on = completed.lines[completion]->at(day);
  const int number = any_values.at(static_cast<int>(axis))[completion].first;
  const FieldValue& own_value = *values[axis].all[static_cast<std::size_t>(number)].given;
  return class_beside({on.number, on.named}, own_value, others, day);
}

// Keeps what the completions answer, so that a list of States is written for every
// row and day of these classes.
void Tables::Inside::keep_filled(Entry& entry, const Row& row, Day day) {
  const std::vector<Filled>& filled = entry.filled;
  auto field = [](const Filled& each) { return each.is_field; };
  if (std::count_if(filled.begin(), filled.end(), field) != 1) return;
  const auto at = std::find_if(filled.begin(), filled.end(), field);
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const Completed* completed = row.sides[a].completed;
    if (names[a] != at->name || completed == nullptr) continue;
    if (completed->lines.size() != at->answers.size()) return;
    for (std::size_t i = 0; i < at->answers.size(); ++i) {
      if (!at->answers[i]) continue;
      const auto of = class_of(*completed, i, row, a, day);
      if (!of) return;
      auto [it, fresh] = entry.by_class.emplace(*of, *at->answers[i]);
      if (!fresh && it->second != *at->answers[i]) return;
    }
    entry.filled_axis = static_cast<int>(a);
    entry.filled_at = static_cast<std::size_t>(at - filled.begin());
    entry.filled[entry.filled_at].answers.clear();
  }
}

// None: some completion is of no class that the entry has.
std::optional<Residual> Tables::Inside::residual(const Entry& entry, const Row& row,
                                                 Day day) const {
  const auto axis = static_cast<std::size_t>(entry.filled_axis);
  std::vector<Filled> filled = entry.filled;
  Filled& field = filled[entry.filled_at];
  for (std::size_t i = 0; i < field.options->size(); ++i) {
    std::optional<Conclusion>& answer = field.answers.emplace_back();
    if (!(*field.options)[i].possible(day)) continue;
    const auto of = class_of(*row.sides[axis].completed, i, row, axis, day);
    auto found = of ? entry.by_class.find(*of) : entry.by_class.end();
    if (found == entry.by_class.end()) return std::nullopt;
    answer = found->second;
  }
  return residual_of(own.law, filled);
}

// What a decision says, with the parts of the row in place of their States.
std::optional<Digest> Tables::Inside::alike_of(const Entry& entry) {
  const Verdict& verdict = entry.decision.verdict;
  if (entry.by_name || !verdict.faults.empty()) return std::nullopt;
  Digest out;
  auto number = [&](auto each) { out.add(static_cast<std::uint64_t>(each) + 1); };
  auto cite = [&](const std::vector<Citation>& cites) {
    number(cites.size());
    for (const Citation& each : cites) {
      out.add(each.instrument);
      out.add(each.provision);
    }
  };
  auto reading = [&](const ByReading& by) {
    out.add(by.reading);
    number(by.conclusion);
  };
  number(verdict.conclusion);
  number(entry.decision.unconfirmed);
  number(verdict.bases.size());
  for (std::size_t b = 0; b < verdict.bases.size(); ++b) {
    out.add(verdict.bases[b].kind);
    cite(verdict.bases[b].cites);
    number(entry.bases[b].axis);
    number(entry.bases[b].state);
    number(verdict.bases[b].value);
  }
  number(verdict.limits.size());
  for (const LimitFound& limit : verdict.limits) {
    out.add(limit.rule);
    cite(limit.cites);
    number(limit.value);
  }
  number(verdict.missing.size());
  for (const std::string& each : verdict.missing) out.add(each);
  number(verdict.by_reading.size());
  for (const ByReading& by : verdict.by_reading) reading(by);
  number(verdict.court_reading.has_value());
  if (verdict.court_reading) reading(*verdict.court_reading);
  number(entry.decision.barred.has_value());
  if (entry.decision.barred) {
    out.add(entry.decision.barred->rule);
    cite(entry.decision.barred->cites);
  }
  return out;
}

int Tables::Inside::make(const Row& row, Day day) {
  ++questions;
  Entry entry;
  entry.decision = decision_of(decided(row, day, entry));
  Verdict& verdict = entry.decision.verdict;
  verdict.notes.clear();
  verdict.exercise = Exercise{};
  verdict.covered.clear();
  for (const BasisFound& basis : verdict.bases) {
    std::optional<Role> role;
    if (!basis.state.none()) role = this->role(row, basis.state, day);
    entry.by_name = entry.by_name || (!basis.state.none() && !role);
    entry.bases.push_back(role.value_or(Role{}));
  }
  entry.plain_no = tells == Tells::all && verdict.conclusion == Conclusion::no &&
                   std::none_of(verdict.limits.begin(), verdict.limits.end(),
                                [](const LimitFound& l) { return l.value == Truth::yes; });
  entry.of_excepted = entry.plain_no && Tables::excepted(row);
  entry.lists_states = verdict.residual.has_value();
  if (entry.lists_states) keep_filled(entry, row, day);
  return add(std::move(entry));
}

int Tables::Inside::like(int first, const Row& row, Day day) {
  const Entry& of_class = entries[static_cast<std::size_t>(first)];
  if (tells == Tells::grounds) return first;
  // Which States it names or lists is not told by the classes.
  if (of_class.by_name || (of_class.lists_states && of_class.filled_axis < 0)) {
    return make(row, day);
  }
  ++questions;
  Help help;
  help.decided = &of_class.decision.verdict;
  Decision told = decision_of(ratione::decide(own.evaluator, own.decided, instrument,
                                              instrument.questions.front(), situation(row, day),
                                              own.record.states(), help));
  Entry entry = of_class;
  entry.of_excepted = entry.plain_no && Tables::excepted(row);
  entry.decision.unconfirmed = told.unconfirmed;
  entry.decision.barred = std::move(told.barred);
  return add(std::move(entry));
}

int Tables::Inside::add(Entry entry) {
  if (tells == Tells::all) entry.alike = alike_of(entry);
  entries.push_back(std::move(entry));
  return static_cast<int>(entries.size()) - 1;
}

}  // namespace ratione
