// File: claims/scene.h
//
// One sentence with everything of the language marked in it: who is named, which
// treaty, court or organ, which days.
//
//   Scene scene(language, text, tokens, from, to);
//   scene.has(i, language.group("negation"));
//
// Guarantees: mentions do not overlap and stand in the order of the text; the
// longest name wins. Nothing is resolved here that the sentence does not say.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "claims/language.h"

namespace ratione::claims {

// States named together, "Burkina Faso, Mali and Niger".
struct Actors {
  std::uint32_t from = 0, to = 0;  // tokens, half-open
  std::vector<StateCode> states;
  std::string spot;         // the place that it names, by its id in the atlas
  bool demonym = false;     // its last word
  bool people = false;      // Russians
  bool possessive = false;  // 's follows
  bool place = false;       // after "in": where, perhaps not who
  bool region = false;      // Darfur
  int count = 0;            // "three African countries": named by number alone
  std::string group;
};

struct Treaty {
  std::uint32_t from, to;
  std::string instrument;  // empty: the treaty, the court
  std::string court;
  std::string misnamed;
  bool generic_court = false;
  bool explicit_name = false;
};

struct OrganNamed {
  std::uint32_t from, to;
  std::string id;
};

struct Dated {
  std::uint32_t from, to;
  DayRange days;
  bool leans = false;  // "the same day": on one that was said before, perhaps another
};

struct Number {
  std::uint32_t from, to;
  int value;
  bool ordinal = false;
};

class Scene {
 public:
  Scene(const Language& language, std::string_view text, const std::vector<Token>& tokens,
        std::uint32_t from, std::uint32_t to);

  const Language& language() const { return language_; }
  const Token& token(std::uint32_t i) const { return tokens_[i]; }
  std::string_view text_of(std::uint32_t i) const {
    return text_.substr(tokens_[i].from, tokens_[i].to - tokens_[i].from);
  }
  std::uint32_t from() const { return from_; }
  std::uint32_t to() const { return to_; }

  // Tokens of the longest phrase of the class that begins here; 0: none.
  std::uint32_t has(std::uint32_t i, ClassId group) const;
  std::uint32_t has(std::uint32_t i, std::string_view group) const {
    // Most words are in no class, and the others in few.
    std::uint32_t longest = 0;
    marks_at(i, [&](const Mark& mark) {
      if (mark.group != 0 && mark.length > longest && language_.is_group(mark.group, group)) {
        longest = mark.length;
      }
    });
    return longest;
  }
  // N of the longest phrase of a class PREFIX.N that begins here; -1: none.
  int number_class(std::uint32_t i, std::string_view prefix, std::uint32_t* length = nullptr) const;
  // Does a phrase of the class begin in [from, to)?
  std::optional<std::uint32_t> find(std::string_view group, std::uint32_t from,
                                    std::uint32_t to) const;
  template <class Take>
  void marks_at(std::uint32_t i, Take take) const {
    if (i < from_ || i >= to_) return;
    for (std::uint32_t m = first_[i - from_]; m < first_[i - from_ + 1]; ++m) take(marks_[m]);
  }

  const std::vector<Actors>& actors() const { return actors_; }
  const std::vector<Treaty>& treaties() const { return treaties_; }
  const std::vector<OrganNamed>& organs() const { return organs_; }
  const std::vector<Number>& numbers() const { return numbers_; }
  // The treaty or court that begins at (or covers) a token.
  const Treaty* treaty_at(std::uint32_t i) const;
  const Actors* actors_at(std::uint32_t i) const;
  const OrganNamed* organ_at(std::uint32_t i) const;

  // Days said in the sentence, read on the day of the article. `ahead`: days
  // without a year lie ahead; `before`: the day said last before the sentence.
  std::vector<Dated> days(Day dated, bool ahead, std::optional<DayRange> before) const;

 private:
  void names();
  void join_actors();
  void compose_treaties();
  void unknown_treaties();
  bool in_title_case() const;
  void read_numbers();

  const Language& language_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::uint32_t from_, to_;
  std::vector<Mark> marks_;
  std::vector<std::uint32_t> first_;
  std::vector<Actors> actors_;
  std::vector<Treaty> treaties_;
  std::vector<OrganNamed> organs_;
  std::vector<Number> numbers_;
};

}  // namespace ratione::claims
