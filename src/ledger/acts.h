// File: ledger/acts.h
//
// The acts of a ledger, as the record reads them; and an act as a ledger keeps it.
//
//   ActsOfLedger acts;
//   Result<Head> head = ledger.read([&](const EntryView& e) { acts.take(e); });
//   Results<Record> both = extended(record, acts.tables(ledger.shown()), head_text);
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/columns.h"
#include "ledger/entry.h"
#include "record/extended.h"

namespace ratione::ledger {

// The fields `instrument`, `id`, `source` and `act` of an entry, out of the columns
// of an act.
void set_act(Entry& entry, const std::string& instrument, const Columns& columns);
// The columns of an entry as in record/acts, without an empty one, id and source among
// them; none when `act` is not what
// set_act writes.
Columns columns_of(const EntryView& entry);

// What a ledger's own ids begin with: no row of the published record does.
inline constexpr std::string_view id_prefix = "ledger-";

class ActsOfLedger {
 public:
  void take(const EntryView& entry);
  void take(const std::string& instrument, std::uint64_t number, Columns columns);
  // All that were taken, moved out; `file` is what errors call the ledger.
  std::vector<ActTable> tables(const std::string& file);

 private:
  struct Row {
    std::uint64_t number;
    Columns columns;
  };
  std::map<std::string, std::vector<Row>, std::less<>> rows_;  // by instrument
};

}  // namespace ratione::ledger
