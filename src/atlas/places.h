// File: atlas/places.h
//
// Places by code or name, and whose they are on a day.
//
//   const PlaceEntry* crimea = atlas.find("Crimea").value();
//   atlas.attributed("crimea")->attributions   // UKR on every day; Russia only claims it
//
// A State's own territory is a place under its code ("UKR"). A region lies
// within a State or a wider region; two places of which neither lies within the
// other are apart.
//
// Files: atlas/places.csv, atlas/place_names.csv, atlas/attributions.csv,
// atlas/claims.csv (schema in atlas/README.md).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/span.h"
#include "errors/error.h"
#include "record/states.h"
#include "text/state_code.h"

namespace ratione {

namespace compiled {
struct Layout;
}

struct Attribution {
  StateCode state;
  Span days;
  std::string only_on;  // holds only on this reading of a dispute; or empty
  std::string basis;    // why, and who says so
};

struct TerritorialClaim {
  StateCode state;
  Span days;
  std::string basis;
};

struct PlaceEntry {
  std::string id;  // "crimea", or a State code for its whole territory
  std::string name;
  std::string within;                     // id of the place that holds it, or empty
  std::string kind;                       // state | region | enclave | sea | none
  std::vector<Attribution> attributions;  // empty: no State's (high seas)
  std::vector<TerritorialClaim> claims;
  std::string note;
  std::vector<std::string> names;  // others by which it is found
};

enum class PlaceRelation : std::uint8_t {
  inside,   // the first is the second, or lies within it
  coarser,  // the second lies within the first: it may or may not be meant
  apart,
};

class Atlas {
 public:
  static Results<Atlas> load(const std::string& folder, const States& states);
  static Results<Atlas> read(const std::map<std::string, std::string>& files, const States& states);

  // By id, State code, place name, or any name of a State, folded. A State
  // without a row of its own is a place all the same. Errors: unknown_place
  // (with the nearest name), ambiguous_place.
  Result<const PlaceEntry*> find(std::string_view text) const;
  const PlaceEntry* get(std::string_view id) const;
  // The place itself if it has attributions of its own, else the nearest one
  // that holds it and has some; null: nobody's.
  const PlaceEntry* attributed(std::string_view id) const;
  PlaceRelation relation(std::string_view first, std::string_view second) const;
  const std::vector<PlaceEntry>& all() const { return places_; }

 private:
  friend class AtlasReader;
  friend struct compiled::Layout;  // writes and reads it whole
  tl::unexpected<Error> unknown(std::string_view text, const std::string& folded) const;

  std::vector<PlaceEntry> places_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_name_;
};

}  // namespace ratione
