#include "claims/claim.h"

#include <algorithm>
#include <array>

namespace ratione::claims {

namespace {
constexpr std::array<std::string_view, 20> words = {"signature",
                                                    "ratification",
                                                    "accession",
                                                    "join",
                                                    "withdrawal_notice",
                                                    "withdrawal_effective",
                                                    "withdrawal_announced",
                                                    "withdrawal_revoked",
                                                    "intent_not_to_become_party",
                                                    "declaration",
                                                    "non_party",
                                                    "non_signatory",
                                                    "party",
                                                    "jurisdiction",
                                                    "referral",
                                                    "veto",
                                                    "count_parties",
                                                    "count_signatories",
                                                    "entry_into_force",
                                                    "none"};
}  // namespace

std::string_view word_of(ActWord act) { return words[static_cast<std::size_t>(act)]; }

std::optional<ActWord> act_word(std::string_view text) {
  auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return std::nullopt;
  return static_cast<ActWord>(found - words.begin());
}

}  // namespace ratione::claims
