// File: screen/sidecar.h
//
// What stands beside a screened file, OUT.ratione.json: everything that is
// needed to ask one of its rows again.
//
//   { "made_with": {"program", "law", "record", "atlas", "complete_to",
//                   "ledger": {"name", "head", "entries", "published"}},  where there is one
//     "question":  {"court", "instrument", "known"},
//     "columns":   {"date": "date_start", ...},        our name: the output's
//     "renamed":   {"reason": "input_reason"},
//     "inputs":    [{"file", "sha256", "bytes"}],
//     "rows":      {"all", "yes", "no", "undetermined", "disputed", "unreadable"},
//     "notes":     [...], "warnings": [...] }
#pragma once

#include <string>

#include "screen/screen.h"

namespace ratione {

struct Sidecar {
  std::string program, law_head, record_head;
  std::string atlas;                // fingerprint; empty when no points were read
  std::string ledger, ledger_head;  // empty: the record was read without one
  std::string court, instrument;
  Day known;
  std::vector<std::pair<std::string, std::string>> columns;  // our name, the output's
  std::int64_t rows = 0;
};

std::string sidecar_name(const std::string& out);
std::string sidecar_text(const ScreenReport& report, const std::string& law_head,
                         const std::string& record_head, const LedgerNamed& ledger);
// Errors: no_sidecar, bad_sidecar.
Result<Sidecar> read_sidecar(const std::string& out);

}  // namespace ratione
