// SWI-Prolog over `ratione law export --to prolog`: the law as it stands in
// law/, given its meaning by another program (docs/oracle.md). It answers with
// the set of truths over all readings, so it has conclusions but no reasons.
// Timed: the questions, without reading the program.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <sstream>

#include "oracle/export.h"
#include "verdicts/facts.h"
#include "verdicts/peers.h"
#include "verdicts/process.h"

namespace ratione::bench {

namespace {

std::string questions(const Rows& rows) {
  const auto& states = house().record.states().all();
  std::string out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::string fields = fmt::format("'crime'=crime({})", prolog_atom(crimes[rows.crime[i]]));
    if (rows.suspect[i] != no_state) {
      fields += fmt::format(", 'nationality'=states([{}])",
                            prolog_atom(states[rows.suspect[i]].code.text()));
    }
    if (rows.trigger[i] != any_trigger) {
      fields += fmt::format(", 'trigger'=option({})", prolog_atom(triggers[rows.trigger[i]]));
    }
    out += fmt::format("ask({}, {}, [{}], [{}], [], all, rule('rome-statute.jurisdiction', [])).\n",
                       i, prolog_day(Day::from_number(rows.day[i]).value()),
                       prolog_atom(states[rows.territory[i]].code.text()), fields);
  }
  return out;
}

// "[0,2]": the truths over all readings. Open on some reading, and yes and no on
// others: undetermined if a missing fact is what leaves it open; if a day or a
// place is known too roughly, no fact is missing, and the readings decide.
Answer answer_of(const std::string& truths, const Rows& rows, std::size_t i) {
  const bool no = truths.find('0') != std::string::npos;
  const bool open = truths.find('1') != std::string::npos;
  const bool yes = truths.find('2') != std::string::npos;
  if (!open) return no && yes ? Answer::disputed : yes ? Answer::yes : Answer::no;
  if (!no || !yes || rows.suspect[i] == no_state) return Answer::undetermined;
  const auto& acceptances = facts().acceptances;
  const bool missing =
      std::any_of(acceptances.begin(), acceptances.end(), [&](const Acceptance& a) {
        return a.authority_open && a.place == rows.territory[i] &&
               a.has(Date{std::chrono::days{rows.day[i]}});
      });
  return missing ? Answer::undetermined : Answer::disputed;
}

double decide(const Workshop& shop, const Rows& rows, Verdicts& verdicts) {
  shop.write("none.pl", "");
  shop.write("questions.pl", questions(rows));
  const double reading = shop.run({"swipl", "-O", "law.pl", "--", "none.pl"}, "nothing");
  const double all = shop.run({"swipl", "-O", "law.pl", "--", "questions.pl"}, "answers");
  std::fill(verdicts.conclusion.begin(), verdicts.conclusion.end(), std::uint8_t{255});
  std::istringstream answers(shop.read("answers"));
  std::size_t i = 0;
  for (std::string truths; answers >> i >> truths;) {
    if (i < rows.size() && truths.front() == '[') {
      verdicts.conclusion[i] = static_cast<std::uint8_t>(answer_of(truths, rows, i));
    }
  }
  return std::max(all - reading, 1e-6);
}

}  // namespace

Peer prolog_peer() {
  Peer peer{"prolog",
            "SWI-Prolog over the exported law, readings tried one by one; no reasons, and the time "
            "to read the program left out",
            300,
            "",
            nullptr,
            nullptr};
  peer.gives_reasons = false;
  if (!installed("swipl")) peer.absent = "SWI-Prolog is not installed (swi-prolog-nox)";
  auto shop = std::make_shared<std::unique_ptr<Workshop>>();
  peer.load = [shop](const Rows&) {
    if (*shop) return;
    *shop = std::make_unique<Workshop>();
    const House& h = house();
    (*shop)->write("law.pl", to_prolog(h.law, h.record, h.atlas, h.known));
  };
  peer.decide = [shop](const Rows& rows, Verdicts& verdicts) {
    return decide(**shop, rows, verdicts);
  };
  return peer;
}

}  // namespace ratione::bench
