#include "answers/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "errors/quoted.h"
#include "report/html.h"
#include "text/csv.h"

namespace ratione::answers {

namespace c = ratione::claims;

namespace {

// Language, votes and checker for one question.
struct Reading {
  c::Language language;
  c::CouncilVotes votes;
  std::unique_ptr<c::Checker> checker;
};

template <class T>
T or_broken(Results<T> read) {
  if (!read) broken(read.error());
  return std::move(*read);
}

std::unique_ptr<Reading> reading_of(Desk& desk, const std::string& language) {
  if (language.empty() ||
      language.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != std::string::npos) {
    refuse(Code::value_not_taken,
           fmt::format("{} {} is no language; write the name of a folder of claims/.",
                       desk.word("language"), ratione::quoted(language)));
  }
  auto out = std::make_unique<Reading>();
  out->language = or_broken(
      c::Language::load(desk.folder("claims") + "/" + language, desk.record(), desk.atlas()));
  out->votes = or_broken(c::CouncilVotes::load(desk.folder("record") + "/votes"));
  out->checker = std::make_unique<c::Checker>(
      desk.law(), desk.record(), desk.atlas(), out->language, out->votes,
      [&desk](Day known, const LawInstrument& about) -> Engine& {
        return desk.engine(known, about);
      });
  return out;
}

Json days_json(const std::optional<DayRange>& days) {
  return days ? Json(day_words(days)) : Json(nullptr);
}

Json states_json(const std::vector<StateCode>& states) {
  Json out = Json::array();
  for (StateCode state : states) out.push_back(state.text());
  return out;
}

// A claim whose sign is not in its act.
std::string act_of(const c::Checked& checked) {
  if (checked.act != c::ActWord::join) return std::string(c::word_of(checked.act));
  return "accession";
}

std::uint32_t start_of(const ClaimsAnswer& answer, std::uint32_t sentence) {
  return answer.article.input_offset(answer.article.sentences[sentence].from);
}
std::uint32_t end_of(const ClaimsAnswer& answer, std::uint32_t sentence) {
  std::uint32_t to = answer.article.sentences[sentence].to;
  return to == 0 ? 0 : answer.article.input_offset(to - 1) + 1;
}
std::string sentence_of(const ClaimsAnswer& answer, std::uint32_t sentence) {
  return std::string(answer.article.of(answer.article.sentences[sentence]));
}

}  // namespace

std::string day_words(const std::optional<DayRange>& days) {
  if (!days) return "";
  if (days->certain()) return days->lo.iso();
  Ymd lo = days->lo.ymd(), hi = days->hi.ymd();
  if (lo.day == 1 && lo.year == hi.year && hi.day == days_in_month(hi.year, hi.month)) {
    if (lo.month == hi.month) return fmt::format("{:04}-{:02}", lo.year, lo.month);
    if (lo.month == 1 && hi.month == 12) return fmt::format("{:04}", lo.year);
  }
  return days->iso();
}

long ClaimsAnswer::count(c::Verdict verdict) const {
  return std::count_if(findings.begin(), findings.end(),
                       [&](const Finding& f) { return f.checked.verdict == verdict; });
}

ClaimsAnswer claims(Desk& desk, const ClaimsAsked& asked) {
  ClaimsAnswer answer;
  answer.file = asked.file;
  Result<c::Article> article =
      c::read_article(asked.bytes, asked.file, c::form_of(asked.file, asked.bytes));
  if (!article) broken({article.error()});
  answer.article = std::move(*article);
  std::unique_ptr<Reading> reading = reading_of(desk, asked.language);
  c::split(answer.article, reading->language);
  if (answer.article.sentences.empty()) {
    broken({Error{Code::not_text,
                  {asked.file, 0, 0, ""},
                  "there is no text in it; give the article as text, HTML or Markdown."}});
  }

  // The days of the markup, else those of the text.
  std::string_view lines = answer.article.published;
  while (!lines.empty()) {
    std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    Result<Day> day = Day::parse(line);
    if (day && std::find(answer.stamps.begin(), answer.stamps.end(), *day) == answer.stamps.end()) {
      answer.stamps.push_back(*day);
    }
  }
  if (!asked.dated.empty()) {
    answer.dated = desk.day(desk.word("dated"), asked.dated, std::nullopt);
  } else {
    if (answer.stamps.empty()) {
      std::vector<Day> said = c::days_said(answer.article, reading->language);
      if (!said.empty()) answer.stamps.push_back(said.front());
    }
    if (answer.stamps.empty()) {
      refuse(Code::undated, fmt::format("{} says no day of its own; say {}.",
                                        ratione::quoted(asked.file), desk.word("dated", "DAY")));
    }
    answer.dated = answer.stamps.front();
  }

  c::Found found = c::find_claims(answer.article, reading->language, answer.dated);
  answer.not_checked = std::move(found.not_checked);
  for (c::Claim& claim : found.claims) {
    std::optional<c::Checked> checked = reading->checker->check(claim, answer.dated);
    if (checked) {
      answer.findings.push_back({std::move(claim), std::move(*checked)});
    } else if (claim.named) {
      answer.not_checked.push_back(claim.sentence);
    }
  }
  std::sort(answer.not_checked.begin(), answer.not_checked.end());
  answer.not_checked.erase(std::unique(answer.not_checked.begin(), answer.not_checked.end()),
                           answer.not_checked.end());
  // Findings stand in the order of their sentences.
  std::erase_if(answer.not_checked, [&](std::uint32_t sentence) {
    return std::ranges::binary_search(
        answer.findings, sentence, {},
        [](const ClaimsAnswer::Finding& finding) { return finding.claim.sentence; });
  });
  std::vector<std::string> slugs;
  for (const ClaimsAnswer::Finding& finding : answer.findings) {
    const std::string& slug = finding.checked.instrument;
    if (std::find(slugs.begin(), slugs.end(), slug) != slugs.end()) continue;
    slugs.push_back(slug);
    const LawInstrument* law = desk.law().instrument(slug);
    if (law == nullptr) continue;
    std::string beyond = desk.beyond(*law, answer.dated, answer.dated);
    if (!beyond.empty()) answer.beyond.push_back(std::move(beyond));
  }
  return answer;
}

std::string summary_of(const ClaimsAnswer& answer) {
  std::vector<std::string> parts;
  for (c::Verdict verdict :
       {c::Verdict::true_, c::Verdict::true_only_that_day, c::Verdict::disputed,
        c::Verdict::misleading, c::Verdict::false_, c::Verdict::not_in_record}) {
    long count = answer.count(verdict);
    std::string word(c::word_of(verdict));
    std::replace(word.begin(), word.end(), '_', ' ');
    if (count > 0) parts.push_back(fmt::format("{} {}", count, word));
  }
  std::string out =
      answer.findings.empty()
          ? "No claim was found"
          : fmt::format("{} {} checked: {}", answer.findings.size(),
                        answer.findings.size() == 1 ? "claim" : "claims", joined(parts));
  out += fmt::format("; {} {} not checked.", answer.not_checked.size(),
                     answer.not_checked.size() == 1 ? "sentence" : "sentences");
  return out;
}

Json json_of(Desk& desk, const ClaimsAnswer& answer) {
  Json claims = Json::array();
  for (const ClaimsAnswer::Finding& finding : answer.findings) {
    const c::Claim& claim = finding.claim;
    const c::Checked& checked = finding.checked;
    Json evidence = Json::array();
    for (const std::string& id : checked.evidence) evidence.push_back(id);
    claims.push_back(
        Json{{"sentence", sentence_of(answer, claim.sentence)},
             {"start", start_of(answer, claim.sentence)},
             {"end", end_of(answer, claim.sentence)},
             {"actors", states_json(checked.actors)},
             {"act", act_of(checked)},
             {"negative", claim.negative},
             {"instrument", checked.instrument.empty() ? Json(nullptr) : Json(checked.instrument)},
             {"organ", claim.organ.empty() ? Json(nullptr) : Json(claim.organ)},
             {"date", days_json(claim.date)},
             {"count", claim.count > 0 ? Json(claim.count) : Json(nullptr)},
             {"verdict", std::string(c::word_of(checked.verdict))},
             {"reason", checked.reason},
             {"correction", checked.correction.empty() ? Json(nullptr) : Json(checked.correction)},
             {"today", checked.today.empty() ? Json(nullptr) : Json(checked.today)},
             {"error_class", checked.error_class == c::ErrorClass::none
                                 ? Json(nullptr)
                                 : Json(std::string(c::word_of(checked.error_class)))},
             {"quoted", claim.quoted},
             {"citation", cited(checked.cites, checked.instrument)},
             {"evidence", std::move(evidence)}});
  }
  Json left = Json::array();
  for (std::uint32_t sentence : answer.not_checked) {
    left.push_back(Json{{"sentence", sentence_of(answer, sentence)},
                        {"start", start_of(answer, sentence)},
                        {"end", end_of(answer, sentence)}});
  }
  Json stamps = Json::array();
  for (Day day : answer.stamps) stamps.push_back(day.iso());
  Json counts = Json::object();
  for (c::Verdict verdict :
       {c::Verdict::true_, c::Verdict::true_only_that_day, c::Verdict::disputed,
        c::Verdict::misleading, c::Verdict::false_, c::Verdict::not_in_record}) {
    counts[std::string(c::word_of(verdict))] = answer.count(verdict);
  }
  Json out{{"file", answer.file},         {"dated", answer.dated.iso()},
           {"stamps", std::move(stamps)}, {"sentences", answer.article.sentences.size()},
           {"claims", std::move(claims)}, {"not_checked", std::move(left)},
           {"counts", std::move(counts)}};
  if (!answer.beyond.empty()) out["warnings"] = answer.beyond;
  out["made_with"] = desk.made_with();
  return out;
}

std::string csv_of(Desk&, const ClaimsAnswer& answer) {
  std::string out =
      "sentence,start,end,actors,act,negative,instrument,organ,date,verdict,reason,correction,"
      "evidence\n";
  for (const ClaimsAnswer::Finding& finding : answer.findings) {
    const c::Claim& claim = finding.claim;
    std::vector<std::string> actors;
    for (StateCode state : finding.checked.actors) actors.push_back(state.text());
    out += csv_line({sentence_of(answer, claim.sentence),
                     std::to_string(start_of(answer, claim.sentence)),
                     std::to_string(end_of(answer, claim.sentence)), joined(actors, ";"),
                     act_of(finding.checked), claim.negative ? "yes" : "no",
                     finding.checked.instrument, claim.organ, day_words(claim.date),
                     std::string(c::word_of(finding.checked.verdict)), finding.checked.reason,
                     finding.checked.correction, joined(finding.checked.evidence, ";")});
  }
  return out;
}

Json claim_review_of(Desk& desk, const ClaimsAnswer& answer) {
  static constexpr std::pair<c::Verdict, int> ratings[] = {{c::Verdict::false_, 1},
                                                           {c::Verdict::misleading, 2},
                                                           {c::Verdict::true_only_that_day, 4},
                                                           {c::Verdict::true_, 5}};
  Json graph = Json::array();
  for (const ClaimsAnswer::Finding& finding : answer.findings) {
    int value = 0;
    for (const auto& [verdict, rating] : ratings) {
      if (verdict == finding.checked.verdict) value = rating;
    }
    if (value == 0) continue;  // what the record does not hold is not rated
    std::string word(c::word_of(finding.checked.verdict));
    std::replace(word.begin(), word.end(), '_', ' ');
    graph.push_back(
        Json{{"@type", "ClaimReview"},
             {"datePublished", desk.today().iso()},
             {"claimReviewed", sentence_of(answer, finding.claim.sentence)},
             {"itemReviewed", Json{{"@type", "Claim"}, {"datePublished", answer.dated.iso()}}},
             {"author", Json{{"@type", "Organization"}, {"name", "Ratione"}}},
             {"reviewRating", Json{{"@type", "Rating"},
                                   {"ratingValue", value},
                                   {"bestRating", 5},
                                   {"worstRating", 1},
                                   {"alternateName", word}}},
             {"reviewBody", finding.checked.correction.empty()
                                ? finding.checked.reason
                                : finding.checked.reason + ". " + finding.checked.correction}});
  }
  return Json{{"@context", "https://schema.org"}, {"@graph", std::move(graph)}};
}

namespace {

struct Sign {
  std::string_view mark, word, kind;
};
Sign sign_of(c::Verdict verdict) {
  switch (verdict) {
    case c::Verdict::true_:
      return {"\u2713", "true", "t"};
    case c::Verdict::true_only_that_day:
      return {"\u25D0", "true only that day", "d"};
    case c::Verdict::disputed:
      return {"\u2260", "disputed", "d"};
    case c::Verdict::misleading:
      return {"\u25B3", "misleading", "m"};
    case c::Verdict::false_:
      return {"\u2717", "false", "f"};
    case c::Verdict::not_in_record:
      break;
  }
  return {"?", "not in the record", "n"};
}

constexpr std::string_view page_style = R"css(
:root { color-scheme: light dark; --paper: #fff; --ink: #1a1a1a; --quiet: #555; --line: #ccc;
  --t: #dff3e3; --d: #e3edf9; --m: #fdf0d0; --f: #fbdfdc; --n: #ececec; }
@media (prefers-color-scheme: dark) { :root { --paper: #161616; --ink: #eee; --quiet: #aaa;
  --line: #444; --t: #1d3d26; --d: #1c3350; --m: #4a3a10; --f: #55211d; --n: #333; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
p, li { overflow-wrap: anywhere; } .note { color: var(--quiet); font-size: .9rem; }
mark { color: inherit; padding: .05em .2em; border-radius: .2em;
  -webkit-box-decoration-break: clone; box-decoration-break: clone; } sup { line-height: 0; }
.t { background: var(--t); } .d { background: var(--d); } .m { background: var(--m); }
.f { background: var(--f); } .n { background: var(--n); }
.left { border-bottom: 2px dotted var(--quiet); } sup a, a { color: inherit; }
li { margin: 1rem 0; } q, blockquote { font-style: italic; margin: 0 0 .25rem; }
)css";

}  // namespace

namespace {

// An act with its day and its source, as far as it is one of the record.
std::string evidence_words(Desk& desk, const std::string& id) {
  const Act* act = desk.record().act(id);
  if (act == nullptr) return id;
  std::string kind = act->kind;
  std::replace(kind.begin(), kind.end(), '_', ' ');
  const std::string who = act->state.none() ? act->actor : desk.record().states().name(act->state);
  return fmt::format("{}: {}, {}, {} ({}{})", id, who, kind, act->day.iso(), act->source,
                     act->confirmed ? "" : "; unconfirmed");
}

}  // namespace

std::string page_of(Desk& desk, const ClaimsAnswer& answer) {
  std::string body;
  std::uint32_t paragraph = UINT32_MAX;
  std::size_t next = 0, left = 0;
  for (std::uint32_t i = 0; i < answer.article.sentences.size(); ++i) {
    const c::Sentence& sentence = answer.article.sentences[i];
    if (sentence.paragraph != paragraph) {
      body += paragraph == UINT32_MAX ? "<p>" : "</p>\n<p>";
      paragraph = sentence.paragraph;
    } else {
      body += " ";
    }
    std::string text = html_text(answer.article.of(sentence));
    c::Verdict worst = c::Verdict::true_;
    std::string notes;
    while (next < answer.findings.size() && answer.findings[next].claim.sentence == i) {
      worst = std::max(worst, answer.findings[next].checked.verdict);
      ++next;
      notes += fmt::format("<sup>{1}<a href=\"#n{0}\" id=\"r{0}\">{0}</a></sup>", next,
                           notes.empty() ? "" : ",\u00A0");
    }
    while (left < answer.not_checked.size() && answer.not_checked[left] < i) ++left;
    if (!notes.empty()) {
      Sign sign = sign_of(worst);
      body += fmt::format("<mark class=\"{}\" title=\"{}\">{}\u00A0{}</mark>{}", sign.kind,
                          sign.word, sign.mark, text, notes);
    } else if (left < answer.not_checked.size() && answer.not_checked[left] == i) {
      body += fmt::format("<span class=\"left\" title=\"not checked\">{}</span>", text);
    } else {
      body += text;
    }
  }
  if (paragraph != UINT32_MAX) body += "</p>\n";

  std::string notes;
  for (std::size_t k = 0; k < answer.findings.size(); ++k) {
    const ClaimsAnswer::Finding& finding = answer.findings[k];
    Sign sign = sign_of(finding.checked.verdict);
    // Of several findings in a sentence the first quotes it.
    const bool again = k > 0 && answer.findings[k - 1].claim.sentence == finding.claim.sentence;
    const std::string quoted =
        again ? ""
              : fmt::format("<blockquote>{}</blockquote>",
                            html_text(sentence_of(answer, finding.claim.sentence)));
    notes += fmt::format("<li id=\"n{}\">{}<mark class=\"{}\">{} {}</mark>: {}.", k + 1, quoted,
                         sign.kind, sign.mark, sign.word, html_text(finding.checked.reason));
    if (!finding.checked.correction.empty()) {
      notes += fmt::format("<br>Right would be: {}", html_text(finding.checked.correction));
    }
    if (!finding.checked.today.empty()) {
      notes += fmt::format("<br>Since then: {}.", html_text(finding.checked.today));
    }
    for (const std::string& id : finding.checked.evidence) {
      notes +=
          fmt::format("<br><span class=\"note\">{}</span>", html_text(evidence_words(desk, id)));
    }
    notes += fmt::format(" <a href=\"#r{}\" aria-label=\"back to the sentence\">\u21A9</a></li>\n",
                         k + 1);
  }
  std::string open;
  for (std::uint32_t sentence : answer.not_checked) {
    open += fmt::format("<li>{}</li>\n", html_text(sentence_of(answer, sentence)));
  }
  Json made = desk.made_with();
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Claims in {9}</title>\n<style>{1}</style></head><body><main>\n"
      "<h1>Claims in {0}</h1>\n<p>As known on {2}, the day of the report. {3}</p>\n"
      "<h2>The report</h2>\n{4}<h2>Findings</h2>\n{5}{6}"
      "<p class=\"note\">{7}, record complete to {8}.</p>\n</main></body></html>\n",
      html_input(answer.file), page_style, answer.dated.iso(), html_text(summary_of(answer)), body,
      notes.empty() ? "<p>None.</p>\n" : "<ol>\n" + notes + "</ol>\n",
      open.empty() ? "" : "<h2>Not checked</h2>\n<ul>\n" + open + "</ul>\n",
      html_text(made["program"].get<std::string>()),
      html_text(made["complete_to"].is_null() ? "no day" : made["complete_to"].get<std::string>()),
      html_text(answer.file));
}

EvaluationAnswer evaluation(Desk& desk, const EvaluationAsked& asked) {
  EvaluationAnswer answer;
  answer.file = asked.labels;
  Result<std::string> csv = read_file(asked.labels);
  if (!csv) broken({csv.error()});
  answer.labels = or_broken(c::read_labels(*csv, asked.labels));
  std::unique_ptr<Reading> reading = reading_of(desk, asked.language);
  const std::filesystem::path folder = std::filesystem::path(asked.labels).parent_path();
  Results<std::vector<c::Answer>> answers =
      c::answers_to(answer.labels, folder.string(), reading->language, *reading->checker);
  if (!answers) broken(std::move(answers.error()));
  answer.scores = c::score(answer.labels, *answers);
  return answer;
}

Json json_of(Desk& desk, const EvaluationAnswer& answer) {
  const c::Scores& s = answer.scores;
  auto count = [](const c::Scores::Count& each) {
    return Json{{"labelled", each.labelled}, {"found", each.found}, {"right", each.right}};
  };
  Json classes = Json::object(), verdicts = Json::object(), misses = Json::array();
  for (const auto& [name, each] : s.by_class) classes[name] = count(each);
  for (const auto& [name, each] : s.by_verdict) verdicts[name] = count(each);
  for (const c::Miss& miss : s.misses) {
    misses.push_back(Json{{"id", miss.label->id},
                          {"what", miss.what == c::Miss::What::missed        ? "missed"
                                   : miss.what == c::Miss::What::false_alarm ? "false_alarm"
                                                                             : "wrong_verdict"},
                          {"sentence", miss.label->sentence},
                          {"labelled", miss.label->verdict},
                          {"found", miss.found}});
  }
  return Json{{"labels", answer.file},          {"claims", count(s.all)},
              {"not_claims", s.not_claims},     {"false_alarms", s.false_alarms},
              {"not_checked", s.not_checked},   {"recall", s.recall()},
              {"precision", s.precision()},     {"verdicts", s.verdicts()},
              {"by_class", std::move(classes)}, {"by_verdict", std::move(verdicts)},
              {"misses", std::move(misses)},    {"made_with", desk.made_with()}};
}

}  // namespace ratione::answers
