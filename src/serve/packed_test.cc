#include "serve/packed.h"

#include <gtest/gtest.h>

namespace ratione::serve {
namespace {

TEST(Packed, what_is_packed_comes_back) {
  for (std::size_t size : {0u, 1u, 5000u, 300000u}) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += static_cast<char>('a' + i * i % 23);
    EXPECT_EQ(unpacked(packed(text)), text);
  }
  EXPECT_FALSE(unpacked("no gzip"));
  EXPECT_FALSE(unpacked(packed(std::string(100000, 'a')).substr(0, 40)));
  EXPECT_FALSE(unpacked(packed(std::string(100000, 'a')), 50000));
}

TEST(Packed, a_client_that_refuses_gzip_does_not_get_it) {
  EXPECT_TRUE(takes_gzip("gzip"));
  EXPECT_TRUE(takes_gzip("br, gzip;q=0.5"));
  EXPECT_TRUE(takes_gzip("*"));
  EXPECT_FALSE(takes_gzip(""));
  EXPECT_FALSE(takes_gzip("br, deflate"));
  EXPECT_FALSE(takes_gzip("gzip;q=0"));
  EXPECT_FALSE(takes_gzip("gzip; q=0.000, br"));
}

}  // namespace
}  // namespace ratione::serve
