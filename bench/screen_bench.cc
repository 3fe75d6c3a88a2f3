// Screening a file: examples/events as it is, and the same rows many times
// over, where what was asked once is looked up. Every row is placed by its
// point.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "screen/screen.h"

namespace ratione {
namespace {

struct World {
  std::string home = RATIONE_SOURCE_DIR "/";
  Results<Law> law = load_law(home + "law");
  Results<Record> record = Record::load(home + "record");
  Results<Atlas> atlas = Atlas::load(home + "atlas", record->states());
  Day known = Day::parse("2026-11-24").value();
};

void screen_events(benchmark::State& state) {
  static const World world;
  std::string events = world.home + "examples/events/events.csv";
  std::ifstream in(events, std::ios::binary);
  std::ostringstream whole;
  whole << in.rdbuf();
  std::string text = whole.str();
  std::string header = text.substr(0, text.find('\n') + 1);
  std::string rows = text.substr(header.size());

  std::filesystem::path folder = std::filesystem::temp_directory_path();
  std::string input = (folder / "ratione_screen_bench_in.csv").string();
  std::string output = (folder / "ratione_screen_bench_out.csv").string();
  {
    std::ofstream out(input, std::ios::binary);
    out << header;
    for (int i = 0; i < state.range(0); ++i) out << rows;
  }
  std::int64_t screened = 0, questions = 0;
  for (auto _ : state) {
    Results<Engine> engine = Engine::make(*world.law, *world.record, *world.atlas, world.known);
    ScreenRequest request;
    request.inputs = {input};
    request.out = output;
    request.points = {world.home + "atlas",
                      world.home + "build/deps/world-atlas/countries-10m.json",
                      (folder / "ratione_screen_bench_atlas").string(),
                      "",
                      {},
                      {}};
    Result<ScreenReport> report =
        screen({*engine, *world.law, *world.record, *world.atlas, *world.law->court("")}, request);
    if (!report) {
      state.SkipWithError(report.error().render().c_str());
      break;
    }
    screened += report->tally.rows;
    questions = report->questions;
  }
  state.SetItemsProcessed(screened);
  state.counters["questions"] = static_cast<double>(questions);
  for (const std::string& file : {input, output, output + ".ratione.json"}) {
    std::filesystem::remove(file);
  }
}
BENCHMARK(screen_events)->Arg(1)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace ratione
