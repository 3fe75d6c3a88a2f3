// File: panel/panel.h
//
// Who was bound, State by State and day, month or year by day, month or year: the
// table that statistics begin with. Also as spells, one row for each stretch of
// days with one status.
//
//   PanelAsked asked{.instruments = {&lakes}, .days = {from, until}, .every = Every::year};
//   Result<PanelWritten> written = write_panel(engine, record, asked, "out.csv");
//
// A row of a period tells the status on the period's last day, and on how many of
// its days the State was bound. Periods are cut at both ends of the days asked and
// of the State's existence; no row tells of a day on which there was no State.
// Guarantees: a status that is not certain is told as such, and leaves `bound` and
// the days that rest on it empty, never no; the file appears whole or not at all,
// with its codebook beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"

namespace ratione {

enum class Every : std::uint8_t { day, month, year, spell };

struct PanelAsked {
  std::vector<const LawInstrument*> instruments;
  Span days;  // half-open
  Every every = Every::year;
};

// A stretch of days with one status.
struct Spell {
  StateCode state;
  std::string_view m49;
  Span days;  // within the days asked
  std::string status, uncertain;
  std::optional<bool> bound;    // none: not certain
  bool censored_left = false;   // it began before the days asked
  bool censored_right = false;  // it runs on after them
};

// Of every State that makes treaties and existed on one of the days, in the order
// of codes, then of days.
std::vector<Spell> spells_of(Engine& engine, const Record& record, const LawInstrument& instrument,
                             Span days);

struct PanelWritten {
  std::string file, codebook;
  std::size_t rows = 0, states = 0;
};

// `about`: lines of the codebook about what the panel was made with. By its name the
// file is CSV or Parquet. Errors: unknown_format, and those of OutputFile and DuckDB.
Result<PanelWritten> write_panel(Engine& engine, const Record& record, const PanelAsked& asked,
                                 const std::string& file, const std::string& about);

std::string_view word_of(Every every);
// The columns that a panel has, with what each means.
struct PanelColumn {
  std::string_view name, type, meaning;  // the type as SQL has it
};
std::vector<PanelColumn> columns_of(Every every);

}  // namespace ratione
