// File: answers/other_votes.h
//
// Other votes on an act of an organ that is on record, as people write them in one
// line: what if one had abstained, what if one had stood in the way.
//
//   other_votes(desk, "--vote", "LC-2014-1 TCD=abstain Costa Rica=no")
//
// ACT-ID, then STATE=yes, no, abstain or absent, one or more, several States with ;
// between; the others vote as the record says. The record must say who voted how, or the line must.
#pragma once

#include <string>

#include "answers/desk.h"
#include "record/changed.h"

namespace ratione::answers {

struct OtherVotes {
  RevisedAct change;
  const Act* act = nullptr;  // as it stands on record
  std::string says;          // "China and Russia abstaining"
};

// `word` names the value in what is refused. A State that had no vote that day is.
OtherVotes other_votes(Desk& desk, std::string_view word, const std::string& text);

}  // namespace ratione::answers
