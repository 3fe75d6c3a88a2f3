#include "answers/dates.h"

#include <algorithm>
#include <optional>

#include "engine/presumptions.h"

namespace ratione::answers {

DatesAnswer dates(Desk& desk, const DatesAsked& asked) {
  DatesAnswer answer;
  answer.known = desk.known(asked.known);
  answer.instrument = &desk.instrument(asked.instrument);
  std::optional<StateCode> only;
  if (!asked.state.empty()) only = desk.state(desk.word("state"), asked.state);
  Engine& engine = desk.engine(answer.known, *answer.instrument);
  answer.rows = engine.dates(*answer.instrument);
  if (only) std::erase_if(answer.rows, [&](const DateRow& row) { return row.state != *only; });
  if (std::string beyond = desk.beyond(*answer.instrument, answer.known, answer.known);
      !beyond.empty()) {
    answer.warnings.push_back(std::move(beyond));
  }
  for (std::string& each : presumed_in_dates(engine, *answer.instrument, answer.rows)) {
    answer.warnings.push_back(capital(std::move(each)) + ".");
  }
  return answer;
}

Json json_of(Desk& desk, const DatesAnswer& answer) {
  const std::string& slug = answer.instrument->slug;
  Json rows = Json::array();
  for (const DateRow& row : answer.rows) {
    rows.push_back(Json{{"act_id", row.act_id.empty() ? Json(nullptr) : Json(row.act_id)},
                        {"state", row.state.none() ? Json(nullptr) : Json(row.state.text())},
                        {"kind", row.kind},
                        {"deposited", iso_or_null(row.deposited)},
                        {"effective", iso_or_null(row.effective)},
                        {"outcome", row.outcome},
                        {"named_effective", iso_or_null(row.named_effective)},
                        {"citation", cited(row.cites, slug)},
                        {"confirmed", row.confirmed},
                        {"note", row.note}});
    if (row.counted_from) rows.back()["counted_from"] = row.counted_from->iso();
  }
  Json out{{"instrument", slug}, {"known", answer.known.iso()}, {"rows", std::move(rows)}};
  if (!answer.warnings.empty()) out["warnings"] = answer.warnings;
  out["made_with"] = desk.made_with(answer.instrument);
  return out;
}

std::string csv_of(Desk&, const DatesAnswer& answer) {
  std::string out = "act_id,state,kind,deposited,effective,outcome,named_effective,citation\n";
  for (const DateRow& row : answer.rows) {
    out += csv_line({row.act_id, row.state.text(), row.kind, iso_or_empty(row.deposited),
                     iso_or_empty(row.effective), row.outcome, iso_or_empty(row.named_effective),
                     cited(row.cites, answer.instrument->slug)});
  }
  return out;
}

}  // namespace ratione::answers
