#include "record/changed.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ratione {
namespace {

const std::string head =
    "id,state,actor,kind,provision,day,known,of,about,from,until,places,crimes,persons,only_on,"
    "corrects,confirmed,source,note,named\n";

Record small() {
  Results<Record> record = Record::read(
      {{"instruments.csv",
        "slug,title,aliases,complete_to,complete_source,depositary,note\n"
        "sea-pact,Pact of the Sea,,2020-01-01,x,unsg,\n"},
       {"states.csv",
        "code,name,from,until,m49,treaty_making,note\n"
        "RUS,Russia,,,,yes,\nUKR,Ukraine,,,,yes,\n"},
       {"state_names.csv", "code,name,kind,source\n"},
       {"acts/sea-pact.csv",
        head + "RUS-2001-1,RUS,,ratification,,2001-01-01,,,,,,,,,,,yes,x,,\n" +
            "RUS-2005-1,RUS,,withdrawal_notice,,2005-01-01,,,,,,,,,,,yes,x,,\n" +
            "RUS-2005-2,RUS,,withdrawal_revoked,,2005-03-01,,RUS-2005-1,,,,,,,,,yes,x,,\n" +
            "RUS-2006-1,,,,,,2006-01-01,,,,,,,,,RUS-2005-2,,x,better known,\n"}});
  EXPECT_TRUE(record.has_value());
  return *record;
}

std::vector<std::string> ids(const Record& record) {
  std::vector<std::string> out;
  for (const Act& act : record.acts("sea-pact")) out.push_back(act.id);
  return out;
}

AddedAct notice(const char* state, const char* day) {
  return {"sea-pact",
          {{"state", state}, {"kind", "withdrawal_notice"}, {"day", day}, {"confirmed", "yes"}}};
}

TEST(Changed, an_act_goes_with_all_that_answers_or_corrects_it) {
  Record before = small();
  Results<Record> after = changed(before, {{}, {"sea-pact/RUS-2005-1"}});
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(ids(*after), std::vector<std::string>{"sea-pact/RUS-2001-1"});
  EXPECT_EQ(ids(before).size(), 4u);  // as it was
}

TEST(Changed, an_added_act_stands_among_the_others_by_its_day) {
  Record before = small();
  Results<Record> after = changed(before, {{notice("UKR", "2003-02-01")}, {}});
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(ids(*after)[1], "sea-pact/UKR-2003-supposed-1");
  ASSERT_NE(after->act("sea-pact/UKR-2003-supposed-1"), nullptr);
  // Corrections still hold.
  View view = after->view("sea-pact", Day::from_ymd(2006, 1, 1).value());
  auto revoked = std::find_if(view.acts.begin(), view.acts.end(),
                              [](const Act& act) { return act.kind == "withdrawal_revoked"; });
  ASSERT_NE(revoked, view.acts.end());
  EXPECT_EQ(revoked->note, "better known");
}

TEST(Changed, the_head_is_another_one_and_the_same_for_the_same_change) {
  Record before = small();
  RecordChange change{{notice("UKR", "2003-02-01")}, {"sea-pact/RUS-2005-2"}};
  const std::string once = changed(before, change)->head();
  EXPECT_EQ(changed(before, change)->head(), once);
  EXPECT_NE(once, before.head());
  change.added[0].columns["day"] = "2003-02-02";
  EXPECT_NE(changed(before, change)->head(), once);
}

TEST(Changed, what_is_wrong_with_an_act_is_said_without_a_file) {
  Record before = small();
  AddedAct act = notice("UKR", "2003-02-30");
  act.columns["of"] = "RUS-2099-1";
  Results<Record> after = changed(before, {{act}, {}});
  ASSERT_FALSE(after.has_value());
  for (const Error& error : after.error()) {
    EXPECT_TRUE(error.place.file.empty()) << error.render();
    EXPECT_FALSE(error.says.empty());
  }
  EXPECT_FALSE(changed(before, {{}, {"sea-pact/NOBODY-1"}}).has_value());
  act = notice("UKR", "2003-02-03");
  act.columns["corrects"] = "RUS-2001-1";
  EXPECT_FALSE(changed(before, {{act}, {}}).has_value());
}

TEST(Changed, a_field_is_changed_on_whatever_day_it_is_asked) {
  Record before = small();
  const auto named = [](const Record& record, const char* known) {
    View view = record.view("sea-pact", Day::parse(known).value());
    auto act = std::find_if(view.acts.begin(), view.acts.end(),
                            [](const Act& each) { return each.id == "sea-pact/RUS-2005-2"; });
    const ActField* field = act == view.acts.end() ? nullptr : act->field("named");
    return field == nullptr ? std::string() : field->text;
  };
  // The correction of 2006 says another day: that is left out of what is supposed.
  Results<Record> corrected =
      changed(before, {{}, {}, {{"sea-pact/RUS-2006-1", {{"named", "2007-01-01"}}}}});
  ASSERT_TRUE(corrected.has_value());
  EXPECT_EQ(named(*corrected, "2006-01-01"), "2007-01-01");
  Results<Record> after =
      changed(*corrected, {{}, {}, {{"sea-pact/RUS-2005-2", {{"named", "2008-01-01"}}}}});
  ASSERT_TRUE(after.has_value());
  EXPECT_EQ(named(*after, "2005-03-01"), "2008-01-01");
  EXPECT_EQ(named(*after, "2006-01-01"), "2008-01-01");
  EXPECT_NE(after->head(), corrected->head());
  EXPECT_FALSE(changed(before, {{}, {}, {{"sea-pact/NOBODY-1", {}}}}).has_value());
}

}  // namespace
}  // namespace ratione
