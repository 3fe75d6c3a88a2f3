#include "cli/screen_page.h"

#include "report/page.h"

namespace ratione::cli {

namespace {

std::string_view colour_name(std::string_view ansi) {
  if (ansi == "32") return "green";
  if (ansi == "31") return "red";
  if (ansi == "35") return "violet";
  return "yellow";
}

}  // namespace

std::string screen_page(Context& context, const LawInstrument& court, Engine& engine,
                        const ScreenRequest& request, const ScreenReport& report) {
  ReportFacts facts;
  for (const InputSeen& input : report.inputs) {
    facts.inputs.push_back({input.file, input.sha256, input.bytes});
  }
  facts.out = report.out;
  for (std::size_t i = 0; i < words; ++i) {
    auto word = static_cast<Word>(i);
    if (report.map.has(word)) {
      facts.columns.emplace_back(std::string(name_of(word)), report.map.name(word));
    }
  }
  facts.known = report.known;
  facts.complete_to = report.complete_to;
  const Tally& tally = report.tally;
  facts.rows = tally.rows;
  facts.unreadable = tally.unreadable;
  facts.faulty = tally.faulty;
  facts.by_conclusion = tally.by_conclusion;
  facts.by_year = tally.by_year;
  facts.located = tally.points.located;
  facts.coast = tally.points.coast;
  facts.open_sea = tally.points.open_sea;
  facts.near_border = tally.points.near_border;
  facts.tally = tally.page;
  facts.warnings = report.warnings;
  if (const std::vector<std::string>& says = context.shared_house().hypothesis.says;
      !says.empty()) {
    facts.warnings.insert(facts.warnings.begin(),
                          "Hypothetical: the record " + joined(says, "; ") + ".");
  }
  facts.notes = report.notes;
  facts.program = "ratione " RATIONE_VERSION;
  facts.record_head = context.record().head();
  facts.atlas_head = report.atlas;
  facts.ledger_name = request.ledger.name;
  facts.ledger_head = request.ledger.head;

  ReportFaces faces;
  for (Conclusion each : all_conclusions) {
    const Face& shown = face(each);
    faces[static_cast<std::size_t>(each)] = {shown.word, shown.mark, colour_name(shown.colour)};
  }
  return report_page(facts, {{engine, context.law(), context.record(), context.atlas(), court},
                             faces,
                             request.points.base_map,
                             request.points.atlas});
}

}  // namespace ratione::cli
