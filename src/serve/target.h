// File: serve/target.h
//
// The address of a request, taken apart.
//
//   read_target("/api/v1/state/C%C3%B4te%20d'Ivoire?on=2016-11-16")
//   // path {"api", "v1", "state", "Côte d'Ivoire"}, query {{"on", "2016-11-16"}}
//
// Guarantees: what comes out is UTF-8 without control bytes; a "/" that was
// written %2F is part of its segment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"

namespace ratione::serve {

struct Parameter {
  std::string name, value;
  friend bool operator==(const Parameter&, const Parameter&) = default;
};

struct Target {
  std::vector<std::string> path;
  std::vector<Parameter> query;
};

inline constexpr std::size_t most_parameters = 100;

// Error request_unreadable: a percent sign without two hexadecimal digits,
// bytes that are not UTF-8, too many parameters.
Result<Target> read_target(std::string_view raw);

}  // namespace ratione::serve
