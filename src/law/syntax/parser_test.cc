#include "law/syntax/parser.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "law/syntax/printer.h"

namespace ratione::syntax {
namespace {

LawFile parse_fence(const std::string& law, Errors& errors) {
  return parse(read_source("```law\n" + law + "\n```\n", "x.md", errors), errors);
}

// A condition as it is read and printed again.
std::string condition(const std::string& text) {
  Errors errors;
  const LawFile file = parse_fence("rule r cites 1 when " + text, errors);
  if (!errors.empty()) return render(errors);
  return print(*file.decls.at(0).value);
}

std::string day(const std::string& text) {
  Errors errors;
  const LawFile file = parse_fence("date d cites 1 is " + text, errors);
  if (!errors.empty()) return render(errors);
  return print(*file.decls.at(0).value);
}

const Node& value(const LawFile& file) { return *file.decls.at(0).value; }

TEST(Parser, and_binds_before_or) {
  Errors errors;
  const LawFile file = parse_fence("rule r cites 1 when a or b and c", errors);
  EXPECT_EQ(value(file).kind, NodeKind::any);
  EXPECT_EQ(value(file).args[1]->kind, NodeKind::all);
}

TEST(Parser, with_reaches_to_the_next_or) {
  Errors errors;
  const LawFile file = parse_fence("rule r cites 1 when some joining J with a and b or c", errors);
  ASSERT_EQ(value(file).kind, NodeKind::any);
  EXPECT_EQ(value(file).args[0]->kind, NodeKind::some);
  EXPECT_EQ(value(file).args[0]->args[0]->kind, NodeKind::all);
}

TEST(Parser, in_a_count_with_takes_one_term) {
  Errors errors;
  const LawFile file = parse_fence(
      "rule r cites 1 when number of joining J with from J.day at least 60 and sum of J.share for "
      "joining J with "
      "bound(J) at least 55%",
      errors);
  ASSERT_EQ(render(errors), "");
  ASSERT_EQ(value(file).kind, NodeKind::all);
  EXPECT_EQ(value(file).args[0]->kind, NodeKind::number_compare);
  EXPECT_EQ(value(file).args[1]->kind, NodeKind::number_compare);
}

TEST(Parser, at_before_least_and_most_belongs_to_the_number) {
  EXPECT_EQ(condition("needed at least 3 at today"), "(needed at least 3) at today");
  EXPECT_EQ(condition("number of S in against with sits(S) at most needed"),
            "number of S in against with sits(S) at most needed");
}

TEST(Parser, or_goes_on_with_a_set_or_with_a_condition) {
  Errors errors;
  const LawFile sets = parse_fence("rule r cites 1 when some S in a or b.about with c(S)", errors);
  EXPECT_EQ(value(sets).domain->sets.size(), 2u);
  const LawFile call = parse_fence("rule r cites 1 when some S in a or c(S)", errors);
  EXPECT_EQ(value(call).kind, NodeKind::any);
  const LawFile quantified = parse_fence("rule r cites 1 when some S in a or some S in b", errors);
  EXPECT_EQ(value(quantified).kind, NodeKind::any);
}

TEST(Parser, values_of_a_common_file_are_numbers_shares_and_provisions) {
  Errors errors;
  const std::string use =
      "use common/entry with deposits 20, share 55%, part 7/8, clause 8(1) and pond 3";
  const LawFile file = parse_fence(use, errors);
  ASSERT_EQ(render(errors), "");
  ASSERT_EQ(file.decls.at(0).with.size(), 4u);
  EXPECT_EQ(file.decls[0].with[3].values.size(), 2u);
  EXPECT_EQ(print(file.decls[0]),
            "use common/entry with deposits 20, share 55%, part 7/8, clause 8.1 and pond 3");
}

TEST(Parser, a_constant_stands_where_a_number_could) {
  EXPECT_EQ(day("J.day + wait days"), "J.day + wait days");
  EXPECT_EQ(day("J.day - wait months rounding down"), "J.day - wait months rounding down");
  EXPECT_EQ(condition("needed at least share of number of state S"),
            "needed at least share of number of state S");
}

TEST(Parser, the_year_after_is_not_the_month_after) {
  EXPECT_EQ(day("first day of the year after J.day"), "first day of the year after J.day");
  Errors errors;
  const LawFile file = parse_fence("date d cites 1 is first day of the year after J.day", errors);
  EXPECT_EQ(value(file).unit, Unit::years);
}

TEST(Parser, the_month_after_takes_in_added_days) {
  Errors errors;
  const LawFile file =
      parse_fence("date d cites 1 is first day of the 2nd month after J.day + 60 days", errors);
  EXPECT_EQ(value(file).kind, NodeKind::month_after);
  EXPECT_EQ(value(file).amount, 2);
  EXPECT_EQ(value(file).args[0]->kind, NodeKind::plus);
}

TEST(Parser, a_line_may_go_on_with_a_word_that_begins_declarations) {
  Errors errors;
  const LawFile file = parse_fence(
      "rule r cites 1\n  when\n"
      "number of joining J at least 3 and\n"
      "crime within 7.1.i and\n"
      "crime not within aggression and\n"
      "date\n"
      "rule s cites 1 when r",
      errors);
  EXPECT_EQ(render(errors), "");
  EXPECT_EQ(file.decls.size(), 2u);
}

TEST(Parser, slugs_and_provisions_in_cites) {
  Errors errors;
  const LawFile file = parse_fence(
      "rule r cites 126(2), vienna-convention 68, IX, state-succession 23.1, common/membership "
      "exit, charter 27,\n"
      "  15bis.4 when a",
      errors);
  ASSERT_EQ(render(errors), "");
  const auto& cites = file.decls.at(0).cites;
  ASSERT_EQ(cites.size(), 7u);
  EXPECT_EQ(cites[0].provision.text, "126.2");
  EXPECT_EQ(cites[1].slug.text, "vienna-convention");
  EXPECT_EQ(cites[2].provision.text, "IX");
  EXPECT_EQ(cites[4].slug.text, "common/membership");
  EXPECT_EQ(cites[4].provision.text, "exit");
  EXPECT_EQ(cites[5].slug.text, "charter");
  EXPECT_EQ(cites[6].provision.text, "15bis.4");
}

TEST(Parser, places_count_bytes_of_the_file) {
  Errors errors;
  parse(read_source(
            "## \xC3\xA9 {#1}\n\n- a {#1.a}\n  ```law\n  rule r cites 1 when some S im a\n  ```\n",
            "x.md", errors),
        errors);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].place, (Place{"x.md", 5, 30, "1.a"}));
}

TEST(Parser, the_text_of_a_clause_is_kept_as_written) {
  Errors errors;
  const LawFile file = parse(
      read_source(
          "- a {#1}\n  ```law\n  rule r cites 1\n    when a\n\n  rule s cites 1 when b\n  ```\n",
          "x.md", errors),
      errors);
  ASSERT_EQ(file.decls.size(), 2u);
  EXPECT_EQ(file.decls[0].source, "rule r cites 1\n  when a");
  EXPECT_EQ(file.decls[1].source, "rule s cites 1 when b");
}

TEST(Parser, nesting_up_to_the_limit_is_read_and_deeper_is_an_error) {
  auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "a" + std::string(depth, ')');
  };
  EXPECT_EQ(condition(nested(90)), "a");
  EXPECT_NE(condition(nested(150000)).find("law.006"), std::string::npos);
  std::string nots;
  for (int i = 0; i < 100000; ++i) nots += "not ";
  EXPECT_NE(condition(nots + "a").find("law.006"), std::string::npos);
  std::string halves;
  for (int i = 0; i < 100000; ++i) halves += "1/2 of ";
  EXPECT_NE(condition(halves + "a at least 1").find("law.006"), std::string::npos);
  std::string days = "entry";
  for (int i = 0; i < 100000; ++i) days += " + 1 day";
  EXPECT_NE(day(days).find("law.006"), std::string::npos);
  std::string somes;
  for (int i = 0; i < 100000; ++i) somes += "some joining J with ";
  EXPECT_NE(condition(somes + "a").find("law.006"), std::string::npos);
  std::string months;
  for (int i = 0; i < 100000; ++i) months += "first day of the month after ";
  EXPECT_NE(day(months + "entry").find("law.006"), std::string::npos);
  std::string when;
  for (int i = 0; i < 100000; ++i) when += "first day when from ";
  EXPECT_NE(day(when + "entry").find("law.006"), std::string::npos);
}

TEST(Parser, too_many_declarations_are_an_error) {
  std::string law;
  for (int i = 0; i <= most_declarations; ++i) law += "use x\n";
  Errors errors;
  parse_fence(law, errors);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].code, Code::law_bounds);
}

TEST(Parser, one_line_of_a_million_words_is_read) {
  std::string law = "rule r cites 1 when a";
  for (int i = 0; i < 200000; ++i) law += " or a";
  Errors errors;
  const LawFile file = parse_fence(law, errors);
  EXPECT_EQ(render(errors), "");
  EXPECT_EQ(file.decls.at(0).value->args.size(), 200001u);
}

// --- round trip -------------------------------------------------------------

rc::Gen<std::string> condition_text(int depth);
rc::Gen<std::string> number_text(int depth);

rc::Gen<std::string> bracketed(rc::Gen<std::string> inside) {
  return rc::gen::map(std::move(inside), [](const std::string& s) { return "(" + s + ")"; });
}

rc::Gen<std::string> domain_text() {
  return rc::gen::element<std::string>("S in a", "S in a or J.about", "state S", "joining J",
                                       "joining J by S", "lifting L of O about T");
}

rc::Gen<std::string> day_text(int depth) {
  auto simple = rc::gen::element<std::string>("J.day", "entry", "effect(J)", "2001-02-03", "never",
                                              "today", "begun");
  if (depth <= 0) return simple;
  return rc::gen::oneOf(
      simple, bracketed(day_text(depth - 1)),
      rc::gen::map(day_text(depth - 1),
                   [](const std::string& d) { return d + " + 1 year rounding up"; }),
      rc::gen::map(day_text(depth - 1), [](const std::string& d) { return d + " - 3 days"; }),
      rc::gen::map(day_text(depth - 1),
                   [](const std::string& d) { return "first day of the 2nd month after " + d; }),
      bracketed(rc::gen::map(condition_text(depth - 1),
                             [](const std::string& c) { return "first day when (" + c + ")"; })),
      rc::gen::map(
          rc::gen::pair(day_text(depth - 1), day_text(depth - 1)),
          [](const auto& p) { return "later of (" + p.first + " if any, " + p.second + ")"; }),
      rc::gen::map(rc::gen::tuple(day_text(depth - 1), domain_text(), condition_text(depth - 1)),
                   [](const auto& t) {
                     return "(earliest of " + std::get<0>(t) + " for " + std::get<1>(t) +
                            " with (" + std::get<2>(t) + "))";
                   }));
}

rc::Gen<std::string> number_text(int depth) {
  auto simple = rc::gen::element<std::string>("60", "7/8", "55%", "needed", "J.share",
                                              "number of joining J", "number of S in a");
  if (depth <= 0) return simple;
  return rc::gen::oneOf(
      simple,
      rc::gen::map(number_text(depth - 1), [](const std::string& n) { return "1/2 of " + n; }),
      rc::gen::map(
          rc::gen::pair(domain_text(), condition_text(depth - 1)),
          [](const auto& p) { return "number of " + p.first + " with (" + p.second + ")"; }),
      rc::gen::map(rc::gen::pair(domain_text(), day_text(depth - 1)), [](const auto& p) {
        return "sum of J.share for " + p.first + " with from " + p.second;
      }));
}

rc::Gen<std::string> condition_text(int depth) {
  auto simple = rc::gen::element<std::string>(
      "linked", "bound(S)", "un-charter.bound(S)", "reading wide", "crime not within 7.1.i",
      "J is not succession", "J.named is given", "S in a",
      "O covers conduct apart from place, time", "D carried by lakes-council",
      "D carried by lakes-council with procedural no, important yes", "from J.day", "until entry");
  if (depth <= 0) return simple;
  auto two = [depth](const char* word) {
    return rc::gen::map(rc::gen::pair(condition_text(depth - 1), condition_text(depth - 1)),
                        [word](const auto& p) { return p.first + word + p.second; });
  };
  return rc::gen::oneOf(
      simple, two(" and "), two(" or "), bracketed(two(" or ")),
      rc::gen::map(bracketed(condition_text(depth - 1)),
                   [](const std::string& c) { return "not " + c; }),
      rc::gen::map(rc::gen::pair(bracketed(condition_text(depth - 1)), day_text(depth - 1)),
                   [](const auto& p) { return p.first + " at " + p.second; }),
      rc::gen::map(rc::gen::pair(domain_text(), condition_text(depth - 1)),
                   [](const auto& p) { return "some " + p.first + " with " + p.second; }),
      rc::gen::map(domain_text(), [](const std::string& d) { return "no " + d; }),
      rc::gen::map(rc::gen::pair(day_text(depth - 1), day_text(depth - 1)),
                   [](const auto& p) { return "from " + p.first + " until " + p.second; }),
      rc::gen::map(rc::gen::pair(day_text(depth - 1), day_text(depth - 1)),
                   [](const auto& p) { return p.first + " by " + p.second; }),
      rc::gen::map(rc::gen::pair(number_text(depth - 1), number_text(depth - 1)),
                   [](const auto& p) { return p.first + " at least " + p.second; }));
}

TEST(Printer, reads_back_what_it_prints) {
  // rapidcheck says how many texts were syntax at all; too few would fail.
  rc::check("parse(print(x)) == x", [] {
    const std::string text = *condition_text(3);
    Errors errors;
    const LawFile once = parse_fence("rule r cites 1 when " + text, errors);
    RC_PRE(errors.empty());
    const std::string printed = print(once.decls.at(0));
    const LawFile twice = parse_fence(printed, errors);
    RC_ASSERT(render(errors) == "");
    RC_ASSERT(once.decls == twice.decls);
  });
}

}  // namespace
}  // namespace ratione::syntax
