// An article of any bytes, as text, HTML and Markdown: sentences whose bytes lie in
// the input, or an error with a sentence, never a crash.
#include <cstdint>
#include <string_view>

#include "claims/article.h"
#include "claims_english.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace ratione::claims;
  using ratione::fuzz::check;
  using ratione::fuzz::english;
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  for (TextForm form : {TextForm::plain, TextForm::html, TextForm::markdown}) {
    auto article = read_article(text, "fuzz", form);
    if (!article) {
      check(!article.error().says.empty());
      continue;
    }
    split(*article, english());
    std::uint32_t last = 0;
    for (const Sentence& sentence : article->sentences) {
      check(sentence.from >= last && sentence.from < sentence.to &&
            sentence.to <= article->text.size());
      last = sentence.to;
      check(article->input_offset(sentence.from) <= size);
      check(article->input_offset(sentence.to - 1) <= size);
    }
  }
  return 0;
}
