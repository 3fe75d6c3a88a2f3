// File: answers/law.h
//
// The law itself: its instruments, the provisions of one, one provision with
// its restatement and its rules.
//
//   json_of(desk, law_list(desk));
//   json_of(desk, provisions(desk, desk.instrument("lakes-accord")));
//   json_of(desk, shown(desk, provision_named(desk, {"lakes-accord", "12(2)(a)"})));
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "answers/desk.h"

namespace ratione::answers {

// The instruments; or those alone in whose names, title and subjects all these words
// stand.
struct LawListAnswer {
  const Law* law = nullptr;
  std::vector<const LawInstrument*> instruments;
};
LawListAnswer law_list(Desk& desk, std::string_view about = "");
Json json_of(Desk& desk, const LawListAnswer& answer);
std::string csv_of(Desk& desk, const LawListAnswer& answer);
// How many rules the law of an instrument has.
std::size_t rules_of(const Law& law, std::string_view slug);

// The provisions of one instrument.
struct ProvisionsAnswer {
  const LawInstrument* instrument = nullptr;
  struct Row {
    const Provision* provision;
    std::vector<std::string> rules;  // their names
  };
  std::vector<Row> rows;
};
ProvisionsAnswer provisions(Desk& desk, const LawInstrument& instrument);
Json json_of(Desk& desk, const ProvisionsAnswer& answer);
std::string csv_of(Desk& desk, const ProvisionsAnswer& answer);

// Words of a command or parts of an address, taken apart.
struct ProvisionNamed {
  const LawInstrument* instrument = nullptr;
  std::string provision;  // dotted; empty: the whole instrument
};
// "a-treaty 3(1)(b)", "3.1.b": the default court's law when none is named.
ProvisionNamed provision_named(Desk& desk, const std::vector<std::string>& words);

// A provision, with those below it.
struct ShownAnswer {
  const LawInstrument* instrument = nullptr;
  std::vector<const Provision*> provisions;
  std::vector<const Clause*> cited_by;  // rules elsewhere that rest on it
};
ShownAnswer shown(Desk& desk, const ProvisionNamed& named);
Json json_of(Desk& desk, const ShownAnswer& answer);

}  // namespace ratione::answers
