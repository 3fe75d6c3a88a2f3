#include "cli/version.h"

#include <fmt/format.h>

namespace ratione::cli {

void show_version(Context& context) {
  if (context.format(false) == Format::json) {
    context.print_json(Json{{"made_with", context.made_with()}});
    return;
  }
  context.print("ratione " RATIONE_VERSION "\n");
  context.print(fmt::format("law     {}  {} instruments\n", context.law().head.substr(0, 16),
                            context.law().instruments.size()));
  context.print(fmt::format("record  {}  complete to\n", context.record().head().substr(0, 16)));
  for (const LawInstrument& each : context.law().instruments) {
    const Instrument* instrument = context.record().instrument(each.slug);
    if (instrument == nullptr || instrument->complete_to == Day::first()) continue;
    context.print(fmt::format("        {}  {}\n", instrument->complete_to.iso(), each.slug));
  }
}

}  // namespace ratione::cli
