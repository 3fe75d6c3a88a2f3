// Text is not a State until it was read: it may be no code at all.
// says: could not convert|cannot convert|no viable conversion|conversion from .* requested
#include "text/state_code.h"

ratione::StateCode example() {
#ifdef MUST_NOT_COMPILE
  ratione::StateCode state = "UKR";
#else
  ratione::StateCode state = ratione::StateCode::parse("UKR").value_or(ratione::StateCode());
#endif
  return state;
}
