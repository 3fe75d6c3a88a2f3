#include "engine/standing.h"
#include "panel/panel.h"

namespace ratione {

namespace {

std::optional<bool> bound_by(const StatusRow& row) {
  if (!row.uncertain.empty()) return std::nullopt;
  return row.status == "party" || row.status == "party_withdrawing";
}

}  // namespace

std::vector<Spell> spells_of(Engine& engine, const Record& record, const LawInstrument& instrument,
                             Span days) {
  std::vector<Spell> all;
  auto status = [&](const State& state, Day day) {
    StatusRow row = engine.status(instrument, state.code, day);
    if (row.uncertain.empty()) row.uncertain = not_known(record, instrument, row);
    return row;
  };
  for (const State& state : record.states().all()) {
    const Span there = state.exists.intersect(days);
    if (!state.treaty_making || there.empty()) continue;
    const std::size_t first = all.size();
    for (Day day = there.from; day < there.until;) {
      const StatusRow row = status(state, day);
      // What a row tells beyond the status (its notes) may change within a spell.
      const Day end = std::max(std::min(row.valid.until, there.until), day.next());
      if (all.size() > first && all.back().status == row.status &&
          all.back().uncertain == row.uncertain) {
        all.back().days.until = end;
      } else {
        Spell spell;
        spell.state = state.code;
        spell.m49 = state.m49;
        spell.days = {day, end};
        spell.status = row.status;
        spell.uncertain = row.uncertain;
        spell.bound = bound_by(row);
        all.push_back(std::move(spell));
      }
      day = end;
    }
    // A State's own first and last day end a spell; the edges of the question cut it.
    auto same = [&](Day day, const Spell& spell) {
      if (!state.exists.contains(day)) return false;
      const StatusRow row = status(state, day);
      return row.status == spell.status && row.uncertain == spell.uncertain;
    };
    all[first].censored_left = there.from == days.from && days.from > Day::first() &&
                               same(days.from.previous(), all[first]);
    all.back().censored_right = there.until == days.until && state.exists.until > days.until;
  }
  return all;
}

}  // namespace ratione
