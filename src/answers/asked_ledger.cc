#include "answers/asked_ledger.h"

#include <fmt/format.h>

#include <algorithm>

#include "errors/quoted.h"
#include "text/names.h"

namespace ratione::answers {

std::string asked_ledger(const House& house) {
  std::string name = house.ledger_name();
  if (name.empty()) {
    refuse(Code::word_missing,
           "Which ledger? Name it with --ledger FILE, --ledger postgres://HOST/DATABASE, or "
           "RATIONE_LEDGER.");
  }
  return name;
}

ledger::Ledger ledger_to_read(const House& house) {
  return or_stop(ledger::Ledger::open(asked_ledger(house), ledger::Store::Mode::existing));
}

bool is_one_line(std::string_view text) {
  return text.size() <= longest_value && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

void check_text(std::string_view word, std::string_view text) {
  bool utf8 = true;
  for (std::string_view rest = text; utf8 && !rest.empty();) {
    const int length = utf8_length(rest);
    utf8 = length > 0;
    rest.remove_prefix(static_cast<std::size_t>(std::max(length, 1)));
  }
  if (utf8 && is_one_line(text)) return;
  refuse(Code::ledger_refused,
         fmt::format("{} {} cannot stand in a ledger; write one line of UTF-8, of at most {} "
                     "bytes.",
                     word, ratione::quoted(text), longest_value));
}

std::string rests_on(const std::string& ledger, const ledger::Head& head) {
  return fmt::format("Rests on the ledger {} with {} {}, head {}.", ledger, head.entries,
                     head.entries == 1 ? "entry" : "entries", ledger::hex_of(head.hash));
}

Json head_json(const std::string& ledger, const ledger::Head& head) {
  return Json{{"name", ledger}, {"head", ledger::hex_of(head.hash)}, {"entries", head.entries}};
}

}  // namespace ratione::answers
