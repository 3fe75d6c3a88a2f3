// File: claims/check_inside.h
//
// The inside of the checker, for its own files alone: check.cc (which question is
// asked), check_entering.cc, check_leaving.cc, check_counts.cc, check_votes.cc,
// check_jurisdiction.cc.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "claims/check.h"
#include "claims/facts.h"

namespace ratione::claims {

class Checker::Work {
 public:
  Work(const Law& law, const Record& record, const Atlas& atlas, const Language& language,
       const CouncilVotes& votes, EngineOf engine_of)
      : law_(law),
        record_(record),
        atlas_(atlas),
        language_(language),
        votes_(votes),
        engine_of_(engine_of),
        facts_(law, record, std::move(engine_of)) {}

  std::optional<Checked> check(const Claim& given, Day dated);

 private:
  std::optional<Checked> finished(Checked out);

  std::string title_of(const std::string& slug) const;

  // With its article, where the language has one: the United States.
  std::string name_of(StateCode code) const;
  // A sentence begins with a capital.
  static std::string sentence(std::string text);

  // ---- building answers

  static void add_evidence(Checked& out, const std::string& id);
  static void add_evidence(Checked& out, const std::vector<Fact>& facts);
  Checked answer(Verdict verdict, std::string reason, ErrorClass error_class = ErrorClass::none,
                 std::string correction = "");
  Checked answer(Verdict verdict, std::string reason, const std::vector<Fact>& on,
                 ErrorClass error_class = ErrorClass::none, std::string correction = "");
  static Fact const* matching(const std::vector<Fact>& facts, const std::optional<DayRange>& days);

  const StateFacts& at_known() { return facts_.of(slug_, state_, dated_); }
  const StateFacts& at_last() { return facts_.of(slug_, state_, facts_.newest()); }

  // ---- what is not said

  // The treaty under which this State did that on that day, where it is the only one.
  bool resolve_instrument();

  // The treaty of which this State declared that it would not become a party.
  bool resolve_by_declined();

  // States that were only counted: those whose acts the words can mean.
  void resolve_group();

  // The same act of the same State on the same day, under another treaty.
  std::optional<Checked> of_other_treaty();

  // ---- one State

  // Read by a hint: what the record does not bear out is not said.
  static bool borne_out(const Checked& out) {
    return out.verdict == Verdict::true_ || out.verdict == Verdict::true_only_that_day;
  }
  // Whatever act of all these States the record holds of that day.
  std::optional<Checked> some_act();

  Checked of_state();
  Checked of_act();
  bool for_want_of_an_act(Verdict verdict);
  // "the first to ratify": who did so before; none: it is right, or cannot be told.
  std::optional<Checked> wrong_rank();

  Checked signature();

  Checked non_signatory();

  static bool of_kind(ActWord act, std::string_view kind);

  Checked joined();

  static const Fact& nearest(const std::vector<Fact>& facts, DayRange days);

  Checked not_joined();

  Checked notice();

  void later_notice(Checked& out);

  Checked no_notice();

  std::string status(Day on) { return facts_.status(slug_, state_, on, dated_).status; }
  static bool bound(const std::string& status);

  // What the right sentence is where a State has not left.
  std::string not_left_wording();

  Checked left();

  std::string told(const Fact& fact);

  std::string why_not_left();

  Checked will_leave();

  Checked not_left();

  Checked announced();

  // "No country has ever left."
  Checked nobody_left();

  Checked revoked();

  Checked declined();

  Checked declaration();

  Checked party();

  Checked non_party();

  Checked in_force();

  Checked treaty_in_force();

  // ---- numbers

  bool about(int claimed, int real) const;
  // Says that the record may lack acts of that day; empty: it holds them all.
  std::string gap_of(Day on) const;
  bool incomplete(Checked& out, Day on) const;

  Checked count_parties();

  Checked count_signatories();

  // ---- organs

  static bool same(const std::optional<int>& claimed, const std::optional<int>& real);

  struct Outcome {
    std::optional<int> yes, no, abstain;
    bool known() const { return yes.has_value(); }
    std::string text() const {
      return fmt::format("{} for, {} against, {} abstaining", yes.value_or(0), no.value_or(0),
                         abstain.value_or(0));
    }
  };
  Outcome outcome_of(const Act& act) const;

  // The votes of one organ, put to what was said of them.
  std::optional<Checked> wrong_tally(const Outcome& outcome, std::string_view organ, Day day);
  // How many votes in favour the organ's law asked for that day; empty: it does not say.
  std::string needed(const Outcome& outcome, std::string_view organ, Day day);

  Checked referral();

  Checked referral_of(StateCode state);
  // By States: those that are named, or so many of them.
  Checked referred_by(const std::string& name, const std::vector<const Act*>& made);

  std::string names_of(const std::vector<StateCode>& states) const;

  Checked veto();
  // By the States that the drafts were about; none: no draft about them.
  // Not as claimed: who vetoed what.
  Checked cast_by_others(Checked out, const CouncilVote& vote, const std::string& what) const;
  std::optional<Checked> veto_about(const std::vector<const CouncilVote*>& found);
  // Whether the draft would have referred a situation to a court.
  bool would_refer(const CouncilVote& vote);

  static bool covers(const std::vector<StateCode>& real, const std::vector<StateCode>& claimed);
  static const CouncilVote* nearest_vote(const std::vector<const CouncilVote*>& votes,
                                         DayRange days);

  // That it can: it did, a referral before all else.
  Checked can_veto(const std::vector<const CouncilVote*>& found);

  // ---- what a court can judge

  // None: the law of that court is not written.
  std::optional<Checked> jurisdiction();
  // One place and one nationality; either may be left open.
  struct Reach {
    std::string place;
    StateCode person;
    bool of_nobody = false;  // of no nationality: what the place alone gives
  };
  Checked of_reach(const Reach& reach);
  Checked of_whole(StateCode state);
  Checked of_outsiders();
  ratione::Verdict decide(const Reach& reach, Span days, Day known);
  std::string conduct_words(const Reach& reach) const;
  std::string ways_of(const ratione::Verdict& verdict) const;
  void put_proof(Checked& out, const ratione::Verdict& verdict) const;
  Span period() const;

  const Law& law_;
  const Record& record_;
  const Atlas& atlas_;
  const Language& language_;
  const CouncilVotes& votes_;
  EngineOf engine_of_;
  Facts facts_;
  std::map<Day, std::vector<DayRange>> referrals_;  // by organs, as known on a day
  const LawInstrument* court_ = nullptr;
  Claim claim_;
  Day dated_;
  StateCode state_;
  std::string slug_, title_, name_;
};

}  // namespace ratione::claims
