#include "report/page.h"

#include <fmt/format.h>

#include <filesystem>

#include "report/html.h"
#include "report/sections.h"

namespace ratione {
namespace {

// colours.inc: web/src/colours.css (cmake/tokens.cmake).
constexpr std::string_view style =
#include "report/colours.inc"
#include "report/style.inc"
    ;

std::string name_of_file(const std::string& file) {
  return std::filesystem::path(file).filename().string();
}

std::string entry(std::string_view name, std::string_view html) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, html);
}

std::string court_name(const LawInstrument& court) {
  return html_text(court.court_title.empty() ? court.title : court.court_title);
}

std::string title_of(const ReportFacts& facts) {
  if (facts.inputs.size() == 1) return "Screening of " + name_of_file(facts.inputs[0].file);
  return fmt::format("Screening of {} files", facts.inputs.size());
}

// The same with places where a long name may go on in the next line.
std::string breakable(const std::string& html) {
  std::string out;
  for (char each : html) {
    out += each;
    if (each == '_') out += "<wbr>";
  }
  return out;
}

std::string asked(const ReportFacts& facts, const ReportSources& sources) {
  std::string out = "<section><h2>What was asked</h2>\n<dl>\n";
  out += entry("Question", fmt::format("Could the {} have jurisdiction over each incident?",
                                       court_name(sources.court)));
  out += entry("As known on", facts.known.iso());
  std::string files;
  for (const ReportedInput& input : facts.inputs) {
    files += fmt::format("<p>{}, {} bytes<br><span class=\"hash\">SHA-256 {}</span></p>",
                         html_input(input.file), grouped(input.bytes), html_text(input.sha256));
  }
  out += entry(facts.inputs.size() == 1 ? "Input" : "Inputs", files);
  std::string columns;
  for (const auto& [ours, theirs] : facts.columns) {
    if (!columns.empty()) columns += ", ";
    columns += html_text(ours);
    if (ours != theirs) columns += " (there " + html_input(theirs, 80) + ")";
  }
  out += entry("Columns read", columns);
  out += entry("Output", html_input(facts.out) + ", with an answer and a reason for every row");
  return out + "</dl></section>\n";
}

std::string answers(const ReportFacts& facts, const ReportFaces& faces) {
  HtmlTable table("Rows by conclusion",
                  {{"Conclusion"}, {"Rows", true}, {"Share", true}, {"It means"}});
  constexpr std::array<std::string_view, 4> meaning = {
      "at least one basis holds and nothing bars it",
      "no basis holds, or something bars all of them",
      "it turns on a fact that the row does not tell",
      "it turns on a reading of the law on which those who apply it differ"};
  for (Conclusion each : all_conclusions) {
    auto at = static_cast<std::size_t>(each);
    double share = facts.rows == 0 ? 0
                                   : 100.0 * static_cast<double>(facts.by_conclusion[at]) /
                                         static_cast<double>(facts.rows);
    table.row({face_html(faces[at]), grouped(facts.by_conclusion[at]),
               fmt::format("{:.1f} %", share), std::string(meaning[at])});
  }
  std::string out = "<section><h2>Conclusions</h2>\n" + table.text();
  if (facts.unreadable > 0) {
    out += fmt::format(
        "<p class=\"note\">Among the undetermined are {} rows that could not be "
        "read.</p>",
        grouped(facts.unreadable));
  }
  return out + "</section>\n";
}

std::string made_with(const ReportFacts& facts, const ReportSources& sources) {
  std::string out = "<section><h2>Made with</h2>\n<dl>\n";
  out += entry("Program", html_text(facts.program));
  auto hash = [](const std::string& text) {
    return "<span class=\"hash\">" + html_text(text) + "</span>";
  };
  out += entry("Law", hash(sources.law.head));
  out +=
      entry("Record", hash(facts.record_head) +
                          (facts.complete_to ? ", complete to " + facts.complete_to->iso() : ""));
  if (!facts.ledger_name.empty()) {
    out += entry("Ledger", html_text(facts.ledger_name) + ", " + hash(facts.ledger_head));
  }
  if (!facts.atlas_head.empty()) out += entry("Atlas", hash(facts.atlas_head));
  return out +
         "</dl>\n<p class=\"note\">Whoever has the same program, law, record and input gets "
         "the same answers and this same page. ratione explain gives the full proof of any "
         "row.</p></section>\n";
}

}  // namespace

std::string report_page(const ReportFacts& facts, const ReportSources& sources) {
  AnswerTables tables(facts.tally);
  std::string title = html_text(title_of(facts));
  std::string out = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
      title, style);
  out += fmt::format(
      "<header><h1>{}</h1>\n<p class=\"lead\">Could the {} have jurisdiction? {} {}, as known on "
      "{}: ",
      breakable(title), court_name(sources.court), grouped(facts.rows),
      facts.rows == 1 ? "row" : "rows", facts.known.iso());
  for (Conclusion each : all_conclusions) {
    auto at = static_cast<std::size_t>(each);
    out += fmt::format("{}{}&nbsp;{}", each == Conclusion::yes ? "" : ", ",
                       grouped(facts.by_conclusion[at]), html_text(sources.faces[at].word));
  }
  out += ".</p></header>\n";
  out += asked(facts, sources);
  out += answers(facts, sources.faces);
  out += places_section(facts, tables, sources);
  out += years_section(facts, sources.faces);
  out += bases_section(tables, sources);
  out += reasons_section(facts, tables, sources.faces);
  out += unreadable_section(facts);
  out += law_section(facts, tables, sources);
  out += limits_section(facts);
  out += all_states_section(tables, sources);
  out += made_with(facts, sources);
  return out + "</main>\n</body>\n</html>\n";
}

}  // namespace ratione
