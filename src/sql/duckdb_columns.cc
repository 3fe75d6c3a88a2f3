#include "sql/duckdb_columns.h"

#include "sql/functions.h"

namespace ratione::sql {
namespace {

constexpr std::int64_t seconds_a_day = 86'400;

std::int64_t floored(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// The day of a time stamp; both infinities stay what they are.
std::int64_t day_of_stamp(std::int64_t stamp, std::int64_t a_second) {
  if (stamp == std::numeric_limits<std::int64_t>::max()) return stamp;
  if (stamp == -std::numeric_limits<std::int64_t>::max()) return stamp;
  return floored(stamp, a_second * seconds_a_day);
}

}  // namespace

TextColumn::TextColumn(const DuckdbCalls& calls, duckdb_vector vector, std::size_t rows,
                       Taken taken)
    : texts_(rows) {
  duckdb_logical_type type = calls.vector_get_column_type(vector);
  duckdb_type is = calls.get_type_id(type);
  calls.destroy_logical_type(&type);
  void* values = calls.vector_get_data(vector);
  uint64_t* validity = calls.vector_get_validity(vector);
  auto there = [&](std::size_t row) {
    return validity == nullptr || calls.validity_row_is_valid(validity, row);
  };
  // Values that follow each other are often the same: made once.
  auto fill = [&](auto* from, auto text_of) {
    const auto* last = from;
    std::string_view text;
    for (std::size_t row = 0; row < rows; ++row) {
      if (!there(row)) continue;
      if (text.data() == nullptr || from[row] != *last) {
        text = made_.emplace_back(text_of(from[row]));
        last = from + row;
      }
      texts_[row] = text;
    }
  };
  auto stamps = [&](std::int64_t a_second) {
    fill(static_cast<std::int64_t*>(values),
         [&](std::int64_t stamp) { return day_text(day_of_stamp(stamp, a_second)); });
  };

  if (is == DUCKDB_TYPE_VARCHAR && (taken == Taken::text || taken == Taken::day)) {
    auto* cells = static_cast<duckdb_string_t*>(values);
    for (std::size_t row = 0; row < rows; ++row) {
      if (!there(row)) continue;
      texts_[row] = {calls.string_t_data(&cells[row]), calls.string_t_length(cells[row])};
    }
  } else if (is == DUCKDB_TYPE_DATE && taken == Taken::day) {
    fill(static_cast<std::int32_t*>(values), [](std::int32_t day) { return day_text(day); });
  } else if (is == DUCKDB_TYPE_TIMESTAMP && taken == Taken::day) {
    stamps(1'000'000);
  } else if (is == DUCKDB_TYPE_TIMESTAMP_S && taken == Taken::day) {
    stamps(1);
  } else if (is == DUCKDB_TYPE_TIMESTAMP_MS && taken == Taken::day) {
    stamps(1'000);
  } else if (is == DUCKDB_TYPE_TIMESTAMP_NS && taken == Taken::day) {
    stamps(1'000'000'000);
  } else if (is == DUCKDB_TYPE_DOUBLE && taken == Taken::degrees) {
    fill(static_cast<double*>(values), [](double value) { return degrees_text(value); });
  } else if (is == DUCKDB_TYPE_INTEGER && taken == Taken::number) {
    fill(static_cast<std::int32_t*>(values), [](std::int32_t n) { return std::to_string(n); });
  } else {
    // An untyped NULL comes as a type of its own.
    for (std::size_t row = 0; row < rows; ++row) {
      if (there(row)) fault_ = "is neither a DATE, nor a TIMESTAMP without zone, nor text";
    }
  }
}

AnswerColumn::AnswerColumn(const DuckdbCalls& calls, duckdb_vector vector)
    : calls_(&calls), vector_(vector) {
  calls.vector_ensure_validity_writable(vector);
  validity_ = calls.vector_get_validity(vector);
}

void AnswerColumn::set(std::size_t row, std::string_view text) {
  if (text.empty()) {
    calls_->validity_set_row_invalid(validity_, row);
  } else {
    calls_->vector_assign_string_element_len(vector_, row, text.data(), text.size());
  }
}

}  // namespace ratione::sql
