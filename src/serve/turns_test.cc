#include "serve/turns.h"

#include <gtest/gtest.h>

#include <thread>

namespace ratione::serve {
namespace {

using namespace std::chrono_literals;
using For = Turns::For;

TEST(Turns, long_questions_leave_the_last_turn) {
  Turns turns(3);
  Turns::Turn one(turns, For::long_question, 0ms), two(turns, For::long_question, 0ms);
  EXPECT_TRUE(one.taken() && two.taken());
  EXPECT_FALSE(Turns::Turn(turns, For::long_question, 0ms).taken());
  Turns::Turn quick(turns, For::quick, 0ms);
  EXPECT_TRUE(quick.taken());
  EXPECT_FALSE(Turns::Turn(turns, For::quick, 0ms).taken());
}

TEST(Turns, quick_questions_may_take_them_all) {
  Turns turns(2);
  Turns::Turn one(turns, For::quick, 0ms), two(turns, For::quick, 0ms);
  EXPECT_TRUE(one.taken() && two.taken());
  EXPECT_FALSE(Turns::Turn(turns, For::long_question, 0ms).taken());
}

TEST(Turns, a_single_turn_is_for_everybody) {
  Turns turns(1);
  EXPECT_TRUE(Turns::Turn(turns, For::long_question, 0ms).taken());
  EXPECT_TRUE(Turns::Turn(turns, For::quick, 0ms).taken());
}

TEST(Turns, whoever_waits_gets_what_is_given_back) {
  Turns turns(2);
  ASSERT_TRUE(turns.take(For::long_question, 0ms));
  ASSERT_TRUE(turns.take(For::quick, 0ms));
  bool quick = false, other = false;
  // The first wants a long turn, of which there is one.
  std::thread waits_long([&] { other = turns.take(For::long_question, 60s); });
  std::thread waits_quick([&] { quick = turns.take(For::quick, 60s); });
  turns.give_back(For::quick);
  waits_quick.join();
  EXPECT_TRUE(quick);
  turns.give_back(For::long_question);
  waits_long.join();
  EXPECT_TRUE(other);
}

}  // namespace
}  // namespace ratione::serve
