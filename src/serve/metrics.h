// File: serve/metrics.h
//
// Counts for Prometheus. For several threads.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace ratione::serve {

class Metrics {
 public:
  // `route`: of the table of routes; lives as long as the program.
  void answered(std::string_view route, int status, std::chrono::nanoseconds took);
  void cache(bool found) { (found ? found_ : not_found_).fetch_add(1, std::memory_order_relaxed); }

  std::atomic<std::int64_t> connections = 0;  // open now
  std::atomic<std::int64_t> refused = 0;      // connections, because the server was full

  // The text format, version 0.0.4; `gauges` are lines of others.
  std::string text(std::string_view gauges) const;

 private:
  // Upper ends of the classes of the histogram, in seconds.
  static constexpr std::array<double, 7> ends = {0.0001, 0.0005, 0.001, 0.01, 0.1, 1, 10};

  mutable std::mutex mutex_;  // of the table, which soon holds all that there is
  std::map<std::pair<std::string_view, int>, std::uint64_t> requests_;
  std::array<std::uint64_t, ends.size()> classes_{};
  std::uint64_t count_ = 0;
  double seconds_ = 0;
  std::atomic<std::uint64_t> found_ = 0, not_found_ = 0;
};

}  // namespace ratione::serve
