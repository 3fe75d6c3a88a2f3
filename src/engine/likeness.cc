#include "engine/likeness.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/asked.h"
#include "engine/specialiser.h"

namespace ratione {

std::vector<StateCode> states_on(const FieldValue& value, Day day) {
  std::vector<StateCode> out;
  for (const StateOn& each : value.states) {
    if (each.days.contains(day) && std::find(out.begin(), out.end(), each.state) == out.end()) {
      out.push_back(each.state);
    }
  }
  return out;
}

struct Likeness::Kept {
  std::map<int, Made> made;  // by field
};

Likeness::Likeness(Evaluator& evaluator, const LawInstrument& instrument, const Question& question)
    : e_(evaluator),
      instrument_(instrument),
      question_(question),
      dependences_(e_.law(), e_.facts(), instrument),
      kept_(std::make_unique<Kept>()) {}
Likeness::~Likeness() = default;

std::optional<AlikeLine> Likeness::of(int field, const Situation& situation,
                                      const OpenFields& open) {
  put(e_, instrument_, situation);
  Specialiser special(e_, instrument_, dependences_, kept_->made[field], field);
  for (const auto& [index, values] : open) special.leave_open(index, values);
  std::vector<Node> parts;
  auto add = [&](int id) {
    Scope none;
    none.env = e_.env_of(e_.law().clauses[static_cast<std::size_t>(id)], {});
    none.from.assign(none.env.slots.size(), 0);
    none.any.assign(none.env.slots.size(), false);
    parts.push_back(special.clause(id, none));
  };
  add(question_.clause);
  for (const Question::Basis& basis : question_.bases) add(basis.clause);
  for (int limit : question_.limits) {
    if (e_.law().clauses[static_cast<std::size_t>(limit)].params.empty()) add(limit);
  }
  e_.take_reads();
  if (special.failed() || dependences_.too_many()) return std::nullopt;
  std::set<Day> days{Day::first()};
  for (const Node& part : parts) days_of(part, days);
  const FieldValue none;
  const FieldValue& value = field >= 0 ? e_.inputs().field(field) : none;
  for (const StateOn& each : value.states) {
    days.insert(each.days.from);
    if (each.days.until < Day::never()) days.insert(each.days.until);
  }
  std::vector<AlikeLine::Segment> segments;
  for (Day day : days) {
    Alike whole;
    for (const Node& part : parts) {
      Told told = special.told(part, day);
      whole.digest.add(told.digest);
      whole.named = whole.named || told.named;
    }
    // Which of several States an answer names may change while the answer stays.
    if (states_on(value, day).size() > 1) {
      special.name_all(whole.digest);
      whole.digest.add(static_cast<std::uint64_t>(day.number()));
    }
    segments.push_back({day, whole});
  }
  return AlikeLine::from_segments(std::move(segments));
}

}  // namespace ratione
