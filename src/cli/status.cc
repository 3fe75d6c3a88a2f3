// ratione status INSTRUMENT: who is bound on a day, as known on a day.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/context.h"
#include "cli/proof_view.h"

namespace ratione::cli {

namespace {

// In the order in which a summary counts them.
constexpr std::array<std::string_view, 7> status_words = {
    "party", "party_withdrawing", "contracting", "signatory", "signatory_declined", "former_party",
    "none"};

struct Asked {
  std::string instrument, on, known, state, diff_known;
  bool proof = false;
};

Json row_json(const StatusRow& row, const States& states) {
  return Json{{"state", row.state.text()},
              {"name", states.name(row.state)},
              {"status", row.status},
              {"signed", iso_or_null(row.signed_on)},
              {"bound_from", iso_or_null(row.bound_from)},
              {"bound_until", iso_or_null(row.bound_until)},
              {"notes", row.notes},
              {"acts", row.acts}};
}

std::string row_csv(const StatusRow& row, const States& states) {
  return csv_line({row.state.text(), states.name(row.state), row.status,
                   iso_or_empty(row.signed_on), iso_or_empty(row.bound_from),
                   iso_or_empty(row.bound_until), joined(row.notes, "; ")});
}

std::string heading(Context& context, const LawInstrument& instrument, Days days) {
  return context.look.strong(context.title(instrument)) + "\n" +
         fmt::format("on {}, as known on {}\n\n", days.on.iso(), days.known.iso());
}

std::string beyond_text(Context& context, const LawInstrument& instrument, Days days) {
  std::string beyond = context.beyond(instrument, days.on, days.known);
  return beyond.empty() ? "" : "\n" + context.look.folded(beyond);
}

// "124 Parties": party and party_withdrawing both are bound.
Json counts_of(const std::vector<StatusRow>& rows) {
  Json counts = Json::object();
  for (std::string_view word : status_words) {
    counts[std::string(word)] = std::count_if(rows.begin(), rows.end(),
                                              [&](const StatusRow& r) { return r.status == word; });
  }
  return counts;
}

void one_state(Context& context, const LawInstrument& instrument, const Asked& asked, Days days) {
  StateCode state = context.state("--state", asked.state);
  const States& states = context.record().states();
  Engine& engine = context.engine(days.known);
  StatusRow row = engine.status(instrument, state, days.on);
  switch (context.format()) {
    case Format::csv:
      context.print("state,name,status,signed,bound_from,bound_until,notes\n");
      context.print(row_csv(row, states));
      return;
    case Format::json: {
      Json out{{"instrument", instrument.slug},
               {"on", days.on.iso()},
               {"known", days.known.iso()},
               {"rows", Json::array({row_json(row, states)})}};
      std::string beyond = context.beyond(instrument, days.on, days.known);
      if (!beyond.empty()) out["warnings"] = Json::array({beyond});
      if (asked.proof) {
        out["proof"] =
            proof_json(engine.explain_status(instrument, state, days.on), instrument.slug);
      }
      out["made_with"] = context.made_with(&instrument);
      context.print_json(out);
      return;
    }
    case Format::text:
      break;
  }
  const Look& look = context.look;
  Face shown = face_of_word(row.status);
  std::string out = look.strong(fmt::format("{} ({})", states.name(state), state.text())) + ": " +
                    look.painted(row.status, shown.colour) + "\n";
  out += heading(context, instrument, days);
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
  context.print(out);
  if (asked.proof) {
    context.print("\n" +
                  drawn(engine.explain_status(instrument, state, days.on), instrument.slug, look));
  }
  context.print(beyond_text(context, instrument, days));
}

void every_state(Context& context, const LawInstrument& instrument, Days days) {
  const States& states = context.record().states();
  std::vector<StatusRow> rows = context.engine(days.known).statuses(instrument, days.on);
  switch (context.format()) {
    case Format::csv: {
      std::string out = "state,name,status,signed,bound_from,bound_until,notes\n";
      for (const StatusRow& row : rows) out += row_csv(row, states);
      context.print(out);
      return;
    }
    case Format::json: {
      Json list = Json::array();
      for (const StatusRow& row : rows) list.push_back(row_json(row, states));
      Json out{{"instrument", instrument.slug},
               {"on", days.on.iso()},
               {"known", days.known.iso()},
               {"rows", std::move(list)},
               {"counts", counts_of(rows)}};
      std::string beyond = context.beyond(instrument, days.on, days.known);
      if (!beyond.empty()) out["warnings"] = Json::array({beyond});
      out["made_with"] = context.made_with(&instrument);
      context.print_json(out);
      return;
    }
    case Format::text:
      break;
  }
  const Look& look = context.look;
  Table table({{""}, {"State", 19}, {"status"}, {"signed"}, {"bound from"}, {"until"}});
  std::size_t left_out = 0;
  for (const StatusRow& row : rows) {
    if (row.status == "none" && row.notes.empty()) {
      ++left_out;
      continue;
    }
    table.row({row.state.text(), states.name(row.state), row.status, iso_or_empty(row.signed_on),
               iso_or_empty(row.bound_from), iso_or_empty(row.bound_until)});
    table.paint(2, face_of_word(row.status).colour);
    for (const std::string& note : row.notes) table.below(note);
  }
  std::string out = heading(context, instrument, days) + table.text(look) + "\n";
  Json counts = counts_of(rows);
  std::vector<std::string> parts;
  for (std::string_view word : status_words) {
    auto count = counts[std::string(word)].get<long>();
    if (count > 0) parts.push_back(fmt::format("{} {}", count, word));
  }
  out += look.folded(joined(parts) + ".");
  long bound = counts["party"].get<long>() + counts["party_withdrawing"].get<long>();
  out += look.folded(fmt::format("{} States are bound on {}.", bound, days.on.iso()));
  if (left_out > 0) {
    out += look.quiet(fmt::format("{} States with nothing on record are not listed.", left_out)) +
           "\n";
  }
  context.print(out + beyond_text(context, instrument, days));
}

bool same_answer(const StatusRow& a, const StatusRow& b) {
  return a.status == b.status && a.uncertain == b.uncertain && a.signed_on == b.signed_on &&
         a.bound_from == b.bound_from && a.bound_until == b.bound_until && a.notes == b.notes;
}

// Acts of or about the State that one day could know and the other could not.
std::vector<std::string> learnt_between(const Record& record, std::string_view slug,
                                        StateCode state, Day a, Day b) {
  std::vector<std::string> ids;
  for (const Act& act : record.acts(slug)) {
    bool concerns = act.state == state ||
                    std::find(act.about.begin(), act.about.end(), state) != act.about.end();
    if (concerns && std::min(a, b) < act.known && act.known <= std::max(a, b)) {
      ids.push_back(act.id);
    }
  }
  return ids;
}

void difference(Context& context, const LawInstrument& instrument, const Asked& asked, Days days) {
  const States& states = context.record().states();
  Day before = context.day("--diff-known", asked.diff_known, std::nullopt);
  Day after = days.known;
  std::optional<StateCode> only;
  if (!asked.state.empty()) only = context.state("--state", asked.state);

  struct Changed {
    StatusRow before, after;
    std::vector<std::string> acts;
  };
  std::vector<Changed> changed;
  std::vector<StatusRow> now = context.engine(after).statuses(instrument, days.on);
  std::vector<StatusRow> then = context.engine(before).statuses(instrument, days.on);
  for (const StatusRow& row : now) {
    if (only && row.state != *only) continue;
    auto old = std::find_if(then.begin(), then.end(),
                            [&](const StatusRow& r) { return r.state == row.state; });
    if (old == then.end() || same_answer(*old, row)) continue;
    changed.push_back(
        {*old, row, learnt_between(context.record(), instrument.slug, row.state, before, after)});
  }

  switch (context.format()) {
    case Format::csv: {
      std::string out = "state,name,known,status,signed,bound_from,bound_until,notes,acts\n";
      for (const Changed& each : changed) {
        for (const auto& [row, known] : {std::pair{&each.before, before}, {&each.after, after}}) {
          out += csv_line({row->state.text(), states.name(row->state), known.iso(), row->status,
                           iso_or_empty(row->signed_on), iso_or_empty(row->bound_from),
                           iso_or_empty(row->bound_until), joined(row->notes, "; "),
                           joined(each.acts, "; ")});
        }
      }
      context.print(out);
      return;
    }
    case Format::json: {
      Json list = Json::array();
      for (const Changed& each : changed) {
        list.push_back(Json{{"state", each.after.state.text()},
                            {"name", states.name(each.after.state)},
                            {"before", row_json(each.before, states)},
                            {"after", row_json(each.after, states)},
                            {"acts", each.acts}});
      }
      context.print_json(Json{{"instrument", instrument.slug},
                              {"on", days.on.iso()},
                              {"known", after.iso()},
                              {"diff_known", before.iso()},
                              {"rows", std::move(list)},
                              {"made_with", context.made_with(&instrument)}});
      return;
    }
    case Format::text:
      break;
  }
  const Look& look = context.look;
  std::string out =
      look.strong(context.title(instrument)) + "\n" +
      fmt::format("on {}: as known on {} against {}\n\n", days.on.iso(), after.iso(), before.iso());
  auto side = [&](Day known, const StatusRow& row) {
    std::vector<std::string> parts;
    if (row.bound_from) parts.push_back("bound from " + row.bound_from->iso());
    if (row.bound_until) parts.push_back("until " + row.bound_until->iso());
    std::string text = row.status;
    if (!parts.empty()) text += ", " + joined(parts, " ");
    for (const std::string& note : row.notes) text += "; " + note;
    return look.folded(text, fmt::format("  known {}  ", known.iso()), std::string(20, ' '));
  };
  for (const Changed& each : changed) {
    out += look.strong(
               fmt::format("{} ({})", states.name(each.after.state), each.after.state.text())) +
           "\n";
    out += side(before, each.before) + side(after, each.after);
    std::vector<std::string> acts;
    for (const std::string& id : each.acts) acts.push_back(short_id(id, instrument.slug));
    if (!acts.empty())
      out += look.folded(joined(acts), "  by                ", std::string(20, ' '));
  }
  out += changed.empty() ? "Nothing differs.\n"
                         : fmt::format("{}{} {}.\n", changed.empty() ? "" : "\n", changed.size(),
                                       changed.size() == 1 ? "State differs" : "States differ");
  context.print(out + beyond_text(context, instrument, days));
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "status");
  command->add_option("INSTRUMENT", asked->instrument)->required();
  command->add_option("--on", asked->on);
  command->add_option("--known", asked->known);
  command->add_option("--state", asked->state);
  command->add_option("--diff-known", asked->diff_known);
  command->add_flag("--proof", asked->proof);
  command->callback([&context, asked] {
    Days days = context.days(asked->on, asked->known);
    const LawInstrument& instrument = context.instrument(asked->instrument);
    if (asked->proof && (asked->state.empty() || !asked->diff_known.empty())) {
      refuse(Code::word_missing,
             asked->state.empty()
                 ? "--proof shows why one State has its status; add --state STATE."
                 : "--proof shows one answer and --diff-known two; leave one of them out.");
    }
    if (!asked->diff_known.empty()) {
      difference(context, instrument, *asked, days);
    } else if (!asked->state.empty()) {
      one_state(context, instrument, *asked, days);
    } else {
      every_state(context, instrument, days);
    }
  });
}

}  // namespace ratione::cli
