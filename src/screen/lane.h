// File: screen/lane.h
//
// A thread's way to the decider: reads the parts of a row, each once, keeps the words
// of the decisions that it was given, and fills them with those of the parts.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
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
    // Its reason, without what is said of the point alone; good as long.
    std::string_view of_place = {};
  };
  Decided decide(Cells cells, const Spot& spot = {});
  // None: the engine that must be asked is another thread's at the moment.
  std::optional<Decided> decide_unless_busy(Cells cells, const Spot& spot = {});

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
    std::string text;               // of a place: its ids
    std::vector<Present> presents;  // sorted by valid.from, apart from each other
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  template <class T>
  using Parts = std::unordered_map<std::string, Part<T>, TextHash, std::equal_to<>>;

  // The words of a decision by tables, of whatever rows have it.
  struct Words {
    Wording wording;
    std::vector<Tables::Role> bases;
    std::vector<StateCode> named;  // of a basis without a role
  };
  // What a row of some key is told, on some days.
  struct Kept {
    const Words* said = nullptr;
    const std::string* residual = nullptr;
    Span valid = Span::always();
    bool own = false;  // it hangs on the row's values, too: see `own` of the ask
  };

  // What else is asked than States, and how the tables see its parts.
  struct Ask {
    Seat* seat = nullptr;
    int weight = 0;                                // of the questions put to the interpreter so far
    bool fits = true;                              // the tables take it, as far as is known
    Tables::Row row;                               // without sides; ask -1: not lowered yet
    std::vector<std::vector<Tables::Side>> sides;  // by field of States and number of the part
    std::unordered_map<Digest, Kept, DigestHash> by_key;
    std::unordered_map<Digest, std::vector<Kept>, DigestHash> own;  // by key and parts
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
    Part<PlacePart>* place = nullptr;
    Part<std::optional<FieldValue>>* flag = nullptr;
    Part<std::optional<FieldValue>>* suspect = nullptr;
    Part<Situation>* rest = nullptr;
    Ask* ask = nullptr;
    Asked asked() const;
  };

  // None: the row has to wait, and is not to.
  std::optional<Decided> decide(Cells cells, const Spot& spot, bool waits);
  std::optional<Decided> of_cells(const Cells& cells);
  Decided unreadable(const Unreadable& why, std::optional<Span> days);
  // The right to ask a seat; without `waits_`, it may be had or not.
  std::unique_lock<std::mutex> taken(Seat& seat);
  // Fills the row; why not, if some part cannot be read.
  const Unreadable* read(const Cells& cells, Row& row);
  const Tables::Side* side(Ask& ask, std::size_t nth, const Row& row);
  bool lower(Row& row);
  // False: the tables do not tell, or the row has to wait.
  bool by_tables(Row& row, Span days, Told& told);
  // None: the same.
  const Kept* kept(Row& row, Span days);
  std::optional<Kept> found(Row& row, Span days);
  const Words* worded(const Tables& tables, const Tables::Found& found, Day day);
  // Null: the row has to wait.
  template <class T>
  const Present* present(Part<T>& part, PartIs is, const FieldValue& states, Ask& ask, Day day);
  const Outcome* by_interpreter(Row& row, Span days);
  void forget_words();

  Decider& decider_;
  Parts<PlacePart> places_, located_;
  Parts<std::optional<FieldValue>> flags_[2], suspects_;  // flags: elsewhere, at sea
  Parts<Situation> rests_;
  std::deque<Ask> asks_;  // by number of the rest
  std::unordered_map<Digest, std::unique_ptr<const Words>, DigestHash> words_;  // by what they say
  std::vector<std::unique_ptr<const Words>> other_words_;
  std::unordered_set<std::string> residuals_;
  std::size_t kept_ = 0;  // by all asks
  std::unordered_map<std::string, Profile> profiles_;
  Tables::Row sides_;  // of the row at hand
  std::vector<StateCode> of_bases_;
  std::string key_, room_;
  PointWords point_words_;
  bool waits_ = true, busy_ = false;  // for a seat; it was not to be had
  Outcome scratch_;
  std::shared_ptr<const Outcome> held_;
};

}  // namespace ratione
