// ratione status INSTRUMENT: who is bound on a day, as known on a day.

#include "answers/status.h"

#include <fmt/format.h>

#include "answers/proof_forms.h"
#include "cli/context.h"

namespace ratione::cli {

namespace {

std::string heading(Context& context, const LawInstrument& instrument, Days days) {
  return context.look.strong(context.title(instrument)) + "\n" +
         fmt::format("on {}, as known on {}\n\n", days.on.iso(), days.known.iso());
}

std::string warnings_text(Context& context, const std::vector<std::string>& warnings) {
  std::string out = warnings.empty() ? "" : "\n";
  for (const std::string& each : warnings) out += context.look.folded(each);
  return out;
}

std::string sheet_text(Context& context, const StatusAnswer& answer) {
  const StatusRow& row = answer.rows.front();
  const LawInstrument& instrument = *answer.instrument;
  const States& states = context.record().states();
  const Look& look = context.look;
  Face shown = face_of_word(row.status);
  std::string out = look.strong(fmt::format("{} ({})", states.name(row.state), row.state.text())) +
                    ": " + look.painted(row.status, shown.colour) + "\n";
  out += heading(context, instrument, answer.days);
  if (row.signed_on) out += look.entry("signed", row.signed_on->iso());
  if (row.bound_from) out += look.entry("bound from", row.bound_from->iso());
  if (row.bound_until) {
    out += look.entry("bound until",
                      fmt::format("{} (the first day on which it is not)", row.bound_until->iso()));
  }
  for (const std::string& note : row.notes) out += look.entry("note", note);
  std::vector<std::string> acts;
  for (const std::string& id : row.acts) acts.push_back(short_id(id, instrument.slug));
  if (!acts.empty()) out += look.entry("acts", joined(acts));
  if (row.acts.empty() && row.notes.empty() && !row.signed_on) {
    out += look.entry("acts", "none on record");
  }
  if (answer.proof) out += "\n" + drawn(*answer.proof, instrument.slug, look);
  return out + warnings_text(context, answer.warnings);
}

std::string list_text(Context& context, const StatusAnswer& answer) {
  const LawInstrument& instrument = *answer.instrument;
  const States& states = context.record().states();
  const Look& look = context.look;
  Table table({{""}, {"State", 19}, {"status"}, {"signed"}, {"bound from"}, {"until"}});
  std::size_t left_out = 0;
  bool not_known = false;  // the record has gaps where they are
  for (const StatusRow& row : answer.rows) {
    if (row.status == "none" && row.uncertain.empty() && (row.notes.empty() || row.acts.empty())) {
      ++left_out;
      not_known |= !row.notes.empty();
      continue;
    }
    table.row({row.state.text(), states.name(row.state), row.status, iso_or_empty(row.signed_on),
               iso_or_empty(row.bound_from), iso_or_empty(row.bound_until)});
    table.paint(2, face_of_word(row.status).colour);
    for (const std::string& note : row.notes) table.below(note);
  }
  std::string out = heading(context, instrument, answer.days) + table.text(look) + "\n";
  std::vector<std::string> parts;
  for (std::string_view word : status_words) {
    long count = answer.count(word);
    if (count > 0) parts.push_back(fmt::format("{} {}", count, word));
  }
  out += look.folded(joined(parts) + ".");
  long bound = answer.count("party") + answer.count("party_withdrawing");
  out += look.folded(fmt::format("{} States are bound on {}.", bound, answer.days.on.iso()));
  if (left_out > 0) {
    out += look.quiet(fmt::format("{} States with nothing on record are not listed{}.", left_out,
                                  not_known ? ": not known, the record has gaps" : "")) +
           "\n";
  }
  return out + warnings_text(context, answer.warnings);
}

std::string change_text(Context& context, const StatusChange& change) {
  const LawInstrument& instrument = *change.instrument;
  const States& states = context.record().states();
  const Look& look = context.look;
  std::string out = look.strong(context.title(instrument)) + "\n" +
                    fmt::format("on {}: as known on {} against {}\n\n", change.on.iso(),
                                change.after.iso(), change.before.iso());
  auto side = [&](Day known, const StatusRow& row) {
    std::vector<std::string> parts;
    if (row.bound_from) parts.push_back("bound from " + row.bound_from->iso());
    if (row.bound_until) parts.push_back("until " + row.bound_until->iso());
    std::string text = row.status;
    if (!parts.empty()) text += ", " + joined(parts, " ");
    for (const std::string& note : row.notes) text += "; " + note;
    return look.folded(text, fmt::format("  known {}  ", known.iso()), std::string(20, ' '));
  };
  for (const StatusChange::Row& each : change.rows) {
    out += look.strong(
               fmt::format("{} ({})", states.name(each.after.state), each.after.state.text())) +
           "\n";
    out += side(change.before, each.before) + side(change.after, each.after);
    std::vector<std::string> acts;
    for (const std::string& id : each.acts) acts.push_back(short_id(id, instrument.slug));
    if (!acts.empty())
      out += look.folded(joined(acts), "  by                ", std::string(20, ' '));
  }
  out += change.rows.empty()
             ? "Nothing differs.\n"
             : fmt::format("\n{} {}.\n", change.rows.size(),
                           change.rows.size() == 1 ? "State differs" : "States differ");
  return out + (change.beyond.empty() ? "" : "\n" + look.folded(change.beyond));
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
  auto asked = std::make_shared<StatusAsked>();
  CLI::App* command = context.command(app, "status");
  command->add_option("INSTRUMENT", asked->instrument)->required();
  command->add_option("--on", asked->on);
  command->add_option("--known", asked->known);
  command->add_option("--state", asked->state);
  command->add_option("--diff-known", asked->diff_known);
  command->add_flag("--proof", asked->proof);
  command->callback([&context, asked] {
    if (asked->diff_known.empty()) {
      StatusAnswer answer = status(context, *asked);
      context.give(answer, answer.one_state ? sheet_text : list_text);
    } else {
      context.give(status_change(context, *asked), change_text);
    }
  });
}

}  // namespace ratione::cli
