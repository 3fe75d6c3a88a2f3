// File: record/states.h
//
// States with the names that people use for them.
//
//   states.find("Ivory Coast", FindBy::any)  ->  CIV
//   states.find("Congo", FindBy::any)        ->  error record.031, names COG and COD
//   states.find("Россия")                    ->  RUS: names in the six languages of the UN
//
// Files: record/states.csv, record/state_names.csv (schema in record/README.md).
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "calendar/span.h"
#include "errors/error.h"
#include "text/state_code.h"

namespace ratione {

namespace compiled {
struct Layout;
}

enum class NameKind : std::uint8_t { alias, demonym, capital, ged };

struct StateName {
  std::string name;
  NameKind kind;
};

struct State {
  StateCode code;
  std::string name;  // short, English, as printed
  Span exists;       // days on which it existed as a State
  std::string m49;   // three digits, or empty
  std::vector<StateName> names;
  std::vector<std::string> in_other_languages;  // Arabic, Chinese, French, Russian, Spanish
  // Can it take part in treaties at all (false: TWN and the like, which no
  // depositary accepts)?
  bool treaty_making = true;
  std::string note;

  // Why it cannot be named for these days, "Yugoslavia existed up to ..."; empty
  // if it was there on one of them. A State that was not is a mistake of who
  // asks: an answer about it would be about nobody.
  std::string absence(Span on) const;
};

class States {
 public:
  static Results<States> read(std::string_view states_csv, std::string_view states_file,
                              std::string_view names_csv, std::string_view names_file);

  const std::vector<State>& all() const { return states_; }  // by code
  const State* get(StateCode code) const;
  std::string name(StateCode code) const;  // its code when it is unknown

  // By code ("RUS", "rus"), name, alias or GED label, folded; where nothing in English bears that
  // name, in Arabic, Chinese, French, Russian or Spanish. Errors: unknown_state (with the nearest
  // name), ambiguous_state (with the codes and their names).
  Result<StateCode> find(std::string_view text) const;
  // As find, and demonyms ("Russian") too, where nothing bears that name.
  Result<StateCode> find_any(std::string_view text) const;
  // A country label of UCDP GED, where "Congo" is COG alone; then as find.
  Result<StateCode> find_ged(std::string_view label) const;

 private:
  friend struct compiled::Layout;  // writes and reads them whole
  Result<StateCode> look_up(std::string_view text, bool demonyms) const;
  tl::unexpected<Error> unknown(std::string_view text, const std::string& folded,
                                bool demonyms) const;

  std::vector<State> states_;
  std::unordered_map<std::string, std::vector<StateCode>> by_name_;
  std::unordered_map<std::string, std::vector<StateCode>> by_language_;  // other languages
  std::unordered_map<std::string, std::vector<StateCode>> by_any_;       // demonyms
  std::unordered_map<std::string, std::vector<StateCode>> by_ged_;
};

}  // namespace ratione
