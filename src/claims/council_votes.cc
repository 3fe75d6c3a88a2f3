#include "claims/council_votes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "errors/quoted.h"
#include "record/fields.h"
#include "text/csv.h"

namespace ratione::claims {

std::string CouncilVote::tally() const {
  return yes && no && abstain ? fmt::format("{}-{}-{}", *yes, *no, *abstain) : "";
}

Results<CouncilVotes> CouncilVotes::load(const std::string& folder) {
  namespace fs = std::filesystem;
  std::vector<std::string> files;
  std::error_code failed;
  for (fs::directory_iterator it(folder, failed), end; !failed && it != end; it.increment(failed)) {
    std::string name = it->path().filename().string();
    if (name.starts_with("security-council") && name.ends_with(".csv"))
      files.push_back(it->path().string());
  }
  std::sort(files.begin(), files.end());
  CouncilVotes all;
  Errors faults;
  for (const std::string& file : files) {
    Result<std::string> text = read_file(file);
    if (!text) {
      faults.push_back(text.error());
      continue;
    }
    Results<CouncilVotes> each = read(*text, file);
    if (!each) {
      faults.insert(faults.end(), each.error().begin(), each.error().end());
      continue;
    }
    all.votes_.insert(all.votes_.end(), each->votes_.begin(), each->votes_.end());
  }
  const std::string subjects = folder + "/subjects.csv";
  if (!all.empty() && fs::exists(subjects, failed)) {
    Result<std::string> text = read_file(subjects);
    if (!text) {
      faults.push_back(text.error());
    } else {
      Errors more = all.read_subjects(*text, subjects);
      faults.insert(faults.end(), more.begin(), more.end());
    }
  }
  if (!faults.empty()) return tl::unexpected<Errors>(std::move(faults));
  std::stable_sort(all.votes_.begin(), all.votes_.end(),
                   [](const CouncilVote& a, const CouncilVote& b) { return a.day < b.day; });
  return all;
}

Errors CouncilVotes::read_subjects(std::string_view csv, std::string_view file) {
  Results<Csv> table = read_csv(csv, file, {"day", "document", "about", "subject", "source"});
  if (!table) return table.error();
  Errors faults;
  for (const CsvRow& row : table->rows) {
    Fields fields(row, faults);
    std::vector<StateCode> about = fields.states("about", nullptr);
    std::optional<Day> day = fields.day("day");
    bool met = false;
    for (CouncilVote& vote : votes_) {
      if (day != vote.day || vote.document != row.text("document")) continue;
      vote.about = about;
      vote.subject = row.text("subject");
      met = true;
    }
    if (day && !met) {
      faults.push_back({Code::act_not_found, row.place("document"),
                        fmt::format("no vote of {} has the document {}; write it as the votes do.",
                                    day->iso(), ratione::quoted(row.text("document")))});
    }
  }
  return faults;
}

Results<CouncilVotes> CouncilVotes::read(std::string_view csv, std::string_view file) {
  Results<Csv> table =
      read_csv(csv, file, {"day", "document", "yes", "no", "abstain", "against", "outcome"});
  if (!table) return tl::unexpected<Errors>(table.error());
  CouncilVotes out;
  Errors faults;
  for (const CsvRow& row : table->rows) {
    Fields fields(row, faults);
    CouncilVote vote;
    std::optional<Day> day = fields.day("day");
    vote.document = row.text("document");
    vote.outcome = row.text("outcome");
    vote.vetoed_by = fields.states("against", nullptr);
    auto number = [&](std::string_view column) -> std::optional<int> {
      const std::string& text = row.text(column);
      int value = 0;
      auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
      if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
      return value;
    };
    vote.yes = number("yes");
    vote.no = number("no");
    vote.abstain = number("abstain");
    if (!day) continue;
    vote.day = *day;
    out.votes_.push_back(std::move(vote));
  }
  if (!faults.empty()) return tl::unexpected<Errors>(std::move(faults));
  std::stable_sort(out.votes_.begin(), out.votes_.end(),
                   [](const CouncilVote& a, const CouncilVote& b) { return a.day < b.day; });
  return out;
}

std::vector<const CouncilVote*> CouncilVotes::vetoes(DayRange days) const {
  std::vector<const CouncilVote*> out;
  auto first = std::lower_bound(votes_.begin(), votes_.end(), days.lo,
                                [](const CouncilVote& vote, Day day) { return vote.day < day; });
  for (; first != votes_.end() && first->day <= days.hi; ++first) {
    if (first->outcome == "vetoed") out.push_back(&*first);
  }
  return out;
}

const CouncilVote* CouncilVotes::of_document(std::string_view document) const {
  auto bare = [](std::string_view text) {
    std::string out;
    for (char c : text) {
      if (c != ' ') out += c;
    }
    return out;
  };
  const std::string wanted = bare(document);
  for (const CouncilVote& vote : votes_) {
    if (bare(vote.document) == wanted) return &vote;
  }
  return nullptr;
}

}  // namespace ratione::claims
