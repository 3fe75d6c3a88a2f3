// ratione state STATE, ratione compare STATE STATE: every instrument at once.

#include <fmt/format.h>

#include "cli/context.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::string first, second, on, known;
};

// Instruments whose law says who is bound; a book of general rules does not.
std::vector<const LawInstrument*> with_members(Context& context) {
  std::vector<const LawInstrument*> all;
  for (const LawInstrument& each : context.law().instruments) {
    if (each.clauses.contains("party") && context.record().instrument(each.slug) != nullptr) {
      all.push_back(&each);
    }
  }
  return all;
}

std::string notes_of(const StatusRow& row) { return joined(row.notes, "; "); }

Json row_json(const LawInstrument& instrument, const StatusRow& row) {
  return Json{{"instrument", instrument.slug},
              {"status", row.status},
              {"signed", iso_or_null(row.signed_on)},
              {"bound_from", iso_or_null(row.bound_from)},
              {"bound_until", iso_or_null(row.bound_until)},
              {"notes", notes_of(row)}};
}

void state(Context& context, const Asked& asked) {
  Days days = context.days(asked.on, asked.known);
  StateCode code = context.state("", asked.first);
  std::string name = context.record().states().name(code);
  Engine& engine = context.engine(days.known);
  const Look& look = context.look;

  Json rows = Json::array();
  std::string csv = "instrument,status,signed,bound_from,bound_until,notes\n";
  Table table({{"instrument", 32}, {"status"}, {"signed"}, {"bound from"}, {"until"}});
  for (const LawInstrument* instrument : with_members(context)) {
    StatusRow row = engine.status(*instrument, code, days.on);
    rows.push_back(row_json(*instrument, row));
    csv += csv_line({instrument->slug, row.status, iso_or_empty(row.signed_on),
                     iso_or_empty(row.bound_from), iso_or_empty(row.bound_until), notes_of(row)});
    table.row({instrument->slug, row.status, iso_or_empty(row.signed_on),
               iso_or_empty(row.bound_from), iso_or_empty(row.bound_until)});
    table.paint(1, face_of_word(row.status).colour);
    if (std::string notes = notes_of(row); !notes.empty()) table.below(notes);
  }
  switch (context.format()) {
    case Format::csv:
      context.print(csv);
      return;
    case Format::json:
      context.print_json(Json{{"state", code.text()},
                              {"name", name},
                              {"on", days.on.iso()},
                              {"known", days.known.iso()},
                              {"rows", std::move(rows)},
                              {"made_with", context.made_with()}});
      return;
    case Format::text:
      break;
  }
  context.print(look.strong(fmt::format("{} ({})", name, code.text())) + "\n" +
                fmt::format("on {}, as known on {}\n\n", days.on.iso(), days.known.iso()) +
                table.text(look));
}

void compare(Context& context, const Asked& asked) {
  Days days = context.days(asked.on, asked.known);
  StateCode first = context.state("", asked.first);
  StateCode second = context.state("", asked.second);
  const States& states = context.record().states();
  Engine& engine = context.engine(days.known);
  const Look& look = context.look;

  Json rows = Json::array();
  std::string csv = "instrument,state,status,signed,bound_from,bound_until,notes\n";
  auto side = [](const StatusRow& row) {
    std::string text = row.status;
    if (row.bound_from) text += fmt::format("\nfrom {}", row.bound_from->iso());
    if (row.bound_until) text += fmt::format("\nuntil {}", row.bound_until->iso());
    return text;
  };
  Table table({{"instrument", 32}, {states.name(first), 21}, {states.name(second), 21}});
  for (const LawInstrument* instrument : with_members(context)) {
    StatusRow a = engine.status(*instrument, first, days.on);
    StatusRow b = engine.status(*instrument, second, days.on);
    rows.push_back(Json{{"instrument", instrument->slug},
                        {first.text(), row_json(*instrument, a)},
                        {second.text(), row_json(*instrument, b)}});
    for (const StatusRow* row : {&a, &b}) {
      csv +=
          csv_line({instrument->slug, row->state.text(), row->status, iso_or_empty(row->signed_on),
                    iso_or_empty(row->bound_from), iso_or_empty(row->bound_until), notes_of(*row)});
    }
    table.row({instrument->slug, side(a), side(b)});
  }
  switch (context.format()) {
    case Format::csv:
      context.print(csv);
      return;
    case Format::json:
      context.print_json(Json{{"states", Json::array({first.text(), second.text()})},
                              {"on", days.on.iso()},
                              {"known", days.known.iso()},
                              {"rows", std::move(rows)},
                              {"made_with", context.made_with()}});
      return;
    case Format::text:
      break;
  }
  context.print(fmt::format("on {}, as known on {}\n\n", days.on.iso(), days.known.iso()) +
                table.text(look));
}

}  // namespace

void add_state(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "state");
  command->add_option("STATE", asked->first)->required();
  command->add_option("--on", asked->on);
  command->add_option("--known", asked->known);
  command->callback([&context, asked] { state(context, *asked); });
}

void add_compare(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "compare");
  command->add_option("STATE", asked->first)->required();
  command->add_option("OTHER", asked->second)->required();
  command->add_option("--on", asked->on);
  command->add_option("--known", asked->known);
  command->callback([&context, asked] { compare(context, *asked); });
}

}  // namespace ratione::cli
