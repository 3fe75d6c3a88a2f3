// ratione assess: could a court reach an act, and why.

#include <cmath>

#include "cli/asked_case.h"
#include "cli/context.h"
#include "cli/verdict_view.h"
#include "cli/written_file.h"
#include "proof/grounds.h"
#include "screen/decider.h"
#include "screen/spots.h"

namespace ratione::cli {

namespace {

struct Asked : AskedCase {
  std::string known, grounds;
};

Json points_json(const std::vector<AskedPoint>& points) {
  auto rounded = [](double km) { return std::round(km * 10) / 10; };
  Json out = Json::array();
  for (const AskedPoint& point : points) {
    const PointAnswer& answer = point.answer;
    out.push_back(
        Json{{"latitude", point.latitude},
             {"longitude", point.longitude},
             {"territory", answer.place},
             {"near_border_km",
              answer.near_border_km ? Json(rounded(*answer.near_border_km)) : Json(nullptr)},
             {"beyond", answer.beyond.empty() ? Json(nullptr) : Json(answer.beyond)},
             {"sea", answer.sea},
             {"coast_km", answer.coast ? Json(rounded(answer.coast_distance_km)) : Json(nullptr)}});
  }
  return out;
}

// The columns that a screened row gets.
std::string columns(Context& context, const LawInstrument& instrument, Engine& engine,
                    const Situation& situation, const std::vector<AskedPoint>& points) {
  ColumnMap no_file;
  Decider decider(engine, context.law(), instrument, context.record(), context.atlas(), no_file);
  // What names of places may not say was refused before.
  Outcome outcome = decider.outcome({situation, situation.places, Word::latitude});
  for (const AskedPoint& point : points) {
    Spot spot;
    spot.answer = point.answer;
    add_spot(outcome, spot, context.atlas());
  }
  return csv_line({added_columns.begin(), added_columns.end()}) +
         csv_line({outcome.columns.begin(), outcome.columns.end()});
}

// The proof as data, for the checker (docs/proofs.md).
void write_grounds(Context& context, const LawInstrument& instrument, const Situation& situation,
                   const Verdict& verdict, const std::string& path) {
  Results<Grounds> grounds =
      Grounds::make(context.law(), context.record(), context.atlas(), verdict.known, instrument);
  if (!grounds) broken(std::move(grounds.error()));
  write_file("--grounds", path, grounds->text("asked", situation, verdict));
}

void assess(Context& context, const Asked& asked) {
  Format format = context.format();
  Day known = context.days("", asked.known).known;
  const LawInstrument& instrument = asked.instrument(context);
  std::vector<AskedPoint> points;
  Situation situation = asked.situation(context, instrument, &points);
  Engine& engine = context.engine(known);
  Errors faults = engine.check(instrument, situation);
  if (!faults.empty()) throw Stop{Exit::wrong_option, std::move(faults)};
  Verdict verdict = engine.decide(instrument, situation);
  if (!verdict.faults.empty()) broken(std::move(verdict.faults));
  if (!asked.grounds.empty()) write_grounds(context, instrument, situation, verdict, asked.grounds);
  for (const AskedPoint& point : points) verdict.notes.push_back(point.says(context));

  if (format == Format::json) {
    Json out = verdict_json(context, instrument, situation, verdict);
    if (!points.empty()) {
      out["question"]["at"] = points_json(points);
      out["made_with"]["atlas"] = std::string(context.points().sources());
    }
    context.print_json(out);
    return;
  }
  if (format == Format::csv) {
    context.print(columns(context, instrument, engine, situation, points));
    return;
  }
  context.print(verdict_text(context, instrument, situation, verdict));
  context.print(why_text(context, instrument, verdict));
}

}  // namespace

void add_assess(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "assess");
  command->add_option("--court", asked->court);
  command->add_option("--date", asked->date)->required();
  command->add_option("--place", asked->places)->allow_extra_args(false);
  command->add_option("--at", asked->at)->allow_extra_args(false);
  command->add_option("--atlas", context.atlas_option);
  command->add_option("--registered-in", asked->registered_in)->allow_extra_args(false);
  command->add_option("--suspect", asked->suspects)->allow_extra_args(false);
  command->add_option("--age", asked->age);
  command->add_option("--crime", asked->crime);
  command->add_option("--trigger", asked->trigger);
  command->add_option("--field", asked->fields)->allow_extra_args(false);
  command->add_option("--known", asked->known);
  command->add_option("--grounds", asked->grounds);
  command->add_option("--finding", asked->findings)->allow_extra_args(false);
  command->callback([&context, asked] { assess(context, *asked); });
}

}  // namespace ratione::cli
