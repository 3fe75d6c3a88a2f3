#include "claims/find.h"

#include <algorithm>

#include "claims/heads.h"
#include "claims/tally.h"

namespace ratione::claims {

namespace {

constexpr std::uint32_t nowhere = UINT32_MAX;

// What earlier sentences of the article leave to later ones.
struct Remembered {
  std::string instrument;             // the last that was named
  std::vector<StateCode> subject;     // whom "it" means
  std::vector<StateCode> many;        // whom "all three" means
  std::vector<StateCode> list;        // named one after another in this paragraph
  std::uint32_t paragraph = nowhere;  // of the subject
  std::optional<Claim> claim;         // the last one
  std::optional<DayRange> day;        // said last
};

bool is_leaving(std::string_view act) { return act == "withdrawal_effective"; }

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

  void read() {
    past_ = scene_.days(dated_, false, memory_.day);
    if (!named_treaty().empty()) memory_.instrument = named_treaty();
    bool asserted = !sentence_.question && !hypothetical();
    bool dropped = false;
    if (asserted) {
      heads_ = heads_of(scene_);
      settle_effects();
      counted();
      not_held();
      for (std::size_t k = 0; k < heads_.size(); ++k) {
        if (heads_[k].frame != nullptr) dropped = !claim_of(k) || dropped;
      }
      if (!dropped) tally_alone();
      finish();
    }
    remember();
    if (claims_.empty() && asserted && !dropped && names_something()) {
      found_.not_checked.push_back(index_);
    }
    for (Claim& claim : claims_) found_.claims.push_back(std::move(claim));
  }

 private:
  // ---- the sentence as a whole

  std::string named_treaty() const {
    for (const Treaty& each : scene_.treaties()) {
      if (each.explicit_name && !each.instrument.empty()) return each.instrument;
    }
    return "";
  }

  bool names_something() const {
    if (!scene_.organs().empty()) {
      for (const OrganNamed& each : scene_.organs()) {
        if (each.id == "unsc" || each.id == "unga" || each.id == "hrc" || each.id == "asp")
          return true;
      }
    }
    return std::any_of(scene_.treaties().begin(), scene_.treaties().end(),
                       [](const Treaty& t) { return t.explicit_name; });
  }

  // "If a notice is sent", "Had Moscow ratified", "Whether it ever will".
  bool hypothetical() const {
    std::uint32_t i = scene_.from();
    while (i < scene_.to() && scene_.token(i).kind == Token::Kind::mark) ++i;
    if (i >= scene_.to()) return false;
    if (is(i, "if") || is(i, "whether") || is(i, "unless") || is(i, "suppose")) {
      return true;
    }
    if (scene_.has(i, "inversion") > 0) return true;
    return false;
  }

  bool is(std::uint32_t i, std::string_view word) const {
    std::string_view text = scene_.text_of(i);
    return text.size() == word.size() &&
           std::equal(text.begin(), text.end(), word.begin(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
  }

  bool inside(std::uint32_t i) const { return i >= scene_.from() && i < scene_.to(); }

  // ---- where clauses begin

  bool parts(std::uint32_t i) const {
    const Token& token = scene_.token(i);
    return token.kind == Token::Kind::mark;
  }
  bool hard_word(std::uint32_t i) const {
    return is(i, "but") || is(i, "while") || is(i, "although") || is(i, "though") ||
           is(i, "because") || is(i, "whereas") || is(i, "so");
  }
  bool soft_word(std::uint32_t i) const {
    return scene_.has(i, "relative") > 0 || is(i, "when") || is(i, "after") || is(i, "before") ||
           is(i, "since") || is(i, "as");
  }

  // The first token of the clause that holds a token.
  std::uint32_t clause_start(std::uint32_t at) const {
    std::uint32_t i = at;
    while (i > scene_.from() && !parts(i - 1) && !hard_word(i - 1)) --i;
    return i;
  }

  std::uint32_t end_of_previous(std::size_t k) const {
    for (std::size_t j = k; j > 0; --j) {
      if (heads_[j - 1].frame != nullptr) return heads_[j - 1].to;
    }
    return scene_.from();
  }
  std::uint32_t start_of_next(std::size_t k) const {
    for (std::size_t j = k + 1; j < heads_.size(); ++j) {
      if (heads_[j].frame != nullptr) return heads_[j].from;
    }
    return scene_.to();
  }

  // ---- is it said that it is so?

  bool negated(std::size_t k) const {
    const Head& head = heads_[k];
    bool negative = head.frame->negative;
    std::uint32_t start = clause_start(head.from);
    std::uint32_t previous = end_of_previous(k);
    if (previous > start && previous < head.from) {
      bool shared =
          head.from - previous <= 2 && (is(previous, "or") || is(previous, "nor") ||
                                        (head.from - previous == 2 && is(previous + 1, "or")));
      if (shared && k > 0) return negated(k - 1) != negative;
      start = previous;
    }
    bool among = false;
    for (std::uint32_t i = head.from; i > start; --i) {
      const std::uint32_t at = i - 1;
      if (is(at, "of") && at > start && is(at - 1, "one")) among = true;
    }
    for (std::uint32_t i = head.from; i > start; --i) {
      const std::uint32_t at = i - 1;
      if (!among && soft_word(at) && !is(at, "since") && !is(at, "as")) break;
      if (is(at, "and") && !among) break;
      if (scene_.has(at, "negation") > 0 && !(at + 1 < head.from && is(at + 1, "only")) &&
          !(at > start && is(at, "none") && is(at - 1, "to"))) {
        negative = !negative;
        break;
      }
      if (std::uint32_t length = scene_.has(at, "negation.verb");
          length > 0 && at + length <= head.from) {
        negative = !negative;
        break;
      }
    }
    if (inside(head.to) && (is(head.to, "no") || is(head.to, "neither"))) negative = !negative;
    if (head.frame->act == "withdrawal_notice") {
      for (std::uint32_t i = head.from + 1; i < head.to; ++i) {
        if (is(i, "no") || is(i, "not")) negative = !negative;
      }
    }
    std::uint32_t end = std::min(start_of_next(k), std::min(head.to + 12, scene_.to()));
    for (std::uint32_t i = head.to; i < end; ++i) {
      std::uint32_t length = scene_.has(i, "negation.after");
      if (length > 0 && !(inside(i + length) && is(i + length, "by"))) {
        negative = true;
        break;
      }
    }
    return negative;
  }

  struct Mood {
    bool dropped = false, future = false, due = false, announced_behind = false;
    std::uint32_t announced = nowhere;  // the token that announces
  };

  bool first_ends_ed(const Head& head) const { return scene_.text_of(head.from).ends_with("ed"); }
  bool finite(const Head& head) const {
    std::string_view first = scene_.text_of(head.from);
    return head.frame->done || head.frame->process || first.ends_with("ed");
  }

  Mood mood(std::size_t k) const {
    const Head& head = heads_[k];
    Mood mood;
    if (is_leaving(head.frame->act)) {
      for (std::uint32_t i = scene_.from(); i < head.from; ++i) {
        if (scene_.token(i).is(';')) mood.announced = nowhere;
        if (scene_.has(i, "announce") > 0) mood.announced = i;
      }
    }
    // "..., its president announced"
    if (is_leaving(head.frame->act) && mood.announced == nowhere && head.frame->process) {
      for (std::uint32_t i = head.to; i + 1 < scene_.to(); ++i) {
        if (!scene_.token(i).is(',')) continue;
        for (std::uint32_t j = i + 1; j < std::min(i + 6, scene_.to()); ++j) {
          if (scene_.token(j).is(',')) break;
          if (scene_.has(j, "announce") > 0) mood.announced_behind = true;
        }
      }
    }
    const std::uint32_t start = clause_start(head.from);
    bool helped = false;
    for (std::uint32_t i = head.from; i > start; --i) {
      const std::uint32_t at = i - 1;
      if (soft_word(at) && finite(head)) break;
      if (std::uint32_t length = scene_.has(at, "due"); length > 0 && at + length <= head.from) {
        mood.due = true;
        break;
      }
      if (scene_.has(at, "modal.future") > 0) {
        mood.future = true;
        break;
      }
      if (scene_.has(at, "modal") > 0 && !scene_.token(at).is(',')) {
        // May the month is no modal.
        if (scene_.token(at).capital && at != scene_.from()) continue;
        mood.dropped = true;
        break;
      }
      // "A resolution that called for a truce was vetoed": the plan is not the act.
      const bool finite_helper =
          is(at, "was") || is(at, "were") || is(at, "has") || is(at, "had") || is(at, "have");
      if (finite_helper && head.from - at <= 3 && head.frame->form == Frame::Form::verb &&
          first_ends_ed(head)) {
        helped = true;
      }
      if (helped) continue;
      if (std::uint32_t length = scene_.has(at, "plan"); length > 0 && at + length <= head.from) {
        mood.dropped = true;
        break;
      }
    }
    // "to ratify", where nobody refused to and nobody was the first to.
    if (!mood.dropped && !mood.due && !mood.future && head.from > scene_.from() &&
        is(head.from - 1, "to")) {
      const std::uint32_t to = head.from - 1;
      bool said = false;
      for (std::uint32_t i = to > scene_.from() + 4 ? to - 4 : scene_.from(); i < to; ++i) {
        if (std::uint32_t length = scene_.has(i, "negation.verb"); length > 0 && i + length > to)
          said = true;
        if (scene_.has(i, "state.noun") > 0 || scene_.number_class(i, "ordinal.") > 0) said = true;
        if (head.frame->act == "referral" && scene_.has(i, "decide") > 0) said = true;
        // "informed the depositary of its decision to rescind"
        if (head.frame->act == "withdrawal_revoked" && (is(i, "decision") || is(i, "decided"))) {
          said = true;
        }
      }
      for (const Number& number : scene_.numbers()) {
        if (number.ordinal && number.to <= to && to - number.to <= 3) said = true;
      }
      if (!said) mood.dropped = true;
    }
    // "A referral would need", "a notice may come".
    if (head.frame->form == Frame::Form::noun) {
      const std::uint32_t end = std::min(std::min(start_of_next(k), head.to + 8), scene_.to());
      for (std::uint32_t i = head.to; i < end && scene_.token(i).kind != Token::Kind::mark; ++i) {
        if (scene_.has(i, "relative") > 0) break;
        const bool modal = scene_.has(i, "modal") > 0 && scene_.has(i, "modal.future") == 0 &&
                           !scene_.token(i).capital;
        if (modal || is(i, "needs") || is(i, "requires") || is(i, "need")) mood.dropped = true;
      }
    }
    std::string_view first = scene_.text_of(head.from);
    if (first.ends_with("ing") && head.frame->form == Frame::Form::verb && !head.frame->process &&
        head.from > scene_.from()) {
      const std::uint32_t at = head.from - 1;
      bool said = is(at, "by") || is(at, "after") || is(at, "without") || is(at, "since") ||
                  is(at, "in") || is(at, "ever") || is(at, "before") || is(at, "with") ||
                  head.frame->unsign || head.frame->act == "intent_not_to_become_party" ||
                  head.frame->act == "veto" || head.frame->act == "referral" || is(at, "of") ||
                  is(at, "formally") || scene_.has(at, "be") > 0;
      if (!said) mood.dropped = true;
    }
    return mood;
  }

  // ---- to what

  struct Object {
    const Treaty* treaty = nullptr;
    bool foreign = false;
  };

  bool passed_over(std::uint32_t i) const {
    static constexpr std::string_view words[] = {
        "the",          "a",      "an",         "its",         "his",
        "her",          "their",  "this",       "that",        "to",
        "from",         "of",     "it",         "up",          "out",
        "own",          "new",    "also",       "ever",        "never",
        "not",          "no",     "member",     "members",     "membership",
        "jurisdiction", "states", "state",      "ranks",       "founding",
        "any",          "all",    "duties",     "formally",    "again",
        "under",        "being",  "be",         "as",          "party",
        "parties",      "full",   "instrument", "instruments", "relating",
        "obligations",  "same",   "both",       "famous",      "back"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) { return is(i, word); });
  }
  bool ends_object(std::uint32_t i) const {
    static constexpr std::string_view words[] = {
        "on",     "in",        "at",        "by",      "since",       "after",   "before", "last",
        "this",   "when",      "with",      "without", "and",         "but",     "or",     "for",
        "along",  "alongside", "yesterday", "today",   "because",     "while",   "who",    "which",
        "until",  "nor",       "either",    "next",    "immediately", "over",    "is",     "was",
        "were",   "has",       "had",       "will",    "then",        "so",      "if",     "during",
        "within", "under",     "yet",       "only",    "that",        "earlier", "later",  "first",
        "too",    "are",       "as"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) { return is(i, word); });
  }

  // What follows is no longer said of the object.
  bool parts_object(std::uint32_t i) const {
    static constexpr std::string_view words[] = {
        "on",  "in",  "at",   "by",      "with",        "after", "before",
        "and", "but", "for",  "because", "while",       "that",  "which",
        "who", "to",  "from", "against", "withdrawing", "when"};
    return std::any_of(std::begin(words), std::end(words),
                       [&](std::string_view word) { return is(i, word); });
  }

  Object object_of(const Head& head) const {
    if (head.to > head.from) {
      if (const Treaty* treaty = scene_.treaty_at(head.to - 1)) return {treaty, false};
    }
    for (std::uint32_t i = head.to; i < std::min(head.to + 9, scene_.to()); ++i) {
      if (const Treaty* treaty = scene_.treaty_at(i)) return {treaty, false};
      const Token& token = scene_.token(i);
      if (token.kind == Token::Kind::possessive) continue;
      if (token.kind != Token::Kind::word) return {};
      if (const Actors* actors = scene_.actors_at(i)) {
        i = actors->to - 1;
        continue;
      }
      if (const OrganNamed* organ = scene_.organ_at(i)) {
        return {nullptr, head.frame->form == Frame::Form::verb || organ->from > head.to};
      }
      if (passed_over(i)) continue;
      if (ends_object(i) || scene_.number_class(i, "weekday.") > 0) return {};
      for (std::uint32_t ahead = i + 1; ahead < std::min(i + 7, scene_.to()); ++ahead) {
        if (scene_.token(ahead).kind == Token::Kind::mark || parts_object(ahead)) break;
        if (const Treaty* treaty = scene_.treaty_at(ahead)) return {treaty, false};
      }
      return {nullptr, true};
    }
    return {};
  }

  const Treaty* nearest_treaty(const Head& head) const {
    const Treaty* best = nullptr;
    std::uint32_t distance = nowhere;
    for (const Treaty& each : scene_.treaties()) {
      std::uint32_t d = each.from >= head.to ? each.from - head.to : 2 * (head.from - each.to) + 2;
      if (each.explicit_name) d /= 2;
      if (d < distance) {
        distance = d;
        best = &each;
      }
    }
    return best;
  }

  void put_treaty(Claim& claim, const Treaty* treaty) const {
    if (treaty != nullptr && !treaty->instrument.empty()) {
      claim.instrument = treaty->instrument;
      claim.court = treaty->court;
      claim.misnamed = treaty->misnamed;
    } else {
      claim.instrument = memory_.instrument;
      if (claim.instrument.empty() && treaty != nullptr && of_default(*treaty)) {
        claim.instrument = language_.by_default();
      }
    }
  }
  // "the court", "the statute"
  bool of_default(const Treaty& treaty) const {
    if (treaty.generic_court) return true;
    for (std::uint32_t i = treaty.from; i < treaty.to; ++i) {
      if (is(i, "statute")) return true;
    }
    return false;
  }

  // ---- who

  bool institution(std::uint32_t i) const {
    return inside(i) && (scene_.has(i, "institution") > 0 ||
                         (scene_.organ_at(i) != nullptr && scene_.organ_at(i)->id != "unsc"));
  }

  // Whether States named here can be whose act it is.
  enum class Rank { no, low, high };
  Rank rank(const Actors& actors, std::uint32_t head_from) const {
    if (actors.region) return Rank::no;
    std::uint32_t after = actors.to + (actors.possessive ? 1 : 0);
    bool before_institution = false;
    for (std::uint32_t i = after; i < std::min(after + 4, head_from); ++i) {
      if (institution(i)) before_institution = true;
      if (parts(i)) break;
    }
    if (actors.demonym && !before_institution && !(actors.states.size() > 1)) return Rank::low;
    if (actors.from > scene_.from()) {
      std::uint32_t at = actors.from - 1;
      if (is(at, "the") && at > scene_.from()) --at;
      if (is(at, "neighbouring") && at > scene_.from()) --at;
      bool after_institution = false;
      for (std::uint32_t i = at > scene_.from() + 3 ? at - 3 : scene_.from(); i < at; ++i) {
        if (institution(i)) after_institution = true;
      }
      if (scene_.has(at, "without.subject") > 0 || is(at, "on") || is(at, "over")) {
        return after_institution && (is(at, "of") || is(at, "in") || is(at, "from")) ? Rank::high
                                                                                     : Rank::low;
      }
      if (is(at, "of")) return after_institution ? Rank::high : Rank::low;
      if (actors.place) return after_institution ? Rank::high : Rank::low;
    }
    return Rank::high;
  }

  // Where a clause that a comma closes before `at` and a relative word opens
  // begins; `at` where there is none.
  std::uint32_t around_aside(std::uint32_t comma, std::uint32_t start) const {
    for (std::uint32_t i = comma; i > start + 1; --i) {
      if (scene_.token(i - 1).is(',')) {
        return scene_.has(i, "relative") > 0 || is(i, "unlike") || is(i, "whose") ? i - 1 : comma;
      }
    }
    return comma;
  }

  std::vector<StateCode> of_memory(bool many) const {
    if (many && !memory_.many.empty()) return memory_.many;
    return memory_.subject;
  }

  struct Who {
    std::vector<StateCode> states;
    StateGroup group;
    std::string organ;  // an organ of the State that acts for it, or another organ
    bool low = false;   // named, but perhaps not as who acts
    bool found() const { return !states.empty() || group.number > 0; }
  };

  void take(Who& who, const Actors& actors) const {
    if (actors.count > 0) {
      // As many as were named before are those.
      if (memory_.many.size() == static_cast<std::size_t>(actors.count)) {
        who.states = memory_.many;
      } else {
        who.group = {actors.group, actors.count};
      }
      return;
    }
    who.states = actors.states;
  }

  Who left_of(std::uint32_t at, std::uint32_t start) const {
    Who who;
    const Actors* low = nullptr;
    for (std::uint32_t i = at; i > start;) {
      --i;
      if (scene_.token(i).is(';')) break;
      if (scene_.token(i).is(',')) {
        std::uint32_t aside = around_aside(i, start);
        if (aside < i) {
          i = aside;
          continue;
        }
      }
      if (const OrganNamed* organ = scene_.organ_at(i)) {
        if (who.organ.empty() && low == nullptr) who.organ = organ->id;
        i = organ->from;
        continue;
      }
      if (const Actors* actors = scene_.actors_at(i)) {
        Rank r = rank(*actors, at);
        i = actors->from;
        if (r == Rank::high) {
          take(who, *actors);
          return who;
        }
        if (r == Rank::low && low == nullptr) low = actors;
        continue;
      }
      if (std::uint32_t length = scene_.has(i, "pronoun.all"); length > 0) {
        who.states = of_memory(true);
        if (who.found()) return who;
      }
      if (scene_.has(i, "pronoun.many") > 0 && !is(i, "their") && !is(i, "them")) {
        who.states = of_memory(true);
        if (who.found()) return who;
      }
      if (scene_.has(i, "pronoun.one") > 0) {
        bool possessive = scene_.has(i, "possessive") > 0;
        bool cleft = is(i, "it") && inside(i + 1) && scene_.has(i + 1, "be") > 0 &&
                     scene_.actors_at(i + 2) != nullptr;
        if (!cleft && (!possessive || institution(i + 1) || institution(i + 2))) {
          // It refers to the States of this sentence before it, then to earlier ones.
          Who before = left_of(i, start);
          if (before.found() && !is(i, "he")) return before;
          who.states = memory_.subject;
          if (who.found()) return who;
        }
      }
      if (std::uint32_t length = scene_.has(i, "pronoun.country"); length > 0) {
        Who before = left_of(i, start);
        if (before.found()) return before;
        who.states = memory_.subject;
        if (who.found()) return who;
      }
    }
    if (low != nullptr) {
      take(who, *low);
      who.low = true;
    }
    return who;
  }

  Who right_of(std::uint32_t at, std::uint32_t end) const {
    Who who;
    for (const Actors& actors : scene_.actors()) {
      if (actors.from < at || actors.from >= end || actors.region) continue;
      take(who, actors);
      return who;
    }
    return who;
  }

  // "X's signature", "the Russian veto", "ratification by X", "its notice".
  Who possessor(std::size_t k) const {
    const Head& head = heads_[k];
    Who who;
    const std::uint32_t start = clause_start(head.from);
    for (std::uint32_t i = head.from; i > start && head.from - i < 6;) {
      --i;
      if (const Actors* actors = scene_.actors_at(i)) {
        std::uint32_t gap = head.from - actors->to;
        if (actors->possessive || (actors->demonym && gap <= 3) ||
            (gap == 0 && head.frame->act == "referral")) {
          take(who, *actors);
          return who;
        }
        break;
      }
    }
    // of, by, from, for
    bool passed_organ = false;
    for (std::uint32_t i = head.to; i < std::min(head.to + 9, scene_.to()); ++i) {
      if (scene_.token(i).is(';') || scene_.token(i).is(',')) break;
      if (const Treaty* treaty = scene_.treaty_at(i)) {
        i = treaty->to - 1;
        continue;
      }
      const bool joins = is(i, "of") || is(i, "by") || is(i, "from") || is(i, "for");
      if (joins) {
        std::uint32_t at = i + 1;
        if (inside(at) && is(at, "the")) ++at;
        if (const Actors* actors = inside(at) ? scene_.actors_at(at) : nullptr) {
          if (!passed_organ) {
            take(who, *actors);
            return who;
          }
        }
        if (std::uint32_t all = inside(i + 1) ? scene_.has(i + 1, "pronoun.all") : 0; all > 0) {
          who.states = of_memory(true);
          if (who.found()) return who;
        }
      }
      if (i > head.to && !joins && scene_.token(i).kind == Token::Kind::word && !is(i, "the") &&
          !is(i, "withdrawal") && !passed_over(i)) {
        break;
      }
    }
    return who;
  }

  bool passive(const Head& head) const {
    for (std::uint32_t i = head.from; i > scene_.from() && head.from - i < 3;) {
      --i;
      if (scene_.has(i, "be") > 0) return true;
      if (scene_.token(i).kind == Token::Kind::mark) return false;
    }
    return false;
  }

  Who subject(std::size_t k) const {
    const Head& head = heads_[k];
    std::uint32_t start = scene_.from();
    // A relative clause that a comma closes is over.
    if (head.frame->form == Frame::Form::noun) {
      Who who = possessor(k);
      if (who.found()) return who;
    }
    // States inside the frame: "withdrawing Russia from", "annulled X's withdrawal".
    for (const Actors& actors : scene_.actors()) {
      if (actors.from >= head.from && actors.to <= head.to && !actors.region) {
        Who left = left_of(head.from, start);
        if (left.found() && head.frame->act == "withdrawal_notice") return left;
        Who who;
        take(who, actors);
        if (!left.organ.empty() && !left.found()) who.organ = left.organ;
        return who;
      }
    }
    if (head.frame->form == Frame::Form::verb && passive(head)) {
      for (std::uint32_t i = head.to; i < std::min(head.to + 10, scene_.to()); ++i) {
        if (scene_.has(i, "agent") == 0) continue;
        Who who = right_of(i + 1, std::min(i + 5, scene_.to()));
        if (who.found()) return who;
      }
    }
    if ((head.frame->process || head.frame->base) && inside(head.to)) {
      if (const Actors* actors = scene_.actors_at(head.to);
          actors != nullptr && !head.frame->base) {
        Who who;
        take(who, *actors);
        return who;
      }
    }
    if (in_quotes(head)) {
      for (std::uint32_t i = head.from; i > scene_.from(); --i) {
        if (scene_.has(i - 1, "pronoun.we") == 0) continue;
        Who who;
        for (const Actors& actors : scene_.actors()) {
          if (!actors.region) {
            take(who, actors);
            return who;
          }
        }
      }
    }
    Who who = left_of(head.from, start);
    if (who.found()) return who;
    if (head.frame->form == Frame::Form::verb && !passive(head) && head.frame->act == "veto")
      return who;
    // "Among the powers that are not parties are A, B and C."
    Who right = right_of(head.to, scene_.to());
    if (right.found()) {
      right.organ = who.organ;
      return right;
    }
    if (head.frame->form == Frame::Form::noun && definite(head)) {
      who.states = memory_.subject;
    }
    return who;
  }

  // A noun that takes its State from what was said before.
  bool definite(const Head& head) const {
    if (head.frame->object == Frame::Object::topic) return true;
    if (head.from == scene_.from()) return true;
    const std::uint32_t at = head.from - 1;
    return is(at, "the") || is(at, "its") || is(at, "their") || is(at, "his") || is(at, "that") ||
           scene_.has(at, "clause") > 0;
  }

  bool in_quotes(const Head& head) const {
    int quotes = 0;
    for (std::uint32_t i = scene_.from(); i < head.from; ++i) {
      if (scene_.token(i).is('"')) ++quotes;
    }
    return quotes % 2 == 1;
  }

  // ---- when

  std::optional<Dated> day_of(std::size_t k, bool ahead) const {
    const Head& head = heads_[k];
    const std::vector<Dated>& days = ahead ? days_ahead() : past_;
    const std::uint32_t next = start_of_next(k), previous = end_of_previous(k);
    const Dated* best = nullptr;
    for (const Dated& each : days) {
      bool until =
          each.from > scene_.from() && (is(each.from - 1, "until") || is(each.from - 1, "till"));
      if (!until && each.from > scene_.from() + 1 && is(each.from - 2, "until")) until = true;
      if (until || said_then(head, each)) continue;
      if (each.from >= head.from && each.from < std::max(next, head.to)) {
        if (best == nullptr || best->from < head.from) best = &each;
        // "last year, on 4 November 2020": the narrower one.
        if (best != &each && best->from >= head.from &&
            each.days.hi - each.days.lo < best->days.hi - best->days.lo) {
          best = &each;
        }
      } else if (each.to <= head.from && each.from >= previous &&
                 (previous == scene_.from() || parted(previous, each.from))) {
        if (best == nullptr || (best->from < head.from &&
                                (each.days.hi - each.days.lo <= best->days.hi - best->days.lo))) {
          best = &each;
        }
      }
    }
    if (best == nullptr && days.size() == 1 && !said_then(head, days.front()) &&
        (live_heads() == 1 || head.frame->act == "effect")) {
      best = &days.front();
    }
    if (best == nullptr) return std::nullopt;
    return *best;
  }
  // Whether the day is that of saying so ("said on Friday that it had"), or of what
  // came before or after it ("a year after it notified the UN on 17 March").
  bool said_then(const Head& head, const Dated& day) const {
    const std::string& act = head.frame->act;
    if (day.to <= head.from) {
      if (act == "intent_not_to_become_party" || is_leaving(act) || act == "withdrawal_notice") {
        // The day of an announcement is the announcement's.
        if (act == "intent_not_to_become_party" || !has_had(day.to, head.from)) return false;
      }
      for (std::uint32_t back = 1; back <= 2; ++back) {
        if (day.from < scene_.from() + back) break;
        const std::uint32_t at = day.from - back;
        if (scene_.has(at, "say") > 0 || scene_.has(at, "announce") > 0) return true;
      }
      return false;
    }
    for (std::uint32_t i = head.to; i + 2 < day.from; ++i) {
      if (is(i, "after") || is(i, "before") || is(i, "when")) return true;
    }
    return false;
  }
  bool has_had(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
      if (is(i, "had") || is(i, "has") || is(i, "have")) return true;
    }
    const std::uint32_t at = to;
    return inside(at) && is(at, "had");
  }

  // Does a clause end in between? A day right behind another act is that act's.
  bool parted(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t i = from; i < to; ++i) {
      if (scene_.token(i).kind == Token::Kind::mark || hard_word(i) || is(i, "and")) return true;
    }
    return false;
  }
  // As `past_`, of days that lie ahead; rarely asked for.
  const std::vector<Dated>& days_ahead() const {
    if (!ahead_) ahead_ = scene_.days(dated_, true, memory_.day);
    return *ahead_;
  }
  std::size_t live_heads() const {
    return static_cast<std::size_t>(std::count_if(
        heads_.begin(), heads_.end(), [](const Head& h) { return h.frame != nullptr; }));
  }

  // ---- heads that lean on each other

  void drop(std::size_t k) { heads_[k].frame = nullptr; }

  bool is_entry(const Head& head) const {
    return head.frame != nullptr &&
           (head.frame->act == "signature" || head.frame->act == "ratification" ||
            head.frame->act == "accession" || head.frame->act == "join");
  }

  // "takes effect" is said of a withdrawal, of a notice, or of the treaty.
  void settle_effects() {
    effect_of_.assign(heads_.size(), nowhere);
    for (std::size_t k = 0; k < heads_.size(); ++k) {
      if (heads_[k].frame->act != "effect") continue;
      for (std::size_t j = k; j > 0; --j) {
        const Head& before = heads_[j - 1];
        if (before.frame == nullptr) continue;
        const bool leave =
            is_leaving(before.frame->act) || before.frame->act == "withdrawal_notice";
        if (leave && before.frame->form == Frame::Form::noun && heads_[k].from - before.to <= 14) {
          effect_of_[k] = static_cast<std::uint32_t>(j - 1);
        }
        break;
      }
    }
  }

  // ---- numbers of States

  void counted() {
    bool votes = false;
    for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
      std::string_view word = scene_.text_of(i);
      votes = votes || word.starts_with("vote") || word.starts_with("abst") || word == "backed" ||
              word.starts_with("veto");
    }
    if (votes) return;
    for (const Number& number : scene_.numbers()) {
      if (is_day(number)) continue;
      std::optional<Claim> claim = count_at(number);
      if (!claim) continue;
      claim->sentence = index_;
      put_treaty(*claim, nearest_treaty({number.from, number.to, nullptr}));
      if (claim->instrument.empty() &&
          (claim->ordinal || claim->act == ActWord::count_signatories)) {
        claim->instrument = language_.by_default();
      }
      if (claim->instrument.empty()) continue;
      std::uint32_t start = clause_start(number.from);
      bool plan = false;
      for (std::uint32_t i = start; i < number.from; ++i) {
        plan = plan || scene_.has(i, "plan") > 0 || (scene_.has(i, "modal") > 0 && !is(i, "may"));
      }
      for (std::uint32_t i = number.to; i < std::min(number.to + 6, scene_.to()); ++i) {
        plan = plan || is(i, "needed") || is(i, "required") || is(i, "must");
      }
      if (plan) return;
      if (number.from > scene_.from()) {
        const std::uint32_t at = number.from - 1;
        if (scene_.has(at, "approximately") > 0) claim->bound = Claim::Bound::about;
        for (std::uint32_t i = at > scene_.from() + 1 ? at - 1 : scene_.from(); i <= at; ++i) {
          if (scene_.has(i, "more.than") > 0 && i + scene_.has(i, "more.than") == number.from) {
            claim->bound = Claim::Bound::over;
          }
          if (scene_.has(i, "less.than") > 0 && i + scene_.has(i, "less.than") == number.from) {
            claim->bound = Claim::Bound::under;
          }
        }
      }
      for (const Dated& each : past_) {
        const bool here = each.from >= start || each.from <= scene_.from() + 2;
        if (here && (each.days.certain() || !claim->date)) claim->date = each.days;
      }
      // The heads that say the same are said.
      bool signed_too = false, ratified = false;
      for (std::size_t k = 0; k < heads_.size(); ++k) {
        Head& head = heads_[k];
        if (head.frame == nullptr) continue;
        signed_too =
            signed_too || head.frame->act == "signature" || head.frame->act == "count_signatories";
        ratified = ratified || head.frame->act == "ratification" ||
                   head.frame->act == "accession" || head.frame->act == "party" ||
                   head.frame->act == "join";
        const std::string& act = head.frame->act;
        bool same = is_entry(head) || act == "party" || act == "become" || act == "bound" ||
                    act == "count_signatories" ||
                    (act == "effect" && effect_of_[k] == nowhere && !on_day_of_force());
        // "which Russia signed" is said of Russia.
        const Actors* own = head.from > scene_.from() ? scene_.actors_at(head.from - 1) : nullptr;
        if (own != nullptr && own->count == 0 && !claim->ordinal) same = false;
        if (same) drop(k);
      }
      if (signed_too && !ratified) claim->act = ActWord::count_signatories;
      if (on_day_of_force()) {
        for (std::size_t k = 0; k < heads_.size(); ++k) {
          if (heads_[k].frame != nullptr && heads_[k].frame->act == "effect") drop(k);
        }
        claim->since = true;  // counted on the day of entry into force
      }
      Who who;
      for (const Actors& actors : scene_.actors()) {
        if (actors.count == 0 && !actors.region && claim->ordinal) {
          take(who, actors);
          break;
        }
      }
      claim->actors = who.states;
      claims_.push_back(*claim);
      return;
    }
  }

  bool on_day_of_force() const {
    for (std::uint32_t i = scene_.from(); i + 3 < scene_.to(); ++i) {
      if (is(i, "on") && is(i + 1, "the") && is(i + 2, "day")) return true;
    }
    return false;
  }

  bool is_day(const Number& number) const {
    auto in = [&](const std::vector<Dated>& days) {
      return std::any_of(days.begin(), days.end(), [&](const Dated& d) {
        return d.from <= number.from && number.to <= d.to;
      });
    };
    return in(past_) || (number.value >= 1900 && number.value <= 2100);
  }

  std::optional<Claim> count_at(const Number& number) const {
    Claim claim;
    claim.act = ActWord::count_parties;
    claim.count = number.value;
    claim.from = scene_.token(number.from).from;
    claim.to = scene_.token(number.to - 1).to;
    // membership stands at 122
    std::uint32_t start = number.from > scene_.from() + 8 ? number.from - 8 : scene_.from();
    bool membership = false;
    for (std::uint32_t i = start; i < number.from; ++i) {
      membership = membership || is(i, "membership");
    }
    if (membership && number.from > scene_.from() &&
        (is(number.from - 1, "at") || is(number.from - 1, "to")) && number.value >= 10) {
      claim.ordinal = is(number.from - 1, "to");
      return claim;
    }
    // State Party number 123
    if (number.from > scene_.from() + 1 && is(number.from - 1, "number") &&
        scene_.has(number.from - 2, "state.noun") > 0) {
      claim.ordinal = true;
      return claim;
    }
    std::uint32_t noun = nowhere;
    for (std::uint32_t i = number.to; i < std::min(number.to + 4, scene_.to()); ++i) {
      if (scene_.actors_at(i) != nullptr && scene_.actors_at(i)->count == 0) break;
      if (scene_.token(i).kind == Token::Kind::mark) break;
      if (scene_.has(i, "state.noun") > 0) {
        noun = i;
        break;
      }
    }
    // "Of the 193 members of the UN, 122 have ratified"
    if (noun != nowhere && noun + 2 < scene_.to() && is(noun + 1, "of")) {
      std::uint32_t at = noun + 2;
      if (is(at, "the") && at + 1 < scene_.to()) ++at;
      if (scene_.organ_at(at) != nullptr) return std::nullopt;
    }
    if (noun == nowhere && number.value >= 10 && !number.ordinal && inside(number.to) &&
        scene_.has(number.to, "have") > 0 &&
        scene_.find("state.noun", scene_.from(), number.from) && says_membership(number)) {
      return claim;
    }
    if (noun == nowhere) return std::nullopt;
    if (number.ordinal) {
      claim.ordinal = true;
      return claim.count >= 20 && says_membership(number) ? std::optional<Claim>(claim)
                                                          : std::nullopt;
    }
    if (number.value < 10 || !says_membership(number)) return std::nullopt;
    for (std::uint32_t i = noun; i < std::min(noun + 3, scene_.to()); ++i) {
      if (is(i, "signatories") || is(i, "signatures")) claim.act = ActWord::count_signatories;
    }
    return claim;
  }

  // A word of membership or of a treaty is there.
  bool says_membership(const Number& number) const {
    bool entry = std::any_of(heads_.begin(), heads_.end(), [&](const Head& head) {
      if (head.frame == nullptr) return false;
      const std::string& act = head.frame->act;
      return is_entry(head) || act == "party" || act == "become" || act == "bound" ||
             act == "count_signatories" || act == "effect";
    });
    if (!scene_.organs().empty() && scene_.treaties().empty()) return false;
    if (entry) return true;
    bool has_word = false;
    for (std::uint32_t i = scene_.from(); i < scene_.to(); ++i) {
      has_word = has_word || is(i, "counts") || is(i, "numbers") || is(i, "has") ||
                 is(i, "binds") || is(i, "belong") || is(i, "members") || is(i, "membership");
    }
    if (number.ordinal && inside(number.to) && scene_.has(number.to, "member.word") > 0)
      return true;
    return has_word && !scene_.treaties().empty();
  }

  // ---- what no record of treaty acts holds

  void not_held() {
    const bool bilateral = scene_.find("bilateral", scene_.from(), scene_.to()).has_value();
    if (bilateral && !scene_.actors().empty()) {
      for (std::size_t k = 0; k < heads_.size(); ++k) {
        if (heads_[k].frame != nullptr) drop(k);
      }
      return say_not_held("a bilateral agreement is not in the record", "", scene_.from());
    }
    for (const OrganNamed& organ : scene_.organs()) {
      if (organ.id != "parliament" && organ.id != "cabinet" && organ.id != "court" &&
          organ.id != "au" && organ.id != "icc-judges") {
        continue;
      }
      std::optional<std::uint32_t> verb;
      for (std::uint32_t i = organ.to; i < std::min(organ.to + 8, scene_.to()); ++i) {
        if (scene_.token(i).is(',') || scene_.token(i).is(';')) break;
        if (scene_.has(i, "modal") > 0 || scene_.has(i, "negation") > 0) break;
        if (scene_.has(i, "decide") > 0) {
          verb = i;
          break;
        }
      }
      if (!verb) continue;
      bool concerns = organ.id == "icc-judges" || !scene_.treaties().empty();
      for (const Head& head : heads_) {
        concerns = concerns || (head.frame != nullptr && (is_leaving(head.frame->act) ||
                                                          head.frame->act == "withdrawal_notice"));
      }
      if (!concerns) continue;
      for (std::size_t k = 0; k < heads_.size(); ++k) {
        if (heads_[k].frame == nullptr || heads_[k].from < *verb) continue;
        bool other = false;
        for (std::uint32_t i = *verb; i < heads_[k].from; ++i) {
          other = other || hard_word(i) || scene_.token(i).is(';');
        }
        if (!other) drop(k);
      }
      std::string what =
          organ.id == "parliament" ? "a vote in a parliament is no treaty act and not in the record"
          : organ.id == "cabinet" ? "a decision of a cabinet is no treaty act and not in the record"
          : organ.id == "court"   ? "a ruling of a domestic court is not in the record"
          : organ.id == "au"
              ? "a resolution of an organisation is no treaty act and not in the record"
              : "a decision of a court is no treaty act and not in the record of them";
      return say_not_held(what,
                          organ.id == "cabinet"      ? ""
                          : organ.id == "icc-judges" ? "icc"
                                                     : organ.id,
                          *verb);
    }
  }

  void say_not_held(std::string what, std::string organ, std::uint32_t at) {
    Claim claim;
    claim.sentence = index_;
    claim.act = ActWord::none;
    claim.from = scene_.token(at).from;
    claim.to = scene_.token(at).to;
    claim.not_held = std::move(what);
    claim.organ = std::move(organ);
    Who who = left_of(scene_.to(), scene_.from());
    claim.actors = who.states;
    put_treaty(claim, scene_.treaties().empty() ? nullptr : &scene_.treaties().front());
    claims_.push_back(std::move(claim));
  }

  // ---- one head

  // Whether it was a claim (or is told by another); false: a plan or the like.
  bool claim_of(std::size_t k) {
    const Head head = heads_[k];
    const Frame& frame = *head.frame;
    if (frame.act == "withdrawal_effective" || frame.act == "withdrawal_notice") {
      // An effect that is said of it tells it.
      for (std::size_t j = k + 1; j < heads_.size(); ++j) {
        if (heads_[j].frame != nullptr && effect_of_[j] == k) return true;
      }
    }
    Claim claim;
    claim.sentence = index_;
    claim.from = scene_.token(head.from).from;
    claim.to = scene_.token(head.to - 1).to;
    claim.quoted = in_quotes(head);
    claim.at_once = scene_.find("immediate", scene_.from(), scene_.to()).has_value();
    claim.unsign = frame.unsign;
    claim.process = frame.process || frame.base;
    claim.ability = frame.ability;

    Mood mood = this->mood(k);
    if (frame.act == "effect" && effect_of_[k] != nowhere) {
      Mood noun = this->mood(effect_of_[k]);
      if (noun.dropped && !mood.future) mood.dropped = true;
    }
    const bool held_back = mood.dropped && !frame.ability && !frame.act.starts_with("none");
    claim.negative = negated(k);
    claim.future = mood.future || mood.due;

    if (frame.act.starts_with("none")) {
      claim.act = ActWord::none;
      if (frame.act == "none.prediction") {
        claim.not_held = "what other States will do is in no record";
      } else {
        if (object_of(head).treaty == nullptr || mood.dropped) return true;
        claim.not_held = "dealings with a court are no treaty acts and not in the record";
      }
      if (frame.act != "none.prediction") claim.actors = subject(k).states;
      put_treaty(claim, nearest_treaty(head));
      claims_.push_back(claim);
      return true;
    }

    if (mood.announced_behind || (mood.announced != nowhere && announced(k, mood.announced))) {
      claim.act = ActWord::withdrawal_announced;
      claim.process = false;
      claim.negative = false;
      claim.future = false;
      Object object = object_of(head);
      if (object.treaty == nullptr && scene_.treaties().empty() && memory_.instrument.empty())
        return false;
      Who who;
      if (mood.announced != nowhere) who = left_of(mood.announced, scene_.from());
      if (!who.found()) who = left_of(head.from, scene_.from());
      if (!who.found()) who = possessor(k);
      if (!who.found()) return false;
      claim.actors = who.states;
      claim.group = who.group;
      put_treaty(claim, object.treaty != nullptr ? object.treaty : nearest_treaty(head));
      if (std::optional<Dated> day = day_of(k, false)) claim.date = day->days;
      add(claim);
      return true;
    }
    if (held_back) return false;

    if (frame.act == "same") return same(k, claim);
    if (frame.act == "effect") return effect(k, claim);
    if (frame.act == "veto") return veto(k, claim);
    if (frame.act == "referral") return referral(k, claim);

    if (frame.act == "party" || frame.act == "signature") {
      if (frame.form == Frame::Form::nominal && !copular(k)) return true;
    }
    Object object = object_of(head);
    bool by_context = false;
    if (frame.form == Frame::Form::noun) {
      bool joined =
          inside(head.to) && (is(head.to, "of") || is(head.to, "from") || is(head.to, "to"));
      if (object.foreign && joined && object.treaty == nullptr &&
          !(inside(head.to + 1) && (scene_.actors_at(head.to + 1) != nullptr ||
                                    (is(head.to + 1, "the") && inside(head.to + 2) &&
                                     scene_.actors_at(head.to + 2) != nullptr) ||
                                    scene_.number_class(head.to + 1, "number.") >= 0 ||
                                    scene_.token(head.to + 1).kind == Token::Kind::number ||
                                    scene_.has(head.to + 1, "pronoun.all") > 0))) {
        return true;
      }
    } else if (object.foreign) {
      return true;
    }
    if (object.treaty == nullptr) {
      object.treaty = nearest_treaty(head);
      by_context = object.treaty == nullptr;
    }
    put_treaty(claim, object.treaty);
    if (frame.object == Frame::Object::named && by_context &&
        (memory_.instrument.empty() || !memory_.claim)) {
      return true;
    }
    if (frame.object == Frame::Object::topic && !memory_.claim) return true;
    // Words that are said of other things too need a treaty somewhere.
    const bool plain = frame.unsign || frame.act == "signature" || frame.act == "ratification" ||
                       frame.act == "accession" || frame.act == "withdrawal_notice" ||
                       frame.act == "withdrawal_revoked";
    if (claim.instrument.empty() && !plain) return true;

    Who who = subject(k);
    if (frame.act == "withdrawal_revoked" && frame.object != Frame::Object::topic && !who.found()) {
      who = possessor(k);
    }
    if (!who.found()) return true;
    claim.actors = who.states;
    claim.group = who.group;

    const bool ahead = claim.future;
    std::optional<Dated> day = day_of(k, ahead);
    if (day) {
      claim.date = day->days;
      claim.since =
          day->from > scene_.from() &&
          (is(day->from - 1, "since") || is(day->from - 1, "from") || is(day->from - 1, "of"));
      if (is(scene_.from(), "since") && day->from == scene_.from() + 1) claim.since = true;
    }
    if (claim.future) {
      bool effects = frame.act == "bound" || frame.act == "become" || frame.act == "party" ||
                     (is_leaving(frame.act));
      if (!effects || (!day && !mood.due && frame.act != "party" && frame.act != "bound"))
        return false;
    }
    name_act(frame, claim);
    if (claim.negative) claim.date.reset();
    if (claim.act == ActWord::non_party || claim.act == ActWord::non_signatory) {
      // "..., nor are China and India"
      for (std::uint32_t i = head.to; i + 2 < scene_.to(); ++i) {
        if (!is(i, "nor") && !is(i, "neither")) continue;
        if (scene_.has(i + 1, "be") == 0 && scene_.has(i + 1, "have") == 0 &&
            scene_.has(i + 1, "do") == 0)
          continue;
        Who more = right_of(i + 2, std::min(i + 5, scene_.to()));
        for (StateCode state : more.states) {
          if (std::find(claim.actors.begin(), claim.actors.end(), state) == claim.actors.end()) {
            claim.actors.push_back(state);
          }
        }
      }
    }
    if (claim.act == ActWord::ratification || claim.act == ActWord::signature) {
      claim.domestic = scene_.find("domestic", scene_.from(), scene_.to()).has_value();
      const OrganNamed* organ = organ_before(head);
      if (organ != nullptr && (organ->id == "parliament" || organ->id == "cabinet")) {
        claim.domestic = true;
        claim.organ = organ->id == "parliament" ? organ->id : "";
      }
    }
    if (claim.act == ActWord::withdrawal_notice ||
        claim.act == ActWord::intent_not_to_become_party ||
        claim.act == ActWord::withdrawal_revoked) {
      organ_of_receipt(claim);
      if (claim.act == ActWord::withdrawal_revoked && (who.organ == "unsg" || who.organ == "un") &&
          !left_of(head.from, scene_.from()).found()) {
        claim.organ = "unsg";
        claim.domestic = true;  // not the State's own act
      }
      claim.pending = scene_.find("pending", scene_.from(), scene_.to()).has_value();
    }
    add(claim);
    return true;
  }

  const OrganNamed* organ_before(const Head& head) const {
    const OrganNamed* best = nullptr;
    for (const OrganNamed& organ : scene_.organs()) {
      if (organ.to <= head.from && head.from - organ.to <= 4) best = &organ;
    }
    return best;
  }

  void organ_of_receipt(Claim& claim) const {
    for (const OrganNamed& organ : scene_.organs()) {
      if (organ.id == "unsg" || organ.id == "un") claim.organ = "unsg";
      if (organ.id == "icc-registrar") {
        claim.organ = "icc";
        return;
      }
    }
  }

  bool announced(std::size_t k, std::uint32_t at) const {
    const Head& head = heads_[k];
    if (head.from <= at) return false;
    // "announced that it had left", "with the announcement it left"
    if (head.frame->done) {
      std::string_view word = scene_.text_of(at);
      if (word.size() >= 12 && word.substr(1, 11) == "nnouncement") return false;
      for (std::uint32_t i = head.from; i > at && head.from - i < 3;) {
        --i;
        if (scene_.has(i, "have") > 0) return false;
      }
    }
    for (std::uint32_t i = at; i < head.from; ++i) {
      // Said to be thought about, and no more.
      if (is(i, "considering") || is(i, "mulling") || is(i, "weighing") || is(i, "may") ||
          is(i, "might") || is(i, "could") || is(i, "contemplating") || is(i, "whether") ||
          is(i, "reconsider")) {
        return false;
      }
      if (hard_word(i) && scene_.token(i).from > 0 && i > at + 1) return false;
    }
    return true;
  }

  // Is the noun said of somebody: "is a party", ", a non-signatory,", "among the
  // signatories"?
  bool copular(std::size_t k) const {
    const Head& head = heads_[k];
    if (inside(head.to)) {
      const Token& after = scene_.token(head.to);
      static constexpr std::string_view may[] = {
          "to", "of",    "in",   "since", "until",   "from", "again", "today", "for",    "on",
          "by", "at",    "and",  "but",   "anymore", "any",  "yet",   "or",    "either", "are",
          "is", "there", "when", "as",    "now",     "who",  "which", "that",  "while"};
      if (after.kind == Token::Kind::word && scene_.number_class(head.to, "number.") < 0 &&
          scene_.number_class(head.to, "weekday.") < 0 &&
          std::none_of(std::begin(may), std::end(may),
                       [&](std::string_view w) { return is(head.to, w); })) {
        return false;
      }
    }
    for (std::uint32_t i = head.from; i > scene_.from() && head.from - i < 9;) {
      --i;
      if (scene_.token(i).is(',')) {
        // ", a non-signatory"
        return i > scene_.from() && head.from - i <= 5 &&
               (scene_.actors_at(i - 1) != nullptr ||
                scene_.token(i - 1).kind == Token::Kind::possessive);
      }
      if (scene_.token(i).kind == Token::Kind::mark) return false;
      if (scene_.has(i, "be") > 0 || is(i, "among") || is(i, "become") || is(i, "became") ||
          is(i, "stays")) {
        return true;
      }
    }
    return false;
  }

  void name_act(const Frame& frame, Claim& claim) const {
    const std::string& act = frame.act;
    if (act == "signature") {
      claim.act = claim.negative ? ActWord::non_signatory : ActWord::signature;
    } else if (act == "count_signatories") {
      claim.act = ActWord::signature;
    } else if (act == "party") {
      claim.act = claim.negative ? ActWord::non_party : ActWord::party;
      // "is a party since Friday" says when it was bound.
      if (!claim.negative && claim.since && claim.date) claim.act = ActWord::entry_into_force;
      if (!claim.negative && claim.since && said_of_deposit()) claim.act = ActWord::party;
    } else if (act == "become" || act == "bound") {
      claim.act = claim.negative ? ActWord::non_party
                  : claim.date   ? ActWord::entry_into_force
                                 : ActWord::party;
    } else if (act == "join") {
      claim.act = claim.negative ? ActWord::non_party : ActWord::join;
    } else {
      claim.act = act_word(act).value_or(ActWord::none);
    }
    if (claim.act == ActWord::non_party || claim.act == ActWord::non_signatory)
      claim.negative = false;
  }
  bool said_of_deposit() const { return false; }

  // "South Africa did the same", "handed in its own".
  bool same(std::size_t k, Claim claim) {
    if (!memory_.claim) return true;
    Who who = subject(k);
    if (!who.found()) return true;
    Claim again = *memory_.claim;
    again.sentence = claim.sentence;
    again.from = claim.from;
    again.to = claim.to;
    again.quoted = claim.quoted;
    again.actors = who.states;
    again.group = who.group;
    again.date.reset();
    if (std::optional<Dated> day = day_of(k, false)) again.date = day->days;
    add(again);
    return true;
  }

  bool effect(std::size_t k, Claim claim) {
    const Head& head = heads_[k];
    std::string_view first = scene_.text_of(head.from);
    // Present tense with a day that lies ahead: "takes effect on".
    bool present = first == "takes" || first == "enters" || first == "comes" || first == "is";
    std::optional<Dated> day = day_of(k, claim.future || present);
    if (present && !day) day = day_of(k, false);
    if (day) claim.date = day->days;
    if (present && claim.date && claim.date->lo > dated_) claim.future = true;
    if (std::optional<std::uint32_t> since = since_before(day)) claim.since = true;

    bool leaving = effect_of_[k] != nowhere;
    if (!leaving && memory_.claim && scene_.treaties().empty()) {
      ActWord last = memory_.claim->act;
      leaving = last == ActWord::withdrawal_notice || last == ActWord::withdrawal_effective ||
                last == ActWord::withdrawal_announced;
    }
    if (leaving) {
      claim.act = ActWord::withdrawal_effective;
      Who who = effect_of_[k] != nowhere ? subject(effect_of_[k]) : subject(k);
      if (!who.found()) who.states = memory_.subject;
      if (!who.found()) return true;
      claim.actors = who.states;
      claim.group = who.group;
      const Treaty* treaty = nearest_treaty(head);
      put_treaty(claim, treaty);
      add(claim);
      return true;
    }
    // Of the treaty, perhaps for a State.
    const Treaty* treaty = nearest_treaty(head);
    put_treaty(claim, treaty);
    if (claim.instrument.empty() || (treaty == nullptr && !memory_.claim)) return true;
    if (is(head.from, "worked") || is(head.from, "works")) return true;
    claim.act = ActWord::entry_into_force;
    Who who;
    for (const Actors& actors : scene_.actors()) {
      if (actors.region) continue;
      bool before_for = actors.from > scene_.from() &&
                        (is(actors.from - 1, "for") || is(actors.from - 1, "on") ||
                         (is(actors.from - 1, "the") && actors.from > scene_.from() + 1 &&
                          (is(actors.from - 2, "for") || is(actors.from - 2, "on"))));
      bool object = actors.from == head.to || (actors.from == head.to + 1 && is(head.to, "the"));
      if (before_for || object) take(who, actors);
    }
    if (!who.found()) {
      for (std::uint32_t i = head.to; i < std::min(head.to + 6, scene_.to()); ++i) {
        if (is(i, "for") && inside(i + 1) &&
            (scene_.has(i + 1, "pronoun.one") > 0 || scene_.has(i + 1, "pronoun.country") > 0)) {
          who.states = memory_.subject;
        }
      }
    }
    claim.actors = who.states;
    if (claim.negative && claim.actors.empty()) return true;
    if (claim.future && !claim.date) return false;
    add(claim);
    return true;
  }

  std::optional<std::uint32_t> since_before(const std::optional<Dated>& day) const {
    if (!day || day->from == scene_.from()) return std::nullopt;
    if (is(day->from - 1, "since")) return day->from - 1;
    return std::nullopt;
  }

  bool veto(std::size_t k, Claim claim) {
    const Head& head = heads_[k];
    claim.act = ActWord::veto;
    claim.organ = "unsc";
    for (const OrganNamed& organ : scene_.organs()) {
      if (organ.id == "unga" || organ.id == "hrc") claim.organ = organ.id;
    }
    for (const OrganNamed& organ : scene_.organs()) {
      if (organ.id == "unsc") claim.organ = organ.id;
    }
    Who who = head.frame->form == Frame::Form::noun ? possessor(k) : Who{};
    if (!who.found() && head.frame->form == Frame::Form::verb && !passive(head)) {
      // "China joined Russia in vetoing": each of them.
      const std::uint32_t start = clause_start(head.from);
      for (const Actors& actors : scene_.actors()) {
        if (actors.from < start || actors.to > head.from || actors.count > 0) continue;
        bool joined = inside(actors.to) && is(actors.to, "joined");
        if (joined) who.states.insert(who.states.end(), actors.states.begin(), actors.states.end());
      }
      Who near = left_of(head.from, scene_.from());
      for (StateCode state : near.states) {
        if (std::find(who.states.begin(), who.states.end(), state) == who.states.end()) {
          who.states.push_back(state);
        }
      }
    }
    if (!who.found()) who = subject(k);
    if (who.low) {
      if (Who right = right_of(head.to, scene_.to()); right.found()) who = right;
    }
    claim.actors = who.states;
    claim.tally = tally_of(scene_);
    if (std::optional<Dated> day = day_of(k, false)) {
      claim.date = day->days;
    } else if (past_.size() == 1) {
      claim.date = past_.front().days;
    }
    bool council = !scene_.organs().empty() || !claim.actors.empty();
    if (!council && claim.tally.empty()) return true;
    if (claim.actors.empty() && claim.tally.empty()) return true;
    put_treaty(claim, scene_.treaties().empty() ? nullptr : &scene_.treaties().front());
    for (Claim& each : claims_) {
      if (each.act == ActWord::veto) return true;  // one veto a sentence
    }
    add(claim);
    return true;
  }

  bool referral(std::size_t k, Claim claim) {
    const Head& head = heads_[k];
    // What is vetoed is told by the veto.
    for (const Head& other : heads_) {
      if (other.frame != nullptr && other.frame->act == "veto") return true;
    }
    claim.act = ActWord::referral;
    const bool court =
        !scene_.treaties().empty() || (memory_.instrument == memory_instrument_of_court());
    bool organ = false;
    for (const OrganNamed& each : scene_.organs()) {
      if (each.id == "unsc" || each.id == "unga" || each.id == "hrc") {
        claim.organ = each.id;
        organ = true;
      }
    }
    claim.tally = tally_of(scene_);
    if (!court && !organ && claim.tally.empty()) return true;
    // The nearest States of all: after the verb, before the noun.
    Who who;
    std::uint32_t distance = nowhere;
    std::vector<StateCode> all;
    for (const Actors& actors : scene_.actors()) {
      if (actors.count > 0) continue;
      for (StateCode state : actors.states) all.push_back(state);
      std::uint32_t d = actors.from >= head.to   ? actors.from - head.to
                        : actors.to <= head.from ? head.from - actors.to
                                                 : 0;
      if (head.frame->form == Frame::Form::verb && actors.from >= head.to && !passive(head)) d /= 2;
      if (d < distance) {
        distance = d;
        who.states = actors.states;
      }
    }
    if (passive(head) && all.size() > who.states.size()) who.states = all;
    if (!who.found()) who = subject(k);
    if (!who.found()) return true;
    claim.actors = who.states;
    if (past_.size() == 1 || live_heads() == 1) {
      if (past_.size() == 1) claim.date = past_.front().days;
    } else if (std::optional<Dated> day = day_of(k, false)) {
      claim.date = day->days;
    }
    put_treaty(claim, nearest_treaty(head));
    if (claim.instrument.empty()) claim.instrument = language_.by_default();
    if (each_with_its_day(claim)) return true;
    for (Claim& each : claims_) {
      if (each.act == ActWord::referral) return true;
    }
    add(claim);
    return true;
  }
  // "Darfur in 2005 and Libya in 2011": each has its own day.
  bool each_with_its_day(const Claim& claim) {
    std::vector<Claim> out;
    const std::vector<Actors>& all = scene_.actors();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::uint32_t end = i + 1 < all.size() ? all[i + 1].from : scene_.to();
      for (const Dated& day : past_) {
        if (day.from < all[i].to || day.from >= end || day.from - all[i].to > 3) continue;
        Claim each = claim;
        each.actors = all[i].states;
        each.date = day.days;
        out.push_back(std::move(each));
        break;
      }
    }
    if (out.size() < 2) return false;
    for (Claim& each : out) add(std::move(each));
    return true;
  }

  std::string memory_instrument_of_court() const {
    return memory_.claim && memory_.claim->act == ActWord::referral ? memory_.instrument
           : memory_.claim && memory_.claim->act == ActWord::veto   ? memory_.instrument
                                                                    : std::string("\n");
  }

  // Numbers of votes without a word for the act: of the vote told before.
  void tally_alone() {
    if (!claims_.empty()) return;
    Tally tally = tally_of(scene_);
    if (tally.empty()) return;
    const bool told = memory_.claim && (memory_.claim->act == ActWord::veto ||
                                        memory_.claim->act == ActWord::referral);
    if (!told) return;
    Claim claim = *memory_.claim;
    claim.sentence = index_;
    claim.from = sentence_.from;
    claim.to = sentence_.to;
    claim.tally = tally;
    if (!past_.empty()) claim.date = past_.front().days;
    claims_.push_back(claim);
  }

  void add(Claim claim) {
    claim.named = names_something();
    claims_.push_back(std::move(claim));
  }

  // One claim for each act of the same States.
  void finish() {
    std::vector<Claim> kept;
    for (Claim& claim : claims_) {
      bool same = std::any_of(kept.begin(), kept.end(), [&](const Claim& k) {
        return k.act == claim.act && k.actors == claim.actors && k.negative == claim.negative &&
               k.date == claim.date && k.instrument == claim.instrument;
      });
      if (!same) kept.push_back(std::move(claim));
    }
    claims_ = std::move(kept);
  }

  void remember() {
    for (const Claim& claim : claims_) {
      if (claim.act == ActWord::none) continue;
      memory_.claim = claim;
      if (!claim.instrument.empty()) memory_.instrument = claim.instrument;
    }
    // Whom a pronoun means next: the subject of the claim, else who is named first.
    std::vector<StateCode> subject;
    for (const Claim& claim : claims_) {
      if (!claim.actors.empty() && claim.act != ActWord::referral) subject = claim.actors;
    }
    if (subject.empty()) {
      for (const Actors& actors : scene_.actors()) {
        if (actors.count == 0 && !actors.region && rank(actors, scene_.to()) != Rank::no) {
          subject = actors.states;
          break;
        }
      }
    }
    if (!subject.empty()) {
      if (subject.size() > 1) {
        memory_.many = subject;
      } else if (memory_.paragraph == sentence_.paragraph) {
        listed(subject.front());
      } else {
        memory_.list = {subject.front()};
      }
      memory_.subject = subject;
    }
    if (memory_.list.size() > 1 && subject.size() == 1) memory_.many = memory_.list;
    memory_.paragraph = sentence_.paragraph;
    for (const Dated& each : past_) memory_.day = each.days;
  }
  void listed(StateCode state) {
    if (std::find(memory_.list.begin(), memory_.list.end(), state) == memory_.list.end()) {
      memory_.list.push_back(state);
    }
  }

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
};

}  // namespace

Found find_claims(const Article& article, const Language& language, Day dated) {
  Found found;
  Remembered memory;
  const std::vector<Sentence>& sentences = article.sentences;
  for (std::uint32_t i = 0; i < sentences.size();) {
    std::uint32_t end = i;
    bool telling = false;
    while (end < sentences.size() && sentences[end].paragraph == sentences[i].paragraph) {
      telling = telling || sentences[end].telling;
      ++end;
    }
    for (; i < end; ++i) {
      if (telling) SentenceReader(article, language, dated, memory, i, found).read();
    }
  }
  return found;
}

}  // namespace ratione::claims
