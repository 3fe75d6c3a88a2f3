// The address of a request: any bytes give parts that are plain text, or an
// error with a sentence, never a crash.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "errors/quoted.h"
#include "serve/target.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_plain(std::string_view text) {
  while (!text.empty()) {
    int length = ratione::utf8_length(text);
    check(length > 0 && static_cast<unsigned char>(text[0]) >= 0x20);
    text.remove_prefix(static_cast<std::size_t>(length));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string_view raw(reinterpret_cast<const char*>(bytes), size);
  auto target = ratione::serve::read_target(raw);
  if (!target) {
    check(!target.error().says.empty());
    return 0;
  }
  check(raw.starts_with('/') && target->query.size() <= ratione::serve::most_parameters);
  for (const std::string& part : target->path) check_plain(part);
  for (const auto& [name, value] : target->query) {
    check_plain(name);
    check_plain(value);
  }
  return 0;
}
