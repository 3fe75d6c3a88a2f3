#include "answers/receipt.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "engine/consequences.h"
#include "errors/quoted.h"
#include "text/csv.h"

namespace ratione::answers {

namespace {

constexpr const char* settled_file = "audit.csv";
// Who receives an act where the law names nobody else.
constexpr std::string_view depositary = "a depositary";

struct Settled {
  std::string why;
  Place place;
  bool used = false;
};

// By act and rule.
std::map<std::pair<std::string, std::string>, Settled> settled_of(Desk& desk) {
  std::map<std::pair<std::string, std::string>, Settled> settled;
  const std::string file = desk.folder("record") + "/" + settled_file;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return settled;
  Result<std::string> text = read_file(file);
  if (!text) broken({text.error()});
  Results<Csv> table = read_csv(*text, file, {"act", "rule", "why"});
  if (!table) broken(std::move(table.error()));
  for (const CsvRow& row : table->rows) {
    settled[{row.text("act"), row.text("rule")}] = {row.text("why"), row.place("act")};
  }
  return settled;
}

}  // namespace

std::string Remark::text() const {
  return fmt::format("{}{}: {}{} ({})", act, by == depositary ? "" : ", received by " + by,
                     certain ? "" : "perhaps ", says, citation);
}

std::vector<Remark> remarks_on(Desk& desk, Engine& engine, const LawInstrument& instrument,
                               std::string_view act) {
  std::vector<Remark> remarks;
  for (const Said& each : said_of(engine, instrument, act)) {
    const Clause& clause = desk.law().clauses[static_cast<std::size_t>(each.consequence->clause)];
    remarks.push_back({std::string(act), clause.name,
                       std::string(each.by.empty() ? depositary : each.by), each.consequence->says,
                       cited(clause.cites, instrument.slug),
                       each.consequence->tells == Consequence::Tells::refusal, each.certain});
  }
  return remarks;
}

Json json_of(const std::vector<Remark>& remarks) {
  Json all = Json::array();
  for (const Remark& each : remarks) {
    all.push_back(Json{{"act", each.act},
                       {"kind", each.refusal ? "refusal" : "warning"},
                       {"rule", each.rule},
                       {"by", each.by},
                       {"says", each.says},
                       {"citation", each.citation},
                       {"certain", each.certain}});
  }
  return all;
}

AuditAnswer audit(Desk& desk, const std::string& known) {
  AuditAnswer answer;
  auto settled = settled_of(desk);
  const Day day =
      known.empty() ? std::max(desk.today(), desk.record().newest()) : desk.known(known);
  answer.known = day;
  Engine& engine = desk.engine(day);
  for (const LawInstrument& instrument : desk.law().instruments) {
    for (const Act& act : desk.record().acts(instrument.slug)) {
      if (!act.corrects.empty()) continue;
      if (day < act.known) {
        ++answer.later;
        continue;
      }
      ++answer.acts;
      for (Remark& each : remarks_on(desk, engine, instrument, act.id)) {
        AuditAnswer::Found found{std::move(each), ""};
        if (auto at = settled.find({found.remark.act, found.remark.rule}); at != settled.end()) {
          found.settled = at->second.why;
          at->second.used = true;
        }
        answer.open += found.settled.empty();
        answer.found.push_back(std::move(found));
      }
    }
  }
  for (const auto& [key, each] : settled) {
    const Act* act = desk.record().act(key.first);
    if (each.used || (act != nullptr && day < act->known)) continue;
    answer.stale.push_back(
        Error{Code::act_not_found, each.place,
              fmt::format("Nothing is found of {} by the rule {}; take the row out.",
                          ratione::quoted(key.first), ratione::quoted(key.second))});
  }
  return answer;
}

Json json_of(Desk& desk, const AuditAnswer& answer) {
  std::vector<Remark> remarks;
  for (const AuditAnswer::Found& each : answer.found) remarks.push_back(each.remark);
  Json found = json_of(remarks);
  for (std::size_t i = 0; i < answer.found.size(); ++i) {
    const std::string& settled = answer.found[i].settled;
    found[i]["settled"] = settled.empty() ? Json(nullptr) : Json(settled);
  }
  return Json{{"known", answer.known.iso()}, {"acts", answer.acts},
              {"later", answer.later},       {"open", answer.open},
              {"found", std::move(found)},   {"made_with", desk.made_with()}};
}

std::string csv_of(Desk&, const AuditAnswer& answer) {
  std::string out = csv_line({"act", "kind", "rule", "says", "citation", "certain", "settled"});
  for (const AuditAnswer::Found& each : answer.found) {
    out += csv_line({each.remark.act, each.remark.refusal ? "refusal" : "warning", each.remark.rule,
                     each.remark.says, each.remark.citation, each.remark.certain ? "yes" : "no",
                     each.settled});
  }
  return out;
}

}  // namespace ratione::answers
