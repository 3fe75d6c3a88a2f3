// File: screen/duckdb_session.h
//
// One DuckDB database in memory with one connection.
//
//   Result<DuckdbSession> duckdb = DuckdbSession::open({.threads = 2, .memory = "2GB"});
//   duckdb->rows("SELECT 1 + ?", {"41"});       // {{"42"}}
//
// Guarantees: nothing is installed or fetched, no file is touched but those
// that the SQL names; closed on destruction. Errors are DuckDB's own sentence
// (duckdb_failed), its first line, in which callers may look for a cause.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "errors/error.h"
#include "screen/duckdb_library.h"

namespace ratione {

struct DuckdbSettings {
  int threads = 0;     // 0: DuckDB's choice
  std::string memory;  // "2GB"; empty: DuckDB's choice
};

// Text as DuckDB's cast to VARCHAR gives it; none: NULL.
using DuckdbRow = std::vector<std::optional<std::string>>;

struct DuckdbTable {
  std::vector<std::string> columns;
  std::vector<DuckdbRow> rows;
};

class DuckdbSession {
 public:
  static Result<DuckdbSession> open(const DuckdbSettings& settings);
  DuckdbSession(DuckdbSession&& other) noexcept;
  DuckdbSession& operator=(DuckdbSession&& other) noexcept;
  ~DuckdbSession();

  // Runs one statement and forgets what it returns.
  Result<bool> run(const std::string& sql);
  // Runs one statement whose columns are all VARCHAR; `?` takes the arguments.
  Result<DuckdbTable> rows(const std::string& sql, const std::vector<std::string>& arguments = {});

  // Makes the running statement fail. From any thread.
  void interrupt() const;

  const DuckdbLibrary& library() const { return *library_; }
  duckdb_connection connection() const { return connection_; }

 private:
  DuckdbSession() = default;
  void close();
  Error error_of(duckdb_result* result) const;

  const DuckdbLibrary* library_ = nullptr;
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

// As SQL writes them: 'it''s', "a ""b""".
std::string sql_text(std::string_view text);
std::string sql_name(std::string_view name);

}  // namespace ratione
