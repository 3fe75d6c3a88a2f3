#include "screen/spots.h"

#include <gtest/gtest.h>

#include "record/record.h"

namespace ratione {
namespace {

TEST(ReadDegrees, TakesNumbersAndNothingElse) {
  EXPECT_EQ(read_degrees("44.95").value(), 44.95);
  EXPECT_EQ(read_degrees("-3.2e1").value(), -32);
  EXPECT_EQ(read_degrees("+12").value(), 12);
  for (const char* text : {"", "+", "-", "++1", "+-1", "44,95", "44.95 N", "44.95\xC2\xB0", "0x1p3",
                           "1e999", "1 2", "44.95x"}) {
    Result<double> read = read_degrees(text);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, Code::not_a_point) << text;
  }
  EXPECT_FALSE(read_degrees(std::string(61, '1'))) << "shown in a reason, so not without end";
}

class Spots : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(record_);
    atlas_ = Atlas::load("atlas", record_->states());
    ASSERT_TRUE(atlas_);
  }
  Results<Record> record_ = Record::load("record");
  Results<Atlas> atlas_ = tl::unexpected<Errors>(Errors{});
};

TEST_F(Spots, SayWhatAReaderShouldKnow) {
  PointAnswer answer;
  answer.place = "crimea";
  EXPECT_EQ(words_of(answer, *atlas_), "");
  answer.near_border_km = 1.16;
  answer.beyond = "kherson";
  EXPECT_EQ(words_of(answer, *atlas_), "near border 1.2 km: beyond it Kherson");
  answer.sea = answer.coast = true;
  answer.coast_distance_km = 3.04;
  EXPECT_EQ(words_of(answer, *atlas_),
            "at sea, 3.0 km from that coast; near border 1.2 km: beyond it Kherson");
  Spot spot;
  EXPECT_FALSE(spot.needs_words());
  spot.stands_for = "a whole province";
  EXPECT_TRUE(spot.needs_words());
  EXPECT_EQ(words_of(spot, *atlas_), "the point stands for a whole province");
  PointAnswer sea;
  sea.sea = true;
  EXPECT_EQ(on_open_sea_too(sea).place, open_sea);
  EXPECT_NE(atlas_->get(open_sea), nullptr) << "the atlas knows it";
  EXPECT_EQ(words_of(sea, *atlas_), "open sea, more than 22 km from any coast");
}

TEST_F(Spots, GiveLandToNoStateBeforeItWasOne) {
  FieldValue territory;
  territory.is = FieldValue::Is::known;
  StateCode namibia = *StateCode::parse("NAM");
  territory.states = {StateOn{namibia, Span::always(), ""}};
  FieldValue kept = while_they_exist(territory, record_->states());
  ASSERT_EQ(kept.states.size(), 1u);
  EXPECT_EQ(kept.states[0].days.from.iso(), "1990-03-21");
  territory.states[0].days.until = Day::parse("1990-03-21").value();
  kept = while_they_exist(territory, record_->states());
  EXPECT_TRUE(kept.states.empty());
  EXPECT_EQ(kept.is, FieldValue::Is::none);
}

}  // namespace
}  // namespace ratione
