// SQLite, in memory, through its C interface: judged.sql over the rows as a
// table. Loading the rows is not timed, writing the verdicts into a table is.
#include <fmt/format.h>
#include <sqlite3.h>

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
    expect(sqlite3_open(":memory:", &db_));
    for (const std::string& sql : fact_tables()) run(sql);
    for (const std::string& sql : row_tables()) run(sql);
    run("ANALYZE");
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database() { sqlite3_close(db_); }

  void load(const Rows& rows) {
    run("DELETE FROM rows");
    run("BEGIN");
    sqlite3_stmt* insert = prepare("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      sqlite3_bind_int64(insert, 1, static_cast<sqlite3_int64>(i));
      sqlite3_bind_int(insert, 2, rows.day[i]);
      sqlite3_bind_int(insert, 3, rows.territory[i]);
      if (rows.suspect[i] == no_state) {
        sqlite3_bind_null(insert, 4);
      } else {
        sqlite3_bind_int(insert, 4, rows.suspect[i]);
      }
      sqlite3_bind_int(insert, 5, rows.crime[i]);
      sqlite3_bind_int(insert, 6, rows.trigger[i]);
      sqlite3_step(insert);
      expect(sqlite3_reset(insert));
    }
    sqlite3_finalize(insert);
    run("COMMIT");
  }

  double decide(Verdicts& verdicts) {
    run("DELETE FROM verdicts");
    const double before = processor_seconds();
    for (const std::string& sql : verdict_statements(Dialect::sqlite)) run(sql);
    const double taken = processor_seconds() - before;
    fetch(verdicts);
    return taken;
  }

 private:
  void expect(int code) {
    if (code == SQLITE_OK) return;
    fmt::print(stderr, "SQLite: {}\n", sqlite3_errmsg(db_));
    std::exit(4);
  }
  void run(const std::string& sql) {
    expect(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr));
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    expect(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr));
    return statement;
  }
  void fetch(Verdicts& verdicts) {
    std::fill(verdicts.conclusion.begin(), verdicts.conclusion.end(), std::uint8_t{255});
    sqlite3_stmt* select = prepare("SELECT id, conclusion, reason FROM verdicts");
    while (sqlite3_step(select) == SQLITE_ROW) {
      const auto i = static_cast<std::size_t>(sqlite3_column_int64(select, 0));
      verdicts.conclusion[i] = static_cast<std::uint8_t>(sqlite3_column_int(select, 1));
      verdicts.reason[i] = static_cast<std::uint32_t>(sqlite3_column_int64(select, 2));
    }
    expect(sqlite3_finalize(select));
  }

  sqlite3* db_ = nullptr;
};

}  // namespace

Peer sqlite_peer() {
  Peer peer{"sqlite_joins", fmt::format("SQLite {}: judged.sql in memory", sqlite3_libversion()),
            200'000,        "",
            nullptr,        nullptr};
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
