// ratione assess: could a court reach an act, and why.

#include "cli/asked_case.h"
#include "cli/context.h"
#include "cli/verdict_view.h"
#include "screen/decider.h"

namespace ratione::cli {

namespace {

struct Asked : AskedCase {
  std::string known;
  std::vector<std::string> at;
};

// The columns that a screened row gets.
std::string columns(Context& context, const LawInstrument& instrument, Engine& engine,
                    const Situation& situation) {
  ColumnMap no_file;
  Decider decider(engine, context.law(), instrument, context.record(), context.atlas(), no_file);
  Outcome outcome = decider.outcome({situation, situation.places});
  return csv_line({added_columns.begin(), added_columns.end()}) +
         csv_line({outcome.columns.begin(), outcome.columns.end()});
}

void assess(Context& context, const Asked& asked) {
  Format format = context.format();
  if (!asked.at.empty()) {
    refuse(Code::value_not_taken,
           "--at is not answered yet, since the atlas has no borders; say --place NAME instead.");
  }
  Day known = context.days("", asked.known).known;
  const LawInstrument& instrument = asked.instrument(context);
  Situation situation = asked.situation(context, instrument);
  Engine& engine = context.engine(known);
  Errors faults = engine.check(instrument, situation);
  if (!faults.empty()) throw Stop{Exit::wrong_option, std::move(faults)};
  Verdict verdict = engine.decide(instrument, situation);
  if (!verdict.faults.empty()) broken(std::move(verdict.faults));

  if (format == Format::json) {
    context.print_json(verdict_json(context, instrument, situation, verdict));
    return;
  }
  if (format == Format::csv) {
    context.print(columns(context, instrument, engine, situation));
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
  command->add_option("--registered-in", asked->registered_in)->allow_extra_args(false);
  command->add_option("--suspect", asked->suspects)->allow_extra_args(false);
  command->add_option("--age", asked->age);
  command->add_option("--crime", asked->crime);
  command->add_option("--trigger", asked->trigger);
  command->add_option("--known", asked->known);
  command->add_option("--finding", asked->findings)->allow_extra_args(false);
  command->callback([&context, asked] { assess(context, *asked); });
}

}  // namespace ratione::cli
