#include "answers/status.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/proof_forms.h"
#include "engine/presumptions.h"
#include "engine/standing.h"

namespace ratione::answers {

namespace {

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

void refuse_proof_of_several(const Desk& desk, const StatusAsked& asked) {
  if (!asked.proof || (!asked.state.empty() && asked.diff_known.empty())) return;
  refuse(Code::word_missing,
         asked.state.empty() ? fmt::format("{} shows why one State has its status; add {}.",
                                           desk.word("proof"), desk.word("state", "STATE"))
                             : fmt::format("{} shows one answer and {} two; leave one of them out.",
                                           desk.word("proof"), desk.word("diff-known")));
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

}  // namespace

long StatusAnswer::count(std::string_view status) const {
  return std::count_if(rows.begin(), rows.end(),
                       [&](const StatusRow& row) { return row.status == status; });
}

StatusAnswer status(Desk& desk, const StatusAsked& asked) {
  StatusAnswer answer;
  answer.days = desk.days(asked.on, asked.known);
  answer.instrument = &desk.instrument(asked.instrument);
  refuse_proof_of_several(desk, asked);
  answer.one_state = !asked.state.empty();
  if (answer.one_state) {
    StateCode state = desk.state(desk.word("state"), asked.state);
    Engine& engine = desk.engine(answer.days.known, *answer.instrument);
    answer.rows.push_back(engine.status(*answer.instrument, state, answer.days.on));
    if (asked.proof) {
      answer.proof = engine.explain_status(*answer.instrument, state, answer.days.on);
    }
  } else {
    answer.rows = desk.engine(answer.days.known, *answer.instrument)
                      .statuses(*answer.instrument, answer.days.on);
  }
  for (StatusRow& row : answer.rows) {
    std::string says = not_known(desk.record(), *answer.instrument, row);
    if (!says.empty()) row.notes.push_back(std::move(says));
  }
  if (std::string beyond = desk.beyond(*answer.instrument, answer.days.on, answer.days.known);
      !beyond.empty()) {
    answer.warnings.push_back(std::move(beyond));
  }
  Engine& engine = desk.engine(answer.days.known, *answer.instrument);
  std::vector<std::string> presumed;
  for (const StatusRow& row : answer.rows) {
    for (std::string& each :
         presumed_in_status(engine, *answer.instrument, row.state, answer.days.on)) {
      if (std::find(presumed.begin(), presumed.end(), each) == presumed.end())
        presumed.push_back(std::move(each));
    }
  }
  for (std::string& each : presumed) answer.warnings.push_back(capital(std::move(each)) + ".");
  return answer;
}

Json json_of(Desk& desk, const StatusAnswer& answer) {
  const States& states = desk.record().states();
  Json rows = Json::array();
  for (const StatusRow& row : answer.rows) rows.push_back(row_json(row, states));
  Json out{{"instrument", answer.instrument->slug},
           {"on", answer.days.on.iso()},
           {"known", answer.days.known.iso()},
           {"rows", std::move(rows)}};
  if (!answer.one_state) {
    Json counts = Json::object();
    for (std::string_view word : status_words) counts[std::string(word)] = answer.count(word);
    out["counts"] = std::move(counts);
  }
  if (!answer.warnings.empty()) out["warnings"] = answer.warnings;
  if (answer.proof) out["proof"] = proof_json(*answer.proof, answer.instrument->slug);
  out["made_with"] = desk.made_with(answer.instrument);
  return out;
}

std::string csv_of(Desk& desk, const StatusAnswer& answer) {
  std::string out = "state,name,status,signed,bound_from,bound_until,notes\n";
  for (const StatusRow& row : answer.rows) out += row_csv(row, desk.record().states());
  return out;
}

StatusChange status_change(Desk& desk, const StatusAsked& asked) {
  StatusChange change;
  Days days = desk.days(asked.on, asked.known);
  change.instrument = &desk.instrument(asked.instrument);
  refuse_proof_of_several(desk, asked);
  change.on = days.on;
  change.before = desk.day(desk.word("diff-known"), asked.diff_known, std::nullopt);
  change.after = days.known;
  std::optional<StateCode> only;
  if (!asked.state.empty()) only = desk.state(desk.word("state"), asked.state);

  const LawInstrument& about = *change.instrument;
  std::vector<StatusRow> now = desk.engine(change.after, about).statuses(about, days.on);
  std::vector<StatusRow> then = desk.engine(change.before, about).statuses(about, days.on);
  for (const StatusRow& row : now) {
    if (only && row.state != *only) continue;
    auto old = std::find_if(then.begin(), then.end(),
                            [&](const StatusRow& r) { return r.state == row.state; });
    if (old == then.end() || same_answer(*old, row)) continue;
    change.rows.push_back({*old, row,
                           learnt_between(desk.record(), change.instrument->slug, row.state,
                                          change.before, change.after)});
  }
  change.beyond = desk.beyond(*change.instrument, days.on, days.known);
  return change;
}

Json json_of(Desk& desk, const StatusChange& change) {
  const States& states = desk.record().states();
  Json rows = Json::array();
  for (const StatusChange::Row& each : change.rows) {
    rows.push_back(Json{{"state", each.after.state.text()},
                        {"name", states.name(each.after.state)},
                        {"before", row_json(each.before, states)},
                        {"after", row_json(each.after, states)},
                        {"acts", each.acts}});
  }
  return Json{{"instrument", change.instrument->slug},
              {"on", change.on.iso()},
              {"known", change.after.iso()},
              {"diff_known", change.before.iso()},
              {"rows", std::move(rows)},
              {"made_with", desk.made_with(change.instrument)}};
}

std::string csv_of(Desk& desk, const StatusChange& change) {
  const States& states = desk.record().states();
  std::string out = "state,name,known,status,signed,bound_from,bound_until,notes,acts\n";
  for (const StatusChange::Row& each : change.rows) {
    for (const auto& [row, known] :
         {std::pair{&each.before, change.before}, {&each.after, change.after}}) {
      out += csv_line({row->state.text(), states.name(row->state), known.iso(), row->status,
                       iso_or_empty(row->signed_on), iso_or_empty(row->bound_from),
                       iso_or_empty(row->bound_until), joined(row->notes, "; "),
                       joined(each.acts, "; ")});
    }
  }
  return out;
}

}  // namespace ratione::answers
