// Clingo, answer set programming: judged.lp over the rows and the arrays of
// facts.h. Timed: grounding and solving, without the time for no rows.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <sstream>

#include "verdicts/facts.h"
#include "verdicts/peers.h"
#include "verdicts/process.h"

namespace ratione::bench {

namespace {

std::int64_t number(Date day) {
  return std::max<std::int64_t>(-1'000'000, day.time_since_epoch().count());
}

std::string facts_text() {
  const Facts& f = facts();
  std::string out = fmt::format("entry({}).\n", number(f.entry));
  auto add = [&out](std::string_view name, const auto&... values) {
    std::string list;
    ((list += fmt::format("{}{}", list.empty() ? "" : ",", values)), ...);
    out += fmt::format("{}({}).\n", name, list);
  };
  for (std::uint8_t crime = 0; crime < crimes.size(); ++crime) {
    if (is_war_crime(crime)) add("war_crime", crime);
  }
  for (const Amendment& a : f.amendments) {
    const bool aggressive = a.crime == aggression;
    add("added", a.crime, number(aggressive ? f.active : a.added), aggressive ? 1 : 2);
  }
  for (const Land& l : f.land) {
    add("land", l.place, l.state, number(l.from), number(l.until),
        l.on == On::palestine_is_party ? 1 : 0, l.on == On::kosovo_is_serbia ? 1 : 0,
        l.on == On::kosovo_is_independent ? 0 : 1);
    if (l.on != On::always) add("two_sided", l.place);
  }
  for (StateIndex s : f.doubted) add("two_sided", s);
  auto doubted = [&f](StateIndex s) { return std::count(f.doubted.begin(), f.doubted.end(), s); };
  for (const Membership& m : f.memberships) {
    add("party", m.state, number(m.from), number(m.until), m.over ? 1 : 0, doubted(m.state));
  }
  for (const KeptReach& k : f.kept) add("kept", k.state, k.place, number(k.from), number(k.until));
  for (const Acceptance& a : f.acceptances) {
    const StateIndex place = a.place == no_state ? a.state : a.place;
    const int most = a.authority_open ? 1 : 2;
    if (a.from < a.surely_from) {
      add("acceptance", a.state, place, number(a.from), number(a.surely_from), 1, doubted(a.state));
    }
    add("acceptance", a.state, place, number(a.surely_from), number(a.until), most,
        doubted(a.state));
    if (a.place == no_state) add("acceptance_abroad", a.state, number(a.from), number(a.until));
    if (a.authority_open) add("open_authority", place, number(a.from));
  }
  for (const OptOut& o : f.opt_outs) {
    add("opt_out", o.state, number(o.from), number(o.until), o.half ? 1 : 0);
  }
  for (StateIndex state = 0; state < f.states; ++state) {
    std::int64_t from = number(Date::min());
    for (const PartOf& p : f.parts) {
      if (p.state != state) continue;
      const bool disputed = p.on == On::kosovo_is_serbia;
      if (disputed) add("two_sided", state);
      add("national", state, p.whole, number(p.from), number(p.until), disputed ? 1 : 0, 1);
      if (disputed) add("national", state, state, number(p.from), number(p.until), 0, 0);
      add("national", state, state, from, number(p.from), 0, 1);
      from = number(p.until);
    }
    add("national", state, state, from, number(never), 0, 1);
  }
  for (const Agreement& a : f.agreements) add("agreement", a.state, a.about, number(a.from));
  for (const Consent& c : f.consents) {
    add("consent", c.state, c.crime, number(c.from), c.by_joining ? 0 : 1);
  }
  for (const Declined& d : f.declined) {
    add("declined", d.state, number(d.from), 1);
    add("declined", d.state, number(d.surely_from), 2);
  }
  for (const Referral& r : f.referrals)
    add("referral", r.place, number(r.from), r.part_only ? 1 : 2);
  return out;
}

std::string rows_text(const Rows& rows) {
  std::string out = "row(0,0,0,0,0,0) :- #false.\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    out += fmt::format("row({},{},{},{},{},{}).\n", i, rows.day[i], rows.territory[i],
                       rows.suspect[i] == no_state ? "u" : fmt::format("{}", rows.suspect[i]),
                       rows.crime[i], rows.trigger[i]);
  }
  return out;
}

// The atoms of the one answer set, in one line.
void read_answers(const std::string& text, Verdicts& verdicts) {
  std::fill(verdicts.conclusion.begin(), verdicts.conclusion.end(), std::uint8_t{255});
  std::fill(verdicts.reason.begin(), verdicts.reason.end(), 0u);
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    unsigned row = 0, a = 0, b = 0;
    if (std::sscanf(word.c_str(), "verdict(%u,%u)", &row, &a) == 2 && row < verdicts.size()) {
      verdicts.conclusion[row] = static_cast<std::uint8_t>(a);
    } else if (std::sscanf(word.c_str(), "because(%u,%u,%u)", &row, &a, &b) == 3 &&
               row < verdicts.size()) {
      verdicts.reason[row] = reason_of(static_cast<Basis>(a), static_cast<StateIndex>(b));
    }
  }
}

double decide(const Workshop& shop, const Rows& rows, Verdicts& verdicts) {
  auto run = [&shop](const char* file) {
    return shop.run({"clingo", "--outf=0", "--verbose=0", "--warn=none",
                     RATIONE_SOURCE_DIR "/bench/verdicts/judged.lp", "facts.lp", file},
                    "answers", {0, 10, 30});
  };
  shop.write("none.lp", rows_text({}));
  shop.write("rows.lp", rows_text(rows));
  const double start = run("none.lp");
  const double all = run("rows.lp");
  read_answers(shop.read("answers"), verdicts);
  return std::max(all - start, 1e-6);
}

}  // namespace

Peer clingo_peer() {
  Peer peer{"clingo", "answer sets: judged.lp", 2'000, "", nullptr, nullptr};
  if (!installed("clingo")) peer.absent = "clingo is not installed (gringo)";
  auto shop = std::make_shared<std::unique_ptr<Workshop>>();
  peer.load = [shop](const Rows&) {
    if (*shop) return;
    *shop = std::make_unique<Workshop>();
    (*shop)->write("facts.lp", facts_text());
  };
  peer.decide = [shop](const Rows& rows, Verdicts& verdicts) {
    return decide(**shop, rows, verdicts);
  };
  return peer;
}

}  // namespace ratione::bench
