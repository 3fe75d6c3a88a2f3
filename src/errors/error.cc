#include "errors/error.h"

#include <fmt/format.h>

namespace ratione {

std::string_view text_of(Code code) {
  switch (code) {
#define RATIONE_CODE(name, text, summary) \
  case Code::name:                        \
    return text;
#include "errors/codes.inc"
#undef RATIONE_CODE
  }
  return "unknown.000";
}

std::string Error::render() const {
  std::string where;
  if (!place.file.empty()) {
    where = place.file;
    if (place.line > 0) {
      where += fmt::format(":{}", place.line);
      if (place.column > 0) where += fmt::format(":{}", place.column);
    }
    where += ": ";
  }
  return fmt::format("{}{} ({})", where, says, text_of(code));
}

std::string render(const Errors& errors) {
  std::string all;
  for (const Error& error : errors) {
    all += error.render();
    all += '\n';
  }
  return all;
}

}  // namespace ratione
