#include "answers/explain.h"

#include "answers/proof_forms.h"

namespace ratione::answers {

Json json_of(Desk& desk, const ExplainAnswer& answer) {
  Json whole = json_of(desk, answer.assessed);
  return Json{{"question", whole["question"]},
              {"known", whole["known"]},
              {"conclusion", whole["conclusion"]},
              {"drawn", drawn(answer.assessed.verdict.proof, answer.assessed.instrument->slug, {})},
              {"proof", whole["proof"]},
              {"made_with", whole["made_with"]}};
}

}  // namespace ratione::answers
