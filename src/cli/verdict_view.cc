#include "cli/verdict_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "answers/proof_forms.h"
#include "answers/verdict.h"
#include "text/names.h"

namespace ratione::cli {

namespace {

std::string spans(const std::vector<Span>& days) {
  std::vector<std::string> words;
  for (const Span& span : days) words.push_back(span.words());
  return all_of_words(words);
}

bool covers_all(const Verdict& verdict, Span days) {
  return std::any_of(verdict.covered.begin(), verdict.covered.end(),
                     [&](const Span& span) { return span.contains(days); });
}

std::string exercise_words(Truth value, std::string_view yes, std::string_view no) {
  if (value == Truth::undetermined) return "undetermined";
  return std::string(value == Truth::yes ? yes : no);
}

}  // namespace

std::string readings_text(const Look& look, const Verdict& verdict) {
  std::string out = "\n" + look.strong("Readings") + "\n";
  int width = 0;
  for (const ByReading& each : verdict.by_reading) {
    width = std::max(width, columns_of(plain(each.reading)));
  }
  width = std::min(width, 24);
  for (const ByReading& each : verdict.by_reading) {
    const Face& shown = face(each.conclusion);
    std::string head = fmt::format("{} {}", look.mark(shown), shown.word);
    int head_width = std::max(8, columns_of(head) + 1);
    std::string before = "  " + look.painted(head, shown.colour) +
                         std::string(static_cast<std::size_t>(head_width - columns_of(head)), ' ');
    std::string under(static_cast<std::size_t>(head_width + 2), ' ');
    std::vector<std::string> names = fold(plain(each.reading), width);
    std::vector<std::string> says = fold(each.says, look.width - head_width - 2 - width - 2);
    if (!each.holders.empty()) {
      for (const std::string& line :
           fold("held by " + all_of_words(each.holders), look.width - head_width - 2 - width - 2)) {
        says.push_back(line);
      }
    }
    for (std::size_t i = 0; i < std::max(names.size(), says.size()); ++i) {
      std::string line = (i == 0 ? before : under) +
                         padded(i < names.size() ? names[i] : "", width) + "  " +
                         (i < says.size() ? says[i] : "");
      line.erase(line.find_last_not_of(' ') + 1);
      out += line + "\n";
    }
  }
  if (verdict.court_reading) {
    out += look.folded("The court follows: " + plain(verdict.court_reading->reading) + ".", "  ",
                       "  ");
  }
  return out;
}

std::string verdict_text(Context& context, const LawInstrument& instrument, const Situation& asked,
                         const Verdict& verdict) {
  const Look& look = context.look;
  const States& states = context.record().states();
  std::string out = look.verdict(verdict.conclusion) + "\n";
  out += look.folded(why(context, instrument, verdict)) + "\n";
  out += look.entry("asked", question_words(context, instrument, asked));
  out += look.entry("known", verdict.known.iso());

  for (Truth value : {Truth::yes, Truth::undetermined}) {
    for (const std::string& text : ways(verdict, value, states)) {
      out += look.entry(value == Truth::yes ? "basis" : "perhaps", text);
    }
  }
  for (const std::string& text : barring(verdict, Truth::yes)) out += look.entry("limit", text);
  for (const std::string& text : barring(verdict, Truth::undetermined)) {
    out += look.entry("limit?", text);
  }
  if (verdict.residual) {
    constexpr std::string_view begins = "would be yes if ";
    std::string_view says = verdict.residual->says;
    if (says.starts_with(begins)) says.remove_prefix(begins.size());
    out += look.entry("yes if", says);
  }
  if (!verdict.covered.empty()) {
    out += look.entry("covered", spans(verdict.covered) +
                                     (covers_all(verdict, asked.days) ? "" : " (a part only)"));
  }
  const Question* question = instrument.question(verdict.question);
  if (question != nullptr && question->triggered >= 0) {
    out +=
        look.entry("triggered", exercise_words(verdict.exercise.triggered, "yes", "not on record"));
  }
  if (verdict.exercise.suspended != Truth::no) {
    out += look.entry("suspended", exercise_words(verdict.exercise.suspended, "yes", "no"));
  }
  out += look.entry("admissible", "for a human to find; not part of this answer");
  for (const std::string& note : notes_of(context, instrument, asked, verdict)) {
    out += look.entry("note", note);
  }
  if (!verdict.by_reading.empty()) out += readings_text(look, verdict);
  return out;
}

std::string why_text(Context& context, const LawInstrument& instrument, const Verdict& verdict) {
  std::string head = "Why";
  if (verdict.court_reading) {
    head += ", on the reading that the court follows";
  } else if (!verdict.by_reading.empty()) {
    head += ", on one of the readings";
  }
  return "\n" + context.look.strong(head) + "\n" +
         drawn(verdict.proof, instrument.slug, context.look);
}

}  // namespace ratione::cli
