// The disputed points: which case each reading decides, and the page of them.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "gold.h"
#include "text/names.h"

namespace ratione::gold {

namespace {

using World = std::map<int, int>;  // dispute, reading

// ByReading names its readings joined by " + ".
World world_of(const Law& law, const std::string& names) {
  World world;
  for (std::size_t i = 0; i < names.size();) {
    std::size_t cut = std::min(names.find(" + ", i), names.size());
    std::string name = names.substr(i, cut - i);
    for (std::size_t d = 0; d < law.disputes.size(); ++d) {
      const auto& readings = law.disputes[d].readings;
      for (std::size_t r = 0; r < readings.size(); ++r) {
        if (readings[r].name == name) world[static_cast<int>(d)] = static_cast<int>(r);
      }
    }
    i = cut + 3;
  }
  return world;
}

const Reading& reading_of(const Law& law, int dispute, int reading) {
  return law.disputes[static_cast<std::size_t>(dispute)]
      .readings[static_cast<std::size_t>(reading)];
}

// Both worlds but for that dispute; none where they differ on another.
std::optional<World> beside(int dispute, const World& a, const World& b) {
  World both = a;
  for (auto [d, reading] : b) {
    auto [at, fresh] = both.emplace(d, reading);
    if (d != dispute && !fresh && at->second != reading) return std::nullopt;
  }
  both.erase(dispute);
  return both;
}

// The case's worlds, those that agree on all other disputes together.
std::vector<std::pair<int, Deciding>> decided_by(const Law& law, const Asked& asked,
                                                 const Verdict& verdict) {
  std::map<std::pair<int, World>, std::map<int, Conclusion>> apart;
  for (const ByReading& by : verdict.by_reading) {
    const World world = world_of(law, by.reading);
    for (const ByReading& other : verdict.by_reading) {
      const World theirs = world_of(law, other.reading);
      for (auto [dispute, reading] : world) {
        auto their = theirs.find(dispute);
        if (their == theirs.end() || their->second == reading) continue;
        const std::optional<World> others = beside(dispute, world, theirs);
        if (others) apart[{dispute, *others}][reading] = by.conclusion;
      }
    }
  }
  std::vector<std::pair<int, Deciding>> out;
  for (auto& [key, by_reading] : apart) {
    bool differs = std::any_of(by_reading.begin(), by_reading.end(), [&](const auto& each) {
      return each.second != by_reading.begin()->second;
    });
    if (!differs) continue;
    Deciding deciding{asked, "", by_reading};
    for (auto [d, r] : key.second) {
      if (!deciding.alongside.empty()) deciding.alongside += ", ";
      deciding.alongside += reading_of(law, d, r).name;
    }
    out.emplace_back(key.first, std::move(deciding));
  }
  return out;
}

using Pairs = std::set<std::pair<int, int>>;

Pairs told_apart(const Deciding& deciding) {
  Pairs out;
  for (auto [a, in_a] : deciding.by_reading) {
    for (auto [b, in_b] : deciding.by_reading) {
      if (a < b && in_a != in_b) out.insert({a, b});
    }
  }
  return out;
}

}  // namespace

std::set<int> disputes_of(const Law& law, const Verdict& verdict) {
  std::set<int> out;
  for (const ByReading& by : verdict.by_reading) {
    for (auto [dispute, reading] : world_of(law, by.reading)) out.insert(dispute);
  }
  return out;
}

Results<std::vector<std::vector<Deciding>>> deciding_cases(Court& court,
                                                           const std::vector<Row>& rows) {
  std::vector<Asked> asked = cases_of(court);
  for (const Row& row : rows) asked.push_back(row.asked);
  std::stable_sort(asked.begin(), asked.end(),
                   [](const Asked& a, const Asked& b) { return a.known < b.known; });
  std::vector<std::vector<Deciding>> all(court.law().disputes.size());
  for (const Asked& each : asked) {
    Results<Verdict> verdict = court.ask(each);
    if (!verdict) return tl::unexpected(verdict.error());
    for (auto& [dispute, deciding] : decided_by(court.law(), each, *verdict))
      all[static_cast<std::size_t>(dispute)].push_back(std::move(deciding));
  }
  for (std::vector<Deciding>& cases : all) {
    // Cases where nothing else is disputed first, and those that tell more apart.
    std::stable_sort(cases.begin(), cases.end(), [](const Deciding& a, const Deciding& b) {
      if (a.alongside.empty() != b.alongside.empty()) return a.alongside.empty();
      return told_apart(a).size() > told_apart(b).size();
    });
    Pairs known;
    std::vector<Deciding> kept;
    for (Deciding& each : cases) {
      std::size_t before = known.size();
      known.merge(told_apart(each));
      if (known.size() > before) kept.push_back(std::move(each));
    }
    cases = std::move(kept);
  }
  return all;
}

std::vector<std::string> never_told_apart(const Law& law,
                                          const std::vector<std::vector<Deciding>>& cases) {
  std::vector<std::string> out;
  for (std::size_t d = 0; d < law.disputes.size(); ++d) {
    const LawInstrument* court = law.court("");
    if (!court || law.disputes[d].instrument != court->slug) continue;  // not for this Court
    Pairs known;
    for (const Deciding& each : cases[d]) known.merge(told_apart(each));
    int n = static_cast<int>(law.disputes[d].readings.size());
    for (int a = 0; a < n; ++a) {
      for (int b = a + 1; b < n; ++b) {
        if (known.contains({a, b})) continue;
        out.push_back(fmt::format("{}: {}, {}", law.disputes[d].name,
                                  reading_of(law, static_cast<int>(d), a).name,
                                  reading_of(law, static_cast<int>(d), b).name));
      }
    }
  }
  return out;
}

Results<std::string> readings_page(Court& court, const std::vector<Row>& rows) {
  Results<std::vector<std::vector<Deciding>>> cases = deciding_cases(court, rows);
  if (!cases) return tl::unexpected(cases.error());
  const Law& law = court.law();
  std::string contents, body;
  int disputed = 0;
  for (std::size_t d = 0; d < law.disputes.size(); ++d) {
    const Dispute& dispute = law.disputes[d];
    if (dispute.instrument != court.instrument().slug) continue;  // not for this Court
    ++disputed;
    std::vector<std::string> provisions;
    for (const Citation& cite : dispute.cites)
      provisions.push_back(cite.words_in(court.instrument().slug));
    contents += fmt::format("- [{0}](#{0}): {1}\n", dispute.name, fmt::join(provisions, ", "));
    body += fmt::format("\n## {0}\n\nOn {1}; in [{2}](../{2}).\n\n", dispute.name,
                        all_of_words(provisions), court.file(dispute.place));
    for (const Reading& reading : dispute.readings) {
      body += fmt::format("- **{}**: {}.", reading.name, reading.says);
      if (!reading.held_by.empty()) body += fmt::format(" Held by: {}.", reading.held_by);
      body += "\n";
    }
    if (dispute.court_follows.empty()) {
      body += "\nThe Court has followed neither: where it matters, the answer is *disputed*.\n";
      if (dispute.readings.size() > 2) body.replace(body.rfind("neither"), 7, "none of them");
    } else {
      body += "\nThe Court follows";
      std::string between;
      for (const Dispute::Follows& follows : dispute.court_follows) {
        body += fmt::format("{} **{}** asked from {}", between,
                            reading_of(law, static_cast<int>(d), follows.reading).name,
                            follows.known.from.iso());
        body += follows.known.until == Day::never()
                    ? std::string(" on")
                    : fmt::format(" to {}", add_days(follows.known.until, -1).value().iso());
        between = ",";
      }
      body += "; on other days none.\n";
      if (dispute.court_follows.back().known.until == Day::never())
        body.replace(body.rfind("on other days"), 13, "before that");
    }
    if ((*cases)[d].empty()) {
      body += "\nNo case here turns on it yet.\n";
      continue;
    }
    body += "\n| decided by it alone | known |";
    for (const Reading& reading : dispute.readings) body += " " + reading.name + " |";
    body += "\n|---|---|";
    for (std::size_t r = 0; r < dispute.readings.size(); ++r) body += "---|";
    body += "\n";
    for (const Deciding& each : (*cases)[d]) {
      body +=
          fmt::format("| {} ({}{}) | {} |", each.asked.words(), each.asked.id,
                      each.alongside.empty() ? "" : "; with " + each.alongside, each.asked.known);
      for (std::size_t r = 0; r < dispute.readings.size(); ++r) {
        auto it = each.by_reading.find(static_cast<int>(r));
        body += it == each.by_reading.end() ? std::string(" |")
                                            : fmt::format(" {} |", word(it->second));
      }
      body += "\n";
    }
  }
  return fmt::format(
             "# Disputed readings\n\n"
             "Where the law can be read in more than one way, each way is tried. If they agree, "
             "nothing is shown; if not, the answer is *disputed*, with the answer on each reading "
             "and that of the Court where it follows one. {} points are disputed in this law. "
             "Each table shows a case in which the answer turns on that reading and nothing else "
             "changes: from a table of cases in the law, or a row of "
             "[what the Court and its Prosecutor concluded](../tests/gold/court.csv).\n\n"
             "Generated by `write_gold` from the law and the record; a test holds it to "
             "them.\n\n{}",
             disputed, contents) +
         body;
}

}  // namespace ratione::gold
