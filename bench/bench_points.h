// File: bench/bench_points.h
//
// The points that the atlas and its peers are asked, the same in every run.
#pragma once

#include <cmath>
#include <random>

#include "../tests/atlas/world_for_tests.h"

namespace ratione {

struct Points {
  std::vector<double> latitudes, longitudes;
  void add(double latitude, double longitude) {
    latitudes.push_back(latitude);
    longitudes.push_back(longitude);
  }
  std::size_t size() const { return latitudes.size(); }
};

// Spread evenly over the land.
inline Points on_land(const World& world, std::size_t many) {
  Points points;
  std::mt19937_64 random(20261124);
  std::uniform_real_distribution<double> longitude(-180, 180), height(-1, 1);
  Locator locator(world.index);
  while (points.size() < many) {
    double x = longitude(random), y = std::asin(height(random)) * 180 / std::acos(-1.0);
    if (world.index.atom(locator.at(y, x)).unit != 0) points.add(y, x);
  }
  return points;
}

// Places of real events (examples/events, or the CSV that RATIONE_EVENTS names),
// drawn at random, each moved by up to so far. None when the file is missing.
inline Points at_events(double off_km, std::size_t many) {
  Points events, points;
  const char* named = std::getenv("RATIONE_EVENTS");
  std::string path = named != nullptr ? named : RATIONE_SOURCE_DIR "/examples/events/events.csv";
  Result<std::string> text = read_file(path);
  if (!text) return points;
  Results<Csv> table = read_csv(*text, path, {"latitude", "longitude"});
  if (!table) return points;
  for (const CsvRow& row : table->rows) {
    events.add(std::atof(row.text("latitude").c_str()), std::atof(row.text("longitude").c_str()));
  }
  std::mt19937_64 random(20261125);
  std::uniform_real_distribution<double> off(-off_km / 111.2, off_km / 111.2);
  while (points.size() < many) {
    std::size_t i = random() % events.size();
    double y = std::clamp(events.latitudes[i] + off(random), -90.0, 90.0);
    double x = std::clamp(events.longitudes[i] + off(random), -180.0, 180.0);
    points.add(y, x);
  }
  return points;
}

}  // namespace ratione
