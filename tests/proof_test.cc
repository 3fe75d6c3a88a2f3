// Proofs as data, put to the checker (src/oracle/checker.pl, docs/proofs.md):
// of every row of gold, and of random cases; and the same proofs with faults.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "errors/missing_for_tests.h"
#include "gold.h"
#include "oracle/compare.h"
#include "oracle/export.h"
#include "proof/grounds.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;
using testing_house::project;
using testing_house::take;

const std::string home = RATIONE_SOURCE_DIR;

// `make check-long` sets RATIONE_LONG: 10,000 cases and more.
int cases(int usual, int all) {
  const char* factor = std::getenv("RATIONE_LONG");
  return factor ? std::max(usual * std::max(1, std::atoi(factor)), all) : usual;
}

// The proofs of one day of knowledge, with what the printed trees name.
class Proofs {
 public:
  explicit Proofs(Day known)
      : known_(known),
        engine_(project().engine(known)),
        grounds_(take(Grounds::make(project().law, project().record, project().atlas, known,
                                    *project().law.court("")))),
        folder_(fs::path(::testing::TempDir()) /
                fmt::format("proof-{}-{}", known.iso(), getpid())) {
    fs::create_directories(folder_);
    std::ofstream(folder_ / "law.pl")
        << to_prolog(project().law, project().record, project().atlas, known);
  }
  ~Proofs() {
    if (!std::getenv("PROOF_KEEP")) fs::remove_all(folder_);
  }

  void add(const std::string& id, const Situation& situation) {
    Verdict verdict = engine_.decide(*project().law.court(""), situation);
    std::string term = grounds_.text(id, situation, verdict);
    ++given;
    if (term.starts_with("not_checked")) {
      ++not_checked[std::string(word(verdict.conclusion))];
      if (not_shown.size() < 5) not_shown.push_back(term);
    }
    terms_.push_back(term);
    // The tree is tied to the data: it names no act that the data leave out.
    const bool shown = term.starts_with("proof(");
    std::size_t at = shown ? term.find(",\n [") : 0;
    std::string acts = shown ? term.substr(at, term.find(']', at) - at) : "";
    std::vector<std::string> printed;
    for (const std::string& act : acts_of(verdict.proof)) {
      std::string atom = prolog_atom(act);
      if (!shown) continue;
      ++printed_acts;
      if (acts.find(atom) == std::string::npos) {
        ++untied_acts;
        if (untied.size() < 8) untied.push_back(id + ": " + act);
        continue;
      }
      printed.push_back(atom);
    }
    printed_.push_back(
        fmt::format("printed({},[{}]).\n", prolog_atom(id), fmt::join(printed, ",")));
  }

  // What the checker says, a line for each proof.
  std::vector<std::string> checked() {
    write(false);
    return run("src/oracle/checker.pl");
  }
  std::vector<std::string> with_faults() {
    write(true);
    return run("tests/proof/faults.pl");
  }

  int given = 0, printed_acts = 0, untied_acts = 0;
  std::map<std::string, int> not_checked;  // by conclusion
  std::vector<std::string> not_shown, untied;

 private:
  void write(bool printed) {
    std::ofstream file(folder_ / "proofs.pl");
    for (const std::string& term : terms_) file << term;
    if (!printed) return;
    for (const std::string& term : printed_) file << term;
  }
  std::vector<std::string> run(const std::string& program) {
    fs::path said = folder_ / "said";
    std::string command =
        fmt::format("swipl {} -- {} {} > {} 2>&1", home + "/" + program,
                    (folder_ / "law.pl").string(), (folder_ / "proofs.pl").string(), said.string());
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::vector<std::string> lines;
    std::ifstream in(said);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  Day known_;
  Engine engine_;
  Grounds grounds_;
  fs::path folder_;
  std::vector<std::string> terms_, printed_;
};

struct Tally {
  int given = 0, accepted = 0, printed = 0, untied = 0;
  std::map<std::string, int> not_checked;
  std::vector<std::string> wrong;
};

void check(Proofs& proofs, Tally& tally) {
  for (const std::string& line : proofs.checked()) {
    if (line.find(" accepted: ") != std::string::npos) {
      ++tally.accepted;
    } else if (line.find(" not checked: ") == std::string::npos) {
      tally.wrong.push_back(line);
    }
  }
  tally.given += proofs.given;
  tally.printed += proofs.printed_acts;
  tally.untied += proofs.untied_acts;
  for (auto& [conclusion, n] : proofs.not_checked) tally.not_checked[conclusion] += n;
  for (const std::string& line : proofs.untied) fmt::print("not tied: {}\n", line);
  for (const std::string& line : proofs.not_shown) fmt::print("{}", line);
}

void report(const Tally& tally) {
  int none = 0;
  for (auto& [conclusion, n] : tally.not_checked) {
    fmt::print("not checked, concluded {}: {}\n", conclusion, n);
    none += n;
  }
  fmt::print(
      "{} answers, {} proofs accepted, {} not checked; {} acts printed, {} not in the data\n",
      tally.given, tally.accepted, none, tally.printed, tally.untied);
  for (std::size_t i = 0; i < tally.wrong.size() && i < 10; ++i) ADD_FAILURE() << tally.wrong[i];
  EXPECT_EQ(tally.accepted + none, tally.given);
  EXPECT_LE(none * 10, tally.given);
}

#define NEEDS_SWIPL() \
  if (!oracle_installed()) MISSING("SWI-Prolog; run scripts/install_packages oracle")

// Each row of gold as a question to the proof's own engine.
std::map<std::string, std::vector<std::pair<std::string, Situation>>> gold_rows() {
  gold::Court court = take(gold::Court::load(home));
  std::map<std::string, std::vector<std::pair<std::string, Situation>>> out;
  for (const gold::Row& row : take(gold::read_rows(home + "/tests/gold/court.csv"))) {
    out[row.asked.known].emplace_back(row.asked.id, take(court.situation(row.asked)));
  }
  return out;
}

TEST(Proof, EveryRowOfGold) {
  NEEDS_SWIPL();
  Tally tally;
  std::map<std::string, std::pair<int, int>> faults;
  for (const auto& [known, rows] : gold_rows()) {
    Proofs proofs(Day::parse(known.empty() ? gold::latest : known).value());
    for (const auto& [id, situation] : rows) proofs.add(id, situation);
    check(proofs, tally);
    for (const std::string& line : proofs.with_faults()) {
      std::istringstream words(line);
      std::string first, kind;
      int planted = 0, refused = 0;
      if (words >> first >> kind >> planted >> refused && first == "fault") {
        faults[kind].first += planted;
        faults[kind].second += refused;
      } else if (line.find("was accepted") != std::string::npos ||
                 line.find("rror") != std::string::npos) {
        fmt::print("{}\n", line.substr(0, 300));
      }
    }
  }
  report(tally);
  EXPECT_GE(tally.given, 83);
  EXPECT_EQ(tally.untied, 0);
  EXPECT_TRUE(tally.not_checked.empty());
  EXPECT_EQ(faults.size(), 9u);
  for (auto& [kind, n] : faults) {
    fmt::print("fault {}: {} planted, {} refused\n", kind, n.first, n.second);
    EXPECT_GT(n.first, 0) << kind;
    // A step may say what others show already: then it can be left out.
    if (kind == "step_left_out") {
      EXPECT_GE(n.second * 100, n.first * 99);
    } else {
      EXPECT_EQ(n.first, n.second) << kind;
    }
  }
}

TEST(Proof, RandomCases) {
  NEEDS_SWIPL();
  Tally tally;
  for (const char* day : {"2009-06-01", "2016-11-16", "2021-02-05", "2026-11-01"}) {
    Day known = Day::parse(day).value();
    Proofs proofs(known);
    Draw draw(project(), *project().law.court(""), known, static_cast<unsigned>(known.number()));
    for (int i = 0; i < cases(25, 2500); ++i)
      proofs.add(fmt::format("{}-{}", day, i), draw.asked().situation);
    check(proofs, tally);
  }
  report(tally);
  // Where the tree shows more than the answer needs.
  EXPECT_LE(tally.untied * 50, tally.printed);
}

}  // namespace
}  // namespace ratione
