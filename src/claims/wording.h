// File: claims/wording.h
//
// Days and acts in the words of an answer.
#pragma once

#include <string>
#include <string_view>

#include "calendar/day.h"

namespace ratione::claims {

// Do they have a day in common?
bool meet(DayRange a, DayRange b);
// "13 September 2000", "May 2014", "between ... and ...".
std::string said(DayRange days);
std::string said(Day day);
// "acceded to", of the kind of an act.
std::string verb_of(std::string_view kind);

}  // namespace ratione::claims
