// File: claims/council_votes.h
//
// Votes of the organ in which some can veto, as claims need them: vetoes and
// tallies, by day.
//
//   Results<CouncilVotes> votes = CouncilVotes::read(csv, "record/votes/ORGAN.csv");
//   votes->vetoes(days);
//
// File: one row a vote, columns day, document, yes, no, abstain, against (who cast
// a veto), outcome (adopted, not adopted, vetoed). What a draft was about stands in
// subjects.csv beside it: document, about (States), subject (words).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "errors/error.h"
#include "text/state_code.h"

namespace ratione::claims {

struct CouncilVote {
  Day day;
  std::string document;
  std::optional<int> yes, no, abstain;
  std::vector<StateCode> vetoed_by;
  std::string outcome;
  std::vector<StateCode> about;  // empty: the record does not say
  std::string subject;           // in a few words; or empty
  std::string tally() const;     // "13-2-0", or empty
};

class CouncilVotes {
 public:
  CouncilVotes() = default;  // none
  // Every file of the folder whose name begins with security-council, and the
  // subjects; none: empty.
  static Results<CouncilVotes> load(const std::string& folder);
  static Results<CouncilVotes> read(std::string_view csv, std::string_view file);

  bool empty() const { return votes_.empty(); }
  Day first() const { return votes_.empty() ? Day::last() : votes_.front().day; }
  Day last() const { return votes_.empty() ? Day::first() : votes_.back().day; }
  // By day.
  std::vector<const CouncilVote*> vetoes(DayRange days) const;
  // By its document, spaces aside ("S/RES/1593 (2005)").
  const CouncilVote* of_document(std::string_view document) const;

 private:
  Errors read_subjects(std::string_view csv, std::string_view file);

  std::vector<CouncilVote> votes_;
};

}  // namespace ratione::claims
