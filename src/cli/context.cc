#include "cli/context.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "errors/quoted.h"
#include "text/csv.h"
#include "text/names.h"

namespace ratione::cli {

namespace fs = std::filesystem;

namespace {

// The folder of the running program, or empty.
fs::path program_folder() {
  std::error_code ignored;
  fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  return program.parent_path();
}

bool is_home(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_directory(folder / "law", ignored) && fs::is_directory(folder / "record", ignored);
}

// As a person in this folder would write it.
std::string as_seen_from_here(const fs::path& path) {
  std::error_code ignored;
  fs::path here = fs::proximate(path, ignored);
  if (ignored || here.empty() || here.native().starts_with("..")) return path.string();
  return here.string();
}

// A sentence about an option begins with the option.
Error about_option(std::string_view option, const Error& error) {
  Error shown = error;
  shown.place = {};
  if (!option.empty()) {
    bool runs_on = error.says.starts_with('"');
    shown.says = fmt::format("{}{} {}", option, runs_on ? "" : ":", error.says);
  }
  return shown;
}

}  // namespace

void refuse(Code code, std::string says) {
  throw Stop{Exit::wrong_option, {Error{code, {}, std::move(says)}}};
}

void refuse(std::string_view option, const Error& error) {
  throw Stop{Exit::wrong_option, {about_option(option, error)}};
}

void broken(Errors errors) { throw Stop{Exit::bad_file, std::move(errors)}; }

void refuse_value(std::string_view option, std::string_view value,
                  const std::vector<std::string>& taken) {
  std::string near = nearest(value, taken);
  std::string next = near.empty() ? fmt::format("write {}", any_of_words(taken))
                                  : fmt::format("did you mean {}?", near);
  refuse(Code::value_not_taken, fmt::format("{} {} is not one of its values; {}{}", option,
                                            ratione::quoted(value), next, near.empty() ? "." : ""));
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

std::string Context::home() {
  if (home_) return *home_;
  const char* named = std::getenv("RATIONE_HOME");
  std::string asked = home_option;
  std::string_view who = "--home";
  if (asked.empty() && named != nullptr && *named != '\0') {
    asked = named;
    who = "RATIONE_HOME";
  }
  if (!asked.empty()) {
    std::error_code ignored;
    if (!fs::is_directory(fs::path(asked) / "law", ignored)) {
      broken({Error{Code::home_missing,
                    {},
                    fmt::format("{} {} has no folder law/; name the folder that holds law/, "
                                "record/ and atlas/.",
                                who, ratione::quoted(asked))}});
    }
    home_ = asked;
    return *home_;
  }
  fs::path beside = program_folder();
  for (const fs::path& candidate :
       {beside, beside / "..", beside / ".." / "..", beside / ".." / "share" / "ratione"}) {
    if (is_home(candidate)) {
      home_ = candidate.string();
      return *home_;
    }
  }
  broken({Error{Code::home_missing,
                {},
                "law/, record/ and atlas/ are not beside the program; name their folder with "
                "--home DIR or RATIONE_HOME."}});
}

std::string Context::folder(std::string_view name) {
  std::error_code failed;
  fs::path path = fs::path(home()) / name;
  fs::path whole = fs::canonical(path, failed);
  return as_seen_from_here(failed ? path : whole);
}

const Law& Context::law() {
  if (!law_) {
    Results<Law> read = load_law(folder("law"));
    if (!read) broken(std::move(read.error()));
    law_ = std::make_unique<Law>(std::move(*read));
  }
  return *law_;
}

const Record& Context::record() {
  if (!record_) {
    Results<Record> read = Record::load(folder("record"));
    if (!read) broken(std::move(read.error()));
    record_ = std::make_unique<Record>(std::move(*read));
  }
  return *record_;
}

const Atlas& Context::atlas() {
  if (!atlas_) {
    Results<Atlas> read = Atlas::load(folder("atlas"), record().states());
    if (!read) broken(std::move(read.error()));
    atlas_ = std::make_unique<Atlas>(std::move(*read));
  }
  return *atlas_;
}

namespace {

// Where what can be made again is kept: RATIONE_CACHE, else as the XDG base
// directory specification has it. Empty: nowhere.
std::string cache_folder() {
  auto named = [](const char* name) {
    const char* value = std::getenv(name);
    return fs::path(value == nullptr ? "" : value);
  };
  if (fs::path own = named("RATIONE_CACHE"); !own.empty()) return own.string();
  if (fs::path xdg = named("XDG_CACHE_HOME"); xdg.is_absolute()) return (xdg / "ratione").string();
  if (fs::path home = named("HOME"); home.is_absolute()) return (home / ".cache/ratione").string();
  return "";
}

}  // namespace

PointSources Context::point_sources() {
  PointSources sources;
  sources.atlas = folder("atlas");
  sources.cache = cache_folder();
  for (const char* where : {"world-atlas", "build/deps/world-atlas"}) {
    fs::path map = fs::path(folder(where)) / "countries-10m.json";
    std::error_code ignored;
    if (!fs::exists(map, ignored)) continue;
    sources.base_map = map.string();
    break;
  }
  for (const Instrument& each : record().instruments()) {
    for (const Act& act : record().acts(each.slug)) {
      sources.named.insert(act.places.begin(), act.places.end());
    }
  }
  const char* named = std::getenv("RATIONE_ATLAS");
  sources.compiled = !atlas_option.empty() ? atlas_option : named == nullptr ? "" : named;
  return sources;
}

const PointAtlas& Context::points() {
  if (!points_) {
    Results<PointAtlas> read = PointAtlas::open(point_sources(), atlas());
    if (!read) broken(std::move(read.error()));
    points_ = std::make_unique<PointAtlas>(std::move(*read));
  }
  return *points_;
}

std::pair<double, double> Context::point(std::string_view option, const std::string& text) const {
  auto number = [](std::string_view part) -> std::optional<double> {
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    double value = 0;
    auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (failed != std::errc() || end != part.data() + part.size()) return std::nullopt;
    return value;
  };
  std::size_t comma = text.find(',');
  std::optional<double> latitude, longitude;
  if (comma != std::string::npos) {
    latitude = number(std::string_view(text).substr(0, comma));
    longitude = number(std::string_view(text).substr(comma + 1));
  }
  // Words that begin with a minus come with a space, see app.cc.
  std::string shown = text.substr(std::min(text.find_first_not_of(' '), text.size()));
  if (!latitude || !longitude) {
    refuse(Code::not_a_point,
           fmt::format("{}{} is not a point; write latitude and longitude in degrees, such as "
                       "44.95,34.10, south and west negative.",
                       option.empty() ? "" : std::string(option) + " ", ratione::quoted(shown)));
  }
  if (std::string fault = fault_of_coordinates(*latitude, *longitude); !fault.empty()) {
    refuse(Code::not_a_point,
           fmt::format("{}{}: {}.", option.empty() ? "" : std::string(option) + " ",
                       ratione::quoted(shown), fault));
  }
  return {*latitude, *longitude};
}

Engine& Context::engine(Day known) {
  std::unique_ptr<Engine>& slot = engines_[known];
  if (!slot) {
    Results<Engine> made = Engine::make(law(), record(), atlas(), known);
    if (!made) broken(std::move(made.error()));
    slot = std::make_unique<Engine>(std::move(*made));
  }
  return *slot;
}

Day Context::today() const {
  const char* said = std::getenv("RATIONE_TODAY");
  if (said != nullptr && *said != '\0') {
    Result<Day> day = Day::parse(said);
    if (!day) refuse("RATIONE_TODAY", day.error());
    return *day;
  }
  auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return Day::from_number(days.time_since_epoch().count()).value_or(Day::first());
}

Day Context::day(std::string_view option, const std::string& text, std::optional<Day> other) const {
  if (text.empty() && other) return *other;
  Result<Day> day = Day::parse(text);
  if (!day) refuse(option, day.error());
  return *day;
}

Days Context::days(const std::string& on, const std::string& known) const {
  Days days;
  days.known = known.empty() ? today() : day("--known", known, std::nullopt);
  days.on = day("--on", on, days.known);
  return days;
}

StateCode Context::state(std::string_view option, const std::string& text) {
  const States& states = record().states();
  Result<StateCode> found = states.find(text);
  if (!found && found.error().code == Code::unknown_state) {
    Result<StateCode> people = states.find_any(text);
    if (people || people.error().code != Code::unknown_state) found = people;
  }
  if (!found) refuse(option, found.error());
  return *found;
}

const LawInstrument& Context::instrument(const std::string& text) {
  Result<const Instrument*> found = record().find_instrument(text);
  const LawInstrument* has = law().instrument(found ? (*found)->slug : text);
  if (!found) {
    if (has == nullptr) refuse("", found.error());
    refuse(Code::law_missing,
           fmt::format("{} has law and no acts on record; add its line to {}.",
                       ratione::quoted(text), folder("record") + "/instruments.csv"));
  }
  if (has == nullptr) {
    refuse(Code::law_missing,
           fmt::format("{} is on record, but its law is not written yet; see ratione law list.",
                       (*found)->slug));
  }
  return *has;
}

const Instrument& Context::on_record(const LawInstrument& instrument) {
  static const Instrument nothing{};
  const Instrument* found = record().instrument(instrument.slug);
  return found == nullptr ? nothing : *found;
}

std::string Context::title(const LawInstrument& instrument) {
  return instrument.title.empty() ? instrument.slug : instrument.title;
}

std::string Context::beyond(const LawInstrument& instrument, Day on, Day known) {
  const Instrument* found = record().instrument(instrument.slug);
  if (found == nullptr) return "";
  if (found->complete_to == Day::first()) {
    return fmt::format("To which day the record of {} is complete is not known.", instrument.slug);
  }
  Day last = std::max(on, known);
  if (last <= found->complete_to) return "";
  return fmt::format(
      "The record of {} is complete to {}; what was done after that day is not in "
      "this answer.",
      instrument.slug, found->complete_to.iso());
}

Json Context::made_with(const LawInstrument* instrument) {
  std::optional<Day> complete;
  for (const Instrument& each : record().instruments()) {
    if (instrument != nullptr ? each.slug != instrument->slug
                              : law().instrument(each.slug) == nullptr) {
      continue;
    }
    if (each.complete_to == Day::first()) continue;  // not known
    if (!complete || each.complete_to < *complete) complete = each.complete_to;
  }
  return Json{{"program", "ratione " RATIONE_VERSION},
              {"law", law().head},
              {"record", record().head()},
              {"complete_to", iso_or_null(complete)}};
}

void Context::fault(const Errors& errors) {
  if (errors.empty()) return;
  faults_ = true;
  write_errors(errors, 200);
}

Exit Context::flush() {
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

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != &fields.front()) line += ',';
    line += csv_quoted(field);
  }
  return line + "\n";
}

std::string iso_or_empty(const std::optional<Day>& day) { return day ? day->iso() : ""; }

Json iso_or_null(const std::optional<Day>& day) { return day ? Json(day->iso()) : Json(nullptr); }

std::string cited(const std::vector<Citation>& cites, std::string_view instrument) {
  std::vector<std::string> words;
  for (const Citation& each : cites) words.push_back(each.words_in(instrument));
  return joined(words);
}

std::string short_id(std::string_view id, std::string_view instrument) {
  if (id.starts_with(instrument) && id.substr(instrument.size()).starts_with('/')) {
    id.remove_prefix(instrument.size() + 1);
  }
  return std::string(id);
}

}  // namespace ratione::cli
