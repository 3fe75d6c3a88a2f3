// ratione history INSTRUMENT --state S: what one State did, and what came of it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "cli/context.h"

namespace ratione::cli {

namespace {

struct Asked {
  std::string instrument, known, state;
};

// The rules that name a status (law/common). Their breaks are the days on which
// the status can change.
constexpr std::array<std::string_view, 6> status_rules = {
    "party_withdrawing", "party", "former_party", "contracting", "signatory_declined", "signatory"};

struct Stage {
  Span days;
  std::string status;
};

std::vector<Stage> stages_of(Engine& engine, const LawInstrument& instrument, StateCode state) {
  std::set<Day> breaks;
  for (std::string_view name : status_rules) {
    if (!instrument.clauses.contains(name)) continue;
    Result<TruthLine> line = engine.rule(instrument, name, state);
    if (!line) continue;
    for (const TruthLine::Segment& segment : line->segments()) breaks.insert(segment.from);
  }
  breaks.insert(Day::first());
  std::vector<Stage> stages;
  for (Day from : breaks) {
    std::string status = engine.status(instrument, state, from).status;
    if (!stages.empty() && stages.back().status == status) continue;
    if (!stages.empty()) stages.back().days.until = from;
    stages.push_back({{from, Day::never()}, status});
  }
  return stages;
}

struct Event {
  Day day;
  int order = 0;  // of one day: what was done, then what came of it
  std::string what;
  std::string note;
  std::string act;
  std::string cites;
  bool effect = false;
};

void history(Context& context, const Asked& asked) {
  Day known = context.days("", asked.known).known;
  const LawInstrument& instrument = context.instrument(asked.instrument);
  StateCode state = context.state("--state", asked.state);
  Engine& engine = context.engine(known);
  const std::string& slug = instrument.slug;
  std::string name = context.record().states().name(state);

  View view = context.record().view(slug, known);
  std::vector<const Act*> acts;
  for (const Act& act : view.acts) {
    bool concerns = act.state == state ||
                    std::find(act.about.begin(), act.about.end(), state) != act.about.end();
    if (concerns) acts.push_back(&act);
  }
  std::vector<DateRow> rows = engine.dates(instrument);
  auto row_of = [&](const std::string& id) -> const DateRow* {
    auto found = std::find_if(rows.begin(), rows.end(),
                              [&](const DateRow& row) { return row.act_id == id; });
    return found == rows.end() ? nullptr : &*found;
  };
  std::vector<Stage> stages = stages_of(engine, instrument, state);

  Format format = context.format();
  if (format == Format::csv) {
    std::string out =
        "act_id,kind,actor,deposited,known,effective,outcome,citation,confirmed,note\n";
    for (const Act* act : acts) {
      const DateRow* row = row_of(act->id);
      out += csv_line({act->id, act->kind, act->state.none() ? act->actor : act->state.text(),
                       act->day.iso(), act->known.iso(),
                       row != nullptr && row->effective ? row->effective->iso() : "",
                       row != nullptr ? row->outcome : "no_effect",
                       row != nullptr ? cited(row->cites, slug) : "", act->confirmed ? "yes" : "no",
                       act->note});
    }
    context.print(out);
    return;
  }
  if (format == Format::json) {
    Json list = Json::array();
    for (const Act* act : acts) {
      const DateRow* row = row_of(act->id);
      list.push_back(
          Json{{"act_id", act->id},
               {"kind", act->kind},
               {"actor", act->state.none() ? act->actor : act->state.text()},
               {"deposited", act->day.iso()},
               {"known", act->known.iso()},
               {"effective",
                row != nullptr && row->effective ? Json(row->effective->iso()) : Json(nullptr)},
               {"outcome", row != nullptr ? row->outcome : "no_effect"},
               {"citation", row != nullptr ? cited(row->cites, slug) : ""},
               {"confirmed", act->confirmed},
               {"source", act->source},
               {"note", act->note}});
    }
    Json statuses = Json::array();
    for (const Stage& stage : stages) {
      statuses.push_back(Json{
          {"from", stage.days.from == Day::first() ? Json(nullptr) : Json(stage.days.from.iso())},
          {"until",
           stage.days.until == Day::never() ? Json(nullptr) : Json(stage.days.until.iso())},
          {"status", stage.status}});
    }
    context.print_json(Json{{"instrument", slug},
                            {"state", state.text()},
                            {"name", name},
                            {"known", known.iso()},
                            {"acts", std::move(list)},
                            {"statuses", std::move(statuses)},
                            {"made_with", context.made_with(&instrument)}});
    return;
  }

  std::vector<Event> events;
  for (const Act* act : acts) {
    Event event{act->day.hi, 0, act->kind, act->note, act->id, "", false};
    if (!act->day.certain()) event.note = act->day.iso() + "; " + event.note;
    if (act->state != state)
      event.what += " by " + (act->state.none() ? act->actor : act->state.text());
    if (act->known > act->day.hi) {
      event.note = fmt::format("known from {}{}{}", act->known.iso(),
                               event.note.empty() ? "" : "; ", event.note);
    }
    if (!act->confirmed) event.note += event.note.empty() ? "unconfirmed" : " (unconfirmed)";
    const DateRow* row = row_of(act->id);
    if (row != nullptr && !row->effective && row->outcome != "no_effect") {
      event.note = row->outcome + (event.note.empty() ? "" : "; " + event.note);
    }
    bool at_once = row != nullptr && row->effective == act->day;
    if (at_once) event.cites = cited(row->cites, slug);
    events.push_back(event);
    if (row != nullptr && row->effective && !at_once) {
      events.push_back({row->effective->hi, 1, fmt::format("{} takes effect", act->kind),
                        row->outcome == "pending" ? "pending" : "", act->id,
                        cited(row->cites, slug), true});
    }
  }
  std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
    return std::pair(a.day, a.order) < std::pair(b.day, b.order);
  });

  const Look& look = context.look;
  std::string out = look.strong(fmt::format("{} ({})", name, state.text())) + "\n" +
                    look.strong(context.title(instrument)) + "\n" +
                    fmt::format("as known on {}\n\n", known.iso());
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
  for (const Stage& stage : stages) {
    std::string when = stage.days.words();
    out += fmt::format("  {}  {}\n", padded(when, 24),
                       look.painted(stage.status, face_of_word(stage.status).colour));
  }
  std::string beyond = context.beyond(instrument, known, known);
  if (!beyond.empty()) out += "\n" + look.folded(beyond);
  context.print(out);
}

}  // namespace

void add_history(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "history");
  command->add_option("INSTRUMENT", asked->instrument)->required();
  command->add_option("--state", asked->state)->required();
  command->add_option("--known", asked->known);
  command->callback([&context, asked] { history(context, *asked); });
}

}  // namespace ratione::cli
