#include "claims/evaluate.h"

#include <algorithm>
#include <map>

#include "claims/article.h"
#include "claims/find.h"
#include "text/csv.h"

namespace ratione::claims {

namespace {

// An article as it was read, with what was found, sentence by sentence.
struct Answered {
  Article article;
  std::vector<Answer> answers;
};

Result<Answered> answered(const std::string& text, std::string_view file, Day dated,
                          const Language& language, Checker& checker) {
  Result<Article> article = read_article(text, file, TextForm::plain);
  if (!article) return tl::unexpected<Error>(article.error());
  split(*article, language);
  const Found found = find_claims(*article, language, dated);
  Answered out{std::move(*article), {}};
  out.answers.resize(out.article.sentences.size());
  for (std::uint32_t sentence : found.not_checked) out.answers[sentence].not_checked = true;
  for (const Claim& claim : found.claims) {
    Answer& answer = out.answers[claim.sentence];
    std::optional<Checked> checked = checker.check(claim, dated);
    if (!checked) {
      answer.not_checked = answer.said.empty() && claim.named;
      continue;
    }
    answer.not_checked = false;
    answer.said.push_back({std::string(word_of(checked->act)), checked->verdict, checked->reason});
  }
  return out;
}

Answer joined(const Answered& article, std::size_t from, std::size_t to) {
  Answer all;
  for (std::size_t i = from; i < to; ++i) {
    const Answer& each = article.answers[i];
    all.not_checked = all.not_checked || each.not_checked;
    all.said.insert(all.said.end(), each.said.begin(), each.said.end());
  }
  return all;
}

Answer answer_to(const Label& label, const Answered& article) {
  const std::vector<Sentence>& sentences = article.article.sentences;
  const std::size_t at = article.article.text.find(label.sentence);
  if (at != std::string::npos) {
    const std::size_t end = at + label.sentence.size();
    std::size_t from = 0;
    while (from < sentences.size() && sentences[from].to <= at) ++from;
    std::size_t to = from;
    while (to < sentences.size() && sentences[to].from < end) ++to;
    return joined(article, from, to);
  }
  const std::size_t number = static_cast<std::size_t>(std::max(label.number, 0));
  return number >= 1 && number <= sentences.size() ? article.answers[number - 1] : Answer{};
}

}  // namespace

Results<std::vector<Answer>> answers_to(const std::vector<Label>& labels, const std::string& folder,
                                        const Language& language, Checker& checker) {
  std::map<std::string, Answered> articles;
  std::vector<Answer> out;
  for (const Label& label : labels) {
    if (label.file.empty()) {
      Result<Answered> alone = answered(label.sentence, label.id, label.dated, language, checker);
      if (!alone) return tl::unexpected<Errors>(Errors{alone.error()});
      out.push_back(joined(*alone, 0, alone->answers.size()));
      continue;
    }
    auto [it, added] = articles.try_emplace(label.file);
    if (added) {
      const std::string path = folder.empty() ? label.file : folder + "/" + label.file;
      Result<std::string> text = read_file(path, max_article_bytes);
      if (!text) return tl::unexpected<Errors>(Errors{text.error()});
      Result<Answered> read = answered(*text, path, label.dated, language, checker);
      if (!read) return tl::unexpected<Errors>(Errors{read.error()});
      it->second = std::move(*read);
    }
    out.push_back(answer_to(label, it->second));
  }
  return out;
}

}  // namespace ratione::claims
