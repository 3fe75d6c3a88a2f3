// ratione notices: what runs, what lies ahead, what is about to lapse.

#include "answers/notices.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/verdict.h"
#include "cli/context.h"

namespace ratione::cli {

namespace {

std::string section(Context& context, const NoticesAnswer& answer, Ahead::What what,
                    const char* title, const char* nothing) {
  const Look& look = context.look;
  const States& states = context.record().states();
  const bool notice = what == Ahead::What::running_notice;
  Table table({{"State", 20},
               {"what", 22},
               {what == Ahead::What::lapse ? "lapses" : "effect"},
               {"days left", 0, true},
               {notice ? "revocable to" : "act"}});
  bool any = false;
  for (const Ahead& row : answer.rows) {
    if (row.what != what) continue;
    any = true;
    const std::string& slug = row.instrument->slug;
    std::string name = !row.state.none()   ? states.name(row.state)
                       : row.actor.empty() ? "(the treaty)"
                                           : row.actor;
    table.row({name, plain(row.kind), row.day.lo.iso(), std::to_string(row.day.lo - answer.on),
               notice ? iso_or_empty(row.last_day_to_revoke) : short_id(row.act, slug)});
    std::string by = cited(row.cites, slug);
    std::string note = fmt::format("{}{}{}", slug, by.empty() ? "" : ", by ", by);
    if (row.received) note += "; received " + row.received->iso();
    if (notice) note += fmt::format(" ({})", short_id(row.act, slug));
    if (!row.confirmed) note += "; unconfirmed";
    table.below(std::move(note));
    if (row.counted_from) {
      table.below(rounded_words(*row.counted_from, row.day.lo, {}, slug));
    }
  }
  return look.strong(title) + "\n" + (any ? table.text(look) : std::string(nothing) + "\n");
}

std::string notices_text(Context& context, const NoticesAnswer& answer) {
  std::string out = fmt::format("on {}, as known on {}\n\n", answer.on.iso(), answer.known.iso());
  out += section(context, answer, Ahead::What::running_notice, "Running notices",
                 "No notice of withdrawal is running.") +
         "\n";
  out += section(context, answer, Ahead::What::effect_ahead, "Effects that lie ahead",
                 "No act waits for its day of effect.") +
         "\n";
  out += section(context, answer, Ahead::What::lapse, "Declarations about to lapse",
                 "No declaration has an end ahead.");
  if (!answer.beyond.empty()) out += "\n";
  if (answer.beyond.size() > 3) {  // json has each
    out += context.look.folded(
        fmt::format("The records of {} treaties are not known to be complete to that day, and what "
                    "was done since is not in this answer; ratione record coverage has their days.",
                    answer.beyond.size()));
    return out;
  }
  for (const std::string& each : answer.beyond) out += context.look.folded(each);
  return out;
}

void show(Context& context, const NoticesAsked& asked) {
  const std::vector<std::string> forms = {"text", "json", "csv", "ics", "atom"};
  const std::string& form = context.format_option;
  if (std::find(forms.begin(), forms.end(), form) == forms.end()) {
    refuse_value("--format", form, forms);
  }
  NoticesAnswer answer = notices(context, asked);
  if (form == "ics") return context.print(icalendar_of(context, answer));
  if (form == "atom") return context.print(atom_of(context, answer));
  context.give(answer, notices_text);
}

}  // namespace

void add_notices(CLI::App& app, Context& context) {
  auto asked = std::make_shared<NoticesAsked>();
  CLI::App* command = context.command(app, "notices");
  command->add_option("--on", asked->on);
  command->add_option("--known", asked->known);
  command->add_option("--state", asked->state);
  command->callback([&context, asked] { show(context, *asked); });
}

}  // namespace ratione::cli
