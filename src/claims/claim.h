// File: claims/claim.h
//
// What a sentence claims, as it was read: before any question to the record.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/day.h"
#include "text/state_code.h"

namespace ratione::claims {

// The acts of the contract, and three of our own: join, a word that may mean each
// act by which a State enters; declaration, by which a State accepts a court's
// jurisdiction, or suspends a treaty; none, what no record of treaty acts holds.
enum class ActWord : std::uint8_t {
  signature,
  ratification,
  accession,
  join,
  withdrawal_notice,
  withdrawal_effective,
  withdrawal_announced,
  withdrawal_revoked,
  intent_not_to_become_party,
  declaration,
  non_party,
  non_signatory,
  party,
  jurisdiction,
  referral,
  veto,
  count_parties,
  count_signatories,
  entry_into_force,
  none
};
std::string_view word_of(ActWord act);
std::optional<ActWord> act_word(std::string_view text);

struct Tally {
  std::optional<int> yes, no, abstain;
  bool two_thirds = false;
  bool empty() const { return !yes && !no && !abstain && !two_thirds; }
};

// States that a sentence counts and does not name ("three African countries").
struct StateGroup {
  std::string region;  // of the language; "any"
  int number = 0;
};

// Of a claim about jurisdiction: which conduct it speaks of. What is not said is
// left open.
struct Conduct {
  std::vector<std::string> places;  // ids of the atlas
  std::vector<StateCode> people;    // nationalities of the suspect
  std::vector<StateCode> whole;     // "over Russia": its land and its people
  std::string crime;                // as the court's law calls it
  bool outsiders = false;           // States that have not joined, none of them named
  std::optional<DayRange> begins;   // "since November 2013": one of these days
  std::string without;              // a basis: "without a referral", "unless it is referred"
};

struct Claim {
  std::uint32_t sentence = 0;      // of the article, from 0
  std::uint32_t from = 0, to = 0;  // bytes of the article's text: what tells the act
  ActWord act = ActWord::none;
  std::vector<StateCode> actors;  // of a referral: the situation
  std::vector<StateCode> by;      // of a referral: the States that made it, where they are named
  StateGroup group;
  std::vector<StateCode> perhaps;  // nobody is named: of whom the sentences before were
  std::string instrument;          // its slug; empty: it is not said
  std::string court;               // named instead of an instrument
  std::string organ;
  std::string misnamed;           // why the name of the instrument is wrong; or empty
  std::optional<DayRange> date;   // as precise as it is said
  std::optional<DayRange> until;  // "remains a party until"
  bool recalled = false;          // its States are those of a sentence before
  bool leaning_date = false;      // that of another act, perhaps of another sentence
  bool negative = false;          // that it is not so
  bool quoted = false;
  bool unsign = false;    // "unsigned", "withdrew its signature"
  bool at_once = false;   // "immediately"
  bool domestic = false;  // a parliament, a decree
  bool letter = false;    // of a letter that was told of: the one that declines membership
  bool past = false;      // "was a party"
  bool pending = false;   // "still has a notice"
  bool future = false;
  bool process = false;   // "withdraws", "is leaving"
  bool ability = false;   // "can veto"
  bool ordinal = false;   // "the 125th"
  bool named = false;     // the sentence names a treaty, a court or an organ
  bool since = false;     // a state of affairs with the day of its beginning
  bool nobody = false;    // "no country has left"
  int rank = 0;           // "the first to ratify": 1; 0: not said
  std::string ranked_in;  // "the first African State to", "34 African States": a region
  bool never = false;     // not on that day, nor before
  bool loose = false;     // read by a hint: right where the record bears it out, else left open
  bool some_act = false;  // loose, and of no certain act: who, to what and when are told
  bool consents = false;  // of a number: who "ratified", bound or not yet
  int count = 0;
  enum class Bound : std::uint8_t { exact, about, over, under } bound = Bound::exact;
  Tally tally;
  std::vector<StateCode> about;  // of a veto: what the draft was about
  bool referral = false;         // of a veto: the draft would have referred it
  bool alone = false;            // of a veto: nobody else cast one
  Conduct conduct;
  std::string not_held;  // of act none: what it is that no record holds
};

}  // namespace ratione::claims
