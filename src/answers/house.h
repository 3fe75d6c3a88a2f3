// File: answers/house.h
//
// Where the law, the record and the atlas are, each read when it is first asked
// for, so that a command pays for no more than it needs.
//
//   House house;
//   house.home = "/srv/ratione";        // empty: RATIONE_HOME, else beside the program
//   house.law(); house.record();
//
// They come out of a compiled file where one of these sources is kept
// (compiled/kept.h). What cannot be found or read ends the question (broken).
// Threads may share a house: what was read is never changed.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/places.h"
#include "atlas/point_atlas.h"
#include "compiled/kept.h"
#include "law/typed/law.h"
#include "ledger/ledger.h"
#include "record/changed.h"
#include "record/record.h"

namespace ratione::answers {

// A record that is not the one on file: what is added and taken out, in words for
// whoever reads an answer from it.
struct Hypothesis {
  RecordChange change;
  std::vector<std::string> says;  // "with ...", "without ..."
  Day from = Day::first();        // the first day on which all of it is known
};

// The ledger that a record was read with.
struct LedgerRead {
  std::string shown;      // its name
  ledger::Head head;      // of the entries that were read
  std::string published;  // the head of the record below it
};

class House {
 public:
  // As asked, before anything is read.
  std::string home;            // the folder of the three; empty: it is looked for
  std::string compiled_atlas;  // for points; empty: RATIONE_ATLAS, else compiled when needed
  std::string ledger;          // of the user's own acts; empty: RATIONE_LEDGER, else none
  Hypothesis hypothesis;       // of the record that is read; empty: it is as on file

  std::string ledger_key;  // file of the key that signs it; empty: RATIONE_LEDGER_KEY, else none
  bool without_ledger = false;  // none, whatever is named

  // Hears what is no fault of the question: a damaged file in the cache. Nobody
  // hears it where nobody is set.
  std::function<void(const Error&)> tell;

  // A folder of the home, as an error should show it.
  std::string folder(std::string_view name);
  const Law& law();
  // As published, then with the acts of the ledger, then with the hypothesis.
  const Record& record();
  const Atlas& atlas();
  // For points; compiled when its sources changed, else mapped.
  const PointAtlas& points();
  PointSources point_sources();

  // The ledger that is asked for; empty: none.
  std::string ledger_name() const;
  // The key that must have signed every entry of it; none: signatures are not asked
  // for.
  std::optional<ledger::Key> key_of_ledger() const;
  // Once the record was read with a ledger; else null.
  const LedgerRead* ledger_read() const { return ledger_read_ ? &*ledger_read_ : nullptr; }

  // Today in UTC; RATIONE_TODAY=YYYY-MM-DD says otherwise. Under a hypothesis about
  // later acts, the first day on which they are known.
  Day today() const;

 private:
  template <class T>
  struct Part {
    std::atomic<const T*> ready = nullptr;
    std::unique_ptr<const T> read;
  };
  template <class T, class Read>
  const T& part(Part<T>& part, Read read);
  const std::string& found_home();
  compiled::Kept& kept();
  void keep();
  const Record& published();    // as on file, which alone is kept
  const Record& with_ledger();  // that, and the ledger

  std::recursive_mutex mutex_;  // of reading: a part may need another one
  std::optional<std::string> found_;
  std::optional<compiled::Kept> kept_;
  Part<Law> law_;
  Part<Record> published_;
  Part<Record> with_ledger_;  // empty where no ledger is asked for
  Part<Record> record_;       // with what is added and taken out; empty when nothing is
  std::optional<LedgerRead> ledger_read_;
  Part<Atlas> atlas_;
  Part<PointAtlas> points_;
};

}  // namespace ratione::answers
