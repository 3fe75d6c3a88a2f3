// File: claims/sentence_reader.h
//
// One sentence read for its claims, for the finder's own files alone:
// sentence_reader.cc (the sentence as a whole), sentence_mood.cc (is it said that it
// is so?), sentence_roles.cc (who, to what, when), sentence_counts.cc (how many),
// sentence_acts.cc (which act), sentence_shared.cc (the same of others),
// sentence_effects.cc (since when), sentence_council.cc (vetoes, referrals, votes),
// sentence_jurisdiction.cc (what a court can judge), sentence_not_held.cc (what no
// record of treaty acts holds).
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claims/find.h"
#include "claims/heads.h"
#include "claims/tally.h"

namespace ratione::claims {

inline constexpr std::uint32_t nowhere = UINT32_MAX;

// What earlier sentences of the article leave to later ones.
struct Remembered {
  std::string instrument;                              // the last that was named
  std::string of_court;                                // of the last court that was named
  std::vector<StateCode> subject;                      // whom "it" means
  bool people = false;                                 // the subject was told as a people: "they"
  std::vector<StateCode> many;                         // whom "all three" means
  std::vector<StateCode> named;                        // in the last sentence, each once
  std::map<std::size_t, std::vector<StateCode>> sets;  // named together last, by their number
  std::vector<StateCode> list;                         // named one after another in this paragraph
  std::uint32_t paragraph = nowhere;                   // of the subject
  std::optional<Claim> claim;                          // the last one
  std::optional<Claim> deed;     // the last act, done or only thought of: "to do so"
  std::optional<Claim> veto;     // the last one that was told
  std::optional<DayRange> day;   // said last
  std::uint32_t told = nowhere;  // the last sentence that told of a treaty
};

// An act of a State that others may do, too.
inline bool is_deed(ActWord act) { return act <= ActWord::declaration; }
inline bool is_leaving(std::string_view act) { return act == "withdrawal_effective"; }

class SentenceReader {
 public:
  SentenceReader(const Article& article, const Language& language, Day dated, Remembered& memory,
                 std::uint32_t index, Found& found)
      : article_(article),
        language_(language),
        dated_(dated),
        memory_(memory),
        index_(index),
        sentence_(article.sentences[index]),
        scene_(language, article.text, article.tokens, sentence_.first_token, sentence_.last_token),
        found_(found) {}

  void read();

 private:
  // ---- the sentence as a whole

  std::string named_treaty() const;
  void leave_out_dateline();
  // Behind the dateline; the first token, where there is none.
  std::uint32_t text_begins() const { return dateline_ == nowhere ? scene_.from() : dateline_; }

  bool names_something() const;

  bool headline() const {
    return scene_.to() > scene_.from() && scene_.token(scene_.to() - 1).kind == Token::Kind::word;
  }

  // "If a notice is sent", "Had Moscow ratified", "Whether it ever will".
  bool hypothetical() const;

  bool is(std::uint32_t i, std::string_view word) const;

  bool inside(std::uint32_t i) const { return i >= scene_.from() && i < scene_.to(); }

  // ---- where clauses begin

  bool parts(std::uint32_t i) const;
  bool hard_word(std::uint32_t i) const;
  bool soft_word(std::uint32_t i) const;

  // The first token of the clause that holds a token.
  std::uint32_t clause_start(std::uint32_t at) const;

  std::uint32_t end_of_previous(std::size_t k) const;
  std::uint32_t start_of_next(std::size_t k) const;

  // ---- is it said that it is so?

  bool negated(std::size_t k) const;

  struct Mood {
    bool dropped = false, future = false, due = false, announced_behind = false;
    std::uint32_t announced = nowhere;  // the token that announces
  };

  bool first_ends_ed(const Head& head) const { return scene_.text_of(head.from).ends_with("ed"); }
  bool finite(const Head& head) const;
  static bool is_act_of_leaving(const Head& head) {
    return is_leaving(head.frame->act) || head.frame->act == "withdrawal_notice";
  }

  Mood mood(std::size_t k) const;

  // ---- to what

  struct Object {
    const Treaty* treaty = nullptr;
    bool foreign = false;
  };

  bool passed_over(std::uint32_t i) const;
  bool ends_object(std::uint32_t i) const;

  // What follows is no longer said of the object.
  bool parts_object(std::uint32_t i) const;

  Object object_of(const Head& head) const;

  const Treaty* nearest_treaty(const Head& head) const;

  void put_treaty(Claim& claim, const Treaty* treaty) const;
  // "the court", "the statute"
  bool of_default(const Treaty& treaty) const;

  // ---- who

  bool institution(std::uint32_t i) const;

  // Whether States named here can be whose act it is.
  enum class Rank { no, low, high };
  Rank rank(const Actors& actors, std::uint32_t head_from) const;
  bool member_of(const Actors& actors) const;

  // Where a clause that a comma closes before `at` and a relative word opens
  // begins; `at` where there is none.
  std::uint32_t around_aside(std::uint32_t comma, std::uint32_t start) const;

  bool apposition(std::uint32_t open, std::uint32_t close) const;

  std::vector<StateCode> of_memory(bool many) const;

  struct Who {
    std::vector<StateCode> states;
    StateGroup group;
    std::string organ;  // an organ of the State that acts for it, or another organ
    bool low = false;   // named, but perhaps not as who acts
    bool found() const { return !states.empty() || group.number > 0; }
  };

  void take(Who& who, const Actors& actors) const;

  Who left_of(std::uint32_t at, std::uint32_t start) const;

  // "the Baltic" before "country": one that was named, and no other, first or second.
  bool described_before(std::uint32_t noun) const;

  Who right_of(std::uint32_t at, std::uint32_t end) const;

  // "X's signature", "the Russian veto", "ratification by X", "its notice".
  Who possessor(std::size_t k) const;

  bool passive(const Head& head) const;
  bool names(const Who& who) const;
  Who behind_colon(const Head& head) const;
  // "Two have left: Chad in 2017 and Togo two years later": each with its own day.
  bool each_behind_colon(const Head& head, const Claim& said);

  Who subject(std::size_t k) const;
  Who described(const Head& head) const;

  // A noun that takes its State from what was said before.
  bool definite(const Head& head) const;

  bool in_quotes(const Head& head) const;

  // ---- when

  std::optional<Dated> day_of(std::size_t k, bool ahead) const;
  // Whether the day is that of saying so ("said on Friday that it had"), or of what
  // came before or after it ("a year after it notified the UN on 17 March").
  bool said_then(const Head& head, const Dated& day) const;
  bool is_until(const Dated& day) const;
  // In a relative clause that a comma closes before a token.
  bool in_aside(const Dated& day, std::uint32_t before) const;
  bool has_had(std::uint32_t from, std::uint32_t to) const;

  // Does a clause end in between? A day right behind another act is that act's.
  bool parted(std::uint32_t from, std::uint32_t to) const;
  // As `past_`, of days that lie ahead; rarely asked for.
  const std::vector<Dated>& days_ahead() const;
  std::size_t live_heads() const;

  // ---- heads that lean on each other

  void drop(std::size_t k) { heads_[k].frame = nullptr; }

  bool is_entry(const Head& head) const;

  void prune();

  // "takes effect" is said of a withdrawal, of a notice, or of the treaty.
  void settle_effects();

  // ---- numbers of States

  void counted();

  bool on_day_of_force() const;

  bool is_day(const Number& number) const;

  std::optional<Claim> count_at(const Number& number) const;

  // A word of membership or of a treaty is there.
  bool says_membership(const Number& number) const;

  // ---- what no record of treaty acts holds

  void not_held();
  // Where an organ is said to decide: the token of the verb, before it or behind.
  std::optional<std::uint32_t> decides(const OrganNamed& organ) const;
  // What it decides on is a treaty that is named, or the one that was just told of.
  bool concerns_treaty(std::uint32_t verb) const;

  void say_not_held(std::string what, std::string organ, std::uint32_t at);

  // ---- one head

  // Whether it was a claim (or is told by another); false: a plan or the like.
  bool claim_of(std::size_t k);

  bool announcement(std::size_t k, const Mood& mood, Claim claim);
  bool not_held_by(std::size_t k, const Mood& mood, Claim claim);
  // "..., nor are China and India": of them too.
  void add_nor(const Head& head, Claim& claim) const;
  void add_contrast(const Head& head, Claim claim);
  bool each_in_turn(const Claim& said);
  void add_gapped(const Head& head, const Claim& said);
  bool of_topic(const Frame& frame, Claim& claim) const;
  bool said_in_general(const Head& head) const;
  // "the first African State to ratify", "left, the second to do so"
  void put_rank(const Head& head, Claim& claim) const;
  // "Most of its members have ratified": of States that nobody names.
  bool quantified(const Head& head) const;
  bool only_mentioned(std::size_t k) const;
  bool of_court(const Head& head) const;
  bool said_of_the_past(const Head& head) const;

  const OrganNamed* organ_before(const Head& head) const;

  void organ_of_receipt(Claim& claim) const;

  bool announced(std::size_t k, std::uint32_t at) const;

  // Is the noun said of somebody: "is a party", ", a non-signatory,", "among the
  // signatories"?
  bool copular(std::size_t k) const;

  void name_act(const Frame& frame, Claim& claim) const;

  // "South Africa did the same", "handed in its own".
  bool same(std::size_t k, Claim claim);
  // Whether what follows lets the words mean the act that was told before.
  bool means_the_same(const Head& head) const;
  // The last act: of this sentence, else of so many before.
  const Claim* last_deed(std::uint32_t within) const;
  // What was said, of others, and so or not so; none: it is not of that kind.
  std::optional<Claim> again_of(const Claim& said, std::vector<StateCode> of, bool negative) const;
  // "It was not.", "Chad has, too.", "Neither do Togo and Fiji."
  void lean_on_before();
  // Of no verb that is known: who, to what and when, where those are told.
  void by_its_day();

  bool effect(std::size_t k, Claim claim);

  std::optional<std::uint32_t> since_before(const std::optional<Dated>& day) const;

  bool veto(std::size_t k, Claim claim);
  // What the draft was about, whom it would have referred, how many there were.
  void read_draft(const Head& head, Claim& claim) const;

  // ---- what a court can judge

  bool jurisdiction(std::size_t k, Claim claim);
  // The court that it is said of; null: none, or a court of a State.
  const Treaty* court_of(const Head& head) const;
  bool is_court(const Treaty* treaty) const;
  // Where, by whom, which crime and when.
  std::string crime_said() const;
  void read_conduct(const Head& head, Claim& claim) const;
  void put_actors(const Head& head, const Actors& actors, Claim& claim) const;
  void put_period(const Head& head, Claim& claim) const;
  // Without which nothing is said to lead there ("unless it is referred"); or empty.
  std::string only_basis() const;
  bool people(const Actors& actors) const;
  bool place(const Actors& actors) const;

  bool referral(std::size_t k, Claim claim);
  void read_referrer(const Head& head, Claim& claim, Who& situation) const;
  // "Darfur in 2005 and Libya in 2011": each has its own day.
  bool each_with_its_day(const Claim& claim);

  std::string memory_instrument_of_court() const;

  // Numbers of votes without a word for the act: of the vote told before.
  void tally_alone();

  void add(Claim claim);

  // One claim for each act of the same States.
  void finish();

  void remember();
  void listed(StateCode state);

  const Article& article_;
  const Language& language_;
  const Day dated_;
  Remembered& memory_;
  const std::uint32_t index_;
  const Sentence& sentence_;
  const Scene scene_;
  Found& found_;
  std::vector<Head> heads_;
  std::vector<std::uint32_t> effect_of_;  // by head: the noun whose effect it tells
  std::vector<Dated> past_;
  mutable std::optional<std::vector<Dated>> ahead_;
  std::vector<Claim> claims_;
  std::uint32_t dateline_ = nowhere;  // the token behind it
  bool planned_ = false;              // an act was told that is only thought of
};

}  // namespace ratione::claims
