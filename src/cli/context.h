// File: cli/context.h
//
// What every command shares: where the law, the record and the atlas are, the
// days that were asked, the form of the answer, and how a command ends.
//
//   void add_dates(CLI::App& app, Context& context) {
//     auto* command = context.command(app, "dates");
//     ...
//     command->callback([&context, asked] { context.print(...); });
//   }
//
// Each part is read when a command first asks for it, so that a command pays
// for no more than it needs. What a command prints is kept until it is done:
// an answer appears whole or not at all.
//
// A command ends early by throwing Stop, with refuse() or broken(). Only this
// folder throws; what lies below returns its errors, and main never sees one.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "atlas/places.h"
#include "atlas/point_atlas.h"
#include "cli/look.h"
#include "engine/engine.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione::cli {

using Json = nlohmann::ordered_json;

// The exit codes of the contract.
enum class Exit : int {
  answered = 0,
  fault_found = 1,
  wrong_option = 2,
  bad_file = 3,
  machine = 4
};

struct Stop {
  Exit exit;
  Errors errors;
};

// An option or its value is wrong: exit 2. The sentence names the option.
[[noreturn]] void refuse(Code code, std::string says);
// The same for an error that came from reading the option's value:
// "--on" and `"2016-02-30" is not a day; ...` make one sentence.
[[noreturn]] void refuse(std::string_view option, const Error& error);
// A file is missing or its content is wrong: exit 3.
[[noreturn]] void broken(Errors errors);

enum class Format { text, json, csv };

// The two clocks, as asked.
struct Days {
  Day on;
  Day known;
};

class Context {
 public:
  // Options of every command.
  std::string home_option;
  std::string format_option = "text";
  std::string atlas_option;  // of commands that take points: a compiled atlas
  Look look;

  // Adds a command whose help is the page docs/cli/NAME.md.
  CLI::App* command(CLI::App& parent, const std::string& name);

  // text | json | csv; exit 2 when the command does not speak it.
  Format format(bool csv = true) const;

  // The folders, each where it was found, as an error should show it.
  std::string folder(std::string_view name);
  const Law& law();
  const Record& record();
  const Atlas& atlas();
  // For points; compiled when its sources changed, else mapped.
  const PointAtlas& points();
  PointSources point_sources();
  // The law made special by the record as known on that day; remembered.
  Engine& engine(Day known);

  // Today in UTC; RATIONE_TODAY=YYYY-MM-DD says otherwise.
  Day today() const;
  // The day of an option; `other` when it was not given.
  Day day(std::string_view option, const std::string& text, std::optional<Day> other) const;
  // --on and --known: known is today unless given, on is known unless given.
  Days days(const std::string& on, const std::string& known) const;

  // "LAT,LON" in degrees, north and east positive; exit 2 when it is none.
  std::pair<double, double> point(std::string_view option, const std::string& text) const;
  StateCode state(std::string_view option, const std::string& text);
  // By slug or alias; both on record and in the law.
  const LawInstrument& instrument(const std::string& text);
  const Instrument& on_record(const LawInstrument& instrument);
  std::string title(const LawInstrument& instrument);

  // A sentence when one of the days lies beyond the day to which the
  // instrument's record is complete; or empty.
  std::string beyond(const LawInstrument& instrument, Day on, Day known);
  // {program, law, record, complete_to}; without an instrument, of the one
  // whose record ends first.
  Json made_with(const LawInstrument* instrument = nullptr);

  // Kept until the command is done.
  void print(std::string_view text) { out_ += text; }
  void print_json(const Json& json) { out_ += json.dump(2) + "\n"; }
  // Faults that a check found: standard error, and exit 1.
  void fault(const Errors& errors);
  bool faults() const { return faults_; }

  // Writes what was printed. A reader that went away is no error.
  Exit flush();

 private:
  std::string home();

  std::optional<std::string> home_;
  std::unique_ptr<Law> law_;
  std::unique_ptr<Record> record_;
  std::unique_ptr<Atlas> atlas_;
  std::unique_ptr<PointAtlas> points_;
  std::map<Day, std::unique_ptr<Engine>> engines_;
  std::string out_;
  bool faults_ = false;
};

// "--format {value}: did you mean json?"; the sentence for a value that is none
// of those an option takes.
[[noreturn]] void refuse_value(std::string_view option, std::string_view value,
                               const std::vector<std::string>& taken);

// Writes errors to standard error, one a line, at most `most` of them.
void write_errors(const Errors& errors, std::size_t most = 20);

// Joins with ", " or what is asked.
std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");
// One line of CSV, quoted where it must be, with its line break.
std::string csv_line(const std::vector<std::string>& fields);
std::string iso_or_empty(const std::optional<Day>& day);
Json iso_or_null(const std::optional<Day>& day);
// Provisions as people write them, in the eyes of one instrument.
std::string cited(const std::vector<Citation>& cites, std::string_view instrument);
// Act ids without the instrument that is being shown.
std::string short_id(std::string_view id, std::string_view instrument);

}  // namespace ratione::cli
