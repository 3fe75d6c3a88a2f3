// File: effects/ahead.h
//
// What lies ahead of a day: notices that run, effects of acts and of whole
// treaties, declarations that lapse.
//
//   for (const Ahead& each : ahead(law, engine, on)) ...
//
// Days come from the law: `effective`, `revocable` and `lapse`. An effect whose
// day nobody can know yet (a number not reached) is not told. In the order of
// the days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace ratione {

struct Ahead {
  enum class What : std::uint8_t { running_notice, effect_ahead, lapse };
  What what = What::effect_ahead;
  const LawInstrument* instrument = nullptr;
  std::string kind;  // of the act, or an event ("entry_into_force")
  std::string act;   // its id; empty: the whole treaty
  StateCode state;
  std::string actor;  // an organ
  std::optional<DayRange> received;
  Day known;     // of the act; of a treaty, of its newest act
  DayRange day;  // of effect; of a lapse, the first day on which it holds no more
  std::optional<Day> last_day_to_revoke;
  std::optional<Day> counted_from;  // as in DateRow
  std::vector<Citation> cites;
  bool confirmed = true;
};
std::string_view word(Ahead::What what);

// As known to the engine. Acts done after `on` are left out.
std::vector<Ahead> ahead(const Law& law, const Record& record, Engine& engine, Day on);

}  // namespace ratione
