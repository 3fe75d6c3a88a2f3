#include "engine/decision.h"

namespace ratione {

namespace {

constexpr int deepest = 40;

const Proof* barring(const Proof& proof, int depth = 0) {
  if (proof.kind == Proof::Kind::exception && proof.value == Truth::yes) return &proof;
  if (depth > deepest) return nullptr;
  for (const Proof& each : proof.because) {
    if (const Proof* found = barring(each, depth + 1)) return found;
  }
  return nullptr;
}

}  // namespace

Decision decision_of(Verdict verdict) {
  Decision out;
  out.unconfirmed = rests_on_unconfirmed(verdict.proof);
  if (verdict.conclusion == Conclusion::no) {
    if (const Proof* found = barring(verdict.proof)) {
      out.barred = Decision::Barred{found->rule, found->cites};
    }
  }
  out.verdict = std::move(verdict);
  out.verdict.proof = Proof{};
  return out;
}

}  // namespace ratione
