// A ledger of 100,000 acts with five corrections each: how fast it is added to,
// checked and read, and how long a status table takes as known on any day.
//
//   build/release/ledger_bench
//   RATIONE_LEDGER_BENCH=postgres://... build/release/ledger_bench   # also there, in a
//                                                                    # database of its own
//
// The acts are announcements, signatures, instruments and notices of all States, on
// days from 1950 on; each correction gives another day or note, known a year later
// than the one before. With `spread` 0, all are of one instrument; with 1, they are of
// all instruments on record in turn that States can join.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>

#include "answers/house.h"
#include "engine/engine.h"
#include "ledger/acts.h"
#include "ledger/ledger.h"
#include "record/extended.h"

namespace ratione {
namespace {

namespace fs = std::filesystem;

constexpr int corrections = 5;

answers::House& house() {
  static answers::House house;
  house.home = RATIONE_SOURCE_DIR;
  return house;
}

// Act n and its corrections, all in a row.
std::vector<ledger::Entry> entries_of(int n, bool spread) {
  static const std::vector<State>& states = house().record().states().all();
  static const std::vector<std::string> instruments = [] {
    std::vector<std::string> slugs;
    for (const Instrument& each : house().record().instruments()) {
      const LawInstrument* law = house().law().instrument(each.slug);
      if (law == nullptr || house().law().clause(each.slug, "bound") >= 0) {
        slugs.push_back(each.slug);
      }
    }
    return slugs;
  }();
  static const std::array<const char*, 4> kinds = {"withdrawal_announced", "signature",
                                                   "ratification", "withdrawal_notice"};
  const std::string instrument =
      spread ? instruments[static_cast<std::size_t>(n) % instruments.size()] : "rome-statute";
  const Day day = Day::from_number(-7305 + n % 27000).value();
  std::vector<ledger::Entry> entries(1 + corrections);
  for (int c = 0; c <= corrections; ++c) {
    ledger::Columns columns{{"id", fmt::format("ledger-{}-{}", n, c)}, {"source", "a list"}};
    if (c == 0) {
      columns["state"] = states[static_cast<std::size_t>(n / 7) % states.size()].code.text();
      columns["kind"] = kinds[static_cast<std::size_t>(n / 1500) % kinds.size()];
      columns["day"] = day.iso();
      columns["confirmed"] = "yes";
    } else {
      columns["corrects"] = fmt::format("ledger-{}-0", n);
      columns["known"] = Day::from_number(day.number() + 365 * c).value().iso();
      if (c % 2 == 1) columns["day"] = Day::from_number(day.number() + c).value().iso();
      columns["note"] = "corrected";
    }
    ledger::Entry& entry = entries[static_cast<std::size_t>(c)];
    entry.recorded = "2026-11-30T00:00:00Z";
    entry.author = "bench";
    entry.reason = "bench";
    ledger::set_act(entry, instrument, std::move(columns));
  }
  return entries;
}

// A ledger of so many acts, made once.
struct Made {
  std::string name;
  std::uint64_t entries = 0;
  explicit Made(std::string file) : name(std::move(file)) {}
  ~Made() {
    if (!ledger::is_postgres(name)) fs::remove(name);
  }
};

std::string file_of(const std::string& what) {
  return fmt::format("{}/ratione_ledger_bench.{}.{}", fs::temp_directory_path().string(), getpid(),
                     what);
}

std::uint64_t fill(const std::string& name, const std::vector<ledger::Entry>& entries) {
  Result<ledger::Ledger> made = ledger::Ledger::open(name, ledger::Store::Mode::create);
  if (!made || !made->begin()) std::abort();
  for (const ledger::Entry& entry : entries) {
    if (!made->append(entry)) std::abort();
  }
  return made->commit()->entries;
}

std::vector<ledger::Entry> all_entries(int acts, bool spread) {
  std::vector<ledger::Entry> all;
  for (int n = 0; n < acts; ++n) {
    for (ledger::Entry& each : entries_of(n, spread)) all.push_back(std::move(each));
  }
  return all;
}

const Made& made_of(int acts, bool spread) {
  static std::map<std::pair<int, bool>, std::unique_ptr<Made>> all;
  std::unique_ptr<Made>& made = all[{acts, spread}];
  if (!made) {
    made = std::make_unique<Made>(file_of(fmt::format("{}.{}", acts, spread)));
    made->entries = fill(made->name, all_entries(acts, spread));
  }
  return *made;
}

void import_entries(benchmark::State& state) {
  const std::vector<ledger::Entry> entries = all_entries(static_cast<int>(state.range(0)), true);
  std::int64_t added = 0;
  for (auto _ : state) {
    Made made(file_of("import"));
    added += static_cast<std::int64_t>(fill(made.name, entries));
  }
  state.SetItemsProcessed(added);
}
BENCHMARK(import_entries)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void verify_entries(benchmark::State& state) {
  const Made& made = made_of(static_cast<int>(state.range(0)), true);
  std::int64_t seen = 0;
  for (auto _ : state) {
    Result<ledger::Ledger> own = ledger::Ledger::open(made.name, ledger::Store::Mode::existing);
    Result<ledger::Verified> verified = own->verify({});
    if (!verified || verified->fault_count != 0) state.SkipWithError("not whole");
    seen += static_cast<std::int64_t>(made.entries);
  }
  state.SetItemsProcessed(seen);
}
BENCHMARK(verify_entries)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void in_postgres(benchmark::State& state) {
  const char* address = std::getenv("RATIONE_LEDGER_BENCH");
  if (address == nullptr) return state.SkipWithError("RATIONE_LEDGER_BENCH names no server");
  const std::vector<ledger::Entry> entries = all_entries(100'000, true);
  for (auto _ : state) {
    auto begun = std::chrono::steady_clock::now();
    fill(address, entries);
    const std::chrono::duration<double> import = std::chrono::steady_clock::now() - begun;
    begun = std::chrono::steady_clock::now();
    Result<ledger::Ledger> own = ledger::Ledger::open(address, ledger::Store::Mode::existing);
    Result<ledger::Verified> verified = own->verify({});
    if (!verified || verified->fault_count != 0) return state.SkipWithError("not whole");
    const std::chrono::duration<double> verify = std::chrono::steady_clock::now() - begun;
    state.counters["imported_a_second"] = static_cast<double>(entries.size()) / import.count();
    state.counters["verified_a_second"] =
        static_cast<double>(verified->head.entries) / verify.count();
  }
}
BENCHMARK(in_postgres)->Iterations(1)->Unit(benchmark::kMillisecond)->UseRealTime();

Record read_record(const Made& made) {
  Result<ledger::Ledger> own = ledger::Ledger::open(made.name, ledger::Store::Mode::existing);
  ledger::ActsOfLedger acts;
  Result<ledger::Head> head = own->read([&](const ledger::EntryView& e) { acts.take(e); });
  Results<Record> both = extended(house().record(), acts.tables(made.name), "bench");
  if (!head || !both) std::abort();
  return std::move(*both);
}

void read_as_one(benchmark::State& state) {
  const Made& made = made_of(static_cast<int>(state.range(0)), true);
  for (auto _ : state) benchmark::DoNotOptimize(read_record(made));
  state.SetItemsProcessed(static_cast<std::int64_t>(made.entries) * state.iterations());
}
BENCHMARK(read_as_one)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

// A table of all States, from a record that is in memory, as known on a day that
// was not asked before. Arguments: acts, spread, years of knowledge after 1950.
void status_table_as_known(benchmark::State& state) {
  static std::map<std::pair<int, bool>, std::unique_ptr<Record>> records;
  const int acts = static_cast<int>(state.range(0));
  const bool spread = state.range(1) != 0;
  std::unique_ptr<Record>& record = records[{acts, spread}];
  if (!record) record = std::make_unique<Record>(read_record(made_of(acts, spread)));
  const LawInstrument& instrument = *house().law().instrument("rome-statute");
  const Day known = Day::from_ymd(1950 + static_cast<int>(state.range(2)), 6, 1).value();
  std::size_t bound = 0;
  for (auto _ : state) {
    Results<Engine> engine = Engine::when_asked(house().law(), *record, house().atlas(), known);
    if (!engine) return state.SkipWithError(engine.error().front().render().c_str());
    if (!engine->ready(instrument).empty()) return state.SkipWithError("a fault in the acts");
    for (const StatusRow& row : engine->statuses(instrument, known)) bound += row.status == "party";
  }
  benchmark::DoNotOptimize(bound);
}
BENCHMARK(status_table_as_known)
    ->ArgsProduct({{1'000, 10'000, 100'000}, {1, 0}, {10, 30, 50, 76}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ratione
