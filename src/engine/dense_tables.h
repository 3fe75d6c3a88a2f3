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
// The days on which anything changes part the calendar into epochs; a value has a
// class in each epoch, and ask and classes give a place in the dense table, whose
// entry is the code: whatever `make(ask, first, second, day)` gave for the first row
// of that entry, from 1 to 65535. Some ten loads a row, none of which waits for more
// than the one before it.
//
// Guarantees: rows of one entry have the same Decision, with one State named in
// place of the other (engine/tables.h). Reads of several threads at a time only
// after every entry that they meet was made.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
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

  // `tables` must outlive these. `fits()` is false where some question does not fit
  // tables, or a second value is of several States: then nothing may be looked up.
  DenseTables(Tables& tables, const std::vector<Situation>& asks, const Field& first,
              const Field& second);
  bool fits() const { return fits_; }
  std::size_t entries() const { return entries_.size(); }
  std::size_t epochs() const { return epochs_; }
  std::size_t classes() const { return sides_[0].classes + sides_[1].classes; }

  // A code, and by number the State that the first value is on that day.
  struct Found {
    std::uint16_t code;
    std::uint16_t state;  // below states().size(), unless it is none or several
  };
  static constexpr std::uint16_t several = 0xffff;
  const std::vector<StateCode>& states() const { return states_; }

  template <class Make>
  Found find(std::uint32_t ask, std::uint32_t first, std::uint32_t second, std::int32_t day,
             const Make& make) {
    const auto at = static_cast<std::uint32_t>(std::clamp(day - first_day_, 0, days_ - 1));
    const std::uint32_t epoch = epoch_of_day_[at];
    const std::uint32_t a = sides_[0].cells[first * epochs_ + epoch];
    const std::uint32_t b = sides_[1].cells[second * epochs_ + epoch];
    const auto one = static_cast<std::uint16_t>(a), other = static_cast<std::uint16_t>(b);
    std::uint32_t same = one == other ? 1 : 0;
    if (one >= groups && one < none) [[unlikely]]
      same = place_in(groups_[one - groups], other);
    std::uint16_t& entry = entries_[rows_[ask * sides_[0].classes + (a >> 16)] +
                                    columns_[ask * sides_[1].classes + (b >> 16)] + same * size_];
    if (entry == 0) [[unlikely]]
      entry = static_cast<std::uint16_t>(make(ask, first, second, day));
    return {entry, one < groups || one >= none ? one : several};
  }

 private:
  static constexpr std::uint16_t groups = 0xf000;  // from here on: several States
  static constexpr std::uint16_t none = 0xfffc;    // no State; equal to no State
  static constexpr std::uint16_t nobody = 0xfffd;  // the same, of the second field

  struct Side {
    std::vector<std::uint32_t> cells;  // by value and epoch: its class, and who it is
    std::uint32_t classes = 0;
  };

  std::uint16_t group_of(std::vector<std::uint16_t> states);
  // From 1 on: which of these States it is; 0: none of them.
  static std::uint32_t place_in(const std::vector<std::uint16_t>& states, std::uint16_t state) {
    for (std::size_t i = 0; i < states.size(); ++i) {
      if (states[i] == state) return static_cast<std::uint32_t>(i + 1);
    }
    return 0;
  }

  bool fits_ = true;
  std::uint32_t epochs_ = 1;
  std::int32_t first_day_ = 0, days_ = 1;    // days before and after are like these
  std::vector<std::uint16_t> epoch_of_day_;  // from the first day on
  Side sides_[2];
  std::vector<StateCode> states_;                   // by number
  std::vector<std::vector<std::uint16_t>> groups_;  // places of several States
  // By ask and class: where its row begins and which column it is. As many tables as
  // that stand one after the other: of two States that are not one, of two that are,
  // of a place whose second State the other is, and so on.
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint16_t> columns_;
  std::vector<std::uint16_t> entries_;  // codes
  std::uint32_t size_ = 0;              // of one table
};

}  // namespace ratione
