// What the Court, its Prosecutor and the depositary concluded, as this law
// answers it; and the texts that are made from it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "gold.h"

namespace ratione::gold {
namespace {

const std::string home = RATIONE_SOURCE_DIR;

template <class T>
T take(Results<T> results) {
  if (!results) {
    ADD_FAILURE() << render(results.error());
    std::abort();
  }
  return std::move(*results);
}

Court& court() {
  static Court court = take(Court::load(home));
  return court;
}

struct Answered {
  Row row;
  Verdict verdict;
};

const std::vector<Answered>& answers() {
  static const std::vector<Answered> all = [] {
    std::vector<Answered> out;
    for (Row& row : take(read_rows(home + "/tests/gold/court.csv"))) {
      Verdict verdict = take(court().ask(row.asked));
      out.push_back({std::move(row), std::move(verdict)});
    }
    return out;
  }();
  return all;
}

TEST(Gold, EveryConclusion) {
  EXPECT_GE(answers().size(), 83u);
  for (const Answered& a : answers()) {
    EXPECT_TRUE(as_expected(a.row, a.verdict))
        << a.row.asked.id << ": " << a.row.source << " has " << a.row.expected << ", the law "
        << conclusion_words(a.verdict);
  }
}

// Also where another answer is accepted, the source's reading must be there.
TEST(Gold, AlsoAcceptedOnlyWhereTheLawIsDisputed) {
  int other = 0;
  for (const Answered& a : answers()) {
    if (!only_also_accepted(a.row, a.verdict)) continue;
    ++other;
    EXPECT_FALSE(a.row.also_because.empty()) << a.row.asked.id;
    EXPECT_TRUE(
        std::any_of(a.verdict.by_reading.begin(), a.verdict.by_reading.end(),
                    [&](const ByReading& by) { return word(by.conclusion) == a.row.expected; }))
        << a.row.asked.id;
  }
  EXPECT_LE(other, 7);
}

TEST(Gold, DisagreementsNameEachOfThem) {
  std::string page = read_file(home + "/docs/disagreements.md").value();
  for (const Answered& a : answers()) {
    bool other = only_also_accepted(a.row, a.verdict) || !as_expected(a.row, a.verdict);
    bool named = page.find("| " + a.row.asked.id + " |") != std::string::npos;
    EXPECT_EQ(other, named) << a.row.asked.id << " in docs/disagreements.md";
  }
}

TEST(Gold, NothingElseIsOpenWhereTheSourceIsCertain) {
  for (const Answered& a : answers()) {
    if (a.row.expected != "yes" && a.row.expected != "no") continue;
    if (only_also_accepted(a.row, a.verdict)) continue;
    EXPECT_EQ(word(a.verdict.conclusion), a.row.expected) << a.row.asked.id;
    EXPECT_TRUE(a.verdict.by_reading.empty()) << a.row.asked.id;
    EXPECT_TRUE(a.verdict.missing.empty())
        << a.row.asked.id << ": " << fmt::format("{}", fmt::join(a.verdict.missing, "; "));
    for (const BasisFound& basis : a.verdict.bases)
      EXPECT_NE(basis.value, Truth::undetermined) << a.row.asked.id << " " << basis.kind;
    for (const LimitFound& limit : a.verdict.limits)
      EXPECT_NE(limit.value, Truth::undetermined) << a.row.asked.id << " " << limit.rule;
    EXPECT_FALSE(a.verdict.residual) << a.row.asked.id;
  }
}

// At least 95 in 100 of the bases that sources name are found, each with its
// State and the source's provision.
TEST(Gold, BasesThatSourcesName) {
  int named = 0, found = 0;
  std::string differ;
  for (const Answered& a : answers()) {
    for (const std::string& basis : a.row.bases) {
      ++named;
      bool here =
          std::any_of(a.verdict.bases.begin(), a.verdict.bases.end(), [&](const BasisFound& b) {
            std::string words = b.kind;
            if (!b.state.none()) words += " " + std::string(b.state.text());
            bool holds = b.value == Truth::yes || a.row.expected == "undetermined or disputed";
            return holds && words == basis;
          });
      if (here)
        ++found;
      else
        differ += fmt::format("{}: {} ({}), the law has {}\n", a.row.asked.id, basis,
                              a.row.provision, fmt::join(bases_that_hold(a.verdict), ", "));
    }
  }
  EXPECT_GE(named, 55);
  EXPECT_GE(found * 100, named * 95) << differ;
  if (!differ.empty()) fmt::print("{} of {} bases; not found:\n{}", found, named, differ);
}

bool cites(const Proof& proof, const std::string& provision) {
  for (const Citation& cite : proof.cites) {
    if (cite.provision == provision || cite.provision.starts_with(provision + ".")) return true;
  }
  return std::any_of(proof.because.begin(), proof.because.end(),
                     [&](const Proof& p) { return cites(p, provision); });
}

// A no rests on the provision that the source gives.
TEST(Gold, WhatStandsInTheWay) {
  int named = 0, found = 0;
  std::string differ;
  for (const Answered& a : answers()) {
    if (a.row.limits.empty()) continue;
    ++named;
    auto stands = [&](const std::string& p) {
      return cites(a.verdict.proof, p) ||
             std::any_of(a.verdict.limits.begin(), a.verdict.limits.end(),
                         [&](const LimitFound& limit) {
                           return std::any_of(limit.cites.begin(), limit.cites.end(),
                                              [&](const Citation& c) { return c.provision == p; });
                         });
    };
    if (std::any_of(a.row.limits.begin(), a.row.limits.end(), stands))
      ++found;
    else
      differ += fmt::format("{}: {}\n", a.row.asked.id, fmt::join(a.row.limits, ", "));
  }
  EXPECT_GE(named, 25);
  EXPECT_GE(found * 100, named * 95) << differ;
  if (!differ.empty()) fmt::print("{} of {} limits; not found:\n{}", found, named, differ);
}

TEST(Gold, StaysAreNoLackOfJurisdiction) {
  int stayed = 0;
  for (const Answered& a : answers()) {
    bool suspended = a.row.state == "suspended";
    stayed += suspended;
    EXPECT_EQ(a.verdict.exercise.suspended == Truth::yes, suspended) << a.row.asked.id;
  }
  EXPECT_EQ(stayed, 1);
}

TEST(Gold, EveryPublishedDay) {
  Csv table = take(read_csv(read_file(home + "/record/published.csv").value(), "published.csv",
                            {"instrument", "state", "act", "received", "effect", "outcome"}));
  int days = 0;
  std::map<std::string, std::vector<DateRow>> dates;
  for (const CsvRow& row : table.rows) {
    const std::string& slug = row.text("instrument");
    // Those of the court's law without exception; docs/coverage.md names others that differ.
    if (!slug.starts_with(court().instrument().slug) || row.text("received").empty()) continue;
    ++days;
    const LawInstrument* instrument = court().law().instrument(slug);
    ASSERT_NE(instrument, nullptr) << slug;
    if (!dates.contains(slug)) dates[slug] = court().engine("2026-11-01").dates(*instrument);
    auto it = std::find_if(dates[slug].begin(), dates[slug].end(), [&](const DateRow& date) {
      return date.state.text() == row.text("state") && date.kind == row.text("act") &&
             date.deposited && date.deposited->iso() == row.text("received");
    });
    std::string act = row.text("state") + " " + row.text("act") + " " + row.text("received");
    if (it == dates[slug].end()) {
      ADD_FAILURE() << slug << " has no " << act;
      continue;
    }
    EXPECT_EQ(it->effective ? it->effective->iso() : "", row.text("effect")) << act;
    EXPECT_EQ(it->outcome, row.text("outcome")) << act;
  }
  EXPECT_GE(days, 44);
}

// Every reading of every dispute changes some answer by itself.
TEST(Gold, EveryReadingFires) {
  std::vector<Row> rows = take(read_rows(home + "/tests/gold/court.csv"));
  auto cases = take(deciding_cases(court(), rows));
  std::vector<std::string> missing = never_told_apart(court().law(), cases);
  EXPECT_TRUE(missing.empty()) << "no case tells apart\n"
                               << fmt::format("{}", fmt::join(missing, "\n"));
}

TEST(Gold, GeneratedTextsAreFresh) {
  for (auto& [path, text] : take(generated(home))) {
    Result<std::string> file = read_file(home + "/" + path);
    EXPECT_TRUE(file && *file == text)
        << path << " is not what the law and the record give now: run write_gold and read the "
        << "differences.";
  }
}

}  // namespace
}  // namespace ratione::gold
