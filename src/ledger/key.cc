#include "ledger/key.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>

#include "errors/quoted.h"
#include "ledger/entry.h"
#include "text/csv.h"

namespace ratione::ledger {

namespace {

constexpr std::size_t key_bytes = 32, signature_bytes = 64;
constexpr std::size_t largest_file = 64u << 10;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// A key with a passphrase is refused, not asked for at a terminal.
int no_passphrase(char*, int, int, void*) { return -1; }

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

Context context() { return {EVP_MD_CTX_new(), EVP_MD_CTX_free}; }

}  // namespace

Result<Key> Key::of(evp_pkey_st* made, bool has_private, const std::string& file) {
  Key key;
  if (made != nullptr) key.key_.reset(made, EVP_PKEY_free);
  std::array<unsigned char, key_bytes> raw{};
  std::size_t size = raw.size();
  if (made == nullptr || EVP_PKEY_get_base_id(made) != EVP_PKEY_ED25519 ||
      EVP_PKEY_get_raw_public_key(made, raw.data(), &size) != 1 || size != raw.size()) {
    return fail(Code::ledger_key, Place{file, 0, 0, ""},
                "This is no Ed25519 key without a passphrase; make one with \"openssl genpkey "
                "-algorithm ed25519\".");
  }
  key.private_ = has_private;
  key.public_hex_ = hex_of({reinterpret_cast<const char*>(raw.data()), raw.size()});
  return key;
}

Result<Key> Key::read(const std::string& file) {
  Result<std::string> text = read_file(file, largest_file);
  if (!text) return tl::unexpected<Error>(text.error());
  auto parsed = [&](auto read) {
    std::unique_ptr<BIO, decltype(&BIO_free)> input(
        BIO_new_mem_buf(text->data(), static_cast<int>(text->size())), BIO_free);
    return input ? read(input.get(), nullptr, no_passphrase, nullptr) : nullptr;
  };
  if (EVP_PKEY* both = parsed(PEM_read_bio_PrivateKey)) return of(both, true, file);
  return of(parsed(PEM_read_bio_PUBKEY), false, file);
}

Result<Key> Key::of_public_hex(std::string_view hex) {
  const std::string raw = bytes_of_hex(hex);
  EVP_PKEY* made = raw.size() != key_bytes ? nullptr
                                           : EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                                                         bytes_of(raw), raw.size());
  return of(made, false, "");
}

std::string Key::sign(std::string_view message) const {
  std::string signature(signature_bytes, '\0');
  std::size_t size = signature.size();
  Context work = context();
  if (!private_ || EVP_DigestSignInit(work.get(), nullptr, nullptr, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(work.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes_of(message), message.size()) != 1 ||
      size != signature.size()) {
    return {};
  }
  return signature;
}

bool Key::verifies(std::string_view message, std::string_view signature) const {
  if (signature.size() != signature_bytes) return false;
  Context work = context();
  return EVP_DigestVerifyInit(work.get(), nullptr, nullptr, nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(work.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}

}  // namespace ratione::ledger
