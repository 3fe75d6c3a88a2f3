#include "calendar/span.h"

namespace ratione {

std::string Span::words() const {
  if (empty()) return "no day";
  bool since_ever = from == Day::first();
  bool runs_on = until == Day::never();
  if (since_ever && runs_on) return "always";
  if (runs_on) return "from " + from.iso();
  if (since_ever) return "up to " + until.previous().iso();
  if (days() == 1) return from.iso();
  return from.iso() + " to " + until.previous().iso();
}

}  // namespace ratione
