#include "answers/ledger_log.h"

#include <algorithm>

#include "answers/asked_ledger.h"
#include "ledger/acts.h"
#include "record/extended.h"

namespace ratione::answers {

LogAnswer log_of(House& house) {
  ledger::Ledger own = ledger_to_read(house);
  const std::optional<ledger::Key> key = house.key_of_ledger();
  LogAnswer answer;
  answer.ledger = own.shown();
  answer.head = or_stop(own.read(
      [&](const ledger::EntryView& entry) { answer.entries.push_back(ledger::copy_of(entry)); },
      key ? &*key : nullptr));
  return answer;
}

Json json_of(Desk&, const LogAnswer& answer) {
  Json entries = Json::array();
  for (const ledger::Entry& e : answer.entries) {
    Json act = Json::object();
    for (const auto& [name, value] : ledger::columns_of(ledger::view_of(e))) act[name] = value;
    entries.push_back(Json{{"number", e.number},
                           {"recorded", e.recorded},
                           {"author", e.author},
                           {"reason", e.reason},
                           {"instrument", e.instrument},
                           {"act", std::move(act)},
                           {"objection", e.objection.empty() ? Json(nullptr) : Json(e.objection)},
                           {"key", e.key.empty() ? Json(nullptr) : Json(e.key)},
                           {"previous", ledger::hex_of(e.previous)},
                           {"hash", ledger::hex_of(e.hash)}});
  }
  return Json{{"entries", std::move(entries)}, {"ledger", head_json(answer.ledger, answer.head)}};
}

std::string csv_of(Desk&, const LogAnswer& answer) {
  std::string out = csv_line({"number", "recorded", "author", "reason", "source", "instrument",
                              "id", "act", "objection", "key", "hash"});
  for (const ledger::Entry& e : answer.entries) {
    out += csv_line({std::to_string(e.number), e.recorded, e.author, e.reason, e.source,
                     e.instrument, e.id, e.act, e.objection, e.key, ledger::hex_of(e.hash)});
  }
  return out;
}

std::string exported(const LogAnswer& answer) {
  std::vector<ledger::Columns> rows;
  std::vector<std::string> names = {"instrument"};
  for (const std::string& name : act_column_names()) names.push_back(name);
  names.insert(names.end(), {"author", "reason", "objection"});
  for (const ledger::Entry& e : answer.entries) {
    ledger::Columns columns = ledger::columns_of(ledger::view_of(e));
    columns["instrument"] = e.instrument;
    columns["author"] = e.author;
    columns["reason"] = e.reason;
    columns["objection"] = e.objection;
    for (const auto& [name, value] : columns) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    rows.push_back(std::move(columns));
  }
  std::string out = csv_line(names);
  for (const ledger::Columns& columns : rows) {
    std::vector<std::string> fields;
    for (const std::string& name : names) {
      auto at = columns.find(name);
      fields.push_back(at == columns.end() ? std::string() : at->second);
    }
    out += csv_line(fields);
  }
  return out;
}

}  // namespace ratione::answers
