#include "serve/kept_answers.h"

#include <gtest/gtest.h>

namespace ratione::serve {
namespace {

KeptAnswer of(std::size_t size) {
  return {"text/plain", std::make_shared<const std::string>(size, 'x'), "\"e\""};
}

TEST(KeptAnswers, the_longest_unused_goes_first) {
  KeptAnswers kept(3, 1'000'000);
  for (const char* key : {"a", "b", "c"}) kept.keep(key, of(10));
  EXPECT_TRUE(kept.find("a"));
  kept.keep("d", of(10));
  EXPECT_TRUE(kept.find("a"));
  EXPECT_FALSE(kept.find("b"));
  EXPECT_EQ(kept.size(), 3u);
}

TEST(KeptAnswers, bytes_are_bounded_and_counted_back) {
  KeptAnswers kept(1000, 10'000);
  for (int i = 0; i < 200; ++i) {
    kept.keep(std::to_string(i), of(900));
    EXPECT_LE(kept.bytes(), 10'000u);
  }
  EXPECT_TRUE(kept.find("199"));
  kept.keep("too large", of(20'000));
  EXPECT_FALSE(kept.find("too large"));
  EXPECT_EQ(kept.size(), 0u);
  EXPECT_EQ(kept.bytes(), 0u);
}

}  // namespace
}  // namespace ratione::serve
