#include "verdicts/house.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace ratione::bench {

namespace {

template <class T>
T take(Results<T> results) {
  if (!results) {
    fmt::print(stderr, "{}\n", render(results.error()));
    std::exit(3);
  }
  return std::move(*results);
}

}  // namespace

const House& house() {
  static const House loaded = [] {
    const std::string home = RATIONE_SOURCE_DIR "/";
    Law law = take(load_law(home + "law"));
    Record record = take(Record::load(home + "record"));
    Atlas atlas = take(Atlas::load(home + "atlas", record.states()));
    return House{std::move(law), std::move(record), std::move(atlas),
                 Day::parse("2026-11-24").value()};
  }();
  return loaded;
}

}  // namespace ratione::bench
