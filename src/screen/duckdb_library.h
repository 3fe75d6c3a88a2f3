// File: screen/duckdb_library.h
//
// DuckDB's shared library, opened when a command needs it and not before:
// linked, it would cost every command several milliseconds before main.
//
//   Result<const DuckdbLibrary*> duckdb = DuckdbLibrary::open();
//   duckdb.value()->open_ext(nullptr, &database, config, &message);
//
// The members are the functions of DuckDB's C API without their "duckdb_".
//
// Looked for, in this order: the file or folder named by the environment's
// RATIONE_DUCKDB (if it is set, nowhere else), beside the program, in ../lib,
// in ../deps/lib and build/deps/lib above it, and where the system keeps its
// libraries. Never in the current folder.
//
// Guarantees: opened once, for the life of the program; safe from several
// threads. Errors: no_duckdb, with every place that was tried.
#pragma once

#include <duckdb.h>

#include <string>
#include <vector>

#include "errors/error.h"

namespace ratione {

// clang-format off
#define RATIONE_DUCKDB_FUNCTIONS(F)                                                            \
  F(library_version) F(free)                                                                   \
  F(create_config) F(set_config) F(destroy_config)                                             \
  F(open_ext) F(close) F(connect) F(disconnect) F(interrupt)                                   \
  F(query) F(destroy_result) F(result_error) F(result_error_type)                              \
  F(prepare) F(prepare_error) F(destroy_prepare) F(bind_varchar_length) F(execute_prepared)    \
  F(column_count) F(column_name) F(fetch_chunk) F(destroy_data_chunk)                          \
  F(data_chunk_get_size) F(data_chunk_get_vector) F(data_chunk_get_column_count)               \
  F(vector_get_data) F(vector_get_validity) F(vector_ensure_validity_writable)                 \
  F(vector_assign_string_element_len) F(struct_vector_get_child)                               \
  F(validity_row_is_valid) F(validity_set_row_invalid)                                         \
  F(string_is_inlined) F(string_t_length) F(string_t_data)                                     \
  F(create_logical_type) F(create_struct_type) F(destroy_logical_type)                         \
  F(create_scalar_function) F(destroy_scalar_function) F(scalar_function_set_name)             \
  F(scalar_function_add_parameter) F(scalar_function_set_return_type)                          \
  F(scalar_function_set_special_handling) F(scalar_function_set_volatile)                      \
  F(scalar_function_set_extra_info) F(scalar_function_get_extra_info)                          \
  F(scalar_function_set_function) F(scalar_function_set_error) F(register_scalar_function)     \
  F(vector_size) F(get_type_id) F(data_chunk_set_size) F(vector_get_column_type)               \
  F(create_scalar_function_set) F(destroy_scalar_function_set) F(add_scalar_function_to_set)   \
  F(register_scalar_function_set) F(create_table_function) F(destroy_table_function)           \
  F(table_function_set_name) F(table_function_add_parameter)                                   \
  F(table_function_add_named_parameter) F(table_function_set_extra_info)                       \
  F(table_function_set_bind) F(table_function_set_init) F(table_function_set_function)         \
  F(register_table_function) F(bind_get_extra_info) F(bind_add_result_column)                  \
  F(bind_get_parameter) F(bind_get_named_parameter) F(bind_set_bind_data)                      \
  F(bind_set_cardinality) F(bind_set_error) F(init_set_init_data) F(init_set_error)            \
  F(function_get_bind_data) F(function_get_init_data) F(function_set_error) F(get_varchar)     \
  F(is_null_value) F(destroy_value) F(column_type) F(extract_statements)                       \
  F(extract_statements_error) F(prepare_extracted_statement) F(prepared_statement_type)        \
  F(destroy_extracted) F(nparams)
// clang-format on

class DuckdbLibrary {
 public:
  static Result<const DuckdbLibrary*> open();

#define RATIONE_DUCKDB_MEMBER(name) decltype(&duckdb_##name) name = nullptr;
  RATIONE_DUCKDB_FUNCTIONS(RATIONE_DUCKDB_MEMBER)
#undef RATIONE_DUCKDB_MEMBER

  std::string file;  // that was opened
};

// Where open() looks, for a program in that folder and that value of
// RATIONE_DUCKDB (null: not set). A name without a folder is left to the
// system's search.
std::vector<std::string> duckdb_candidates(const std::string& program_folder,
                                           const char* environment);

}  // namespace ratione
