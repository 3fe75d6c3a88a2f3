// ratione history INSTRUMENT --state S: what one State did, and what came of it.

#include "answers/history.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/context.h"

namespace ratione::cli {

namespace {

struct Event {
  Day day;
  int order = 0;  // of one day: what was done, then what came of it
  std::string what;
  std::string note;
  std::string act;
  std::string cites;
  bool effect = false;
};

std::string history_text(Context& context, const HistoryAnswer& answer) {
  const LawInstrument& instrument = *answer.instrument;
  const std::string& slug = instrument.slug;
  std::vector<Event> events;
  for (const auto& [act, effect] : answer.steps) {
    Event event{act.day.hi, 0, act.kind, act.note, act.id, "", false};
    if (!act.day.certain()) event.note = act.day.iso() + "; " + event.note;
    if (act.state != answer.state)
      event.what += " by " + (act.state.none() ? act.actor : act.state.text());
    if (act.known > act.day.hi) {
      event.note = fmt::format("known from {}{}{}", act.known.iso(), event.note.empty() ? "" : "; ",
                               event.note);
    }
    if (!act.confirmed) event.note += event.note.empty() ? "unconfirmed" : " (unconfirmed)";
    if (effect && !effect->effective && effect->outcome != "no_effect") {
      event.note = effect->outcome + (event.note.empty() ? "" : "; " + event.note);
    }
    bool at_once = effect && effect->effective == act.day;
    if (at_once) event.cites = cited(effect->cites, slug);
    events.push_back(event);
    if (effect && effect->effective && !at_once) {
      events.push_back({effect->effective->hi, 1, fmt::format("{} takes effect", act.kind),
                        effect->outcome == "pending" ? "pending" : "", act.id,
                        cited(effect->cites, slug), true});
    }
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return std::pair(a.day, a.order) < std::pair(b.day, b.order);
  });

  const Look& look = context.look;
  std::string out = look.strong(fmt::format("{} ({})", answer.name, answer.state.text())) + "\n" +
                    look.strong(context.title(instrument)) + "\n" +
                    fmt::format("as known on {}\n\n", answer.known.iso());
  if (events.empty()) {
    out += "No act is on record.\n";
  } else {
    Table table({{"day"}, {"what", 38}, {"act", 18}, {"by"}});
    for (const Event& event : events) {
      table.row({event.day.iso(), (event.effect ? "  " : "") + event.what,
                 short_id(event.act, slug), event.cites});
      if (!event.note.empty()) table.below("       " + event.note);
    }
    out += table.text(look);
  }
  out += "\nStatus\n";
  for (const Stage& stage : answer.stages) {
    std::string when = stage.days.words();
    out += fmt::format("  {}  {}\n", padded(when, 24),
                       look.painted(stage.status, face_of_word(stage.status).colour));
  }
  if (!answer.beyond.empty()) out += "\n" + look.folded(answer.beyond);
  return out;
}

}  // namespace

void add_history(CLI::App& app, Context& context) {
  auto asked = std::make_shared<HistoryAsked>();
  CLI::App* command = context.command(app, "history");
  command->add_option("INSTRUMENT", asked->instrument)->required();
  command->add_option("--state", asked->state)->required();
  command->add_option("--known", asked->known);
  command->callback([&context, asked] { context.give(history(context, *asked), history_text); });
}

}  // namespace ratione::cli
