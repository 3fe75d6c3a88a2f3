// File: screen/screen.h
//
// A file of incidents in, the same file with an answer to every row out.
//
//   ScreenRequest request;
//   request.inputs = {"events.csv"};
//   request.out = "screened.csv";
//   Result<ScreenReport> report = screen({engine, law, record, atlas, *court}, request);
//
// Reads CSV, JSON lines and Parquet and writes any of them, each known by the
// name's ending. From CSV to CSV every record is passed on byte for byte, and
// DuckDB is not needed; everything else goes through DuckDB.
//
// Guarantees: rows keep their order and number; every input column is in the
// output; the output, the file beside it (NAME.ratione.json) and the page appear
// whole or not at all; an input is never written to. A point tells a row's place before
// any name does (screen/spots.h). A row that cannot be read keeps its
// place: undetermined, and the reason names its column. Errors as the list in
// errors/codes.inc says: input.0xx and screen.0xx.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "atlas/point_atlas.h"
#include "engine/applied_law.h"
#include "report/tally.h"
#include "screen/columns.h"

namespace ratione {

enum class FileFormat : std::uint8_t { csv, json_lines, parquet };

// By the name's ending: .csv; .jsonl, .ndjson; .parquet. Errors: unknown_format.
Result<FileFormat> format_of(const std::string& file);

struct ScreenReport;

// A page about the screening, which appears together with the output.
struct PageRequest {
  std::string file;  // ends in .html; empty: none
  std::function<std::string(const ScreenReport&)> text;
};

// The user's own acts in the record that is screened with: a ledger as answers name it.
struct LedgerNamed {
  std::string name;  // empty: there is none
  std::string head;  // of its entries, hexadecimal
  std::uint64_t entries = 0;
  std::string published;  // head of the record below it
};

struct ScreenRequest {
  std::vector<std::string> inputs;
  std::string out;
  std::vector<std::string> column_map;  // "COLUMN=NAME" each
  int threads = 0;                      // 0: as many as the machine has
  std::string memory;                   // DuckDB's limit, "2GB"; empty: 1 GB
  PointSources points;                  // opened when a file has coordinates
  PageRequest page;
  LedgerNamed ledger;  // named beside the output
};

// What the coordinates of the rows say about themselves.
struct PointTally {
  std::int64_t located = 0;      // rows whose point tells the place
  std::int64_t coast = 0;        // of them, at sea and within reach of a coast
  std::int64_t open_sea = 0;     // of them, beyond
  std::int64_t near_border = 0;  // of them, nearer to a border than the map is exact
  std::int64_t wide = 0;         // of them, standing for a province or more
  std::int64_t zero = 0;         // of them, at 0,0, as who does not know writes
  std::int64_t off_earth = 0;    // rows with numbers that are no point
  // Rows for which the other order fits better or worse.
  std::int64_t off_earth_swapped = 0;    // off the earth, a point when swapped
  std::int64_t open_sea_to_land = 0;     // on the open sea, on land when swapped
  std::int64_t labelled = 0;             // with a label that names a State, too
  std::int64_t as_labelled = 0;          // of them, inside that State
  std::int64_t as_labelled_swapped = 0;  // of them, only inside it when swapped

  void add(const PointTally& other);
};

struct Tally {
  std::int64_t rows = 0;
  std::int64_t unreadable = 0;
  std::int64_t faulty = 0;          // the law or the record was at fault
  std::int64_t after_complete = 0;  // days beyond the record's complete day
  Counts by_conclusion{};
  std::map<int, Counts> by_year;  // of the first day
  // A row counts for each basis that it has.
  std::map<std::string, Counts, std::less<>> by_basis;
  std::vector<std::string> examples;  // reasons of the first unreadable rows
  PointTally points;
  ReportTally page;  // empty unless a page is asked for

  void add(const Tally& other);
};

struct InputSeen {
  std::string file;
  std::string sha256;
  std::int64_t bytes = 0;
};

struct ScreenReport {
  Tally tally;
  std::vector<InputSeen> inputs;
  std::string out;
  std::string sidecar;
  ColumnMap map;
  std::vector<std::string> output_columns;  // the input's, as the output calls them
  std::vector<std::string> notes;
  std::vector<std::string> warnings;  // what is probably wrong with the input
  std::string atlas;                  // fingerprint, when points were read
  Day known;
  std::string instrument, court;
  std::optional<Day> complete_to;
  std::int64_t questions = 0;  // put to the interpreter
};

// How far it is; called now and then, from any thread of the work.
struct ScreenProgress {
  std::atomic<std::int64_t> rows{0};
  std::atomic<std::int64_t> bytes{0};  // of the input, read so far; of CSV
  std::atomic<std::int64_t> of_bytes{0};
  std::atomic<std::int64_t> of_rows{0};  // where it is known before
};

// `stopped`: asked between blocks of rows; true ends the work with
// screen_stopped and nothing written. `interrupt` receives a way to end a
// statement of DuckDB that is running, or an empty one.
struct ScreenControl {
  ScreenProgress* progress = nullptr;
  std::function<bool()> stopped;
  std::function<void(std::function<void()>)> interrupt;
};

Result<ScreenReport> screen(const AppliedLaw& with, const ScreenRequest& request,
                            const ScreenControl& control = {});

}  // namespace ratione
