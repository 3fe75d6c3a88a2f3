// File: answers/receipt.h
//
// What a depositary would say of an act, by the rules that the law marks with
// `refusal` and `warning`.
//
//   for (const Remark& each : remarks_on(desk, engine, instrument, act_id)) ...
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answers/desk.h"

namespace ratione::answers {

struct Remark {
  std::string act;       // its full id
  std::string rule;      // "never_joined"
  std::string by;        // who says it: "a depositary", or whoever receives such an act
  std::string says;      // in words
  std::string citation;  // "9(1), other-treaty 77"
  bool refusal = false;  // else a warning
  bool certain = true;   // else it may be so

  // "BDI-2016-2: an instrument of this State stands already (16(b))"
  std::string text() const;
};

std::vector<Remark> remarks_on(Desk& desk, Engine& engine, const LawInstrument& instrument,
                               std::string_view act);
Json json_of(const std::vector<Remark>& remarks);

// What is known to be so in the record: record/audit.csv says why.
struct AuditAnswer {
  struct Found {
    Remark remark;
    std::string settled;  // why it is no fault; empty: it is open
  };
  std::vector<Found> found;
  Day known;
  std::size_t acts = 0, open = 0;
  std::size_t later = 0;  // acts that are known only after that day, and were not looked at
  Errors stale;           // rows of record/audit.csv that fit nothing any more
};

// Every act of every instrument that has law, as known on that day; unless it is
// given, on the first on which all of them are known, today at the earliest.
AuditAnswer audit(Desk& desk, const std::string& known);
Json json_of(Desk& desk, const AuditAnswer& answer);
std::string csv_of(Desk& desk, const AuditAnswer& answer);

}  // namespace ratione::answers
