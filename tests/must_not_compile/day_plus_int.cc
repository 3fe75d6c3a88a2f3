// Adding days can leave the calendar, so it has a name and a result.
// says: no match for .operator\+|invalid operands to binary expression
#include "calendar/arithmetic.h"

ratione::Day example(ratione::Day day) {
#ifdef MUST_NOT_COMPILE
  return day + 60;
#else
  return ratione::add_days(day, 60).value_or(day);
#endif
}
