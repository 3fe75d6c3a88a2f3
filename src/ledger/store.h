// File: ledger/store.h
//
// Where the entries of a ledger lie: a file of SQLite, or the schema ratione_ledger
// of a PostgreSQL database.
//
//   Result<std::unique_ptr<Store>> store = open_store("my.ledger", Store::Mode::create);
//   (*store)->begin();                 // the only writer from here to commit
//   (*store)->append(view_of(entry));
//   (*store)->commit();                // on the disk: now it may be acknowledged
//
// Guarantees: between begin and commit nobody else appends; what was not
// committed is not there, after an error, a crash or a full disk; a committed
// entry stays (SQLite: rollback journal, synchronous=EXTRA; PostgreSQL:
// synchronous_commit, and what the server's fsync does). The store itself
// refuses to update and to delete, by triggers.
// A store knows nothing of hashes: ledger/ledger.h does.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"
#include "ledger/entry.h"

namespace ratione::ledger {

class Store {
 public:
  // create: made if it is not there.
  enum class Mode { existing, create };

  virtual ~Store() = default;

  // Waits for another writer for up to 30 seconds. Errors: ledger_busy,
  // ledger_store.
  virtual Result<bool> begin() = 0;
  // Nothing is read between this and commit.
  virtual Result<bool> append(const EntryView& entry) = 0;
  virtual Result<bool> commit() = 0;
  virtual void rollback() = 0;

  // The entry of the highest number.
  virtual Result<std::optional<Entry>> last() = 0;
  // Every entry in the order of its number, all as they were at one moment, until
  // `take` says false. A field that holds nothing, or no text, reads as empty.
  virtual Result<bool> each(const std::function<bool(const EntryView&)>& take) = 0;
  // What is wrong with the store itself: a trigger that is not there.
  virtual Result<std::vector<std::string>> faults() = 0;
};

// `name`: a file, or "postgres://..." ("postgresql://...") as libpq reads it.
// Errors: ledger_missing, ledger_not_one, ledger_store, ledger_no_library.
Result<std::unique_ptr<Store>> open_store(const std::string& name, Store::Mode mode);

// As answers name it: a file as it was given, an address without its password.
std::string shown_name(const std::string& name);
bool is_postgres(std::string_view name);

// The two kinds.
Result<std::unique_ptr<Store>> open_sqlite(const std::string& file, Store::Mode mode);
Result<std::unique_ptr<Store>> open_postgres(const std::string& address, Store::Mode mode);

// What the trigger of either store says to who updates or deletes.
inline constexpr std::string_view only_added_to = "a ledger is only added to";

}  // namespace ratione::ledger
