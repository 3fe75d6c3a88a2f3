// ratione sql: one query in SQL, with the law as functions in it.

#include <algorithm>

#include "cli/context.h"
#include "cli/screen_errors.h"
#include "errors/quoted.h"
#include "sql/query.h"

namespace ratione::cli {

namespace {

using sql::QueryAnswer;

struct Asked {
  std::string query, known, court;
};

// What the command answered, in the forms that answers have (answers/forms.h).
struct SqlAnswer {
  QueryAnswer table;
  const LawInstrument* court = nullptr;
  Day known;
};

// A number as JSON has it; what JSON has no number for, or none as exact, stays
// text.
Json number_json(const std::string& text) {
  Json number = Json::parse(text, nullptr, false);
  bool whole = text.find_first_of(".eE") == std::string::npos;
  return number.is_number_integer() || (number.is_number() && !whole) ? number : Json(text);
}

// One line, whatever a value holds.
std::string shown(const std::optional<std::string>& cell) {
  std::string text = cell.value_or("");
  std::replace_if(
      text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return text;
}

Json json_of(Desk& desk, const SqlAnswer& answer) {
  Json columns = Json::array(), rows = Json::array();
  for (const QueryAnswer::Column& column : answer.table.columns) columns.push_back(column.name);
  for (const DuckdbRow& row : answer.table.rows) {
    Json values = Json::object();
    for (std::size_t c = 0; c < row.size(); ++c) {
      const QueryAnswer::Column& column = answer.table.columns[c];
      Json& value = values[column.name];
      if (!row[c]) continue;
      if (column.kind == QueryAnswer::Kind::truth) {
        value = *row[c] == "true";
      } else if (column.kind == QueryAnswer::Kind::number) {
        value = number_json(*row[c]);
      } else {
        value = *row[c];
      }
    }
    rows.push_back(std::move(values));
  }
  return Json{{"known", answer.known.iso()},
              {"columns", std::move(columns)},
              {"rows", std::move(rows)},
              {"made_with", desk.made_with(answer.court)}};
}

std::string csv_of(Desk&, const SqlAnswer& answer) {
  std::vector<std::string> fields;
  for (const QueryAnswer::Column& column : answer.table.columns) fields.push_back(column.name);
  std::string out = csv_line(fields);
  for (const DuckdbRow& row : answer.table.rows) {
    for (std::size_t c = 0; c < row.size(); ++c) fields[c] = row[c].value_or("");
    out += csv_line(fields);
  }
  return out;
}

std::string text_of(Context& context, const SqlAnswer& answer) {
  std::vector<Table::Column> heads;
  for (const QueryAnswer::Column& column : answer.table.columns) {
    heads.push_back({column.name, 0, column.kind == QueryAnswer::Kind::number});
  }
  Table table(heads);
  for (const DuckdbRow& row : answer.table.rows) {
    std::vector<std::string> cells;
    for (const std::optional<std::string>& cell : row) cells.push_back(shown(cell));
    table.row(cells);
  }
  return table.text(context.look);
}

Fault fault_of(Code code) {
  switch (code) {
    case Code::bad_query:
      return Fault::asked_wrongly;
    case Code::query_input:
    case Code::answer_too_large:
      return Fault::bad_file;
    default:
      return Fault::machine;
  }
}

void ask(Context& context, const Asked& asked) {
  context.format();  // a form that it does not speak is refused before the work
  SqlAnswer answer;
  answer.known = context.days("", asked.known).known;
  answer.court = &court_named(context, asked.court);
  sql::Functions functions({.home = context.home_option,
                            .known = answer.known.iso(),
                            .court = asked.court,
                            .compiled_atlas = context.atlas_option,
                            .ledger = context.ledger_option,
                            .hypothesis = context.shared_house().hypothesis});
  Result<QueryAnswer> table = sql::query(asked.query, functions);
  if (!table) {
    Error shown = table.error();
    if (shown.code != Code::no_duckdb) shown.says = "The query failed: " + shown.says;
    if (shown.says.find_last_of(".?!") + 1 != shown.says.size()) shown.says += '.';
    throw Stop{fault_of(shown.code), {shown}, ""};
  }
  answer.table = std::move(*table);
  // The functions read the ledger in a house of their own; the answer names its head.
  if (!context.shared_house().ledger_name().empty()) context.record();
  context.give(answer, text_of);
}

}  // namespace

void add_sql(CLI::App& app, Context& context) {
  auto asked = std::make_shared<Asked>();
  CLI::App* command = context.command(app, "sql");
  command->add_option("QUERY", asked->query)->required();
  command->add_option("--known", asked->known);
  command->add_option("--court", asked->court);
  command->add_option("--atlas", context.atlas_option);
  command->callback([&context, asked] { ask(context, *asked); });
}

}  // namespace ratione::cli
