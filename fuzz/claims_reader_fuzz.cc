// An article of any bytes, as text, HTML and Markdown: sentences whose bytes lie in
// the input, or an error with a sentence, never a crash.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "claims/article.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

const ratione::claims::Language& english() {
  static const ratione::claims::Language language = [] {
    auto record = ratione::Record::load(RATIONE_SOURCE_DIR "/record");
    check(record.has_value());
    auto read = ratione::claims::Language::load(RATIONE_SOURCE_DIR "/claims/en", *record);
    check(read.has_value());
    return std::move(*read);
  }();
  return language;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace ratione::claims;
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
