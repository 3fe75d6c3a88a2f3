// File: bench/verdicts/facts.h
//
// What the record holds for the rows of this benchmark, as the plain arrays
// that somebody would write who knows the Rome Statute and not our engine: the
// dates are computed here by hand, over std::chrono, article by article. The
// handwritten peers and those that speak another language (SQL, answer sets,
// Publicodes) start from these arrays; the interpreter and Prolog do not.
//
// Periods are half-open. A State is its index in States::all().
#pragma once

#include <chrono>
#include <vector>

#include "verdicts/rows.h"

namespace ratione::bench {

using Date = std::chrono::sys_days;
inline constexpr Date never =
    std::chrono::sys_days{std::chrono::year{9999} / std::chrono::December / 31};

// Readings on which a row of an array holds.
enum class On : std::uint8_t {
  always,
  palestine_is_party,
  kosovo_is_independent,
  kosovo_is_serbia
};

struct Period {
  Date from, until;
  bool has(Date day) const { return from <= day && day < until; }
};

struct Land : Period {
  StateIndex place, state;
  On on;
};
struct Membership : Period {  // article 126, 127(1)
  StateIndex state;
  bool over;  // left before the day of knowledge
};
// Conduct that an investigation covered which was authorised before the State
// left: what the narrowest reading of article 127(2) keeps within reach.
struct KeptReach : Period {
  StateIndex state, place;
};
struct Acceptance : Period {  // article 12(3)
  StateIndex state;
  StateIndex place;     // no_state: anywhere
  Date surely_from;     // after `from` where the act names a year alone
  bool authority_open;  // nobody has decided whether its author spoke for the State
};
struct OptOut : Period {  // article 124
  StateIndex state;
  bool half;  // for its own nationals alone, which is disputed
};
struct PartOf : Period {  // nationals count as those of another State
  StateIndex state, whole;
  On on;
};
struct Agreement {  // jurisdiction over another State's nationals given up
  StateIndex state, about;
  Date from;
};
struct Amendment {
  std::uint8_t crime;  // index in `crimes`
  Date added;          // first acceptance in effect
};
struct Consent {  // article 121(5)
  StateIndex state;
  std::uint8_t crime;
  Date from;
  bool by_joining;  // joined the Statute as amended, which is disputed
};
struct Declined {  // article 15 bis (4)
  StateIndex state;
  Date from, surely_from;
};
struct Referral {  // by the Security Council
  StateIndex place;
  Date from;
  bool part_only;  // a part of that territory
};

struct Facts {
  std::size_t states = 0;
  Date entry;                       // article 126(1)
  Date active;                      // of aggression, article 15 bis (3)
  std::vector<StateIndex> doubted;  // whose statehood a judge denied
  std::vector<Land> land;
  std::vector<Membership> memberships;
  std::vector<KeptReach> kept;
  std::vector<Acceptance> acceptances;
  std::vector<OptOut> opt_outs;
  std::vector<PartOf> parts;
  std::vector<Agreement> agreements;
  std::vector<Amendment> amendments;
  std::vector<Consent> consents;
  std::vector<Declined> declined;
  std::vector<Referral> referrals;
};

const Facts& facts();

}  // namespace ratione::bench
