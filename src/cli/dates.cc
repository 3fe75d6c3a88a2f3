// ratione dates INSTRUMENT: what each act does, and from which day.

#include "answers/dates.h"

#include <fmt/format.h>

#include "cli/context.h"

namespace ratione::cli {

namespace {

// For a table: folded between the days.
std::string range_words(const std::optional<DayRange>& days) {
  if (!days || days->certain()) return iso_or_empty(days);
  return fmt::format("{} to {}", days->lo.iso(), days->hi.iso());
}

std::string note_of(const DateRow& row) {
  if (row.confirmed) return row.note;
  return row.note.empty() ? "unconfirmed" : row.note + " (unconfirmed)";
}

std::string dates_text(Context& context, const DatesAnswer& answer) {
  const LawInstrument& instrument = *answer.instrument;
  const Look& look = context.look;
  std::string out = look.strong(context.title(instrument)) + "\n" +
                    fmt::format("as known on {}\n\n", answer.known.iso());
  Table table(
      {{"act", 12}, {"kind", 18}, {"deposited", 10}, {"effective", 10}, {"outcome"}, {"by"}});
  for (const DateRow& row : answer.rows) {
    std::string by = cited(row.cites, instrument.slug);
    bool in_its_column = columns_of(by) <= 8;
    table.row({row.act_id.empty() ? "(the treaty)" : short_id(row.act_id, instrument.slug),
               row.kind, range_words(row.deposited), range_words(row.effective), row.outcome,
               in_its_column ? by : ""});
    table.paint(4, face_of_word(row.outcome).colour);
    // What has effect on its own day needs no long reason.
    if (!in_its_column && row.deposited != row.effective) table.below("by " + by);
    if (row.named_effective) table.below("the act names " + row.named_effective->iso());
    if (row.counted_from) {
      table.below(rounded_words(*row.counted_from, row.effective->lo, {}, instrument.slug));
    }
    if (std::string note = note_of(row); !note.empty()) table.below(note);
  }
  out += answer.rows.empty() ? "No act is on record.\n" : table.text(look);
  if (!answer.warnings.empty()) out += "\n";
  for (const std::string& each : answer.warnings) out += look.folded(each);
  return out;
}

}  // namespace

void add_dates(CLI::App& app, Context& context) {
  auto asked = std::make_shared<DatesAsked>();
  CLI::App* command = context.command(app, "dates");
  command->add_option("INSTRUMENT", asked->instrument)->required();
  command->add_option("--known", asked->known);
  command->add_option("--state", asked->state);
  command->callback([&context, asked] { context.give(dates(context, *asked), dates_text); });
}

}  // namespace ratione::cli
