// File: engine/verdict.h
//
// The answer to a question, with everything that a reader needs to check it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/span.h"
#include "engine/proof.h"
#include "engine/situation.h"

namespace ratione {

enum class Conclusion : std::uint8_t { yes, no, undetermined, disputed };
std::string_view word(Conclusion c);

struct ByReading {
  std::string reading;               // name; several disputes: joined by " + "
  std::string says;                  // what the reading holds
  std::vector<std::string> holders;  // who hold it
  Conclusion conclusion;
};

struct BasisFound {
  std::string kind;  // territory | registration | nationality | acceptance | referral
  std::vector<Citation> cites;
  StateCode state;  // none for a referral
  Truth value;      // yes or undetermined
};

struct LimitFound {
  std::string rule;
  std::vector<Citation> cites;
  Truth value;  // yes: it bars; undetermined: it may
};

struct Residual {
  std::string says;
  std::vector<StateCode> any_of;  // nationalities of the suspect that give yes
};

struct Exercise {
  Truth triggered = Truth::undetermined;
  Truth suspended = Truth::no;
};

struct Verdict {
  std::string question;    // name of the question
  std::string instrument;  // whose law
  Day known;
  Conclusion conclusion = Conclusion::undetermined;
  std::optional<ByReading> court_reading;
  std::vector<ByReading> by_reading;  // empty unless readings differ
  std::vector<BasisFound> bases;
  std::vector<LimitFound> limits;
  std::vector<std::string> missing;
  std::optional<Residual> residual;
  std::vector<Span> covered;  // days of the conduct on which the answer is yes
  Exercise exercise;
  std::vector<std::string> notes;
  Proof proof;
  // One-day conduct on any day of this span has the same answer.
  Span valid;
  Errors faults;  // faults of the law or record met on the way (law.301, ...)
};

}  // namespace ratione
