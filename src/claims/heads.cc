#include "claims/heads.h"

#include <algorithm>

namespace ratione::claims {

namespace {

class Matcher {
 public:
  Matcher(const Scene& scene, const Frame& frame) : scene_(scene), frame_(frame) {}

  // The end of the match that begins at a token; 0: none. A pattern is short and
  // gaps are bounded, so the work is too.
  std::uint32_t match(std::uint32_t at) {
    steps_ = 0;
    return match(0, at);
  }

 private:
  std::uint32_t match(std::size_t k, std::uint32_t at) {
    if (++steps_ > 400) return 0;
    if (k == frame_.pattern.size()) return at;
    const Element& element = frame_.pattern[k];
    if (element.kind == Element::Kind::gap) {
      for (int skipped = 0; skipped <= element.most && at < scene_.to(); ++skipped, ++at) {
        if (std::uint32_t end = match(k + 1, at); end > 0) return end;
        const Token& token = scene_.token(at);
        if (token.kind == Token::Kind::mark &&
            (token.mark != ',' ? token.mark != '"' : element.most < 10)) {
          return 0;
        }
      }
      return 0;
    }
    std::uint32_t best = 0;
    if (at < scene_.to()) {
      each_end(element, at, [&](std::uint32_t end) {
        if (best == 0) best = match(k + 1, end);
      });
    }
    if (best == 0 && element.optional) best = match(k + 1, at);
    return best;
  }

  template <class Take>
  void each_end(const Element& element, std::uint32_t at, Take take) {
    const Token& token = scene_.token(at);
    switch (element.kind) {
      case Element::Kind::treaty: {
        std::uint32_t from = at;
        if (token.word != 0 && scene_.treaty_at(at) == nullptr && at + 1 < scene_.to() &&
            is_article(at)) {
          ++from;
        }
        const Treaty* treaty = from < scene_.to() ? scene_.treaty_at(from) : nullptr;
        if (treaty != nullptr && treaty->from == from) return take(treaty->to);
        break;
      }
      case Element::Kind::state: {
        const Actors* actors = scene_.actors_at(at);
        std::uint32_t from = at;
        if (actors == nullptr && is_article(at) && at + 1 < scene_.to()) {
          from = at + 1;
          actors = scene_.actors_at(from);
        }
        if (actors != nullptr && actors->from == from) take(actors->to);
        return;
      }
      case Element::Kind::organ: {
        const OrganNamed* organ = scene_.organ_at(at);
        if (organ != nullptr && organ->from == at) take(organ->to);
        return;
      }
      default:
        break;
    }
    for (WordId word : element.words) {
      if (token.word == word && token.kind == Token::Kind::word) return take(at + 1);
      if (token.kind == Token::Kind::possessive && word == possessive()) return take(at + 1);
    }
    for (ClassId group : element.classes) {
      if (std::uint32_t length = scene_.has(at, group); length > 0) take(at + length);
    }
  }

  bool is_article(std::uint32_t at) const {
    std::string_view word = scene_.text_of(at);
    return word == "the" || word == "this" || word == "that" || word == "The" || word == "a";
  }
  WordId possessive() const { return scene_.language().vocabulary().find("'s"); }

  const Scene& scene_;
  const Frame& frame_;
  int steps_ = 0;
};

}  // namespace

std::vector<Head> heads_of(const Scene& scene) {
  std::vector<Head> out;
  const Language& language = scene.language();
  const WordId possessive = language.vocabulary().find("'s");
  for (std::uint32_t i = scene.from(); i < scene.to();) {
    if (const Treaty* treaty = scene.treaty_at(i); treaty != nullptr && treaty->explicit_name) {
      i = treaty->to;
      continue;
    }
    std::uint32_t best = 0;
    const Frame* of = nullptr;
    auto attempt = [&](std::uint32_t index) {
      const Frame& frame = language.frames()[index];
      std::uint32_t end = Matcher(scene, frame).match(i);
      if (end > best) {
        best = end;
        of = &frame;
      }
    };
    const Token& token = scene.token(i);
    WordId word = token.kind == Token::Kind::possessive ? possessive
                  : token.kind == Token::Kind::word     ? token.word
                                                        : 0;
    if (word != 0) {
      for (std::uint32_t index : language.frames_at(word)) attempt(index);
      scene.marks_at(i, [&](const Mark& mark) {
        if (mark.group == 0) return;
        for (std::uint32_t index : language.frames_of(mark.group)) attempt(index);
      });
    }
    if (of == nullptr) {
      ++i;
      continue;
    }
    out.push_back({i, best, of});
    i = best;
  }
  return out;
}

}  // namespace ratione::claims
