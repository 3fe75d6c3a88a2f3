// A day equals no number, whatever that number counts.
// says: no match for .operator==|invalid operands to binary expression
#include "calendar/day.h"

bool example(ratione::Day day) {
#ifdef MUST_NOT_COMPILE
  return day == 0;
#else
  return day == ratione::Day();
#endif
}
