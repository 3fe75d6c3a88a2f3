// A bare number is not a day: which number of what, the caller must say.
// says: could not convert|no known conversion|is private
#include "calendar/day.h"

bool known_by(ratione::Day day);

bool example() {
#ifdef MUST_NOT_COMPILE
  return known_by(2016);
#else
  return known_by(ratione::Day::first());
#endif
}
