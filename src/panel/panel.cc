#include "panel/panel.h"

#include <fmt/format.h>

#include <algorithm>

#include "screen/duckdb_session.h"
#include "screen/output_file.h"
#include "text/csv.h"

namespace ratione {

namespace {

constexpr std::size_t buffered = 1u << 20;

struct Period {
  std::string name;  // "2016", "2016-11", "2016-11-16"
  Span days;
};

Day first_of_next(Day day, Every every) {
  if (every == Every::day) return day.next();
  const Ymd ymd = day.ymd();
  const int month = every == Every::month ? ymd.month + 1 : 13;
  return Day::from_ymd(ymd.year + month / 13, month > 12 ? 1 : month, 1).value_or(Day::last());
}

std::vector<Period> periods_of(Span days, Every every) {
  const std::size_t length = every == Every::year ? 4 : every == Every::month ? 7 : 10;
  std::vector<Period> periods;
  for (Day day = days.from; day < days.until;) {
    const Day next = first_of_next(day, every);
    periods.push_back({day.iso().substr(0, length), {day, std::min(next, days.until)}});
    day = next;
  }
  return periods;
}

std::string bound_text(const std::optional<bool>& bound) {
  return bound ? (*bound ? "1" : "0") : "";
}

// Writes rows as CSV.
class Rows {
 public:
  Rows(OutputFile& out, Every every) : out_(out), every_(every) {
    for (const PanelColumn& column : columns_of(every)) {
      text_ += text_.empty() ? "" : ",";
      text_ += column.name;
    }
    text_ += '\n';
  }

  std::size_t rows() const { return rows_; }

  void spell(const std::string& instrument, const Spell& spell) {
    const char* censored = spell.censored_left    ? (spell.censored_right ? "both" : "left")
                           : spell.censored_right ? "right"
                                                  : "";
    fmt::format_to(std::back_inserter(text_), "{},{},{},{},{},{},{},{},{},{}\n", instrument,
                   spell.state.text(), spell.m49, spell.days.from.iso(),
                   spell.censored_right ? "" : spell.days.until.iso(), spell.days.days(),
                   spell.status, bound_text(spell.bound), censored, csv_quoted(spell.uncertain));
    ended_row();
  }

  // Spells of one State, without a gap, through all periods.
  void state(const std::string& instrument, const std::vector<Period>& periods, const Spell* first,
             const Spell* end) {
    const Span there = {first->days.from, (end - 1)->days.until};
    const std::string before =
        fmt::format("{},{},{},", instrument, first->state.text(), first->m49);
    std::vector<std::string> after_of;  // by spell
    for (const Spell* each = first; each != end; ++each) {
      after_of.push_back(fmt::format(",{},{},", each->status, bound_text(each->bound)));
    }
    const Spell* at = first;
    auto period = std::upper_bound(
        periods.begin(), periods.end(), there.from,
        [](Day day, const Period& candidate) { return day < candidate.days.until; });
    for (; period != periods.end() && period->days.from < there.until; ++period) {
      const Span days = period->days.intersect(there);
      const Day last = days.until.previous();
      int bound = 0;
      bool certain = true;
      for (const Spell* each = at; each != end && each->days.from < days.until; ++each) {
        certain = certain && each->bound.has_value();
        if (each->bound.value_or(false)) bound += each->days.intersect(days).days();
      }
      while (at != end && at->days.until <= last) ++at;
      text_ += before;
      text_ += period->name;
      text_ += ',';
      if (every_ == Every::day) {
        text_ += period->name;
      } else {
        text_ += last.iso();
      }
      text_ += after_of[static_cast<std::size_t>(at - first)];
      if (certain) number(bound);
      text_ += ',';
      number(days.days());
      text_ += ',';
      if (!at->uncertain.empty()) text_ += csv_quoted(at->uncertain);
      text_ += '\n';
      ended_row();
    }
  }

  Result<bool> end() {
    send();
    if (failed_) return tl::unexpected<Error>(*failed_);
    return true;
  }

 private:
  void number(int value) {
    const fmt::format_int digits(value);
    text_.append(digits.data(), digits.size());
  }
  void ended_row() {
    ++rows_;
    if (text_.size() >= buffered) send();
  }
  void send() {
    if (!failed_) {
      if (Result<bool> written = out_.write(text_); !written) failed_ = written.error();
    }
    text_.clear();
  }

  OutputFile& out_;
  const Every every_;
  std::string text_;
  std::size_t rows_ = 0;
  std::optional<Error> failed_;
};

// What statisticians call missing is an empty field.
Result<bool> as_parquet(const std::string& csv, const std::string& parquet, Every every) {
  Result<DuckdbSession> duckdb = DuckdbSession::open({});
  if (!duckdb) return tl::unexpected<Error>(duckdb.error());
  std::string types;
  for (const PanelColumn& column : columns_of(every)) {
    types += fmt::format("{}{}: {}", types.empty() ? "" : ", ", sql_text(column.name),
                         sql_text(column.type));
  }
  return duckdb->run(fmt::format(
      "COPY (SELECT * FROM read_csv({}, header = true, delim = ',', quote = '\"', escape = '\"', "
      "columns = {{{}}})) TO {} (FORMAT parquet)",
      sql_text(csv), types, sql_text(parquet)));
}

std::string codebook_of(const States& states, const PanelAsked& asked, const std::string& about,
                        const PanelWritten& written, const std::vector<StateCode>& codes) {
  std::string out = "# Codebook\n\n" + about;
  out +=
      fmt::format("\nDays: {}. One row for each {}. {} rows, {} States.\n\n", asked.days.words(),
                  asked.every == Every::spell ? std::string("State and spell")
                                              : fmt::format("State and {}", word_of(asked.every)),
                  written.rows, written.states);
  out += "An empty field is a missing value.\n\n| column | type | meaning |\n|---|---|---|\n";
  for (const PanelColumn& column : columns_of(asked.every)) {
    out += fmt::format("| {} | {} | {} |\n", column.name, column.type, column.meaning);
  }
  out +=
      "\n| status | meaning |\n|---|---|\n"
      "| party | bound |\n"
      "| party_withdrawing | bound; a notice of withdrawal is running |\n"
      "| former_party | was bound |\n"
      "| contracting | has deposited its instrument, not bound yet |\n"
      "| signatory | has signed and not joined |\n"
      "| signatory_declined | has signed, and said that it will not become a party |\n"
      "| none | nothing of these |\n";
  out +=
      "\nStates are listed while they existed, and not where no depositary accepts their "
      "acts.\n\n| state | m49 | name | existed |\n|---|---|---|---|\n";
  for (StateCode code : codes) {
    const State* state = states.get(code);
    if (state == nullptr) continue;
    out += fmt::format("| {} | {} | {} | {} |\n", code.text(), state->m49, state->name,
                       state->exists == Span::always() ? "" : state->exists.words());
  }
  return out;
}

}  // namespace

std::string_view word_of(Every every) {
  switch (every) {
    case Every::day:
      return "day";
    case Every::month:
      return "month";
    case Every::year:
      return "year";
    case Every::spell:
      break;
  }
  return "spell";
}

std::vector<PanelColumn> columns_of(Every every) {
  std::vector<PanelColumn> columns = {
      {"instrument", "VARCHAR", "short name of the instrument"},
      {"state", "VARCHAR", "ISO 3166-1 alpha-3; former States by their last code"},
      {"m49", "VARCHAR",
       "three digits of the UN M49 standard, which are those of ISO 3166-1; "
       "former States ISO 3166-3"}};
  if (every == Every::spell) {
    columns.insert(columns.end(), {{"from", "DATE", "first day of the spell, or of the days asked"},
                                   {"until", "DATE",
                                    "first day after the spell; empty: it is censored on the "
                                    "right"},
                                   {"days", "INTEGER", "days of the spell within the days asked"},
                                   {"status", "VARCHAR", "see below"},
                                   {"bound", "TINYINT", "1 bound, 0 not bound; empty: not certain"},
                                   {"censored", "VARCHAR",
                                    "left: it began before the days asked; right: it ran "
                                    "on after them; both; empty: neither"}});
  } else {
    columns.insert(columns.end(),
                   {{"period", "VARCHAR", "the year, month or day"},
                    {"day", "DATE",
                     "the last day of the period on which the State was there and "
                     "that was asked: the day of the status"},
                    {"status", "VARCHAR", "on that day; see below"},
                    {"bound", "TINYINT", "on that day: 1 bound, 0 not bound; empty: not certain"},
                    {"days_bound", "INTEGER",
                     "days of the period on which it was bound; empty: "
                     "not certain"},
                    {"days", "INTEGER", "days of the period that are counted"}});
  }
  columns.push_back({"uncertain", "VARCHAR", "why the status is not certain; empty: it is"});
  return columns;
}

Result<PanelWritten> write_panel(Engine& engine, const Record& record, const PanelAsked& asked,
                                 const std::string& file, const std::string& about) {
  const bool parquet = file.ends_with(".parquet");
  if (!parquet && !file.ends_with(".csv")) {
    return fail(Code::unknown_format, Place{file, 0, 0, ""},
                "The name of a panel ends in .csv or .parquet; write one of these.");
  }
  PanelWritten written{file, file + ".codebook.md", 0, 0};
  Result<OutputFile> out = OutputFile::make(file);
  if (!out) return tl::unexpected<Error>(out.error());
  Result<OutputFile> codebook = OutputFile::make(written.codebook);
  if (!codebook) return tl::unexpected<Error>(codebook.error());
  // Rows on their way to Parquet; never committed, and so taken away at the end.
  std::optional<OutputFile> between;
  if (parquet) {
    Result<OutputFile> made = OutputFile::make(file + ".rows.csv");
    if (!made) return tl::unexpected<Error>(made.error());
    between.emplace(std::move(*made));
  }

  Rows rows(parquet ? *between : *out, asked.every);
  const std::vector<Period> periods =
      asked.every == Every::spell ? std::vector<Period>() : periods_of(asked.days, asked.every);
  std::vector<StateCode> codes;
  for (const LawInstrument* instrument : asked.instruments) {
    const std::vector<Spell> spells = spells_of(engine, record, *instrument, asked.days);
    for (std::size_t first = 0; first < spells.size();) {
      std::size_t end = first;
      while (end < spells.size() && spells[end].state == spells[first].state) {
        if (asked.every == Every::spell) rows.spell(instrument->slug, spells[end]);
        ++end;
      }
      if (asked.every != Every::spell) {
        rows.state(instrument->slug, periods, &spells[first], &spells[first] + (end - first));
      }
      if (instrument == asked.instruments.front()) codes.push_back(spells[first].state);
      first = end;
    }
  }
  written.rows = rows.rows();
  written.states = codes.size();
  Result<bool> done = rows.end();
  if (done && parquet) done = as_parquet(between->temporary(), out->temporary(), asked.every);
  if (done) done = codebook->write(codebook_of(record.states(), asked, about, written, codes));
  if (done) done = OutputFile::commit_all({&*out, &*codebook});
  if (!done) return tl::unexpected<Error>(done.error());
  return written;
}

}  // namespace ratione
