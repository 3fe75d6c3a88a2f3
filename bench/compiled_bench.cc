// What is paid to have law and record out of the compiled file: the file opened,
// held against its sources and its checksum; the record with every act; the law as a
// question finds it, and with every clause read.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>

#include "compiled/kept.h"

namespace ratione {
namespace {

const std::string& cache() {
  static const std::string folder = [] {
    const auto path = std::filesystem::temp_directory_path() / "ratione_compiled_bench";
    std::filesystem::create_directories(path);
    return path.string();
  }();
  return folder;
}

compiled::Kept kept() {
  const std::string home = RATIONE_SOURCE_DIR;
  return compiled::Kept({home + "/law", home + "/record", home + "/atlas"}, cache(), "");
}

// Makes the file, unless it is there; false: law, record or atlas has faults.
bool made() {
  compiled::Kept first = kept();
  const Results<Law> law = first.law();
  const Results<Record> record = first.record();
  if (!law || !record) return false;
  const Results<Atlas> atlas = first.atlas(record->states());
  if (!atlas) return false;
  first.keep(*law, *record, *atlas);
  return true;
}

void open_and_read_the_whole_record(benchmark::State& state) {
  if (!made()) return state.SkipWithError("law, record or atlas has faults");
  std::size_t acts = 0;
  for (auto _ : state) {
    const Results<Record> record = kept().record();
    acts = 0;
    for (const Instrument& each : record->instruments()) acts += record->acts(each.slug).size();
    benchmark::DoNotOptimize(acts);
  }
  state.counters["acts"] = static_cast<double>(acts);
}
BENCHMARK(open_and_read_the_whole_record)->Unit(benchmark::kMillisecond);

void open_and_read_what_a_question_needs(benchmark::State& state) {
  if (!made()) return state.SkipWithError("law, record or atlas has faults");
  for (auto _ : state) {
    compiled::Kept from = kept();
    const Results<Law> law = from.law();
    const Results<Record> record = from.record();
    benchmark::DoNotOptimize(record->acts("rome-statute").size() + law->clauses.size());
  }
}
BENCHMARK(open_and_read_what_a_question_needs)->Unit(benchmark::kMillisecond);

void open_and_read_the_whole_law(benchmark::State& state) {
  if (!made()) return state.SkipWithError("law, record or atlas has faults");
  for (auto _ : state) {
    const Results<Law> law = kept().law();
    std::size_t rules = 0;
    for (const Clause& clause : law->clauses) rules += clause.name.size();
    benchmark::DoNotOptimize(rules);
  }
}
BENCHMARK(open_and_read_the_whole_law)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ratione
