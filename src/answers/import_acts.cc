#include "answers/import_acts.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "answers/supposed.h"
#include "calendar/arithmetic.h"

namespace ratione::answers {

namespace {

constexpr std::size_t most_shown = 20;

std::vector<ImportAnswer::Change> changes_between(Desk& desk, const Record& after,
                                                  const NewActs& fresh) {
  std::vector<ImportAnswer::Change> changes;
  std::set<std::string> slugs;
  for (const NewActs::Each& each : fresh.acts) slugs.insert(each.entry.instrument);
  std::vector<const LawInstrument*> touched;
  for (const std::string& slug : slugs) {
    if (const LawInstrument* instrument = desk.law().instrument(slug))
      touched.push_back(instrument);
  }
  const Day today = desk.today();
  Engine then = engine_of(desk, after, today, touched);
  for (const LawInstrument* instrument : touched) {
    const std::vector<StatusRow> before =
        desk.engine(today, *instrument).statuses(*instrument, today);
    const std::vector<StatusRow> rows = then.statuses(*instrument, today);
    for (std::size_t i = 0; i < rows.size() && i < before.size(); ++i) {
      if (rows[i].status == before[i].status) continue;
      changes.push_back({instrument->slug, rows[i].state, before[i].status, rows[i].status});
    }
  }
  return changes;
}

std::vector<ImportAnswer::Absent> absent_of(Desk& desk, const NewActs& fresh) {
  std::vector<ImportAnswer::Absent> absent;
  for (const NewActs::Each& each : fresh.acts) {
    if (absent.size() == most_shown) break;
    const std::optional<StateCode> code = StateCode::parse(value_of(each.columns, "state"));
    const Result<DayRange> day = DayRange::parse(value_of(each.columns, "day"));
    const State* state = code && day ? desk.record().states().get(*code) : nullptr;
    if (state == nullptr) continue;
    // Of an uncertain day, one on which it existed is enough.
    std::string says = state->absence(Span{day->lo, add_days(day->hi, 1).value_or(Day::never())});
    if (!says.empty()) absent.push_back({each.line, std::move(says)});
  }
  return absent;
}

// What is on the ledger's side of an answer: of `head`, before anything is added.
ImportAnswer answer_of(Desk& desk, const ImportRows& rows, const std::string& ledger,
                       const ledger::Head& head) {
  ImportAnswer answer;
  answer.ledger = ledger;
  answer.head = head;
  answer.added = rows.fresh.acts.size();
  answer.on_record = rows.left_out.size();
  answer.first = shown_of(desk, rows.fresh, head.entries, most_shown);
  answer.first_left_out = rows.left_out;
  if (answer.first_left_out.size() > most_shown) answer.first_left_out.resize(most_shown);
  return answer;
}

ImportAnswer dry_run(Desk& desk, House& house, const ImportAsked& asked) {
  const std::string name = asked_ledger(house);
  if (!asked.key.empty()) house.ledger_key = asked.key;
  // One that is not there yet is empty, and stays away.
  Result<ledger::Ledger> there = ledger::Ledger::open(name, ledger::Store::Mode::existing);
  house.without_ledger = !there && there.error().code == Code::ledger_missing;
  ImportRows rows = import_rows(desk, asked, asked.from);
  const LedgerRead* own = house.ledger_read();
  ImportAnswer answer =
      answer_of(desk, rows, ledger::shown_name(name), own == nullptr ? ledger::Head{} : own->head);
  answer.dry_run = true;
  if (rows.fresh.acts.empty()) return answer;
  answer.absent = absent_of(desk, rows.fresh);
  WithNew after = with_new(desk, rows.fresh);
  answer.changes = changes_between(desk, *after.record, rows.fresh);
  for (const NewActs::Each& each : rows.fresh.acts) {
    for (Remark& remark : after.remarks(desk, each)) answer.remarks.push_back(std::move(remark));
  }
  return answer;
}

}  // namespace

ImportAnswer import_acts(Desk& desk, House& house, const ImportAsked& asked) {
  for (const auto& [word, text] : {std::pair{"--source", asked.source},
                                   {"--reason", asked.reason},
                                   {"--author", asked.author}}) {
    check_text(word, text);
  }
  if (asked.dry_run) return dry_run(desk, house, asked);
  return with_writer<ImportAnswer>(desk, house, asked, [&](Desk& at, Writer& writer) {
    ImportRows rows = import_rows(at, asked, asked.from);
    ImportAnswer answer = answer_of(at, rows, writer.shown(), writer.head());
    if (rows.fresh.acts.empty()) return answer;
    with_new(at, rows.fresh);  // read as rows of the record are, or refused
    answer.head = writer.append(rows.fresh.acts);
    return answer;
  });
}

std::string words_of(const LeftOut& row) {
  if (row.same_line != 0) return fmt::format("it says the same as line {}", row.same_line);
  return fmt::format("the act is on record, {}", row.act);
}

Json json_of(Desk& desk, const ImportAnswer& answer) {
  Json left_out = Json::array();
  for (const LeftOut& each : answer.first_left_out) {
    left_out.push_back(Json{{"line", each.line}, {"act", each.act}, {"says", words_of(each)}});
  }
  Json changes = Json::array();
  for (const ImportAnswer::Change& each : answer.changes) {
    changes.push_back(Json{{"instrument", each.instrument},
                           {"state", each.state.text()},
                           {"before", each.before},
                           {"after", each.after}});
  }
  Json out{{"dry_run", answer.dry_run},
           {"added", answer.added},
           {"on_record", answer.on_record},
           {"first", added_json(answer.first)},
           {"left_out", std::move(left_out)}};
  if (answer.dry_run) {
    out["changes"] = std::move(changes);
    Json absent = Json::array();
    for (const ImportAnswer::Absent& each : answer.absent) {
      absent.push_back(Json{{"line", each.line}, {"says", each.says}});
    }
    out["absent"] = std::move(absent);
    out["warnings"] = json_of(answer.remarks);
  }
  out["ledger"] = head_json(answer.ledger, answer.head);
  out["made_with"] = desk.made_with();
  return out;
}

}  // namespace ratione::answers
