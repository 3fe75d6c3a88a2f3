// ratione dates INSTRUMENT: what each act does, and from which day.

#include <fmt/format.h>

#include "cli/context.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::string instrument, known, state;
};

std::string range(const std::optional<DayRange>& days) { return days ? days->iso() : ""; }
Json range_json(const std::optional<DayRange>& days) {
  return days ? Json(days->iso()) : Json(nullptr);
}

// For a table: folded between the days.
std::string range_words(const std::optional<DayRange>& days) {
  if (!days || days->certain()) return range(days);
  return fmt::format("{} to {}", days->lo.iso(), days->hi.iso());
}

std::string note_of(const DateRow& row) {
  if (row.confirmed) return row.note;
  return row.note.empty() ? "unconfirmed" : row.note + " (unconfirmed)";
}

void dates(Context& context, const Asked& asked) {
  Day known = context.days("", asked.known).known;
  const LawInstrument& instrument = context.instrument(asked.instrument);
  std::optional<StateCode> only;
  if (!asked.state.empty()) only = context.state("--state", asked.state);
  std::vector<DateRow> rows = context.engine(known).dates(instrument);
  if (only) std::erase_if(rows, [&](const DateRow& row) { return row.state != *only; });

  switch (context.format()) {
    case Format::csv: {
      std::string out = "act_id,state,kind,deposited,effective,outcome,named_effective,citation\n";
      for (const DateRow& row : rows) {
        out += csv_line({row.act_id, row.state.text(), row.kind, range(row.deposited),
                         range(row.effective), row.outcome, range(row.named_effective),
                         cited(row.cites, instrument.slug)});
      }
      context.print(out);
      return;
    }
    case Format::json: {
      Json list = Json::array();
      for (const DateRow& row : rows) {
        list.push_back(Json{{"act_id", row.act_id.empty() ? Json(nullptr) : Json(row.act_id)},
                            {"state", row.state.none() ? Json(nullptr) : Json(row.state.text())},
                            {"kind", row.kind},
                            {"deposited", range_json(row.deposited)},
                            {"effective", range_json(row.effective)},
                            {"outcome", row.outcome},
                            {"named_effective", range_json(row.named_effective)},
                            {"citation", cited(row.cites, instrument.slug)},
                            {"confirmed", row.confirmed},
                            {"note", row.note}});
      }
      Json out{{"instrument", instrument.slug}, {"known", known.iso()}, {"rows", std::move(list)}};
      std::string beyond = context.beyond(instrument, known, known);
      if (!beyond.empty()) out["warnings"] = Json::array({beyond});
      out["made_with"] = context.made_with(&instrument);
      context.print_json(out);
      return;
    }
    case Format::text:
      break;
  }
  const Look& look = context.look;
  std::string out = look.strong(context.title(instrument)) + "\n" +
                    fmt::format("as known on {}\n\n", known.iso());
  Table table(
      {{"act", 12}, {"kind", 18}, {"deposited", 10}, {"effective", 10}, {"outcome"}, {"by"}});
  for (const DateRow& row : rows) {
    std::string by = cited(row.cites, instrument.slug);
    bool in_its_column = columns_of(by) <= 8;
    table.row({row.act_id.empty() ? "(the treaty)" : short_id(row.act_id, instrument.slug),
               row.kind, range_words(row.deposited), range_words(row.effective), row.outcome,
               in_its_column ? by : ""});
    table.paint(4, face_of_word(row.outcome).colour);
    // What has effect on its own day needs no long reason.
    if (!in_its_column && row.deposited != row.effective) table.below("by " + by);
    if (row.named_effective) table.below("the act names " + row.named_effective->iso());
    if (std::string note = note_of(row); !note.empty()) table.below(note);
  }
  out += rows.empty() ? "No act is on record.\n" : table.text(look);
  std::string beyond = context.beyond(instrument, known, known);
  if (!beyond.empty()) out += "\n" + look.folded(beyond);
  context.print(out);
}

}  // namespace

void add_dates(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "dates");
  command->add_option("INSTRUMENT", asked->instrument)->required();
  command->add_option("--known", asked->known);
  command->add_option("--state", asked->state);
  command->callback([&context, asked] { dates(context, *asked); });
}

}  // namespace ratione::cli
