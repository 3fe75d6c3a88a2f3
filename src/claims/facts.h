// File: claims/facts.h
//
// What the record and the law say of one State under one instrument, as known on
// a day, sorted as claims ask for it. Each is asked for once and kept.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace ratione::claims {

struct Fact {
  const Act* act;
  std::optional<DayRange> effective;  // by the law; none: it has, or the law tells, none
  std::string outcome;                // as in DateRow; empty: the law does not tell
  std::vector<Citation> cites;        // the provisions that say so
};

struct StateFacts {
  std::vector<Fact> signatures, joins, notices, revoked, announced, declined, taken_back,
      declarations;
};

class Facts {
 public:
  using EngineOf = std::function<Engine&(Day known, const LawInstrument& about)>;
  Facts(const Law& law, const Record& record, EngineOf engine_of);

  // Whether any act under it is on record.
  bool known_to_record(const std::string& slug) const { return !record_.acts(slug).empty(); }
  // The day on which all of the record is known.
  Day newest() const { return newest_; }
  const StateFacts& of(const std::string& slug, StateCode state, Day known);
  // Of a whole instrument.
  const std::vector<const Act*>& acts(const std::string& slug, Day known);
  // Without law, what the acts alone show.
  StatusRow status(const std::string& slug, StateCode state, Day on, Day known);
  // None: the law is not written.
  std::optional<int> parties(const std::string& slug, Day on, Day known);
  // States that have consented and have not left, bound or not yet; likewise.
  std::optional<int> consents(const std::string& slug, Day on, Day known);
  int signatures(const std::string& slug, Day known);
  // An act of which the law says that it never takes effect, as a draft that an organ
  // did not adopt.
  bool never(const Act& act, Day known);
  std::optional<DayRange> entry_into_force(const std::string& slug, Day known);
  std::vector<std::string> of_entry(const std::string& slug, Day known);

 private:
  struct Known {
    View view;
    std::vector<const Act*> acts;
    std::map<std::string, DateRow> effects;  // by act; of the whole treaty under ""
    bool effects_read = false;
    std::map<StateCode, StateFacts> states;
    std::map<Day, int> parties, consents;
  };
  Known& known(const std::string& slug, Day known);
  void read_effects(const std::string& slug, Known& at, Day known);

  const Law& law_;
  const Record& record_;
  EngineOf engine_of_;
  Day newest_;
  std::map<std::pair<std::string, Day>, Known> kept_;
};

}  // namespace ratione::claims
