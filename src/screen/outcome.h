// File: screen/outcome.h
//
// A verdict as the columns of one row.
//
//   territory attribution near_border conclusion basis state citation residual reason
//   CAF       CAF                     yes        territory CAF 12(2)(a)
//                                        12(2)(a) territory CAF, party since 2002-07-01
//
// Several values of a column are separated by ";" and stand in the same order
// in basis, state and citation.
//
// What a decision says is the same for very many rows but for the names in it: whose
// the place is, whose national the suspect, how those States stand. So it is put into
// words once, with gaps, and each row fills them:
//
//   Wording wording(decision, days);
//   wording.fill({"CAF", place, suspect, states, ""}, told, room);
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/span.h"
#include "engine/decision.h"
#include "engine/engine.h"
#include "screen/columns.h"

namespace ratione {

// What a row is told. Views: good as long as what they are of.
struct Told {
  std::array<std::string_view, added_columns.size()> columns;  // in the order of added_columns
  Conclusion conclusion = Conclusion::undetermined;
  const std::vector<std::string>* bases = nullptr;  // kinds, each once
  bool unreadable = false;
  bool faulty = false;  // the law or the record was at fault; reason says how

  std::string_view reason() const { return columns.back(); }
  // All columns as CSV, each after the delimiter.
  void add_line(std::string& out, char delimiter) const;
};

// The same, held.
struct Outcome {
  std::array<std::string, added_columns.size()> columns;
  Conclusion conclusion = Conclusion::undetermined;
  std::vector<std::string> bases;
  bool unreadable = false;
  bool faulty = false;

  Outcome() = default;
  explicit Outcome(const Told& told);
  Told told() const;
  const std::string& reason() const { return columns.back(); }
};

Outcome unreadable_outcome(std::string_view column, std::string_view why);

// How a State stands to the court's law on a day.
struct Standing {
  StateCode state;
  bool party = false;
  std::string words;  // "party since 2002-07-01", "no party", "party from 2025-01-01"
};
Standing standing_of(const StatusRow& row, Day on);

// A part of a row (its place, its suspect) on some days.
struct Present {
  Span valid = Span::always();      // the same on each of these
  std::vector<Standing> standings;  // of its States
  std::string words;                // "territory CAF party since 2002-07-01"; how each stands
  std::string attribution;          // of a place: codes of the States whose it is
  bool some_party = false;

  const Standing* of(StateCode state) const;
};
// `words` and `some_party`; of a place of no State they say so.
void put_into_words(Present& present, std::string_view what, bool of_place);

// "suspect of FRA;GBR": what would have to be known for a yes.
std::string words_of(const Residual& residual);

// What a row brings to them.
struct RowParts {
  std::string_view territory;  // ids of the places
  const Present& place;
  const Present& suspect;
  std::span<const StateCode> of_bases;  // the State of each basis of the decision, if any
  std::string_view residual;
};

class Wording {
 public:
  // `asked`: days of the conduct; where the verdict covers but some of them, it says which.
  Wording(const Decision& decision, Span asked);

  // `told` is good as long as this, the parts and `room`, which holds what was
  // composed.
  void fill(const RowParts& row, Told& told, std::string& room) const;

 private:
  struct Piece {
    enum class Is : std::uint8_t {
      text,
      state,          // of a basis
      membership,     // of that State, if it is a party: ", party since 2002-07-01"
      standings,      // of all States of the row
      if_some_party,  // the text, where one of these is a party
    } is = Is::text;
    std::size_t basis = 0;
    std::string text = {};
    friend bool operator==(const Piece&, const Piece&) = default;
  };
  using Pieces = std::vector<Piece>;

  static void write(const Pieces& pieces, const RowParts& row, std::string& out);
  Pieces yes_words(const Verdict& verdict, Span asked) const;
  Pieces no_words(const Decision& decision) const;
  Pieces reason_of(const Decision& decision, Span asked) const;

  Conclusion conclusion_;
  bool faulty_;
  std::vector<std::string> bases_;
  std::string basis_, citation_;
  Pieces state_, reason_;
};

}  // namespace ratione
