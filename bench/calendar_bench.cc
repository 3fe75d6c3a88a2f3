// What the calendar and the reader of tables cost, by task.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "calendar/arithmetic.h"
#include "calendar/timeline.h"
#include "text/csv.h"

namespace ratione {
namespace {

std::vector<Day> days_of_a_century() {
  std::vector<Day> days;
  Day d = Day::parse("1950-01-01").value();
  for (int i = 0; i < 36525; ++i, d = d.next()) days.push_back(d);
  return days;
}

// When each of 36,525 notices takes effect.
void one_year_after_each_day_of_a_century(benchmark::State& state) {
  std::vector<Day> days = days_of_a_century();
  for (auto _ : state) {
    for (Day d : days) benchmark::DoNotOptimize(add_years(d, 1, Rounding::down));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * days.size()));
}
BENCHMARK(one_year_after_each_day_of_a_century);

void six_months_after_each_day_of_a_century(benchmark::State& state) {
  std::vector<Day> days = days_of_a_century();
  for (auto _ : state) {
    for (Day d : days) benchmark::DoNotOptimize(add_months(d, 6, Rounding::up));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * days.size()));
}
BENCHMARK(six_months_after_each_day_of_a_century);

void read_each_day_of_a_century(benchmark::State& state) {
  std::vector<std::string> texts;
  for (Day d : days_of_a_century()) texts.push_back(d.iso());
  for (auto _ : state) {
    for (const std::string& text : texts) benchmark::DoNotOptimize(Day::parse(text));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * texts.size()));
}
BENCHMARK(read_each_day_of_a_century);

void write_each_day_of_a_century(benchmark::State& state) {
  std::vector<Day> days = days_of_a_century();
  for (auto _ : state) {
    for (Day d : days) benchmark::DoNotOptimize(d.iso());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * days.size()));
}
BENCHMARK(write_each_day_of_a_century);

// Memberships of 200 States, each left and joined again, counted day by day: as
// the phrase "number of State S with bound(S)" does.
void count_the_parties_over_time(benchmark::State& state) {
  std::vector<Timeline<bool>> parties;
  Day joined = Day::parse("1998-07-17").value();
  for (int i = 0; i < 200; ++i) {
    Timeline<bool> party(false);
    party.set({add_days(joined, 40 * i).value(), add_days(joined, 40 * i + 3000).value()}, true);
    party.set({add_days(joined, 40 * i + 4000).value(), Day::never()}, true);
    parties.push_back(std::move(party));
  }
  for (auto _ : state) {
    Timeline<int> count(0);
    for (const Timeline<bool>& party : parties) {
      count = combine(count, party, [](int n, bool in) { return n + (in ? 1 : 0); });
    }
    benchmark::DoNotOptimize(count.segments().data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * parties.size()));
}
BENCHMARK(count_the_parties_over_time)->Unit(benchmark::kMicrosecond);

// A file of events of some 10 MB: plain fields, and one that is quoted.
void read_a_table_of_10_mb(benchmark::State& state) {
  std::string text = "id,date,latitude,longitude,country,deaths,note\n";
  Day d = Day::parse("1989-01-01").value();
  for (int i = 0; text.size() < 10'000'000; ++i) {
    text += fmt::format("{},{},{}.{:06},{}.{:06},Côte d’Ivoire,{},\"clash, \"\"near\"\" a town\"\n",
                        100'000 + i, add_days(d, i % 12'000)->iso(), i % 90, i * 7919 % 1'000'000,
                        i % 180, i * 104'729 % 1'000'000, i % 50);
  }
  for (auto _ : state) {
    Results<Csv> table = read_csv(text, "events.csv", {"id", "date"});
    benchmark::DoNotOptimize(table);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(read_a_table_of_10_mb)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ratione
