// File: sql/query.h
//
// One query put to DuckDB with our functions in it, its answer as text.
//
//   Result<QueryAnswer> answer = query("SELECT ratione_status('rome', 'Chad')", functions);
//
// A query is a single SELECT, FROM, WITH, VALUES, DESCRIBE, SHOW or SUMMARIZE; a
// statement that changes or writes anything is refused. It may read files. The
// answer is held in memory: over max_answer_bytes it is refused.
//
// Errors: bad_query (what DuckDB does not understand, or no single query),
// query_input (a file that is missing or cannot be read, a value that a function
// does not take), answer_too_large; no_duckdb, duckdb_failed.
#pragma once

#include <string>
#include <vector>

#include "screen/duckdb_session.h"
#include "sql/functions.h"

namespace ratione::sql {

inline constexpr std::size_t max_query_bytes = 1'000'000;
inline constexpr std::size_t max_answer_bytes = 256'000'000;

struct QueryAnswer {
  enum class Kind : std::uint8_t { text, number, truth };
  struct Column {
    std::string name;
    Kind kind = Kind::text;
  };
  std::vector<Column> columns;
  std::vector<DuckdbRow> rows;  // as DuckDB's cast to VARCHAR gives them
};

// `functions` must outlive the call. One at a time in a process.
Result<QueryAnswer> query(const std::string& sql, Functions& functions);

}  // namespace ratione::sql
