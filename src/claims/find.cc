#include "claims/find.h"

#include "claims/sentence_reader.h"

namespace ratione::claims {

Found find_claims(const Article& article, const Language& language, Day dated) {
  Found found;
  Remembered memory;
  const std::vector<Sentence>& sentences = article.sentences;
  for (std::uint32_t i = 0; i < sentences.size();) {
    std::uint32_t end = i;
    bool telling = false;
    while (end < sentences.size() && sentences[end].paragraph == sentences[i].paragraph) {
      telling = telling || sentences[end].telling;
      ++end;
    }
    for (; i < end; ++i) {
      if (telling) SentenceReader(article, language, dated, memory, i, found).read();
    }
  }
  return found;
}

}  // namespace ratione::claims
