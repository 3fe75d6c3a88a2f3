// File: bench/verdicts/joins.h
//
// The rows decided by joins in SQL: what both databases are told.
//
//   for (const std::string& sql : fact_tables()) run(sql);
//   ... fill the table `rows` ...
//   for (const std::string& sql : verdict_statements(Dialect::duckdb)) run(sql);
//
// The last statements fill verdicts(id, conclusion, reason) from rows(id, day,
// territory, suspect, crime, trig), where an unknown suspect is NULL.
#pragma once

#include <string>
#include <vector>

#include "verdicts/rows.h"

namespace ratione::bench {

enum class Dialect : std::uint8_t { duckdb, sqlite };

// Tables of parties, acceptances, referrals and so on, with their periods.
std::vector<std::string> fact_tables();
// rows and verdicts, empty.
std::vector<std::string> row_tables();
std::vector<std::string> verdict_statements(Dialect dialect);

}  // namespace ratione::bench
