// From points to territories on one core: our grid, S2's shape index and GEOS's
// prepared polygons in an STRtree, with the same polygons and the same points in
// one run.
//
//   land      points spread evenly over the land
//   events    places of real events (examples/events, or the CSV that
//             RATIONE_EVENTS names), drawn at random, as many times as it takes
//   near      the same, each moved by up to 10 km
//
// Before measuring, every answer for the first 200,000 points of each kind is
// compared. `points_apart` is how many differ: none for GEOS but for those on a
// line, few for S2, whose edges are great circles and which lacks the rings that
// rounding left without an area. Also what a build costs.
#include <benchmark/benchmark.h>

#ifdef RATIONE_GEOS
#include "../tests/atlas/geos_world.h"
#endif
#ifdef RATIONE_S2
#include "../tests/atlas/s2_world.h"
#endif
#include "bench_points.h"

namespace ratione {
namespace {

constexpr std::size_t many = 4'000'000;
constexpr std::size_t compared = 200'000;

const Points& points_of(std::int64_t kind) {
  static const Points land = on_land(World::whole(), many);
  static const Points events = at_events(0, many);
  static const Points near = at_events(10, many);
  return kind == 0 ? land : kind == 1 ? events : near;
}

bool ready(benchmark::State& state) {
  static constexpr const char* names[] = {"land", "events", "near"};
  state.SetLabel(names[state.range(0)]);
  if (World::is_there() && points_of(state.range(0)).size() > 0) return true;
  state.SkipWithError("the base map or the events are missing: run scripts/fetch_world_atlas");
  return false;
}

void ratione_grid(benchmark::State& state) {
  if (!ready(state)) return;
  const World& world = World::whole();
  const Points& points = points_of(state.range(0));
  Locator locator(world.index);
  std::vector<AtomId> out(points.size());
  for (auto _ : state) {
    locator.locate(points.latitudes, points.longitudes, out);
    benchmark::DoNotOptimize(out.data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(points.size()));
  state.counters["index_MB"] = static_cast<double>(world.bytes.size()) / 1e6;
}
BENCHMARK(ratione_grid)->DenseRange(0, 2)->Unit(benchmark::kMillisecond);

template <class Ask>
void one_by_one(benchmark::State& state, const Points& points, Ask ask) {
  std::size_t i = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(ask(i));
    if (++i == points.size()) i = 0;
  }
  state.SetItemsProcessed(state.iterations());
}

void ratione_grid_one_by_one(benchmark::State& state) {
  if (!ready(state)) return;
  const World& world = World::whole();
  const Points& points = points_of(state.range(0));
  Locator locator(world.index);
  one_by_one(state, points,
             [&](std::size_t i) { return locator.at(points.latitudes[i], points.longitudes[i]); });
}
BENCHMARK(ratione_grid_one_by_one)->DenseRange(0, 2);

// How many of the first points have another piece in the other library.
template <class Other>
double apart(const Points& points, Other other) {
  const World& world = World::whole();
  Locator locator(world.index);
  double count = 0;
  for (std::size_t i = 0; i < compared; ++i) {
    const Atom& atom = world.index.atom(locator.at(points.latitudes[i], points.longitudes[i]));
    count += other(i, Piece{atom.unit, atom.overlay}) ? 0 : 1;
  }
  return count;
}

#ifdef RATIONE_S2
void s2_shape_index(benchmark::State& state) {
  if (!ready(state)) return;
  static S2World s2(World::whole());
  const Points& points = points_of(state.range(0));
  auto located = [&](std::size_t i) {
    return s2.locate(points.latitudes[i], points.longitudes[i]);
  };
  state.counters["points_apart"] =
      apart(points, [&](std::size_t i, Piece ours) { return located(i) == ours; });
  one_by_one(state, points, located);
}
BENCHMARK(s2_shape_index)->DenseRange(0, 2);
#endif

#ifdef RATIONE_GEOS
void geos_prepared_strtree(benchmark::State& state) {
  if (!ready(state)) return;
  static GeosWorld geos(World::whole());
  const Points& points = points_of(state.range(0));
  auto step = [&](std::size_t i) { return *grid_point(points.longitudes[i], points.latitudes[i]); };
  state.counters["points_apart"] = apart(points, [&](std::size_t i, Piece ours) {
    GeosWorld::Answer answer = geos.locate(step(i));
    return answer.on_a_line || answer.piece == ours;
  });
  one_by_one(state, points, [&](std::size_t i) { return geos.locate_only(step(i)); });
}
BENCHMARK(geos_prepared_strtree)->DenseRange(0, 2);
#endif

void build_the_index(benchmark::State& state) {
  if (!World::is_there()) return state.SkipWithError("the base map is missing");
  const World& world = World::whole();
  std::string text = read_file(World::base_map_file()).value();
  for (auto _ : state) {
    BaseMap map = BaseMap::read(text, "map").value();
    std::vector<std::byte> bytes = build_grid(world.mosaic)->bytes();
    benchmark::DoNotOptimize(bytes.data());
  }
}
BENCHMARK(build_the_index)->Unit(benchmark::kMillisecond);

void open_the_index(benchmark::State& state) {
  if (!World::is_there()) return state.SkipWithError("the base map is missing");
  for (auto _ : state) benchmark::DoNotOptimize(GridIndex::over(World::whole().bytes));
}
BENCHMARK(open_the_index)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ratione
