// File: answers/asked_ledger.h
//
// The ledger that is asked for, opened to be read as it is; and what may stand in
// one.
//
//   ledger::Ledger own = ledger_to_read(house);
//   check_text("--reason", asked.reason);       // one line of UTF-8, not too long
//
// What is wrong ends the question (answers/stop.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "answers/forms.h"
#include "answers/house.h"
#include "answers/stop.h"
#include "ledger/ledger.h"

namespace ratione::answers {

// Of one field of an entry, in bytes.
inline constexpr std::size_t longest_value = 10'000;

// Its name; refused where none is named.
std::string asked_ledger(const House& house);
ledger::Ledger ledger_to_read(const House& house);

template <class T>
T or_stop(Result<T> result) {
  if (!result) stop_for(result.error());
  return std::move(*result);
}

bool is_one_line(std::string_view text);
// One line of UTF-8, not too long: what an entry may hold. `word` names it.
void check_text(std::string_view word, std::string_view text);

// "Rests on the ledger my.ledger with 2 entries, head ...", as answers end that are no
// JSON.
std::string rests_on(const std::string& ledger, const ledger::Head& head);
// {name, head, entries}, as every answer about a ledger has it.
Json head_json(const std::string& ledger, const ledger::Head& head);

}  // namespace ratione::answers
