#include "answers/state.h"

namespace ratione::answers {

namespace {

Json row_json(const LawInstrument& instrument, const StatusRow& row) {
  return Json{{"instrument", instrument.slug},
              {"status", row.status},
              {"signed", iso_or_null(row.signed_on)},
              {"bound_from", iso_or_null(row.bound_from)},
              {"bound_until", iso_or_null(row.bound_until)},
              {"notes", notes_of(row)}};
}

}  // namespace

std::vector<const LawInstrument*> with_members(Desk& desk) {
  std::vector<const LawInstrument*> all;
  for (const LawInstrument& each : desk.law().instruments) {
    if (each.clauses.contains("party") && desk.record().instrument(each.slug) != nullptr) {
      all.push_back(&each);
    }
  }
  return all;
}

std::string notes_of(const StatusRow& row) { return joined(row.notes, "; "); }

StateAnswer state(Desk& desk, const StateAsked& asked) {
  StateAnswer answer;
  answer.days = desk.days(asked.on, asked.known);
  answer.state = desk.state("", asked.first);
  Engine& engine = desk.engine(answer.days.known);
  for (const LawInstrument* each : with_members(desk)) {
    answer.rows.push_back({each, engine.status(*each, answer.state, answer.days.on)});
  }
  return answer;
}

Json json_of(Desk& desk, const StateAnswer& answer) {
  Json rows = Json::array();
  for (const StateAnswer::Row& row : answer.rows) {
    rows.push_back(row_json(*row.instrument, row.status));
  }
  return Json{{"state", answer.state.text()}, {"name", desk.record().states().name(answer.state)},
              {"on", answer.days.on.iso()},   {"known", answer.days.known.iso()},
              {"rows", std::move(rows)},      {"made_with", desk.made_with()}};
}

std::string csv_of(Desk&, const StateAnswer& answer) {
  std::string out = "instrument,status,signed,bound_from,bound_until,notes\n";
  for (const auto& [instrument, row] : answer.rows) {
    out += csv_line({instrument->slug, row.status, iso_or_empty(row.signed_on),
                     iso_or_empty(row.bound_from), iso_or_empty(row.bound_until), notes_of(row)});
  }
  return out;
}

CompareAnswer compare(Desk& desk, const StateAsked& asked) {
  CompareAnswer answer;
  answer.days = desk.days(asked.on, asked.known);
  answer.first = desk.state("", asked.first);
  answer.second = desk.state("", asked.second);
  Engine& engine = desk.engine(answer.days.known);
  for (const LawInstrument* each : with_members(desk)) {
    answer.rows.push_back({each, engine.status(*each, answer.first, answer.days.on),
                           engine.status(*each, answer.second, answer.days.on)});
  }
  return answer;
}

Json json_of(Desk& desk, const CompareAnswer& answer) {
  Json rows = Json::array();
  for (const CompareAnswer::Row& row : answer.rows) {
    rows.push_back(Json{{"instrument", row.instrument->slug},
                        {answer.first.text(), row_json(*row.instrument, row.first)},
                        {answer.second.text(), row_json(*row.instrument, row.second)}});
  }
  return Json{{"states", Json::array({answer.first.text(), answer.second.text()})},
              {"on", answer.days.on.iso()},
              {"known", answer.days.known.iso()},
              {"rows", std::move(rows)},
              {"made_with", desk.made_with()}};
}

std::string csv_of(Desk&, const CompareAnswer& answer) {
  std::string out = "instrument,state,status,signed,bound_from,bound_until,notes\n";
  for (const CompareAnswer::Row& each : answer.rows) {
    for (const StatusRow* row : {&each.first, &each.second}) {
      out += csv_line({each.instrument->slug, row->state.text(), row->status,
                       iso_or_empty(row->signed_on), iso_or_empty(row->bound_from),
                       iso_or_empty(row->bound_until), notes_of(*row)});
    }
  }
  return out;
}

}  // namespace ratione::answers
