#include "engine/decision.h"

namespace ratione {

Decision decision_of(Verdict verdict) {
  Decision out;
  out.unconfirmed = rests_on_unconfirmed(verdict.proof);
  out.verdict = std::move(verdict);
  out.verdict.proof = Proof{};
  return out;
}

}  // namespace ratione
