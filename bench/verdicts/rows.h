// File: bench/verdicts/rows.h
//
// The rows that every peer decides, and what it answers: as columns.
//
//   Rows rows = draw_rows(house, 1'000'000, 7);
//   Verdicts verdicts(rows.size());
//   decide_handwritten_rules(rows, verdicts);
//
// A row is one day, one State's whole territory, a suspect of one State or of
// an unknown one, a crime and a trigger; of age, nothing found, as known on
// known_day. Rows come from a seed: the same seed gives the same rows.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "verdicts/house.h"

namespace ratione::bench {

using StateIndex = std::uint16_t;  // into States::all()
inline constexpr StateIndex no_state = 0xffff;

// Classes of crimes, as indices. The last five stand for the five amendments
// that added crimes to those of 1998, beside aggression.
inline constexpr std::array<std::string_view, 9> crimes = {
    "6", "7", "8", "8bis", "8.2.e.xiii", "8.2.e.xvi", "8.2.e.xvii", "8.2.e.xviii", "8.2.e.xix"};
inline constexpr std::uint8_t war_crimes = 2, aggression = 3, first_added = 4;
constexpr bool is_war_crime(std::uint8_t crime) {
  return crime == war_crimes || crime >= first_added;
}

inline constexpr std::array<std::string_view, 3> triggers = {"state_referral", "proprio_motu",
                                                             "sc_referral"};
inline constexpr std::uint8_t sc_referral = 2, any_trigger = 3;  // any: it was left out

struct Rows {
  std::vector<std::int32_t> day;  // since 1970-01-01
  std::vector<StateIndex> territory;
  std::vector<StateIndex> suspect;  // no_state: unknown
  std::vector<std::uint8_t> crime;
  std::vector<std::uint8_t> trigger;

  std::size_t size() const { return day.size(); }
  void add(std::int32_t d, StateIndex place, StateIndex of, std::uint8_t c, std::uint8_t t);
  Rows slice(std::size_t from, std::size_t n) const;
};

enum class Answer : std::uint8_t { yes, no, undetermined, disputed };
enum class Basis : std::uint8_t { none, territory, nationality, acceptance, referral };

// The reason of a yes: its first basis in the order above, and the State that
// it rests on (a referral rests on none). Of every other answer: 0.
constexpr std::uint32_t reason_of(Basis basis, StateIndex state) {
  return static_cast<std::uint32_t>(basis) << 16 | state;
}

struct Verdicts {
  std::vector<std::uint8_t> conclusion;  // Answer
  std::vector<std::uint32_t> reason;

  Verdicts() = default;
  explicit Verdicts(std::size_t n) : conclusion(n), reason(n) {}
  std::size_t size() const { return conclusion.size(); }
};

// Days uniform over 1998 to 2026, States uniform among those that can be asked
// about on the day, a quarter of the suspects unknown, triggers uniform with
// "left out"; one crime in eight is one of the added provisions.
Rows draw_rows(const House& house, std::size_t n, std::uint64_t seed);

// Rows where the answers are hard: States that did more than join, on the days
// on which something begins or ends for one of them, and the days around.
Rows draw_hard_rows(const House& house, std::size_t n, std::uint64_t seed);

}  // namespace ratione::bench
