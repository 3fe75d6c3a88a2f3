// The classes of values: which States and places an ask cannot tell apart.
#include <algorithm>

#include "engine/tables_inside.h"
#include "engine/territory.h"
#include "engine/worlds.h"

namespace ratione {
namespace {

constexpr std::size_t most_values = 100'000;  // of one field
constexpr std::size_t most_completed = 64;    // ways to complete what an ask leaves open

using Class = Tables::Class;
using ClassLine = Tables::ClassLine;

}  // namespace

Tables::Inside::Inside(Engine& e, const LawInstrument& i, Tells t)
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
  // What the question looks at alone: other treaties have acts and exceptions of their own.
  Dependences under(own.law, own.facts, instrument);
  const Question& question = instrument.questions.front();
  under.of_clause(question.clause);
  for (const Question::Basis& basis : question.bases) under.of_clause(basis.clause);
  for (int limit : question.limits) under.of_clause(limit);
  find_excepted(under);
}

// Of whom some exception to a rule or date over one State or one act may hold.
void Tables::Inside::find_excepted(const Dependences& under) {
  Evaluator& e = own.evaluator;
  e.inputs().ask(instrument);
  for (std::size_t id = 0; id < own.law.clauses.size(); ++id) {
    if (!under.met(static_cast<int>(id))) continue;
    const Clause& clause = own.law.clauses[id];
    if (clause.exception_to < 0 || clause.params.empty()) continue;
    if (clause.params.size() > 1 || clause.params[0].type == Type::day) {
      all_excepted = true;
      continue;
    }
    const Clause& of = own.law.clauses[static_cast<std::size_t>(clause.exception_to)];
    auto applies = [&](const ratione::Value& arg) {
      if (of.form != Form::date) return e.applies(static_cast<int>(id), {arg}, std::nullopt);
      Env env = e.env_of(of, {arg});
      const DayRange base = of.value ? e.day(*of.value, env) : DayRange::on(Day::never());
      return TruthLine(e.applies_to_day(static_cast<int>(id), {arg}, base));
    };
    // On whichever reading.
    auto may_hold = [&](const ratione::Value& arg) {
      const Leaves worlds = explore(e, [&] { return applies(arg); });
      return std::any_of(worlds.leaves.begin(), worlds.leaves.end(),
                         [](const Leaf& leaf) { return !always(leaf.line, Truth::no); });
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

// The fields that hold no States and are left open, with the values that they may have.
OpenFields Tables::Inside::open_of(const Situation& situation) const {
  OpenFields out;
  for (std::size_t f = 0; f < instrument.fields.size(); ++f) {
    const CaseField& field = instrument.fields[f];
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
    if (!with.empty()) out.emplace_back(static_cast<int>(f), std::move(with));
  }
  return out;
}

// The same with each field left open whose value is one of those that it may have then.
Situation Tables::Inside::left_open(const Situation& situation) const {
  Situation out = situation;
  for (const auto& [name, value] : situation.fields) {
    Situation without = out;
    without.fields.erase(name);
    const int field = instrument.field_index(name);
    for (const auto& [open, with] : open_of(without)) {
      if (open == field && std::any_of(with.begin(), with.end(), [&](const FieldValue& each) {
            return written(each) == written(value);
          })) {
        out.fields.erase(name);
      }
    }
  }
  return out;
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
  ask.open = open_of(bare);
  ask.situation = std::move(bare);
  std::size_t completed = 1;
  for (const auto& [field, with] : ask.open) completed *= with.size() + 1;
  // An answered finding may let an exception hold that find_excepted did not meet.
  ask.fits = completed <= most_completed && (situation.findings.empty() || tells == Tells::grounds);
  const int number = static_cast<int>(asks.size());
  asks.push_back(std::move(ask));
  Ask& made = asks.back();
  // Finer classes are soon made where entries are cheap: once for asks of any crime.
  const Situation open = tells == Tells::grounds ? left_open(made.situation) : made.situation;
  if (made.fits && open.fields.size() < made.situation.fields.size()) {
    made.classes = ask_of(open);
  } else if (made.fits) {
    made.classes = number;
    made.days = of_value(number, -1, -1);
    made.fits = made.days.has_value();
  }
  return number;
}

// The classes of a value for an ask; of no field, what changes with the day alone.
std::optional<ClassLine> Tables::Inside::of_value(int ask, int axis, int value) {
  const Ask& of = asks[static_cast<std::size_t>(ask)];
  Situation situation = of.situation;
  situation.days = Span::one(Day::first());
  int field = -1;
  if (axis >= 0) {
    field = axes[static_cast<std::size_t>(axis)];
    const Value& v = values[static_cast<std::size_t>(axis)].all[static_cast<std::size_t>(value)];
    if (v.given) situation.fields[this->field(axis).name] = *v.given;
    situation.places = v.places;
  }
  const std::optional<AlikeLine> alike = likeness.of(field, situation, of.open);
  if (!alike) return std::nullopt;
  return alike->map([&](const Alike& on) { return numbered(on.digest, on.named); });
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

const std::vector<Tables::Moment>* Tables::Inside::moments(int ask, int axis, int value) {
  const ClassLine* of = line(ask, axis, value);
  if (of == nullptr) return nullptr;
  auto [it, fresh] = asks[static_cast<std::size_t>(ask)].moments.try_emplace({axis, value});
  if (!fresh) return &it->second;
  const auto& states =
      values[static_cast<std::size_t>(axis)].all[static_cast<std::size_t>(value)].states;
  std::set<Day> days;
  for (const auto& segment : of->segments()) days.insert(segment.from);
  for (const auto& segment : states.segments()) days.insert(segment.from);
  for (Day day : days) it->second.push_back({day, of->at(day), &states.at(day)});
  return &it->second;
}

const ClassLine* Tables::Inside::line(int ask, int axis, int value) {
  auto& lines = asks[static_cast<std::size_t>(ask)].lines;
  auto found = lines.find({axis, value});
  if (found != lines.end()) return &found->second;
  const bool open =
      values[static_cast<std::size_t>(axis)].all[static_cast<std::size_t>(value)].open;
  std::optional<ClassLine> made = open ? of_open(ask, axis, false) : of_value(ask, axis, value);
  if (!made) {
    asks[static_cast<std::size_t>(ask)].fits = false;
    return nullptr;
  }
  return &asks[static_cast<std::size_t>(ask)]
              .lines.emplace(std::pair{axis, value}, *made)
              .first->second;
}

}  // namespace ratione
