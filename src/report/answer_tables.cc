#include <algorithm>

#include "report/sections.h"

namespace ratione {
namespace {

std::vector<std::string_view> parts_of(std::string_view text, char between) {
  std::vector<std::string_view> out;
  while (true) {
    std::size_t end = text.find(between);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::string_view part(const std::vector<std::string_view>& parts, std::size_t n) {
  return n < parts.size() ? parts[n] : std::string_view();
}

}  // namespace

AnswerTables::AnswerTables(const ReportTally& tally) {
  for (const ReportTally::Answer& answer : tally.answers()) {
    auto at = static_cast<std::size_t>(answer.conclusion);
    const AnswerColumns& columns = answer.columns;
    std::vector<std::string_view> states = parts_of(columns.attribution, ';');
    std::sort(states.begin(), states.end());
    states.erase(std::unique(states.begin(), states.end()), states.end());
    for (std::string_view state : states) {
      // Whose it is, is not told: the place itself.
      std::string whose = state.empty() ? "@" + std::string(columns.territory) : std::string(state);
      by_state[whose][at] += answer.rows;
    }

    for (std::string_view place : parts_of(columns.territory, ';')) {
      if (!place.empty()) by_territory[std::string(place)] += answer.rows;
    }

    std::vector<std::string_view> kinds = parts_of(columns.basis, ';');
    std::vector<std::string_view> through = parts_of(columns.state, ';');
    std::vector<std::string_view> cites = parts_of(columns.citation, ';');
    if (!columns.basis.empty()) {
      // A row counts once for each basis, whatever its list repeats.
      std::vector<Basis> bases;
      for (std::size_t i = 0; i < kinds.size(); ++i) {
        bases.push_back(
            {std::string(kinds[i]), std::string(part(cites, i)), std::string(part(through, i))});
      }
      std::sort(bases.begin(), bases.end());
      bases.erase(std::unique(bases.begin(), bases.end()), bases.end());
      for (const Basis& each : bases) by_basis[each][at] += answer.rows;
    }
    std::vector<std::string_view> cited;
    for (std::string_view some : cites) {
      for (std::string_view each : parts_of(some, ',')) {
        if (!each.empty()) cited.push_back(each);
      }
    }
    std::sort(cited.begin(), cited.end());
    cited.erase(std::unique(cited.begin(), cited.end()), cited.end());
    for (std::string_view each : cited) by_citation[std::string(each)] += answer.rows;
    by_reason[{answer.conclusion, std::string(columns.reason)}] += answer.rows;
  }
}

}  // namespace ratione
