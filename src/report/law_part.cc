// The law that was applied, with its days, and what the answer leaves open.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "report/sections.h"
#include "text/names.h"

namespace ratione {
namespace {

std::string plain(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string cited(const std::vector<Citation>& cites, std::string_view instrument) {
  std::string out;
  for (const Citation& each : cites) {
    if (!out.empty()) out += ", ";
    out += each.words_in(instrument);
  }
  return out;
}

// "12(2)(a)" in the court's law, "some-treaty 3(1)" elsewhere.
Citation read_citation(std::string_view words, const std::string& instrument, const Law& law) {
  std::size_t space = words.find(' ');
  std::string first(words.substr(0, space));
  if (space != std::string_view::npos && law.instrument(first) != nullptr) {
    return {first, dotted_provision(words.substr(space + 1))};
  }
  return {instrument, dotted_provision(words)};
}

// What the court's question rests on, whatever it answered; and what answers
// cite. Each with the wider provisions that it stands under, and the rows that
// cite it.
std::map<std::pair<std::string, std::string>, std::int64_t> applied(const AnswerTables& tables,
                                                                    const ReportSources& sources) {
  std::map<std::pair<std::string, std::string>, std::int64_t> out;
  auto add = [&](const Citation& cite, std::int64_t rows) {
    if (cite.provision.empty()) return;
    out[{cite.instrument, cite.provision}] += rows;
    std::string wider = cite.provision;
    for (std::size_t dot = wider.rfind('.'); dot != std::string::npos; dot = wider.rfind('.')) {
      wider.resize(dot);
      const LawInstrument* instrument = sources.law.instrument(cite.instrument);
      const Provision* there = instrument == nullptr ? nullptr : instrument->provision(wider);
      if (there != nullptr && !there->text.empty()) out[{cite.instrument, wider}] += 0;
    }
  };
  auto add_clause = [&](int clause) {
    for (const Citation& cite : sources.law.clauses[static_cast<std::size_t>(clause)].cites) {
      add(cite, 0);
    }
  };
  if (!sources.court.questions.empty()) {
    const Question& question = sources.court.questions.front();
    for (const Question::Basis& basis : question.bases) add_clause(basis.clause);
    for (int limit : question.limits) add_clause(limit);
  }
  for (const auto& [words, rows] : tables.by_citation) {
    add(read_citation(words, sources.court.slug, sources.law), rows);
  }
  return out;
}

// The title of the section that it stands under: of 12.2.a that of 12.
std::string heading_of(const LawInstrument& instrument, const Provision& provision) {
  const Provision* top = instrument.provision(provision.id.substr(0, provision.id.find('.')));
  return top == nullptr ? provision.title : top->title;
}

std::string provisions(const AnswerTables& tables, const ReportSources& sources) {
  auto all = applied(tables, sources);
  std::string out;
  auto show = [&](const LawInstrument& instrument) {
    for (const Provision& each : instrument.provisions) {
      auto found = all.find({instrument.slug, each.id});
      if (found == all.end()) continue;
      std::string cite = Citation{instrument.slug, each.id}.words_in(sources.court.slug);
      out += fmt::format("<article class=\"provision\"><h4>{} <span class=\"of\">{}</span></h4>\n",
                         html_text(cite), html_text(heading_of(instrument, each)));
      if (found->second > 0) {
        out += fmt::format("<p class=\"note\">Cited by the answers of {} {}.</p>",
                           grouped(found->second), found->second == 1 ? "row" : "rows");
      }
      out += html_paragraphs(each.text) + "</article>\n";
    }
  };
  show(sources.court);
  for (const LawInstrument& each : sources.law.instruments) {
    if (each.slug != sources.court.slug) show(each);
  }
  return out;
}

std::string iso(const std::optional<Day>& day) { return day ? day->iso() : "–"; }

std::string named(const State* state, StateCode code) {
  return fmt::format("{} <span class=\"code\">{}</span>",
                     html_text(state == nullptr ? code.text() : state->name), code.text());
}

// Without the slug of the law that is shown.
std::string short_id(std::string_view id, const LawInstrument& instrument) {
  if (id.starts_with(instrument.slug + "/")) id.remove_prefix(instrument.slug.size() + 1);
  return html_text(id);
}

// The States concerned and the days of their being bound.
std::string states_days(const std::set<std::string>& codes, const ReportFacts& facts,
                        const ReportSources& sources) {
  HtmlTable table(
      fmt::format("States concerned that were bound or will be, as known on {}", facts.known.iso()),
      {{"State"}, {"Status"}, {"Bound from"}, {"First day no longer bound"}});
  std::map<std::string, std::vector<std::string>> bound;  // rows by name
  std::set<std::string> others;
  for (const StatusRow& row : sources.engine.statuses(sources.court, facts.known)) {
    if (!codes.contains(row.state.text())) continue;
    const State* state = sources.record.states().get(row.state);
    std::string name = state == nullptr ? row.state.text() : state->name;
    if (!row.bound_from) {
      others.insert(name);
      continue;
    }
    std::string status = html_text(plain(row.status));
    if (!row.uncertain.empty()) {
      status += " <span class=\"note\">" + html_text(row.uncertain) + "</span>";
    }
    bound[name] = {named(state, row.state), status, iso(row.bound_from), iso(row.bound_until)};
  }
  for (const auto& [name, cells] : bound) table.row(cells);
  std::string out = table.empty() ? "" : table.text();
  if (!others.empty()) {
    std::vector<std::string> names(others.begin(), others.end());
    out += fmt::format("<p class=\"note\">Never bound, as known on that day: {}.</p>\n",
                       html_text(all_of_words(names)));
  }
  return out;
}

std::string acts_table(const std::set<std::string>& codes, const ReportFacts& facts,
                       const ReportSources& sources) {
  HtmlTable table(fmt::format("Acts of the States through which a basis may hold, and of "
                              "organs, as known on {}",
                              facts.known.iso()),
                  {{"Act"}, {"Kind"}, {"Made"}, {"Takes effect"}, {"Outcome"}, {"Provision"}});
  for (const DateRow& row : sources.engine.dates(sources.court)) {
    bool own = std::any_of(row.cites.begin(), row.cites.end(), [&](const Citation& each) {
      return each.instrument == sources.court.slug;
    });
    if (row.outcome == "no_effect" || !own) continue;
    if (!row.state.none() && !codes.contains(row.state.text())) continue;
    table.row({row.act_id.empty() ? "(the treaty)" : short_id(row.act_id, sources.court),
               html_text(plain(row.kind)), row.deposited ? row.deposited->iso() : "–",
               row.effective ? row.effective->iso() : "–",
               html_text(plain(row.outcome)) + (row.confirmed ? "" : " (unconfirmed)"),
               html_text(cited(row.cites, sources.court.slug))});
  }
  return table.empty() ? "" : table.text();
}

// The readings that a reason of a disputed row names.
std::string disputes(const AnswerTables& tables, const ReportFacts& facts,
                     const ReportSources& sources) {
  std::string reasons;
  for (const auto& [reason, rows] : tables.by_reason) {
    if (reason.conclusion == Conclusion::disputed) reasons += reason.text + "\n";
  }
  if (reasons.empty()) return {};
  std::string out;
  for (const Dispute& dispute : sources.law.disputes) {
    int followed = dispute.followed_on(facts.known);
    for (std::size_t i = 0; i < dispute.readings.size(); ++i) {
      const Reading& reading = dispute.readings[i];
      if (reasons.find(plain(reading.name)) == std::string::npos) continue;
      out +=
          fmt::format("<li><strong>{}</strong> ({}): {}. ", html_text(plain(reading.name)),
                      html_text(cited(dispute.cites, sources.court.slug)), html_text(reading.says));
      if (!reading.held_by.empty()) {
        out += fmt::format("Held by {}. ", html_text(reading.held_by));
      }
      if (followed == static_cast<int>(i)) {
        out += fmt::format("The court follows it, as known on {}.", facts.known.iso());
      }
      out += "</li>\n";
    }
  }
  if (out.empty()) return {};
  return "<h3>Readings in dispute</h3>\n<p>Disputed answers turn on which of these is "
         "right.</p>\n<ul>\n" +
         out + "</ul>\n";
}

}  // namespace

std::string law_section(const ReportFacts& facts, const AnswerTables& tables,
                        const ReportSources& sources) {
  std::set<std::string> concerned, with_basis;
  for (const auto& [code, counts] : tables.by_state) concerned.insert(code);
  for (const auto& [basis, counts] : tables.by_basis) {
    concerned.insert(basis.state);
    with_basis.insert(basis.state);
  }
  std::string out = fmt::format(
      "<section><h2>The law applied</h2>\n<p>{}{}{}. The texts below restate its provisions in "
      "plain words; they are not the authentic text.</p>\n",
      html_text(sources.court.title), sources.court.source.empty() ? "" : ", ",
      html_text(sources.court.source));
  out += disputes(tables, facts, sources);
  out += "<h3>Provisions</h3>\n" + provisions(tables, sources);
  std::string states = states_days(concerned, facts, sources);
  std::string acts = acts_table(with_basis, facts, sources);
  if (!states.empty() || !acts.empty()) out += "<h3>Days</h3>\n" + states + acts;
  return out + "</section>\n";
}

std::string limits_section(const ReportFacts& facts) {
  std::string out = "<section><h2>Limits of this answer</h2>\n<ul>\n";
  auto say = [&](std::string_view text) { out += fmt::format("<li>{}</li>\n", text); };
  say("It says whether jurisdiction could exist over each incident. It does not say that a crime "
      "was committed, whether a case would be admissible, or whether the court will act.");
  say(fmt::format("It holds as known on {}: what was done or became known later is not in it.",
                  facts.known.iso()));
  if (facts.complete_to) {
    say(fmt::format("The record of acts is complete to {}.", facts.complete_to->iso()));
  }
  say("Each row is taken at its word. What its columns leave out, such as the nationality of a "
      "suspect, is unknown here; where the answer would turn on it, the column residual of the "
      "output says what would have to be true.");
  if (facts.located > 0) {
    say(fmt::format(
        "{} rows are placed by their coordinates: {} of them lie at sea near a coast "
        "and are counted for its State, {} on the open sea, {} so near to a border that "
        "the map cannot tell the side; the column near_border marks these.",
        grouped(facts.located), grouped(facts.coast), grouped(facts.open_sea),
        grouped(facts.near_border)));
  }
  if (facts.unreadable > 0) {
    say(fmt::format("{} rows could not be read.", grouped(facts.unreadable)));
  }
  if (facts.faulty > 0) {
    say(fmt::format("{} rows met a fault of the law or the record; their reason names it.",
                    grouped(facts.faulty)));
  }
  if (facts.tally.not_kept() > 0) {
    say(
        fmt::format("The tables by State, basis and reason leave out {} rows: there are more than "
                    "{} different answers.",
                    grouped(facts.tally.not_kept()),
                    grouped(static_cast<std::int64_t>(ReportTally::most_answers))));
  }
  for (const std::string& warning : facts.warnings) say("Warning: " + html_input(warning, 1000));
  for (const std::string& note : facts.notes) say("Note: " + html_input(note, 1000));
  return out + "</ul></section>\n";
}

}  // namespace ratione
