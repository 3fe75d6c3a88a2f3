// File: bridge.h
//
// Between PostgreSQL, whose errors jump over C++, and our code, whose errors are
// values: what PostgreSQL's side (ratione.cc) asks of ours (bridge.cc). Neither
// side's headers are seen by the other.
//
//   Argument arguments[] = {Argument::of_day(16147), Argument::of_text("Crimea", 6)};
//   const Answer* answer = decide(false, arguments, 2, nullptr);
//   if (answer->error != nullptr) ...
//
// Guarantees: nothing here throws or calls PostgreSQL. What comes back is ours
// and good until the next call.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ratione::postgres {

struct Text {
  const char* bytes = nullptr;  // null: NULL
  std::size_t size = 0;
};

struct Argument {
  enum class Is : std::uint8_t { null, text, day, degrees, number };
  Is is = Is::null;
  Text text;
  std::int64_t number = 0;  // or days since 1970-01-01
  double degrees = 0;

  static Argument of_text(const char* bytes, std::size_t size) {
    Argument made;
    made.is = Is::text;
    made.text = {bytes, size};
    return made;
  }
  static Argument of_day(std::int64_t days) {
    Argument made;
    made.is = Is::day;
    made.number = days;
    return made;
  }
  static Argument of_degrees(double degrees) {
    Argument made;
    made.is = Is::degrees;
    made.degrees = degrees;
    return made;
  }
  static Argument of_number(std::int64_t number) {
    Argument made;
    made.is = Is::number;
    made.number = number;
    return made;
  }
};

// Columns of `ratione screen`, in its order.
inline constexpr std::size_t answer_columns = 9;
inline constexpr std::size_t conclusion_column = 3, basis_column = 4, reason_column = 8;
inline constexpr std::size_t act_columns = 8;

struct Answer {
  const char* error = nullptr;  // a sentence; then there is nothing else
  Text columns[answer_columns];
};

struct Acts {
  const char* error = nullptr;
  std::size_t rows = 0;
  const Text* columns = nullptr;  // act_columns of each row
};

// Each may be empty or null; the answers after it rest on these.
void configure(const char* home, const char* known, const char* court, const char* atlas);

// `arguments`: date, place or (`point`) latitude and longitude, suspect, crime,
// trigger, registered_in, age; `known` null: that of the settings.
const Answer* decide(bool point, const Argument* arguments, std::size_t count,
                     const Argument* known);
// latitude, longitude, date; in the first column.
const Answer* territory(const Argument* arguments);
// `date`, `known`: null when not given. In the first column.
const Answer* status(const Argument& instrument, const Argument& state, const Argument* date,
                     const Argument* known);
const Acts* acts(const Argument& instrument, const Argument* known);

}  // namespace ratione::postgres
