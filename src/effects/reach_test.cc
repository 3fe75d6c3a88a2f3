#include "effects/reach.h"

#include <gtest/gtest.h>

namespace ratione {
namespace {

// Three treaties: the second asks the first, the third asks the second; and one apart.
Law law_of_four() {
  const auto page = [](const std::string& slug, const std::string& rules) {
    return "---\ninstrument: " + slug + "\ntitle: " + slug + "\n---\n## Article 1  {#1}\n```law\n" +
           rules + "\n```\n";
  };
  const std::string joining = "act joining is ratification\n";
  const auto bound = [](const std::string& more) {
    return "rule party(state S) cites 1 when some joining J by S with from J.day" + more;
  };
  return read_law({{"lake/index.md", page("lake", joining + bound(""))},
                   {"pond/index.md",
                    page("pond", "use lake\n" + joining + bound("") + " and lake.party(S)")},
                   {"river/index.md",
                    page("river", "use pond\n" + joining + bound("") + " and pond.party(S)")},
                   {"sea/index.md", page("sea", joining + bound(""))}})
      .value();
}

std::string slugs(const Law& law, const std::set<std::string>& acts) {
  std::string out;
  for (const LawInstrument* each : reached(law, acts)) out += each->slug + " ";
  return out;
}

TEST(Reach, takes_in_who_asks_directly_or_through_others_and_nobody_else) {
  const Law law = law_of_four();
  EXPECT_EQ(slugs(law, {"lake/CHE-2001-1"}), "lake pond river ");
  EXPECT_EQ(slugs(law, {"pond/CHE-2001-1"}), "pond river ");
  EXPECT_EQ(slugs(law, {"sea/CHE-2001-1"}), "sea ");
  EXPECT_EQ(slugs(law, {"river/CHE-2001-1", "sea/CHE-2001-1"}), "river sea ");
  EXPECT_EQ(slugs(law, {}), "");
}

}  // namespace
}  // namespace ratione
