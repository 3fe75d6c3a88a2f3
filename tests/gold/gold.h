// File: tests/gold/gold.h
//
// What the Court, its Prosecutor and the depositary concluded (court.csv,
// record/published.csv), asked of the project's own law and record; and four texts
// made from it: the answers to changed rows, the page of readings, the Statute's
// page, the page of what the record holds. The test beside this folder compares those with what is
// committed; write_gold writes them anew.
//
//   Court court = Court::load(".").value();
//   Rows rows = read_rows("tests/gold/court.csv").value();
//   Verdict v = court.ask(rows.asked[0]).value();
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "atlas/places.h"
#include "engine/engine.h"
#include "law/typed/law.h"
#include "record/record.h"
#include "text/csv.h"

namespace ratione::gold {

// A day of knowledge later than every decision here.
inline const std::string latest = "2026-11-01";

// A question in the words of the law's fields ("territory", "crime" ...), as in
// a table of cases. What is not there is left out.
struct Asked {
  std::string id;     // of a row here; or where a table of the law has it
  std::string day;    // a day, or first and last day joined by '/'
  std::string known;  // the day of knowledge
  std::map<std::string, std::string> fields;
  std::map<std::string, bool> findings;
  std::string words() const;  // "2003-09-15, IRQ, suspect GBR, war_crimes"
};

// A row of court.csv with what is expected of the answer.
struct Row {
  Asked asked;
  std::string what;
  std::string expected;             // yes | no | undetermined or disputed
  std::string also, also_because;   // another right answer: "disputed", "disputed, court yes"
  std::vector<std::string> bases;   // "territory UGA", "referral"
  std::string provision;            // that the source gives for the bases
  std::vector<std::string> limits;  // provisions that stand in the way, dotted
  std::string state;                // "suspended": jurisdiction exists, its exercise is stayed
  std::string source, confirmed;
};
Results<std::vector<Row>> read_rows(const std::string& path);

// Whether an answer is the expected one, or the other that is accepted.
bool as_expected(const Row& row, const Verdict& verdict);
bool only_also_accepted(const Row& row, const Verdict& verdict);

// "disputed, court yes"
std::string conclusion_words(const Verdict& verdict);
// "territory UGA", "referral": those that hold.
std::vector<std::string> bases_that_hold(const Verdict& verdict);

// Law, record and atlas of a folder, and an engine for each day of knowledge.
class Court {
 public:
  static Results<Court> load(const std::string& home);
  const Law& law() const { return house_->law; }
  const Record& record() const { return house_->record; }
  const std::string& home() const { return home_; }
  const LawInstrument& instrument() const { return *house_->law.court(""); }
  // A place's file, as a link from the project's folder.
  std::string file(const Place& place) const;
  Engine& engine(const std::string& known);
  Results<Situation> situation(const Asked& asked) const;
  // Errors: what the question names and nobody knows; faults met on the way.
  Results<Verdict> ask(const Asked& asked);

 private:
  struct House {
    Law law;
    Record record;
    Atlas atlas;
  };
  std::string home_;
  std::unique_ptr<House> house_;
  std::map<std::string, Engine> engines_;
};

// The tables of cases of the court's law, as questions.
std::vector<Asked> cases_of(const Court& court);

// ---- readings ----

// A case in which one dispute alone decides: the answer on each of its
// readings, all else being equal.
struct Deciding {
  Asked asked;
  std::string alongside;                 // readings taken on other disputes; or empty
  std::map<int, Conclusion> by_reading;  // by index into Dispute::readings
};
// For each dispute, by index into Law::disputes: cases that together tell apart
// as many pairs of its readings as any case here can, the fewest first.
Results<std::vector<std::vector<Deciding>>> deciding_cases(Court& court,
                                                           const std::vector<Row>& rows);
// Pairs of readings of one dispute that no case tells apart: "a, b".
std::vector<std::string> never_told_apart(const Law& law,
                                          const std::vector<std::vector<Deciding>>& cases);

// The disputes on which an answer turns, by index into Law::disputes.
std::set<int> disputes_of(const Law& law, const Verdict& verdict);

// ---- texts ----

Results<std::string> mutated_text(Court& court, const std::vector<Row>& rows);
Results<std::string> readings_page(Court& court, const std::vector<Row>& rows);
Results<std::string> statute_page(Court& court, const std::vector<Row>& rows);
Results<std::string> covered_page(Court& court);

// What is generated: path from the project's folder, and the text.
Results<std::map<std::string, std::string>> generated(const std::string& home);

}  // namespace ratione::gold
