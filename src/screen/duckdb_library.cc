#include "screen/duckdb_library.h"

#include <dlfcn.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace ratione {
namespace {

constexpr const char* library_name = "libduckdb.so";

std::string folder_of_program() {
  std::array<char, 4096> path{};
  ssize_t length = readlink("/proc/self/exe", path.data(), path.size());
  if (length <= 0) return {};
  std::string text(path.data(), static_cast<std::size_t>(length));
  std::size_t slash = text.rfind('/');
  return slash == std::string::npos ? std::string() : text.substr(0, slash);
}

Result<DuckdbLibrary> open_first() {
  std::string tried;
  for (const std::string& file :
       duckdb_candidates(folder_of_program(), std::getenv("RATIONE_DUCKDB"))) {
    bool names_a_file = file.find('/') != std::string::npos;
    if (names_a_file && access(file.c_str(), R_OK) != 0) {
      tried += "\n  " + file + ": not there";
      continue;
    }
    // Lazily: to look up all that it calls at once takes 18 ms, what a query needs 5.
    void* handle = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL);
    if (handle == nullptr) {
      const char* why = dlerror();
      tried += fmt::format("\n  {}: {}", file, why == nullptr ? "cannot be opened" : why);
      continue;
    }
    DuckdbLibrary library;
    library.file = file;
    const char* missing = nullptr;
#define RATIONE_DUCKDB_LOAD(name)                                                            \
  library.name = reinterpret_cast<decltype(&duckdb_##name)>(dlsym(handle, "duckdb_" #name)); \
  if (library.name == nullptr && missing == nullptr) missing = "duckdb_" #name;
    RATIONE_DUCKDB_FUNCTIONS(RATIONE_DUCKDB_LOAD)
#undef RATIONE_DUCKDB_LOAD
    if (missing == nullptr) return library;
    tried += fmt::format("\n  {}: too old, it lacks {}", file, missing);
    dlclose(handle);
  }
  return fail(Code::no_duckdb,
              "DuckDB's library, which reads and writes files, was not found; run "
              "\"scripts/fetch_duckdb\" or "
              "let RATIONE_DUCKDB name the file. Tried:" +
                  tried);
}

}  // namespace

std::vector<std::string> duckdb_candidates(const std::string& program_folder,
                                           const char* environment) {
  if (environment != nullptr && *environment != '\0') {
    std::string named = environment;
    // A folder is as good as the file in it; a bare name is one in the current
    // folder, as its writer means it.
    if (access((named + "/" + library_name).c_str(), F_OK) == 0)
      return {named + "/" + library_name};
    if (named.find('/') == std::string::npos) named = "./" + named;
    return {named};
  }
  std::vector<std::string> files;
  if (!program_folder.empty()) {
    for (const char* beside : {"/", "/../lib/", "/../lib/ratione/", "/../deps/lib/",
                               "/build/deps/lib/", "/../build/deps/lib/"}) {
      files.push_back(program_folder + beside + library_name);
    }
  }
  files.emplace_back(library_name);
  return files;
}

Result<const DuckdbLibrary*> DuckdbLibrary::open() {
  static const Result<DuckdbLibrary> opened = open_first();
  if (!opened) return tl::unexpected<Error>(opened.error());
  return &*opened;
}

}  // namespace ratione
