// Proofs as data, put to the checker (src/oracle/checker.pl, docs/proofs.md):
// of every row of gold, and of random cases; and the same proofs with faults.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/dependence.h"
#include "engine/facts.h"
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

// `make check-long` sets RATIONE_LONG to a factor: as many times more cases.
int cases(int usual) {
  const char* factor = std::getenv("RATIONE_LONG");
  return factor ? usual * std::max(1, std::atoi(factor)) : usual;
}

// The instruments that the question looks at: the checker reads no other.
std::set<std::string, std::less<>> looked_at(Day known) {
  const Law& law = project().law;
  const LawInstrument& court = *law.court("");
  const Facts facts = take(Facts::make(law, project().record, project().atlas, known));
  Dependences under(law, facts, court);
  under.of_clause(court.questions.front().clause);
  std::set<std::string, std::less<>> out;
  for (int kind : under.kinds()) {
    out.insert(law.kinds[static_cast<std::size_t>(kind)].instrument);
  }
  for (std::size_t id = 0; id < law.clauses.size(); ++id) {
    if (under.met(static_cast<int>(id))) out.insert(law.clauses[id].instrument);
  }
  return out;
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
        << to_prolog(project().law, project().record, project().atlas, known, looked_at(known));
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
    std::ofstream(folder_ / "proofs.pl") << fmt::format("{}", fmt::join(terms_, ""));
    return run("src/oracle/checker.pl", "proofs.pl");
  }
  // Some of them with faults: each fault is a check of the whole proof, so that
  // the long ones would take minutes.
  std::vector<std::string> with_faults(std::size_t most, std::size_t longest) {
    std::ofstream file(folder_ / "faulty.pl");
    for (std::size_t i = 0; i < terms_.size() && most > 0; ++i) {
      if (terms_[i].size() > longest) continue;
      file << terms_[i] << printed_[i];
      --most;
    }
    file.close();
    return run("tests/proof/faults.pl", "faulty.pl");
  }

  int given = 0, printed_acts = 0, untied_acts = 0;
  std::map<std::string, int> not_checked;  // by conclusion
  std::vector<std::string> not_shown, untied;

 private:
  std::vector<std::string> run(const std::string& program, const std::string& proofs) {
    fs::path said = folder_ / "said";
    std::string command =
        fmt::format("swipl {} -- {} {} > {} 2>&1", home + "/" + program,
                    (folder_ / "law.pl").string(), (folder_ / proofs).string(), said.string());
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

// Faults planted, of each kind how many, and how many were refused.
class Faults {
 public:
  void plant(Proofs& proofs, std::size_t most = SIZE_MAX, std::size_t longest = SIZE_MAX) {
    for (const std::string& line : proofs.with_faults(most, longest)) {
      std::istringstream words(line);
      std::string first, kind;
      int planted = 0, refused = 0;
      if (words >> first >> kind >> planted >> refused && first == "fault") {
        counts_[kind].first += planted;
        counts_[kind].second += refused;
      } else if (line.find("was accepted") != std::string::npos ||
                 line.find("rror") != std::string::npos) {
        fmt::print("{}\n", line.substr(0, 300));
      }
    }
  }
  std::size_t kinds() const { return counts_.size(); }
  // A step may say what others show already, and the tree may show an act that is
  // one of several reasons: then it can be left out. How often it cannot, at least.
  void report(int act_needed_percent, int step_needed_percent) const {
    for (const auto& [kind, n] : counts_) {
      fmt::print("fault {}: {} planted, {} refused\n", kind, n.first, n.second);
      EXPECT_GT(n.first, 0) << kind;
      int percent = kind == "step_left_out"                                   ? step_needed_percent
                    : kind == "act_not_named" || kind == "act_with_its_steps" ? act_needed_percent
                                                                              : 100;
      EXPECT_GE(n.second * 100, n.first * percent) << kind;
    }
  }

 private:
  std::map<std::string, std::pair<int, int>> counts_;
};

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
  Faults faults;
  for (const auto& [known, rows] : gold_rows()) {
    Proofs proofs(Day::parse(known.empty() ? gold::latest : known).value());
    for (const auto& [id, situation] : rows) proofs.add(id, situation);
    check(proofs, tally);
    // Long proofs take minutes: `make random-cases` plants faults in all.
    faults.plant(proofs, SIZE_MAX, cases(1) > 1 ? SIZE_MAX : 40'000);
  }
  report(tally);
  EXPECT_GE(tally.given, 83);
  EXPECT_EQ(tally.untied, 0);
  EXPECT_TRUE(tally.not_checked.empty());
  EXPECT_EQ(faults.kinds(), 9u);
  // That none of dozens of referrals by States is of the place is said more than once.
  faults.report(100, 97);
}

// On each day of knowledge a test, so that they can run beside each other.
class RandomProofs : public testing::TestWithParam<const char*> {};

TEST_P(RandomProofs, AreAccepted) {
  NEEDS_SWIPL();
  const Day known = Day::parse(GetParam()).value();
  Proofs proofs(known);
  Draw draw(project(), *project().law.court(""), known, static_cast<unsigned>(known.number()));
  const int all = cases(25);
  for (int i = 0; i < all; ++i)
    proofs.add(fmt::format("{}-{}", GetParam(), i), draw.asked().situation);
  Tally tally;
  check(proofs, tally);
  report(tally);
  // Where the tree shows more than the answer needs.
  EXPECT_LE(tally.untied * 100, tally.printed);
  Faults faults;
  faults.plant(proofs, 5 + static_cast<std::size_t>(all) / 100, 40'000);
  // Five proofs and more; of one where no State has a part, no step is needed, for
  // there is nothing to show.
  faults.report(70, 50);
}

INSTANTIATE_TEST_SUITE_P(Known, RandomProofs,
                         testing::Values("2009-06-01", "2016-11-16", "2021-02-05", "2026-11-01"),
                         [](const auto& day) {
                           std::string name = day.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace ratione
