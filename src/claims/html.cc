// The main text of a page, by gumbo (HTML5's own rules for what is broken), with
// the place of every byte in the input.
//
// Hostile pages: gumbo takes memory from an arena with an end, and how deeply tags
// nest is looked at before it parses, since its work grows with the depth.

#include <fmt/format.h>
#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <set>

#include "claims/article.h"
#include "errors/quoted.h"

namespace ratione::claims {

namespace {

constexpr int deepest = 1000;
constexpr int most_attributes = 1000;

class Arena {
 public:
  explicit Arena(std::size_t most) : left_(most) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    while (first_ != nullptr) {
      Block* next = first_->next;
      std::free(first_);
      first_ = next;
    }
  }

  // Does not come back when nothing is left: gumbo does not look.
  void* take(std::size_t bytes) {
    bytes = (bytes + 15) & ~std::size_t{15};
    if (bytes > room_) {
      std::size_t size = std::max<std::size_t>(bytes, 1u << 20);
      void* block = size > left_ ? nullptr : std::malloc(sizeof(Block) + size);
      if (block == nullptr) std::longjmp(out_of_it, 1);
      left_ -= size;
      Block* made = static_cast<Block*>(block);
      made->next = first_;
      first_ = made;
      at_ = reinterpret_cast<char*>(made + 1);
      room_ = size;
    }
    void* given = at_;
    at_ += bytes;
    room_ -= bytes;
    return given;
  }

  std::jmp_buf out_of_it;

 private:
  struct alignas(16) Block {
    Block* next;
  };
  Block* first_ = nullptr;
  char* at_ = nullptr;
  std::size_t room_ = 0;
  std::size_t left_;
};

void* taken(void* arena, std::size_t bytes) { return static_cast<Arena*>(arena)->take(bytes); }
void kept(void*, void*) {}  // all goes with the arena

// Null: the page needs more memory than is given to it. Nothing with a destructor
// lives here, since longjmp passes over it.
const GumboOutput* parsed(std::string_view bytes, Arena* arena) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = taken;
  options.deallocator = kept;
  options.userdata = arena;
  options.max_errors = 0;
  if (setjmp(arena->out_of_it) != 0) return nullptr;
  return gumbo_parse_with_options(&options, bytes.data(), bytes.size());
}

// How deep tags may nest at most: those that HTML closes by itself do not count.
int nesting(std::string_view bytes) {
  static constexpr std::array<std::string_view, 32> passed = {
      "area",  "base",     "br",       "col",   "embed", "hr", "img",   "input",
      "link",  "meta",     "source",   "track", "wbr",   "p",  "li",    "dd",
      "dt",    "option",   "optgroup", "tr",    "td",    "th", "tbody", "thead",
      "tfoot", "colgroup", "html",     "head",  "body",  "rp", "rt",    "param"};
  int depth = 0, most = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (bytes[i] != '<') continue;
    bool closes = bytes[i + 1] == '/';
    std::size_t at = i + (closes ? 2 : 1);
    std::array<char, 12> name{};
    std::size_t length = 0;
    while (at < bytes.size() && length < name.size()) {
      char c = bytes[at];
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))) break;
      name[length++] = c;
      ++at;
    }
    if (length == 0) continue;
    std::string_view word(name.data(), length);
    if (std::find(passed.begin(), passed.end(), word) != passed.end()) continue;
    depth = closes ? std::max(0, depth - 1) : depth + 1;
    most = std::max(most, depth);
  }
  return most;
}

// How many attributes a tag may have at most: gumbo compares each with all before it.
int attributes(std::string_view bytes) {
  int most = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    const char first = bytes[i + 1];
    const bool name = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    if (bytes[i] != '<' || !name) continue;
    int count = 0;
    bool space = false;
    for (++i; i < bytes.size() && bytes[i] != '>'; ++i) {
      const char c = bytes[i];
      if ((c == '"' || c == '\'') && bytes[i - 1] == '=') {
        i = std::min(bytes.find(c, i + 1), bytes.size() - 1);
        space = true;
        continue;
      }
      const bool parts = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/';
      if (space && !parts) ++count;
      space = parts;
    }
    most = std::max(most, count);
  }
  return most;
}

// What is inside is for browsers without scripts, and HTML lets it end the head.
std::string without_noscript(std::string_view bytes) {
  std::string out(bytes);
  std::string small(bytes);
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (std::size_t at = small.find("<noscript"); at != small.npos;) {
    const std::size_t end = std::min(small.find("</noscript", at), small.size());
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(at),
              out.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    at = small.find("<noscript", end);
  }
  return out;
}

bool is_skipped(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_OBJECT:
      return true;
    default:
      return false;
  }
}

bool is_inline(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_A:
    case GUMBO_TAG_ABBR:
    case GUMBO_TAG_B:
    case GUMBO_TAG_BDI:
    case GUMBO_TAG_BDO:
    case GUMBO_TAG_CITE:
    case GUMBO_TAG_CODE:
    case GUMBO_TAG_EM:
    case GUMBO_TAG_FONT:
    case GUMBO_TAG_I:
    case GUMBO_TAG_MARK:
    case GUMBO_TAG_Q:
    case GUMBO_TAG_S:
    case GUMBO_TAG_SMALL:
    case GUMBO_TAG_SPAN:
    case GUMBO_TAG_STRONG:
    case GUMBO_TAG_SUB:
    case GUMBO_TAG_SUP:
    case GUMBO_TAG_TIME:
    case GUMBO_TAG_U:
    case GUMBO_TAG_INS:
    case GUMBO_TAG_DEL:
    case GUMBO_TAG_WBR:
      return true;
    default:
      return false;
  }
}

// By the words of its class and id: what stands around an article.
bool is_around(const GumboElement& element) {
  static constexpr std::array<std::string_view, 22> words = {
      "share",       "sharing",     "social",    "related",    "advert",   "advertisement",
      "ad",          "ads",         "promo",     "newsletter", "nav",      "menu",
      "breadcrumb",  "breadcrumbs", "cookie",    "sidebar",    "comments", "caption",
      "recommended", "subscribe",   "sponsored", "hidden"};
  for (const char* name : {"class", "id", "role", "aria-hidden", "hidden", "style"}) {
    const GumboAttribute* attribute = gumbo_get_attribute(&element.attributes, name);
    if (attribute == nullptr) continue;
    std::string_view which(name);
    if (which == "hidden") return true;
    std::string_view value(attribute->value);
    if (which == "aria-hidden") {
      if (value == "true") return true;
      continue;
    }
    if (which == "style") {
      std::string plain;
      for (char c : value) {
        if (c != ' ') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      }
      if (plain.find("display:none") != plain.npos || plain.find("visibility:hidden") != plain.npos)
        return true;
      continue;
    }
    if (which == "role") {
      if (value == "navigation" || value == "complementary" || value == "banner") return true;
      continue;
    }
    while (!value.empty()) {
      std::size_t end = value.find_first_of(" -_");
      std::string word(value.substr(0, end));
      std::transform(word.begin(), word.end(), word.begin(),
                     [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
      if (std::find(words.begin(), words.end(), word) != words.end()) return true;
      if (end == std::string_view::npos) break;
      value.remove_prefix(end + 1);
    }
  }
  return false;
}

class TextOf {
 public:
  explicit TextOf(std::string_view bytes) : bytes_(bytes) {}

  Article read(const GumboNode* root) {
    days_of(root);
    const GumboNode* main = main_of(root);
    walk(main);
    end_block();
    return std::move(article_);
  }

 private:
  struct Step {
    const GumboNode* node;
    unsigned next = 0;
    bool in_link = false;
  };

  template <class Enter, class Leave>
  static void each(const GumboNode* root, Enter enter, Leave leave) {
    std::vector<Step> stack{{root}};
    if (!enter(root)) return;
    while (!stack.empty()) {
      Step& step = stack.back();
      const GumboVector* children = nullptr;
      if (step.node->type == GUMBO_NODE_ELEMENT || step.node->type == GUMBO_NODE_TEMPLATE) {
        children = &step.node->v.element.children;
      } else if (step.node->type == GUMBO_NODE_DOCUMENT) {
        children = &step.node->v.document.children;
      }
      if (children == nullptr || step.next >= children->length) {
        leave(step.node);
        stack.pop_back();
        continue;
      }
      const GumboNode* child = static_cast<const GumboNode*>(children->data[step.next++]);
      if (enter(child)) stack.push_back({child});
    }
  }

  static std::size_t letters(const GumboNode* root) {
    std::size_t count = 0;
    each(
        root,
        [&](const GumboNode* node) {
          if (node->type == GUMBO_NODE_TEXT) count += node->v.text.original_text.length;
          return node->type != GUMBO_NODE_ELEMENT || !is_skipped(node->v.element.tag);
        },
        [](const GumboNode*) {});
    return count;
  }

  // The article with the most text; else what is marked as main; else all.
  static const GumboNode* main_of(const GumboNode* root) {
    const GumboNode* article = nullptr;
    const GumboNode* main = nullptr;
    std::size_t most = 0;
    each(
        root,
        [&](const GumboNode* node) {
          if (node->type != GUMBO_NODE_ELEMENT) return true;
          if (node->v.element.tag == GUMBO_TAG_ARTICLE) {
            std::size_t count = letters(node);
            if (count > most) {
              most = count;
              article = node;
            }
            return false;
          }
          if (node->v.element.tag == GUMBO_TAG_MAIN && main == nullptr) main = node;
          return true;
        },
        [](const GumboNode*) {});
    if (article != nullptr && most > 200) return article;
    return main != nullptr ? main : root;
  }

  void days_of(const GumboNode* root) {
    each(
        root,
        [&](const GumboNode* node) {
          if (node->type != GUMBO_NODE_ELEMENT) return true;
          const GumboVector* attributes = &node->v.element.attributes;
          const char* value = nullptr;
          if (node->v.element.tag == GUMBO_TAG_META) {
            for (const char* name : {"property", "name", "itemprop"}) {
              const GumboAttribute* which = gumbo_get_attribute(attributes, name);
              if (which == nullptr) continue;
              std::string_view word(which->value);
              if (word == "article:published_time" || word == "datePublished" || word == "date" ||
                  word == "article:modified_time" || word == "dateModified") {
                const GumboAttribute* content = gumbo_get_attribute(attributes, "content");
                if (content != nullptr) value = content->value;
              }
            }
          } else if (node->v.element.tag == GUMBO_TAG_TIME) {
            const GumboAttribute* day = gumbo_get_attribute(attributes, "datetime");
            if (day != nullptr) value = day->value;
          }
          if (value != nullptr && article_.published.size() < 4096) {
            article_.published += std::string(value).substr(0, 10) + "\n";
          }
          return true;
        },
        [](const GumboNode*) {});
  }

  void walk(const GumboNode* main) {
    int links = 0;
    each(
        main,
        [&](const GumboNode* node) {
          switch (node->type) {
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
              add(node->v.text, links > 0);
              return false;
            case GUMBO_NODE_ELEMENT: {
              const GumboElement& element = node->v.element;
              if (is_skipped(element.tag)) return false;
              if (node != main && is_around(element)) return false;
              if (!is_inline(element.tag)) end_block();
              if (element.tag == GUMBO_TAG_A) ++links;
              return true;
            }
            case GUMBO_NODE_COMMENT:
            case GUMBO_NODE_TEMPLATE:
              return false;
            case GUMBO_NODE_DOCUMENT:
              return true;
          }
          return false;
        },
        [&](const GumboNode* node) {
          if (node->type != GUMBO_NODE_ELEMENT) return;
          if (node->v.element.tag == GUMBO_TAG_A) --links;
          if (!is_inline(node->v.element.tag)) end_block();
        });
  }

  // The decoded text beside what stands in the input: a character reference is
  // longer there.
  void add(const GumboText& text, bool in_link) {
    std::string_view raw(text.original_text.data, text.original_text.length);
    if (text.original_text.data == nullptr) return;
    std::size_t input = static_cast<std::size_t>(text.original_text.data - bytes_.data());
    if (input > bytes_.size()) return;
    std::string_view decoded(text.text);
    std::size_t r = 0;
    bool moved = true;
    for (std::size_t d = 0; d < decoded.size();) {
      if (moved) {
        article_.pieces.push_back({static_cast<std::uint32_t>(article_.text.size()),
                                   static_cast<std::uint32_t>(input + std::min(r, raw.size()))});
        moved = false;
      }
      int length = std::max(1, utf8_length(decoded.substr(d, 4)));
      std::string_view letter = decoded.substr(d, static_cast<std::size_t>(length));
      article_.text += letter == "\n" || letter == "\t" || letter == "\r" ? " " : letter;
      if (in_link) linked_ += letter.size();
      d += letter.size();
      std::size_t reference = reference_at(raw, r);
      // A reference that HTML does not know stays as it is.
      if (letter == "&" && !is_ampersand(raw.substr(std::min(r, raw.size())))) reference = 0;
      if (reference > 0) {
        r += reference;
        moved = true;
      } else if (raw.substr(r).starts_with("\r\n")) {
        r += 2;
        moved = true;
      } else {
        r += letter.size();
      }
      if (r > raw.size()) {
        r = raw.size();
        moved = true;
      }
    }
  }
  static bool is_ampersand(std::string_view raw) {
    return raw.starts_with("&amp;") || raw.starts_with("&AMP;") || raw.starts_with("&#38;") ||
           raw.starts_with("&#x26;") || raw.starts_with("&#X26;");
  }
  static std::size_t reference_at(std::string_view raw, std::size_t at) {
    if (at >= raw.size() || raw[at] != '&') return 0;
    std::size_t end = raw.find(';', at);
    if (end == std::string_view::npos || end - at > 32) return 0;
    for (std::size_t i = at + 1; i < end; ++i) {
      char c = raw[i];
      bool may =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
      if (!may) return 0;
    }
    return end - at + 1;
  }

  // A block that is mostly links, or that was there before (a caption under each
  // picture), is taken out again.
  void end_block() {
    std::string_view block = std::string_view(article_.text).substr(block_);
    std::size_t first = block.find_first_not_of(' ');
    bool out = first == std::string_view::npos;
    if (!out) {
      out = linked_ * 10 > (block.size() - first) * 7;
      if (!out && block.size() < 2000) out = !seen_.insert(std::string(block.substr(first))).second;
    }
    if (out) {
      article_.text.resize(block_);
      while (!article_.pieces.empty() && article_.pieces.back().text >= block_)
        article_.pieces.pop_back();
    } else {
      article_.text += "\n\n";
    }
    block_ = article_.text.size();
    linked_ = 0;
  }

  std::string_view bytes_;
  Article article_;
  std::size_t block_ = 0;
  std::size_t linked_ = 0;
  std::set<std::string> seen_;
};

}  // namespace

Result<Article> read_html(std::string_view bytes, std::string_view file) {
  if (nesting(bytes) > deepest) {
    return fail(Code::text_too_large, {std::string(file), 0, 0, ""},
                fmt::format("the tags nest deeper than {}; give the article's text.", deepest));
  }
  if (attributes(bytes) > most_attributes) {
    return fail(Code::text_too_large, {std::string(file), 0, 0, ""},
                fmt::format("a tag has more than {} attributes; give the article's text.",
                            most_attributes));
  }
  const std::string page = without_noscript(bytes);
  Arena arena((std::size_t{64} << 20) + page.size() * 40);
  const GumboOutput* output = parsed(page, &arena);
  if (output == nullptr) {
    return fail(Code::text_too_large, {std::string(file), 0, 0, ""},
                "the page needs more memory than is given to one; give the article's text.");
  }
  Article article = TextOf(page).read(output->document);
  article.input_size = static_cast<std::uint32_t>(page.size());
  // A page without text has pieces to show for it.
  if (article.pieces.empty()) article.pieces.push_back({0, 0});
  return article;
}

}  // namespace ratione::claims
