// A day does not become a number by itself: what it counts from must be said.
// says: cannot convert|no viable conversion
#include "calendar/day.h"

int example(ratione::Day day) {
#ifdef MUST_NOT_COMPILE
  return day;
#else
  return day.number();
#endif
}
