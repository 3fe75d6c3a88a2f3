// File: answers/status.h
//
// Who is bound by an instrument on a day, as known on a day; and what one day
// of knowledge changes against another.
//
//   StatusAsked asked{.instrument = "lakes-accord", .on = "2017-12-01", .state = "ZAF"};
//   StatusAnswer answer = status(desk, asked);
//   json_of(desk, answer); csv_of(desk, answer);
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answers/desk.h"
#include "engine/engine.h"

namespace ratione::answers {

// In the order in which a summary counts them.
inline constexpr std::array<std::string_view, 7> status_words = {
    "party", "party_withdrawing", "contracting", "signatory", "signatory_declined", "former_party",
    "none"};

struct StatusAsked {
  std::string instrument, on, known, state, diff_known;
  bool proof = false;
};

struct StatusAnswer {
  const LawInstrument* instrument = nullptr;
  Days days;
  bool one_state = false;
  std::vector<StatusRow> rows;
  std::optional<Proof> proof;         // of one State's status, where it was asked for
  std::vector<std::string> warnings;  // days beyond the record, what is presumed

  // How many rows have that status.
  long count(std::string_view status) const;
};

// Every State's status, or that of the State that was named.
StatusAnswer status(Desk& desk, const StatusAsked& asked);
Json json_of(Desk& desk, const StatusAnswer& answer);
std::string csv_of(Desk& desk, const StatusAnswer& answer);

struct StatusChange {
  const LawInstrument* instrument = nullptr;
  Day on, before, after;  // before: known then; after: known now
  struct Row {
    StatusRow before, after;
    std::vector<std::string> acts;  // that one day could know and the other could not
  };
  std::vector<Row> rows;  // States whose status differs
  std::string beyond;
};

// For a question with diff_known.
StatusChange status_change(Desk& desk, const StatusAsked& asked);
Json json_of(Desk& desk, const StatusChange& change);
std::string csv_of(Desk& desk, const StatusChange& change);

}  // namespace ratione::answers
