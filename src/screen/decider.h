// File: screen/decider.h
//
// Rows decided, by tables where many rows ask the same, else by the interpreter.
//
//   Decider decider(engine, law, instrument, states, atlas, map);
//   Decider::Lane lane(decider);               // one for each thread
//   const Told& told = lane.decide(cells, spot).told;
//
// A row's point comes first: its place is what is asked about. What rows of a file
// share (a place, a suspect, a flag, what else is asked) is read once. The first
// rows of an ask are put to the interpreter, whose verdict says for which days it
// holds (Verdict::valid); once they were many, the ask is lowered to tables
// (engine/tables.h), rows are decided by their key, and the words of the decision
// (screen/outcome.h) filled with the row's own.
//
// Guarantees: the same row has the same outcome whatever came before it and on
// any number of threads. Remembered answers are bounded; past the bound they
// are forgotten and asked again.
#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/engine.h"
#include "engine/tables.h"
#include "law/typed/law.h"
#include "screen/cells.h"
#include "screen/outcome.h"
#include "screen/spots.h"

namespace ratione {

class Decider {
 public:
  // All must outlive the decider. `map` names the columns in reasons. As many threads as
  // `engines` can put questions at a time; engines beyond the given one are made when
  // needed.
  Decider(Engine& engine, const Law& law, const LawInstrument& instrument, const Record& record,
          const Atlas& atlas, const ColumnMap& map, int engines = 1);

  std::int64_t questions() const;  // put to the interpreter

  // The situation of a row, whole: what `explain` asks again.
  Read<Asked> asked(Cells cells, const Spot& spot) const;

  // Of one question, whatever it came from; the engine must not be in use.
  Outcome outcome(const Asked& asked) const {
    return *decide(*seats_.front()->engine, asked, asked.situation.days).outcome;
  }

  const CellReader& reader() const { return reader_; }

  class Lane;

 private:
  // An engine with its tables, and who may use them.
  struct Seat {
    std::mutex mutex;
    Engine* engine = nullptr;
    std::unique_ptr<Engine> made;
    std::unique_ptr<Tables> tables;
    std::int64_t questions = 0;  // put to the interpreter, but for those of the tables
  };
  struct Given {
    std::shared_ptr<const Outcome> outcome;
    Span valid;               // one-day conduct inside, and intervals wholly inside
    bool exact_only = false;  // holds for exactly the days asked
  };
  // Asks are dealt out to the seats in turn; one ask is always put to the same engine,
  // which remembers what it read.
  Seat& seat_of(const std::string& ask);
  // The caller holds the seat.
  Engine& engine_of(Seat& seat) const;
  Tables& tables_of(Seat& seat) const;
  Given decide(Engine& engine, const Asked& asked, Span days) const;

  // What the law refuses in a question that could be read, as an outcome.
  std::shared_ptr<const Outcome> refused(Engine& engine, const Asked& asked, Span days) const;
  // Why a row cannot name a State on days on which it did not exist.
  std::optional<Unreadable> absent(const Asked& asked, Span days) const;
  Outcome unreadable(const Unreadable& why) const;
  // Who a part of the row is on a day, and how those States stand.
  enum class PartIs : std::uint8_t { place, suspect };
  Present present(Engine& engine, PartIs is, const FieldValue& states, Day day) const;

  const Law& law_;
  const LawInstrument& instrument_;
  const Record& record_;
  CellReader reader_;
  const ColumnMap& map_;
  Day known_;
  std::vector<std::unique_ptr<Seat>> seats_;  // the first has the given engine
  std::mutex dealing_;
  std::unordered_map<std::string, Seat*> dealt_;  // by ask
};

}  // namespace ratione
