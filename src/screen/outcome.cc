#include "screen/outcome.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "screen/csv_records.h"

namespace ratione {
namespace {

std::string listed(const std::vector<std::string>& parts, std::string_view between = ";") {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string plain(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string cited(const std::vector<Citation>& cites, std::string_view instrument) {
  std::vector<std::string> words;
  for (const Citation& each : cites) words.push_back(each.words_in(instrument));
  return listed(words, ",");
}

void add_columns(std::string& out, const Told& told, char delimiter) {
  for (std::size_t c = 0; c < added_columns.size(); ++c) {
    out += delimiter;
    out += csv_field(told.column(c), delimiter);
  }
}

bool is_party(const Standing& standing) { return standing.status.starts_with("party"); }

// "party since 2002-07-01", "no party", "party from 2025-01-01".
std::string words_of(const Standing& standing, Day on) {
  if (is_party(standing)) {
    return standing.bound_from ? "party since " + standing.bound_from->iso() : "party";
  }
  if (standing.bound_until && *standing.bound_until <= on) {
    return "party until " + standing.bound_until->previous().iso();
  }
  if (standing.bound_from && on < *standing.bound_from) {
    return "party from " + standing.bound_from->iso();
  }
  return "no party";
}

const Standing* standing_of(const OutcomeContext& context, StateCode state) {
  for (const auto* list : {&context.of_territory, &context.of_suspect}) {
    for (const Standing& each : *list) {
      if (each.state == state) return &each;
    }
  }
  return nullptr;
}

std::string yes_words(const Verdict& verdict, const OutcomeContext& context) {
  std::vector<std::string> ways;
  for (const BasisFound& basis : verdict.bases) {
    if (basis.value != Truth::yes) continue;
    std::string way = cited(basis.cites, verdict.instrument);
    if (!way.empty()) way += ' ';
    way += basis.kind;
    if (!basis.state.none()) way += " " + basis.state.text();
    bool by_membership =
        basis.kind == "territory" || basis.kind == "nationality" || basis.kind == "registration";
    const Standing* standing = standing_of(context, basis.state);
    if (by_membership && standing != nullptr && is_party(*standing)) {
      way += ", " + words_of(*standing, context.asked.from);
    }
    if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(std::move(way));
  }
  return listed(ways, "; ");
}

std::string no_words(const Decision& decision, const OutcomeContext& context) {
  const Verdict& verdict = decision.verdict;
  std::vector<std::string> limits;
  for (const LimitFound& limit : verdict.limits) {
    if (limit.value == Truth::yes) {
      limits.push_back(
          fmt::format("{} {}", plain(limit.rule), cited(limit.cites, verdict.instrument)));
    }
  }
  if (!limits.empty()) return listed(limits, "; ");

  std::vector<std::string> parts;
  bool some_party = false;
  auto add = [&](std::string_view what, const std::vector<Standing>& standings) {
    for (const Standing& each : standings) {
      some_party = some_party || is_party(each);
      parts.push_back(
          fmt::format("{} {} {}", what, each.state.text(), words_of(each, context.asked.from)));
    }
  };
  add("territory", context.of_territory);
  if (context.of_territory.empty()) parts.emplace_back("territory of no State");
  add("suspect", context.of_suspect);
  std::string words = listed(parts, ", ");
  if (some_party && decision.barred) {
    words += fmt::format("; {} {}", plain(decision.barred->rule),
                         cited(decision.barred->cites, verdict.instrument));
  }
  return words;
}

std::string readings(const Verdict& verdict) {
  std::vector<std::string> parts;
  for (const ByReading& each : verdict.by_reading) {
    parts.push_back(fmt::format("{} if {}", word(each.conclusion), plain(each.reading)));
  }
  std::string words = listed(parts, ", ");
  if (verdict.court_reading) {
    words += fmt::format("; the court follows {}: {}", plain(verdict.court_reading->reading),
                         word(verdict.court_reading->conclusion));
  }
  return words;
}

bool covers_all(const Verdict& verdict, Span days) {
  return std::any_of(verdict.covered.begin(), verdict.covered.end(),
                     [&](const Span& span) { return span.contains(days); });
}

std::string reason(const Decision& decision, const OutcomeContext& context) {
  const Verdict& verdict = decision.verdict;
  if (!verdict.faults.empty()) return "faulty law or record: " + verdict.faults.front().render();
  std::string words;
  switch (verdict.conclusion) {
    case Conclusion::yes:
      words = yes_words(verdict, context);
      if (!verdict.covered.empty() && !covers_all(verdict, context.asked)) {
        std::vector<std::string> spans;
        for (const Span& span : verdict.covered) {
          spans.push_back(span.intersect(context.asked).words());
        }
        words += "; only " + listed(spans, ", ");
      }
      break;
    case Conclusion::no:
      words = "no: " + no_words(decision, context);
      break;
    case Conclusion::undetermined:
      words =
          "undetermined: " + (verdict.missing.empty() ? std::string("a fact is missing")
                                                      : "missing " + listed(verdict.missing, "; "));
      break;
    case Conclusion::disputed:
      words = "disputed: " + readings(verdict);
      break;
  }
  if (decision.unconfirmed) words += " (rests on an act that no document confirms)";
  return words;
}

}  // namespace

Outcome outcome_of(const Decision& decision, const OutcomeContext& context) {
  const Verdict& verdict = decision.verdict;
  Outcome out;
  out.conclusion = verdict.conclusion;
  out.faulty = !verdict.faults.empty();
  std::vector<std::string> kinds, states, cites;
  for (const BasisFound& basis : verdict.bases) {
    bool counts = basis.value == Truth::yes ||
                  (basis.value == Truth::undetermined && verdict.conclusion != Conclusion::yes);
    if (!counts || verdict.conclusion == Conclusion::no) continue;
    kinds.push_back(basis.kind);
    states.push_back(basis.state.text());
    cites.push_back(cited(basis.cites, verdict.instrument));
    if (std::find(out.bases.begin(), out.bases.end(), basis.kind) == out.bases.end()) {
      out.bases.push_back(basis.kind);
    }
  }
  // Of a no, what bars it.
  if (verdict.conclusion == Conclusion::no) {
    for (const LimitFound& limit : verdict.limits) {
      if (limit.value == Truth::yes) cites.push_back(cited(limit.cites, verdict.instrument));
    }
  }
  std::string residual;
  if (verdict.residual) {
    std::vector<std::string> codes;
    for (StateCode state : verdict.residual->any_of) codes.push_back(state.text());
    residual = codes.empty() ? verdict.residual->says : "suspect of " + listed(codes);
  }
  out.columns = {listed(context.territory),
                 listed(context.attribution),
                 "",  // near_border: names have no borders; add_spot adds that of a point
                 std::string(word(verdict.conclusion)),
                 listed(kinds),
                 listed(states),
                 listed(cites),
                 residual,
                 reason(decision, context)};
  // One line a row, whatever a name holds.
  for (std::string& column : out.columns) {
    std::replace_if(
        column.begin(), column.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  }
  return out;
}

Outcome unreadable_outcome(std::string_view column, std::string_view why) {
  Outcome out;
  out.unreadable = true;
  out.columns[3] = std::string(word(Conclusion::undetermined));
  out.columns.back() = fmt::format("unreadable: {}: {}", column, why);
  return out;
}

void set_line(Outcome& outcome, char delimiter) {
  outcome.line.clear();
  if (delimiter != '\0') add_columns(outcome.line, Told(outcome), delimiter);
}

Told::Told(const Outcome& of)
    : outcome(&of), near_border(of.columns[near_border_column]), reason(of.reason()) {}

std::string_view Told::column(std::size_t nth) const {
  if (nth == near_border_column) return near_border;
  return nth + 1 == added_columns.size() ? reason : std::string_view(outcome->columns[nth]);
}

void Told::add_line(std::string& out, char delimiter) const {
  if (reason.data() == outcome->reason().data()) {
    out += outcome->line;
  } else {
    add_columns(out, *this, delimiter);
  }
}

}  // namespace ratione
