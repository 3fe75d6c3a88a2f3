// File: ledger/entry.h
//
// One entry of a ledger: an act that a user put on record, who did so and why,
// and the hash that chains it to the entry before it.
//
//   std::string form = canonical_form(entry);     // the text that is hashed
//   entry.hash = hasher.of(entry);                // 32 bytes
//
// The canonical form, which docs/ledger.md shows byte by byte: the line
// "ratione-ledger-1", then every field in the order below but hash and
// signature, each as its name, a space, its length in bytes, a line feed, its
// bytes and a line feed; `previous` in lower-case hexadecimal. So no two
// different entries have one form, and whoever has SHA-256 can check a ledger.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;
struct evp_md_st;

namespace ratione::ledger {

inline constexpr std::size_t hash_bytes = 32;

// Text: std::string to keep, std::string_view while a row is read.
template <class Text>
struct BasicEntry {
  std::uint64_t number = 0;  // 1, 2, 3 ...
  Text recorded;             // when it was added: "2026-11-30T20:01:02Z"
  Text author;               // who added it
  Text reason;
  Text source;      // where the act can be read
  Text instrument;  // its slug
  Text id;          // of the act, within its instrument
  Text act;         // its other columns, as in record/acts: one JSON object, keys sorted
  Text objection;   // as received: what a depositary would say against it; or empty
  Text key;         // the public Ed25519 key that signed it, hexadecimal; or empty
  Text previous;    // hash of the entry before, 32 bytes; of the first: zeros
  Text hash;        // SHA-256 of the canonical form, 32 bytes
  Text signature;   // Ed25519 over `hash`, 64 bytes; or empty
};

using Entry = BasicEntry<std::string>;
using EntryView = BasicEntry<std::string_view>;

EntryView view_of(const Entry& entry);
Entry copy_of(const EntryView& entry);

std::string canonical_form(const EntryView& entry);

// Computes hashes one after the other, faster than each alone.
class Hasher {
 public:
  Hasher();
  ~Hasher();
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  // 32 bytes; valid until the next call. Empty only if the OpenSSL of the machine
  // is set up without SHA-256.
  std::string_view of(const EntryView& entry);

 private:
  evp_md_st* method_ = nullptr;
  evp_md_ctx_st* context_ = nullptr;
  std::string form_;
  std::string digest_;
};

// 32 zeros: what the first entry names as the one before it, and the head of an
// empty ledger.
const std::string& no_hash();

// Lower-case hexadecimal, and back; empty when it is none.
std::string hex_of(std::string_view bytes);
std::string bytes_of_hex(std::string_view hex);

}  // namespace ratione::ledger
