// What a command pays before it can answer: the record and the atlas of the
// project, read from their files.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "atlas/places.h"
#include "record/record.h"

namespace ratione {
namespace {

void load_the_record(benchmark::State& state) {
  for (auto _ : state) {
    Results<Record> record = Record::load(RATIONE_SOURCE_DIR "/record");
    if (!record) return state.SkipWithError("record/ has faults");
    benchmark::DoNotOptimize(record);
  }
}
BENCHMARK(load_the_record)->Unit(benchmark::kMillisecond);

void load_the_atlas(benchmark::State& state) {
  Results<Record> record = Record::load(RATIONE_SOURCE_DIR "/record");
  if (!record) return state.SkipWithError("record/ has faults");
  for (auto _ : state) {
    Results<Atlas> atlas = Atlas::load(RATIONE_SOURCE_DIR "/atlas", record->states());
    if (!atlas) return state.SkipWithError("atlas/ has faults");
    benchmark::DoNotOptimize(atlas);
  }
}
BENCHMARK(load_the_atlas)->Unit(benchmark::kMillisecond);

// The instrument with the most acts, as known on the newest day.
void view_the_largest_instrument(benchmark::State& state) {
  Results<Record> record = Record::load(RATIONE_SOURCE_DIR "/record");
  if (!record) return state.SkipWithError("record/ has faults");
  std::string largest;
  for (const Instrument& instrument : record->instruments()) {
    if (record->acts(instrument.slug).size() > record->acts(largest).size()) {
      largest = instrument.slug;
    }
  }
  for (auto _ : state) benchmark::DoNotOptimize(record->view(largest, record->newest()));
  state.SetItemsProcessed(
      static_cast<std::int64_t>(state.iterations() * record->acts(largest).size()));
}
BENCHMARK(view_the_largest_instrument)->Unit(benchmark::kMillisecond);

void find_a_state_by_each_of_its_names(benchmark::State& state) {
  Results<Record> record = Record::load(RATIONE_SOURCE_DIR "/record");
  if (!record) return state.SkipWithError("record/ has faults");
  std::vector<std::string> names;
  for (const State& s : record->states().all()) {
    names.push_back(s.name);
    for (const StateName& name : s.names) {
      if (name.kind == NameKind::alias || name.kind == NameKind::ged) names.push_back(name.name);
    }
  }
  for (auto _ : state) {
    for (const std::string& name : names) {
      benchmark::DoNotOptimize(record->states().find_ged(name).has_value());
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * names.size()));
}
BENCHMARK(find_a_state_by_each_of_its_names)->Unit(benchmark::kMillisecond);

// A record of 100,000 acts, a fifth of them corrections.
void read_100k_acts(benchmark::State& state) {
  std::string acts =
      "id,state,actor,kind,provision,day,known,of,about,from,until,places,crimes,persons,only_on,"
      "corrects,confirmed,source,note\n";
  for (int i = 0; i < 100'000; ++i) {
    if (i % 5 == 4) {
      acts += fmt::format("A{},,,,,,2010-01-01,,,,,,,,,A{},,register,corrected\n", i, i - 1);
    } else {
      acts += fmt::format("A{},AAA,,ratification,12.3,20{:02}-02-03,,,,,,,,,,,yes,register,\n", i,
                          i % 10);
    }
  }
  const std::map<std::string, std::string> files = {
      {"instruments.csv",
       "slug,title,aliases,complete_to,complete_source,depositary,note\na-pact,A,,,,,\n"},
      {"states.csv", "code,name,from,until,m49,treaty_making,note\nAAA,A,,,,yes,\n"},
      {"state_names.csv", "code,name,kind,source\n"},
      {"acts/a-pact.csv", acts}};
  for (auto _ : state) {
    Results<Record> record = Record::read(files);
    if (!record) return state.SkipWithError(record.error().front().render().c_str());
    benchmark::DoNotOptimize(record);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * 100'000));
}
BENCHMARK(read_100k_acts)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ratione
