// The text of Markdown, by md4c, with the place of every byte in the input.

#include <md4c.h>

#include "claims/article.h"

namespace ratione::claims {

namespace {

struct TextOf {
  std::string_view bytes;
  Article article;
  int code = 0;

  void end_block() {
    if (!article.text.empty() && !article.text.ends_with("\n\n")) article.text += "\n\n";
  }
};

int enter_block(MD_BLOCKTYPE type, void*, void* of) {
  TextOf& out = *static_cast<TextOf*>(of);
  if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) ++out.code;
  out.end_block();
  return 0;
}
int leave_block(MD_BLOCKTYPE type, void*, void* of) {
  TextOf& out = *static_cast<TextOf*>(of);
  if (type == MD_BLOCK_CODE || type == MD_BLOCK_HTML) --out.code;
  out.end_block();
  return 0;
}
int span(MD_SPANTYPE, void*, void*) { return 0; }

int text(MD_TEXTTYPE type, const MD_CHAR* at, MD_SIZE size, void* of) {
  TextOf& out = *static_cast<TextOf*>(of);
  if (out.code > 0 || type == MD_TEXT_HTML || type == MD_TEXT_CODE) return 0;
  if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR) {
    out.article.text += ' ';
    return 0;
  }
  const char* begin = out.bytes.data();
  if (at >= begin && at < begin + out.bytes.size()) {
    out.article.pieces.push_back({static_cast<std::uint32_t>(out.article.text.size()),
                                  static_cast<std::uint32_t>(at - begin)});
  }
  out.article.text += type == MD_TEXT_NULLCHAR ? std::string_view(" ") : std::string_view(at, size);
  return 0;
}

}  // namespace

Result<Article> read_markdown(std::string_view bytes, std::string_view file) {
  TextOf out;
  out.bytes = bytes;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_NOHTMLBLOCKS | MD_FLAG_NOHTMLSPANS;
  parser.enter_block = enter_block;
  parser.leave_block = leave_block;
  parser.enter_span = span;
  parser.leave_span = span;
  parser.text = text;
  if (md_parse(bytes.data(), static_cast<MD_SIZE>(bytes.size()), &parser, &out) != 0) {
    return fail(Code::text_too_large, {std::string(file), 0, 0, ""},
                "the Markdown could not be read; give the article as plain text.");
  }
  out.article.input_size = static_cast<std::uint32_t>(bytes.size());
  if (out.article.pieces.empty()) out.article.pieces.push_back({0, 0});
  return std::move(out.article);
}

}  // namespace ratione::claims
