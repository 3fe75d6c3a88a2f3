// The page of the court's law: each provision's restatement, its rules, its
// cases, and the decided situations that rest on it.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <set>

#include "gold.h"
#include "text/names.h"

namespace ratione::gold {

namespace {

struct Answered {
  const Row* row;
  Verdict verdict;
};

std::string anchor(const std::string& id) {
  std::string out = "p-" + id;
  std::replace(out.begin(), out.end(), '.', '-');
  return out;
}

std::string anchor(const Row& row) {
  std::string out = row.asked.id;
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string in_cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\\|");
  return text;
}

// Articles by number (8, 8 bis, 9), what is no article last.
std::tuple<int, std::string> place_of(const std::string& id) {
  std::string head = id.substr(0, id.find('.'));
  std::size_t digits = 0;
  while (digits < head.size() && std::isdigit(static_cast<unsigned char>(head[digits]))) ++digits;
  return digits == 0 ? std::tuple(100'000, std::string())
                     : std::tuple(std::stoi(head.substr(0, digits)), head.substr(digits));
}

// A provision of a list: no rule, no case, no heading.
bool is_item(const Provision& p) { return p.title.empty(); }

void cites_of(const Proof& proof, std::set<std::pair<std::string, std::string>>& cites) {
  for (const Citation& cite : proof.cites) cites.insert({cite.instrument, cite.provision});
  for (const Proof& because : proof.because) cites_of(because, cites);
}

std::string links(const std::vector<const Row*>& rows) {
  std::vector<std::string> out;
  for (const Row* row : rows) out.push_back(fmt::format("[{}](#{})", row->asked.id, anchor(*row)));
  return fmt::format("{}", fmt::join(out, ", "));
}

std::string cases_table(const CasesTable& table) {
  std::vector<std::string> names, dashes;
  for (const CasesTable::Cell& column : table.columns) {
    names.push_back(in_cell(column.text));
    dashes.push_back("---");
  }
  std::string out = fmt::format("| {} |\n|{}|\n", fmt::join(names, " | "), fmt::join(dashes, "|"));
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const CasesTable::Cell& cell : row) cells.push_back(in_cell(cell.text));
    out += fmt::format("| {} |\n", fmt::join(cells, " | "));
  }
  return out;
}

}  // namespace

Results<std::string> statute_page(Court& court, const std::vector<Row>& rows) {
  const LawInstrument& instrument = court.instrument();
  std::vector<Answered> answers;
  // For a provision: rows decided by it (a basis or a limit that holds, a dispute), and
  // rows whose proof cites it besides.
  std::map<std::string, std::vector<const Row*>> decided, cited;
  for (const Row& row : rows) {
    Results<Verdict> verdict = court.ask(row.asked);
    if (!verdict) return tl::unexpected(verdict.error());
    std::set<std::string> by, in_proof;
    auto add = [&](const std::vector<Citation>& cites) {
      for (const Citation& cite : cites) {
        if (cite.instrument == instrument.slug) by.insert(cite.provision);
      }
    };
    for (const BasisFound& basis : verdict->bases) {
      // A basis that holds decides nothing where a bar closes it.
      if (basis.value == Truth::yes && verdict->conclusion != Conclusion::no) add(basis.cites);
    }
    for (const LimitFound& limit : verdict->limits) {
      if (limit.value == Truth::yes) add(limit.cites);
    }
    for (int dispute : disputes_of(court.law(), *verdict))
      add(court.law().disputes[static_cast<std::size_t>(dispute)].cites);
    std::set<std::pair<std::string, std::string>> all;
    cites_of(verdict->proof, all);
    for (auto& [slug, provision] : all) {
      if (slug == instrument.slug && !by.contains(provision)) in_proof.insert(provision);
    }
    for (const std::string& provision : by) decided[provision].push_back(&row);
    for (const std::string& provision : in_proof) cited[provision].push_back(&row);
    answers.push_back({&row, std::move(*verdict)});
  }

  std::vector<const Provision*> order;
  for (const Provision& p : instrument.provisions) order.push_back(&p);
  std::stable_sort(order.begin(), order.end(), [](const Provision* a, const Provision* b) {
    return place_of(a->id) < place_of(b->id);
  });

  std::string contents, body, file_before;
  std::size_t cases = 0;
  for (const Provision* p : order) {
    if (is_item(*p)) {
      body += fmt::format("- {}: {}", written_provision(p->id), p->text);
    } else {
      auto dots = static_cast<std::size_t>(std::count(p->id.begin(), p->id.end(), '.'));
      if (dots == 0) contents += fmt::format("- [{}](#{})\n", p->title, anchor(p->id));
      std::string title = p->title;
      if (dots > 0) title = fmt::format("{}. {}", written_provision(p->id), title);
      body += fmt::format("\n<a id=\"{}\"></a>\n{} {}\n\n", anchor(p->id),
                          std::string(std::min<std::size_t>(2 + dots, 6), '#'), title);
      if (!p->text.empty()) body += p->text + "\n\n";
      std::string file = court.file(p->place);
      if (file != file_before) body += fmt::format("In [{0}](../{0}).\n\n", file);
      file_before = file;
    }
    for (const std::string& fence : p->fences) {
      if (fence.empty()) continue;
      body += fmt::format("```law\n{}{}```\n\n", fence, fence.back() == '\n' ? "" : "\n");
    }
    for (const CasesTable& table : instrument.cases) {
      if (table.provision != p->id) continue;
      body += cases_table(table) + "\n";
      cases += table.rows.size();
    }
    std::vector<std::string> rest;
    if (auto it = decided.find(p->id); it != decided.end())
      rest.push_back("Decided by it: " + links(it->second) + ".");
    // What most proofs cite says little about each.
    if (auto it = cited.find(p->id); it != cited.end()) {
      const char* stands = rest.empty() ? "It stands" : "It also stands";
      rest.push_back(it->second.size() > 12
                         ? fmt::format("{} in {} {}proofs.", stands, it->second.size(),
                                       rest.empty() ? "" : "other ")
                         : fmt::format("{} in the proof of {}.", stands, links(it->second)));
      if (it->second.size() == rows.size()) rest.back() = "It stands in every proof.";
    }
    if (is_item(*p)) {
      body += rest.empty() ? std::string("\n") : fmt::format(" *{}*\n", fmt::join(rest, " "));
    } else if (!rest.empty()) {
      body += fmt::format("*{}*\n", fmt::join(rest, " "));
    }
  }

  // Tables under no provision's heading: of several provisions together.
  std::string together;
  for (const CasesTable& table : instrument.cases) {
    if (instrument.provision(table.provision) != nullptr) continue;
    std::string file = court.file(table.place);
    if (together.find(file) == std::string::npos)
      together += fmt::format("\nIn [{0}](../{0}).\n\n", file);
    together += cases_table(table) + "\n";
    cases += table.rows.size();
  }
  if (!together.empty()) {
    contents += "- [Cases of several provisions](#together)\n";
    body += "\n<a id=\"together\"></a>\n## Cases of several provisions\n" + together;
  }

  std::string situations =
      "\n<a id=\"decided\"></a>\n## Decided situations\n\n"
      "What the Court, its Prosecutor or the depositary concluded, and the law's answer.\n\n"
      "| id | conduct | asked | known | answer | by | source |\n|---|---|---|---|---|---|---|\n";
  for (const Answered& each : answers) {
    situations +=
        fmt::format("| <a id=\"{}\"></a>{} | {} | {} | {} | {} | {} | {} |\n", anchor(*each.row),
                    each.row->asked.id, in_cell(each.row->what), each.row->asked.words(),
                    each.row->asked.known, conclusion_words(each.verdict),
                    fmt::join(bases_that_hold(each.verdict), ", "), in_cell(each.row->source));
  }
  for (std::size_t at; (at = body.find("\n\n\n")) != std::string::npos;) body.erase(at, 1);
  return fmt::format(
             "# {}: the law, its rules, its cases\n\n"
             "Each provision in plain words, under it the rules that the program runs, the cases "
             "that test them, and the decided situations whose answer rests on it. The law itself "
             "stands in [law/{}](../law/{}); where it can be read in more than one way, "
             "[readings.md](readings.md) shows each reading with a case; what is not answered as "
             "a source has it stands in [disagreements.md](disagreements.md). {} provisions, {} "
             "cases, {} decided situations.\n\n"
             "Generated by `write_gold` from the law and the record; a test holds it to them.\n\n"
             "## Contents\n\n{}- [Decided situations](#decided)\n",
             instrument.title, instrument.slug, instrument.slug, order.size(), cases, rows.size(),
             contents) +
         body + situations;
}

}  // namespace ratione::gold
