#include "ledger/store.h"

namespace ratione::ledger {

bool is_postgres(std::string_view name) {
  return name.starts_with("postgres://") || name.starts_with("postgresql://");
}

std::string shown_name(const std::string& name) {
  if (!is_postgres(name)) return name;
  std::string shown = name.substr(0, name.find('?'));  // a password may stand there, too
  const std::size_t host = shown.find("://") + 3;
  const std::size_t at = shown.find('@', host);
  if (at == std::string::npos) return shown;
  const std::size_t colon = shown.find(':', host);
  if (colon < at) shown.erase(colon, at - colon);
  return shown;
}

Result<std::unique_ptr<Store>> open_store(const std::string& name, Store::Mode mode) {
  return is_postgres(name) ? open_postgres(name, mode) : open_sqlite(name, mode);
}

}  // namespace ratione::ledger
