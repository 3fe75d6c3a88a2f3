#include "effects/stages.h"

#include <array>
#include <set>
#include <string_view>

namespace ratione {

namespace {

// The rules that name a status (law/common). Their breaks are the days on which
// the status can change.
constexpr std::array<std::string_view, 6> status_rules = {
    "party_withdrawing", "party", "former_party", "contracting", "signatory_declined", "signatory"};

}  // namespace

std::vector<TruthLine> status_lines(Engine& engine, const LawInstrument& instrument,
                                    StateCode state) {
  std::vector<TruthLine> lines;
  for (std::string_view name : status_rules) {
    if (!instrument.clauses.contains(name)) continue;
    Result<TruthLine> line = engine.rule(instrument, name, state);
    if (line) lines.push_back(std::move(*line));
  }
  return lines;
}

std::vector<Stage> stages_of(Engine& engine, const LawInstrument& instrument, StateCode state) {
  std::set<Day> breaks{Day::first()};
  for (const TruthLine& line : status_lines(engine, instrument, state)) {
    for (const TruthLine::Segment& segment : line.segments()) breaks.insert(segment.from);
  }
  std::vector<Stage> stages;
  for (Day from : breaks) {
    std::string status = engine.status(instrument, state, from).status;
    if (!stages.empty() && stages.back().status == status) continue;
    if (!stages.empty()) stages.back().days.until = from;
    stages.push_back({{from, Day::never()}, status});
  }
  return stages;
}

}  // namespace ratione
