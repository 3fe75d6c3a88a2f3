// File: answers/effect.h
//
// What an act changes: the record with it against the record without it, as known
// on one day.
//
//   EffectAnswer answer = effect(desk, {.id = "lakes-accord/TCD-2006-1"});
//   EffectAnswer answer = effect(desk, {.acts = {"TCD withdrawal_notice lakes-accord
//   2026-12-01"}}); json_of(desk, answer);
//
// An act that is on record (same State, kind, instrument, day) is taken out for the
// one side, with what answers it; one that is not is added for the other; one whose
// votes are supposed to be others stands on both, with the votes of the record and
// with those. The day
// of knowledge is that asked, else today, or the first on which all acts are known
// when that is later.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answers/desk.h"
#include "effects/difference.h"
#include "effects/incidents.h"
#include "effects/verdict_classes.h"
#include "record/changed.h"

namespace ratione::answers {

struct EffectAsked {
  std::string id;                  // of an act on record; or empty
  std::vector<std::string> acts;   // "STATE KIND INSTRUMENT DAY" each
  std::vector<std::string> votes;  // "ACT-ID STATE=abstain" each
  std::string known, incidents;
};

// One of the acts in question.
struct EffectOf {
  Act act;
  bool on_record = false;
  std::string votes;  // those that are supposed, in words; empty: none are
  const LawInstrument* instrument = nullptr;
  std::optional<DateRow> row;        // its own, as known on the day asked
  std::optional<DateRow> when_made;  // as known when it became known, if that differs
  std::optional<Day> last_day_to_revoke;
  std::optional<Day> revocable_when_made;  // where when_made is told
};

struct EffectAnswer {
  // Both worlds; engines rest on records, and so stand below them.
  std::shared_ptr<const Record> record_without, record_with;
  std::shared_ptr<Engine> without, with;

  Day known;
  std::vector<EffectOf> acts;
  // yes, no, or disputed, or undetermined: effects/legal_effect.h.
  Conclusion legal_effect = Conclusion::no;
  // Of acts without effect: other acts, on record, but for which they would have one.
  std::vector<std::string> done_by;
  Difference difference;
  VerdictsMoved verdicts;
  std::optional<IncidentsMoved> incidents;
  // Duties and rights of the acting States that go on.
  std::vector<BondMoved> stays;
  // How many States are bound, on the last day on which that differs.
  struct Bound {
    const LawInstrument* instrument = nullptr;
    Day on;
    long before = 0, after = 0;
  };
  std::vector<Bound> bound;
  std::vector<std::string> warnings;
  Proof proof;

  bool changes() const { return legal_effect != Conclusion::no; }
  // Days of the difference that are told as dates: all but the own rows of an act
  // that changes nothing.
  std::vector<const DateMoved*> dates() const;
};

EffectAnswer effect(Desk& desk, const EffectAsked& asked);
Json json_of(Desk& desk, const EffectAnswer& answer);
// One line for each thing that changes: what, instrument, state, from, until,
// before, after, says, citation.
std::string csv_of(Desk& desk, const EffectAnswer& answer);

// The fewest States that reach such a number.
std::int64_t at_least(Fraction number);

}  // namespace ratione::answers
