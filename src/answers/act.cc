#include "answers/act.h"

#include <fmt/format.h>

#include <algorithm>

#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::answers {

ActAnswer act(Desk& desk, const ActAsked& asked) {
  ActAnswer answer;
  answer.known = desk.known(asked.known);
  answer.instrument = &desk.instrument(asked.instrument);
  const std::string& slug = answer.instrument->slug;
  answer.act = desk.record().act(slug + "/" + asked.id);
  if (answer.act == nullptr) {
    std::vector<std::string> ids;
    for (const Act& each : desk.record().acts(slug)) ids.push_back(short_id(each.id, slug));
    const std::string near = nearest_id(asked.id, ids);
    refuse(Code::act_not_found,
           fmt::format("{} is no act of {}; {}", ratione::quoted(asked.id), slug,
                       near.empty() ? fmt::format("ratione dates {} lists them.", slug)
                                    : fmt::format("did you mean {}?", near)));
  }
  std::vector<DateRow> rows =
      desk.engine(answer.known, *answer.instrument).dates(*answer.instrument);
  auto found = std::find_if(rows.begin(), rows.end(),
                            [&](const DateRow& row) { return row.act_id == answer.act->id; });
  if (found != rows.end()) answer.effect = *found;
  return answer;
}

Json json_of(Desk& desk, const ActAnswer& answer) {
  const Act& act = *answer.act;
  const std::string& slug = answer.instrument->slug;
  auto listed = [](const std::vector<std::string>& all) { return joined(all, ";"); };
  std::vector<std::string> about, crimes;
  for (StateCode state : act.about) about.push_back(state.text());
  for (const std::string& crime : act.crimes) crimes.push_back(written_provision(crime));
  Json out{{"instrument", slug},
           {"id", short_id(act.id, slug)},
           {"kind", act.kind},
           {"state", act.state.text()},
           {"actor", act.actor},
           {"provision", written_provision(act.provision)},
           {"day", act.day.iso()},
           {"known", act.known.iso()},
           {"of", short_id(act.of, slug)},
           {"about", listed(about)},
           {"from", iso_or_empty(act.from)},
           {"until", iso_or_empty(act.until)},
           {"places", listed(act.places)},
           {"crimes", listed(crimes)},
           {"persons", act.nationals_only ? "nationals" : ""},
           {"only_on", act.only_on},
           {"corrects", short_id(act.corrects, slug)},
           {"confirmed", act.confirmed ? "yes" : "no"},
           {"source", act.source},
           {"note", act.note}};
  for (const auto& [name, field] : act.fields) out[name] = field.text;
  out["known_on"] = answer.known.iso();
  const std::optional<DateRow>& effect = answer.effect;
  out["effective"] = effect ? iso_or_null(effect->effective) : Json(nullptr);
  out["outcome"] = effect ? Json(effect->outcome) : Json(nullptr);
  out["citation"] = effect ? Json(cited(effect->cites, slug)) : Json(nullptr);
  out["made_with"] = desk.made_with(answer.instrument);
  return out;
}

}  // namespace ratione::answers
