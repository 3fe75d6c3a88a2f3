#include "ledger/entry.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <iterator>

namespace ratione::ledger {

namespace {

void field(std::string& out, std::string_view name, std::string_view value) {
  const fmt::format_int length(value.size());
  out += name;
  out += ' ';
  out.append(length.data(), length.size());
  out += '\n';
  out += value;
  out += '\n';
}

void append_hex(std::string& out, std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
}

void write_form(std::string& out, const EntryView& entry) {
  const fmt::format_int number(entry.number);
  out = "ratione-ledger-1\n";
  field(out, "number", {number.data(), number.size()});
  field(out, "recorded", entry.recorded);
  field(out, "author", entry.author);
  field(out, "reason", entry.reason);
  field(out, "source", entry.source);
  field(out, "instrument", entry.instrument);
  field(out, "id", entry.id);
  field(out, "act", entry.act);
  field(out, "objection", entry.objection);
  field(out, "key", entry.key);
  const fmt::format_int length(2 * entry.previous.size());
  out += "previous ";
  out.append(length.data(), length.size());
  out += '\n';
  append_hex(out, entry.previous);
  out += '\n';
}

template <class To, class From>
BasicEntry<To> changed_to(const BasicEntry<From>& e) {
  return {e.number,         To(e.recorded), To(e.author),   To(e.reason),    To(e.source),
          To(e.instrument), To(e.id),       To(e.act),      To(e.objection), To(e.key),
          To(e.previous),   To(e.hash),     To(e.signature)};
}

}  // namespace

EntryView view_of(const Entry& entry) { return changed_to<std::string_view>(entry); }
Entry copy_of(const EntryView& entry) { return changed_to<std::string>(entry); }

std::string canonical_form(const EntryView& entry) {
  std::string out;
  write_form(out, entry);
  return out;
}

Hasher::Hasher() : method_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
  digest_.resize(hash_bytes);
}

Hasher::~Hasher() {
  EVP_MD_CTX_free(context_);
  EVP_MD_free(method_);
}

std::string_view Hasher::of(const EntryView& entry) {
  write_form(form_, entry);
  unsigned int size = 0;
  if (method_ == nullptr || context_ == nullptr ||
      EVP_DigestInit_ex2(context_, method_, nullptr) != 1 ||
      EVP_DigestUpdate(context_, form_.data(), form_.size()) != 1 ||
      EVP_DigestFinal_ex(context_, reinterpret_cast<unsigned char*>(digest_.data()), &size) != 1) {
    return {};
  }
  return digest_;
}

const std::string& no_hash() {
  static const std::string zeros(hash_bytes, '\0');
  return zeros;
}

std::string hex_of(std::string_view bytes) {
  std::string out;
  out.reserve(2 * bytes.size());
  append_hex(out, bytes);
  return out;
}

std::string bytes_of_hex(std::string_view hex) {
  auto value = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string out;
  if (hex.size() % 2 != 0) return out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = value(hex[i]), low = value(hex[i + 1]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(16 * high + low);
  }
  return out;
}

}  // namespace ratione::ledger
