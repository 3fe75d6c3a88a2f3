// File: engine/dense_tables.h
//
// Tables laid out for rows of two fields of States (a place and a suspect) by
// the hundred million: from a row of numbers to a code with no branch but on a
// code not made yet.
//
//   DenseTables tables(law_as_tables, asks, {"territory", places}, {"nationality", suspects});
//   std::uint32_t code = tables.find(ask, place, suspect, day, make).code;
//
// A row names its ask and its two values by their positions in the lists given.
// The days on which a value changes class stand side by side; how many of them
// are not after the day is the value's segment (of the few values that change
// more often, "unknown" above all, a table by day tells it). A segment has a
// class, a class and an ask a line of the dense table, and its entry is the code: whatever
// `make(ask, first, second, day)` gave for the first row of that entry, never 0.
//
// Guarantees: rows of one entry have the same Decision, with one State named in
// place of the other (engine/tables.h). Reads of several threads at a time only
// after every entry that they meet was made.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/tables.h"

namespace ratione {

class DenseTables {
 public:
  struct Value {
    FieldValue value;  // unknown: any State
    std::vector<std::string> places;
  };
  struct Field {
    std::string name;
    std::vector<Value> values;
  };

  // `tables` must outlive these. `fits()` is false where some question does not
  // fit tables: then nothing may be looked up.
  DenseTables(Tables& tables, const std::vector<Situation>& asks, const Field& first,
              const Field& second);
  bool fits() const { return fits_; }
  std::size_t entries() const { return entries_.size(); }
  std::size_t classes() const { return sides_[0].classes + sides_[1].classes; }

  // A code, and by number the State that the first value is on that day.
  struct Found {
    std::uint32_t code;
    std::uint16_t state;  // below states().size(), unless it is none or several
  };
  static constexpr std::uint16_t several = 0xffff;
  const std::vector<StateCode>& states() const { return states_; }

  template <class Make>
  Found find(std::uint32_t ask, std::uint32_t first, std::uint32_t second, std::int32_t day,
             const Make& make) {
    const std::uint32_t a = segment(sides_[0], first, day);
    const std::uint32_t b = segment(sides_[1], second, day);
    const std::uint16_t one = sides_[0].state[a];
    if (one == several) [[unlikely]] {
      return {code_of_several(ask, first, second, a, b, day, make), several};
    }
    const std::uint32_t same = one == sides_[1].state[b] ? 1 : 0;
    const Ask& of = asks_[ask];
    const std::uint32_t row = lines_[of.lines[0] + sides_[0].of_class[a]];
    const std::uint32_t column = lines_[of.lines[1] + sides_[1].of_class[b]];
    std::uint32_t& entry = entries_[of.entries + (row * 2 + same) * of.columns + column];
    if (entry == 0) [[unlikely]]
      entry = make(ask, first, second, day);
    return {entry, one};
  }

 private:
  static constexpr std::uint32_t stride = 16;      // days of a value that stand side by side
  static constexpr std::uint16_t none = 0xfffe;    // no State; equal to no State
  static constexpr std::uint16_t nobody = 0xfffd;  // the same, of the second field

  struct Side {
    std::vector<std::int32_t> begins;    // by value, `stride` each: when its segments begin
    std::vector<std::uint32_t> base;     // by value: its first segment
    std::vector<std::uint32_t> by_day;   // by value: its table of segments by day; 0: none
    std::vector<std::uint8_t> segments;  // tables by day, `days` each; the first is all 0
    std::int32_t first_day = 0, days = 1;
    std::vector<std::uint16_t> of_class;  // by segment
    std::vector<std::uint16_t> state;     // by segment: who it is
    std::size_t classes = 0;
  };
  struct Ask {
    std::uint32_t lines[2];  // into lines_
    std::uint32_t entries;   // into entries_
    std::uint32_t columns;
  };

  static void tabulate(Side& side,
                       const std::vector<std::pair<std::size_t, std::vector<std::int32_t>>>& often);
  static std::uint32_t segment(const Side& side, std::uint32_t value, std::int32_t day) {
    const std::int32_t* begins = side.begins.data() + value * stride;
    std::uint32_t before = 0;
    for (std::uint32_t i = 0; i < stride; ++i) before += begins[i] <= day ? 1 : 0;
    const std::int32_t at = std::clamp(day - side.first_day, 0, side.days - 1);
    return side.base[value] + before +
           side.segments[side.by_day[value] + static_cast<std::uint32_t>(at)];
  }

  // A place of several States, one of which may be the suspect's.
  template <class Make>
  std::uint32_t code_of_several(std::uint32_t ask, std::uint32_t first, std::uint32_t second,
                                std::uint32_t a, std::uint32_t b, std::int32_t day,
                                const Make& make) {
    std::uint64_t key =
        (std::uint64_t{ask} * sides_[0].of_class.size() + a) * sides_[1].of_class.size() + b;
    std::uint32_t& entry = of_several_[key];
    if (entry == 0) entry = make(ask, first, second, day);
    return entry;
  }

  bool fits_ = true;
  Side sides_[2];
  std::vector<StateCode> states_;  // by number
  std::vector<Ask> asks_;
  std::vector<std::uint16_t> lines_;    // by ask and class of a side: a line of the ask's table
  std::vector<std::uint32_t> entries_;  // codes
  std::unordered_map<std::uint64_t, std::uint32_t> of_several_;
};

}  // namespace ratione
