// What the interpreter costs: reading the law, a first question, a question
// whose parts are remembered, and the statuses of all States. Run from the
// project's folder.
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "engine/engine.h"
#include "engine/territory.h"

namespace ratione {
namespace {

template <class T>
T take(Results<T> results) {
  if (!results) std::abort();
  return std::move(*results);
}

struct House {
  Law law = take(load_law("law"));
  Record record = take(Record::load("record"));
  Atlas atlas = take(Atlas::load("atlas", record.states()));
};

House& house() {
  static House h;
  return h;
}

constexpr int known_year = 2026;
Day known() { return Day::from_ymd(known_year, 11, 1).value(); }

// An act by an unknown suspect in a State that is no Party: two hundred
// completions.
Situation unknown_suspect(Day day) {
  Situation s;
  s.days = Span::one(day);
  const PlaceEntry* place = house().atlas.find("SYR").value();
  s.places = {place->id};
  s.fields["territory"] = territory_of(house().atlas, {place});
  FieldValue crime;
  crime.is = FieldValue::Is::known;
  crime.text = "8";
  s.fields["crime"] = crime;
  return s;
}

void load_the_law(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(take(load_law("law")));
}
BENCHMARK(load_the_law)->Unit(benchmark::kMillisecond);

void first_question(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    Engine engine = take(Engine::make(house().law, house().record, house().atlas, known()));
    state.ResumeTiming();
    benchmark::DoNotOptimize(
        engine.decide(*house().law.court(""), unknown_suspect(Day::from_ymd(2016, 9, 21).value())));
  }
}
BENCHMARK(first_question)->Unit(benchmark::kMillisecond);

void same_question_on_another_day(benchmark::State& state) {
  Engine engine = take(Engine::make(house().law, house().record, house().atlas, known()));
  Day day = Day::from_ymd(2003, 1, 1).value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(engine.decide(*house().law.court(""), unknown_suspect(day)));
    day = day.next();
  }
}
BENCHMARK(same_question_on_another_day)->Unit(benchmark::kMicrosecond);

void statuses_of_all_states(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    Engine engine = take(Engine::make(house().law, house().record, house().atlas, known()));
    state.ResumeTiming();
    benchmark::DoNotOptimize(
        engine.statuses(*house().law.court(""), Day::from_ymd(2016, 11, 16).value()));
  }
}
BENCHMARK(statuses_of_all_states)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ratione

BENCHMARK_MAIN();
