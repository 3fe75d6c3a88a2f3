// File: screen/decider.h
//
// Rows decided by the interpreter, each kind of row once.
//
//   Decider decider(engine, law, instrument, states, atlas, map);
//   Decider::Lane lane(decider);               // one for each thread
//   const Outcome& o = *lane.decide(cells, spot).outcome;
//
// A row's point comes first: its place is what is asked about. Rows that ask the
// same (place, suspect, crime, trigger, registration, age) share a list of spans
// of days with one answer each: a verdict says for which days it holds
// (Verdict::valid). So a file costs the interpreter as many questions as there
// are different answers, whatever its length.
//
// Guarantees: the same row has the same outcome whatever came before it and on
// any number of threads. Remembered answers are bounded; past the bound they
// are forgotten and asked again.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/engine.h"
#include "law/typed/law.h"
#include "screen/cells.h"
#include "screen/outcome.h"
#include "screen/spots.h"

namespace ratione {

class Decider {
 public:
  // All must outlive the decider. `map` names the columns in reasons;
  // `delimiter` is that of Outcome::line. As many threads as `engines` can put
  // questions at a time; engines beyond the given one are made when needed.
  Decider(Engine& engine, const Law& law, const LawInstrument& instrument, const Record& record,
          const Atlas& atlas, const ColumnMap& map, char delimiter = ',', int engines = 1);

  std::int64_t questions() const { return questions_.load(); }  // put to the interpreter

  // The situation of a row, whole: what `explain` asks again.
  Read<Asked> asked(Cells cells, const Spot& spot) const;

  // Of one question, whatever it came from; the engine must not be in use.
  Outcome outcome(const Asked& asked) const {
    return *decide(*seats_.front()->engine, asked, asked.situation.days).outcome;
  }

  const CellReader& reader() const { return reader_; }

  class Lane;

 private:
  // What is known about rows of one key.
  struct Answer {
    Span valid;  // one-day conduct inside, and intervals wholly inside
    std::shared_ptr<const Outcome> outcome;
  };
  struct Profile {
    std::shared_ptr<const Outcome> unreadable;
    std::vector<Answer> answers;  // sorted by valid.from, apart from each other
    std::map<std::pair<Day, Day>, std::shared_ptr<const Outcome>> intervals;
    const Outcome* find(Span days) const;
    void add(Span asked, Answer answer, bool exact_only);
  };
  // An engine, and who may use it.
  struct Seat {
    std::mutex mutex;  // of the engine and of the cases that sit here
    Engine* engine = nullptr;
    std::unique_ptr<Engine> made;
  };
  // Of the shared store: all rows of one key. They are asked of one engine,
  // which remembers what it read for them.
  struct Case {
    Seat* seat = nullptr;
    bool read = false;
    Profile profile;
    Asked asked;
  };
  struct Given {
    std::shared_ptr<const Outcome> outcome;
    Span valid;
    bool exact_only = false;  // holds for exactly the days asked
    bool unreadable = false;  // whatever the days
  };
  // Asks the store, then the interpreter.
  Given answer(const std::string& key, const Cells& cells, Span days);
  void read_case(Case& row, const Cells& cells, Span days) const;
  Standing standing(Engine& engine, StateCode state, Day on, Span& valid) const;
  Given decide(Engine& engine, const Asked& asked, Span days) const;
  // Why a row cannot name a State on days on which it did not exist.
  std::optional<Unreadable> absent(const Asked& asked, Span days) const;
  Engine& engine_of(Seat& seat);

  const Law& law_;
  const LawInstrument& instrument_;
  const Record& record_;
  CellReader reader_;
  const ColumnMap& map_;
  Day known_;
  char delimiter_;
  std::vector<std::unique_ptr<Seat>> seats_;  // the first has the given engine

  std::mutex mutex_;  // of the cases by their keys
  std::unordered_map<std::string, std::shared_ptr<Case>> cases_;
  std::atomic<std::int64_t> questions_{0};
};

// A thread's way to the decider; remembers what it was told.
class Decider::Lane {
 public:
  explicit Lane(Decider& decider) : decider_(decider) {}

  struct Decided {
    const Outcome* outcome;   // good until the next row
    std::optional<int> year;  // of the first day, if the days can be read
    Day last;                 // last day of the conduct
  };
  Decided decide(Cells cells, const Spot& spot = {});

 private:
  Decided of_cells(const Cells& cells);
  Decided unreadable(const Unreadable& why, std::optional<Span> days);

  Decider& decider_;
  std::unordered_map<std::string, Profile> profiles_;
  std::string key_;
  Outcome scratch_;
  std::shared_ptr<const Outcome> held_;
};

}  // namespace ratione
