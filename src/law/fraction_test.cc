#include "law/fraction.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace ratione {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

std::string read(std::string_view text) {
  Fraction f(-1);
  return parse_fraction(text, f) ? f.text() : "none";
}

TEST(Fraction, ReadsWhatTreatiesWrite) {
  EXPECT_EQ(read("60"), "60");
  EXPECT_EQ(read("7/8"), "7/8");
  EXPECT_EQ(read("14/16"), "7/8");
  EXPECT_EQ(read("8/4"), "2");
  EXPECT_EQ(read("55%"), "11/20");
  EXPECT_EQ(read("100%"), "1");
  EXPECT_EQ(read("17.89%"), "1789/10000");
  EXPECT_EQ(read("0.5"), "1/2");
  EXPECT_EQ(read("0"), "0");
  EXPECT_EQ(read("0/5"), "0");
  EXPECT_EQ(read("0.000000000000000001"), "1/1000000000000000000");
  EXPECT_EQ(read("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(read("9223372036854775807/9223372036854775807"), "1");
}

TEST(Fraction, ReadsNothingElse) {
  for (std::string_view text : {"",
                                " ",
                                "-1",
                                "+1",
                                " 1",
                                "1 ",
                                "1/",
                                "/8",
                                "7/0",
                                "0/0",
                                "7/8/9",
                                "7 / 8",
                                "1.",
                                ".5",
                                "1.5/2",
                                "1/2.5",
                                "7/8%",
                                "%",
                                "55 %",
                                "55%%",
                                "5%5",
                                "1,000",
                                "1e3",
                                "0x10",
                                "six",
                                "٦",
                                "9223372036854775808",
                                "1/9223372036854775808",
                                "99999999999999999999999999999999",
                                "0.1234567890123456789",
                                "1..5",
                                "1.5.2",
                                "0.000000000000000001%"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
  Fraction kept(7, 8);
  EXPECT_FALSE(parse_fraction("x", kept));
  EXPECT_EQ(kept, Fraction(7, 8)) << "what is none leaves the number alone";
}

TEST(Fraction, StandsInLowestTermsWithAPositiveDenominator) {
  EXPECT_EQ(Fraction(-6, 8).text(), "-3/4");
  EXPECT_EQ(Fraction(6, -8).text(), "-3/4");
  EXPECT_EQ(Fraction(-6, -8).text(), "3/4");
  EXPECT_EQ(Fraction(0, -8), Fraction());
  EXPECT_EQ(Fraction(least, least), Fraction(1));
  EXPECT_EQ(Fraction(least, 2).text(), "-4611686018427387904");
}

TEST(Fraction, SaturatesInsteadOfWrapping) {
  EXPECT_EQ(Fraction(most) + Fraction(1), Fraction(most));
  EXPECT_EQ(Fraction(most) + Fraction(most), Fraction(most));
  EXPECT_EQ(Fraction(-most) + Fraction(-most), Fraction(-most));
  EXPECT_EQ(Fraction(most) * Fraction(2), Fraction(most));
  EXPECT_EQ(Fraction(most) * Fraction(-2), Fraction(-most));
  EXPECT_EQ(Fraction(most) * Fraction(3, 2), Fraction(most));
  EXPECT_EQ(Fraction(least), Fraction(-most)) << "the one number without a negative";
  EXPECT_EQ(Fraction(1, 0), Fraction(most));
  EXPECT_EQ(Fraction(-1, 0), Fraction(-most));
  EXPECT_EQ(Fraction(0, 0), Fraction());
  EXPECT_EQ(Fraction(1, most) * Fraction(1, most), Fraction()) << "too small to be told from 0";
  EXPECT_EQ(Fraction(most, 3) * Fraction(3, most), Fraction(1));
}

// The order stays exact where doubles and 64-bit products would not.
TEST(Fraction, ComparesExactly) {
  EXPECT_LT(Fraction(most - 1, most), Fraction(1));
  EXPECT_LT(Fraction(most - 2, most - 1), Fraction(most - 1, most));
  EXPECT_GT(Fraction(1, most - 1), Fraction(1, most));
  EXPECT_LT(Fraction(-1, most - 1), Fraction(-1, most));
  EXPECT_LT(Fraction(-most), Fraction(most));
  EXPECT_LT(Fraction(54, 100), Fraction(55, 100));
  EXPECT_GE(Fraction(55, 100), Fraction(11, 20));
  EXPECT_EQ(Fraction(7, 8) * Fraction(8), Fraction(7));
}

rc::Gen<std::int64_t> small() { return rc::gen::inRange<std::int64_t>(-1000, 1001); }
rc::Gen<std::int64_t> small_positive() { return rc::gen::inRange<std::int64_t>(1, 1001); }

RC_GTEST_PROP(FractionProperty, SmallNumbersAgreeWithSchoolArithmetic, ()) {
  std::int64_t a = *small(), b = *small_positive(), c = *small(), d = *small_positive();
  Fraction x(a, b), y(c, d);
  RC_ASSERT(x.denominator() > 0);
  RC_ASSERT(std::gcd(x.numerator(), x.denominator()) == 1);
  RC_ASSERT(x.numerator() * b == a * x.denominator());
  Fraction sum = x + y;
  RC_ASSERT(sum.numerator() * (b * d) == (a * d + c * b) * sum.denominator());
  Fraction product = x * y;
  RC_ASSERT(product.numerator() * (b * d) == (a * c) * product.denominator());
  RC_ASSERT((x <=> y) == (a * d <=> c * b));
  RC_ASSERT((x == y) == (a * d == c * b));
}

RC_GTEST_PROP(FractionProperty, LargeNumbersStayNear, ()) {
  auto positive =
      rc::gen::map(rc::gen::tuple(rc::gen::inRange<std::int64_t>(1, most), rc::gen::inRange(0, 62)),
                   [](const std::tuple<std::int64_t, int>& t) {
                     return std::max<std::int64_t>(1, std::get<0>(t) >> std::get<1>(t));
                   });
  Fraction x(*positive, *positive), y(*positive, *positive);
  auto real = [](Fraction f) {
    return static_cast<long double>(f.numerator()) / static_cast<long double>(f.denominator());
  };
  auto near = [](long double got, long double wanted) {
    if (wanted >= static_cast<long double>(most)) return got == static_cast<long double>(most);
    return std::fabs(got - wanted) <= wanted * 1e-15L + 2.0L / static_cast<long double>(most);
  };
  Fraction sum = x + y;
  Fraction product = x * y;
  RC_ASSERT(near(real(sum), real(x) + real(y)));
  RC_ASSERT(near(real(product), real(x) * real(y)));
  for (Fraction f : {sum, product}) {
    RC_ASSERT(f.denominator() > 0);
    RC_ASSERT(f.numerator() >= 0);
    RC_ASSERT(std::gcd(f.numerator(), f.denominator()) == 1);
  }
}

RC_GTEST_PROP(FractionProperty, ReadsBackWhatItWrites, ()) {
  std::int64_t a = *rc::gen::inRange<std::int64_t>(0, most);
  std::int64_t b = *rc::gen::inRange<std::int64_t>(1, most);
  Fraction x(a, b), back;
  RC_ASSERT(parse_fraction(x.text(), back));
  RC_ASSERT(back == x);
}

RC_GTEST_PROP(FractionProperty, AnyTextIsANumberOrNone, ()) {
  Fraction out;
  parse_fraction(
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789./% "))), out);
  RC_ASSERT(out.denominator() > 0);
}

}  // namespace
}  // namespace ratione
