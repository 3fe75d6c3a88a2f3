#include "verdicts/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

namespace ratione::bench {

namespace {

using namespace std::chrono;

Date date(Day day) { return Date{days{day.number()}}; }

// Article 126: the first day of the month after the sixtieth day.
Date first_of_month_after_sixtieth_day(Date from) {
  year_month_day sixtieth{from + days{60}};
  return sys_days{(sixtieth.year() / sixtieth.month() + months{1}) / 1};
}

// A year ends on the same day of the next; 28 February where there is no 29th.
Date year_later(Date from, int n = 1) {
  year_month_day later = year_month_day{from} + years{n};
  return later.ok() ? sys_days{later} : sys_days{later.year() / later.month() / last};
}

// Article 27(3) of the Charter: a permanent member voted against the draft.
bool vetoed(const Act& act) {
  const ActField* against = act.field("against");
  if (against == nullptr) return false;
  static constexpr std::string_view permanent[] = {"CHN", "FRA", "GBR", "RUS", "USA"};
  return std::any_of(std::begin(permanent), std::end(permanent), [&](std::string_view member) {
    return against->text.find(member) != std::string::npos;
  });
}

bool is_joining(const Act& act) {
  static constexpr std::string_view kinds[] = {"ratification", "acceptance", "approval",
                                               "accession",    "succession", "consent"};
  return std::find(std::begin(kinds), std::end(kinds), act.kind) != std::end(kinds);
}

On reading(const std::string& name) {
  if (name.empty()) return On::always;
  if (name == "palestine_is_party") return On::palestine_is_party;
  if (name == "kosovo_is_independent") return On::kosovo_is_independent;
  if (name == "kosovo_is_serbia") return On::kosovo_is_serbia;
  fmt::print(stderr, "bench/verdicts: no row was to meet the reading {}.\n", name);
  std::exit(3);
}

class Reader {
 public:
  explicit Reader(const House& house)
      : house_(house), acts_(house.record.view("rome-statute", house.known).acts) {}

  Facts read();

 private:
  StateIndex index(StateCode code) const {
    const auto& all = house_.record.states().all();
    auto at = std::lower_bound(all.begin(), all.end(), code,
                               [](const State& s, StateCode c) { return s.code < c; });
    return static_cast<StateIndex>(at - all.begin());
  }
  Date from(const Act& act) const { return act.from ? date(act.from->lo) : Date::min(); }
  Date until(const Act& act) const { return act.until ? date(act.until->lo) : never; }
  // Acts of that kind that answer one.
  std::vector<const Act*> answers(const std::string& id, std::string_view kind) const;
  bool has_place(const Act& act, StateIndex place) const {
    return std::find(act.places.begin(), act.places.end(),
                     house_.record.states().all()[place].code.text()) != act.places.end();
  }

  void entry(Facts& f);
  void membership(Facts& f, const Act& joining);
  void kept_reach(Facts& f, const Membership& gone);
  void land(Facts& f);
  void act(Facts& f, const Act& act);
  void aggression_active(Facts& f);
  void amendments(Facts& f);

  const House& house_;
  std::vector<Act> acts_;
};

std::vector<const Act*> Reader::answers(const std::string& id, std::string_view kind) const {
  std::vector<const Act*> out;
  for (const Act& act : acts_) {
    if (act.of == id && act.kind == kind) out.push_back(&act);
  }
  return out;
}

// Article 126(1), with the sixtieth instrument.
void Reader::entry(Facts& f) {
  std::vector<Date> deposits;
  for (const Act& act : acts_) {
    if (is_joining(act)) deposits.push_back(date(act.day.lo));
  }
  std::sort(deposits.begin(), deposits.end());
  f.entry = first_of_month_after_sixtieth_day(deposits.at(59));
}

void Reader::membership(Facts& f, const Act& joining) {
  Membership m;
  m.state = index(joining.state);
  m.from = std::max(f.entry, first_of_month_after_sixtieth_day(date(joining.day.lo)));
  if (joining.kind == "succession" && joining.from) m.from = std::max(f.entry, from(joining));
  for (const Act* back : answers(joining.id, "instrument_withdrawn")) {
    if (date(back->day.lo) < m.from) return;
  }
  m.until = never;
  for (const Act& notice : acts_) {
    if (notice.kind != "withdrawal_notice" || notice.state != joining.state) continue;
    Date leaves = year_later(date(notice.day.lo));
    if (const ActField* named = notice.field("named"); named && !named->text.empty()) {
      leaves = std::max(leaves, date(Day::parse(named->text).value()));
    }
    bool revoked = false;
    for (const Act* each : answers(notice.id, "withdrawal_revoked")) {
      revoked |= date(each->day.lo) < leaves;
    }
    if (!revoked && m.from < leaves) m.until = std::min(m.until, leaves);
  }
  m.over = m.until <= date(house_.known);
  f.memberships.push_back(m);
  if (m.over) kept_reach(f, m);
}

void Reader::kept_reach(Facts& f, const Membership& gone) {
  const StateCode state = house_.record.states().all()[gone.state].code;
  for (const Act& act : acts_) {
    if (act.kind != "authorisation" || date(act.day.lo) >= gone.until) continue;
    if (std::find(act.about.begin(), act.about.end(), state) == act.about.end()) continue;
    for (StateIndex place = 0; place < f.states; ++place) {
      if (has_place(act, place)) f.kept.push_back({{from(act), until(act)}, gone.state, place});
    }
  }
}

void Reader::land(Facts& f) {
  for (StateIndex place = 0; place < f.states; ++place) {
    const PlaceEntry* entry =
        house_.atlas.attributed(house_.record.states().all()[place].code.text());
    if (entry == nullptr) continue;
    for (const Attribution& each : entry->attributions) {
      f.land.push_back({{date(each.days.from), date(each.days.until)},
                        place,
                        index(each.state),
                        reading(each.only_on)});
    }
  }
}

void Reader::act(Facts& f, const Act& act) {
  if (act.kind == "special_acceptance") {
    const ActField* authority = act.field("authority");
    const bool open = authority == nullptr || authority->text.empty();
    if (!open && authority->text != "yes") return;
    Acceptance a{{from(act), until(act)}, index(act.state), no_state, from(act), open};
    if (act.from) a.surely_from = date(act.from->hi);
    if (!act.places.empty()) a.place = index(StateCode::parse(act.places.at(0)).value());
    f.acceptances.push_back(a);
  } else if (act.kind == "opt_out") {
    OptOut o{{never, never}, index(act.state), act.nationals_only};
    for (const Membership& m : f.memberships) {
      if (m.state == o.state && date(act.day.lo) <= m.from) o.from = std::min(o.from, m.from);
    }
    o.until = year_later(o.from, 7);
    for (const Act* lifted : answers(act.id, "lifting")) {
      const ActField* named = lifted->field("named");
      Date day = named && !named->text.empty() ? date(Day::parse(named->text).value())
                                               : date(lifted->day.lo);
      o.until = std::min(o.until, day);
    }
    f.opt_outs.push_back(o);
  } else if (act.kind == "part_of") {
    f.parts.push_back(
        {{from(act), until(act)}, index(act.state), index(act.about.at(0)), reading(act.only_on)});
  } else if (act.kind == "jurisdiction_agreement") {
    f.agreements.push_back({index(act.state), index(act.about.at(0)), date(act.day.lo)});
  } else if (act.kind == "statehood_doubted") {
    f.doubted.push_back(index(act.about.at(0)));
  } else if (act.kind == "aggression_opt_out") {
    f.declined.push_back({index(act.state), date(act.day.lo), date(act.day.hi)});
  } else if (act.kind == "referral" && act.state.none() && !vetoed(act)) {
    // Of a region, the State in which it lies.
    const PlaceEntry* place = house_.atlas.get(act.places.at(0));
    const bool whole = StateCode::parse(place->id).has_value();
    const StateCode state = StateCode::parse(whole ? place->id : place->within).value();
    f.referrals.push_back({index(state), from(act), !whole});
  }
}

// Articles 15 bis (2) and (3): a year after the thirtieth acceptance, on the
// day that the Parties named.
void Reader::aggression_active(Facts& f) {
  std::vector<Date> accepted;
  Date named = never;
  for (const Act& act : house_.record.view("rome-statute-kampala-aggression", house_.known).acts) {
    if (is_joining(act)) accepted.push_back(date(act.day.lo));
    if (act.kind == "activation") named = date(Day::parse(act.field("named")->text).value());
  }
  std::sort(accepted.begin(), accepted.end());
  f.active = std::max(named, year_later(accepted.at(29)));
}

void Reader::amendments(Facts& f) {
  for (const Act& amendment : acts_) {
    if (amendment.kind != "amendment") continue;
    for (std::uint8_t crime = aggression; crime < crimes.size(); ++crime) {
      const auto& added = amendment.crimes;
      if (std::find(added.begin(), added.end(), crimes[crime]) == added.end()) continue;
      Amendment a{crime, never};
      for (const Act* consent : answers(amendment.id, "consent_to_amendment")) {
        const Date binds = year_later(date(consent->day.lo));
        f.consents.push_back({index(consent->state), crime, binds, false});
        a.added = std::min(a.added, binds);
      }
      f.amendments.push_back(a);
      // Who joined later, perhaps joined the Statute as amended.
      for (const Act& joining : acts_) {
        if (!is_joining(joining) || date(joining.day.lo) < a.added) continue;
        for (const Membership& m : f.memberships) {
          if (m.state == index(joining.state) && m.from > date(joining.day.lo)) {
            f.consents.push_back({m.state, crime, m.from, true});
          }
        }
      }
    }
  }
}

Facts Reader::read() {
  Facts f;
  f.states = house_.record.states().all().size();
  entry(f);
  land(f);
  for (const Act& act : acts_) {
    if (is_joining(act)) membership(f, act);
  }
  for (const Act& each : acts_) act(f, each);
  aggression_active(f);
  amendments(f);
  return f;
}

}  // namespace

const Facts& facts() {
  static const Facts read = Reader(house()).read();
  return read;
}

}  // namespace ratione::bench
