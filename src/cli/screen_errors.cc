#include "cli/screen_errors.h"

#include "answers/asked_case.h"

namespace ratione::cli {

namespace {

Fault fault_of(Code code) {
  switch (code) {
    case Code::bad_column_map:
    case Code::bad_output:
    case Code::bad_resources:
    case Code::row_not_found:
      return Fault::asked_wrongly;
    case Code::no_duckdb:
    case Code::duckdb_failed:
    case Code::cannot_write:
    case Code::screen_stopped:
    case Code::went_wrong:
      return Fault::machine;
    default:
      return Fault::bad_file;
  }
}

}  // namespace

void stop_with(const Error& error) {
  // Of a row's reason they are a part, here they are the whole sentence.
  Error shown = error;
  if (shown.says.find_last_of(".?!") + 1 != shown.says.size() || shown.says.empty()) {
    shown.says += '.';
  }
  throw Stop{fault_of(error.code), {shown}, ""};
}

const LawInstrument& court_named(Context& context, const std::string& court) {
  AskedCase asked;
  asked.court = court;
  return asked.instrument(context);
}

}  // namespace ratione::cli
