#include "law/fraction.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace ratione {
namespace {

// Products and sums of two 64-bit fractions fit in 128 bits.
__extension__ using Wide = __int128;
__extension__ using WideSize = unsigned __int128;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

WideSize common_divisor(WideSize a, WideSize b) {
  while (b != 0) {
    WideSize rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

struct Parts {
  std::int64_t numerator;
  std::int64_t denominator;
};

// Lowest terms of size/denominator. What 64 bits cannot hold becomes the last
// convergent of its continued fraction that they can; beyond that, the largest
// number. A denominator of zero is beyond.
Parts lowest(bool negative, WideSize size, WideSize denominator) {
  constexpr auto limit = static_cast<WideSize>(largest);
  if (size == 0) return {0, 1};
  auto parts = [&](WideSize n, WideSize d) {
    auto numerator = static_cast<std::int64_t>(n);
    return Parts{negative ? -numerator : numerator, static_cast<std::int64_t>(d)};
  };
  if (denominator == 0) return parts(limit, 1);
  WideSize divisor = common_divisor(size, denominator);
  size /= divisor;
  denominator /= divisor;
  if (size <= limit && denominator <= limit) return parts(size, denominator);

  if (size / denominator > limit) return parts(limit, 1);
  WideSize n = 1, d = 0, n_before = 0, d_before = 1;
  while (denominator != 0) {
    WideSize quotient = size / denominator;
    if (n != 0 && quotient > (limit - n_before) / n) break;
    if (d != 0 && quotient > (limit - d_before) / d) break;
    n_before = std::exchange(n, quotient * n + n_before);
    d_before = std::exchange(d, quotient * d + d_before);
    size = std::exchange(denominator, size % denominator);
  }
  return parts(n, d);
}

WideSize size_of(Wide value) {
  return value < 0 ? 0 - static_cast<WideSize>(value) : static_cast<WideSize>(value);
}

}  // namespace

Fraction::Fraction(std::int64_t numerator, std::int64_t denominator) {
  Parts p = lowest((numerator < 0) != (denominator < 0), size_of(numerator), size_of(denominator));
  numerator_ = p.numerator;
  denominator_ = p.denominator;
}

std::string Fraction::text() const {
  if (denominator_ == 1) return fmt::format("{}", numerator_);
  return fmt::format("{}/{}", numerator_, denominator_);
}

Fraction operator+(Fraction a, Fraction b) {
  Wide sum = Wide{a.numerator_} * b.denominator_ + Wide{b.numerator_} * a.denominator_;
  Parts p = lowest(sum < 0, size_of(sum), size_of(Wide{a.denominator_} * b.denominator_));
  Fraction out;
  out.numerator_ = p.numerator;
  out.denominator_ = p.denominator;
  return out;
}

Fraction operator*(Fraction a, Fraction b) {
  Wide product = Wide{a.numerator_} * b.numerator_;
  Parts p = lowest(product < 0, size_of(product), size_of(Wide{a.denominator_} * b.denominator_));
  Fraction out;
  out.numerator_ = p.numerator;
  out.denominator_ = p.denominator;
  return out;
}

std::strong_ordering operator<=>(Fraction a, Fraction b) {
  return Wide{a.numerator_} * b.denominator_ <=> Wide{b.numerator_} * a.denominator_;
}

Fraction majority_of(Fraction all) {
  return Fraction(all.numerator() / (2 * all.denominator()) + 1);
}

bool parse_fraction(std::string_view text, Fraction& out) {
  std::size_t at = 0;
  // Digits from `at` on, added to `value`; how many, or -1 when too many.
  auto read_digits = [&](WideSize& value) {
    int count = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++count) {
      value = value * 10 + static_cast<WideSize>(text[at] - '0');
      if (value > static_cast<WideSize>(largest)) return -1;
    }
    return count;
  };

  WideSize numerator = 0;
  WideSize denominator = 1;
  if (read_digits(numerator) <= 0) return false;
  if (at < text.size() && text[at] == '/') {
    ++at;
    denominator = 0;
    if (read_digits(denominator) <= 0 || denominator == 0) return false;
  } else {
    if (at < text.size() && text[at] == '.') {
      ++at;
      int decimals = read_digits(numerator);
      if (decimals <= 0 || decimals > 18) return false;
      for (int i = 0; i < decimals; ++i) denominator *= 10;
    }
    if (at < text.size() && text[at] == '%') {
      ++at;
      denominator *= 100;
    }
  }
  if (at != text.size()) return false;
  WideSize divisor = common_divisor(numerator, denominator);
  denominator /= divisor;
  if (denominator > static_cast<WideSize>(largest)) return false;
  out = Fraction(static_cast<std::int64_t>(numerator / divisor),
                 static_cast<std::int64_t>(denominator));
  return true;
}

}  // namespace ratione
