#include "answers/house.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "answers/stop.h"
#include "errors/quoted.h"
#include "ledger/acts.h"

namespace ratione::answers {

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
  // The folder of the program's work may have been removed.
  std::error_code ignored;
  const fs::path working = fs::current_path(ignored);
  if (ignored) return path.string();
  fs::path here = fs::proximate(path, working, ignored);
  if (ignored || here.empty() || here.native().starts_with("..")) return path.string();
  return here.string();
}

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Where what can be made again is kept: RATIONE_CACHE, else as the XDG base
// directory specification has it. Empty: nowhere.
std::string cache_folder() {
  auto named = [](const char* name) { return fs::path(from_environment(name)); };
  if (fs::path own = named("RATIONE_CACHE"); !own.empty()) return own.string();
  if (fs::path xdg = named("XDG_CACHE_HOME"); xdg.is_absolute()) return (xdg / "ratione").string();
  if (fs::path home = named("HOME"); home.is_absolute()) return (home / ".cache/ratione").string();
  return "";
}

template <class T>
T or_broken(Results<T> read) {
  if (!read) broken(std::move(read.error()));
  return std::move(*read);
}

}  // namespace

const std::string& House::found_home() {
  if (found_) return *found_;
  std::string asked = home;
  std::string_view who = "--home";
  if (asked.empty()) {
    asked = from_environment("RATIONE_HOME");
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
    return found_.emplace(asked);
  }
  fs::path beside = program_folder();
  for (const fs::path& candidate :
       {beside, beside / "..", beside / ".." / "..", beside / ".." / "share" / "ratione"}) {
    if (is_home(candidate)) return found_.emplace(candidate.string());
  }
  broken({Error{Code::home_missing,
                {},
                "law/, record/ and atlas/ are not beside the program; name their folder with "
                "--home DIR or RATIONE_HOME."}});
}

std::string House::folder(std::string_view name) {
  std::lock_guard lock(mutex_);
  std::error_code failed;
  fs::path path = fs::path(found_home()) / name;
  fs::path whole = fs::canonical(path, failed);
  return as_seen_from_here(failed ? path : whole);
}

template <class T, class Read>
const T& House::part(Part<T>& part, Read read) {
  if (const T* ready = part.ready.load(std::memory_order_acquire)) return *ready;
  std::lock_guard lock(mutex_);
  if (!part.read) {
    part.read = std::make_unique<const T>(or_broken<T>(read()));
    keep();
  }
  part.ready.store(part.read.get(), std::memory_order_release);
  return *part.read;
}

compiled::Kept& House::kept() {
  if (!kept_) {
    kept_.emplace(compiled::Folders{folder("law"), folder("record"), folder("atlas")},
                  cache_folder(), from_environment("RATIONE_COMPILED"));
  }
  return *kept_;
}

void House::keep() {
  if (std::optional<Error> damage = kept().damage(); damage && tell) tell(*damage);
  if (law_.read && published_.read && atlas_.read) {
    kept().keep(*law_.read, *published_.read, *atlas_.read);
  }
}

const Law& House::law() {
  return part(law_, [&] { return kept().law(); });
}

const Record& House::published() {
  return part(published_, [&] { return kept().record(); });
}

std::string House::ledger_name() const {
  if (without_ledger) return "";
  return ledger.empty() ? from_environment("RATIONE_LEDGER") : ledger;
}

std::optional<ledger::Key> House::key_of_ledger() const {
  const std::string file = ledger_key.empty() ? from_environment("RATIONE_LEDGER_KEY") : ledger_key;
  if (file.empty()) return std::nullopt;
  Result<ledger::Key> key = ledger::Key::read(file);
  if (!key) stop_for(key.error());
  return std::move(*key);
}

const Record& House::with_ledger() {
  const std::string name = ledger_name();
  if (name.empty()) return published();
  return part(with_ledger_, [&] {
    Result<ledger::Ledger> own = ledger::Ledger::open(name, ledger::Store::Mode::existing);
    if (!own) stop_for(own.error());
    const std::optional<ledger::Key> key = key_of_ledger();
    ledger::ActsOfLedger acts;
    Result<ledger::Head> head =
        own->read([&](const ledger::EntryView& entry) { acts.take(entry); }, key ? &*key : nullptr);
    if (!head) stop_for(head.error());
    ledger_read_ = LedgerRead{own->shown(), *head, published().head()};
    return extended(published(), acts.tables(own->shown()), ledger::hex_of(head->hash));
  });
}

const Record& House::record() {
  if (hypothesis.change.empty()) return with_ledger();
  return part(record_, [&] { return changed(with_ledger(), hypothesis.change); });
}

const Atlas& House::atlas() {
  return part(atlas_, [&] { return kept().atlas(record().states()); });
}

const PointAtlas& House::points() {
  return part(points_, [&] { return PointAtlas::open(point_sources(), atlas()); });
}

PointSources House::point_sources() {
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
  sources.compiled = compiled_atlas.empty() ? from_environment("RATIONE_ATLAS") : compiled_atlas;
  return sources;
}

Day House::today() const {
  const char* said = std::getenv("RATIONE_TODAY");
  if (said != nullptr && *said != '\0') {
    Result<Day> day = Day::parse(said);
    if (!day) refuse("RATIONE_TODAY", day.error());
    return std::max(*day, hypothesis.from);
  }
  auto days = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return std::max(Day::from_number(days.time_since_epoch().count()).value_or(Day::first()),
                  hypothesis.from);
}

}  // namespace ratione::answers
