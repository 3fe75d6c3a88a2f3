#include "verdicts/joins.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "verdicts/facts.h"

namespace ratione::bench {

namespace {

std::int32_t number(Date day) {
  // The first of all days is no int32.
  constexpr std::int32_t least = -1'000'000;
  return std::max(least, static_cast<std::int32_t>(
                             std::max<std::int64_t>(least, day.time_since_epoch().count())));
}

// One table: its columns, and rows as they stand in VALUES.
class Table {
 public:
  Table(std::string name, std::string columns)
      : name_(std::move(name)), columns_(std::move(columns)) {}
  template <class... T>
  void add(const T&... values) {
    std::string row;
    ((row += fmt::format("{}{}", row.empty() ? "" : ", ", values)), ...);
    rows_.push_back("(" + row + ")");
  }
  void give(std::vector<std::string>& out) const {
    out.push_back(fmt::format("CREATE TABLE {} ({})", name_, columns_));
    if (!rows_.empty()) {
      out.push_back(fmt::format("INSERT INTO {} VALUES {}", name_, fmt::join(rows_, ", ")));
    }
    if (columns_.rfind("state ", 0) == 0 || columns_.rfind("place ", 0) == 0) {
      out.push_back(fmt::format("CREATE INDEX {0}_key ON {0} ({1})", name_, columns_.substr(0, 5)));
    }
  }

 private:
  std::string name_, columns_;
  std::vector<std::string> rows_;
};

// Periods that may overlap, each with a value: disjoint ones with the greatest.
struct Valued {
  std::int32_t from, until;
  int value;
};
std::vector<Valued> disjoint(const std::vector<Valued>& all) {
  std::set<std::int32_t> turns;
  for (const Valued& each : all) turns.insert({each.from, each.until});
  std::vector<Valued> out;
  for (auto turn = turns.begin(); turn != turns.end() && std::next(turn) != turns.end(); ++turn) {
    int value = -1;
    for (const Valued& each : all) {
      if (each.from <= *turn && *turn < each.until) value = std::max(value, each.value);
    }
    if (value >= 0) out.push_back({*turn, *std::next(turn), value});
  }
  return out;
}

void acceptance_tables(const Facts& f, std::vector<std::string>& out) {
  Table there("acceptances",
              "state INTEGER, place INTEGER, day_from INTEGER, day_until INTEGER, reach INTEGER, "
              "open INTEGER, doubted INTEGER");
  Table abroad("acceptances_abroad", "state INTEGER, day_from INTEGER, day_until INTEGER");
  std::map<StateIndex, std::vector<Valued>> by_state;
  std::set<StateIndex> open;
  for (const Acceptance& a : f.acceptances) {
    const std::int32_t from = number(a.from), surely = number(a.surely_from),
                       until = number(a.until);
    if (a.authority_open) open.insert(a.state);
    if (from < surely) by_state[a.state].push_back({from, surely, 1});
    by_state[a.state].push_back({surely, until, a.authority_open ? 1 : 2});
    if (a.place == no_state) abroad.add(a.state, from, until);
  }
  for (const auto& [state, periods] : by_state) {
    const auto doubted = std::count(f.doubted.begin(), f.doubted.end(), state);
    for (const Valued& each : disjoint(periods)) {
      there.add(state, state, each.from, each.until, each.value, open.count(state), doubted);
    }
  }
  there.give(out);
  abroad.give(out);
}

void consent_tables(const Facts& f, std::vector<std::string>& out) {
  Table consents("consents",
                 "state INTEGER, crime INTEGER, day_from INTEGER, day_until INTEGER, sure INTEGER");
  std::map<std::pair<StateIndex, std::uint8_t>, std::vector<Valued>> all;
  for (const Consent& c : f.consents) {
    all[{c.state, c.crime}].push_back({number(c.from), number(never), c.by_joining ? 0 : 1});
  }
  for (const auto& [key, periods] : all) {
    for (const Valued& each : disjoint(periods)) {
      consents.add(key.first, key.second, each.from, each.until, each.value);
    }
  }
  consents.give(out);

  Table declined("declined", "state INTEGER, day_from INTEGER, day_until INTEGER, reach INTEGER");
  for (const Declined& d : f.declined) {
    for (const Valued& each : disjoint(
             {{number(d.from), number(never), 1}, {number(d.surely_from), number(never), 2}})) {
      declined.add(d.state, each.from, each.until, each.value);
    }
  }
  declined.give(out);
}

// half: 1 for its own nationals alone; 2 of State -1, the unknown one: some State
// has opted out.
void opt_out_tables(const Facts& f, std::vector<std::string>& out) {
  Table each("opt_outs", "state INTEGER, day_from INTEGER, day_until INTEGER, half INTEGER");
  std::vector<Valued> periods;
  for (const OptOut& o : f.opt_outs) {
    each.add(o.state, number(o.from), number(o.until), o.half ? 1 : 0);
    periods.push_back({number(o.from), number(o.until), 1});
  }
  for (const Valued& period : disjoint(periods)) each.add(-1, period.from, period.until, 2);
  each.give(out);
}

// Under which State a national counts; k: whether Kosovo is Serbian.
void national_table(const Facts& f, std::vector<std::string>& out) {
  Table nationals("nationals",
                  "state INTEGER, whole INTEGER, day_from INTEGER, day_until INTEGER, "
                  "k_from INTEGER, k_to INTEGER");
  for (StateIndex state = 0; state < f.states; ++state) {
    std::int32_t from = number(Date::min());
    for (const PartOf& p : f.parts) {
      if (p.state != state) continue;
      const bool disputed = p.on == On::kosovo_is_serbia;
      nationals.add(state, p.whole, number(p.from), number(p.until), disputed ? 1 : 0, 1);
      if (disputed) nationals.add(state, state, number(p.from), number(p.until), 0, 0);
      if (from < number(p.from)) nationals.add(state, state, from, number(p.from), 0, 1);
      from = number(p.until);
    }
    if (from < number(never)) nationals.add(state, state, from, number(never), 0, 1);
  }
  nationals.give(out);
}

// States that a dispute about statehood touches.
std::string two_sided(const Facts& f) {
  std::set<StateIndex> states(f.doubted.begin(), f.doubted.end());
  for (const Land& l : f.land) {
    if (l.on != On::always) states.insert(l.place);
  }
  for (const PartOf& p : f.parts) {
    if (p.on != On::always) states.insert(p.state);
  }
  return fmt::format("(r.territory IN ({0}) OR coalesce(r.suspect IN ({0}), FALSE))",
                     fmt::join(states, ", "));
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

std::vector<std::string> fact_tables() {
  const Facts& f = facts();
  std::vector<std::string> out;
  Table crime_table("crimes", "crime INTEGER, war BOOLEAN, added INTEGER, begins INTEGER");
  for (std::uint8_t crime = 0; crime < crimes.size(); ++crime) {
    std::int32_t begins = number(f.entry);
    if (crime == aggression) begins = number(f.active);
    for (const Amendment& a : f.amendments) {
      if (a.crime == crime && crime != aggression) begins = number(a.added);
    }
    crime_table.add(crime, is_war_crime(crime) ? "TRUE" : "FALSE",
                    crime < aggression    ? 0
                    : crime == aggression ? 1
                                          : 2,
                    begins);
  }
  crime_table.give(out);

  // p: Palestine is a Party; the first row is the side that reasons are told of.
  Table worlds("worlds", "front BOOLEAN, p INTEGER, k INTEGER");
  worlds.add("TRUE", 1, 0);
  worlds.add("FALSE", 1, 1);
  worlds.add("FALSE", 0, 0);
  worlds.add("FALSE", 0, 1);
  worlds.give(out);

  Table land("land",
             "place INTEGER, state INTEGER, day_from INTEGER, day_until INTEGER, p INTEGER, "
             "k_from INTEGER, k_to INTEGER");
  for (const Land& l : f.land) {
    land.add(l.place, l.state, number(l.from), number(l.until),
             l.on == On::palestine_is_party ? 1 : 0, l.on == On::kosovo_is_serbia ? 1 : 0,
             l.on == On::kosovo_is_independent ? 0 : 1);
  }
  land.give(out);

  Table members(
      "members",
      "state INTEGER, day_from INTEGER, day_until INTEGER, gone INTEGER, doubted INTEGER");
  for (const Membership& m : f.memberships) {
    members.add(m.state, number(m.from), number(m.until), m.over ? 1 : 0,
                std::count(f.doubted.begin(), f.doubted.end(), m.state));
  }
  members.give(out);

  Table kept("kept", "state INTEGER, place INTEGER, day_from INTEGER, day_until INTEGER");
  for (const KeptReach& k : f.kept) kept.add(k.state, k.place, number(k.from), number(k.until));
  kept.give(out);

  Table agreements("agreements", "state INTEGER, about INTEGER, day_from INTEGER");
  for (const Agreement& a : f.agreements) agreements.add(a.state, a.about, number(a.from));
  agreements.give(out);

  Table referrals("referrals", "place INTEGER, day_from INTEGER, reach INTEGER");
  for (const Referral& r : f.referrals) referrals.add(r.place, number(r.from), r.part_only ? 1 : 2);
  referrals.give(out);

  acceptance_tables(f, out);
  consent_tables(f, out);
  opt_out_tables(f, out);
  national_table(f, out);
  return out;
}

std::vector<std::string> row_tables() {
  return {
      "CREATE TABLE rows (id INTEGER, day INTEGER, territory INTEGER, suspect INTEGER, "
      "crime INTEGER, trig INTEGER)",
      "CREATE TABLE verdicts (id INTEGER, conclusion INTEGER, reason INTEGER)"};
}

std::vector<std::string> verdict_statements(Dialect dialect) {
  std::ifstream in(RATIONE_SOURCE_DIR "/bench/verdicts/judged.sql", std::ios::binary);
  std::ostringstream whole;
  whole << in.rdbuf();
  if (!in || whole.str().empty()) {
    fmt::print(stderr, "bench/verdicts/judged.sql cannot be read.\n");
    std::exit(3);
  }
  const std::string entry = fmt::format("{}", number(facts().entry));
  auto judged = [&](const std::string& where, const std::string& worlds) {
    std::string sql = whole.str();
    replace_all(sql, "{WHERE}", where);
    replace_all(sql, "{WORLDS}", worlds);
    replace_all(sql, "{ENTRY}", entry);
    if (dialect == Dialect::sqlite) {
      replace_all(sql, "least(", "min(");
      replace_all(sql, "greatest(", "max(");
    }
    return sql;
  };
  const std::string answer =
      "SELECT id, CASE WHEN wide = narrow THEN CASE wide WHEN 2 THEN 0 WHEN 0 THEN 1 ELSE 2 END "
      "WHEN wide = 2 AND narrow = 0 AND coalesce(open, FALSE) = FALSE THEN 3 ELSE 2 END, "
      "CASE WHEN wide = 2 AND narrow = 2 THEN reason ELSE 0 END FROM ";
  const std::string sides = two_sided(facts());
  return {"INSERT INTO verdicts SELECT id, 1, 0 FROM rows WHERE day < " + entry,
          "INSERT INTO verdicts " + judged("NOT " + sides, "w.front") + answer + "judged",
          "INSERT INTO verdicts " + judged(sides, "TRUE") + answer +
              "(SELECT id, max(wide) AS wide, min(narrow) AS narrow, "
              "max(CASE WHEN front THEN reason END) AS reason, max(open) AS open "
              "FROM judged GROUP BY id) AS sides"};
}

}  // namespace ratione::bench
