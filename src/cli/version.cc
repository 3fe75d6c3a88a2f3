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
  const Json made = context.made_with();
  context.print(fmt::format(
      "record  {}  complete to {}\n", context.record().head().substr(0, 16),
      made["complete_to"].is_string() ? made["complete_to"].get<std::string>() : "no day"));
}

}  // namespace ratione::cli
