// Publicodes in Node: judged.mjs over the rows and the arrays of facts.h. Timed
// by itself: setting each row's situation and evaluating it, without reading
// and parsing the rules.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "verdicts/facts.h"
#include "verdicts/peers.h"
#include "verdicts/process.h"

namespace ratione::bench {

namespace {

using nlohmann::json;
const char* const library = RATIONE_SOURCE_DIR "/build/deps/publicodes-1.10.3";

std::int64_t number(Date day) {
  return std::max<std::int64_t>(-1'000'000, day.time_since_epoch().count());
}

json period(Date from, Date until, json with) {
  with["from"] = number(from);
  with["until"] = number(until);
  return with;
}

json facts_json() {
  const Facts& f = facts();
  json out;
  out["entry"] = number(f.entry);
  for (const char* list :
       {"land", "parts", "crimes", "referrals", "acceptances", "open", "abroad", "declined",
        "opt_outs", "agreements", "members", "kept", "consents", "two_sided"}) {
    out[list] = json::array();
  }
  auto doubted = [&f](StateIndex s) { return std::count(f.doubted.begin(), f.doubted.end(), s); };
  for (std::uint8_t crime = 0; crime < crimes.size(); ++crime) {
    std::int64_t begins = number(f.entry);
    for (const Amendment& a : f.amendments) {
      if (a.crime == crime) begins = number(crime == aggression ? f.active : a.added);
    }
    const int added = crime < aggression ? 0 : crime == aggression ? 1 : 2;
    out["crimes"].push_back(
        {{"crime", crime}, {"war", is_war_crime(crime)}, {"added", added}, {"begins", begins}});
  }
  for (const Land& l : f.land) {
    out["land"].push_back(period(l.from, l.until,
                                 {{"place", l.place},
                                  {"state", l.state},
                                  {"p", l.on == On::palestine_is_party ? 1 : 0},
                                  {"k_from", l.on == On::kosovo_is_serbia ? 1 : 0},
                                  {"k_to", l.on == On::kosovo_is_independent ? 0 : 1}}));
    if (l.on != On::always) out["two_sided"].push_back(l.place);
  }
  for (const PartOf& p : f.parts) {
    const bool disputed = p.on == On::kosovo_is_serbia;
    out["parts"].push_back(period(
        p.from, p.until, {{"state", p.state}, {"whole", p.whole}, {"k_from", disputed ? 1 : 0}}));
    if (disputed) out["two_sided"].push_back(p.state);
  }
  for (StateIndex s : f.doubted) out["two_sided"].push_back(s);
  for (const Membership& m : f.memberships) {
    out["members"].push_back(period(
        m.from, m.until, {{"state", m.state}, {"over", m.over}, {"doubted", doubted(m.state)}}));
  }
  for (const KeptReach& k : f.kept) {
    out["kept"].push_back(period(k.from, k.until, {{"state", k.state}, {"place", k.place}}));
  }
  // The first that holds counts, so the surer stand first.
  for (const Acceptance& a : f.acceptances) {
    const StateIndex place = a.place == no_state ? a.state : a.place;
    auto add = [&](Date from, Date until, int reach) {
      out["acceptances"].push_back(period(
          from, until,
          {{"state", a.state}, {"place", place}, {"reach", reach}, {"doubted", doubted(a.state)}}));
    };
    add(a.surely_from, a.until, a.authority_open ? 1 : 2);
    if (a.from < a.surely_from) add(a.from, a.surely_from, 1);
    if (a.place == no_state) out["abroad"].push_back(period(a.from, a.until, {{"state", a.state}}));
    if (a.authority_open) out["open"].push_back(period(a.from, a.until, {{"place", place}}));
  }
  for (const OptOut& o : f.opt_outs) {
    out["opt_outs"].push_back(period(o.from, o.until, {{"state", o.state}, {"half", o.half}}));
  }
  for (const Agreement& a : f.agreements) {
    out["agreements"].push_back(period(a.from, never, {{"state", a.state}, {"about", a.about}}));
  }
  for (bool sure : {true, false}) {
    for (const Consent& c : f.consents) {
      if (c.by_joining == sure) continue;
      out["consents"].push_back(
          period(c.from, never, {{"state", c.state}, {"crime", c.crime}, {"sure", sure ? 1 : 0}}));
    }
  }
  for (const Declined& d : f.declined) {
    out["declined"].push_back(period(d.surely_from, never, {{"state", d.state}, {"reach", 2}}));
    out["declined"].push_back(period(d.from, never, {{"state", d.state}, {"reach", 1}}));
  }
  for (const Referral& r : f.referrals) {
    out["referrals"].push_back(
        period(r.from, never, {{"place", r.place}, {"reach", r.part_only ? 1 : 2}}));
  }
  return out;
}

json rows_json(const Rows& rows) {
  json out = json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int suspect = rows.suspect[i] == no_state ? -1 : rows.suspect[i];
    out.push_back({rows.day[i], rows.territory[i], suspect, rows.crime[i], rows.trigger[i]});
  }
  return out;
}

double decide(const Workshop& shop, const Rows& rows, Verdicts& verdicts) {
  shop.write("rows.json", rows_json(rows).dump());
  shop.run({RATIONE_SOURCE_DIR "/scripts/with_node", "node",
            RATIONE_SOURCE_DIR "/bench/verdicts/judged.mjs", library, shop.path("")},
           "answers");
  std::fill(verdicts.conclusion.begin(), verdicts.conclusion.end(), std::uint8_t{255});
  std::istringstream answers(shop.read("answers"));
  double seconds = 0;
  answers >> seconds;
  unsigned conclusion = 0, reason = 0;
  for (std::size_t i = 0; i < rows.size() && answers >> conclusion >> reason; ++i) {
    verdicts.conclusion[i] = static_cast<std::uint8_t>(conclusion);
    verdicts.reason[i] = reason;
  }
  return std::max(seconds, 1e-6);
}

}  // namespace

Peer publicodes_peer() {
  Peer peer{"publicodes",
            "Publicodes 1.10.3 in Node: numbers and truths of one case; the record becomes rules, "
            "and the sides of disputes about statehood are put together in JavaScript",
            200,
            "",
            nullptr,
            nullptr};
  if (!std::filesystem::exists(library))
    peer.absent = "not fetched (bench/verdicts/fetch_publicodes)";
  auto shop = std::make_shared<std::unique_ptr<Workshop>>();
  peer.load = [shop](const Rows&) {
    if (*shop) return;
    *shop = std::make_unique<Workshop>();
    (*shop)->write("facts.json", facts_json().dump());
  };
  peer.decide = [shop](const Rows& rows, Verdicts& verdicts) {
    return decide(**shop, rows, verdicts);
  };
  return peer;
}

}  // namespace ratione::bench
