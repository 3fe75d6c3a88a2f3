// File: ledger/libpq.h
//
// PostgreSQL's client library, opened when a ledger lies there and not before:
// linked, it and what it needs would cost every command several milliseconds.
//
//   Result<const Libpq*> pq = Libpq::open();
//   (*pq)->exec(connection, "SELECT 1");
//
// The members are the functions of libpq without their "PQ". Guarantees: opened
// once, for the life of the program. Error: ledger_no_library.
#pragma once

#include <libpq-fe.h>

#include "errors/error.h"

namespace ratione::ledger {

// clang-format off
#define RATIONE_LIBPQ_FUNCTIONS(F)                                                   \
  F(connectdbParams) F(finish) F(status) F(errorMessage) F(transactionStatus)        \
  F(exec) F(resultStatus) F(resultErrorField) F(clear) F(cmdTuples) F(ntuples) F(getvalue)        \
  F(putCopyData) F(putCopyEnd) F(getCopyData) F(getResult) F(freemem) F(setNoticeProcessor)
// clang-format on

struct Libpq {
  static Result<const Libpq*> open();

#define RATIONE_LIBPQ_MEMBER(name) decltype(&PQ##name) name = nullptr;
  RATIONE_LIBPQ_FUNCTIONS(RATIONE_LIBPQ_MEMBER)
#undef RATIONE_LIBPQ_MEMBER
};

}  // namespace ratione::ledger
