#include <gtest/gtest.h>

#include "law/typed/internal/clause_graph.h"
#include "law/typed/law.h"

namespace ratione {
namespace {

std::string file(const std::string& slug, const std::string& law) {
  return "---\ninstrument: " + slug + "\ntitle: T\n---\n## Article 1 {#1}\nOur words.\n```law\n" +
         law + "\n```\n";
}

Law read(const std::map<std::string, std::string>& files) {
  Results<Law> law = read_law(files);
  EXPECT_TRUE(law) << render(law.error());
  return law ? std::move(*law) : Law{};
}
Law read(const std::string& law) { return read({{"x/index.md", file("x", law)}}); }

const Clause& clause(const Law& law, std::string_view name, std::string_view slug = "x") {
  for (const Clause& c : law.clauses) {
    if (c.instrument == slug && c.name == name) return c;
  }
  ADD_FAILURE() << "no clause " << name;
  static const Clause none;
  return none;
}

TEST(Check, a_clause_keeps_its_text_and_where_it_stands) {
  const Law law = read("act joining\nrule bound(state S) cites 1\n  when some joining J by S");
  const Clause& bound = clause(law, "bound");
  EXPECT_EQ(bound.provision, "1");
  EXPECT_EQ(bound.source, "rule bound(state S) cites 1\n  when some joining J by S");
  EXPECT_EQ(bound.place, (Place{"law/x/index.md", 9, 6, "1"}));
  EXPECT_EQ(bound.cites, (std::vector<Citation>{{"x", "1"}}));
  EXPECT_EQ(bound.slots, 2);
  const Provision* one = law.instrument("x")->provision("1");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->title, "Article 1");
  EXPECT_EQ(one->text, "Our words.");
  ASSERT_EQ(one->fences.size(), 1u);
  EXPECT_EQ(law.head.size(), 64u);
}

TEST(Check, the_head_changes_with_a_byte_and_with_a_name) {
  const std::string text = file("x", "act joining");
  const Law a = read({{"x/index.md", text}});
  const Law b = read({{"x/index.md", text + "\n"}});
  const Law c = read({{"x/index.md", text}, {"x/2.md", "---\ninstrument: x\n---\n"}});
  EXPECT_NE(a.head, b.head);
  EXPECT_NE(a.head, c.head);
  EXPECT_EQ(a.head, read({{"x/index.md", text}}).head);
}

TEST(Check, members_of_a_group_are_kinds_with_its_fields) {
  const Law law = read(
      "act withdrawal is withdrawal_notice has named day\n"
      "act matter is examination or authorisation of withdrawal has scope, weight number\n"
      "act authorisation has other truth");
  const ActKind& group = law.kinds[static_cast<std::size_t>(law.kind("x", "matter"))];
  EXPECT_EQ(group.record_kinds, (std::vector<std::string>{"examination", "authorisation"}));
  const ActKind& member = law.kinds[static_cast<std::size_t>(law.kind("x", "examination"))];
  EXPECT_EQ(member.record_kinds, (std::vector<std::string>{"examination"}));
  EXPECT_TRUE(member.scope);
  EXPECT_EQ(member.of, law.kind("x", "withdrawal"));
  ASSERT_EQ(member.fields.size(), 1u);
  EXPECT_EQ(member.fields[0].name, "weight");
  // Declared by itself, it has its own fields.
  const ActKind& own = law.kinds[static_cast<std::size_t>(law.kind("x", "authorisation"))];
  ASSERT_EQ(own.fields.size(), 1u);
  EXPECT_EQ(own.fields[0].name, "other");
  EXPECT_EQ(law.kind("x", "withdrawal_notice") >= 0, true);
  EXPECT_EQ(law.kind("x", "joining"), -1);
}

TEST(Check, each_instrument_has_its_own_common_clauses) {
  const std::string common =
      "---\ntitle: C\n---\n## M {#m}\n```law\nact joining is accession\ngiven date effect(joining "
      "J)\n"
      "rule bound(state S) cites m when some joining J by S with from effect(J)\n```\n";
  const auto user = [](const std::string& slug, const std::string& more) {
    return file(slug,
                "use common/m\n" + more + "date effect(joining J) cites 1 is J.day + 1 day\n");
  };
  const Law law =
      read({{"common/m.md", common},
            {"a/index.md", user("a", "")},
            {"b/index.md", user("b", "act joining is ratification has share number\n")}});
  EXPECT_EQ(law.instruments.size(), 2u);
  const Clause& a = clause(law, "bound", "a");
  const Clause& b = clause(law, "bound", "b");
  EXPECT_EQ(a.cites, (std::vector<Citation>{{"common/m", "m"}}));
  ASSERT_NE(law.provision(a.cites[0]), nullptr);
  EXPECT_EQ(law.provision(a.cites[0])->title, "M");
  EXPECT_EQ(&law.clauses[static_cast<std::size_t>(law.clause("a", "bound"))], &a);
  const ActKind& kind_of_a = law.kinds[static_cast<std::size_t>(a.value->domain->kind)];
  const ActKind& kind_of_b = law.kinds[static_cast<std::size_t>(b.value->domain->kind)];
  EXPECT_EQ(kind_of_a.instrument, "a");
  EXPECT_EQ(kind_of_a.record_kinds, (std::vector<std::string>{"accession"}));
  EXPECT_EQ(kind_of_b.record_kinds, (std::vector<std::string>{"ratification"}));
  // `effect` is that of the instrument.
  const Expr& window_of_b = *b.value->args[0];
  EXPECT_EQ(law.clauses[static_cast<std::size_t>(window_of_b.args[0]->index)].instrument, "b");
}

TEST(Check, exceptions_know_what_they_qualify) {
  const Law law = read(
      "act joining has named day\n"
      "date effect(joining J) cites 1 is J.day\n"
      "exception late to effect(joining K) cites 1 is never when K.named is given and K.named "
      "before that day\n"
      "exception unless to late(joining J) cites 1 when from J.day\n"
      "effective joining is effect");
  const Clause& late = clause(law, "late");
  const Clause& unless = clause(law, "unless");
  EXPECT_EQ(late.exception_to, law.clause("x", "effect"));
  EXPECT_EQ(late.form, Form::date);
  EXPECT_EQ(late.params.at(0).name, "K");
  ASSERT_EQ(late.exceptions.size(), 1u);
  EXPECT_EQ(&law.clauses[static_cast<std::size_t>(late.exceptions[0])], &unless);
  EXPECT_EQ(unless.value, nullptr);
  EXPECT_NE(unless.when, nullptr);
  EXPECT_EQ(law.clause("x", "late"), -1);  // a definition is not named so
}

TEST(Check, what_a_clause_can_rest_on_is_known) {
  const Law law = read(
      "act opt_out has scope\n"
      "crime theft is 1\n"
      "case territory states\ncase crime crime\ncase age number\n"
      "dispute d cites 1\n  reading a \"a\"\n  reading b \"b\"\n"
      "dispute e cites 1\n  reading p \"p\"\n  reading q \"q\"\n"
      "rule young cites 1 when age less than 18\n"
      "rule out(state S) cites 1 when some opt_out O by S with O covers conduct apart from place, "
      "persons\n"
      "rule reach cites 1 when some S in territory with not out(S)\n"
      "exception minor to reach cites 1 when young and reading a\n"
      "rule early cites 1 when begun before 2001-01-01 and reading p\n"
      "question reach\n  notes early\n");
  auto fields = [&](std::string_view name) { return clause(law, name).uses_case_field; };
  EXPECT_EQ(fields("young"), (std::vector<bool>{false, false, true}));
  EXPECT_EQ(fields("out"), (std::vector<bool>{false, true, false}));
  EXPECT_EQ(fields("reach"), (std::vector<bool>{true, true, true}));
  EXPECT_EQ(clause(law, "reach").uses_dispute, (std::vector<bool>{true, false}));
  EXPECT_EQ(clause(law, "early").uses_dispute, (std::vector<bool>{false, true}));
  EXPECT_TRUE(clause(law, "reach").uses_incident);
  EXPECT_TRUE(clause(law, "early").uses_incident);
  EXPECT_FALSE(clause(law, "young").uses_incident);
}

TEST(Check, another_instruments_result_uses_the_same_field_by_its_name) {
  const Law law = read(
      {{"a/index.md",
        file("a", "case age number\ncase other truth\nrule young cites 1 when age less than 18")},
       {"b/index.md",
        file("b", "case more states\ncase age number\nrule minor cites 1 when a.young")}});
  EXPECT_EQ(clause(law, "minor", "b").uses_case_field, (std::vector<bool>{false, true}));
}

TEST(Check, kinds_after_is_are_kinds_of_the_record) {
  const Law law = read(
      "act joining is ratification or accession or succession\nact fresh is ratification or "
      "accession\n"
      "rule a(joining J) cites 1 when J is succession\nrule b(joining J) cites 1 when J is not "
      "fresh");
  EXPECT_EQ(clause(law, "a").value->names, (std::vector<std::string>{"succession"}));
  EXPECT_EQ(clause(law, "b").value->names, (std::vector<std::string>{"ratification", "accession"}));
  EXPECT_TRUE(clause(law, "b").value->negated);
}

TEST(Check, crimes_are_constants_fields_or_those_of_an_act) {
  const Law law = read(
      "act amendment has scope\ncrime theft is 8bis\ncase crime crime\n"
      "rule a cites 1 when crime within 8bis(2)(a)\n"
      "rule b cites 1 when some amendment A with theft within A.crimes");
  const Expr& a = *clause(law, "a").value;
  EXPECT_EQ(a.crime->from, CrimeRef::From::case_field);
  EXPECT_EQ(a.crime2->provision, "8bis.2.a");
  const Expr& b = *clause(law, "b").value->args[0];
  EXPECT_EQ(b.crime->provision, "8bis");
  EXPECT_EQ(b.crime->name, "theft");
  EXPECT_EQ(b.crime2->from, CrimeRef::From::act);
}

TEST(Check, a_guard_holds_beside_it_and_below_it) {
  const char* head = "act joining has scope, named day\n";
  read({{"x/index.md",
         file("x",
              std::string(head) +
                  "rule a cites 1 when some joining J with from J.named and J.named is given\n"
                  "rule b cites 1 when some joining J with (J.from is not given or from J.from)\n"
                  "rule c cites 1 when some joining J with J.named is given and some joining K "
                  "with K.day by J.named\n"
                  "date d cites 1 is earliest of J.named for joining J with J.named is given\n"
                  "rule e(joining J) cites 1 when J.named is given and (linked or from J.named)\n"
                  "finding linked \"?\"\n")}});
  for (const char* bad :
       {"rule a cites 1 when some joining J with from J.named or J.named is given",
        "rule a cites 1 when some joining J with J.from is given and from J.named",
        "rule a(joining J) cites 1 when (J.named is given or until 2001-01-01) and from J.named",
        "rule a(joining J) cites 1 when J.named is not given and from J.named",
        "date d cites 1 is earliest of J.named for joining J",
        "rule a(joining J) cites 1 when not J.named is given and from J.named"}) {
    const Results<Law> law = read_law({{"x/index.md", file("x", std::string(head) + bad)}});
    ASSERT_FALSE(law) << bad;
    EXPECT_EQ(law.error().at(0).code, Code::optional_without_guard) << render(law.error());
  }
}

TEST(Check, the_court_follows_a_reading_from_a_day_until_a_day) {
  const Law law = read(
      "dispute d cites 1\n  reading a \"a\"\n  reading b \"b\" held by \"some\"\n"
      "  court follows b from 2010-01-01 until 2012-01-01\n  court follows a from 2013-01-01");
  const Dispute& d = law.disputes.at(0);
  auto on = [&](int year) { return d.followed_on(*Day::from_ymd(year, 1, 1)); };
  EXPECT_EQ(on(2009), -1);
  EXPECT_EQ(on(2010), 1);
  EXPECT_EQ(on(2012), -1);
  EXPECT_EQ(on(2013), 0);
  EXPECT_EQ(d.readings.at(1).held_by, "some");
}

TEST(Check, a_long_chain_of_definitions_is_refused_and_a_short_one_read) {
  auto chain = [](int n) {
    std::string law = "rule r0 cites 1 when from 2001-01-01\n";
    for (int i = 1; i < n; ++i)
      law += "rule r" + std::to_string(i) + " cites 1 when r" + std::to_string(i - 1) + "\n";
    return read_law({{"x/index.md", file("x", law)}});
  };
  EXPECT_TRUE(chain(400));
  const Results<Law> longer = chain(5000);
  ASSERT_FALSE(longer);
  EXPECT_EQ(longer.error().at(0).code, Code::law_bounds);
}

TEST(Check, citations_read_as_lawyers_write_them) {
  const Citation cited{"vienna-convention", "2.1.g"};
  EXPECT_EQ(cited.words(), "2(1)(g)");
  EXPECT_EQ(cited.words_in("vienna-convention"), "2(1)(g)");
  EXPECT_EQ(cited.words_in("rome-statute"), "vienna-convention 2(1)(g)");
}

TEST(Check, the_default_court_is_that_which_says_so) {
  const auto court = [](const std::string& slug, const std::string& more) {
    return "---\ninstrument: " + slug + "\ntitle: T\n" + more + "---\n";
  };
  const Law law = read({{"a/index.md", court("a", "court: one\n")},
                        {"b/index.md", court("b", "court: two\ndefault-court: yes\n")}});
  EXPECT_EQ(law.court("one")->slug, "a");
  EXPECT_EQ(law.court("")->slug, "b");
  EXPECT_EQ(law.court("three"), nullptr);
}

TEST(Check, files_are_in_the_order_of_their_numbers) {
  const auto article = [](int n) {
    return "---\ninstrument: x\n---\n## A {#" + std::to_string(n) + "}\n";
  };
  const Law law =
      read({{"x/index.md", file("x", "")}, {"x/10.md", article(10)}, {"x/9.md", article(9)}});
  std::vector<std::string> ids;
  for (const Provision& p : law.instruments.at(0).provisions) ids.push_back(p.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"1", "9", "10"}));
}

TEST(Check, a_missing_folder_is_an_error) {
  const Results<Law> law = load_law("no/such/folder");
  ASSERT_FALSE(law);
  EXPECT_EQ(law.error().at(0).code, Code::law_file);
}

}  // namespace
}  // namespace ratione
