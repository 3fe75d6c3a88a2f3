// File: ledger/key.h
//
// Ed25519 keys, by which entries are signed and signatures checked.
//
//   Result<Key> key = Key::read("ledger.pem");
//   entry.key = key->public_hex();
//   entry.signature = key->sign(entry.hash);     // 64 bytes
//   key->verifies(entry.hash, entry.signature);
//
// Files are PEM as `openssl genpkey -algorithm ed25519` and `openssl pkey
// -pubout` write them, without a passphrase. A private key has its public one.
// Errors: ledger_key.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "errors/error.h"

struct evp_pkey_st;

namespace ratione::ledger {

class Key {
 public:
  static Result<Key> read(const std::string& file);
  // The 32 bytes of a public key in hexadecimal. Nothing readable: an error.
  static Result<Key> of_public_hex(std::string_view hex);

  bool can_sign() const { return private_; }
  const std::string& public_hex() const { return public_hex_; }
  // Empty when it cannot.
  std::string sign(std::string_view message) const;
  bool verifies(std::string_view message, std::string_view signature) const;

 private:
  Key() = default;
  static Result<Key> of(evp_pkey_st* made, bool has_private, const std::string& file);

  std::shared_ptr<evp_pkey_st> key_;
  bool private_ = false;
  std::string public_hex_;
};

}  // namespace ratione::ledger
