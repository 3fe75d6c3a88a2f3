#include "claims/find.h"

#include "claims/sentence_reader.h"

namespace ratione::claims {

namespace {

// "WASHINGTON, May 6 - ...": the day on which it was written, of which "today" speaks. It
// may be printed some days later.
Day written_on(const Article& article, const Language& language, Day dated) {
  for (std::size_t k = 0; k < std::min<std::size_t>(article.sentences.size(), 4); ++k) {
    const Sentence& sentence = article.sentences[k];
    std::uint32_t dash = sentence.first_token;
    const std::uint32_t end = std::min(sentence.last_token, dash + 10);
    while (dash < end && !article.tokens[dash].is('-')) ++dash;
    if (dash >= end || !article.tokens[sentence.first_token].capitals) continue;
    Scene scene(language, article.text, article.tokens, sentence.first_token, dash);
    for (const Dated& each : scene.days(dated, false, std::nullopt)) {
      const std::int64_t late = dated - each.days.lo;
      if (each.days.certain() && late >= 0 && late <= 3) return each.days.lo;
    }
  }
  return dated;
}

// What the headline is about, where it does not name it: the treaty that the report
// names first.
std::string first_named(const Article& article, const Language& language) {
  for (std::size_t k = 0; k < std::min<std::size_t>(article.sentences.size(), 6); ++k) {
    const Sentence& sentence = article.sentences[k];
    Scene scene(language, article.text, article.tokens, sentence.first_token, sentence.last_token);
    for (const Treaty& treaty : scene.treaties()) {
      if (treaty.explicit_name && !language.is_elsewhere(treaty.instrument)) {
        return treaty.instrument;
      }
    }
  }
  return "";
}

}  // namespace

Found find_claims(const Article& article, const Language& language, Day dated) {
  Found found;
  Remembered memory;
  memory.instrument = first_named(article, language);
  const std::vector<Sentence>& sentences = article.sentences;
  const Day written = written_on(article, language, dated);
  for (std::uint32_t i = 0; i < sentences.size();) {
    std::uint32_t end = i;
    bool telling = false;
    while (end < sentences.size() && sentences[end].paragraph == sentences[i].paragraph) {
      telling = telling || sentences[end].telling;
      ++end;
    }
    for (; i < end; ++i) {
      if (telling) SentenceReader(article, language, written, memory, i, found).read();
    }
  }
  return found;
}

}  // namespace ratione::claims
