// The sum of two days means nothing: only a count of days can be added.
// says: no match for .operator\+|invalid operands to binary expression
#include "calendar/day.h"

int days_between(ratione::Day a, ratione::Day b) {
#ifdef MUST_NOT_COMPILE
  return a + b;
#else
  return a - b;
#endif
}
