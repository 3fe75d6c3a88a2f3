// Any bytes: a law, or errors whose places lie inside the input; never a crash.
// What was read without a fault prints, and reads back the same.
//
// A line "%%%" splits the input into the instrument's file and a common file.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "law/syntax/parser.h"
#include "law/syntax/printer.h"
#include "law/typed/law.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

void check_errors(const ratione::Errors& errors, const std::map<std::string, std::string>& files) {
  for (const ratione::Error& error : errors) {
    check(!error.says.empty() && error.says.find('\n') == std::string::npos);
    check(error.place.line >= 0 && error.place.column >= 0);
    const auto file = files.find(error.place.file);
    if (file == files.end() || error.place.line == 0) continue;
    int line = 1;
    std::size_t begin = 0;
    while (line < error.place.line) {
      const std::size_t end = file->second.find('\n', begin);
      check(end != std::string::npos);
      begin = end + 1;
      ++line;
    }
    const std::size_t length =
        std::min(file->second.find('\n', begin), file->second.size()) - begin;
    check(static_cast<std::size_t>(error.place.column) <= length + 1);
  }
}

void check_round_trip(const std::string& text) {
  ratione::Errors errors;
  const ratione::syntax::LawFile once =
      ratione::syntax::parse(ratione::read_source(text, "once.md", errors), errors);
  if (!errors.empty()) return;
  std::string printed = "```law\n";
  for (const auto& decl : once.decls) printed += print(decl) + "\n";
  printed += "```\n";
  const ratione::syntax::LawFile twice =
      ratione::syntax::parse(ratione::read_source(printed, "twice.md", errors), errors);
  check(errors.empty() && once.decls == twice.decls);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  std::map<std::string, std::string> files;
  const std::size_t split = input.find("%%%\n");
  files["fuzz/index.md"] = std::string(input.substr(0, split));
  if (split != std::string_view::npos)
    files["common/shared.md"] = std::string(input.substr(split + 4));
  const ratione::Results<ratione::Law> law = ratione::read_law(files, "");
  check_errors(law ? law->warnings : law.error(), files);
  check(law ? law->instruments.size() == 1 : !law.error().empty());
  for (const auto& [name, text] : files) check_round_trip(text);
  return 0;
}
