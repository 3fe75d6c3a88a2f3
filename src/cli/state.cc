// ratione state STATE, ratione compare STATE STATE: every instrument at once.

#include "answers/state.h"

#include <fmt/format.h>

#include "cli/context.h"

namespace ratione::cli {

namespace {

std::string days_text(Days days) {
  return fmt::format("on {}, as known on {}\n\n", days.on.iso(), days.known.iso());
}

// A slug in lines of at most `width`, parted behind its hyphens.
std::string parted(std::string_view slug, std::size_t width) {
  std::string out;
  while (slug.size() > width) {
    const std::size_t hyphen = slug.rfind('-', width - 1);
    const std::size_t cut = hyphen == std::string_view::npos ? width : hyphen + 1;
    out += std::string(slug.substr(0, cut)) + "\n";
    slug.remove_prefix(cut);
  }
  return out + std::string(slug);
}

std::string state_text(Context& context, const StateAnswer& answer) {
  const Look& look = context.look;
  Table table({{"instrument", 24}, {"status"}, {"signed"}, {"bound from"}, {"until"}});
  for (const auto& [instrument, row] : answer.rows) {
    table.row({parted(instrument->slug, 24), row.status, iso_or_empty(row.signed_on),
               iso_or_empty(row.bound_from), iso_or_empty(row.bound_until)});
    table.paint(1, face_of_word(row.status).colour);
    if (std::string notes = notes_of(row); !notes.empty()) table.below(notes);
  }
  const std::string name = context.record().states().name(answer.state);
  return look.strong(fmt::format("{} ({})", name, answer.state.text())) + "\n" +
         days_text(answer.days) + table.text(look);
}

std::string compare_text(Context& context, const CompareAnswer& answer) {
  const States& states = context.record().states();
  auto side = [](const StatusRow& row) {
    std::string text = row.status;
    if (row.bound_from) text += fmt::format("\nfrom {}", row.bound_from->iso());
    if (row.bound_until) text += fmt::format("\nuntil {}", row.bound_until->iso());
    return text;
  };
  Table table(
      {{"instrument", 32}, {states.name(answer.first), 21}, {states.name(answer.second), 21}});
  for (const CompareAnswer::Row& row : answer.rows) {
    table.row({row.instrument->slug, side(row.first), side(row.second)});
  }
  return days_text(answer.days) + table.text(context.look);
}

}  // namespace

void add_state(CLI::App& app, Context& context) {
  auto asked = std::make_shared<StateAsked>();
  CLI::App* command = context.command(app, "state");
  command->add_option("STATE", asked->first)->required();
  command->add_option("--on", asked->on);
  command->add_option("--known", asked->known);
  command->callback([&context, asked] { context.give(state(context, *asked), state_text); });
}

void add_compare(CLI::App& app, Context& context) {
  auto asked = std::make_shared<StateAsked>();
  CLI::App* command = context.command(app, "compare");
  command->add_option("STATE", asked->first)->required();
  command->add_option("OTHER", asked->second)->required();
  command->add_option("--on", asked->on);
  command->add_option("--known", asked->known);
  command->callback([&context, asked] { context.give(compare(context, *asked), compare_text); });
}

}  // namespace ratione::cli
