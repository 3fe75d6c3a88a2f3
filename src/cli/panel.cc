// ratione panel INSTRUMENT...: State by day, month or year, or by spell, in a file.

#include "answers/panel.h"

#include <fmt/format.h>

#include "cli/context.h"

namespace ratione::cli {

namespace {

std::string text_of(Context& context, const PanelAnswer& answer) {
  std::string out =
      fmt::format("{} rows, {} States, {} to {}, as known on {}.\n", answer.written.rows,
                  answer.written.states, answer.from.iso(), answer.to.iso(), answer.known.iso());
  out += context.look.entry("file", answer.written.file);
  out += context.look.entry("codebook", answer.written.codebook);
  for (const std::string& each : answer.beyond) out += context.look.folded(each);
  return out;
}

}  // namespace

void add_panel(CLI::App& app, Context& context) {
  auto asked = std::make_shared<PanelQuestion>();
  CLI::App* command = context.command(app, "panel");
  command->add_option("INSTRUMENT", asked->instruments)->required();
  command->add_option("--from", asked->from)->required();
  command->add_option("--to", asked->to);
  command->add_option("--every", asked->every);
  command->add_option("--known", asked->known);
  command->add_option("--out", asked->out)->required();
  command->callback([&context, asked] {
    context.format(false);  // refused before the file is written
    context.give(panel(context, *asked), text_of);
  });
}

}  // namespace ratione::cli
