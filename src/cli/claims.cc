// ratione claims FILE: what a report says of treaties, checked.

#include "answers/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <iterator>

#include "answers/proof_forms.h"
#include "cli/context.h"
#include "cli/written_file.h"
#include "errors/quoted.h"
#include "text/csv.h"

namespace ratione::cli {

namespace {

namespace c = ratione::claims;

struct ClaimsWords {
  std::string file, dated, evaluate, report, language = "en";
  int explain = 0;
};

Face face_of(c::Verdict verdict) {
  switch (verdict) {
    case c::Verdict::true_:
      return {"true", "\u2713", "+", "32"};
    case c::Verdict::true_only_that_day:
      return {"true only that day", "\u25D0", "~", "36"};
    case c::Verdict::disputed:
      return {"disputed", "\u2260", "%", "34"};
    case c::Verdict::misleading:
      return {"misleading", "\u25B3", "!", "33"};
    case c::Verdict::false_:
      return {"false", "\u2717", "x", "31"};
    case c::Verdict::not_in_record:
      break;
  }
  return {"not in the record", "?", "?", "35"};
}

std::string bytes_of(const std::string& file) {
  if (file == "-") {
    // One byte more than is read tells that there are more.
    std::string out;
    std::istreambuf_iterator<char> at(std::cin), end;
    while (at != end && out.size() <= c::max_article_bytes) {
      out += *at;
      ++at;
    }
    return out;
  }
  Result<std::string> text = read_file(file, c::max_article_bytes);
  if (!text) broken({text.error()});
  return std::move(*text);
}

// The report with a mark and the numbers of the findings before each sentence.
std::string marked(Context& context, const ClaimsAnswer& answer) {
  const Look& look = context.look;
  std::string out, paragraph_text;
  std::uint32_t paragraph = UINT32_MAX;
  std::size_t next = 0, left = 0;
  auto flush = [&] {
    if (!paragraph_text.empty()) out += look.folded(paragraph_text) + "\n";
    paragraph_text.clear();
  };
  for (std::uint32_t i = 0; i < answer.article.sentences.size(); ++i) {
    const c::Sentence& sentence = answer.article.sentences[i];
    if (sentence.paragraph != paragraph) {
      flush();
      paragraph = sentence.paragraph;
    }
    std::string text(answer.article.of(sentence));
    for (char& each : text) {
      if (static_cast<unsigned char>(each) < 0x20 || each == 0x7F) each = ' ';
    }
    std::string numbers;
    c::Verdict worst = c::Verdict::true_;
    while (next < answer.findings.size() && answer.findings[next].claim.sentence == i) {
      worst = std::max(worst, answer.findings[next].checked.verdict);
      numbers += fmt::format("{}{}", numbers.empty() ? "" : ",", ++next);
    }
    while (left < answer.not_checked.size() && answer.not_checked[left] < i) ++left;
    if (!paragraph_text.empty()) paragraph_text += ' ';
    if (!numbers.empty()) {
      paragraph_text += fmt::format("[{}{}] {}", look.mark(face_of(worst)), numbers, text);
    } else if (left < answer.not_checked.size() && answer.not_checked[left] == i) {
      paragraph_text += "[-] " + text;
    } else {
      paragraph_text += text;
    }
  }
  flush();
  return out;
}

std::string finding_text(Context& context, const ClaimsAnswer& answer, std::size_t number) {
  const Look& look = context.look;
  const ClaimsAnswer::Finding& finding = answer.findings[number];
  Face face = face_of(finding.checked.verdict);
  std::string head = fmt::format("{:>3} ", number + 1);
  std::string out =
      head + look.painted(fmt::format("{} {}", look.mark(face), face.word), face.colour) + "\n";
  std::string text(answer.article.of(answer.article.sentences[finding.claim.sentence]));
  for (char& each : text) {
    if (static_cast<unsigned char>(each) < 0x20 || each == 0x7F) each = ' ';
  }
  out += look.folded("\"" + text + "\"", "    ", "    ");
  out += look.folded(finding.checked.reason + ".", "    ", "    ");
  if (!finding.checked.correction.empty()) {
    out += look.folded(finding.checked.correction, "    right: ", "           ");
  }
  if (!finding.checked.today.empty()) {
    out += look.folded(finding.checked.today + ".", "    since then: ", "           ");
  }
  if (!finding.checked.evidence.empty()) {
    std::vector<std::string> ids = finding.checked.evidence;
    if (ids.size() > 8) ids.resize(8);
    out += look.folded(joined(ids) + (finding.checked.evidence.size() > 8 ? ", ..." : ""),
                       "    acts: ", "          ");
  }
  return out + "\n";
}

std::string claims_text(Context& context, const ClaimsAnswer& answer) {
  const Look& look = context.look;
  std::string out = look.strong(answer.file) + "\n" +
                    fmt::format("a report of {}, as known that day", answer.dated.iso());
  std::vector<std::string> stamps;
  for (Day day : answer.stamps) {
    if (day != answer.dated) stamps.push_back(day.iso());
  }
  if (!stamps.empty()) out += "; it also says " + joined(stamps);
  out += "\n\n" + marked(context, answer);
  if (!answer.findings.empty()) out += look.strong("Findings") + "\n";
  for (std::size_t k = 0; k < answer.findings.size(); ++k) out += finding_text(context, answer, k);
  out += look.folded(summary_of(answer));
  if (!answer.not_checked.empty()) {
    out += look.quiet("[-] names a treaty, a court or an organ and was not understood.") + "\n";
  }
  for (const std::string& beyond : answer.beyond) out += look.folded(beyond);
  return out;
}

// One finding with the acts it rests on, and why the State stands where it does.
std::string explained(Context& context, const ClaimsAnswer& answer, int number) {
  if (number < 1 || static_cast<std::size_t>(number) > answer.findings.size()) {
    refuse(Code::no_such_claim,
           fmt::format("--explain {}: there is no such finding; the report has {}.", number,
                       answer.findings.size()));
  }
  const ClaimsAnswer::Finding& finding = answer.findings[static_cast<std::size_t>(number) - 1];
  const Look& look = context.look;
  std::string out = finding_text(context, answer, static_cast<std::size_t>(number) - 1);
  std::vector<std::string> who;
  for (StateCode state : finding.checked.actors)
    who.push_back(context.record().states().name(state));
  std::string act(c::word_of(finding.claim.act));
  out += look.entry("who", who.empty() ? "nobody in particular" : joined(who));
  out += look.entry("act", act + (finding.claim.negative ? ", said not to be" : ""));
  if (!finding.checked.instrument.empty())
    out += look.entry("instrument", finding.checked.instrument);
  if (!finding.claim.organ.empty()) out += look.entry("organ", finding.claim.organ);
  if (finding.claim.date) out += look.entry("day", day_words(finding.claim.date));
  if (finding.claim.quoted) out += look.entry("quoted", "yes");
  if (!finding.checked.cites.empty()) {
    out += look.entry("by", cited(finding.checked.cites, finding.checked.instrument));
  }
  if (finding.checked.error_class != c::ErrorClass::none) {
    out += look.entry("error class", std::string(c::word_of(finding.checked.error_class)));
  }
  for (const std::string& id : finding.checked.evidence) {
    const Act* found = context.record().act(id);
    if (found == nullptr) {
      out += look.entry("vote", id);
      continue;
    }
    out += look.entry("act", fmt::format("{}: {} of {}, known {}; {}{}", id, found->kind,
                                         found->day.iso(), found->known.iso(), found->source,
                                         found->confirmed ? "" : " (unconfirmed)"));
  }
  const LawInstrument* law = context.law().instrument(finding.checked.instrument);
  if (law != nullptr && finding.checked.proof) {
    return out + "\n" + look.strong("Why") + "\n" + drawn(*finding.checked.proof, law->slug, look);
  }
  if (law != nullptr && finding.checked.actors.size() == 1 &&
      finding.claim.act != c::ActWord::referral && finding.claim.act != c::ActWord::veto) {
    Proof proof = context.engine(answer.dated, *law)
                      .explain_status(*law, finding.checked.actors.front(), answer.dated);
    out += "\n" + look.strong("Where it stood that day") + "\n" + drawn(proof, law->slug, look);
  }
  return out;
}

std::string evaluation_text(Context& context, const EvaluationAnswer& answer) {
  const Look& look = context.look;
  const c::Scores& s = answer.scores;
  std::string out = look.strong(answer.file) + "\n\n";
  out += look.entry("sentences", fmt::format("{}, of them {} that claim something",
                                             answer.labels.size(), s.all.labelled));
  out += look.entry("recall", fmt::format("{:.3f} ({} found)", s.recall(), s.all.found));
  out += look.entry("precision", fmt::format("{:.3f}", s.precision()));
  out +=
      look.entry("verdicts", fmt::format("{:.3f} ({} of those found)", s.verdicts(), s.all.right));
  out += look.entry("false alarms",
                    fmt::format("{:.3f} ({} of {})", s.alarms(), s.false_alarms, s.not_claims));
  out += look.entry("not checked", std::to_string(s.not_checked));
  Table table({{"class"}, {"labelled", 0, true}, {"found", 0, true}, {"right", 0, true}});
  for (const auto& [name, each] : s.by_class) {
    table.row({name, std::to_string(each.labelled), std::to_string(each.found),
               std::to_string(each.right)});
  }
  for (const auto& [name, each] : s.by_verdict) {
    table.row({name, std::to_string(each.labelled), std::to_string(each.found),
               std::to_string(each.right)});
  }
  out += "\n" + table.text(look);
  if (!s.misses.empty()) out += "\n" + look.strong("Misses") + "\n";
  for (const c::Miss& miss : s.misses) {
    std::string_view what = miss.what == c::Miss::What::missed        ? "missed"
                            : miss.what == c::Miss::What::false_alarm ? "false alarm"
                                                                      : "wrong verdict";
    out += look.folded(fmt::format("{} {}: {} [{}; {}]", miss.label->id, what, miss.label->sentence,
                                   miss.label->verdict, miss.found),
                       "  ", "    ");
  }
  return out;
}

void show(Context& context, const ClaimsWords& words) {
  if (!words.evaluate.empty()) {
    if (!words.file.empty()) {
      refuse(Code::word_too_many,
             "--evaluate LABELS.csv names its own texts; leave the report out.");
    }
    return context.give(evaluation(context, {words.evaluate, words.language}), evaluation_text);
  }
  if (words.file.empty()) {
    refuse(Code::word_missing,
           "claims needs a report; write a file's name, or - for standard input.");
  }
  const std::vector<std::string> forms = {"text", "json", "csv", "html", "claimreview"};
  const std::string& form = context.format_option;
  if (std::find(forms.begin(), forms.end(), form) == forms.end())
    refuse_value("--format", form, forms);
  ClaimsAsked asked{words.file == "-" ? "standard input" : words.file, bytes_of(words.file),
                    words.dated, words.language};
  ClaimsAnswer answer = answers::claims(context, asked);
  if (!words.report.empty()) write_file("--report", words.report, page_of(context, answer));
  if (words.explain != 0) return context.print(explained(context, answer, words.explain));
  if (form == "html") return context.print(page_of(context, answer));
  if (form == "claimreview") return context.print_json(claim_review_of(context, answer));
  context.give(answer, claims_text);
}

}  // namespace

void add_claims(CLI::App& app, Context& context) {
  auto words = std::make_shared<ClaimsWords>();
  CLI::App* command = context.command(app, "claims");
  command->add_option("FILE", words->file);
  command->add_option("--dated", words->dated);
  command->add_option("--explain", words->explain);
  command->add_option("--evaluate", words->evaluate);
  command->add_option("--report", words->report);
  command->add_option("--language", words->language);
  command->callback([&context, words] { show(context, *words); });
}

}  // namespace ratione::cli
