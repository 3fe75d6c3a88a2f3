// A day is not before or after a number; only days are compared.
// says: no match for .operator<|invalid operands to binary expression
#include "calendar/day.h"

bool example(ratione::Day day) {
#ifdef MUST_NOT_COMPILE
  return day < 11632;
#else
  return day.number() < 11632;
#endif
}
