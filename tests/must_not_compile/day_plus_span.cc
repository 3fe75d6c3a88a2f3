// A span is no number of days: a day is moved by a count, not by an interval.
// says: no match for .operator(-|\+)|invalid operands to binary expression
#include "calendar/arithmetic.h"
#include "calendar/span.h"

ratione::Day example(ratione::Day day, ratione::Span span) {
#ifdef MUST_NOT_COMPILE
  return day - span;
#else
  return ratione::add_days(day, -span.days()).value_or(day);
#endif
}
