// The rows of a table know their table, so a table is moved, never copied.
// says: deleted
#include <utility>

#include "text/csv.h"

ratione::Csv example(ratione::Csv& table) {
#ifdef MUST_NOT_COMPILE
  return table;
#else
  return std::move(table);
#endif
}
