// A State is compared with a State: text in lower case would be none.
// says: no match for .operator==|invalid operands to binary expression
#include "text/state_code.h"

bool example(ratione::StateCode state) {
#ifdef MUST_NOT_COMPILE
  return state == "UKR";
#else
  return state == ratione::StateCode::parse("UKR");
#endif
}
