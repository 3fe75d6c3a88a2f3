// File: claims/language.h
//
// The words of one language of news: names, classes of words, and the frames in
// which acts are told. All of it is data (claims/en/, described in
// docs/claims.md); the names of States come from the record, those of places from
// the atlas.
//
//   Results<Language> english = Language::load("claims/en", record, atlas);
//   english->annotate(tokens, marks);
//
// Guarantees: loading reports every fault with its place, or gives a language in
// which every class that a frame names exists. Another language is another folder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "atlas/places.h"
#include "claims/tokens.h"
#include "record/record.h"

namespace ratione::claims {

using ClassId = std::uint16_t;  // 0: none

struct Name {
  enum class Kind : std::uint8_t {
    state,       // Russia, Moscow, the Kremlin
    demonym,     // Russian
    place,       // Darfur: its id in the atlas, and the State it belongs to
    instrument,  // a treaty, by its title or another name
    misnamed,    // Treaty of Rome
    court,       // ICC
    organ,       // a council, an assembly, an office
    group        // African countries
  };
  Kind kind;
  std::string id;  // an instrument, a court, an organ, a region
  StateCode state;
  // Of a court; of a name that is wrong, the one that is meant; of an organ, its roles.
  std::string instrument;
  std::string note;       // why a name is wrong
  bool capital = false;   // the text must begin it with a capital
  bool capitals = false;  // the text must write it in capitals
  bool commas = false;    // written with a comma, which may stand in the text
  bool people = false;    // Russians: its people, and not the State
};

// One element of a pattern.
struct Element {
  enum class Kind : std::uint8_t { words, group, treaty, state, organ, gap } kind;
  std::vector<WordId> words;     // of which one must stand here
  std::vector<ClassId> classes;  // of which one must begin here
  bool optional = false;
  int most = 0;  // of a gap: tokens
};

struct Frame {
  std::string act;
  enum class Form : std::uint8_t { verb, noun, nominal } form;
  enum class Object : std::uint8_t { open, named, topic, own } object;
  bool negative = false, unsign = false, done = false, process = false, base = false,
       ability = false, loose = false;
  std::vector<Element> pattern;
};

// What begins at a token.
struct Mark {
  std::uint32_t at;
  std::uint16_t length;  // in tokens
  ClassId group;         // of a class; 0: of a name
  std::uint32_t name;    // of a name
};

class Language {
 public:
  static Results<Language> load(const std::string& folder, const Record& record,
                                const Atlas& atlas);

  const Vocabulary& vocabulary() const { return vocabulary_; }
  const std::vector<Name>& names() const { return names_; }
  struct Organ {
    std::string id, title;
    std::vector<std::string> roles;
    std::string not_held;  // why what it decides is in no record; empty: it may be
  };
  const Organ* organ(std::string_view id) const;
  std::vector<Organ> organs_;  // as they came
  const std::vector<Frame>& frames() const { return frames_; }
  // Of a region.
  const std::vector<StateCode>& region(std::string_view id) const;
  // What an organ may be to a claim, as names.csv gives it: decides, refers, vetoes,
  // depositary, registrar, domestic, unnamed.
  bool organ_is(std::string_view id, std::string_view role) const;
  // The first organ of that role; empty: none.
  std::string organ_that(std::string_view role) const;
  // The court whose office it is; empty: of none.
  std::string court_of(std::string_view id) const;
  bool is_court(std::string_view id) const;
  // The court whose treaty it is; empty: none.
  std::string court_under(std::string_view instrument) const;
  // The first name of an organ; its id, if it has none.
  std::string title_of_organ(std::string_view id) const;
  // A treaty that the record does not have: what is said of it is not checked.
  bool is_elsewhere(std::string_view id) const {
    return id == unknown_treaty || elsewhere_.contains(id);
  }
  // Stands for a treaty whose name ("the World Heritage Convention") is none of ours.
  static constexpr std::string_view unknown_treaty = "?";
  // The instrument of "the court" where nothing was named before; or empty.
  const std::string& by_default() const { return default_; }

  // A class that the folder must have; loading fails without it.
  ClassId group(std::string_view name) const;
  bool is_group(ClassId id, std::string_view name) const { return group_names_[id] == name; }
  // "month.9" -> 9, of classes whose name is PREFIX.N; -1: none of them.
  int number_of(ClassId group, std::string_view prefix) const;
  // "crime.genocide" -> genocide, likewise; empty: none of them.
  std::string_view rest_of(ClassId group, std::string_view prefix) const;

  // Whether a sentence with this word may claim something.
  bool tells(WordId word) const { return word < tells_.size() && tells_[word]; }
  // Every class and name that begins at a token of [from, to), by token.
  void annotate(const std::vector<Token>& tokens, std::uint32_t from, std::uint32_t to,
                std::vector<Mark>& marks) const;
  // Frames whose first element may be this word or class.
  const std::vector<std::uint32_t>& frames_at(WordId word) const;
  const std::vector<std::uint32_t>& frames_of(ClassId group) const;

 private:
  friend class LanguageReader;
  struct Node {
    std::vector<ClassId> groups;
    std::vector<std::uint32_t> names;
  };
  std::uint32_t next(std::uint32_t node, WordId word) const {
    auto it = edges_.find(std::uint64_t{node} << 32 | word);
    return it == edges_.end() ? 0 : it->second;
  }

  Vocabulary vocabulary_;
  WordId possessive_ = 0;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> roots_;  // by word; 0: none
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;
  std::vector<Name> names_;
  std::vector<Frame> frames_;
  std::unordered_map<std::string, ClassId, TextHash, std::equal_to<>> groups_;
  std::vector<std::string> group_names_;
  std::map<std::string, std::vector<StateCode>, std::less<>> regions_;
  std::set<std::string, std::less<>> elsewhere_;
  std::string default_;
  std::vector<bool> tells_;
  std::vector<std::vector<std::uint32_t>> by_word_, by_group_;
};

}  // namespace ratione::claims
