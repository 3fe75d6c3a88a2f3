// File: report/sections.h
//
// The parts of the page, each as HTML under its heading; empty where there is
// nothing to say.
#pragma once

#include <string>

#include "report/html.h"
#include "report/page.h"

namespace ratione {

// How many different answers a file got, and what they rest on.
struct AnswerTables {
  explicit AnswerTables(const ReportTally& tally);
  std::map<std::string, std::int64_t> by_territory;  // rows, by id of the place
  std::map<std::string, Counts> by_state;  // code; of a place that has none, "@" and its id
  struct Basis {
    std::string kind, citation, state;
    friend auto operator<=>(const Basis&, const Basis&) = default;
  };
  std::map<Basis, Counts> by_basis;
  std::map<std::string, std::int64_t> by_citation;  // rows whose answer cites it
  struct Reason {
    Conclusion conclusion;
    std::string text;
    friend auto operator<=>(const Reason&, const Reason&) = default;
  };
  std::map<Reason, std::int64_t> by_reason;
};

std::string years_section(const ReportFacts& facts, const ReportFaces& faces);
std::string places_section(const ReportFacts& facts, const AnswerTables& tables,
                           const ReportSources& sources);
std::string all_states_section(const AnswerTables& tables, const ReportSources& sources);
std::string bases_section(const AnswerTables& tables, const ReportSources& sources);
std::string reasons_section(const ReportFacts& facts, const AnswerTables& tables,
                            const ReportFaces& faces);
std::string unreadable_section(const ReportFacts& facts);
std::string law_section(const ReportFacts& facts, const AnswerTables& tables,
                        const ReportSources& sources);
std::string limits_section(const ReportFacts& facts);

// The heads of the columns "Rows" and one for each conclusion, and a row's cells.
std::vector<HtmlColumn> count_columns(std::vector<HtmlColumn> first, const ReportFaces& faces);
void add_counts(std::vector<std::string>& cells, const Counts& counts);

}  // namespace ratione
