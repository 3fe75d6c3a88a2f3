// File: claims/find.h
//
// What the sentences of an article claim: who did or is what, to what, when.
//
//   Found found = find_claims(article, language, dated);
//
// Guarantees: linear in the article; plans, questions and hypotheses give no
// claim; a sentence that names a treaty, a court or an organ and is not understood
// is in `not_checked`. How it reads: docs/claims.md.
#pragma once

#include <vector>

#include "claims/article.h"
#include "claims/claim.h"

namespace ratione::claims {

struct Found {
  std::vector<Claim> claims;               // by sentence
  std::vector<std::uint32_t> not_checked;  // sentences
};

Found find_claims(const Article& article, const Language& language, Day dated);

}  // namespace ratione::claims
