// File: votes/count.h
//
// Is a text adopted by an organ that votes? The law of the organ says it (`vote`,
// docs/law-language.md); here the votes are put to it, those of named members and
// those of members that nobody named.
//
//   Ballots ballots(engine, *law.organ("lakes-council"), states, day);
//   Results<Count> count = ballots.count({.yes = {{chad, kenya}, 2}, .no = {{fiji}, 0}}, {});
//   count->conclusion, count->required, count->blocked_by, count->ways
//
// Votes that are not named are tried in every way that makes a difference: members
// whose vote may count otherwise than those of others (`apart`) may or may not be
// among them. Where that decides, the outcome is undetermined.
//
// Guarantees: what is counted does not depend on the order of the States. Errors:
// a State that may not vote that day, or votes twice, or more votes than seats.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"

namespace ratione {

// One side of a vote.
struct Side {
  std::vector<StateCode> named;
  long others = 0;  // members that are not named
  long size() const { return static_cast<long>(named.size()) + others; }
};

struct Votes {
  Side yes, no, abstain;
  // Of those apart no more voted against than are named, or than there must be for
  // want of others: a list of the votes that stood in the way says so.
  bool no_more_apart = false;
};

// One way in which the text would have been adopted.
struct Remedy {
  long more_yes = 0;                   // from members that abstained or did not vote
  long turned = 0;                     // against, and in favour instead
  long fewer_no = 0;                   // against, and abstaining instead
  std::vector<StateCode> not_against;  // these, abstaining instead
  std::string words(const States& states) const;
};

struct Count {
  Conclusion conclusion = Conclusion::undetermined;
  Verdict verdict;  // its proof, readings and notes; of votes that are not named, with
                    // the members to which they were given to be counted
  // Votes in favour that are needed, whole; two numbers where that is open.
  long required = 0, required_at_most = 0;
  long not_voting = 0;      // seats whose holder did not vote or abstain
  bool seats_open = false;  // whether some State had a seat is not on record
  std::vector<StateCode> blocked_by;
  std::vector<Citation> cites;  // the rule that decides, or that stands in the way
  // Undetermined because of votes that are not named: of whom it depends. Then
  // `unless` are the members that must not be among those against.
  std::vector<StateCode> unless;
  std::vector<Remedy> ways;  // not adopted: what would have sufficed, each alone
};

class Ballots {
 public:
  // All must outlive it. The instrument must be an organ's.
  Ballots(Engine& engine, const LawInstrument& instrument, const States& states, Day on);

  // How a member is known that day, if the State is another name of it; else the
  // State itself.
  StateCode member(StateCode state) const;
  Truth may_vote(StateCode state);

  // `findings`: answers as in Situation.
  Results<Count> count(const Votes& votes, const std::map<std::string, bool>& findings);

 private:
  struct Members {
    std::vector<StateCode> yes, no, abstain;
  };
  struct Pool {
    std::vector<StateCode> apart, alike;  // who may vote and is not named
  };
  Errors faults(const Votes& votes);
  bool apart(StateCode state);
  Pool pool(const Votes& votes);
  // Every way to fill in the votes that are not named that may make a difference; the
  // first has none of those apart among the votes against.
  std::vector<Members> filled(const Votes& votes);
  Situation situation(const Members& members, const std::map<std::string, bool>& findings) const;
  Verdict decide(const Situation& situation, bool whole);
  void values(const Situation& situation, const Members& members, Count& count);
  bool carried(const Members& members, const std::map<std::string, bool>& findings);
  std::vector<StateCode> blockers(const Members& members,
                                  const std::map<std::string, bool>& findings);
  std::vector<Remedy> ways(const Members& members, const std::map<std::string, bool>& findings);

  Engine& engine_;
  const LawInstrument& instrument_;
  const States& states_;
  const Day on_;
  std::map<StateCode, Truth> seats_;
  std::map<StateCode, bool> apart_;
};

}  // namespace ratione
