// Any text on any day: claims whose bytes lie in their sentence, never a crash. The
// first two bytes choose the day of the report.
#include <cstdint>
#include <string_view>

#include "claims/find.h"
#include "claims_english.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace ratione;
  using namespace ratione::claims;
  using ratione::fuzz::check;
  using ratione::fuzz::english;
  if (size < 2) return 0;
  auto dated = Day::from_number((bytes[0] * 256 + bytes[1]) * 45 - 719162);
  if (!dated) return 0;
  std::string_view text(reinterpret_cast<const char*>(bytes) + 2, size - 2);
  auto article = read_article(text, "fuzz", TextForm::plain);
  if (!article) return 0;
  split(*article, english());
  days_said(*article, english());
  Found found = find_claims(*article, english(), *dated);
  for (const Claim& claim : found.claims) {
    check(claim.sentence < article->sentences.size());
    check(claim.from <= claim.to && claim.to <= article->text.size());
    check(!claim.date || claim.date->lo <= claim.date->hi);
  }
  for (std::uint32_t sentence : found.not_checked) check(sentence < article->sentences.size());
  return 0;
}
