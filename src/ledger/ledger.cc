#include "ledger/ledger.h"

#include <fmt/format.h>

#include <map>

namespace ratione::ledger {

namespace {

constexpr std::size_t most_faults = 20;

// Follows the chain; says what is wrong with each entry, or nothing.
class Chain {
 public:
  explicit Chain(Hasher& hasher) : hasher_(hasher) {}

  std::string next(const EntryView& entry) {
    const std::uint64_t expected = head_.entries + 1;
    std::string fault;
    if (entry.number != expected) {
      fault = fmt::format("entry {} stands where entry {} should", entry.number, expected);
    } else if (entry.previous != head_.hash) {
      fault = fmt::format("entry {} does not follow from the one before it", entry.number);
    } else if (hasher_.of(entry) != entry.hash || entry.hash.empty()) {
      fault = fmt::format("entry {} is not what its hash says", entry.number);
    }
    head_.entries = entry.number;
    head_.hash.assign(entry.hash);
    return fault;
  }
  const Head& head() const { return head_; }

 private:
  Hasher& hasher_;
  Head head_;
};

// Whether entries are signed as they say, key by key.
class Signatures {
 public:
  bool valid(const EntryView& entry) {
    auto key = keys_.find(entry.key);
    if (key == keys_.end()) {
      key = keys_.emplace(std::string(entry.key), Key::of_public_hex(entry.key)).first;
    }
    return key->second && key->second->verifies(entry.hash, entry.signature);
  }

 private:
  std::map<std::string, Result<Key>, std::less<>> keys_;
};

}  // namespace

Ledger::Ledger(std::unique_ptr<Store> store, std::string shown)
    : store_(std::move(store)), shown_(std::move(shown)), hasher_(std::make_unique<Hasher>()) {}

Result<Ledger> Ledger::open(const std::string& name, Store::Mode mode) {
  Result<std::unique_ptr<Store>> store = open_store(name, mode);
  if (!store) return tl::unexpected<Error>(store.error());
  return Ledger(std::move(*store), shown_name(name));
}

Result<bool> Ledger::begin() {
  last_.reset();
  return store_->begin();
}

Result<bool> Ledger::find_last() {
  Result<std::optional<Entry>> found = store_->last();
  if (!found) return tl::unexpected<Error>(found.error());
  last_.emplace();
  last_signed_by_.clear();
  if (!*found) return true;
  const Entry& entry = **found;
  if (hasher_->of(view_of(entry)) != entry.hash) {
    return fail(Code::ledger_broken, Place{shown_, 0, 0, ""},
                fmt::format("Entry {} of the ledger is not what its hash says, and nothing is "
                            "added to it; see ratione record verify.",
                            entry.number));
  }
  last_ = Head{entry.hash, entry.number};
  last_signed_by_ = entry.key;
  return true;
}

Result<bool> Ledger::append(Entry entry) {
  if (!last_) {
    if (Result<bool> found = find_last(); !found) return found;
  }
  const std::string ours = key_ == nullptr ? "" : key_->public_hex();
  if (last_signed_by_ != ours && (last_->entries > 0) && !last_signed_by_.empty()) {
    return fail(Code::ledger_key, Place{shown_, 0, 0, ""},
                ours.empty() ? "The entries of this ledger are signed; name the key with --key."
                             : "The entries of this ledger are signed with another key; name "
                               "that one.");
  }
  entry.number = last_->entries + 1;
  entry.previous = last_->hash;
  entry.key = ours;
  entry.hash = std::string(hasher_->of(view_of(entry)));
  if (key_ != nullptr) {
    entry.signature = key_->sign(entry.hash);
    if (!key_->verifies(entry.hash, entry.signature)) {
      return fail(Code::ledger_key,
                  "The key cannot sign: it is a public one; name the file of the private key.");
    }
  }
  if (Result<bool> done = store_->append(view_of(entry)); !done) return done;
  last_ = Head{entry.hash, entry.number};
  last_signed_by_ = entry.key;
  return true;
}

Result<Head> Ledger::last() {
  if (Result<bool> found = find_last(); !found) return tl::unexpected<Error>(found.error());
  return *last_;
}

Result<Head> Ledger::commit() {
  if (!last_) {
    if (Result<bool> found = find_last(); !found) return tl::unexpected<Error>(found.error());
  }
  if (Result<bool> done = store_->commit(); !done) {
    store_->rollback();
    return tl::unexpected<Error>(done.error());
  }
  return *last_;
}

Result<Head> Ledger::read(const std::function<void(const EntryView&)>& take, const Key* key) {
  Chain chain(*hasher_);
  Signatures signatures;
  std::string fault;
  std::uint64_t unsigned_entry = 0;  // the first; 0: none
  Result<bool> read = store_->each([&](const EntryView& entry) {
    fault = chain.next(entry);
    if (!fault.empty()) return false;
    if (key != nullptr && (entry.key != key->public_hex() || !signatures.valid(entry))) {
      unsigned_entry = entry.number;
      return false;
    }
    take(entry);
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  if (unsigned_entry != 0) {
    return fail(Code::ledger_key, Place{shown_, 0, 0, ""},
                fmt::format("Entry {} of the ledger has no valid signature by the key that is set "
                            "(--key, RATIONE_LEDGER_KEY), and nothing is answered from it; see "
                            "ratione record verify.",
                            unsigned_entry));
  }
  if (!fault.empty()) {
    return fail(
        Code::ledger_broken, Place{shown_, 0, 0, ""},
        fmt::format("The chain of the ledger is broken: {}; see ratione record verify.", fault));
  }
  return chain.head();
}

Result<Verified> Ledger::verify(const Wanted& wanted) {
  Verified verified;
  auto add = [&](std::string says) {
    if (++verified.fault_count <= most_faults) verified.faults.push_back(std::move(says));
  };
  Result<std::vector<std::string>> store = store_->faults();
  if (!store) return tl::unexpected<Error>(store.error());
  for (std::string& each : *store) add(std::move(each));

  if (wanted.head == no_hash()) verified.pinned_at = 0;
  Chain chain(*hasher_);
  Signatures signatures;
  std::string signed_by;  // the key of the entry before
  Result<bool> read = store_->each([&](const EntryView& entry) {
    if (std::string fault = chain.next(entry); !fault.empty()) add(std::move(fault));
    if (!wanted.head.empty() && entry.hash == wanted.head) verified.pinned_at = entry.number;
    if (wanted.key != nullptr && entry.key != wanted.key->public_hex()) {
      add(fmt::format("entry {} is {} with the key that was named", entry.number,
                      entry.key.empty() ? "not signed" : "signed, but not"));
    } else if (!signed_by.empty() && entry.key != signed_by) {
      add(fmt::format("entry {} is not signed with the key of the entries before it",
                      entry.number));
    }
    if (!entry.key.empty()) {
      if (signatures.valid(entry)) {
        ++verified.is_signed;
      } else {
        add(fmt::format("the signature of entry {} is not valid", entry.number));
      }
    } else if (!entry.signature.empty()) {
      add(fmt::format("entry {} has a signature and names no key", entry.number));
    }
    signed_by.assign(entry.key);
    return true;
  });
  if (!read) return tl::unexpected<Error>(read.error());
  verified.head = chain.head();
  if (!wanted.head.empty() && !verified.pinned_at) {
    add(fmt::format("no entry has the head {} that was pinned: entries were cut off or changed",
                    hex_of(wanted.head).substr(0, 16)));
  }
  return verified;
}

}  // namespace ratione::ledger
