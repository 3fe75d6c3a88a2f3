// ratione explain: the full proof of one screened row.

#include <fmt/format.h>

#include "answers/asked_case.h"
#include "answers/proof_forms.h"
#include "answers/verdict.h"
#include "cli/context.h"
#include "cli/screen_errors.h"
#include "cli/verdict_view.h"
#include "screen/decider.h"
#include "screen/screened_row.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::string file, row;
};

// Law or record that are not those of the screening: said, and answered all
// the same.
std::vector<std::string> changes(Context& context, const Sidecar& sidecar, bool by_points) {
  std::vector<std::string> out;
  auto compare = [&](std::string_view what, const std::string& then, const std::string& now) {
    if (then == now) return;
    out.push_back(
        fmt::format("The {} has changed since the screening ({} then, {} now); this is "
                    "the answer of today's.",
                    what, then.empty() ? "not known" : then.substr(0, 16), now.substr(0, 16)));
  };
  compare("law", sidecar.law_head, context.law().head);
  compare("record", sidecar.record_head, context.record().head());
  if (sidecar.record_head != context.record().head() && !sidecar.ledger.empty()) {
    out.push_back(fmt::format("It was screened with the ledger {}, head {}; name it with --ledger.",
                              sidecar.ledger, sidecar.ledger_head.substr(0, 16)));
  }
  if (by_points) {
    compare("atlas of points", sidecar.atlas, std::string(context.points().sources()));
  }
  return out;
}

void explain(Context& context, const Asked& asked) {
  Format format = context.format(false);
  Result<Sidecar> sidecar = read_sidecar(asked.file);
  if (!sidecar) stop_with(sidecar.error());
  Result<ScreenedRow> row = find_row(asked.file, *sidecar, asked.row);
  if (!row) stop_with(row.error());
  const LawInstrument& court = court_named(context, sidecar->court);
  Engine& engine = context.engine(sidecar->known, court);
  Decider decider(engine, context.law(), court, context.record(), context.atlas(), row->map);

  const PointAtlas* points = row->map.coordinates() ? &context.points() : nullptr;
  std::vector<Spot> spots;
  Cells cells = row->cells();
  SpotReader(points, row->map).read({&cells, 1}, spots);
  const Spot& spot = spots.front();
  bool found = spot.is == Spot::Is::found;

  std::vector<std::string> warnings = changes(context, *sidecar, points != nullptr);
  if (row->several) {
    warnings.push_back(fmt::format(
        "Several rows have the id {}; this is the first of them, row {}.", asked.row, row->number));
  }
  Read<ratione::Asked> question = decider.asked(cells, spot);
  std::optional<Verdict> verdict;
  std::string conclusion = "undetermined";
  std::string unreadable;
  if (!question) {
    unreadable = fmt::format("{}: {}", row->map.name(question.error().word), question.error().why);
  } else if (Errors faults = engine.check(court, question->situation); !faults.empty()) {
    unreadable = faults.front().says;
  } else {
    verdict = engine.decide(court, question->situation);
    if (!verdict->faults.empty()) broken(std::move(verdict->faults));
    conclusion = std::string(word(verdict->conclusion));
    if (found) {
      AskedPoint point;
      point.text = fmt::format("{},{}", spot.latitude, spot.longitude);
      point.latitude = spot.latitude;
      point.longitude = spot.longitude;
      point.answer = spot.answer;
      verdict->notes.push_back(point.says(context));
      if (!spot.stands_for.empty()) {
        verdict->notes.push_back(
            fmt::format("The point stands for {}, as its data set says.", spot.stands_for));
      }
    }
  }
  if (conclusion != row->conclusion) {
    warnings.push_back(fmt::format("The file says \"{}\" for this row; asked again, it is \"{}\".",
                                   row->conclusion, conclusion));
  }

  if (format == Format::json) {
    Json out{{"file", asked.file},
             {"row", asked.row},
             {"number", row->number},
             {"reason", row->reason},
             {"warnings", warnings}};
    if (verdict) {
      out.update(json_of(context, court, question->situation, *verdict));
    } else {
      out["conclusion"] = conclusion;
      out["unreadable"] = unreadable;
      out["made_with"] = context.made_with(&court);
    }
    if (points != nullptr) out["made_with"]["atlas"] = std::string(points->sources());
    context.print_json(out);
    return;
  }
  const Look& look = context.look;
  context.print(look.folded(
      fmt::format("Row {} of {}, as known on {}", asked.row, asked.file, sidecar->known.iso())));
  for (const std::string& warning : warnings) {
    context.print(look.folded(warning, "Warning: ", "         "));
  }
  context.print("\n");
  if (!verdict) {
    context.print(
        look.folded("The row cannot be read, so its answer is undetermined: " + unreadable));
    return;
  }
  context.print(verdict_text(context, court, question->situation, *verdict));
  context.print("\n" + look.strong("Why") + "\n" + drawn(verdict->proof, court.slug, look));
}

}  // namespace

void add_explain(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "explain");
  command->add_option("FILE", asked->file)->required();
  command->add_option("--row", asked->row)->required();
  command->add_option("--atlas", context.atlas_option);
  command->callback([&context, asked] { explain(context, *asked); });
}

}  // namespace ratione::cli
