// File: answers/vote.h
//
// Is a text adopted by an organ that votes, who blocked it, and what would have
// sufficed?
//
//   VoteAnswer answer = vote(desk, {.organ = "lakes-council", .on = "2016-10-08",
//                                   .yes = {"Chad,Kenya,3"}, .no = {"Fiji"}});
//   json_of(desk, answer); csv_of(desk, answer);
//
// A list holds States, and whole numbers for members that are not named.
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "votes/count.h"

namespace ratione::answers {

struct VoteAsked {
  std::string organ, on, known;
  std::vector<std::string> yes, no, abstain;  // "S,S" or "S;S", once or several times
  std::string procedural;                     // empty or no; yes; contested
  std::vector<std::string> findings;
};

struct VoteAnswer {
  const LawInstrument* instrument = nullptr;
  Day on, known;
  Votes votes;
  Count count;
};

VoteAnswer vote(Desk& desk, const VoteAsked& asked);
Json json_of(Desk& desk, const VoteAnswer& answer);
// One row: the same without proof, lists joined with ";".
std::string csv_of(Desk& desk, const VoteAnswer& answer);

// One sentence: adopted or not, how many votes of how many, who blocked it.
std::string why(Desk& desk, const VoteAnswer& answer);
// "9", or "31 or 40" where that is open.
std::string required_words(const Count& count);
// What would have sufficed; empty where nothing was missing.
std::string would_suffice(Desk& desk, const VoteAnswer& answer);
std::vector<std::string> notes_of(Desk& desk, const VoteAnswer& answer);

}  // namespace ratione::answers
