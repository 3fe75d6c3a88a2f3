// File: effects/legal_effect.h
//
// Whether acts have a legal effect: in one word, from all that two records differ in.
//
//   Conclusion effect = legal_effect(law, difference, verdicts);
//
// yes: something differs whatever is read into the law and whatever is found; no:
// nothing does; disputed: something differs by some readings and nothing by others;
// undetermined: it depends on a finding about the acts that nobody has answered.
#pragma once

#include "effects/difference.h"
#include "effects/verdict_classes.h"

namespace ratione {

Conclusion legal_effect(const Law& law, const Difference& difference,
                        const VerdictsMoved& verdicts);

}  // namespace ratione
