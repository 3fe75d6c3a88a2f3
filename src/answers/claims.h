// File: answers/claims.h
//
// What a report says of treaties, courts, referrals and vetoes, and whether the
// record as known on its day bears it out.
//
//   ClaimsAnswer answer = claims(desk, {.file = "report.txt", .bytes = text, .dated =
//   "2016-11-16"}); json_of(desk, answer); csv_of(desk, answer); claim_review_of(desk, answer);
//   page_of(desk, answer);
//
// A report that says no day, and for which none was given, ends the question.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "answers/desk.h"
#include "claims/check.h"
#include "claims/evaluate.h"
#include "claims/find.h"

namespace ratione::answers {

struct ClaimsAsked {
  std::string file;  // as it is shown
  std::string bytes;
  std::string dated;
  std::string language = "en";
};

struct ClaimsAnswer {
  struct Finding {
    ratione::claims::Claim claim;
    ratione::claims::Checked checked;
  };
  std::string file;
  ratione::claims::Article article;
  Day dated;
  std::vector<Day> stamps;        // days that the report gives for itself, the first is its day
  std::vector<Finding> findings;  // by sentence
  std::vector<std::uint32_t> not_checked;  // sentences
  std::vector<std::string> beyond;         // warnings

  long count(ratione::claims::Verdict verdict) const;
};

ClaimsAnswer claims(Desk& desk, const ClaimsAsked& asked);
Json json_of(Desk& desk, const ClaimsAnswer& answer);
std::string csv_of(Desk& desk, const ClaimsAnswer& answer);
// schema.org ClaimReview, as JSON-LD: one review a finding that is true or not.
Json claim_review_of(Desk& desk, const ClaimsAnswer& answer);
// One page of HTML: nothing of it is loaded from elsewhere, the report is text.
std::string page_of(Desk& desk, const ClaimsAnswer& answer);
// "13 checked: 7 true, 2 false; 3 sentences not checked."
std::string summary_of(const ClaimsAnswer& answer);
// As precise as it is: a day, a month, a year, or two days.
std::string day_words(const std::optional<DayRange>& days);

struct EvaluationAsked {
  std::string labels;  // a file
  std::string language = "en";
};
struct EvaluationAnswer {
  std::string file;
  std::vector<ratione::claims::Label> labels;
  ratione::claims::Scores scores;  // points into labels
};
EvaluationAnswer evaluation(Desk& desk, const EvaluationAsked& asked);
Json json_of(Desk& desk, const EvaluationAnswer& answer);

}  // namespace ratione::answers
