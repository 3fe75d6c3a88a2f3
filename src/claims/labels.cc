#include "claims/labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "errors/quoted.h"
#include "text/csv.h"

namespace ratione::claims {

Results<std::vector<Label>> read_labels(std::string_view csv, std::string_view file) {
  Results<Csv> table = read_csv(csv, file, {"sentence", "article_date", "act", "verdict"});
  if (!table) return tl::unexpected<Errors>(table.error());
  std::vector<Label> out;
  Errors faults;
  for (const CsvRow& row : table->rows) {
    Label label;
    Result<Day> day = Day::parse(row.text("article_date"));
    if (!day) {
      Error error = day.error();
      error.place = row.place("article_date");
      faults.push_back(std::move(error));
      continue;
    }
    label.dated = *day;
    label.id = row.text("id");
    label.file = row.text("file");
    const std::string& number = row.text("sentence_no");
    std::from_chars(number.data(), number.data() + number.size(), label.number);
    if (label.id.empty()) label.id = fmt::format("{}:{}", label.file, label.number);
    label.sentence = row.text("sentence");
    label.act = row.text("act");
    label.verdict = row.text("verdict");
    label.error_class = row.text("error_class");
    if (label.claims() && !verdict_word(label.verdict)) {
      faults.push_back({Code::bad_labels, row.place("verdict"),
                        fmt::format("{} is no verdict; write true, true_only_that_day, "
                                    "disputed, misleading, false, not_in_record or not_a_claim.",
                                    ratione::quoted(label.verdict))});
      continue;
    }
    if (label.sentence.empty()) {
      faults.push_back({Code::bad_labels, row.place("sentence"), "the sentence is empty."});
      continue;
    }
    out.push_back(std::move(label));
  }
  if (!faults.empty()) return tl::unexpected<Errors>(std::move(faults));
  return out;
}

namespace {

// Words for one act that labels keep apart by their sign, or by who reads them.
std::string_view family(std::string_view act) {
  if (act == "non_signatory") return "signature";
  if (act == "non_party" || act == "entry_into_force" || act == "join") return "party";
  return act;
}

}  // namespace

const Answer::Said* Answer::of(std::string_view act) const {
  const Said* best = nullptr;
  for (const Said& each : said) {
    const bool same = family(each.act) == family(act);
    const bool best_same = best != nullptr && family(best->act) == family(act);
    if (best == nullptr || (same && !best_same) ||
        (same == best_same && each.verdict > best->verdict)) {
      best = &each;
    }
  }
  return best;
}

Scores score(const std::vector<Label>& labels, const std::vector<Answer>& answers) {
  Scores out;
  for (std::size_t i = 0; i < labels.size() && i < answers.size(); ++i) {
    const Label& label = labels[i];
    const Answer& answer = answers[i];
    if (answer.not_checked) ++out.not_checked;
    const Answer::Said* best = answer.of(label.act);
    const bool found = best != nullptr;
    std::string said = found ? fmt::format("{}: {}", word_of(best->verdict), best->reason)
                       : answer.not_checked ? "not checked"
                                            : "nothing found";
    if (!label.claims()) {
      ++out.not_claims;
      if (!found) continue;
      ++out.false_alarms;
      out.misses.push_back({&label, Miss::What::false_alarm, said});
      continue;
    }
    const bool right = found && word_of(best->verdict) == label.verdict;
    for (Scores::Count* count :
         {&out.all, &out.by_verdict[label.verdict],
          &out.by_class[label.error_class.empty() ? "none" : label.error_class]}) {
      ++count->labelled;
      count->found += found ? 1 : 0;
      count->right += right ? 1 : 0;
    }
    out.same_act += found && family(best->act) == family(label.act);
    if (!found) {
      out.misses.push_back({&label, Miss::What::missed, said});
    } else if (!right) {
      out.misses.push_back({&label, Miss::What::wrong_verdict, said});
    }
  }
  return out;
}

}  // namespace ratione::claims
