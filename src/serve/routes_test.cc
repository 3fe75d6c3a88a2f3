#include "serve/routes.h"

#include <gtest/gtest.h>

#include <set>

#include "serve/page_files.h"

namespace ratione::serve {
namespace {

using answers::Json;

// "/api/v1/law/{}" with its parameters, as the table has it and as docs/openapi.json does.
std::set<std::string> described() {
  std::set<std::string> all;
  const Json document = Json::parse(openapi());
  for (const auto& [address, item] : document["paths"].items()) {
    if (!address.starts_with("/api/v1/")) continue;
    std::string line;
    for (std::size_t i = 0; i < address.size(); ++i) {
      line += address[i];
      if (address[i] == '{') i = address.find('}', i) - 1;
    }
    const Json& asked = item.contains("post") ? item["post"] : item["get"];
    std::set<std::string> parameters;
    for (const Json& each : asked["parameters"]) {
      if (each["in"] != "query") continue;
      bool several = each["schema"]["type"] == "array" || each["name"] == "at";
      parameters.insert(each["name"].get<std::string>() + (several ? "..." : ""));
    }
    for (const std::string& each : parameters) line += " " + each;
    if (item.contains("post")) line += " post";
    if (asked["responses"]["200"]["content"].contains("text/csv")) line += " csv";
    all.insert(line);
  }
  return all;
}

std::set<std::string> in_table() {
  std::set<std::string> all;
  for (const Route& route : routes()) {
    std::string line = "/api/v1";
    for (std::string_view part : route.path) line.append("/").append(part);
    std::set<std::string> parameters = {"format"};
    for (const Accepted& each : route.accepted) {
      parameters.insert(std::string(each.name) + (each.several || each.name == "at" ? "..." : ""));
    }
    for (const std::string& each : parameters) line += " " + each;
    if (route.reads_text) line += " post";
    if (route.csv) line += " csv";
    all.insert(line);
  }
  return all;
}

TEST(Routes, are_those_that_openapi_describes) { EXPECT_EQ(in_table(), described()); }

TEST(Routes, a_path_matches_one_route_or_none) {
  using Path = std::vector<std::string>;
  EXPECT_EQ(match(Path{"law"}).route->name, "laws");
  EXPECT_EQ(match(Path{"law", "x", "12(2)(a)"}).named, (Path{"x", "12(2)(a)"}));
  EXPECT_EQ(match(Path{"assess", "world"}).route->name, "world");
  for (const Path& none : {Path{}, Path{"law", ""}, Path{"laws"}, Path{"law", "x", "1", "2"},
                           Path{"status"}, Path{"..", "law"}}) {
    EXPECT_EQ(match(none).route, nullptr);
  }
}

TEST(Routes, a_parameter_that_is_not_taken_is_refused) {
  const Route& dates = *match(std::vector<std::string>{"dates", "x"}).route;
  EXPECT_NO_THROW(check(dates, {{"known", "2016-11-16"}, {"format", "csv"}}));
  for (const std::vector<Parameter>& bad : {std::vector<Parameter>{{"knwon", "2016-11-16"}},
                                            {{"known", ""}},
                                            {{"known", "2016-11-16"}, {"known", "2016-11-16"}}}) {
    EXPECT_THROW(check(dates, bad), answers::Stop);
  }
  const Route& assess = *match(std::vector<std::string>{"assess"}).route;
  EXPECT_NO_THROW(check(assess, {{"place", "a"}, {"place", "b"}}));
}

}  // namespace
}  // namespace ratione::serve
