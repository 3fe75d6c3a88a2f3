#include "ledger/sqlite.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace ratione::ledger {

namespace {

constexpr const char* library_name = "libsqlite3.so.0";

Result<Sqlite> open_it() {
  void* handle = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
  Sqlite library;
  const char* missing = handle == nullptr ? library_name : nullptr;
#define RATIONE_SQLITE_LOAD(name)                                                                \
  if (missing == nullptr) {                                                                      \
    library.name = reinterpret_cast<decltype(&sqlite3_##name)>(dlsym(handle, "sqlite3_" #name)); \
    if (library.name == nullptr) missing = "sqlite3_" #name;                                     \
  }
  RATIONE_SQLITE_FUNCTIONS(RATIONE_SQLITE_LOAD)
#undef RATIONE_SQLITE_LOAD
  if (missing == nullptr) return library;
  return fail(Code::ledger_no_library,
              fmt::format("SQLite's library cannot be used, it lacks {}; install libsqlite3-0, or "
                          "keep the ledger in PostgreSQL.",
                          missing));
}

}  // namespace

Result<const Sqlite*> Sqlite::open() {
  static const Result<Sqlite> opened = open_it();
  if (!opened) return tl::unexpected<Error>(opened.error());
  return &*opened;
}

}  // namespace ratione::ledger
