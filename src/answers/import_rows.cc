#include "answers/import_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "answers/act_words.h"
#include "answers/same_act.h"
#include "errors/quoted.h"
#include "record/extended.h"
#include "text/csv.h"
#include "text/kept_texts.h"

namespace ratione::answers {

namespace {

// What a column is to an entry; `plain`: a column of the act.
enum class Role { instrument, author, reason, objection, id, kind, reference, plain };

Role role_of(std::string_view column) {
  if (column == "instrument") return Role::instrument;
  if (column == "author") return Role::author;
  if (column == "reason") return Role::reason;
  if (column == "objection") return Role::objection;
  if (column == "id") return Role::id;
  if (column == "kind") return Role::kind;
  if (column == "of" || column == "corrects") return Role::reference;
  return Role::plain;
}

class Rows {
 public:
  Rows(Desk& desk, const Adding& adding, const std::string& file)
      : desk_(desk), adding_(adding), file_(file), ids_(desk.record()), on_record_(desk.record()) {}

  ImportRows read() {
    Result<std::string> text = read_file(file_);
    if (!text) broken({text.error()});
    Results<Csv> table = read_csv(*text, file_, {"instrument", "kind", "day"});
    if (!table) broken(std::move(table.error()));
    name_columns(*table);
    name_own_ids(*table);
    rows_.fresh.file = file_;
    rows_.fresh.acts.reserve(table->rows.size());
    for (const CsvRow& row : table->rows) take(row);
    if (!faults_.empty()) broken(std::move(faults_));
    for (NewActs::Each& act : rows_.fresh.acts) {
      name_what_was_left_out(act);
      ledger::set_act(act.entry, act.entry.instrument, act.columns);
    }
    return std::move(rows_);
  }

 private:
  struct Column {
    std::string name;
    Role role;
    bool known;  // to every act, or to the entry
  };
  // A row of the file that was taken, and the place of its act.
  struct Taken {
    const CsvRow* row;
    std::size_t act;
  };

  const std::string& slug_of(const CsvRow& row) {
    const std::string& name = row.text("instrument");
    auto at = slugs_.find(name);
    if (at == slugs_.end()) {
      Result<const Instrument*> found = desk_.record().find_instrument(name);
      if (!found) fault(found.error().code, row.place("instrument"), found.error().says);
      at = slugs_.emplace(name, found ? (*found)->slug : "").first;
    }
    return at->second;
  }

  static std::string own(std::string id) {
    return id.starts_with(ledger::id_prefix) ? id : std::string(ledger::id_prefix) + id;
  }
  static std::string full(const std::string& slug, const std::string& id) {
    return id.find('/') == std::string::npos ? slug + "/" + id : id;
  }

  void name_columns(const Csv& table) {
    const std::vector<std::string>& of_acts = act_column_names();
    for (const std::string& name : table.columns) {
      const Role role = role_of(name);
      const bool of_entry = role == Role::instrument || role == Role::author ||
                            role == Role::reason || role == Role::objection;
      const bool of_act = std::find(of_acts.begin(), of_acts.end(), name) != of_acts.end();
      columns_.push_back({name, role, of_entry || (of_act && role != Role::kind)});
    }
    // An act's columns are kept in this order.
    std::sort(columns_.begin(), columns_.end(),
              [](const Column& a, const Column& b) { return a.name < b.name; });
  }

  void name_own_ids(const Csv& table) {
    of_file_.reserve(table.rows.size());
    if (!table.has("id")) return;
    own_ids_.reserve(table.rows.size());
    // Ids are made only where a row has none.
    const bool all = std::none_of(table.rows.begin(), table.rows.end(),
                                  [](const CsvRow& row) { return row.text("id").empty(); });
    for (const CsvRow& row : table.rows) {
      if (const std::string& id = row.text("id"); !id.empty()) {
        own_ids_.insert(texts_.keep(slug_of(row) + "/" + id));
        if (!all) ids_.given(slug_of(row), own(id));
      }
    }
  }

  void fault(Code code, Place place, std::string says) {
    faults_.push_back(Error{code, std::move(place), std::move(says)});
  }

  void take(const CsvRow& row) {
    const std::string& slug = slug_of(row);
    if (slug.empty()) return;
    NewActs::Each act;
    act.line = row.line();
    read_columns(row, slug, act);
    const std::string key = ActsOnRecord::key_of(slug, act.columns);
    if (const Act* same = on_record_.same_as(key, act.columns)) {
      return leave_out(row, slug, same->id, 0);
    }
    auto [from, to] = of_file_.equal_range(key);
    for (auto at = from; at != to; ++at) {
      const Taken& other = at->second;
      if (!same_row(*other.row, row)) continue;
      const std::string& id = rows_.fresh.acts[other.act].columns.at("id");
      return leave_out(row, slug, slug + "/" + id, other.row->line());
    }
    check_words(row, slug, act);
    complete(row, slug, act);
    of_file_.emplace(texts_.keep(key), Taken{&row, rows_.fresh.acts.size()});
    rows_.fresh.acts.push_back(std::move(act));
  }

  void read_columns(const CsvRow& row, const std::string& slug, NewActs::Each& act) {
    for (const auto& [column, role, known] : columns_) {
      const std::string& value = row.text(column);
      if (value.empty() || role == Role::instrument) continue;
      check_value(row, column, value);
      switch (role) {
        case Role::author:
          act.entry.author = value;
          break;
        case Role::reason:
          act.entry.reason = value;
          break;
        case Role::objection:
          act.entry.objection = value;
          break;
        default:
          act.columns.append(column, as_kept(slug, role, value));
      }
    }
  }

  std::string as_kept(const std::string& slug, Role role, const std::string& value) const {
    if (role == Role::id) return own(value);
    if (role == Role::kind) return std::string(kind_named(value));
    if (role == Role::reference && own_ids_.contains(full(slug, value))) {
      const std::size_t slash = value.find('/') + 1;  // 0: none
      return value.substr(0, slash) + own(value.substr(slash));
    }
    return value;
  }

  // Do both rows say the same of one act? Their keys are the same.
  bool same_row(const CsvRow& a, const CsvRow& b) const {
    return std::all_of(columns_.begin(), columns_.end(), [&](const Column& column) {
      const auto& [name, role, known] = column;
      const std::string &x = a.text(name), &y = b.text(name);
      // Who gives two ids says that there are two.
      if (role == Role::id) return x.empty() || y.empty() || own(x) == own(y);
      const bool in_key = role == Role::instrument || role == Role::kind || name == "day" ||
                          name == "provision" || name == "corrects";
      const bool of_entry = role == Role::author || role == Role::reason || role == Role::objection;
      return in_key || of_entry || x == y;
    });
  }

  // Is each kind, and each column that not every act has, one that the law knows?
  void check_words(const CsvRow& row, const std::string& slug, const NewActs::Each& act) {
    const std::string kind = value_of(act.columns, "kind");
    for (const Column& column : columns_) {
      if (column.known || row.text(column.name).empty()) continue;
      const bool is_kind = column.role == Role::kind;
      auto [at, first] = unknown_words_.try_emplace({slug, kind, column.name});
      if (first) {
        at->second = is_kind ? unknown_kind(desk_.law(), slug, kind)
                             : unknown_column(desk_.law(), slug, kind, column.name);
      }
      if (at->second.empty()) continue;
      fault(is_kind ? Code::engine_unknown_kind : Code::engine_field_undeclared,
            row.place(column.name),
            fmt::format("{} {}", ratione::quoted(is_kind ? row.text(column.name) : column.name),
                        at->second));
    }
  }

  void complete(const CsvRow& row, const std::string& slug, NewActs::Each& act) {
    ledger::Entry& entry = act.entry;
    if (entry.author.empty()) entry.author = author_once();
    if (entry.reason.empty()) entry.reason = or_asked("reason", adding_.reason, row);
    if (!act.columns.contains("source")) {
      act.columns["source"] = or_asked("source", adding_.source, row);
    }
    if (!act.columns.contains("id")) act.columns["id"] = ids_.next(slug, act.columns);
    if (!act.columns.contains("confirmed") && !act.columns.contains("corrects")) {
      act.columns["confirmed"] = "yes";
    }
    entry.recorded = recorded_;
    entry.instrument = slug;
  }

  void leave_out(const CsvRow& row, const std::string& slug, const std::string& id, int line) {
    rows_.left_out.push_back({row.line(), id, line});
    if (const std::string& own_id = row.text("id"); !own_id.empty()) {
      instead_[slug + "/" + own(own_id)] = id;
    }
  }

  // An act that answers or corrects a row left out means the act that stands for it.
  void name_what_was_left_out(NewActs::Each& act) const {
    if (instead_.empty()) return;
    for (const char* column : {"of", "corrects"}) {
      auto at = act.columns.find(column);
      if (at == act.columns.end()) continue;
      auto id = instead_.find(full(act.entry.instrument, at->second));
      if (id != instead_.end()) at->second = id->second;
    }
  }

  const std::string& author_once() {
    if (author_.empty()) author_ = author_of(adding_);
    return author_;
  }

  std::string or_asked(std::string_view column, const std::string& asked, const CsvRow& row) {
    if (asked.empty()) {
      fault(Code::value_missing, row.place(),
            fmt::format("The row has no {}; fill the column, or say it for all rows with --{}.",
                        column, column));
    }
    return asked;
  }

  void check_value(const CsvRow& row, const std::string& column, const std::string& value) {
    if (is_one_line(value)) return;
    fault(Code::ledger_refused, row.place(column),
          fmt::format("{} cannot stand in a ledger; write one line of at most {} bytes.",
                      ratione::quoted(value), longest_value));
  }

  Desk& desk_;
  const Adding& adding_;
  const std::string& file_;
  Ids ids_;
  const ActsOnRecord on_record_;
  const std::string recorded_ = time_of_adding();
  std::vector<Column> columns_;
  std::map<std::string, std::string> slugs_;  // by the words of the file
  KeptTexts texts_;
  std::pmr::unordered_set<std::string_view> own_ids_{texts_.memory()};  // that rows give
  std::pmr::unordered_multimap<std::string_view, Taken> of_file_{texts_.memory()};  // by key
  // What is wrong with a kind, or a column, by instrument, kind and column.
  std::map<std::tuple<std::string, std::string, std::string>, std::string> unknown_words_;
  std::unordered_map<std::string, std::string> instead_;  // of rows left out: the act that stands
  std::string author_;
  ImportRows rows_;
  Errors faults_;
};

}  // namespace

ImportRows import_rows(Desk& desk, const Adding& adding, const std::string& file) {
  return Rows(desk, adding, file).read();
}

}  // namespace ratione::answers
