// File: sql/duckdb_calls.h
//
// The functions of DuckDB's C API that our SQL functions need, wherever they
// come from: the library that `ratione sql` opens, or the table that DuckDB
// hands to an extension. All belong to version 1.2.0 of the stable extension
// API, so that one extension serves every DuckDB since.
#pragma once

#include <duckdb.h>

namespace ratione::sql {

// clang-format off
#define RATIONE_SQL_DUCKDB_CALLS(F)                                                            \
  F(free) F(vector_size)                                                                       \
  F(create_logical_type) F(create_struct_type) F(get_type_id) F(destroy_logical_type)          \
  F(data_chunk_get_size) F(data_chunk_set_size)                                                \
  F(data_chunk_get_vector) F(data_chunk_get_column_count)                                      \
  F(vector_get_column_type) F(vector_get_data) F(vector_get_validity)                          \
  F(vector_ensure_validity_writable) F(vector_assign_string_element_len)                       \
  F(struct_vector_get_child) F(validity_row_is_valid) F(validity_set_row_invalid)              \
  F(string_t_length) F(string_t_data)                                                          \
  F(create_scalar_function) F(destroy_scalar_function) F(scalar_function_set_name)             \
  F(scalar_function_add_parameter) F(scalar_function_set_return_type)                          \
  F(scalar_function_set_special_handling) F(scalar_function_set_extra_info)                    \
  F(scalar_function_get_extra_info) F(scalar_function_set_function)                            \
  F(scalar_function_set_error) F(create_scalar_function_set) F(destroy_scalar_function_set)    \
  F(add_scalar_function_to_set) F(register_scalar_function_set)                                \
  F(create_table_function) F(destroy_table_function) F(table_function_set_name)                \
  F(table_function_add_parameter) F(table_function_add_named_parameter)                        \
  F(table_function_set_extra_info) F(table_function_set_bind) F(table_function_set_init)       \
  F(table_function_set_function) F(register_table_function)                                    \
  F(bind_get_extra_info) F(bind_add_result_column) F(bind_get_parameter)                       \
  F(bind_get_named_parameter) F(bind_set_bind_data) F(bind_set_cardinality) F(bind_set_error)  \
  F(init_set_init_data) F(init_set_error)                                                      \
  F(function_get_bind_data) F(function_get_init_data) F(function_set_error)                    \
  F(get_varchar) F(is_null_value) F(destroy_value)
// clang-format on

// The members are the functions without their "duckdb_".
struct DuckdbCalls {
#define RATIONE_SQL_DUCKDB_MEMBER(name) decltype(&duckdb_##name) name = nullptr;
  RATIONE_SQL_DUCKDB_CALLS(RATIONE_SQL_DUCKDB_MEMBER)
#undef RATIONE_SQL_DUCKDB_MEMBER
};

}  // namespace ratione::sql
