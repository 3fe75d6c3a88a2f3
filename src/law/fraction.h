// File: law/fraction.h
//
// Exact numbers of the law: 60, 7/8, 55 %. Always in lowest terms, denominator
// positive. Arithmetic saturates instead of wrapping: no treaty counts so far.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace ratione {

class Fraction {
 public:
  constexpr Fraction() = default;
  Fraction(std::int64_t numerator, std::int64_t denominator = 1);

  std::int64_t numerator() const { return numerator_; }
  std::int64_t denominator() const { return denominator_; }
  std::string text() const;  // "60", "7/8"

  friend Fraction operator+(Fraction a, Fraction b);
  friend Fraction operator*(Fraction a, Fraction b);
  friend std::strong_ordering operator<=>(Fraction a, Fraction b);
  friend bool operator==(Fraction a, Fraction b) = default;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

// The least whole number that is more than half of it, for what is not negative.
Fraction majority_of(Fraction all);

// "60", "7/8", "55%", "17.89%", "0.5"; false when it is none of these.
bool parse_fraction(std::string_view text, Fraction& out);

}  // namespace ratione
