#include "answers/own_acts.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "answers/supposed.h"
#include "errors/quoted.h"
#include "ledger/acts.h"
#include "record/extended.h"
#include "text/csv.h"
#include "text/names.h"

namespace ratione::answers {

namespace {

using ledger::Columns;

constexpr std::size_t longest_value = 10'000;  // bytes, of one field of an entry
constexpr std::size_t most_shown = 20;

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string asked_ledger(const House& house) {
  std::string name = house.ledger_name();
  if (name.empty()) {
    refuse(Code::word_missing,
           "Which ledger? Name it with --ledger FILE, --ledger postgres://HOST/DATABASE, or "
           "RATIONE_LEDGER.");
  }
  return name;
}

template <class T>
T or_stop(Result<T> result) {
  if (!result) stop_for(result.error());
  return std::move(*result);
}

std::optional<ledger::Key> asked_key(const std::string& file) {
  const std::string name = file.empty() ? from_environment("RATIONE_LEDGER_KEY") : file;
  if (name.empty()) return std::nullopt;
  return or_stop(ledger::Key::read(name));
}

bool is_one_line(std::string_view text) {
  return text.size() <= longest_value && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

// One line of UTF-8, not too long: what an entry may hold.
void check_text(std::string_view word, std::string_view text) {
  bool utf8 = true;
  for (std::string_view rest = text; utf8 && !rest.empty();) {
    const int length = utf8_length(rest);
    utf8 = length > 0;
    rest.remove_prefix(static_cast<std::size_t>(std::max(length, 1)));
  }
  if (utf8 && is_one_line(text)) return;
  refuse(Code::ledger_refused,
         fmt::format("{} {} cannot stand in a ledger; write one line of UTF-8, of at most {} "
                     "bytes.",
                     word, ratione::quoted(text), longest_value));
}

std::string required(std::string_view word, const std::string& text, std::string_view what) {
  if (text.empty()) refuse(Code::word_missing, fmt::format("Say {} with {}.", what, word));
  check_text(word, text);
  return text;
}

std::string author_of(const Adding& adding) {
  std::string author = adding.author;
  for (const char* name : {"RATIONE_AUTHOR", "USER", "LOGNAME"}) {
    if (author.empty()) author = from_environment(name);
  }
  return required("--author", author, "who adds it");
}

// The time of adding, in UTC. Where a test sets today, its first second.
std::string now(const Desk& desk) {
  if (!from_environment("RATIONE_TODAY").empty()) return desk.today().iso() + "T00:00:00Z";
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()).time_since_epoch();
  const std::int64_t all = seconds.count(), of_day = all % 86'400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z",
                     Day::from_number(all / 86'400).value_or(Day::first()).iso(), of_day / 3600,
                     of_day / 60 % 60, of_day % 60);
}

std::string value_of(const Columns& columns, const char* name) {
  auto at = columns.find(name);
  return at == columns.end() ? std::string() : at->second;
}

// Free ids for new acts: "ledger-KEN-2026-1".
class Ids {
 public:
  explicit Ids(const Record& record) : record_(record) {}

  std::string next(const std::string& instrument, const Columns& columns) {
    const std::string stem =
        fmt::format("{}/{}{}", instrument, ledger::id_prefix, stem_of(columns));
    int& count = counts_[stem];
    std::string id;
    do {
      id = fmt::format("{}-{}", stem, ++count);
    } while (record_.act(id) != nullptr || given_.contains(id));
    return id.substr(instrument.size() + 1);
  }
  void given(const std::string& instrument, const std::string& id) {
    given_.insert(instrument + "/" + id);
  }

 private:
  static std::string stem_of(const Columns& columns) {
    std::string corrected = value_of(columns, "corrects");
    corrected = corrected.substr(corrected.find('/') + 1);
    if (corrected.starts_with(ledger::id_prefix)) corrected.erase(0, ledger::id_prefix.size());
    if (!corrected.empty()) return corrected + "-correction";
    std::string who = value_of(columns, "state");
    if (who.empty()) who = value_of(columns, "actor");
    return fmt::format("{}-{}", who, value_of(columns, "day").substr(0, 4));
  }

  const Record& record_;
  std::unordered_map<std::string, int> counts_;
  std::unordered_set<std::string> given_;
};

std::string words_of_columns(const std::string& instrument, const Columns& columns,
                             const States& states) {
  if (const std::string corrects = value_of(columns, "corrects"); !corrects.empty()) {
    return fmt::format("correction of {}, known from {}", corrects, value_of(columns, "known"));
  }
  return words_of(AddedAct{instrument, columns}, states);
}

// Acts that are to be added, and where each stands in what the user gave.
struct NewActs {
  struct Each {
    ledger::Entry entry;
    Columns columns;  // of its act, with id and source
    int line = 0;     // of a file; 0: none
  };
  std::vector<Each> acts;
  std::string file;  // in errors; empty: there is none
};

// The record with them, and an engine of it: the law can read it.
struct WithNew {
  std::unique_ptr<const Record> record;
  Engine engine;

  std::vector<Remark> remarks(Desk& desk, const NewActs::Each& act) {
    const LawInstrument* instrument = desk.law().instrument(act.entry.instrument);
    if (instrument == nullptr) return {};
    return remarks_on(desk, engine, *instrument, act.entry.instrument + "/" + act.entry.id);
  }
};

WithNew with_new(Desk& desk, const NewActs& fresh) {
  ledger::ActsOfLedger rows;
  for (const NewActs::Each& each : fresh.acts) {
    rows.take(each.entry.instrument, static_cast<std::uint64_t>(each.line), each.columns);
  }
  const bool has_file = !fresh.file.empty();
  auto stop = [&](Errors faults) {
    if (!has_file) {
      for (Error& each : faults) each.place = {};
    }
    throw Stop{has_file ? Fault::bad_file : Fault::asked_wrongly, std::move(faults), ""};
  };
  Results<Record> both = extended(desk.record(), rows.tables(), fresh.file, "new");
  if (!both) stop(std::move(both.error()));
  auto record = std::make_unique<const Record>(std::move(*both));
  Results<Engine> engine =
      Engine::make(desk.law(), *record, desk.atlas(), std::max(desk.today(), record->newest()));
  if (!engine) stop(std::move(engine.error()));
  return {std::move(record), std::move(*engine)};
}

struct Opened {
  std::optional<ledger::Key> key;
  ledger::Ledger ledger;
};

Opened open_to_add(House& house, const Adding& adding) {
  Opened opened{asked_key(adding.key),
                or_stop(ledger::Ledger::open(asked_ledger(house), ledger::Store::Mode::write))};
  return opened;
}

ledger::Head append_all(Opened& opened, std::vector<NewActs::Each>& acts) {
  if (opened.key) opened.ledger.sign_with(&*opened.key);
  for (NewActs::Each& each : acts) {
    Result<bool> done = opened.ledger.append(std::move(each.entry));
    if (done) continue;
    opened.ledger.rollback();
    stop_for(done.error());
  }
  return or_stop(opened.ledger.commit());
}

[[noreturn]] void refuse_as_depositary(const Remark& remark) {
  refuse(Code::ledger_refused,
         fmt::format("A depositary would not take it: {} ({}). With --as-received it is kept, with "
                     "this objection.",
                     remark.says, remark.citation));
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
        !columns.emplace(word.substr(0, equals), word.substr(equals + 1)).second) {
      refuse(Code::value_not_taken,
             fmt::format("{} is no NAME=VALUE of a correction; write what it replaces, such as "
                         "\"day=2019-05-16\", each once.",
                         ratione::quoted(word)));
    }
  }
  return columns;
}

std::string row_key(const std::string& instrument, std::string_view who, std::string_view kind,
                    std::string_view day, std::string_view provision) {
  return fmt::format("{}\n{}\n{}\n{}\n{}", instrument, who, kind, day, provision);
}

using ByKey = std::unordered_map<std::string, std::vector<const Act*>>;

// What is on record, so that a row that is there already is left out.
ByKey acts_by_key(const Record& record) {
  ByKey acts;
  for (const Instrument& instrument : record.instruments()) {
    for (const Act& act : record.acts(instrument.slug)) {
      if (!act.corrects.empty()) {
        acts[row_key(act.instrument, act.corrects, "corrects", act.known.iso(), "")].push_back(
            &act);
        continue;
      }
      // A row that names no provision is the same act under any.
      std::set<std::string> provisions{act.provision, ""};
      for (const std::string& provision : provisions) {
        acts[row_key(act.instrument, act.state.none() ? act.actor : act.state.text(), act.kind,
                     act.day.iso(), provision)]
            .push_back(&act);
      }
    }
  }
  return acts;
}

std::set<std::string> parts_in(const std::string& text) {
  std::set<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string part = text.substr(at, end - at);
    const std::string dotted = dotted_provision(part);
    parts.insert(dotted.empty() ? part : dotted);
    at = end + 1;
  }
  return parts;
}

std::string as_day(const std::string& text) {
  Result<DayRange> day = DayRange::parse(text);
  return day ? day->iso() : text;
}

// Does the act say what the row says in that column? Words about the act (its source,
// a note, who added it) are no part of it.
bool says(const Act& act, const std::string& column, const std::string& value) {
  static const std::set<std::string> about_it = {"id",     "source", "confirmed", "kind",
                                                 "state",  "actor",  "provision", "corrects",
                                                 "author", "reason"};
  if (about_it.contains(column)) return true;  // or in the key
  auto full = [&](const std::string& id) {
    return id.find('/') == std::string::npos ? act.instrument + "/" + id : id;
  };
  if (column == "note") return act.corrects.empty() || act.note == value;
  if (column == "day") return act.day.iso() == as_day(value);
  if (column == "known") return act.known.iso() == as_day(value);
  if (column == "of") return act.of == full(value);
  if (column == "from") return act.from && act.from->iso() == as_day(value);
  if (column == "until") return act.until && act.until->iso() == as_day(value);
  if (column == "places") return std::set(act.places.begin(), act.places.end()) == parts_in(value);
  if (column == "crimes") return std::set(act.crimes.begin(), act.crimes.end()) == parts_in(value);
  if (column == "persons") return act.nationals_only;
  if (column == "only_on") return act.only_on == value;
  if (column == "about") {
    std::set<std::string> codes;
    for (StateCode state : act.about) codes.insert(state.text());
    return codes == parts_in(value);
  }
  const ActField* field = act.field(column);
  return field != nullptr && as_day(field->text) == as_day(value);
}

// The act that says all that the row says.
const Act* same_on_record(const ByKey& acts, const std::string& key, const Columns& columns) {
  auto found = acts.find(key);
  if (found == acts.end()) return nullptr;
  for (const Act* act : found->second) {
    const bool all = std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
      return says(*act, column.first, column.second);
    });
    if (all) return act;
  }
  return nullptr;
}

std::string key_of(const std::string& instrument, const Columns& columns) {
  if (std::string corrects = value_of(columns, "corrects"); !corrects.empty()) {
    if (corrects.find('/') == std::string::npos) corrects = instrument + "/" + corrects;
    return row_key(instrument, corrects, "corrects", value_of(columns, "known"), "");
  }
  std::string who = value_of(columns, "state");
  if (who.empty()) who = value_of(columns, "actor");
  std::string provision = value_of(columns, "provision");
  if (std::string dotted = dotted_provision(provision); !dotted.empty()) provision = dotted;
  std::string day = value_of(columns, "day");
  if (Result<DayRange> range = DayRange::parse(day)) day = range->iso();
  return row_key(instrument, who, kind_named(value_of(columns, "kind")), day, provision);
}

// Rows of an import, as acts.
class Rows {
 public:
  Rows(Desk& desk, const ImportAsked& asked) : desk_(desk), asked_(asked), ids_(desk.record()) {}

  NewActs read() {
    Result<std::string> text = read_file(asked_.from);
    if (!text) broken({text.error()});
    Results<Csv> table = read_csv(*text, asked_.from, {"instrument", "kind", "day"});
    if (!table) broken(std::move(table.error()));
    NewActs fresh;
    fresh.file = asked_.from;
    name_own_ids(*table);
    on_record_ = acts_by_key(desk_.record());
    fresh.acts.reserve(table->rows.size());
    for (const CsvRow& row : table->rows) {
      if (std::optional<NewActs::Each> act = act_of(*table, row)) {
        fresh.acts.push_back(std::move(*act));
      }
    }
    if (!faults_.empty()) broken(std::move(faults_));
    for (NewActs::Each& act : fresh.acts) name_what_was_left_out(act);
    return fresh;
  }
  std::size_t left_out() const { return left_out_; }

 private:
  const std::string& slug_of(const CsvRow& row) {
    const std::string& name = row.text("instrument");
    auto at = slugs_.find(name);
    if (at == slugs_.end()) {
      Result<const Instrument*> found = desk_.record().find_instrument(name);
      if (!found) fault(row.place("instrument"), found.error());
      at = slugs_.emplace(name, found ? (*found)->slug : "").first;
    }
    return at->second;
  }

  static std::string own(std::string id) {
    return id.starts_with(ledger::id_prefix) ? id : std::string(ledger::id_prefix) + id;
  }

  void name_own_ids(const Csv& table) {
    if (!table.has("id")) return;
    for (const CsvRow& row : table.rows) {
      if (const std::string& id = row.text("id"); !id.empty()) {
        own_ids_.insert(slug_of(row) + "/" + id);
        ids_.given(slug_of(row), own(id));
      }
    }
  }

  void fault(Place place, const Error& error) {
    faults_.push_back(Error{error.code, std::move(place), error.says});
  }

  std::optional<NewActs::Each> act_of(const Csv& table, const CsvRow& row) {
    const std::string& slug = slug_of(row);
    if (slug.empty()) return std::nullopt;
    ledger::Entry entry;
    Columns columns;
    for (const std::string& column : table.columns) {
      const std::string& value = row.text(column);
      if (value.empty() || column == "instrument") continue;
      check_value(row, column, value);
      if (column == "author") {
        entry.author = value;
      } else if (column == "reason") {
        entry.reason = value;
      } else if ((column == "of" || column == "corrects") &&
                 own_ids_.contains(value.find('/') == std::string::npos ? slug + "/" + value
                                                                        : value)) {
        const std::size_t slash = value.find('/') + 1;  // 0: none
        columns[column] = value.substr(0, slash) + own(value.substr(slash));
      } else {
        columns[column] = column == "id"     ? own(value)
                          : column == "kind" ? std::string(kind_named(value))
                                             : value;
      }
    }
    const std::string key = key_of(slug, columns);
    if (const Act* same = same_on_record(on_record_, key, columns)) {
      return leave_out(slug, columns, same->id);
    }
    // The same row once more is the same act; another one of that day is not.
    Columns content = columns;
    content.erase("id");
    auto& rows = of_file_[key];
    for (const auto& [other, id] : rows) {
      if (other == content) return leave_out(slug, columns, id);
    }
    if (entry.author.empty()) entry.author = author_once();
    if (entry.reason.empty()) entry.reason = or_asked("reason", asked_.reason, row);
    if (!columns.contains("source")) columns["source"] = or_asked("source", asked_.source, row);
    if (!columns.contains("id")) columns["id"] = ids_.next(slug, columns);
    rows.emplace_back(std::move(content), slug + "/" + columns["id"]);
    if (!columns.contains("confirmed") && !columns.contains("corrects")) {
      columns["confirmed"] = "yes";
    }
    if (recorded_.empty()) recorded_ = now(desk_);
    entry.recorded = recorded_;
    ledger::set_act(entry, slug, columns);
    return NewActs::Each{std::move(entry), std::move(columns), row.line()};
  }

  // A row that stands elsewhere already, under that id.
  std::nullopt_t leave_out(const std::string& slug, const Columns& columns, const std::string& id) {
    ++left_out_;
    if (auto own_id = columns.find("id"); own_id != columns.end()) {
      instead_[slug + "/" + own_id->second] = id;
    }
    return std::nullopt;
  }

  // An act that answers or corrects a row left out means the act that stands for it.
  void name_what_was_left_out(NewActs::Each& act) const {
    bool changed = false;
    for (const char* column : {"of", "corrects"}) {
      auto at = act.columns.find(column);
      if (at == act.columns.end()) continue;
      const std::string& value = at->second;
      auto id = instead_.find(
          value.find('/') == std::string::npos ? act.entry.instrument + "/" + value : value);
      if (id == instead_.end()) continue;
      at->second = id->second;
      changed = true;
    }
    if (changed) ledger::set_act(act.entry, act.entry.instrument, act.columns);
  }

  const std::string& author_once() {
    if (author_.empty()) author_ = author_of(asked_);
    return author_;
  }

  std::string or_asked(std::string_view column, const std::string& asked, const CsvRow& row) {
    if (asked.empty()) {
      faults_.push_back(Error{Code::value_missing, row.place(),
                              fmt::format("The row has no {}; fill the column, or say it for all "
                                          "rows with --{}.",
                                          column, column)});
    }
    return asked;
  }

  void check_value(const CsvRow& row, const std::string& column, const std::string& value) {
    if (is_one_line(value)) return;
    faults_.push_back(Error{Code::ledger_refused, row.place(column),
                            fmt::format("{} cannot stand in a ledger; write one line of at most "
                                        "{} bytes.",
                                        ratione::quoted(value), longest_value)});
  }

  Desk& desk_;
  const ImportAsked& asked_;
  Ids ids_;
  Errors faults_;
  std::map<std::string, std::string> slugs_;
  std::unordered_set<std::string> own_ids_;  // that rows of the file give
  ByKey on_record_;
  // Of the file: what each row of a key says, and the id that it gets.
  std::unordered_map<std::string, std::vector<std::pair<Columns, std::string>>> of_file_;
  std::unordered_map<std::string, std::string> instead_;  // of rows left out: the act that stands
  std::size_t left_out_ = 0;
  std::string author_, recorded_;
};

std::vector<ImportAnswer::Change> changes_between(Desk& desk, const Record& after,
                                                  const NewActs& fresh) {
  std::vector<ImportAnswer::Change> changes;
  std::set<std::string> touched;
  for (const NewActs::Each& each : fresh.acts) touched.insert(each.entry.instrument);
  const Day today = desk.today();
  Engine then = engine_of(desk, after, today);
  for (const std::string& slug : touched) {
    const LawInstrument* instrument = desk.law().instrument(slug);
    if (instrument == nullptr) continue;
    const std::vector<StatusRow> before = desk.engine(today).statuses(*instrument, today);
    const std::vector<StatusRow> rows = then.statuses(*instrument, today);
    for (std::size_t i = 0; i < rows.size() && i < before.size(); ++i) {
      if (rows[i].status == before[i].status) continue;
      changes.push_back({slug, rows[i].state, before[i].status, rows[i].status});
    }
  }
  return changes;
}

Json head_json(const std::string& ledger, const ledger::Head& head) {
  return Json{{"name", ledger}, {"head", ledger::hex_of(head.hash)}, {"entries", head.entries}};
}

Json added_json(const std::vector<Added>& added) {
  Json all = Json::array();
  for (const Added& each : added) {
    all.push_back(Json{{"entry", each.entry}, {"act", each.act}, {"says", each.words}});
  }
  return all;
}

std::vector<Added> shown_of(Desk& desk, const NewActs& fresh, std::uint64_t entries_before,
                            std::size_t most) {
  std::vector<Added> shown;
  for (std::size_t i = 0; i < fresh.acts.size() && i < most; ++i) {
    const ledger::Entry& entry = fresh.acts[i].entry;
    shown.push_back({entry.instrument + "/" + entry.id,
                     words_of_columns(entry.instrument, ledger::columns_of(ledger::view_of(entry)),
                                      desk.record().states()),
                     entries_before + i + 1});
  }
  return shown;
}

}  // namespace

AddAnswer add_act(Desk& desk, House& house, const AddAsked& asked) {
  asked_ledger(house);
  const std::string source = required("--source", asked.source, "where the act can be read");
  const std::string reason = required("--reason", asked.reason, "why it is added");
  const std::string author = author_of(asked);
  Opened opened = open_to_add(house, asked);
  or_stop(opened.ledger.begin());

  std::vector<std::pair<std::string, Columns>> acts;  // by instrument
  if (asked.corrects.empty()) {
    for (AddedAct& act : supposed_acts(desk, "The act", asked.act)) {
      acts.emplace_back(act.instrument, std::move(act.columns));
    }
  } else {
    const Act& corrected = act_named(desk, "--corrects", asked.corrects);
    Columns columns = columns_of_words(asked.act);
    columns["corrects"] = corrected.id;
    columns["known"] = asked.known.empty() ? desk.today().iso() : asked.known;
    acts.emplace_back(corrected.instrument, std::move(columns));
  }
  NewActs fresh;
  Ids ids(desk.record());
  for (auto& [instrument, columns] : acts) {
    if (!asked.known.empty()) {
      columns["known"] = desk.day("--known", asked.known, std::nullopt).iso();
    }
    if (asked.unconfirmed) columns["confirmed"] = "no";
    columns["source"] = source;
    columns["id"] = ids.next(instrument, columns);
    for (const auto& [name, value] : columns) check_text(name, value);
    ledger::Entry entry;
    entry.recorded = now(desk);
    entry.author = author;
    entry.reason = reason;
    ledger::set_act(entry, instrument, columns);
    fresh.acts.push_back({std::move(entry), std::move(columns), 0});
  }
  AddAnswer answer;
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
  answer.ledger = opened.ledger.shown();
  answer.added = shown_of(desk, fresh, house.ledger_read()->head.entries, fresh.acts.size());
  answer.head = append_all(opened, fresh.acts);
  return answer;
}

Json json_of(Desk& desk, const AddAnswer& answer) {
  return Json{{"added", added_json(answer.added)},
              {"warnings", json_of(answer.remarks)},
              {"ledger", head_json(answer.ledger, answer.head)},
              {"made_with", desk.made_with()}};
}

ImportAnswer import_acts(Desk& desk, House& house, const ImportAsked& asked) {
  for (const auto& [word, text] : {std::pair{"--source", asked.source},
                                   {"--reason", asked.reason},
                                   {"--author", asked.author}}) {
    check_text(word, text);
  }
  std::optional<Opened> opened;
  if (!asked.dry_run) {
    opened.emplace(open_to_add(house, asked));
    or_stop(opened->ledger.begin());
  }
  const std::string name = asked_ledger(house);
  if (asked.dry_run) {
    // One that is not there yet is empty, and stays away.
    Result<ledger::Ledger> there = ledger::Ledger::open(name, ledger::Store::Mode::read);
    house.without_ledger = !there && there.error().code == Code::ledger_missing;
  }
  Rows rows(desk, asked);
  // Never taken down: to free a million acts piece by piece takes longer than to
  // write them, and the answer would wait for it.
  static std::vector<const void*> kept;
  NewActs& fresh = *new NewActs(rows.read());
  kept.push_back(&fresh);
  ImportAnswer answer;
  answer.dry_run = asked.dry_run;
  answer.added = fresh.acts.size();
  answer.on_record = rows.left_out();
  answer.ledger = ledger::shown_name(name);
  if (const LedgerRead* own = house.ledger_read()) answer.head = own->head;
  answer.first = shown_of(desk, fresh, answer.head.entries, most_shown);
  if (!fresh.acts.empty()) {
    WithNew& after = *new WithNew(with_new(desk, fresh));
    kept.push_back(&after);
    if (asked.dry_run) {
      answer.changes = changes_between(desk, *after.record, fresh);
      for (const NewActs::Each& each : fresh.acts) {
        for (Remark& remark : after.remarks(desk, each)) {
          answer.remarks.push_back(std::move(remark));
        }
      }
    }
  }
  if (opened) answer.head = append_all(*opened, fresh.acts);
  return answer;
}

Json json_of(Desk& desk, const ImportAnswer& answer) {
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
           {"first", added_json(answer.first)}};
  if (answer.dry_run) {
    out["changes"] = std::move(changes);
    out["warnings"] = json_of(answer.remarks);
  }
  out["ledger"] = head_json(answer.ledger, answer.head);
  out["made_with"] = desk.made_with();
  return out;
}

LogAnswer log_of(House& house) {
  ledger::Ledger own =
      or_stop(ledger::Ledger::open(asked_ledger(house), ledger::Store::Mode::read));
  LogAnswer answer;
  answer.ledger = own.shown();
  answer.head = or_stop(own.read(
      [&](const ledger::EntryView& entry) { answer.entries.push_back(ledger::copy_of(entry)); }));
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
  std::vector<Columns> rows;
  std::vector<std::string> names = {"instrument"};
  for (const std::string& name : act_column_names()) names.push_back(name);
  names.insert(names.end(), {"author", "reason"});
  for (const ledger::Entry& e : answer.entries) {
    Columns columns = ledger::columns_of(ledger::view_of(e));
    columns["instrument"] = e.instrument;
    columns["author"] = e.author;
    columns["reason"] = e.reason;
    for (const auto& [name, value] : columns) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    rows.push_back(std::move(columns));
  }
  std::string out = csv_line(names);
  for (const Columns& columns : rows) {
    std::vector<std::string> fields;
    for (const std::string& name : names) fields.push_back(value_of(columns, name.c_str()));
    out += csv_line(fields);
  }
  return out;
}

VerifyAnswer verify_ledger(House& house, const VerifyAsked& asked) {
  ledger::Ledger::Wanted wanted;
  if (!asked.head.empty()) {
    wanted.head = ledger::bytes_of_hex(asked.head);
    if (wanted.head.size() != ledger::hash_bytes) {
      refuse(Code::value_not_taken,
             fmt::format("--head {} is no head of a ledger; write its 64 digits as ratione "
                         "prints them.",
                         ratione::quoted(asked.head)));
    }
  }
  const std::optional<ledger::Key> key = asked_key(asked.key);
  if (key) wanted.key = &*key;
  ledger::Ledger own =
      or_stop(ledger::Ledger::open(asked_ledger(house), ledger::Store::Mode::read));
  return {own.shown(), asked.head, or_stop(own.verify(wanted))};
}

Json json_of(Desk&, const VerifyAnswer& answer) {
  const ledger::Verified& v = answer.verified;
  return Json{{"whole", v.fault_count == 0},
              {"faults", v.faults},
              {"fault_count", v.fault_count},
              {"signed", v.is_signed},
              {"pinned", answer.pinned.empty() ? Json(nullptr) : Json(answer.pinned)},
              {"pinned_at", v.pinned_at ? Json(*v.pinned_at) : Json(nullptr)},
              {"ledger", head_json(answer.ledger, v.head)}};
}

}  // namespace ratione::answers
