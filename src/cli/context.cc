#include "cli/context.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "answers/asked_ledger.h"

namespace ratione::cli {

Exit exit_of(Fault fault) {
  switch (fault) {
    case Fault::asked_wrongly:
      return Exit::wrong_option;
    case Fault::bad_file:
      return Exit::bad_file;
    case Fault::machine:
      break;
  }
  return Exit::machine;
}

void write_errors(const Errors& errors, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < errors.size() && i < most; ++i) out += errors[i].render() + "\n";
  if (errors.size() > most) {
    out += fmt::format("... and {} more.\n", errors.size() - most);
  }
  std::string_view rest = out;
  while (!rest.empty()) {
    ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // nobody left to tell
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

Context::Context() : Desk(house, engines) {
  house.tell = [](const Error& error) { write_errors({error}); };
}

namespace {

void refuse_empty(const CLI::App* app) {
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      const std::vector<std::string>& values = option->results();
      if (std::find(values.begin(), values.end(), "") == values.end()) continue;
      refuse(
          Code::value_not_taken,
          option->get_lnames().empty()
              ? fmt::format("{} is empty; write it out.", option->get_name())
              : fmt::format("{} is empty; give it a value or leave it out.", option->get_name()));
    }
  }
}

}  // namespace

CLI::App* Context::command(CLI::App& parent, const std::string& name) {
  CLI::App* added = parent.add_subcommand(name, "");
  added->allow_extras(false);
  // An empty value is most often a variable of a script that was never set.
  added->parse_complete_callback([added] { refuse_empty(added); });
  return added;
}

Format Context::format(bool csv) const {
  std::vector<std::string> taken = {"text", "json"};
  if (csv) taken.emplace_back("csv");
  if (format_option == "text") return Format::text;
  if (format_option == "json") return Format::json;
  if (csv && format_option == "csv") return Format::csv;
  if (format_option == "csv") {
    refuse(Code::value_not_taken,
           "--format \"csv\" does not suit this command; write text or json.");
  }
  refuse_value("--format", format_option, taken);
}

void Context::fault(const Errors& errors) {
  if (errors.empty()) return;
  faults_ = true;
  write_errors(errors, 200);
}

Exit Context::flush() {
  if (const std::vector<std::string>& says = house.hypothesis.says; !says.empty()) {
    const std::string line = fmt::format("Hypothetical: the record {}.", joined(says, "; "));
    if (format_option == "text") {
      out_ = look.folded(line, "", "  ") + "\n" + out_;
    } else if (format_option != "json") {
      fmt::print(stderr, "{}\n", line);
    }
  }
  if (const LedgerRead* own = house.ledger_read(); own != nullptr && !tells_ledger) {
    const std::string line = rests_on(own->shown, own->head);
    if (format_option == "text") {
      out_ += "\n" + look.folded(line);
    } else if (format_option != "json") {
      fmt::print(stderr, "{}\n", line);
    }
  }
  std::string_view rest = out_;
  while (!rest.empty()) {
    ssize_t written = ::write(STDOUT_FILENO, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) break;  // head(1) has seen enough
    if (written < 0) {
      write_errors({Error{Code::not_written,
                          {},
                          fmt::format("The answer could not be written to standard output: {}.",
                                      std::strerror(errno))}});
      return Exit::machine;
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  out_.clear();
  return faults_ ? Exit::fault_found : Exit::answered;
}

}  // namespace ratione::cli
