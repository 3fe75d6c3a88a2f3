// DuckDB, in memory, on one thread, through its C interface: judged.sql over
// the rows as a table. Loading the rows is not timed, writing the verdicts into
// a table is.
#include <duckdb.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "verdicts/joins.h"
#include "verdicts/peers.h"
#include "verdicts/processor_time.h"

namespace ratione::bench {

namespace {

class Database {
 public:
  Database() {
    if (duckdb_open(nullptr, &database_) == DuckDBError ||
        duckdb_connect(database_, &connection_) == DuckDBError) {
      fmt::print(stderr, "DuckDB cannot be opened.\n");
      std::exit(4);
    }
    run("SET threads = 1");
    for (const std::string& sql : fact_tables()) run(sql);
    for (const std::string& sql : row_tables()) run(sql);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }

  void load(const Rows& rows) {
    run("DELETE FROM rows");
    duckdb_appender append = nullptr;
    bool good = duckdb_appender_create(connection_, nullptr, "rows", &append) == DuckDBSuccess;
    for (std::size_t i = 0; good && i < rows.size(); ++i) {
      duckdb_append_int32(append, static_cast<std::int32_t>(i));
      duckdb_append_int32(append, rows.day[i]);
      duckdb_append_int32(append, rows.territory[i]);
      if (rows.suspect[i] == no_state) {
        duckdb_append_null(append);
      } else {
        duckdb_append_int32(append, rows.suspect[i]);
      }
      duckdb_append_int32(append, rows.crime[i]);
      duckdb_append_int32(append, rows.trigger[i]);
      good = duckdb_appender_end_row(append) == DuckDBSuccess;
    }
    if (duckdb_appender_destroy(&append) == DuckDBError || !good) {
      fmt::print(stderr, "DuckDB did not take the rows.\n");
      std::exit(4);
    }
  }

  double decide(Verdicts& verdicts) {
    run("CREATE OR REPLACE TABLE verdicts (id INTEGER, conclusion INTEGER, reason INTEGER)");
    const double before = processor_seconds();
    for (const std::string& sql : verdict_statements(Dialect::duckdb)) run(sql);
    const double taken = processor_seconds() - before;
    fetch(verdicts);
    return taken;
  }

 private:
  void run(const std::string& sql) {
    duckdb_result result;
    if (duckdb_query(connection_, sql.c_str(), &result) == DuckDBError) {
      fmt::print(stderr, "DuckDB: {}\n", duckdb_result_error(&result));
      std::exit(4);
    }
    duckdb_destroy_result(&result);
  }
  void fetch(Verdicts& verdicts) {
    std::fill(verdicts.conclusion.begin(), verdicts.conclusion.end(), std::uint8_t{255});
    duckdb_result result;
    if (duckdb_query(connection_, "SELECT id, conclusion, reason FROM verdicts", &result) ==
        DuckDBError) {
      fmt::print(stderr, "DuckDB: {}\n", duckdb_result_error(&result));
      std::exit(4);
    }
    while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result)) {
      const idx_t size = duckdb_data_chunk_get_size(chunk);
      auto column = [chunk](idx_t c) {
        return static_cast<const std::int32_t*>(
            duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, c)));
      };
      const std::int32_t *id = column(0), *conclusion = column(1), *reason = column(2);
      for (idx_t row = 0; row < size; ++row) {
        const auto i = static_cast<std::size_t>(id[row]);
        verdicts.conclusion[i] = static_cast<std::uint8_t>(conclusion[row]);
        verdicts.reason[i] = static_cast<std::uint32_t>(reason[row]);
      }
      duckdb_destroy_data_chunk(&chunk);
    }
    duckdb_destroy_result(&result);
  }

  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

}  // namespace

Peer duckdb_peer() {
  Peer peer{"duckdb_joins",
            fmt::format("DuckDB {}: judged.sql in memory, one thread", duckdb_library_version()),
            4'000'000,
            "",
            nullptr,
            nullptr};
  auto database = std::make_shared<std::unique_ptr<Database>>();
  peer.load = [database](const Rows& rows) {
    if (!*database) *database = std::make_unique<Database>();
    (*database)->load(rows);
  };
  peer.decide = [database](const Rows&, Verdicts& verdicts) {
    return (*database)->decide(verdicts);
  };
  return peer;
}

}  // namespace ratione::bench
