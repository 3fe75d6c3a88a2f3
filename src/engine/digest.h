// File: engine/digest.h
//
// A short stand-in for whatever was added to it, for keys of tables: equal things
// added in the same order give equal digests. Two words, so that unequal things
// with one digest are no matter of practice; not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ratione {

struct Digest {
  std::uint64_t a = 0x243F6A8885A308D3u, b = 0x13198A2E03707344u;
  void add(std::uint64_t word) {
    a = (a ^ word) * 0x9E3779B97F4A7C15u;
    a ^= a >> 29;
    b = (b + word) * 0xC2B2AE3D27D4EB4Fu + 0x165667B19E3779F9u;
    b ^= b >> 32;
  }
  void add(std::string_view text) {
    for (char c : text) add(static_cast<std::uint64_t>(static_cast<unsigned char>(c)));
    add(text.size() + 0x100);
  }
  void add(const Digest& other) {
    add(other.a);
    add(other.b);
  }
  friend bool operator==(const Digest&, const Digest&) = default;
};
struct DigestHash {
  std::size_t operator()(const Digest& digest) const { return static_cast<std::size_t>(digest.a); }
};

}  // namespace ratione
