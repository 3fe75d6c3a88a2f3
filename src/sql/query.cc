#include "sql/query.h"

#include <fmt/format.h>

#include <array>

#include "sql/duckdb_functions.h"

namespace ratione::sql {
namespace {

const DuckdbCalls& calls_of(const DuckdbLibrary& library) {
  static const DuckdbCalls calls = [&] {
    DuckdbCalls found;
#define RATIONE_SQL_TAKE(name) found.name = library.name;
    RATIONE_SQL_DUCKDB_CALLS(RATIONE_SQL_TAKE)
#undef RATIONE_SQL_TAKE
    return found;
  }();
  return calls;
}

std::string first_line(const char* message) {
  std::string_view text = message == nullptr ? "no reason given" : message;
  return std::string(text.substr(0, text.find('\n')));
}

// DuckDB's sentences begin with their kind.
tl::unexpected<Error> refused(const char* message) {
  std::string says = first_line(message);
  for (const char* kind : {"Parser Error", "Syntax Error", "Binder Error", "Catalog Error"}) {
    if (says.starts_with(kind)) return fail(Code::bad_query, says);
  }
  for (const char* kind :
       {"IO Error", "Invalid Input Error", "Conversion Error", "Out of Range Error",
        "Invalid Error", "Mismatch Type Error", "Invalid type Error"}) {
    if (says.starts_with(kind)) return fail(Code::query_input, says);
  }
  return fail(Code::duckdb_failed, says);
}

QueryAnswer::Kind kind_of(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN:
      return QueryAnswer::Kind::truth;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT:
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UHUGEINT:
    case DUCKDB_TYPE_DECIMAL:
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE:
      return QueryAnswer::Kind::number;
    default:
      return QueryAnswer::Kind::text;
  }
}

// One query and nothing else.
Result<bool> check(const DuckdbSession& session, const std::string& sql) {
  if (sql.size() > max_query_bytes) {
    return fail(Code::bad_query, fmt::format("the query is {} bytes long; at most {} are read",
                                             sql.size(), max_query_bytes));
  }
  const DuckdbLibrary& duckdb = session.library();
  duckdb_extracted_statements statements = nullptr;
  idx_t count = duckdb.extract_statements(session.connection(), sql.c_str(), &statements);
  Result<bool> sound = true;
  if (count == 0) {
    const char* why = duckdb.extract_statements_error(statements);
    sound = why == nullptr ? Result<bool>(fail(Code::bad_query, "there is no query in it"))
                           : Result<bool>(refused(why));
  } else if (count > 1) {
    sound = fail(Code::bad_query,
                 fmt::format("it holds {} statements; write one query at a time", count));
  } else {
    duckdb_prepared_statement prepared = nullptr;
    if (duckdb.prepare_extracted_statement(session.connection(), statements, 0, &prepared) !=
        DuckDBSuccess) {
      sound = refused(duckdb.prepare_error(prepared));
    } else if (duckdb.prepared_statement_type(prepared) != DUCKDB_STATEMENT_TYPE_SELECT) {
      sound = fail(Code::bad_query,
                   "it is no query; write a SELECT, and load the extension into a DuckDB of your "
                   "own for what creates, copies or sets");
    } else if (duckdb.nparams(prepared) > 0) {
      sound = fail(Code::bad_query, "it has parameters, and nothing gives them; write values");
    }
    duckdb.destroy_prepare(&prepared);
  }
  duckdb.destroy_extracted(&statements);
  return sound;
}

// Without the end of the statement, so that it can stand in another one; on
// lines of its own, so that a comment at its end hides nothing.
std::string as_table(std::string sql) {
  std::size_t end = sql.find_last_not_of(" \t\r\n;");
  sql.resize(end == std::string::npos ? 0 : end + 1);
  return "(\n" + sql + "\n)";
}

class QueryResult {
 public:
  QueryResult(const DuckdbSession& session, const std::string& sql) : duckdb_(session.library()) {
    good_ = duckdb_.query(session.connection(), sql.c_str(), &result_) == DuckDBSuccess;
  }
  QueryResult(const QueryResult&) = delete;
  QueryResult& operator=(const QueryResult&) = delete;
  ~QueryResult() { duckdb_.destroy_result(&result_); }

  bool good() const { return good_; }
  const char* error() { return duckdb_.result_error(&result_); }
  duckdb_result& operator*() { return result_; }

 private:
  const DuckdbLibrary& duckdb_;
  duckdb_result result_{};
  bool good_ = false;
};

Result<bool> add_rows(const DuckdbLibrary& duckdb, duckdb_result& result, QueryAnswer& answer) {
  std::size_t bytes = 0;
  while (duckdb_data_chunk chunk = duckdb.fetch_chunk(result)) {
    idx_t size = duckdb.data_chunk_get_size(chunk);
    std::size_t first = answer.rows.size();
    answer.rows.resize(first + size, DuckdbRow(answer.columns.size()));
    for (idx_t c = 0; c < answer.columns.size(); ++c) {
      duckdb_vector vector = duckdb.data_chunk_get_vector(chunk, c);
      auto* cells = static_cast<duckdb_string_t*>(duckdb.vector_get_data(vector));
      uint64_t* validity = duckdb.vector_get_validity(vector);
      for (idx_t r = 0; r < size; ++r) {
        bytes += sizeof(answer.rows[0][0]);
        if (validity != nullptr && !duckdb.validity_row_is_valid(validity, r)) continue;
        std::size_t length = duckdb.string_t_length(cells[r]);
        bytes += length;
        if (bytes > max_answer_bytes) break;
        answer.rows[first + r][c].emplace(duckdb.string_t_data(&cells[r]), length);
      }
    }
    duckdb.destroy_data_chunk(&chunk);
    if (bytes > max_answer_bytes) {
      return fail(Code::answer_too_large,
                  fmt::format("the answer is larger than {} MB, which is more than is held; ask "
                              "for fewer rows, or load the extension into a DuckDB of your own",
                              max_answer_bytes / 1'000'000));
    }
  }
  return true;
}

}  // namespace

Result<QueryAnswer> query(const std::string& sql, Functions& functions) {
  Result<DuckdbSession> session = DuckdbSession::open({});
  if (!session) return tl::unexpected<Error>(session.error());
  const DuckdbLibrary& duckdb = session->library();
  Result<bool> done = register_functions(calls_of(duckdb), session->connection(), functions);
  if (done) done = check(*session, sql);
  if (!done) return tl::unexpected<Error>(done.error());

  QueryAnswer answer;
  QueryResult shape(*session, "SELECT * FROM " + as_table(sql) + " LIMIT 0");
  if (!shape.good()) return refused(shape.error());
  for (idx_t c = 0; c < duckdb.column_count(&*shape); ++c) {
    answer.columns.push_back(
        {duckdb.column_name(&*shape, c), kind_of(duckdb.column_type(&*shape, c))});
  }
  QueryResult result(*session, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM " + as_table(sql));
  if (!result.good()) return refused(result.error());
  done = add_rows(duckdb, *result, answer);
  if (!done) return tl::unexpected<Error>(done.error());
  return answer;
}

}  // namespace ratione::sql
