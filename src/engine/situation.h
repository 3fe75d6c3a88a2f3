// File: engine/situation.h
//
// What is asked: an act by somebody, somewhere, on some days, with as much or
// as little as the asker knows. Field names are those that the court's law
// declares ("case territory states ..."); what is not given follows the law's
// `left out means`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/span.h"
#include "law/fraction.h"
#include "text/state_code.h"

namespace ratione {

// A State in a field, on those days, perhaps only on one reading of a dispute.
struct StateOn {
  StateCode state;
  Span days = Span::always();
  std::string only_on;
  friend bool operator==(const StateOn&, const StateOn&) = default;
};

struct FieldValue {
  enum class Is : std::uint8_t { unknown, none, known } is = Is::unknown;
  std::vector<StateOn> states;  // fields of States
  std::string text;             // a crime (dotted provision) or an option
  std::optional<Fraction> number;
  std::optional<bool> truth;
  friend bool operator==(const FieldValue&, const FieldValue&) = default;
};

struct Situation {
  Span days;  // days of the conduct, half-open, not empty
  // Ids of the atlas places of the conduct. The States of those places stand in
  // the field `territory`.
  std::vector<std::string> places;
  std::map<std::string, FieldValue> fields;  // absent: left out
  // Answers to findings: "linked" or, for one State, "armed_conflict(FIN)".
  std::map<std::string, bool> findings;
};

}  // namespace ratione
