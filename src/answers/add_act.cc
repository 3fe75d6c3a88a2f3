#include "answers/add_act.h"

#include <fmt/format.h>

#include <utility>

#include "answers/act_words.h"
#include "answers/supposed.h"
#include "errors/quoted.h"

namespace ratione::answers {

namespace {

[[noreturn]] void refuse_as_depositary(const Remark& remark) {
  refuse(Code::ledger_refused,
         fmt::format("{} would not take it: {} ({}). With --as-received it is kept, with "
                     "this objection.",
                     capital(remark.by), remark.says, remark.citation));
}

// "day=2019-05-16 named=2020-01-01": what a correction gives.
Columns columns_of_words(const std::string& text) {
  Columns columns;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = text.find(' ', at);
    if (end == std::string::npos) end = text.size();
    const std::string word = text.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    for (const char* option : {"id", "source", "known", "corrects", "confirmed"}) {
      if (name != option) continue;
      refuse(Code::value_not_taken,
             fmt::format("{} is not what a correction replaces; its day of knowledge is said with "
                         "--known, its source with --source, the act with --corrects.",
                         ratione::quoted(word)));
    }
    if (equals == 0 || equals == std::string::npos || equals + 1 == word.size() ||
        !columns.emplace(word.substr(0, equals), word.substr(equals + 1))) {
      refuse(Code::value_not_taken,
             fmt::format("{} is no NAME=VALUE of a correction; write what it replaces, such as "
                         "\"day=2019-05-16\", each once.",
                         ratione::quoted(word)));
    }
  }
  return columns;
}

// Kinds and columns that the law does not know.
void check_words(Desk& desk, const std::string& instrument, const std::string& kind,
                 const Columns& columns) {
  for (const auto& [name, value] : columns) {
    const std::string why = name == "kind" ? unknown_kind(desk.law(), instrument, value)
                                           : unknown_column(desk.law(), instrument, kind, name);
    if (why.empty()) continue;
    refuse(Code::value_not_taken,
           fmt::format("{} {}", ratione::quoted(name == "kind" ? value : name), why));
  }
}

struct OneAct {
  std::string instrument;
  Columns columns;
};

std::vector<OneAct> acts_asked(Desk& desk, const AddAsked& asked) {
  std::vector<OneAct> acts;
  if (asked.corrects.empty()) {
    for (AddedAct& act : supposed_acts(desk, "The act", asked.act)) {
      Columns columns(act.columns);
      check_words(desk, act.instrument, act.columns["kind"], columns);
      acts.push_back({act.instrument, std::move(columns)});
    }
    return acts;
  }
  const Act& corrected = act_named(desk, "--corrects", asked.corrects);
  Columns columns = columns_of_words(asked.act);
  auto kind = columns.find("kind");
  check_words(desk, corrected.instrument,
              kind == columns.end() ? corrected.kind : std::string(kind_named(kind->second)),
              columns);
  columns["corrects"] = corrected.id;
  columns["known"] = asked.known.empty() ? desk.today().iso() : asked.known;
  acts.push_back({corrected.instrument, std::move(columns)});
  return acts;
}

AddAnswer added(Desk& desk, const AddAsked& asked, const ledger::Entry& entry, Writer& writer) {
  NewActs fresh;
  Ids ids(desk.record());
  for (auto& [instrument, columns] : acts_asked(desk, asked)) {
    if (!asked.known.empty()) {
      columns["known"] = desk.day("--known", asked.known, std::nullopt).iso();
    }
    if (asked.unconfirmed) columns["confirmed"] = "no";
    columns["source"] = entry.source;
    columns["id"] = ids.next(instrument, columns);
    for (const auto& [name, value] : columns) check_text(name, value);
    NewActs::Each each{entry, std::move(columns), 0};
    ledger::set_act(each.entry, instrument, each.columns);
    fresh.acts.push_back(std::move(each));
  }
  AddAnswer answer;
  answer.ledger = writer.shown();
  answer.added = shown_of(desk, fresh, writer.head().entries, fresh.acts.size());
  WithNew after = with_new(desk, fresh);
  for (NewActs::Each& each : fresh.acts) {
    for (Remark& remark : after.remarks(desk, each)) {
      if (remark.refusal && remark.certain) {
        if (!asked.as_received) refuse_as_depositary(remark);
        std::string& objection = each.entry.objection;
        objection +=
            fmt::format("{}{} ({})", objection.empty() ? "" : "; ", remark.says, remark.citation);
      }
      answer.remarks.push_back(std::move(remark));
    }
  }
  answer.head = writer.append(fresh.acts);
  return answer;
}

}  // namespace

AddAnswer add_act(Desk& desk, House& house, const AddAsked& asked) {
  asked_ledger(house);
  ledger::Entry entry;
  entry.source = required("--source", asked.source, "where the act can be read");
  entry.reason = required("--reason", asked.reason, "why it is added");
  entry.author = author_of(asked);
  entry.recorded = time_of_adding();
  return with_writer<AddAnswer>(desk, house, asked, [&](Desk& at, Writer& writer) {
    return added(at, asked, entry, writer);
  });
}

Json json_of(Desk& desk, const AddAnswer& answer) {
  return Json{{"added", added_json(answer.added)},
              {"warnings", json_of(answer.remarks)},
              {"ledger", head_json(answer.ledger, answer.head)},
              {"made_with", desk.made_with()}};
}

}  // namespace ratione::answers
