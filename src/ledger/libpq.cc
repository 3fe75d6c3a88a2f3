#include "ledger/libpq.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace ratione::ledger {

namespace {

constexpr const char* library_name = "libpq.so.5";

Result<Libpq> open_it() {
  void* handle = dlopen(library_name, RTLD_LAZY | RTLD_LOCAL);
  Libpq library;
  const char* missing = handle == nullptr ? library_name : nullptr;
#define RATIONE_LIBPQ_LOAD(name)                                                     \
  if (missing == nullptr) {                                                          \
    library.name = reinterpret_cast<decltype(&PQ##name)>(dlsym(handle, "PQ" #name)); \
    if (library.name == nullptr) missing = "PQ" #name;                               \
  }
  RATIONE_LIBPQ_FUNCTIONS(RATIONE_LIBPQ_LOAD)
#undef RATIONE_LIBPQ_LOAD
  if (missing == nullptr) return library;
  return fail(Code::ledger_no_library,
              fmt::format("PostgreSQL's client library cannot be used, it lacks {}; install "
                          "libpq5, or keep the ledger in a file.",
                          missing));
}

}  // namespace

Result<const Libpq*> Libpq::open() {
  static const Result<Libpq> opened = open_it();
  if (!opened) return tl::unexpected<Error>(opened.error());
  return &*opened;
}

}  // namespace ratione::ledger
