#include "text/state_code.h"

#include <gtest/gtest.h>

#include <string>

namespace ratione {
namespace {

TEST(StateCode, TakesThreeCapitalsAndNothingElse) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      for (int c : {0, 64, 65, 77, 90, 91, 97, 200}) {
        std::string text = {static_cast<char>(a), static_cast<char>(b), static_cast<char>(c)};
        auto capital = [](int x) { return x >= 'A' && x <= 'Z'; };
        bool taken = StateCode::parse(text).has_value();
        if (taken != (capital(a) && capital(b) && capital(c))) FAIL() << a << ' ' << b << ' ' << c;
        if (taken && StateCode::parse(text)->text() != text) FAIL() << text;
      }
    }
  }
  for (std::string_view text : {"", "U", "UK", "UKRA", "UKR ", " UKR", "ukr"}) {
    EXPECT_FALSE(StateCode::parse(text)) << text;
  }
}

TEST(StateCode, OrdersAsTheTextDoes) {
  auto code = [](std::string_view text) { return StateCode::parse(text).value(); };
  EXPECT_LT(code("AFG"), code("ALB"));
  EXPECT_LT(code("RUS"), code("USA"));
  EXPECT_LT(code("SUN"), code("SUR"));
  EXPECT_LT(StateCode(), code("AAA"));
  EXPECT_TRUE(StateCode().none());
  EXPECT_EQ(StateCode().text(), "");
}

}  // namespace
}  // namespace ratione
