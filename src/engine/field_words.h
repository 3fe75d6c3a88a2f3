// File: engine/field_words.h
//
// The value of a case's field, from the words of a table or of a person:
// "unknown"; "none"; States or places by any of their names, with ; between;
// a crime; yes or no; a number; an option. What the law then does not take
// (an option, a crime), check_situation says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "atlas/places.h"
#include "engine/situation.h"
#include "errors/error.h"
#include "law/typed/law.h"
#include "record/states.h"

namespace ratione {

// A place's field gives its States, and the place to `situation` as well.
Result<bool> read_field(const LawInstrument& instrument, const CaseField& field,
                        std::string_view words, const Atlas& atlas, const States& states,
                        Situation& situation);

// The provision of the crime that the words name; else a sentence, without its full
// stop, that says so and names one that is near. Words in the form of a provision
// pass: what the law has below its crimes, check_situation says.
Result<std::string> read_crime(const LawInstrument& instrument, std::string_view words);

// What stands between the ;, without the blanks around it.
std::vector<std::string> parts_of(std::string_view text);

}  // namespace ratione
