#include "answers/history.h"

#include <algorithm>

namespace ratione::answers {

namespace {

// The State that acted, or the organ.
std::string actor_of(const Act& act) { return act.state.none() ? act.actor : act.state.text(); }

}  // namespace

HistoryAnswer history(Desk& desk, const HistoryAsked& asked) {
  HistoryAnswer answer;
  answer.known = desk.known(asked.known);
  answer.instrument = &desk.instrument(asked.instrument);
  answer.state = desk.state(desk.word("state"), asked.state);
  answer.name = desk.record().states().name(answer.state);
  Engine& engine = desk.engine(answer.known, *answer.instrument);

  std::vector<DateRow> rows = engine.dates(*answer.instrument);
  View view = desk.record().view(answer.instrument->slug, answer.known);
  for (Act& act : view.acts) {
    bool concerns = act.state == answer.state ||
                    std::find(act.about.begin(), act.about.end(), answer.state) != act.about.end();
    if (!concerns) continue;
    auto found = std::find_if(rows.begin(), rows.end(),
                              [&](const DateRow& row) { return row.act_id == act.id; });
    std::optional<DateRow> effect;
    if (found != rows.end()) effect = *found;
    answer.steps.push_back({std::move(act), std::move(effect)});
  }
  answer.stages = stages_of(engine, *answer.instrument, answer.state);
  answer.beyond = desk.beyond(*answer.instrument, answer.known, answer.known);
  return answer;
}

Json json_of(Desk& desk, const HistoryAnswer& answer) {
  const std::string& slug = answer.instrument->slug;
  Json acts = Json::array();
  for (const auto& [act, effect] : answer.steps) {
    acts.push_back(Json{{"act_id", act.id},
                        {"kind", act.kind},
                        {"actor", actor_of(act)},
                        {"deposited", act.day.iso()},
                        {"known", act.known.iso()},
                        {"effective", effect ? iso_or_null(effect->effective) : Json(nullptr)},
                        {"outcome", effect ? effect->outcome : "no_effect"},
                        {"citation", effect ? cited(effect->cites, slug) : ""},
                        {"confirmed", act.confirmed},
                        {"source", act.source},
                        {"note", act.note}});
  }
  Json statuses = Json::array();
  for (const Stage& stage : answer.stages) {
    statuses.push_back(Json{
        {"from", stage.days.from == Day::first() ? Json(nullptr) : Json(stage.days.from.iso())},
        {"until", stage.days.until == Day::never() ? Json(nullptr) : Json(stage.days.until.iso())},
        {"status", stage.status}});
  }
  return Json{{"instrument", slug},
              {"state", answer.state.text()},
              {"name", answer.name},
              {"known", answer.known.iso()},
              {"acts", std::move(acts)},
              {"statuses", std::move(statuses)},
              {"made_with", desk.made_with(answer.instrument)}};
}

std::string csv_of(Desk&, const HistoryAnswer& answer) {
  std::string out = "act_id,kind,actor,deposited,known,effective,outcome,citation,confirmed,note\n";
  for (const auto& [act, effect] : answer.steps) {
    out += csv_line({act.id, act.kind, actor_of(act), act.day.iso(), act.known.iso(),
                     effect ? iso_or_empty(effect->effective) : "",
                     effect ? effect->outcome : "no_effect",
                     effect ? cited(effect->cites, answer.instrument->slug) : "",
                     act.confirmed ? "yes" : "no", act.note});
  }
  return out;
}

}  // namespace ratione::answers
