#include "answers/ledger_verify.h"

#include <fmt/format.h>

#include "answers/asked_ledger.h"
#include "errors/quoted.h"

namespace ratione::answers {

VerifyAnswer verify_ledger(House& house, const VerifyAsked& asked) {
  ledger::Ledger::Wanted wanted;
  if (!asked.head.empty()) {
    wanted.head = ledger::bytes_of_hex(asked.head);
    if (wanted.head.size() != ledger::hash_bytes) {
      refuse(Code::value_not_taken,
             fmt::format("--head {} is no head of a ledger; write its 64 digits as ratione "
                         "prints them.",
                         ratione::quoted(asked.head)));
    }
  }
  if (!asked.key.empty()) house.ledger_key = asked.key;
  const std::optional<ledger::Key> key = house.key_of_ledger();
  if (key) wanted.key = &*key;
  ledger::Ledger own = ledger_to_read(house);
  return {own.shown(), asked.head, or_stop(own.verify(wanted))};
}

Json json_of(Desk&, const VerifyAnswer& answer) {
  const ledger::Verified& v = answer.verified;
  return Json{{"whole", v.fault_count == 0},
              {"faults", v.faults},
              {"fault_count", v.fault_count},
              {"signed", v.is_signed},
              {"pinned", answer.pinned.empty() ? Json(nullptr) : Json(answer.pinned)},
              {"pinned_at", v.pinned_at ? Json(*v.pinned_at) : Json(nullptr)},
              {"ledger", head_json(answer.ledger, v.head)}};
}

}  // namespace ratione::answers
