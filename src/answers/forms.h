// File: answers/forms.h
//
// The small forms that every answer is made of: days, provisions, ids of acts,
// lines of CSV.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/day.h"
#include "law/typed/law.h"

namespace ratione::answers {

// Keys keep the order of the contract.
using Json = nlohmann::ordered_json;

// As the command prints it and the server sends it: two spaces a level, and a
// line break at the end.
std::string printed(const Json& json);

// Joins with ", " or what is asked.
std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");
// The same with a capital at its beginning.
std::string capital(std::string text);
// One line of CSV, quoted where it must be, with its line break.
std::string csv_line(const std::vector<std::string>& fields);
std::string iso_or_empty(const std::optional<Day>& day);
Json iso_or_null(const std::optional<Day>& day);
std::string iso_or_empty(const std::optional<DayRange>& days);
Json iso_or_null(const std::optional<DayRange>& days);
// Provisions as people write them, in the eyes of one instrument.
std::string cited(const std::vector<Citation>& cites, std::string_view instrument);
// "There is no 2025-02-29: what is counted from 2024-02-29 ends on 2025-02-28, as the law
// rounds down (127(1))."
std::string rounded_words(Day from, Day to, const std::vector<Citation>& cites,
                          std::string_view instrument);
// Act ids without the instrument that is being shown.
std::string short_id(std::string_view id, std::string_view instrument);

}  // namespace ratione::answers
