#include "serve/target.h"

#include <gtest/gtest.h>

namespace ratione::serve {
namespace {

TEST(Target, parts_are_decoded_after_they_are_parted) {
  Result<Target> target = read_target("/api/v1/law/x/12%282%29%28a%29?on=2016-11-16&place=a%26b+c");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, (std::vector<std::string>{"api", "v1", "law", "x", "12(2)(a)"}));
  EXPECT_EQ(target->query, (std::vector<Parameter>{{"on", "2016-11-16"}, {"place", "a&b c"}}));
  EXPECT_EQ(read_target("/a%2Fb/c")->path, (std::vector<std::string>{"a/b", "c"}));
  EXPECT_EQ(read_target("/a+b")->path, (std::vector<std::string>{"a+b"}));
}

TEST(Target, what_is_no_address_is_refused_and_quoted) {
  for (const char* bad : {"", "x", "http://host/x", "/%", "/%4", "/%zz", "/%00", "/%0a", "/\x80",
                          "/%ff", "/a?x=%c3", "/a?%c3=x"}) {
    Result<Target> target = read_target(bad);
    ASSERT_FALSE(target) << bad;
    EXPECT_EQ(target.error().code, Code::request_unreadable);
  }
  std::string many = "/?";
  for (std::size_t i = 0; i <= most_parameters; ++i) many += "a=b&";
  EXPECT_FALSE(read_target(many));
}

}  // namespace
}  // namespace ratione::serve
