// Adding months asks for a rounding each time: there is no default.
// says: too few arguments|no matching function
#include "calendar/arithmetic.h"

ratione::Result<ratione::Day> example(ratione::Day day) {
#ifdef MUST_NOT_COMPILE
  return ratione::add_months(day, 12);
#else
  return ratione::add_months(day, 12, ratione::Rounding::down);
#endif
}
