// File: ledger/sqlite.h
//
// SQLite's library, opened when a ledger lies in a file and not before: linked, it
// would cost every command most of a millisecond.
//
//   Result<const Sqlite*> sqlite = Sqlite::open();
//   (*sqlite)->exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
//
// The members are the functions of SQLite without their "sqlite3_". Guarantees:
// opened once, for the life of the program. Error: ledger_no_library.
#pragma once

#include <sqlite3.h>

#include "errors/error.h"

namespace ratione::ledger {

// clang-format off
#define RATIONE_SQLITE_FUNCTIONS(F)                                                    \
  F(open_v2) F(close) F(busy_timeout) F(db_config) F(errcode) F(errmsg) F(exec)        \
  F(changes) F(prepare_v2) F(step) F(reset) F(finalize)                                           \
  F(bind_blob) F(bind_int64) F(bind_text) F(bind_zeroblob)                             \
  F(column_blob) F(column_bytes) F(column_int) F(column_int64)
// clang-format on

struct Sqlite {
  static Result<const Sqlite*> open();

#define RATIONE_SQLITE_MEMBER(name) decltype(&sqlite3_##name) name = nullptr;
  RATIONE_SQLITE_FUNCTIONS(RATIONE_SQLITE_MEMBER)
#undef RATIONE_SQLITE_MEMBER
};

}  // namespace ratione::ledger
