// File: cli/context.h
//
// What every command shares: its options, the form of the answer, how the answer
// goes out, and how a command ends. What is asked, and of what, stands below
// (answers/desk.h).
//
//   void add_dates(CLI::App& app, Context& context) {
//     auto* command = context.command(app, "dates");
//     ...
//     command->callback([&context, asked] { context.give(dates(context, *asked), text); });
//   }
//
// What a command prints is kept until it is done: an answer appears whole or
// not at all. A command ends early by throwing Stop, with refuse() or broken();
// main never sees one.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "answers/desk.h"
#include "answers/look.h"

namespace ratione::cli {

using namespace answers;

// The exit codes of the contract.
enum class Exit : int {
  answered = 0,
  fault_found = 1,
  wrong_option = 2,
  bad_file = 3,
  machine = 4
};

Exit exit_of(Fault fault);

enum class Format { text, json, csv };

// Of a command's one question.
struct Rooms {
  House house;
  Engines engines;
};

class Context : private Rooms, public Desk {
 public:
  Context();

  // Options of every command; of those that take points, a compiled atlas.
  std::string& home_option = house.home;
  std::string& atlas_option = house.compiled_atlas;
  std::string& ledger_option = house.ledger;
  std::string format_option = "text";
  Look look;

  // For a command that answers many questions.
  House& shared_house() { return house; }

  // Of whatif: the words behind --, and that there was one; and the command to run
  // when this one is done, with the record that it is asked of.
  std::optional<std::vector<std::string>> after_dashes;
  struct Next {
    std::vector<std::string> words;
    Hypothesis hypothesis;
  };
  std::optional<Next> next;

  // Adds a command whose help is the page docs/cli/NAME.md.
  CLI::App* command(CLI::App& parent, const std::string& name);

  // text | json | csv; exit 2 when the command does not speak it.
  Format format(bool csv = true) const;

  // The answer in the form that was asked for: one of answers/, which has a
  // json_of and perhaps a csv_of, and what `text` makes of it.
  template <class Answer, class Text>
  void give(const Answer& answer, Text text) {
    constexpr bool has_csv = requires { csv_of(*this, answer); };
    switch (format(has_csv)) {
      case Format::json:
        return print_json(json_of(*this, answer));
      case Format::csv:
        if constexpr (has_csv) print(csv_of(*this, answer));
        return;
      case Format::text:
        return print(text(*this, answer));
    }
  }

  // Kept until the command is done.
  void print(std::string_view text) { out_ += text; }
  void print_json(const Json& json) { out_ += printed(json); }
  // Faults that a check found: standard error, and exit 1.
  void fault(const Errors& errors);
  bool faults() const { return faults_; }
  // The answer itself names the head of the ledger.
  bool tells_ledger = false;

  // Writes what was printed; of a hypothetical record, with a line that says so
  // above a text, and of one with a ledger, with a line that names its head below
  // it; on standard error beside what a program reads. JSON says both in
  // made_with. A reader that went away is no error.
  Exit flush();

 private:
  std::string out_;
  bool faults_ = false;
};

// Writes errors to standard error, one a line, at most `most` of them.
void write_errors(const Errors& errors, std::size_t most = 20);

}  // namespace ratione::cli
