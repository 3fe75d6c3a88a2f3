// File: text/state_code.h
//
// A State by its three-letter code: ISO 3166-1 alpha-3, and the historic and
// special codes of record/states.csv (SUN, YUG, XKX ...). Four bytes, ordered
// as the text is.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ratione {

class StateCode {
 public:
  constexpr StateCode() = default;  // no State
  // Three capitals A to Z; anything else is none. Whether such a State exists
  // is for the record to say.
  static constexpr std::optional<StateCode> parse(std::string_view text) {
    if (text.size() != 3) return std::nullopt;
    std::uint32_t packed = 0;
    for (char c : text) {
      if (c < 'A' || c > 'Z') return std::nullopt;
      packed = packed << 8 | static_cast<std::uint32_t>(c);
    }
    StateCode code;
    code.packed_ = packed;
    return code;
  }

  constexpr bool none() const { return packed_ == 0; }
  constexpr std::uint32_t packed() const { return packed_; }
  std::string text() const {
    if (none()) return "";
    return {static_cast<char>(packed_ >> 16), static_cast<char>(packed_ >> 8 & 255),
            static_cast<char>(packed_ & 255)};
  }
  friend constexpr auto operator<=>(StateCode, StateCode) = default;

 private:
  std::uint32_t packed_ = 0;
};

}  // namespace ratione

template <>
struct std::hash<ratione::StateCode> {
  std::size_t operator()(ratione::StateCode c) const noexcept {
    return std::hash<std::uint32_t>{}(c.packed());
  }
};
