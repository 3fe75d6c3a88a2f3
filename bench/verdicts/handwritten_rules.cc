// What a programmer would write who reads the Rome Statute and turns its
// articles into ifs: one function an article, calendar dates compared as dates,
// the acts of each State in small arrays. Where a point of law is disputed the
// widest and the narrowest reading are tried, and both sides of the disputes
// about Kosovo and Palestine, but only if the case met such a point.
#include <algorithm>
#include <array>

#include "verdicts/facts.h"
#include "verdicts/peers.h"

namespace ratione::bench {

namespace {

using std::chrono::year_month_day;

enum Truth : std::uint8_t { no, perhaps, yes };
constexpr Truth both(Truth a, Truth b) { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) { return std::max(a, b); }
constexpr Truth negated(Truth a) { return static_cast<Truth>(2 - a); }

// A period in calendar dates, with what holds in it.
template <class T>
struct Dated : T {
  year_month_day begins, ends;
  explicit Dated(const T& each) : T(each), begins(each.from), ends(each.until) {}
  bool on(const year_month_day& day) const { return begins <= day && day < ends; }
};
struct DatedAcceptance : Dated<Acceptance> {
  year_month_day surely_begins;
  explicit DatedAcceptance(const Acceptance& a) : Dated(a), surely_begins(a.surely_from) {}
};
struct DatedConsent {
  std::uint8_t crime;
  bool by_joining;
  year_month_day begins;
};

struct State {
  std::vector<Dated<Land>> land;  // of the place that bears its name
  std::vector<Dated<Membership>> memberships;
  std::vector<Dated<KeptReach>> kept;
  std::vector<DatedAcceptance> acceptances;
  std::vector<Dated<OptOut>> opt_outs;
  std::vector<Dated<PartOf>> parts;
  std::vector<std::pair<StateIndex, year_month_day>> gave_up_jurisdiction_over;
  std::vector<DatedConsent> consents;
  std::vector<std::pair<year_month_day, year_month_day>> declined_aggression;
  std::vector<std::pair<year_month_day, bool>> referrals;  // of this place; of a part only
  bool statehood_doubted = false;
};

// One reading of each dispute, and which of them the case asked for.
struct Readings {
  enum Dispute : unsigned { narrow = 1, palestine_no_state = 2, kosovo_serbian = 4 };
  unsigned chosen = 0;
  unsigned asked = 0;
  bool take(Dispute dispute) {
    asked |= dispute;
    return (chosen & dispute) != 0;
  }
};

struct Conduct {
  year_month_day day;
  StateIndex place, suspect;
  std::uint8_t crime, trigger;
};

struct Found {
  Truth truth = no;
  std::uint32_t reason = 0;
};

class Statute {
 public:
  explicit Statute(const Facts& f);
  std::pair<Answer, std::uint32_t> decide(const Conduct& c) const;

 private:
  struct Case {
    const Conduct& c;
    Readings& readings;
    StateIndex land;  // whose soil it is; no_state: nobody's
    bool referred;    // by the Council
  };

  Found under(const Conduct& c, Readings& readings) const;
  Found jurisdiction(const Case& x) const;
  Truth barred(const Case& x) const;
  StateIndex soil(const Conduct& c, Readings& readings) const;

  bool is_party(const State& s, const year_month_day& day) const;
  const State* whole_of(StateIndex state, const Case& x) const;
  Truth within_reach(const State& s, const Case& x) const;
  Truth party_consents(StateIndex state, const Case& x) const;
  Truth specially_consents(StateIndex state, const Case& x) const;
  bool counted(StateIndex state, const Case& x) const;
  bool statehood_denied(const State& s, const Case& x) const;
  Truth opt_out_runs(StateIndex state, const Case& x) const;
  Truth agreement_bars(const State& s, const Case& x) const;
  Truth suspect_opted_out(const Case& x) const;
  bool accepted(StateIndex state, const Case& x) const;
  Truth not_accepted_by_one(const Case& x) const;
  Truth added_crime_barred(const Case& x) const;
  Truth aggression_barred(const Case& x) const;
  Truth declined(const Case& x) const;
  bool open_authority_matters(const Conduct& c) const;

  year_month_day entry_, active_;
  std::array<year_month_day, crimes.size()> added_;
  std::vector<State> states_;
  std::vector<Dated<OptOut>> opt_outs_;
};

Statute::Statute(const Facts& f) : entry_(f.entry), active_(f.active), states_(f.states) {
  for (const Land& l : f.land) states_[l.place].land.emplace_back(l);
  for (const Membership& m : f.memberships) states_[m.state].memberships.emplace_back(m);
  for (const KeptReach& k : f.kept) states_[k.state].kept.emplace_back(k);
  for (const Acceptance& a : f.acceptances) states_[a.state].acceptances.emplace_back(a);
  for (const OptOut& o : f.opt_outs) {
    states_[o.state].opt_outs.emplace_back(o);
    opt_outs_.emplace_back(o);
  }
  for (const PartOf& p : f.parts) states_[p.state].parts.emplace_back(p);
  for (const Agreement& a : f.agreements) {
    states_[a.state].gave_up_jurisdiction_over.emplace_back(a.about, a.from);
  }
  for (const Consent& c : f.consents) {
    states_[c.state].consents.push_back({c.crime, c.by_joining, year_month_day(c.from)});
  }
  for (const Declined& d : f.declined) {
    states_[d.state].declined_aggression.emplace_back(d.from, d.surely_from);
  }
  for (const Referral& r : f.referrals) {
    states_[r.place].referrals.emplace_back(r.from, r.part_only);
  }
  for (StateIndex s : f.doubted) states_[s].statehood_doubted = true;
  for (const Amendment& a : f.amendments) added_[a.crime] = a.added;
}

// Whose territory the place is. What somebody holds under a disputed title is
// asked for under both.
StateIndex Statute::soil(const Conduct& c, Readings& readings) const {
  for (const Dated<Land>& l : states_[c.place].land) {
    if (!l.on(c.day)) continue;
    switch (l.Land::on) {
      case On::always:
        return l.state;
      case On::palestine_is_party:
        if (!readings.take(Readings::palestine_no_state)) return l.state;
        break;
      case On::kosovo_is_independent:
        if (!readings.take(Readings::kosovo_serbian)) return l.state;
        break;
      case On::kosovo_is_serbia:
        if (readings.take(Readings::kosovo_serbian)) return l.state;
        break;
    }
  }
  return no_state;
}

bool Statute::is_party(const State& s, const year_month_day& day) const {
  return std::any_of(s.memberships.begin(), s.memberships.end(),
                     [&](const auto& m) { return m.on(day); });
}

// The State as whose a national counts, if he counts as another's.
const State* Statute::whole_of(StateIndex state, const Case& x) const {
  for (const Dated<PartOf>& p : states_[state].parts) {
    if (!p.on(x.c.day)) continue;
    if (p.PartOf::on == On::kosovo_is_serbia && !x.readings.take(Readings::kosovo_serbian)) {
      continue;
    }
    return &states_[p.whole];
  }
  return nullptr;
}

// Article 127(2).
Truth Statute::within_reach(const State& s, const Case& x) const {
  for (const Dated<Membership>& m : s.memberships) {
    if (!m.on(x.c.day)) continue;
    if (!m.over || !x.readings.take(Readings::narrow)) return yes;
    for (const Dated<KeptReach>& k : s.kept) {
      if (k.place == x.c.place && k.on(x.c.day)) return yes;
    }
  }
  return no;
}

// Article 125(3).
bool Statute::statehood_denied(const State& s, const Case& x) const {
  return s.statehood_doubted && x.readings.take(Readings::palestine_no_state);
}

// Article 124.
Truth Statute::opt_out_runs(StateIndex state, const Case& x) const {
  if (!is_war_crime(x.c.crime)) return no;
  for (const Dated<OptOut>& o : states_[state].opt_outs) {
    if (!o.on(x.c.day)) continue;
    if (!o.half) return yes;
    if (x.c.suspect != no_state && x.c.suspect != state) continue;
    if (x.readings.take(Readings::narrow)) return x.c.suspect == state ? yes : perhaps;
  }
  return no;
}

Truth Statute::suspect_opted_out(const Case& x) const {
  if (x.c.suspect != no_state) return opt_out_runs(x.c.suspect, x);
  const bool any =
      std::any_of(opt_outs_.begin(), opt_outs_.end(), [&](const auto& o) { return o.on(x.c.day); });
  return any && is_war_crime(x.c.crime) ? perhaps : no;
}

// The Interim Agreement of 1995.
Truth Statute::agreement_bars(const State& s, const Case& x) const {
  for (const auto& [about, from] : s.gave_up_jurisdiction_over) {
    if (x.c.day < from || (x.c.suspect != no_state && x.c.suspect != about)) continue;
    if (x.readings.take(Readings::narrow)) return x.c.suspect == about ? yes : perhaps;
  }
  return no;
}

// Article 12(1).
Truth Statute::party_consents(StateIndex state, const Case& x) const {
  const State& s = states_[state];
  if (within_reach(s, x) == no) return no;
  if (statehood_denied(s, x)) return no;
  return both(negated(opt_out_runs(state, x)), negated(agreement_bars(s, x)));
}

// Article 12(3).
Truth Statute::specially_consents(StateIndex state, const Case& x) const {
  const State& s = states_[state];
  Truth accepts = no;
  for (const DatedAcceptance& a : s.acceptances) {
    if (!a.on(x.c.day) || (a.place != no_state && a.place != x.c.place)) continue;
    accepts = either(accepts, a.authority_open || x.c.day < a.surely_begins ? perhaps : yes);
  }
  if (accepts == no || statehood_denied(s, x)) return no;
  Truth narrowed = opt_out_runs(state, x);
  if (narrowed != no && !x.readings.take(Readings::narrow)) narrowed = no;
  return both(accepts, both(negated(narrowed), negated(agreement_bars(s, x))));
}

bool Statute::counted(StateIndex state, const Case& x) const {
  const State& s = states_[state];
  bool party = is_party(s, x.c.day);
  if (!party) {
    const State* whole = whole_of(state, x);
    party = whole != nullptr && is_party(*whole, x.c.day);
  }
  return party && !statehood_denied(s, x);
}

// Article 121(5).
bool Statute::accepted(StateIndex state, const Case& x) const {
  bool by_joining = false;
  for (const DatedConsent& c : states_[state].consents) {
    if (c.crime != x.c.crime || x.c.day < c.begins) continue;
    if (!c.by_joining) return true;
    by_joining = true;
  }
  return by_joining && !x.readings.take(Readings::narrow);
}

Truth Statute::not_accepted_by_one(const Case& x) const {
  if (x.land != no_state && counted(x.land, x) && !accepted(x.land, x)) return yes;
  if (x.c.suspect == no_state) return perhaps;  // not all Parties have accepted
  return counted(x.c.suspect, x) && !accepted(x.c.suspect, x) ? yes : no;
}

Truth Statute::added_crime_barred(const Case& x) const {
  if (x.c.day < added_[x.c.crime]) return yes;
  Truth bar = not_accepted_by_one(x);
  if (x.referred) return bar != no && x.readings.take(Readings::narrow) ? bar : no;
  const Truth outsider = x.c.suspect == no_state ? perhaps : counted(x.c.suspect, x) ? no : yes;
  if (outsider > bar && x.readings.take(Readings::narrow)) bar = outsider;
  return bar;
}

// Article 15 bis (4), second sentence.
Truth Statute::declined(const Case& x) const {
  if (x.c.suspect == no_state) return perhaps;
  Truth said = no;
  for (const auto& [from, surely] : states_[x.c.suspect].declined_aggression) {
    if (x.c.day >= from) said = either(said, x.c.day < surely ? perhaps : yes);
  }
  return said;
}

// Articles 15 bis and 15 ter.
Truth Statute::aggression_barred(const Case& x) const {
  if (x.c.day < active_) return yes;
  if (x.referred) return no;
  const bool unknown = x.c.suspect == no_state;
  if (x.land != no_state && !counted(x.land, x)) return yes;
  if (!unknown && !counted(x.c.suspect, x)) return yes;
  const bool there = x.land != no_state && accepted(x.land, x);
  const bool own = !unknown && accepted(x.c.suspect, x);
  Truth bar = declined(x);
  if (!there && !own && !unknown) return yes;
  if (((x.land != no_state && !there) || (!unknown && !own)) && x.readings.take(Readings::narrow)) {
    return yes;
  }
  // Of an unknown suspect: one of a Party that has accepted, or not.
  return unknown ? either(bar, perhaps) : bar;
}

Truth Statute::barred(const Case& x) const {
  if (x.c.crime == aggression) return aggression_barred(x);
  return x.c.crime >= first_added ? added_crime_barred(x) : no;
}

// Articles 12 and 13.
Found Statute::jurisdiction(const Case& x) const {
  Found found;
  auto leads = [&](Truth truth, Basis basis, StateIndex state) {
    if (truth > found.truth) found = {truth, reason_of(basis, state)};
    return found.truth == yes;
  };
  if (x.referred) {
    for (const auto& [from, part_only] : states_[x.c.place].referrals) {
      if (from <= x.c.day && leads(part_only ? perhaps : yes, Basis::referral, no_state)) break;
    }
    return found;
  }
  if (x.land != no_state) {
    Truth consent = party_consents(x.land, x);
    if (consent != no) {
      const Truth shield = suspect_opted_out(x);
      if (shield != no && x.readings.take(Readings::narrow))
        consent = both(consent, negated(shield));
    }
    if (leads(consent, Basis::territory, x.land)) return found;
  }
  // From the entry into force on some States are Parties and some are not.
  Truth consent = perhaps;
  if (x.c.suspect != no_state) {
    consent = party_consents(x.c.suspect, x);
    if (consent == no) {
      const State* whole = whole_of(x.c.suspect, x);
      if (whole != nullptr)
        consent = party_consents(static_cast<StateIndex>(whole - states_.data()), x);
    }
  }
  if (consent != no && x.land != no_state) {
    const Truth shield = opt_out_runs(x.land, x);
    if (shield != no && x.readings.take(Readings::narrow)) consent = both(consent, negated(shield));
  }
  if (leads(consent, Basis::nationality, x.c.suspect)) return found;
  if (x.land != no_state) {
    consent = specially_consents(x.land, x);
    if (consent != no) {
      const Truth shield = suspect_opted_out(x);
      if (shield != no && x.readings.take(Readings::narrow))
        consent = both(consent, negated(shield));
    }
    if (leads(consent, Basis::acceptance, x.land)) return found;
  }
  if (x.c.suspect != no_state) {
    leads(specially_consents(x.c.suspect, x), Basis::acceptance, x.c.suspect);
  }
  return found;
}

// With the trigger that leads furthest, where none is named.
Found Statute::under(const Conduct& c, Readings& readings) const {
  const StateIndex land = soil(c, readings);
  Found best;
  for (bool referred : {false, true}) {
    if (c.trigger != any_trigger && referred != (c.trigger == sc_referral)) continue;
    const Case x{c, readings, land, referred};
    Found found = jurisdiction(x);
    if (found.truth != no) found.truth = both(found.truth, negated(barred(x)));
    if (found.truth > best.truth) best = found;
    if (best.truth == yes) break;
  }
  return best;
}

// Whether somebody spoke for the State is open, and matters on some reading
// between the widest and the narrowest: then no reading decides the case.
bool Statute::open_authority_matters(const Conduct& c) const {
  if (c.suspect == no_state || states_[c.suspect].opt_outs.empty()) return false;
  const State& s = states_[c.place];
  return std::any_of(s.acceptances.begin(), s.acceptances.end(), [&](const DatedAcceptance& a) {
    return a.authority_open && a.on(c.day) && a.place == c.place;
  });
}

std::pair<Answer, std::uint32_t> Statute::decide(const Conduct& c) const {
  if (c.day < entry_) return {Answer::no, 0};  // article 11(1)
  Readings readings;
  const Found first = under(c, readings);
  Truth least = first.truth, most = first.truth;
  for (unsigned chosen = 1; chosen < 8; ++chosen) {
    if ((chosen & ~readings.asked) != 0) continue;
    readings.chosen = chosen;
    const Truth truth = under(c, readings).truth;
    least = std::min(least, truth);
    most = std::max(most, truth);
  }
  if (least == most) {
    if (most == yes) return {Answer::yes, first.reason};
    return {most == no ? Answer::no : Answer::undetermined, 0};
  }
  if (least != no || most != yes) return {Answer::undetermined, 0};
  return {
      is_war_crime(c.crime) && open_authority_matters(c) ? Answer::undetermined : Answer::disputed,
      0};
}

}  // namespace

void decide_handwritten_rules(const Rows& rows, Verdicts& verdicts) {
  static const Statute statute(facts());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Conduct conduct{year_month_day{Date{std::chrono::days{rows.day[i]}}}, rows.territory[i],
                          rows.suspect[i], rows.crime[i], rows.trigger[i]};
    const auto [answer, reason] = statute.decide(conduct);
    verdicts.conclusion[i] = static_cast<std::uint8_t>(answer);
    verdicts.reason[i] = reason;
  }
}

}  // namespace ratione::bench
