// File: claims/check.h
//
// Claims put to the record as known on the day of the article: each becomes a
// question to what answers it elsewhere (status, dates, views of acts, votes).
//
//   Checker checker(law, record, engine_of, votes);
//   Checked checked = checker.check(claim, dated);
//
// Guarantees: nothing is held true that the record does not bear out; what it does
// not hold is not_in_record. Evidence names the acts by their ids. Several States:
// the worst verdict counts.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/council_votes.h"
#include "claims/language.h"
#include "engine/engine.h"

namespace ratione::claims {

// From the best to the worst, as several States or claims are told as one.
enum class Verdict : std::uint8_t {
  true_,
  true_only_that_day,
  not_in_record,
  disputed,  // the law is read in several ways, and they differ
  misleading,
  false_
};
std::string_view word_of(Verdict verdict);
std::optional<Verdict> verdict_word(std::string_view text);

// What kind of mistake it is (docs/claims.md).
enum class ErrorClass : std::uint8_t {
  none,
  signatory_v_party,
  withdrew_v_unsigned_or_announced,
  stage_confused,
  immediate_effect,
  domestic_step_or_in_force_date,
  signed_or_ratified_v_acceded,
  wrong_date,
  parties_v_signatories,
  wrong_organ_or_treaty,
  tally_or_denominator,
  true_only_that_day,
  way_to_jurisdiction
};
std::string_view word_of(ErrorClass error);

struct Checked {
  Verdict verdict = Verdict::true_;
  std::string reason;
  std::string correction;  // one sentence that would be right; empty where none is needed
  std::string today;       // how it reads now, where that differs; or empty
  std::vector<std::string> evidence;  // ids of acts, documents of votes
  std::vector<Citation> cites;        // the provisions that say from which day
  ErrorClass error_class = ErrorClass::none;
  ActWord act = ActWord::none;         // that of the claim, or the one on record
  std::vector<StateCode> actors;       // as the record resolved them
  std::string instrument;              // likewise; empty: it could not be told
  std::shared_ptr<const Proof> proof;  // of what a court can judge; else none
};

class Checker {
 public:
  using EngineOf = std::function<Engine&(Day known, const LawInstrument& about)>;
  // All must outlive the checker.
  Checker(const Law& law, const Record& record, const Atlas& atlas, const Language& language,
          const CouncilVotes& votes, EngineOf engine_of);
  ~Checker();

  // None: the record cannot say which treaty or which States are meant.
  std::optional<Checked> check(const Claim& claim, Day dated);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace ratione::claims
