// Acts that are read when they are asked for: the same answers as from the whole record,
// and the faults of what a question can look at, no others.
#include "engine/facts.h"

#include <gtest/gtest.h>

#include "engine/house_for_tests.h"

namespace ratione {
namespace {

using testing_house::project;
using testing_house::take;

// Three instruments; the rule of the lake names acts of the river.
const Law& small_law() {
  static const Law law = take(read_law({
      {"river/index.md",
       "---\ninstrument: river\ntitle: River\nsource: invented\ncomplete-to: 2026-01-01\n---\n\n"
       "## Article 1  {#1}\n\n```law\nact joining is ratification\n"
       "rule bound(state S) cites 1 when some joining J by S with from J.day\n```\n"},
      {"lake/index.md",
       "---\ninstrument: lake\ntitle: Lake\nsource: invented\ncomplete-to: 2026-01-01\n---\n\n"
       "## Article 1  {#1}\n\n```law\nact joining is ratification\n"
       "rule bound(state S) cites 1 when (some joining J by S with from J.day) and "
       "river.bound(S)\n```\n"},
      {"sea/index.md",
       "---\ninstrument: sea\ntitle: Sea\nsource: invented\ncomplete-to: 2026-01-01\n---\n\n"
       "## Article 1  {#1}\n\n```law\nact joining is ratification\nact leaving is departure of "
       "joining\n"
       "rule bound(state S) cites 1 when some joining J by S with from J.day and "
       "(no leaving L of J with from L.day)\n```\n"},
  }));
  return law;
}

Record small_record(const std::string& river_kind) {
  const std::string columns =
      "id,state,actor,kind,provision,day,known,of,about,from,until,places,crimes,persons,only_on,"
      "corrects,confirmed,source,note\n";
  auto row = [](const std::string& id, const std::string& kind, const std::string& day,
                const std::string& of = "") {
    return id + ",RUS,," + kind + ",," + day + ",," + of + ",,,,,,,,,yes,x,\n";
  };
  return take(Record::read({
      {"instruments.csv",
       "slug,title,aliases,complete_to,complete_source,depositary,note\n"
       "river,River,,,,,\nlake,Lake,,,,,\nsea,Sea,,,,,\n"},
      {"states.csv",
       "code,name,from,until,m49,treaty_making,note\n"
       "RUS,Russia,,,,yes,\n"},
      {"state_names.csv", "code,name,kind,source\n"},
      {"acts/river.csv", columns + row("R-1", river_kind, "2001-01-01")},
      {"acts/lake.csv", columns + row("R-1", "ratification", "2002-01-01")},
      {"acts/sea.csv", columns + row("R-1", "ratification", "2003-01-01") +
                           row("R-2", "departure", "2004-01-01", "R-1") +
                           row("R-3", "ratification", "2005-01-01") +
                           row("R-4", "departure", "2006-01-01", "R-3")},
  }));
}

Atlas no_places(const Record& record) {
  return take(Atlas::read({{"places.csv", "id,name,within,kind,note\n"},
                           {"place_names.csv", "place,name,source\n"},
                           {"attributions.csv", "place,state,from,until,only_on,basis\n"},
                           {"claims.csv", "place,state,from,until,basis\n"}},
                          record.states()));
}

TEST(LookedAt, IsTheLawsOwnAndThatOfTheRulesThatItNames) {
  auto of = [](const char* slug) { return small_law().instrument(slug)->looks_at; };
  EXPECT_EQ(of("river"), (std::vector<std::string>{"river"}));
  EXPECT_EQ(of("lake"), (std::vector<std::string>{"lake", "river"}));
  EXPECT_EQ(of("sea"), (std::vector<std::string>{"sea"}));
}

TEST(Facts, TellTheFaultsOfWhatAQuestionCanLookAt) {
  const Law& law = small_law();
  const Record record = small_record("ratificaton");
  const Atlas none = no_places(record);
  const Day known = Day::parse("2026-01-01").value();
  Results<Facts> facts = Facts::when_asked(law, record, none, known);
  ASSERT_TRUE(facts) << render(facts.error());
  EXPECT_EQ(facts->ready(*law.instrument("sea")).size(), 0u);
  for (const char* slug : {"river", "lake", "river"}) {  // told again when asked again
    const Errors faults = facts->ready(*law.instrument(slug));
    ASSERT_EQ(faults.size(), 1u) << slug;
    EXPECT_EQ(faults[0].code, Code::engine_unknown_kind);
  }
  EXPECT_FALSE(Facts::make(law, record, none, known));
  EXPECT_TRUE(Facts::make(law, small_record("ratification"), none, known));
}

TEST(Facts, FindTheAnswersToAnAct) {
  const Law& law = small_law();
  const Record record = small_record("ratification");
  const Atlas none = no_places(record);
  const Facts facts = take(Facts::when_asked(law, record, none, Day::parse("2026-01-01").value()));
  const int leaving = law.kind("sea", "leaving"), joining = law.kind("sea", "joining");
  const BoundAct* first = facts.act("sea/R-1");
  ASSERT_NE(first, nullptr);
  const auto answers = facts.of_kind(leaving, *first);
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0]->act->id, "sea/R-2");
  EXPECT_EQ(answers[0]->of, first);
  EXPECT_TRUE(facts.of_kind(joining, *first).empty());
  EXPECT_EQ(facts.of_kind(joining).size(), 2u);
  EXPECT_EQ(facts.act("river/R-2"), nullptr);
}

// What the record itself holds, asked an instrument at a time and all at once.
TEST(Facts, WhenAskedAnswerAsTheWholeRecordDoes) {
  for (const char* known : {"1999-06-01", "2026-11-24"}) {
    const Day day = Day::parse(known).value();
    Engine whole = project().engine(day);
    int bound = 0;
    for (const LawInstrument& each : project().law.instruments) {
      if (project().record.acts(each.slug).empty()) continue;
      Engine asked =
          take(Engine::when_asked(project().law, project().record, project().atlas, day));
      ASSERT_TRUE(asked.ready(each).empty()) << each.slug;
      const std::vector<StatusRow> a = asked.statuses(each, day), b = whole.statuses(each, day);
      ASSERT_EQ(a.size(), b.size());
      for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].status, b[i].status) << each.slug << " " << a[i].state.text();
        EXPECT_EQ(a[i].acts, b[i].acts) << each.slug << " " << a[i].state.text();
        EXPECT_EQ(a[i].notes, b[i].notes) << each.slug << " " << a[i].state.text();
        bound += a[i].status == "party";
      }
      const std::vector<DateRow> x = asked.dates(each), y = whole.dates(each);
      ASSERT_EQ(x.size(), y.size()) << each.slug;
      for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_EQ(x[i].act_id, y[i].act_id);
        EXPECT_EQ(x[i].effective, y[i].effective) << x[i].act_id;
      }
    }
    EXPECT_GT(bound, 3000) << known;
  }
}

}  // namespace
}  // namespace ratione
