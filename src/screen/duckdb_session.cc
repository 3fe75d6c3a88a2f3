#include "screen/duckdb_session.h"

#include <fmt/format.h>

#include <utility>

namespace ratione {
namespace {

std::string quoted_with(std::string_view text, char quote) {
  std::string out(1, quote);
  for (char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  out += quote;
  return out;
}

std::string first_line(const char* message) {
  std::string_view text = message == nullptr ? "no reason given" : message;
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

std::string sql_text(std::string_view text) { return quoted_with(text, '\''); }
std::string sql_name(std::string_view name) { return quoted_with(name, '"'); }

Result<DuckdbSession> DuckdbSession::open(const DuckdbSettings& settings) {
  Result<const DuckdbLibrary*> library = DuckdbLibrary::open();
  if (!library) return tl::unexpected<Error>(library.error());
  const DuckdbLibrary& duckdb = **library;

  duckdb_config config = nullptr;
  if (duckdb.create_config(&config) != DuckDBSuccess) {
    return fail(Code::duckdb_failed, "DuckDB has no memory for its settings");
  }
  std::vector<std::pair<const char*, std::string>> wanted = {
      {"autoinstall_known_extensions", "false"},
      {"autoload_known_extensions", "false"},
      {"temp_directory", ""},  // a screening streams; spilling would litter
      {"preserve_insertion_order", "true"},
  };
  if (settings.threads > 0) wanted.emplace_back("threads", fmt::format("{}", settings.threads));
  if (!settings.memory.empty()) wanted.emplace_back("memory_limit", settings.memory);
  for (const auto& [name, value] : wanted) {
    if (duckdb.set_config(config, name, value.c_str()) != DuckDBSuccess) {
      duckdb.destroy_config(&config);
      return fail(Code::bad_resources, fmt::format("DuckDB does not take {} for {}", value, name));
    }
  }

  DuckdbSession session;
  session.library_ = &duckdb;
  char* message = nullptr;
  duckdb_state opened = duckdb.open_ext(nullptr, &session.database_, config, &message);
  duckdb.destroy_config(&config);
  if (opened != DuckDBSuccess) {
    std::string why = first_line(message);
    duckdb.free(message);
    session.database_ = nullptr;
    return fail(Code::bad_resources, "DuckDB does not start: " + why);
  }
  if (duckdb.connect(session.database_, &session.connection_) != DuckDBSuccess) {
    session.connection_ = nullptr;
    return fail(Code::duckdb_failed, "DuckDB does not connect to its own database");
  }
  return session;
}

DuckdbSession::DuckdbSession(DuckdbSession&& other) noexcept
    : library_(other.library_),
      database_(std::exchange(other.database_, nullptr)),
      connection_(std::exchange(other.connection_, nullptr)) {}

DuckdbSession& DuckdbSession::operator=(DuckdbSession&& other) noexcept {
  if (this != &other) {
    close();
    library_ = other.library_;
    database_ = std::exchange(other.database_, nullptr);
    connection_ = std::exchange(other.connection_, nullptr);
  }
  return *this;
}

DuckdbSession::~DuckdbSession() { close(); }

void DuckdbSession::close() {
  if (connection_ != nullptr) library_->disconnect(&connection_);
  if (database_ != nullptr) library_->close(&database_);
  connection_ = nullptr;
  database_ = nullptr;
}

Error DuckdbSession::error_of(duckdb_result* result) const {
  return {Code::duckdb_failed, {}, first_line(library_->result_error(result))};
}

Result<bool> DuckdbSession::run(const std::string& sql) {
  duckdb_result result{};
  duckdb_state state = library_->query(connection_, sql.c_str(), &result);
  if (state == DuckDBSuccess) {
    library_->destroy_result(&result);
    return true;
  }
  Error error = error_of(&result);
  library_->destroy_result(&result);
  return tl::unexpected<Error>(std::move(error));
}

Result<DuckdbTable> DuckdbSession::rows(const std::string& sql,
                                        const std::vector<std::string>& arguments) {
  duckdb_prepared_statement statement = nullptr;
  if (library_->prepare(connection_, sql.c_str(), &statement) != DuckDBSuccess) {
    std::string why = first_line(library_->prepare_error(statement));
    library_->destroy_prepare(&statement);
    return fail(Code::duckdb_failed, why);
  }
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    library_->bind_varchar_length(statement, i + 1, arguments[i].data(), arguments[i].size());
  }
  duckdb_result result{};
  duckdb_state state = library_->execute_prepared(statement, &result);
  library_->destroy_prepare(&statement);
  if (state != DuckDBSuccess) {
    Error error = error_of(&result);
    library_->destroy_result(&result);
    return tl::unexpected<Error>(std::move(error));
  }

  DuckdbTable table;
  idx_t columns = library_->column_count(&result);
  for (idx_t c = 0; c < columns; ++c) {
    table.columns.emplace_back(library_->column_name(&result, c));
  }
  while (duckdb_data_chunk chunk = library_->fetch_chunk(result)) {
    idx_t size = library_->data_chunk_get_size(chunk);
    std::size_t first = table.rows.size();
    table.rows.resize(first + size, DuckdbRow(columns));
    for (idx_t c = 0; c < columns; ++c) {
      duckdb_vector vector = library_->data_chunk_get_vector(chunk, c);
      auto* cells = static_cast<duckdb_string_t*>(library_->vector_get_data(vector));
      uint64_t* validity = library_->vector_get_validity(vector);
      for (idx_t r = 0; r < size; ++r) {
        if (validity != nullptr && !library_->validity_row_is_valid(validity, r)) continue;
        table.rows[first + r][c] =
            std::string(library_->string_t_data(&cells[r]), library_->string_t_length(cells[r]));
      }
    }
    library_->destroy_data_chunk(&chunk);
  }
  library_->destroy_result(&result);
  return table;
}

void DuckdbSession::interrupt() const {
  if (connection_ != nullptr) library_->interrupt(connection_);
}

}  // namespace ratione
