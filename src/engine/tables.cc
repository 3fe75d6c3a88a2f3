#include "engine/tables.h"

#include <algorithm>
#include <deque>
#include <set>

#include "engine/inside.h"
#include "engine/likeness.h"
#include "engine/territory.h"

namespace ratione {
namespace {

constexpr std::size_t most_entries = 1'000'000;
constexpr std::size_t most_values = 100'000;  // of one field
constexpr std::size_t most_completed = 64;    // ways to complete what an ask leaves open

using Class = Tables::Class;
using ClassLine = Tables::ClassLine;

}  // namespace

struct Tables::Value {
  int number = 0;                   // among those of its field
  std::optional<FieldValue> given;  // none: left out
  std::vector<std::string> places;
  bool open = false;         // unknown: any State may be meant
  bool unconfirmed = false;  // some act of these States is confirmed by no document
  bool excepted = false;     // some exception is about one of these States alone
  Timeline<std::vector<StateCode>> states = Timeline<std::vector<StateCode>>();  // on each day

  const std::vector<StateCode>& on(Day day) const { return states.at(day); }
};

// What each completion of an unknown field is to an ask.
struct Tables::Completed {
  std::vector<const ClassLine*> lines;  // by completion; empty: some does not fit
  // Of the completions that are of a State: their numbers.
  std::map<StateCode, std::vector<std::size_t>> of_state;
};

struct Tables::Inside {
  Inside(Engine& e, const LawInstrument& i, Tells t)
      : engine(e),
        own(e.inside()),
        instrument(i),
        tells(t),
        likeness(own.evaluator, i, i.questions.front()) {
    for (std::size_t f = 0; f < i.fields.size(); ++f) {
      if (i.fields[f].kind != CaseField::Kind::states) continue;
      axes.push_back(static_cast<int>(f));
      names.push_back(i.fields[f].name);
    }
    values.resize(axes.size());
    if (tells == Tells::grounds) return;
    for (const LawInstrument& each : own.law.instruments) {
      for (const BoundAct* act : own.facts.of_instrument(each.slug)) {
        if (act->act->confirmed) continue;
        unconfirmed.insert(act->act->state);
        unconfirmed.insert(act->act->about.begin(), act->act->about.end());
      }
    }
    find_excepted();
  }

  struct Values {
    std::deque<Value> all;
    std::unordered_map<std::string, int> numbers;
  };
  struct Ask {
    Situation situation;            // without the fields of States
    std::vector<int> completed;     // the ways to complete what it leaves open: itself first
    std::optional<ClassLine> days;  // what changes whatever the States
    bool fits = true;
    std::map<std::pair<int, int>, ClassLine> lines;  // by axis and value
    std::map<int, ClassLine> open_by_name;           // by axis: which States are of which class
    std::map<int, Completed> completions;            // by axis
  };
  struct Entry {
    Decision decision;
    struct Role {
      int axis = -1, state = 0;
    };
    std::vector<Role> bases;    // of each basis: whose State it is
    bool by_name = false;       // it names a State that no field holds: it is of these values alone
    bool plain_no = false;      // no limit bars it: which exception does, hangs on the States
    bool lists_states = false;  // it lists which States an unknown field may hold
    // Where one field of States is unknown, findings apart: what its completions
    // answer, by their classes beside the other fields (class_beside).
    int filled_axis = -1;
    std::size_t filled_at = 0;
    std::vector<Filled> filled;
    std::unordered_map<std::uint64_t, Conclusion> by_class;
    std::vector<std::string> findings;  // that were looked at
  };

  const CaseField& field(int axis) const {
    return instrument.fields[static_cast<std::size_t>(axes[static_cast<std::size_t>(axis)])];
  }
  Class numbered(const Digest& digest, bool named) {
    auto [it, fresh] = classes.emplace(digest, static_cast<std::uint32_t>(classes.size()));
    return {it->second, named};
  }
  void find_excepted();
  int number_of(int axis, Value value);
  int ask_of(const Situation& situation);
  int way_of(Situation situation);
  std::vector<int> ways(const Situation& situation);
  const AlikeLine* alike(int way, int axis, int value);
  const ClassLine* line(int ask, int axis, int value);
  std::optional<ClassLine> joined(int ask, int axis, int value);
  std::optional<ClassLine> of_open(int ask, int axis, bool by_name);
  const std::vector<std::pair<int, const State*>>& completions(int axis);
  Situation situation(const Row& row, Day day) const;
  const Completed& completed(int ask, int axis);
  std::vector<std::optional<Answered>> completed_rows(const Row& row, Day day, std::size_t axis);
  int entry_of(const Row& row, Day day);
  void keep_filled(Entry& entry, const Row& row, Day day);
  std::optional<std::uint64_t> class_of(const Completed& completed, std::size_t completion,
                                        const Row& row, std::size_t axis, Day day) const;
  std::optional<Residual> residual(const Entry& entry, const Row& row, Day day) const;
  Verdict decided(const Row& row, Day day, Entry& entry);
  int make(const Row& row, Day day);
  std::optional<Entry::Role> role(const Row& row, StateCode state, Day day) const;

  Engine& engine;
  Engine::Inside& own;
  const LawInstrument& instrument;
  const Tells tells;
  Likeness likeness;
  std::set<StateCode> unconfirmed;  // whose acts are not all confirmed by a document
  std::set<StateCode> excepted;     // about whom some exception may say something
  bool all_excepted = false;
  std::vector<int> axes;           // fields of States
  std::vector<std::string> names;  // theirs
  std::vector<Values> values;
  std::deque<Ask> asks;
  std::unordered_map<std::string, int> ask_numbers;
  std::vector<Situation> all_ways;
  std::unordered_map<std::string, int> way_numbers;
  std::map<std::tuple<int, int, int>, std::optional<AlikeLine>> alikes;
  std::unordered_map<Digest, std::uint32_t, DigestHash> classes;
  std::vector<Entry> entries;
  std::unordered_map<Digest, int, DigestHash> by_key;
  std::map<int, std::vector<std::pair<int, const State*>>> any_values;
  std::int64_t questions = 0;
};

// Of whom some exception to a rule or date over one State or one act may hold.
void Tables::Inside::find_excepted() {
  Evaluator& e = own.evaluator;
  e.inputs().ask(instrument);
  for (std::size_t id = 0; id < own.law.clauses.size(); ++id) {
    const Clause& clause = own.law.clauses[id];
    if (clause.exception_to < 0 || clause.params.empty()) continue;
    if (clause.params.size() > 1 || clause.params[0].type == Type::day) {
      all_excepted = true;
      continue;
    }
    auto may_hold = [&](const ratione::Value& arg) {
      const Clause& of = own.law.clauses[static_cast<std::size_t>(clause.exception_to)];
      if (of.form != Form::date) {
        return !always(e.applies(static_cast<int>(id), {arg}, std::nullopt), Truth::no);
      }
      Env env = e.env_of(of, {arg});
      const DayRange base = of.value ? e.day(*of.value, env) : DayRange::on(Day::never());
      return e.applies_to_day(static_cast<int>(id), {arg}, base) != Truth::no;
    };
    if (clause.params[0].type == Type::state) {
      for (StateCode state : own.facts.states()) {
        if (may_hold(ratione::Value{state, nullptr, {}})) excepted.insert(state);
      }
      continue;
    }
    for (const BoundAct* act : own.facts.of_kind(clause.params[0].kind)) {
      if (!may_hold(ratione::Value{{}, act, {}})) continue;
      excepted.insert(act->act->state);
      excepted.insert(act->act->about.begin(), act->act->about.end());
    }
  }
  e.take_reads();
}

int Tables::Inside::number_of(int axis, Value value) {
  std::string key = value.given ? written(*value.given) : "left out";
  for (const std::string& place : value.places) key += ";" + place;
  Values& of = values[static_cast<std::size_t>(axis)];
  auto found = of.numbers.find(key);
  if (found != of.numbers.end()) return found->second;
  if (of.all.size() >= most_values) return -1;
  if (value.given) {
    std::set<Day> days{Day::first()};
    for (const StateOn& each : value.given->states) {
      days.insert(each.days.from);
      if (each.days.until < Day::never()) days.insert(each.days.until);
    }
    std::vector<Timeline<std::vector<StateCode>>::Segment> segments;
    for (Day day : days) segments.push_back({day, states_on(*value.given, day)});
    value.states = Timeline<std::vector<StateCode>>::from_segments(std::move(segments));
  }
  value.open = value.given ? value.given->is == FieldValue::Is::unknown
                           : field(axis).left_out == CaseField::LeftOut::unknown;
  if (value.given) {
    value.unconfirmed =
        std::any_of(value.given->states.begin(), value.given->states.end(),
                    [&](const StateOn& each) { return unconfirmed.contains(each.state); });
    value.excepted = std::any_of(
        value.given->states.begin(), value.given->states.end(),
        [&](const StateOn& each) { return all_excepted || excepted.contains(each.state); });
  }
  int number = static_cast<int>(of.all.size());
  value.number = number;
  of.all.push_back(std::move(value));
  of.numbers.emplace(std::move(key), number);
  return number;
}

// A situation without States, days and places.
int Tables::Inside::way_of(Situation situation) {
  std::string key;
  for (const auto& [name, value] : situation.fields) key += name + "=" + written(value) + ";";
  for (const auto& [name, yes] : situation.findings) key += name + (yes ? "+" : "-");
  auto [it, fresh] = way_numbers.emplace(key, static_cast<int>(all_ways.size()));
  if (fresh) all_ways.push_back(std::move(situation));
  return it->second;
}

// Every way to complete what the situation leaves open; itself first.
std::vector<int> Tables::Inside::ways(const Situation& situation) {
  std::vector<Situation> out{situation};
  for (const CaseField& field : instrument.fields) {
    if (field.kind == CaseField::Kind::states) continue;
    auto given = situation.fields.find(field.name);
    bool left_out = given == situation.fields.end();
    if (!left_out && given->second.is != FieldValue::Is::unknown) continue;
    if (left_out && field.left_out != CaseField::LeftOut::unknown &&
        field.left_out != CaseField::LeftOut::any) {
      continue;
    }
    std::vector<FieldValue> with;
    auto add = [&](const std::string& text, std::optional<bool> truth) {
      FieldValue value;
      value.is = FieldValue::Is::known;
      value.text = text;
      value.truth = truth;
      with.push_back(std::move(value));
    };
    for (const std::string& crime : field.among) add(crime, std::nullopt);
    for (const std::string& option : field.options) add(option, std::nullopt);
    if (field.kind == CaseField::Kind::truth) {
      for (bool yes : {true, false}) add("", yes);
    }
    const std::size_t before = out.size();
    for (std::size_t i = 0; i < before; ++i) {
      for (const FieldValue& value : with) {
        Situation completed = out[i];
        completed.fields[field.name] = value;
        out.push_back(std::move(completed));
      }
    }
  }
  std::vector<int> numbers;
  for (Situation& each : out) numbers.push_back(way_of(std::move(each)));
  return numbers;
}

int Tables::Inside::ask_of(const Situation& situation) {
  Situation bare;
  std::string key;
  for (const auto& [name, value] : situation.fields) {
    const CaseField* field = instrument.field(name);
    if (field == nullptr || field->kind == CaseField::Kind::states) continue;
    bare.fields.emplace(name, value);
    key += name + "=" + written(value) + ";";
  }
  bare.findings = situation.findings;
  for (const auto& [name, yes] : situation.findings) key += name + (yes ? "+" : "-");
  auto [it, fresh] = ask_numbers.emplace(key, static_cast<int>(asks.size()));
  if (!fresh) return it->second;
  Ask ask;
  ask.completed = ways(bare);
  ask.situation = std::move(bare);
  ask.fits = ask.completed.size() <= most_completed;
  const int number = static_cast<int>(asks.size());
  asks.push_back(std::move(ask));
  if (asks.back().fits) {
    asks.back().days = joined(number, -1, -1);
    asks.back().fits = asks.back().days.has_value();
  }
  return number;
}

const AlikeLine* Tables::Inside::alike(int way, int axis, int value) {
  auto [it, fresh] = alikes.try_emplace({way, axis, value});
  if (fresh) {
    Situation situation = all_ways[static_cast<std::size_t>(way)];
    situation.days = Span::one(Day::first());
    int field = -1;
    if (axis >= 0) {
      field = axes[static_cast<std::size_t>(axis)];
      const Value& v = values[static_cast<std::size_t>(axis)].all[static_cast<std::size_t>(value)];
      if (v.given) situation.fields[this->field(axis).name] = *v.given;
      situation.places = v.places;
    }
    it->second = likeness.of(field, situation);
  }
  return it->second ? &*it->second : nullptr;
}

// The classes of a value in every way to complete the ask, as one class.
std::optional<ClassLine> Tables::Inside::joined(int ask, int axis, int value) {
  const std::vector<int> ways = asks[static_cast<std::size_t>(ask)].completed;
  std::vector<const AlikeLine*> lines;
  std::set<Day> days;
  for (int way : ways) {
    const AlikeLine* line = alike(way, axis, value);
    if (line == nullptr) return std::nullopt;
    lines.push_back(line);
    for (const auto& segment : line->segments()) days.insert(segment.from);
  }
  std::vector<ClassLine::Segment> out;
  for (Day day : days) {
    Digest digest;
    bool named = false;
    for (const AlikeLine* line : lines) {
      digest.add(line->at(day).digest);
      named = named || line->at(day).named;
    }
    out.push_back({day, numbered(digest, named)});
  }
  return ClassLine::from_segments(std::move(out));
}

// Values that an unknown field may have, each with the State that it is, if any.
const std::vector<std::pair<int, const State*>>& Tables::Inside::completions(int axis) {
  auto [it, fresh] = any_values.try_emplace(axis);
  if (!fresh) return it->second;
  auto add = [&, &all = it->second](FieldValue value, std::vector<std::string> places,
                                    const State* state) {
    value.is = value.states.empty() ? FieldValue::Is::none : FieldValue::Is::known;
    Value completed;
    completed.given = std::move(value);
    completed.places = std::move(places);
    all.emplace_back(number_of(axis, std::move(completed)), state);
  };
  const bool of_place = field(axis).name == "territory";
  for (const State& state : own.record.states().all()) {
    FieldValue value;
    value.states.push_back({state.code, Span::always(), ""});
    add(std::move(value), of_place ? std::vector{state.code.text()} : std::vector<std::string>{},
        &state);
  }
  add({}, {}, nullptr);
  if (of_place) {
    for (const PlaceEntry* place : places_named_by_acts(own.evaluator)) {
      add(territory_of(own.atlas, {place}), {place->id}, nullptr);
    }
  }
  return it->second;
}

const Tables::Completed& Tables::Inside::completed(int ask, int axis) {
  auto [it, fresh] = asks[static_cast<std::size_t>(ask)].completions.try_emplace(axis);
  if (!fresh) return it->second;
  Completed made;
  for (const auto& [number, unused] : completions(axis)) {
    const ClassLine* line = number < 0 ? nullptr : this->line(ask, axis, number);
    if (line == nullptr) return it->second;
    const Value& value =
        values[static_cast<std::size_t>(axis)].all[static_cast<std::size_t>(number)];
    for (const StateOn& each : value.given->states) {
      std::vector<std::size_t>& of = made.of_state[each.state];
      if (of.empty() || of.back() != made.lines.size()) of.push_back(made.lines.size());
    }
    made.lines.push_back(line);
  }
  it->second = std::move(made);
  return it->second;
}

// Of an unknown field: which classes there are on a day, or (by name) which
// State is of which class.
std::optional<ClassLine> Tables::Inside::of_open(int ask, int axis, bool by_name) {
  struct Option {
    const ClassLine* line;
    const State* state;
  };
  std::vector<Option> options;
  std::set<Day> days{Day::first()};
  const std::vector<const ClassLine*>& lines = completed(ask, axis).lines;
  if (lines.empty()) return std::nullopt;
  for (const ClassLine* line : lines) {
    const State* state = completions(axis)[options.size()].second;
    options.push_back({line, state});
    for (const auto& segment : line->segments()) days.insert(segment.from);
    if (state != nullptr) {
      days.insert(state->exists.from);
      if (state->exists.until < Day::never()) days.insert(state->exists.until);
    }
  }
  // The unknown field itself, as the law reads it before it is completed.
  std::vector<ClassLine::Segment> out;
  for (Day day : days) {
    Digest digest;
    bool named = false;
    std::vector<std::uint32_t> present;
    for (const Option& option : options) {
      if (option.state != nullptr && !option.state->exists.contains(day)) {
        if (by_name) present.push_back(UINT32_MAX);
        continue;
      }
      const Class of = option.line->at(day);
      present.push_back(of.number);
      named = named || of.named;
    }
    if (!by_name) {
      std::sort(present.begin(), present.end());
      present.erase(std::unique(present.begin(), present.end()), present.end());
    }
    for (std::uint32_t each : present) digest.add(each);
    out.push_back({day, numbered(digest, named)});
  }
  return ClassLine::from_segments(std::move(out));
}

const ClassLine* Tables::Inside::line(int ask, int axis, int value) {
  auto& lines = asks[static_cast<std::size_t>(ask)].lines;
  auto found = lines.find({axis, value});
  if (found != lines.end()) return &found->second;
  const bool open =
      values[static_cast<std::size_t>(axis)].all[static_cast<std::size_t>(value)].open;
  std::optional<ClassLine> made = open ? of_open(ask, axis, false) : joined(ask, axis, value);
  if (!made) {
    asks[static_cast<std::size_t>(ask)].fits = false;
    return nullptr;
  }
  return &asks[static_cast<std::size_t>(ask)]
              .lines.emplace(std::pair{axis, value}, *made)
              .first->second;
}

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

std::optional<Tables::Inside::Entry::Role> Tables::Inside::role(const Row& row, StateCode state,
                                                                Day day) const {
  for (std::size_t a = 0; a < axes.size(); ++a) {
    const auto& states = row.sides[a].value->on(day);
    auto at = std::find(states.begin(), states.end(), state);
    if (at != states.end()) {
      return Entry::Role{static_cast<int>(a), static_cast<int>(at - states.begin())};
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
    other.sides[axis] = {&values[axis].all[static_cast<std::size_t>(number)], completed.lines[i],
                         nullptr};
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
  if (alike.size() == 1 && asks[static_cast<std::size_t>(row.ask)].completed.size() == 1) {
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

int Tables::Inside::make(const Row& row, Day day) {
  ++questions;
  Entry entry;
  entry.decision = decision_of(decided(row, day, entry));
  Verdict& verdict = entry.decision.verdict;
  verdict.notes.clear();
  verdict.exercise = Exercise{};
  verdict.covered.clear();
  for (const BasisFound& basis : verdict.bases) {
    std::optional<Entry::Role> role;
    if (!basis.state.none()) role = this->role(row, basis.state, day);
    entry.by_name = entry.by_name || (!basis.state.none() && !role);
    entry.bases.push_back(role.value_or(Entry::Role{}));
  }
  entry.plain_no = tells == Tells::all && verdict.conclusion == Conclusion::no &&
                   std::none_of(verdict.limits.begin(), verdict.limits.end(),
                                [](const LimitFound& l) { return l.value == Truth::yes; });
  entry.lists_states = verdict.residual.has_value();
  if (entry.lists_states) keep_filled(entry, row, day);
  entries.push_back(std::move(entry));
  return static_cast<int>(entries.size()) - 1;
}

Tables::Tables(Engine& engine, const LawInstrument& instrument, Tells tells)
    : inside_(std::make_unique<Inside>(engine, instrument, tells)) {}
Tables::~Tables() = default;

const std::vector<std::string>& Tables::fields() const { return inside_->names; }

std::optional<Tables::Row> Tables::ask(const Situation& situation) {
  const int number = inside_->ask_of(situation);
  const Inside::Ask& ask = inside_->asks[static_cast<std::size_t>(number)];
  if (!ask.fits) return std::nullopt;
  return Row{number, &*ask.days, {}};
}

std::optional<Tables::Side> Tables::side(const Row& ask, std::size_t nth, const FieldValue* given,
                                         const std::vector<std::string>& places) {
  Inside& in = *inside_;
  Value value;
  if (given != nullptr) value.given = *given;
  if (in.names[nth] == "territory") value.places = places;
  const int axis = static_cast<int>(nth);
  const int number = in.number_of(axis, std::move(value));
  const ClassLine* line = number < 0 ? nullptr : in.line(ask.ask, axis, number);
  if (line == nullptr) return std::nullopt;
  Side side{&in.values[nth].all[static_cast<std::size_t>(number)], line, nullptr};
  if (side.value->open) side.completed = &in.completed(ask.ask, axis);
  return side;
}

std::optional<Tables::Row> Tables::row(const Situation& situation) {
  std::optional<Row> out = ask(situation);
  for (std::size_t a = 0; a < inside_->axes.size() && out; ++a) {
    auto given = situation.fields.find(inside_->names[a]);
    std::optional<Side> of =
        side(*out, a, given == situation.fields.end() ? nullptr : &given->second, situation.places);
    if (!of) return std::nullopt;
    out->sides.push_back(*of);
  }
  return out;
}

Tables::Key Tables::key(const Row& row, Day day) {
  Key key{Digest{}, row.days->span_at(day)};
  Digest& digest = key.digest;
  digest.add(static_cast<std::uint64_t>(row.ask));
  digest.add(row.days->at(day).number);
  bool open = false, named = false;
  for (std::size_t a = 0; a < row.sides.size(); ++a) {
    const Value* value = row.sides[a].value;
    const ClassLine* classes = row.sides[a].classes;
    const Class of = classes->at(day);
    key.valid = key.valid.intersect(classes->span_at(day)).intersect(value->states.span_at(day));
    named = named || of.named;
    open = open || value->open;
    digest.add(std::uint64_t{of.number} << 1 | (value->open ? 1 : 0));
    // Whether the answer rests on an act that no document confirms, only a proof of
    // this very value tells.
    if (value->unconfirmed) digest.add(static_cast<std::uint64_t>(value->number) + 2);
    // Who is the same State in two fields.
    for (std::size_t b = 0; b < a; ++b) {
      const auto& ours = value->on(day);
      const auto& theirs = row.sides[b].value->on(day);
      for (std::size_t i = 0; i < ours.size(); ++i) {
        for (std::size_t j = 0; j < theirs.size(); ++j) {
          if (ours[i] == theirs[j]) digest.add(((a * 64 + b) * 64 + i) * 64 + j + 1);
        }
      }
    }
  }
  if (!open || !named) return key;
  // Where some State may be any State, it may be one of the others: what such a
  // completion is to the question counts.
  for (const Side& side : row.sides) {
    if (side.completed == nullptr) continue;
    for (const Side& other : row.sides) {
      if (&other == &side) continue;
      for (StateCode state : other.value->on(day)) {
        auto of = side.completed->of_state.find(state);
        digest.add(0x51A7E);
        if (of == side.completed->of_state.end()) continue;
        for (std::size_t completion : of->second) {
          const ClassLine& line = *side.completed->lines[completion];
          digest.add(line.at(day).number);
          key.valid = key.valid.intersect(line.span_at(day));
        }
      }
    }
  }
  return key;
}

Tables::Found Tables::find(const Row& row, Day day) {
  Inside& in = *inside_;
  auto [key, valid] = Tables::key(row, day);
  Found found{-1, valid};
  if (in.entries.size() >= most_entries) {
    in.entries.clear();
    in.by_key.clear();
  }
  const std::int64_t before = in.questions;
  found.entry = in.entry_of(row, day);
  const bool fresh = in.questions != before;
  if (!own(found)) return found;
  const Inside::Entry& entry = in.entries[static_cast<std::size_t>(found.entry)];
  for (const Side& side : row.sides) {
    const auto number = static_cast<std::uint64_t>(side.value->number) + 1;
    key.add(entry.by_name || (entry.plain_no && side.value->excepted) ? number : 0);
  }
  // A list of States that cannot be written from the classes is of these values.
  if (entry.lists_states && entry.filled_axis < 0) {
    for (const Side& side : row.sides) key.add(static_cast<std::uint64_t>(side.value->number));
  }
  for (std::size_t a = 0; a < in.axes.size() && entry.lists_states; ++a) {
    if (!row.sides[a].value->open) continue;
    auto& by_name = in.asks[static_cast<std::size_t>(row.ask)].open_by_name;
    auto line = by_name.find(static_cast<int>(a));
    if (line == by_name.end()) {
      std::optional<ClassLine> made = in.of_open(row.ask, static_cast<int>(a), true);
      if (!made) return {};
      line = by_name.emplace(static_cast<int>(a), std::move(*made)).first;
    }
    if (entry.filled_axis < 0) key.add(line->second.at(day).number);
    found.valid = found.valid.intersect(line->second.span_at(day));
  }
  auto [own_entry, own_fresh] = in.by_key.emplace(key, -1);
  if (own_fresh) own_entry->second = fresh ? found.entry : in.make(row, day);
  found.entry = own_entry->second;
  return found;
}

bool Tables::own(const Found& found) const {
  const Inside::Entry& entry = inside_->entries[static_cast<std::size_t>(found.entry)];
  return entry.by_name || entry.lists_states || entry.plain_no;
}

Decision Tables::decision(const Found& found, const Row& row, Day day) const {
  const Inside& in = *inside_;
  const Inside::Entry& entry = in.entries[static_cast<std::size_t>(found.entry)];
  Decision out = entry.decision;
  auto state = [&](const Inside::Entry::Role& role) {
    return row.sides[static_cast<std::size_t>(role.axis)].value->on(
        day)[static_cast<std::size_t>(role.state)];
  };
  for (std::size_t b = 0; b < entry.bases.size(); ++b) {
    if (entry.bases[b].axis >= 0) out.verdict.bases[b].state = state(entry.bases[b]);
  }
  if (entry.filled_axis >= 0) {
    out.verdict.residual = in.residual(entry, row, day);
    if (!out.verdict.residual) {
      out.verdict.residual = in.engine.decide(in.instrument, in.situation(row, day)).residual;
    }
  }
  out.verdict.valid = found.valid;
  return out;
}

std::optional<Tables::OfDay> Tables::of_day(const Situation& ask, std::string_view field,
                                            const FieldValue& value,
                                            const std::vector<std::string>& places) {
  const std::optional<Row> row = this->ask(ask);
  if (!row) return std::nullopt;
  for (std::size_t a = 0; a < fields().size(); ++a) {
    if (fields()[a] != field) continue;
    const std::optional<Side> of = side(*row, a, &value, places);
    if (!of) return std::nullopt;
    return OfDay{combine(*of->classes, *row->days,
                         [](const Class& own, const Class& day) {
                           return std::vector{own.number, day.number};
                         }),
                 of->value->states};
  }
  return std::nullopt;
}

std::size_t Tables::entries() const { return inside_->entries.size(); }
std::size_t Tables::asks() const { return inside_->asks.size(); }
std::int64_t Tables::questions() const { return inside_->questions; }

}  // namespace ratione
