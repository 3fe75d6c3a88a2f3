#include "engine/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/asked.h"
#include "engine/decide.h"
#include "engine/explain.h"
#include "engine/field_words.h"
#include "engine/worlds.h"
#include "law/typed/named_readings.h"

namespace ratione {

namespace {

// One row as it is read, cell by cell.
struct Row {
  Situation situation;
  Day known;
  std::vector<std::pair<int, int>> readings;
  std::vector<std::pair<const CasesTable::Cell*, const CasesTable::Cell*>>
      expected;  // column, cell
};

class Tables {
 public:
  Tables(Evaluator& e, const LawInstrument& instrument, const States& states,
         const std::function<Evaluator*(Day)>& as_known)
      : own_(e), instrument_(instrument), states_(states), as_known_(as_known) {}

  Engine::CasesRun run();

 private:
  void fault(const CasesTable::Cell& cell, std::string says) {
    out_.failed.push_back({Code::engine_case_fails, cell.place, std::move(says)});
  }
  bool read(const CasesTable& table, const std::vector<CasesTable::Cell>& cells, Row& row);
  bool read_field(const CaseField& field, const CasesTable::Cell& cell, Situation& situation);
  void check(Evaluator& e, const Row& row);
  std::optional<std::string> answer(Evaluator& e, const Row& row, const CasesTable::Cell& column);

  Evaluator& own_;
  const LawInstrument& instrument_;
  const States& states_;
  const std::function<Evaluator*(Day)>& as_known_;
  std::map<Evaluator*, Decided> decided_;
  Engine::CasesRun out_;
};

bool Tables::read_field(const CaseField& field, const CasesTable::Cell& cell,
                        Situation& situation) {
  Result<bool> read =
      ratione::read_field(instrument_, field, cell.text, own_.atlas(), states_, situation);
  if (!read) fault(cell, read.error().says);
  return read.has_value();
}

bool Tables::read(const CasesTable& table, const std::vector<CasesTable::Cell>& cells, Row& row) {
  row.known = own_.known();
  row.situation.days = Span::one(own_.known());
  for (std::size_t c = 0; c < table.columns.size() && c < cells.size(); ++c) {
    const CasesTable::Cell& column = table.columns[c];
    const CasesTable::Cell& cell = cells[c];
    if (cell.text.empty()) continue;
    if (column.text == "known") {
      auto day = Day::parse(cell.text);
      if (!day) return fault(cell, day.error().says), false;
      row.known = *day;
    } else if (column.text == "day") {
      std::size_t slash = cell.text.find('/');
      auto first = Day::parse(cell.text.substr(0, slash));
      auto last = slash == std::string::npos ? first : Day::parse(cell.text.substr(slash + 1));
      if (!first) return fault(cell, first.error().says), false;
      if (!last) return fault(cell, last.error().says), false;
      row.situation.days = {*first, last->next()};
    } else if (column.text == "place" || column.text == "region") {
      if (const CaseField* field = instrument_.field("territory")) {
        if (!read_field(*field, cell, row.situation)) return false;
      }
    } else if (const CaseField* field = instrument_.field(column.text)) {
      if (!read_field(*field, cell, row.situation)) return false;
    } else if (const auto readings = readings_named(own_.law(), column.text, instrument_.slug);
               !readings.empty()) {
      // A column named after a reading says whether it holds.
      if (cell.text == "yes") row.readings.push_back(readings.front());
    } else if (std::any_of(own_.law().findings.begin(), own_.law().findings.end(),
                           [&](const Finding& f) {
                             return f.instrument == instrument_.slug &&
                                    f.name == column.text.substr(0, column.text.find('('));
                           })) {
      row.situation.findings[column.text] = cell.text == "yes";
    } else {
      row.expected.emplace_back(&column, &cell);
    }
  }
  return true;
}

// What a column asks for, in the words of the cells.
std::optional<std::string> Tables::answer(Evaluator& e, const Row& row,
                                          const CasesTable::Cell& column) {
  auto truth_word = [&](const std::function<TruthLine()>& line) {
    World forced;
    forced.chosen = row.readings;
    enter(e, forced);
    Leaves leaves = explore(e, line);
    leave(e, forced);
    Concluded c = conclude(e.law(), e.known(), leaves,
                           [&](const Leaf& l) { return best_in(l.line, row.situation.days); });
    return std::string(word(c.conclusion));
  };
  if (column.text == "conclusion") {
    const Question& question = instrument_.questions.front();
    if (!row.readings.empty()) {
      put(e, instrument_, row.situation);
      return truth_word([&] { return e.rule(question.clause, {}); });
    }
    return std::string(
        word(decide(e, decided_[&e], instrument_, question, row.situation, states_).conclusion));
  }
  // NAME or NAME(ARG, ...), an argument being a State or an act.
  std::string name = column.text.substr(0, column.text.find('('));
  std::vector<Value> args;
  if (std::size_t open = column.text.find('(');
      open != std::string::npos && column.text.back() == ')') {
    std::string inside = column.text.substr(open + 1, column.text.size() - open - 2);
    std::replace(inside.begin(), inside.end(), ',', ';');
    for (const std::string& arg : parts_of(inside)) {
      Value value;
      if (auto state = states_.find(arg)) {
        value.state = *state;
      } else {
        value.act =
            e.facts().act(arg.find('/') == std::string::npos ? instrument_.slug + "/" + arg : arg);
        if (!value.act) return std::nullopt;
      }
      args.push_back(value);
    }
  }
  int id = e.law().clause(instrument_.slug, name);
  if (id < 0) return std::nullopt;
  const Clause& clause = e.law().clauses[static_cast<std::size_t>(id)];
  if (clause.params.size() != args.size()) return std::nullopt;
  put(e, instrument_, row.situation);
  e.take_reads();
  if (clause.form == Form::rule) return truth_word([&] { return e.rule(id, args); });
  // Days and numbers have no other reading to be tried: those of the row hold.
  World forced;
  forced.chosen = row.readings;
  enter(e, forced);
  if (clause.form == Form::date) {
    DayRange day = e.date(id, args);
    leave(e, forced);
    e.take_reads();
    return day.lo == Day::never() ? "never" : day.iso();
  }
  NumberRange n = e.number(id, args).at(row.situation.days.from);
  leave(e, forced);
  e.take_reads();
  return n.lo == n.hi ? n.lo.text() : n.lo.text() + " to " + n.hi.text();
}

void Tables::check(Evaluator& e, const Row& row) {
  for (const Error& error : check_situation(e.law(), instrument_, row.situation)) {
    out_.failed.push_back({Code::engine_case_fails,
                           row.expected.empty() ? Place{} : row.expected[0].second->place,
                           error.says});
    return;
  }
  for (auto [column, cell] : row.expected) {
    std::optional<std::string> got = answer(e, row, *column);
    if (!got) {
      fault(*cell, fmt::format("the column \"{}\" asks for nothing that the law of {} defines.",
                               column->text, instrument_.slug));
    } else if (*got != cell->text) {
      fault(*cell, fmt::format("{} is {}, the table expects {}.", column->text, *got, cell->text));
    }
  }
}

Engine::CasesRun Tables::run() {
  for (const CasesTable& table : instrument_.cases) {
    for (const auto& cells : table.rows) {
      ++out_.rows;
      Row row;
      if (!read(table, cells, row)) continue;
      Evaluator* e = row.known == own_.known() ? &own_ : as_known_(row.known);
      if (!e) {
        fault(cells.front(),
              fmt::format("the record cannot be read as known on {}.", row.known.iso()));
        continue;
      }
      check(*e, row);
    }
  }
  return std::move(out_);
}

}  // namespace

Engine::CasesRun run_tables(Evaluator& evaluator, const LawInstrument& instrument,
                            const States& states, const std::function<Evaluator*(Day)>& as_known) {
  return Tables(evaluator, instrument, states, as_known).run();
}

}  // namespace ratione
