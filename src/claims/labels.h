// File: claims/labels.h
//
// Sentences that people labelled, and how well what is found agrees with them.
//
//   Results<std::vector<Label>> labels = read_labels(csv, "claims.csv");
//   Scores scores = score(*labels, answers);
//
// File: columns sentence, article_date, act, verdict and, where they are there,
// id, file, sentence_no, actor, instrument, polarity, error_class. With `file`,
// the sentence is one of that text, which stands beside the labels.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "claims/check.h"

namespace ratione::claims {

struct Label {
  std::string id;
  std::string file;  // of an article; empty: the sentence stands alone
  int number = 0;    // of the sentence in it, from 1
  Day dated;
  std::string sentence;
  std::string act;      // "none": no act is asserted
  std::string verdict;  // "not_a_claim": there is nothing to find
  std::string error_class;
  bool claims() const { return verdict != "not_a_claim"; }
};

Results<std::vector<Label>> read_labels(std::string_view csv, std::string_view file);

// What was found in the sentence of a label.
struct Answer {
  struct Said {
    std::string act;
    Verdict verdict;
    std::string reason;
  };
  std::vector<Said> said;
  bool not_checked = false;
  // The worst that is said of the labelled act; of another act, if that is not found.
  // Null: nothing was found.
  const Said* of(std::string_view act) const;
};

struct Miss {
  const Label* label;
  enum class What { missed, false_alarm, wrong_verdict } what;
  std::string found;  // what was said instead
};

struct Scores {
  struct Count {
    int labelled = 0, found = 0, right = 0;
  };
  Count all;
  int not_claims = 0, false_alarms = 0, not_checked = 0, same_act = 0;
  std::map<std::string, Count> by_class, by_verdict;
  std::vector<Miss> misses;
  double recall() const { return all.labelled == 0 ? 1 : 1.0 * all.found / all.labelled; }
  double verdicts() const { return all.found == 0 ? 1 : 1.0 * all.right / all.found; }
  // Of what was found, how much is a claim.
  double precision() const {
    int found = all.found + false_alarms;
    return found == 0 ? 1 : 1.0 * all.found / found;
  }
  double alarms() const { return not_claims == 0 ? 0 : 1.0 * false_alarms / not_claims; }
};

// One answer a label.
Scores score(const std::vector<Label>& labels, const std::vector<Answer>& answers);

}  // namespace ratione::claims
