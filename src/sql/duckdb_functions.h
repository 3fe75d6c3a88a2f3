// File: sql/duckdb_functions.h
//
// Our functions in DuckDB's catalogue.
//
//   Functions functions({.known = "2016-11-16"});
//   register_functions(calls, connection, functions);
//   // SELECT ratione_conclusion(DATE '2014-03-18', 'Crimea', 'Russia')
//
//   ratione_conclusion(date, place           [, suspect [, crime [, trigger
//                      [, registered_in [, age [, known]]]]]]) -> VARCHAR
//   ratione_conclusion(date, latitude, longitude [, the same])  -> VARCHAR
//   ratione_basis, ratione_reason: the same arguments           -> VARCHAR
//   ratione_answer: the same arguments      -> STRUCT of the columns of `screen`
//   ratione_territory(latitude, longitude, date)                -> VARCHAR
//   ratione_status(instrument, state [, date [, known]])        -> VARCHAR
//   FROM ratione_acts(instrument, known := '2016-11-16')
//
// docs/sql.md says what they mean. Calls and functions must outlive the
// database; the functions are safe on as many threads as DuckDB has. Errors:
// duckdb_failed, with the name of what was not taken.
#pragma once

#include <duckdb.h>

#include "errors/error.h"
#include "sql/duckdb_calls.h"
#include "sql/functions.h"

namespace ratione::sql {

Result<bool> register_functions(const DuckdbCalls& calls, duckdb_connection connection,
                                Functions& functions);

}  // namespace ratione::sql
