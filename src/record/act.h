// File: record/act.h
//
// What a State or an organ did: one dated, sourced, never changed entry of the
// record. Acts are the only facts that the law reads.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "errors/error.h"
#include "text/state_code.h"

namespace ratione {

// A field that an instrument's law declares ("named day", "authority truth"),
// as written; the law says how to read it.
struct ActField {
  std::string text;
  Place place;
};

struct Act {
  std::string id;          // "lakes-accord/UKR-2024-1"
  std::string instrument;  // its slug
  std::string kind;        // "ratification", aliases already replaced
  StateCode state;         // none for an act of an organ
  std::string actor;       // the organ; beside a State, who claims to speak for it; or empty
  std::string provision;   // the provision it is made under, dotted, or empty
  DayRange day;            // received by the depositary (organs: adopted)
  Day known;               // the world could know from this day
  std::string of;          // id of the act that it answers (revokes, lifts, confirms), or empty
  std::string corrects;    // id of the act whose fields it replaces, or empty
  std::vector<StateCode> about;  // States concerned

  // Scope. What is not named does not limit. `until` is the first day outside.
  std::optional<DayRange> from;
  std::optional<DayRange> until;
  std::vector<std::string> places;  // ids of places (atlas), or State codes
  std::vector<std::string> crimes;  // provisions, dotted
  bool nationals_only = false;      // persons: nationals of the acting State

  std::string only_on;  // exists only on this reading of a dispute; or empty
  std::map<std::string, ActField, std::less<>> fields;
  bool confirmed = false;  // a document was seen
  std::string source;
  std::string note;
  Place place;  // its row

  const ActField* field(std::string_view name) const {
    auto it = fields.find(name);
    return it == fields.end() ? nullptr : &it->second;
  }
};

}  // namespace ratione
