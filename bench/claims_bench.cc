// What it costs to read news and to find its claims, by task.
#include <benchmark/benchmark.h>

#include <string>

#include "claims/find.h"
#include "text/csv.h"

namespace ratione::claims {
namespace {

const Language& english() {
  static const Language language = [] {
    Results<Record> record = Record::load(RATIONE_SOURCE_DIR "/record");
    Results<Atlas> atlas = Atlas::load(RATIONE_SOURCE_DIR "/atlas", record->states());
    return std::move(*Language::load(RATIONE_SOURCE_DIR "/claims/en", *record, *atlas));
  }();
  return language;
}

// The report of the tour over and over: nearly every sentence names a treaty.
std::string dense(std::size_t bytes) {
  std::string one =
      read_file(RATIONE_SOURCE_DIR "/examples/report-2016-11-16.txt").value() + "\n\n";
  std::string out;
  while (out.size() < bytes) out += one;
  return out;
}

// News as it comes: one such report among nine times as much of other subjects.
std::string mixed(std::size_t bytes) {
  std::string report =
      read_file(RATIONE_SOURCE_DIR "/examples/report-2016-11-16.txt").value() + "\n\n";
  std::string other =
      "The mayor opened a new bridge on Tuesday and thanked the workers who had built it in two "
      "years. "
      "Rain is expected in the north for the rest of the week, and roads near the coast may be "
      "closed.\n\n"
      "Shares of the company rose by four percent after it said that sales had doubled in Germany "
      "and "
      "France. Its chairman left the meeting early, according to people who were there.\n\n";
  std::string out;
  while (out.size() < bytes) {
    out += report;
    for (std::size_t i = 0; i < 9 * report.size(); i += other.size()) out += other;
  }
  return out;
}

void found(benchmark::State& state, const std::string& text) {
  const Language& language = english();
  const Day dated = Day::parse("2016-11-16").value();
  for (auto _ : state) {
    Result<Article> article = read_article(text, "bench", TextForm::plain);
    split(*article, language);
    benchmark::DoNotOptimize(find_claims(*article, language, dated));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void find_claims_in_10_mb_of_news(benchmark::State& state) { found(state, mixed(10'000'000)); }
BENCHMARK(find_claims_in_10_mb_of_news)->Unit(benchmark::kMillisecond);
void find_claims_in_1_mb_of_news(benchmark::State& state) { found(state, mixed(1'000'000)); }
BENCHMARK(find_claims_in_1_mb_of_news)->Unit(benchmark::kMillisecond);
void find_claims_in_10_mb_of_reports_on_treaties(benchmark::State& state) {
  found(state, dense(10'000'000));
}
BENCHMARK(find_claims_in_10_mb_of_reports_on_treaties)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ratione::claims
