// File: answers/new_acts.h
//
// What every way to add acts to a ledger shares: who adds, the acts that are to be
// added, the record as it would be with them, and the writing itself.
//
//   return with_writer<AddAnswer>(desk, house, asked, [&](Desk& at, Writer& writer) {
//     NewActs fresh = ...;
//     WithNew after = with_new(at, fresh);       // read as rows of the record are
//     answer.head = writer.append(fresh.acts);   // on the disk
//   });
//
// Guarantees: between the reading of the record and the end nobody else adds to the
// ledger; all acts are added or none; a ledger that is not there yet is made when
// there is something to add, and not before.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "answers/asked_ledger.h"
#include "answers/desk.h"
#include "answers/receipt.h"
#include "ledger/acts.h"
#include "ledger/entry.h"

namespace ratione::answers {

using ledger::Columns;

// Who adds, and how; of every way to add.
struct Adding {
  std::string author;  // empty: RATIONE_AUTHOR, else the user's name
  std::string source, reason;
  std::string key;  // the file of a private key; empty: RATIONE_LEDGER_KEY, else none
};

// An act that was added, or would be.
struct Added {
  std::string act;    // its full id
  std::string words;  // "ratification by Kenya of 2026-12-01 under lakes-accord"
  std::uint64_t entry = 0;
};

// Refused where it is empty.
std::string required(std::string_view word, const std::string& text, std::string_view what);
std::string author_of(const Adding& adding);
// The machine's clock in UTC, whatever RATIONE_TODAY says: when an entry was added
// is no part of a question.
std::string time_of_adding();

// The value of that column, or nothing.
std::string value_of(const Columns& columns, const char* name);

// Free ids for new acts: "ledger-KEN-2026-1".
class Ids {
 public:
  explicit Ids(const Record& record) : record_(record) {}

  // Within the instrument.
  std::string next(const std::string& instrument, const Columns& columns);
  void given(const std::string& instrument, const std::string& id);

 private:
  const Record& record_;
  std::unordered_map<std::string, int> counts_;
  std::unordered_set<std::string> given_;
};

// Acts that are to be added, and where each stands in what the user gave.
struct NewActs {
  struct Each {
    ledger::Entry entry;
    Columns columns;  // of its act, with id and source
    int line = 0;     // of a file; 0: none
  };
  std::vector<Each> acts;
  std::string file;  // in errors; empty: there is none
};

// The record with them, and an engine of it: the law can read it.
struct WithNew {
  std::unique_ptr<const Record> record;
  Engine engine;

  std::vector<Remark> remarks(Desk& desk, const NewActs::Each& act);
};
// Their columns are moved out: they may be many.
WithNew with_new(Desk& desk, NewActs& fresh);

// The first of them, in words.
std::vector<Added> shown_of(Desk& desk, const NewActs& fresh, std::uint64_t entries_before,
                            std::size_t most);
Json added_json(const std::vector<Added>& added);

// Adds to the ledger that is asked for.
class Writer {
 public:
  // Another program made the ledger while there was none: nothing was added.
  struct MadeMeanwhile {};

  // Takes the lock of a ledger that is there; without one, the house reads none.
  Writer(House& house, const Adding& adding);

  // Of the entries that the record was read with.
  const ledger::Head& head() const { return head_; }
  const std::string& shown() const { return shown_; }
  // The entries are moved out. Throws MadeMeanwhile, Stop.
  ledger::Head append(std::vector<NewActs::Each>& acts);

 private:
  const std::string name_, shown_;
  std::optional<ledger::Key> key_;
  std::optional<ledger::Ledger> ledger_;
  ledger::Head head_;
};

// `work` with a writer; once more, on a desk that reads the ledger, where another
// program made it meanwhile.
template <class Answer>
Answer with_writer(Desk& desk, House& house, const Adding& adding,
                   const std::function<Answer(Desk&, Writer&)>& work) {
  try {
    Writer writer(house, adding);
    return work(desk, writer);
  } catch (const Writer::MadeMeanwhile&) {
    house.without_ledger = false;
    Engines engines;
    Desk again(house, engines);
    Writer writer(house, adding);
    return work(again, writer);
  }
}

}  // namespace ratione::answers
