#include "gold.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/territory.h"
#include "text/names.h"

namespace ratione::gold {

namespace {

std::vector<std::string> parts(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t cut = std::min(text.find(';', i), text.size());
    if (cut > i) out.push_back(text.substr(i, cut - i));
    i = cut + 1;
  }
  return out;
}

Results<Span> days_of(const std::string& text) {
  std::size_t slash = text.find('/');
  Result<Day> first = Day::parse(text.substr(0, slash));
  Result<Day> last = slash == std::string::npos ? first : Day::parse(text.substr(slash + 1));
  if (!first) return tl::unexpected(Errors{first.error()});
  if (!last) return tl::unexpected(Errors{last.error()});
  return Span{*first, last->next()};
}

}  // namespace

std::string Asked::words() const {
  std::vector<std::string> out = {day};
  for (auto [field, before] : {std::pair{"territory", ""},
                               {"registered_in", "registered in "},
                               {"nationality", "suspect "},
                               {"crime", ""},
                               {"age", "aged "},
                               {"trigger", ""}}) {
    auto it = fields.find(field);
    if (it == fields.end()) continue;
    std::string value = field == std::string("crime") ? written_provision(it->second) : it->second;
    out.push_back(before + value);
  }
  for (auto& [finding, answer] : findings) out.push_back(finding + (answer ? ": yes" : ": no"));
  return fmt::format("{}", fmt::join(out, ", "));
}

Results<std::vector<Row>> read_rows(const std::string& path) {
  Result<std::string> text = read_file(path);
  if (!text) return tl::unexpected(Errors{text.error()});
  Results<Csv> table = read_csv(*text, path, {"id", "day", "known", "expected", "source"});
  if (!table) return tl::unexpected(table.error());
  std::vector<Row> rows;
  for (const CsvRow& csv : table->rows) {
    Row row;
    row.asked.id = csv.text("id");
    row.asked.day = csv.text("day");
    row.asked.known = csv.text("known");
    for (auto [column, field] : {std::pair{"where", "territory"},
                                 {"flag", "registered_in"},
                                 {"suspect", "nationality"},
                                 {"age", "age"},
                                 {"crime", "crime"},
                                 {"trigger", "trigger"}}) {
      if (!csv.text(column).empty()) row.asked.fields[field] = csv.text(column);
    }
    for (const std::string& finding : parts(csv.text("found"))) row.asked.findings[finding] = true;
    row.what = csv.text("what");
    row.expected = csv.text("expected");
    row.also = csv.text("also");
    row.also_because = csv.text("also_because");
    row.bases = parts(csv.text("bases"));
    row.provision = csv.text("provision");
    row.limits = parts(csv.text("limits"));
    row.state = csv.text("state");
    row.source = csv.text("source");
    row.confirmed = csv.text("confirmed");
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string conclusion_words(const Verdict& verdict) {
  std::string out(word(verdict.conclusion));
  if (verdict.conclusion == Conclusion::disputed && verdict.court_reading)
    out += ", court " + std::string(word(verdict.court_reading->conclusion));
  return out;
}

std::vector<std::string> bases_that_hold(const Verdict& verdict) {
  std::vector<std::string> out;
  for (const BasisFound& basis : verdict.bases) {
    if (basis.value != Truth::yes) continue;
    std::string words = basis.kind;
    if (!basis.state.none()) words += " " + std::string(basis.state.text());
    if (std::find(out.begin(), out.end(), words) == out.end()) out.push_back(words);
  }
  return out;
}

namespace {

bool expected_itself(const Row& row, const Verdict& verdict) {
  std::string got(word(verdict.conclusion));
  if (row.expected == "undetermined or disputed") return got == "undetermined" || got == "disputed";
  return got == row.expected;
}

}  // namespace

bool only_also_accepted(const Row& row, const Verdict& verdict) {
  if (row.also.empty() || expected_itself(row, verdict)) return false;
  return row.also == word(verdict.conclusion) || row.also == conclusion_words(verdict);
}

bool as_expected(const Row& row, const Verdict& verdict) {
  return expected_itself(row, verdict) || only_also_accepted(row, verdict);
}

Results<Court> Court::load(const std::string& home) {
  Results<Law> law = load_law(home + "/law");
  if (!law) return tl::unexpected(law.error());
  Results<Record> record = Record::load(home + "/record");
  if (!record) return tl::unexpected(record.error());
  Results<Atlas> atlas = Atlas::load(home + "/atlas", record->states());
  if (!atlas) return tl::unexpected(atlas.error());
  Court court;
  court.home_ = home;
  court.house_.reset(new House{std::move(*law), std::move(*record), std::move(*atlas)});
  return court;
}

std::string Court::file(const Place& place) const {
  return place.file.starts_with(home_ + "/") ? place.file.substr(home_.size() + 1) : place.file;
}

Engine& Court::engine(const std::string& known) {
  auto it = engines_.find(known);
  if (it != engines_.end()) return it->second;
  if (engines_.size() > 32) engines_.clear();
  Results<Engine> made =
      Engine::make(house_->law, house_->record, house_->atlas, Day::parse(known).value());
  if (!made) {
    fmt::print(stderr, "{}\n", render(made.error()));
    std::abort();
  }
  return engines_.emplace(known, std::move(*made)).first->second;
}

Results<Situation> Court::situation(const Asked& asked) const {
  Situation s;
  Results<Span> days = days_of(asked.day);
  if (!days) return tl::unexpected(days.error());
  s.days = *days;
  s.findings = asked.findings;
  for (auto& [name, text] : asked.fields) {
    const CaseField* field = instrument().field(name);
    if (field == nullptr) continue;
    FieldValue value;
    value.is = FieldValue::Is::known;
    if (text == "unknown" || text == "none") {
      value.is = text == "none" ? FieldValue::Is::none : FieldValue::Is::unknown;
    } else if (name == "territory") {
      std::vector<const PlaceEntry*> places;
      for (const std::string& part : parts(text)) {
        Result<const PlaceEntry*> place = house_->atlas.find(part);
        if (!place) return tl::unexpected(Errors{place.error()});
        places.push_back(*place);
        s.places.push_back((*place)->id);
      }
      value = territory_of(house_->atlas, places);
    } else if (field->kind == CaseField::Kind::states) {
      for (const std::string& part : parts(text)) {
        Result<StateCode> state = house_->record.states().find(part);
        if (!state) return tl::unexpected(Errors{state.error()});
        value.states.push_back({*state, Span::always(), ""});
      }
    } else if (field->kind == CaseField::Kind::number) {
      Fraction number;
      if (!parse_fraction(text, number))
        return tl::unexpected(Errors{{Code::value_not_taken, {}, name + " is no number: " + text}});
      value.number = number;
    } else if (field->kind == CaseField::Kind::truth) {
      value.truth = text == "yes";
    } else if (field->kind == CaseField::Kind::crime) {
      for (const Crime& crime : instrument().crimes) {
        if (crime.name == text) value.text = crime.provision;
      }
      if (value.text.empty()) value.text = dotted_provision(text);
    } else {
      value.text = text;
    }
    s.fields[name] = std::move(value);
  }
  return s;
}

Results<Verdict> Court::ask(const Asked& asked) {
  Results<Situation> s = situation(asked);
  if (!s) return tl::unexpected(s.error());
  Engine& as_known = engine(asked.known);
  Errors wrong = as_known.check(instrument(), *s);
  if (!wrong.empty()) return tl::unexpected(wrong);
  Verdict verdict = as_known.decide(instrument(), *s);
  if (!verdict.faults.empty()) return tl::unexpected(verdict.faults);
  return verdict;
}

std::vector<Asked> cases_of(const Court& court) {
  std::vector<Asked> out;
  std::set<std::string> seen;
  const LawInstrument& instrument = court.instrument();
  for (const CasesTable& table : instrument.cases) {
    for (const auto& cells : table.rows) {
      Asked asked;
      asked.id = table.provision.empty() ? court.file(table.place)
                                         : "law, " + written_provision(table.provision);
      for (std::size_t c = 0; c < table.columns.size() && c < cells.size(); ++c) {
        const std::string& column = table.columns[c].text;
        const std::string& cell = cells[c].text;
        if (cell.empty()) continue;
        if (column == "day") {
          asked.day = cell;
        } else if (column == "known") {
          asked.known = cell;
        } else if (column == "place" || column == "region") {
          asked.fields["territory"] = cell;
        } else if (instrument.field(column) != nullptr) {
          asked.fields[column] = cell;
        } else if (std::any_of(court.law().findings.begin(), court.law().findings.end(),
                               [&](const Finding& f) {
                                 return f.name == column.substr(0, column.find('('));
                               })) {
          asked.findings[column] = cell == "yes";
        }
      }
      if (asked.known.empty()) asked.known = latest;
      if (asked.day.empty()) asked.day = asked.known;
      // Rows that differ only in what they expect ask the same.
      if (seen.insert(asked.words() + asked.known).second) out.push_back(std::move(asked));
    }
  }
  return out;
}

Results<std::map<std::string, std::string>> generated(const std::string& home) {
  Results<Court> court = Court::load(home);
  if (!court) return tl::unexpected(court.error());
  Results<std::vector<Row>> rows = read_rows(home + "/tests/gold/court.csv");
  if (!rows) return tl::unexpected(rows.error());
  std::map<std::string, std::string> out;
  Errors faults;
  auto add = [&](const std::string& path, Results<std::string> text) {
    if (text)
      out[path] = std::move(*text);
    else
      faults.insert(faults.end(), text.error().begin(), text.error().end());
  };
  add("tests/gold/mutated.golden", mutated_text(*court, *rows));
  add("docs/readings.md", readings_page(*court, *rows));
  add("docs/" + court->instrument().slug + ".md", statute_page(*court, *rows));
  add("docs/coverage.md", covered_page(*court));
  if (!faults.empty()) return tl::unexpected(faults);
  return out;
}

}  // namespace ratione::gold
