// ratione law export: law, record and atlas as a program for another system.

#include <fmt/format.h>

#include "cli/context.h"
#include "cli/written_file.h"
#include "errors/quoted.h"
#include "oracle/export.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::string to, known, out;
};

void export_law(Context& context, const Asked& asked) {
  if (asked.to != "prolog") {
    refuse(Code::value_not_taken,
           fmt::format("{} is no language that the law is written in; write --to prolog.",
                       ratione::quoted(asked.to)));
  }
  std::string text = to_prolog(context.law(), context.record(), context.atlas(),
                               context.days("", asked.known).known);
  if (asked.out.empty()) return context.print(text);
  write_file("--out", asked.out, text);
}

}  // namespace

void add_law_export(CLI::App& law, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* exports = context.command(law, "export");
  exports->add_option("--to", asked->to)->required();
  exports->add_option("--known", asked->known);
  exports->add_option("--out", asked->out);
  exports->callback([&context, asked] { export_law(context, *asked); });
}

}  // namespace ratione::cli
