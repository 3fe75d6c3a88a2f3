// The extension that DuckDB loads: our functions (src/sql), registered with the
// calls that DuckDB hands us.
//
//   LOAD '/usr/lib/ratione/ratione.duckdb_extension';
//
// Law, record and atlas are those of RATIONE_HOME, else beside this file, one
// folder up, or in ../share/ratione. RATIONE_KNOWN is the day as known on which
// rows are answered that name none (today), RATIONE_COURT the court. All are
// read when the extension is loaded.

#include <dlfcn.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>

#include "sql/duckdb_functions.h"

// After our own headers: it gives DuckDB's functions other names.
#include <duckdb_extension.h>

namespace {

using ratione::sql::DuckdbCalls;
using ratione::sql::Functions;
using ratione::sql::Settings;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Where the law lies, seen from the file that holds this code; empty: nowhere
// there, so that whoever asks is told where else it is looked for.
std::string home_beside_us() {
  Dl_info us{};
  if (dladdr(reinterpret_cast<void*>(&home_beside_us), &us) == 0 || us.dli_fname == nullptr) {
    return {};
  }
  namespace fs = std::filesystem;
  std::error_code ignored;
  fs::path folder = fs::absolute(us.dli_fname, ignored).parent_path();
  for (const fs::path& each : {folder, folder / "..", folder / ".." / "share" / "ratione",
                               folder / ".." / ".." / "share" / "ratione"}) {
    if (fs::is_directory(each / "law", ignored) && fs::is_directory(each / "record", ignored)) {
      return each.string();
    }
  }
  return {};
}

Settings settings() {
  Settings found;
  found.home = environment("RATIONE_HOME");
  found.home_option = "RATIONE_HOME";
  if (found.home.empty()) found.home = home_beside_us();
  found.known = environment("RATIONE_KNOWN");
  found.known_option = "RATIONE_KNOWN";
  found.court = environment("RATIONE_COURT");
  found.court_option = "RATIONE_COURT";
  return found;
}

// Both for the life of the process: DuckDB never unloads an extension, and its
// databases may share one.
const DuckdbCalls& calls_of(const duckdb_ext_api_v1& given) {
  static const DuckdbCalls calls = [&] {
    // The header writes duckdb_query as duckdb_ext_api.duckdb_query.
    const duckdb_ext_api_v1& duckdb_ext_api = given;
    DuckdbCalls found;
#define RATIONE_SQL_TAKE(name) found.name = duckdb_##name;
    RATIONE_SQL_DUCKDB_CALLS(RATIONE_SQL_TAKE)
#undef RATIONE_SQL_TAKE
    return found;
  }();
  return calls;
}

Functions& functions() {
  static auto* made = new Functions(settings());
  return *made;
}

bool load(duckdb_extension_info info, duckdb_extension_access* access) {
  const void* given = access->get_api(info, DUCKDB_EXTENSION_API_VERSION_STRING);
  if (given == nullptr) return false;  // an older DuckDB, which has said so
  const auto& duckdb_ext_api = *static_cast<const duckdb_ext_api_v1*>(given);
  duckdb_connection connection = nullptr;
  if (duckdb_connect(*access->get_database(info), &connection) != DuckDBSuccess) {
    access->set_error(info, "ratione: DuckDB does not connect to its own database.");
    return false;
  }
  ratione::Result<bool> done =
      ratione::sql::register_functions(calls_of(duckdb_ext_api), connection, functions());
  duckdb_disconnect(&connection);
  if (!done) access->set_error(info, ("ratione: " + ratione::sql::sentence(done.error())).c_str());
  return done.has_value();
}

}  // namespace

extern "C" __attribute__((visibility("default"))) bool ratione_init_c_api(
    duckdb_extension_info info, duckdb_extension_access* access);

extern "C" bool ratione_init_c_api(duckdb_extension_info info, duckdb_extension_access* access) {
  try {
    return load(info, access);
  } catch (const std::exception& fault) {
    access->set_error(info, fault.what());
    return false;
  }
}
