// File: ledger/ledger.h
//
// A ledger: a user's own acts, each chained by its hash to the one before it.
//
//   Result<Ledger> ledger = Ledger::open("my.ledger", Store::Mode::create);
//   Result<bool> alone = ledger->begin();      // nobody else adds until commit
//   ledger->append(std::move(entry));          // number, previous, hash, signature are set
//   Result<Head> head = ledger->commit();      // on the disk
//
//   Result<Head> read = ledger->read([&](const EntryView& e) { ... });   // chain checked
//   ledger->read(take, &key);                                            // signatures, too
//   Result<Verified> v = ledger->verify({.head = pinned, .key = &key});
//
// Guarantees: read() gives entries only of a chain that is whole, from the first
// to the head that it returns; any field that was changed, any entry that was
// taken out, put in or moved, breaks it. What no chain can show is a tail that
// was cut off, or a ledger that was written anew: pin the head elsewhere, or sign.
// Read with a key, every entry carries a valid signature of that key.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/entry.h"
#include "ledger/key.h"
#include "ledger/store.h"

namespace ratione::ledger {

struct Head {
  std::string hash = no_hash();  // 32 bytes, of the last entry
  std::uint64_t entries = 0;
};

struct Verified {
  Head head;
  std::uint64_t is_signed = 0;             // entries with a valid signature
  std::optional<std::uint64_t> pinned_at;  // the entry that has the pinned hash; 0: none has it yet
  std::vector<std::string> faults;         // a sentence each, the first ones
  std::uint64_t fault_count = 0;
};

class Ledger {
 public:
  static Result<Ledger> open(const std::string& name, Store::Mode mode);

  const std::string& shown() const { return shown_; }

  // Entries are signed with this key from here on.
  void sign_with(const Key* key) { key_ = key; }

  Result<bool> begin();
  // Errors: ledger_broken where the last entry is not what its hash says;
  // ledger_key where the ledger is signed with a key that is not ours.
  Result<bool> append(Entry entry);
  Result<Head> commit();
  void rollback() { store_->rollback(); }

  // The last entry, as it says; to be asked between begin and the first append.
  Result<Head> last();

  // Errors: ledger_broken, with the number of the first entry that is wrong;
  // ledger_key, with that of the first one that this key did not sign.
  Result<Head> read(const std::function<void(const EntryView&)>& take, const Key* key = nullptr);

  struct Wanted {
    std::string head = {};     // 32 bytes that must be in the chain; empty: none
    const Key* key = nullptr;  // that must have signed every entry
  };
  Result<Verified> verify(const Wanted& wanted);

 private:
  Ledger(std::unique_ptr<Store> store, std::string shown);
  Result<bool> find_last();

  std::unique_ptr<Store> store_;
  std::string shown_;
  const Key* key_ = nullptr;
  std::unique_ptr<Hasher> hasher_;
  std::optional<Head> last_;    // while adding
  std::string last_signed_by_;  // the key of the last entry
};

}  // namespace ratione::ledger
