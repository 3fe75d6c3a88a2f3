// Runs SQL from standard input through DuckDB's library, as its own program
// would: to write incidents to screen, and to copy what `screen` wrote, which is
// the least that anybody could do to that file.
//
//   run_sql [--threads N] [--memory SIZE] [--show] < FILE.sql
//
// Statements are separated by `;` at the end of a line. With --show the first
// column of the last result is printed. Exit 4 with DuckDB's sentence if one fails.
#include <duckdb.h>

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

std::vector<std::string> statements(const std::string& text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (std::size_t at; (at = text.find(";\n", begin)) != std::string::npos; begin = at + 2) {
    out.push_back(text.substr(begin, at - begin));
  }
  if (text.find_first_not_of(" \n", begin) != std::string::npos) out.push_back(text.substr(begin));
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  bool show = false;
  std::vector<std::string> all;
  for (int i = 1; i < argc; ++i) {
    const std::string option = argv[i];
    const std::string value = i + 1 < argc ? argv[i + 1] : "";
    if (option == "--show") {
      show = true;
    } else if ((option == "--threads" || option == "--memory") && !value.empty()) {
      all.push_back(option == "--threads" ? "SET threads = " + value
                                          : "SET memory_limit = '" + value + "'");
      ++i;
    } else {
      std::fprintf(stderr, "run_sql: %s is no option, or lacks its value.\n", option.c_str());
      return 2;
    }
  }
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  for (std::string& each : statements(text)) all.push_back(std::move(each));

  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  if (duckdb_open(nullptr, &database) == DuckDBError ||
      duckdb_connect(database, &connection) == DuckDBError) {
    std::fprintf(stderr, "run_sql: DuckDB cannot be opened.\n");
    return 4;
  }
  int code = 0;
  for (std::size_t i = 0; i < all.size() && code == 0; ++i) {
    duckdb_result result;
    if (duckdb_query(connection, all[i].c_str(), &result) == DuckDBError) {
      std::fprintf(stderr, "run_sql: %s\n", duckdb_result_error(&result));
      code = 4;
    } else if (show && i + 1 == all.size()) {
      for (idx_t row = 0; row < duckdb_row_count(&result); ++row) {
        char* value = duckdb_value_varchar(&result, 0, row);
        std::printf("%s\n", value == nullptr ? "" : value);
        duckdb_free(value);
      }
    }
    duckdb_destroy_result(&result);
  }
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  return code;
}
