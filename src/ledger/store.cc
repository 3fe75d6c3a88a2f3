#include "ledger/store.h"

namespace ratione::ledger {

bool is_postgres(std::string_view name) {
  return name.starts_with("postgres://") || name.starts_with("postgresql://");
}

std::string shown_name(const std::string& name) {
  if (!is_postgres(name)) return name;
  // A password may stand before the host, with any sign in it, and behind a "?".
  const std::size_t from = name.find("://") + 3;
  const std::size_t at = name.rfind('@');
  std::string user, rest = name.substr(from);
  if (at != std::string::npos && at >= from) {
    user = name.substr(from, at - from);
    user = user.substr(0, user.find_first_of(":/?")) + "@";
    rest = name.substr(at + 1);
  }
  return name.substr(0, from) + user + rest.substr(0, rest.find('?'));
}

Result<std::unique_ptr<Store>> open_store(const std::string& name, Store::Mode mode) {
  return is_postgres(name) ? open_postgres(name, mode) : open_sqlite(name, mode);
}

}  // namespace ratione::ledger
