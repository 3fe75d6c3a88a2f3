// Any bytes, as the arguments of the SQL functions: a conclusion of the four, with
// a reason of one line that is not much longer than a sentence; never a crash.
// The first byte says which function and how many arguments, the others are cut
// at every byte 0xff.
#include "sql/functions.h"

#include <cstdint>
#include <set>

#include "files_of.h"

using namespace ratione;
using namespace ratione::fuzz;

namespace {

sql::Functions& functions() {
  static sql::Functions made({.home = RATIONE_SOURCE_DIR, .known = "2016-11-16", .threads = 1});
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  if (size == 0) return 0;
  std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  std::vector<std::string_view> arguments;
  while (arguments.size() < 8) {
    std::size_t end = std::min(rest.find('\xff'), rest.size());
    arguments.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  sql::Functions::Lease lane = functions().lane();
  if (bytes[0] % 4 == 0) {
    static const std::set<std::string_view> words = {
        "none",  "signatory",         "signatory_declined", "contracting",
        "party", "party_withdrawing", "former_party"};
    Result<std::string> status = lane->status(arguments[0], arguments[1], arguments[2], {});
    check(status && (words.contains(*status) || status->starts_with("unreadable: ")));
    return 0;
  }
  Cells row;
  std::size_t next = 0;
  for (Word word : {Word::date, Word::place, Word::suspect, Word::crime, Word::trigger,
                    Word::registered_in, Word::age}) {
    row.set(word, arguments[next++]);
  }
  std::vector<std::string_view> known;
  if (bytes[0] % 4 == 1) known.push_back(arguments[next]);
  int answers = 0;
  Result<bool> done =
      lane->decide(sql::Where::place, {&row, 1}, known, [&](std::size_t, const Outcome& outcome) {
        static const std::set<std::string_view> conclusions = {"yes", "no", "undetermined",
                                                               "disputed"};
        check(conclusions.contains(outcome.columns[3]));
        check(outcome.reason().find('\n') == std::string::npos && !outcome.reason().empty());
        check(!outcome.unreadable || outcome.reason().size() < 1000);
        ++answers;
      });
  check(done && answers == 1);
  return 0;
}
