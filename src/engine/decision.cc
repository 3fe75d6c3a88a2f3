#include "engine/decision.h"

#include <algorithm>

namespace ratione {
namespace {

const Proof* barring(const Proof& proof) {
  if (proof.kind == Proof::Kind::exception && proof.value == Truth::yes) return &proof;
  for (const Proof& each : proof.because) {
    if (const Proof* found = barring(each)) return found;
  }
  return nullptr;
}

bool rests_on_unconfirmed(const Proof& proof) {
  return proof.unconfirmed ||
         std::any_of(proof.because.begin(), proof.because.end(), rests_on_unconfirmed);
}

}  // namespace

Decision decision_of(Verdict verdict) {
  Decision out;
  if (const Proof* bar = barring(verdict.proof)) out.bar = Bar{bar->rule, bar->cites};
  out.unconfirmed = rests_on_unconfirmed(verdict.proof);
  out.verdict = std::move(verdict);
  out.verdict.proof = Proof{};
  return out;
}

}  // namespace ratione
