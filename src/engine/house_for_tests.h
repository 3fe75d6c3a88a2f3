// File: engine/house_for_tests.h
//
// The law, record and atlas of a folder, loaded for tests; a fault ends the
// test program with the whole list of faults.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "engine/engine.h"

namespace ratione::testing_house {

template <class T>
T take(Results<T> results) {
  if (!results) {
    ADD_FAILURE() << render(results.error());
    std::abort();
  }
  return std::move(*results);
}

struct House {
  explicit House(std::string f) : folder(std::move(f)) {}

  std::string folder;
  Law law = take(load_law(folder + "/law"));
  Record record = take(Record::load(folder + "/record"));
  Atlas atlas = take(Atlas::load(folder + "/atlas", record.states()));

  Engine engine(Day known) const { return take(Engine::make(law, record, atlas, known)); }
  Engine engine(const std::string& known) const { return engine(Day::parse(known).value()); }
};

// The project's own.
inline const House& project() {
  static const House house(RATIONE_SOURCE_DIR);
  return house;
}

// Its engine as known on one day for all tests of a program; it remembers what
// it was asked.
constexpr const char* project_known = "2025-06-01";
inline Engine& project_engine() {
  static Engine engine = project().engine(project_known);
  return engine;
}

}  // namespace ratione::testing_house
