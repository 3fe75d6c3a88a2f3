// File: errors/error.h
//
// Errors are values. A function that can fail returns Result<T>; a reader that
// finds every fault at once returns Results<T>.
//
//   Result<Day> day = Day::parse("2016-02-30");
//   if (!day) print(day.error().render());
//   // "2016-02-30" is not a day; February 2016 has 29. (calendar.003)
//
// Guarantees: core code (calendar, record, law, engine, atlas) neither throws
// nor prints nor aborts on any input. Every code stands once, in codes.inc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace ratione {

// Where in the input: a file as it was named to us, 1-based line and column
// (column counts bytes), and the provision when the input is law. Zero or
// empty: not known.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string provision;

  friend bool operator==(const Place&, const Place&) = default;
};

enum class Code : std::uint16_t {
#define RATIONE_CODE(name, text, summary) name,
#include "errors/codes.inc"
#undef RATIONE_CODE
};

// "law.104", as users see it.
std::string_view text_of(Code code);

struct Error {
  Code code;
  Place place;
  std::string says;  // one sentence: what was met, then what to do

  // "file:line:column: says (code)", without the parts that are not known.
  std::string render() const;
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Error>;

// A reader's answer: the whole thing, or every fault found in one pass.
template <class T>
using Results = tl::expected<T, Errors>;

inline tl::unexpected<Error> fail(Code code, Place place, std::string says) {
  return tl::unexpected<Error>(Error{code, std::move(place), std::move(says)});
}
inline tl::unexpected<Error> fail(Code code, std::string says) {
  return fail(code, Place{}, std::move(says));
}

// All of them, one a line.
std::string render(const Errors& errors);

}  // namespace ratione
