#include "engine/tables.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "engine/tables_inside.h"

namespace ratione {
namespace {

constexpr std::size_t most_entries = 1'000'000;
constexpr std::size_t most_axes = 64;  // as many fields as the interpreter's inputs have

using Class = Tables::Class;
using ClassLine = Tables::ClassLine;

}  // namespace

Tables::Tables(Engine& engine, const LawInstrument& instrument, Tells tells)
    : inside_(std::make_unique<Inside>(engine, instrument, tells)) {}
Tables::~Tables() = default;

const std::vector<std::string>& Tables::fields() const { return inside_->names; }

std::optional<Tables::Row> Tables::ask(const Situation& situation) {
  const int number = inside_->ask_of(situation);
  const Inside::Ask& ask = inside_->asks[static_cast<std::size_t>(number)];
  if (!ask.fits) return std::nullopt;
  const Inside::Ask& classes = inside_->asks[static_cast<std::size_t>(ask.classes)];
  if (!classes.fits) return std::nullopt;
  return Row{number, &*classes.days, {}};
}

std::optional<Tables::Side> Tables::side(const Row& ask, std::size_t nth, const FieldValue* given,
                                         const std::vector<std::string>& places) {
  Inside& in = *inside_;
  Value value;
  if (given != nullptr) value.given = *given;
  if (in.names[nth] == "territory") value.places = places;
  const int axis = static_cast<int>(nth);
  const int number = in.number_of(axis, std::move(value));
  const int classes = in.classes_of(ask.ask);
  const std::vector<Moment>* moments = number < 0 ? nullptr : in.moments(classes, axis, number);
  if (moments == nullptr) return std::nullopt;
  Side side{&in.values[nth].all[static_cast<std::size_t>(number)], moments, nullptr};
  if (side.value->open) side.completed = &in.completed(classes, axis);
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
  std::array<const std::vector<StateCode>*, most_axes> states;
  for (std::size_t a = 0; a < row.sides.size(); ++a) {
    const Value* value = row.sides[a].value;
    const std::vector<Moment>& moments = *row.sides[a].moments;
    const auto after = std::upper_bound(moments.begin(), moments.end(), day,
                                        [](Day d, const Moment& each) { return d < each.from; });
    const Moment& moment = *std::prev(after);
    key.valid =
        key.valid.intersect({moment.from, after != moments.end() ? after->from : Day::never()});
    states[a] = moment.states;
    named = named || moment.is.named;
    open = open || value->open;
    digest.add(std::uint64_t{moment.is.number} << 1 | (value->open ? 1 : 0));
    // Who is the same State in two fields.
    for (std::size_t b = 0; b < a; ++b) {
      for (std::size_t i = 0; i < states[a]->size(); ++i) {
        for (std::size_t j = 0; j < states[b]->size(); ++j) {
          if ((*states[a])[i] == (*states[b])[j]) {
            digest.add(std::uint64_t{1} << 63 | (((a * 64 + b) * 64 + i) * 64 + j));
          }
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
  {
    const Inside::Entry& entry = in.entries[static_cast<std::size_t>(found.entry)];
    found.alike = entry.alike;
    found.of_values = entry.by_name || (entry.plain_no && excepted(row));
    found.lists = entry.lists_states;
    if (!found.of_values && !found.lists && !entry.of_excepted) return found;
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
      const int classes = in.classes_of(row.ask);
      auto& by_name = in.asks[static_cast<std::size_t>(classes)].open_by_name;
      auto line = by_name.find(static_cast<int>(a));
      if (line == by_name.end()) {
        std::optional<ClassLine> made = in.of_open(classes, static_cast<int>(a), true);
        if (!made) return {};
        line = by_name.emplace(static_cast<int>(a), std::move(*made)).first;
      }
      if (entry.filled_axis < 0) key.add(line->second.at(day).number);
      found.valid = found.valid.intersect(line->second.span_at(day));
    }
  }
  if (auto kept = in.by_key.find(key); kept != in.by_key.end()) {
    found.entry = kept->second;
  } else {
    if (!fresh) found.entry = found.lists ? in.make(row, day) : in.like(found.entry, row, day);
    in.by_key.emplace(key, found.entry);
  }
  found.alike = in.entries[static_cast<std::size_t>(found.entry)].alike;
  return found;
}

bool Tables::excepted(const Row& row) {
  return std::any_of(row.sides.begin(), row.sides.end(),
                     [](const Side& side) { return side.value->excepted; });
}

const std::vector<Tables::Role>& Tables::roles(const Found& found) const {
  return inside_->entries[static_cast<std::size_t>(found.entry)].bases;
}

StateCode Tables::state(const Row& row, Role role, Day day) {
  return row.sides[static_cast<std::size_t>(role.axis)].value->on(
      day)[static_cast<std::size_t>(role.state)];
}

std::optional<Residual> Tables::residual(const Found& found, const Row& row, Day day) const {
  const Inside& in = *inside_;
  const Inside::Entry& entry = in.entries[static_cast<std::size_t>(found.entry)];
  if (entry.filled_axis < 0) return entry.decision.verdict.residual;
  std::optional<Residual> written = in.residual(entry, row, day);
  if (written) return written;
  return in.engine.decide(in.instrument, in.situation(row, day)).residual;
}

Decision Tables::decision(const Found& found, const Row& row, Day day) const {
  const Inside::Entry& entry = inside_->entries[static_cast<std::size_t>(found.entry)];
  Decision out = entry.decision;
  for (std::size_t b = 0; b < entry.bases.size(); ++b) {
    if (entry.bases[b].axis >= 0) out.verdict.bases[b].state = state(row, entry.bases[b], day);
  }
  out.verdict.residual = residual(found, row, day);
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
    std::vector<ClassLine::Segment> own;
    for (const Moment& each : *of->moments) own.push_back({each.from, each.is});
    return OfDay{combine(ClassLine::from_segments(std::move(own)), *row->days,
                         [](const Class& is, const Class& day) {
                           return std::vector{is.number, day.number};
                         }),
                 of->value->states};
  }
  return std::nullopt;
}

std::size_t Tables::entries() const { return inside_->entries.size(); }
std::size_t Tables::asks() const { return inside_->asks.size(); }
std::int64_t Tables::questions() const { return inside_->questions; }

}  // namespace ratione
