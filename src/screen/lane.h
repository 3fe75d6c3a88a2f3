// File: screen/lane.h
//
// A thread's way to the decider: reads the parts of a row, each once, and keeps the
// outcomes that it was given.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "screen/decider.h"

namespace ratione {

class Decider::Lane {
 public:
  explicit Lane(Decider& decider) : decider_(decider), point_words_(decider.reader_.atlas) {}

  struct Decided {
    Told told;                // good until the next row
    std::optional<int> year;  // of the first day, if the days can be read
    Day last;                 // last day of the conduct
  };
  Decided decide(Cells cells, const Spot& spot = {});

 private:
  // A part of a row's question, or why it cannot be read; parts of a kind are
  // numbered in the order in which they came.
  template <class T>
  struct Part {
    int number = 0;
    std::optional<Unreadable> fault;
    T value = {};
    // Days on which everything that it names existed, as far as that is easily told.
    Span exists = Span::always();
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  template <class T>
  using Parts = std::unordered_map<std::string, Part<T>, TextHash, std::equal_to<>>;

  // What else is asked than States, and how the tables see its parts.
  struct Ask {
    Seat* seat = nullptr;
    int weight = 0;                                // of the questions put to the interpreter so far
    bool fits = true;                              // the tables take it, as far as is known
    Tables::Row row;                               // without sides; ask -1: not lowered yet
    std::vector<std::vector<Tables::Side>> sides;  // by field of States and number of the part
  };

  // Answers of the interpreter to one question, by days.
  struct Answer {
    Span valid;
    std::shared_ptr<const Outcome> outcome;
  };
  struct Profile {
    std::vector<Answer> answers;  // sorted by valid.from, apart from each other
    std::map<std::pair<Day, Day>, std::shared_ptr<const Outcome>> intervals;
    std::shared_ptr<const Outcome> find(Span days) const;
    void add(Span asked, Answer answer, bool exact_only);
  };

  // A row's parts.
  struct Row {
    const Part<PlacePart>* place = nullptr;
    const Part<std::optional<FieldValue>>* flag = nullptr;
    const Part<std::optional<FieldValue>>* suspect = nullptr;
    const Part<Situation>* rest = nullptr;
    Ask* ask = nullptr;
    Asked asked() const;
  };
  // What the tables said of a key.
  struct Said {
    std::optional<Digest> alike;  // Tables::Found
    bool of_all = false;          // the words hang on flag and suspect, too
  };
  // An outcome by tables: of a key (or of all keys whose decisions are alike) and a
  // place, and of flag and suspect where it hangs on them.
  struct KeyOfRow {
    Digest digest;
    int place = 0, flag = -1, suspect = -1;
    friend bool operator==(const KeyOfRow&, const KeyOfRow&) = default;
  };
  struct KeyOfRowHash {
    std::size_t operator()(const KeyOfRow& key) const {
      Digest digest = key.digest;
      digest.add(static_cast<std::uint64_t>(key.place) << 32 ^
                 static_cast<std::uint64_t>(key.flag) << 16 ^
                 static_cast<std::uint64_t>(key.suspect));
      return static_cast<std::size_t>(digest.a);
    }
  };

  // An outcome by tables that was given to a row of a single day; any row of the same
  // parts on one of these days has it.
  struct Recent {
    std::array<std::int32_t, 4> parts{-1, -1, -1, -1};  // ask, place, flag, suspect
    std::int32_t from = 0, until = 0;                   // days, by number
    const Outcome* outcome = nullptr;
  };

  struct ByPlace {
    const Outcome* outcome;
    std::optional<int> year;
    Day last;
  };
  ByPlace of_cells(const Cells& cells);
  ByPlace unreadable(const Unreadable& why, std::optional<Span> days);
  // Fills the row; why not, if some part cannot be read.
  const Unreadable* read(const Cells& cells, Row& row);
  const Tables::Side* side(Ask& ask, std::size_t nth, const Row& row);
  bool lower(Row& row);
  KeyOfRow key_of(const Row& row, const Digest& key, const Said& said, Span days) const;
  // The set in which the outcomes of rows of these parts are kept.
  Recent* recents(const std::array<std::int32_t, 4>& parts);
  void forget_outcomes();
  // None: the tables do not tell.
  const Outcome* by_tables(Row& row, Span days);
  const Outcome* by_key(Row& row, Span days, Span& valid);
  const Outcome* by_interpreter(Row& row, Span days);

  Decider& decider_;
  Parts<PlacePart> places_, located_;
  Parts<std::optional<FieldValue>> flags_[2], suspects_;  // flags: elsewhere, at sea
  Parts<Situation> rests_;
  std::deque<Ask> asks_;                               // by number of the rest
  std::unordered_map<Digest, Said, DigestHash> said_;  // by key
  std::unordered_map<KeyOfRow, std::vector<Answer>, KeyOfRowHash> outcomes_;
  std::unordered_map<std::string, Profile> profiles_;
  Tables::Row sides_;            // of the row at hand
  std::vector<Recent> recents_;  // in sets of recents_of_set
  std::uint32_t pushed_out_ = 0;
  std::string key_;
  PointWords point_words_;
  Outcome scratch_;
  std::shared_ptr<const Outcome> held_;
};

}  // namespace ratione
