#include "serve/metrics.h"

#include <fmt/format.h>

namespace ratione::serve {

void Metrics::answered(std::string_view route, int status, std::chrono::nanoseconds took) {
  const double seconds = std::chrono::duration<double>(took).count();
  std::lock_guard lock(mutex_);
  ++requests_[{route, status}];
  ++count_;
  seconds_ += seconds;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (seconds <= ends[i]) ++classes_[i];
  }
}

std::string Metrics::text(std::string_view gauges) const {
  std::string out =
      "# HELP ratione_requests_total Requests answered.\n"
      "# TYPE ratione_requests_total counter\n";
  std::lock_guard lock(mutex_);
  for (const auto& [key, count] : requests_) {
    out += fmt::format("ratione_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first,
                       key.second, count);
  }
  out +=
      "# HELP ratione_request_seconds From the whole request to the whole answer.\n"
      "# TYPE ratione_request_seconds histogram\n";
  for (std::size_t i = 0; i < ends.size(); ++i) {
    out += fmt::format("ratione_request_seconds_bucket{{le=\"{}\"}} {}\n", ends[i], classes_[i]);
  }
  out += fmt::format(
      "ratione_request_seconds_bucket{{le=\"+Inf\"}} {}\n"
      "ratione_request_seconds_sum {}\n"
      "ratione_request_seconds_count {}\n",
      count_, seconds_, count_);
  out += fmt::format(
      "# HELP ratione_kept_answers_total Looks for an answer that was given before.\n"
      "# TYPE ratione_kept_answers_total counter\n"
      "ratione_kept_answers_total{{found=\"yes\"}} {}\n"
      "ratione_kept_answers_total{{found=\"no\"}} {}\n"
      "# HELP ratione_connections_open Connections open now.\n"
      "# TYPE ratione_connections_open gauge\n"
      "ratione_connections_open {}\n"
      "# HELP ratione_connections_refused_total Connections refused because the server was full.\n"
      "# TYPE ratione_connections_refused_total counter\n"
      "ratione_connections_refused_total {}\n",
      found_.load(), not_found_.load(), connections.load(), refused.load());
  return out.append(gauges);
}

}  // namespace ratione::serve
