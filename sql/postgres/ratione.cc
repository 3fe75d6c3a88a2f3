// PostgreSQL's side of our functions: reads arguments, hands them to bridge.h,
// gives back what comes. An error of PostgreSQL jumps past C++, so nothing here
// has a destructor, and no C++ is running when one may be raised.

extern "C" {
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"
}

#include "bridge.h"

namespace {

using namespace ratione::postgres;

// PostgreSQL counts days from 2000-01-01.
constexpr int64 days_to_2000 = POSTGRES_EPOCH_JDATE - UNIX_EPOCH_JDATE;

char* home_setting = nullptr;
char* known_setting = nullptr;
char* court_setting = nullptr;
char* atlas_setting = nullptr;
bool settings_changed = true;

void on_change(const char*, void*) { settings_changed = true; }

void add_setting(const char* name, const char* says, char** value, GucContext context) {
  DefineCustomStringVariable(name, says, nullptr, value, "", context, 0, nullptr, on_change,
                             nullptr);
}

void take_settings() {
  if (!settings_changed) return;
  configure(home_setting, known_setting, court_setting, atlas_setting);
  settings_changed = false;
}

void raise(const char* error) {
  if (error == nullptr) return;
  ereport(ERROR, (errcode(ERRCODE_EXTERNAL_ROUTINE_EXCEPTION), errmsg("%s", error)));
}

// Ours is UTF-8; the database's text is what it was created with.
Datum datum_of(const Text& text) {
  int size = static_cast<int>(text.size);
  char* bytes = pg_any_to_server(text.bytes, size, PG_UTF8);
  if (bytes != text.bytes) size = static_cast<int>(strlen(bytes));
  return PointerGetDatum(cstring_to_text_with_len(bytes, size));
}

// Both ends of time stay what they are.
int64 day_of(DateADT date) {
  if (DATE_IS_NOBEGIN(date)) return PG_INT64_MIN;
  if (DATE_IS_NOEND(date)) return PG_INT64_MAX;
  return int64{date} + days_to_2000;
}

int64 day_of_stamp(Timestamp stamp) {
  if (TIMESTAMP_IS_NOBEGIN(stamp)) return PG_INT64_MIN;
  if (TIMESTAMP_IS_NOEND(stamp)) return PG_INT64_MAX;
  int64 day = stamp / USECS_PER_DAY;
  if (stamp % USECS_PER_DAY < 0) --day;
  return day + days_to_2000;
}

// The types of a function's arguments as it was created, kept for its query.
const Oid* types_of(FunctionCallInfo fcinfo) {
  if (fcinfo->flinfo->fn_extra == nullptr) {
    Oid* types = nullptr;
    int count = 0;
    MemoryContext before = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
    get_func_signature(fcinfo->flinfo->fn_oid, &types, &count);
    MemoryContextSwitchTo(before);
    if (count != PG_NARGS())
      elog(ERROR, "ratione: called with %d arguments of %d", PG_NARGS(), count);
    fcinfo->flinfo->fn_extra = types;
  }
  return static_cast<const Oid*>(fcinfo->flinfo->fn_extra);
}

Argument argument(FunctionCallInfo fcinfo, int i) {
  if (PG_ARGISNULL(i)) return {};
  switch (types_of(fcinfo)[i]) {
    case DATEOID:
      return Argument::of_day(day_of(PG_GETARG_DATEADT(i)));
    case TIMESTAMPOID:
      return Argument::of_day(day_of_stamp(PG_GETARG_TIMESTAMP(i)));
    case FLOAT8OID:
      return Argument::of_degrees(PG_GETARG_FLOAT8(i));
    case INT4OID:
      return Argument::of_number(PG_GETARG_INT32(i));
    default:
      break;
  }
  text* value = PG_GETARG_TEXT_PP(i);
  char* given = VARDATA_ANY(value);
  int size = static_cast<int>(VARSIZE_ANY_EXHDR(value));
  // Bytes that are of no encoding are for the reader of the row to refuse.
  char* bytes =
      GetDatabaseEncoding() == PG_SQL_ASCII ? given : pg_server_to_any(given, size, PG_UTF8);
  return Argument::of_text(bytes, bytes == given ? static_cast<std::size_t>(size) : strlen(bytes));
}

constexpr int most_arguments = 9;

// The court's question: date, place or latitude and longitude, five more; then
// perhaps known.
const Answer* answer_of(FunctionCallInfo fcinfo) {
  take_settings();
  bool point = types_of(fcinfo)[1] == FLOAT8OID;
  int asked = point ? 8 : 7;
  int count = PG_NARGS();
  if (count < asked || count > most_arguments || count > asked + 1) {
    elog(ERROR, "ratione: called with %d arguments", count);
  }
  Argument arguments[most_arguments];
  for (int i = 0; i < count; ++i) arguments[i] = argument(fcinfo, i);
  const Answer* answer = decide(point, arguments, static_cast<std::size_t>(asked),
                                count > asked ? &arguments[asked] : nullptr);
  raise(answer->error);
  return answer;
}

Datum column_of(FunctionCallInfo fcinfo, std::size_t column) {
  const Text& text = answer_of(fcinfo)->columns[column];
  if (text.bytes == nullptr) PG_RETURN_NULL();
  PG_RETURN_DATUM(datum_of(text));
}

}  // namespace

extern "C" {

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);
void _PG_init(void) {
  add_setting("ratione.home", "The folder that holds law/, record/ and atlas/.", &home_setting,
              PGC_SUSET);
  add_setting("ratione.atlas", "A compiled atlas of points, made by ratione atlas build.",
              &atlas_setting, PGC_SUSET);
  add_setting("ratione.known", "Answer as the world could know it on that day; empty: today.",
              &known_setting, PGC_USERSET);
  add_setting("ratione.court", "The court that is asked about; empty: the default one.",
              &court_setting, PGC_USERSET);
  MarkGUCPrefixReserved("ratione");
}

PG_FUNCTION_INFO_V1(ratione_conclusion);
Datum ratione_conclusion(PG_FUNCTION_ARGS) { return column_of(fcinfo, conclusion_column); }

PG_FUNCTION_INFO_V1(ratione_basis);
Datum ratione_basis(PG_FUNCTION_ARGS) { return column_of(fcinfo, basis_column); }

PG_FUNCTION_INFO_V1(ratione_reason);
Datum ratione_reason(PG_FUNCTION_ARGS) { return column_of(fcinfo, reason_column); }

PG_FUNCTION_INFO_V1(ratione_answer);
Datum ratione_answer(PG_FUNCTION_ARGS) {
  TupleDesc row = nullptr;
  if (get_call_result_type(fcinfo, nullptr, &row) != TYPEFUNC_COMPOSITE ||
      row->natts != static_cast<int>(answer_columns)) {
    elog(ERROR, "ratione: ratione_answer does not return the columns that it has");
  }
  row = BlessTupleDesc(row);
  const Answer* answer = answer_of(fcinfo);
  Datum values[answer_columns];
  bool nulls[answer_columns];
  for (std::size_t i = 0; i < answer_columns; ++i) {
    nulls[i] = answer->columns[i].bytes == nullptr;
    values[i] = nulls[i] ? Datum{0} : datum_of(answer->columns[i]);
  }
  PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(row, values, nulls)));
}

PG_FUNCTION_INFO_V1(ratione_territory);
Datum ratione_territory(PG_FUNCTION_ARGS) {
  take_settings();
  Argument arguments[3];
  for (int i = 0; i < 3; ++i) arguments[i] = argument(fcinfo, i);
  const Answer* answer = territory(arguments);
  raise(answer->error);
  if (answer->columns[0].bytes == nullptr) PG_RETURN_NULL();
  PG_RETURN_DATUM(datum_of(answer->columns[0]));
}

PG_FUNCTION_INFO_V1(ratione_status);
Datum ratione_status(PG_FUNCTION_ARGS) {
  take_settings();
  int count = PG_NARGS();
  if (count < 2 || count > 4) elog(ERROR, "ratione: called with %d arguments", count);
  Argument arguments[4];
  for (int i = 0; i < count; ++i) {
    if (PG_ARGISNULL(i)) PG_RETURN_NULL();
    arguments[i] = argument(fcinfo, i);
  }
  const Answer* answer = status(arguments[0], arguments[1], count > 2 ? &arguments[2] : nullptr,
                                count > 3 ? &arguments[3] : nullptr);
  raise(answer->error);
  PG_RETURN_DATUM(datum_of(answer->columns[0]));
}

PG_FUNCTION_INFO_V1(ratione_acts);
Datum ratione_acts(PG_FUNCTION_ARGS) {
  take_settings();
  Argument arguments[2];
  for (int i = 0; i < PG_NARGS() && i < 2; ++i) {
    if (PG_ARGISNULL(i)) raise("ratione_acts: an argument is NULL; write it out");
    arguments[i] = argument(fcinfo, i);
  }
  // It keeps something of its own in fn_extra, so the types go.
  fcinfo->flinfo->fn_extra = nullptr;
  InitMaterializedSRF(fcinfo, 0);
  auto* result = reinterpret_cast<ReturnSetInfo*>(fcinfo->resultinfo);
  const Acts* told = acts(arguments[0], PG_NARGS() > 1 ? &arguments[1] : nullptr);
  raise(told->error);
  for (std::size_t row = 0; row < told->rows; ++row) {
    Datum values[act_columns];
    bool nulls[act_columns];
    for (std::size_t i = 0; i < act_columns; ++i) {
      const Text& text = told->columns[row * act_columns + i];
      nulls[i] = text.bytes == nullptr;
      values[i] = nulls[i] ? Datum{0} : datum_of(text);
    }
    tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
  }
  PG_RETURN_NULL();
}

}  // extern "C"
