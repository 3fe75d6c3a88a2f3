#include "verdicts/rows.h"

#include <algorithm>

#include "verdicts/facts.h"

namespace ratione::bench {

namespace {

// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): short, and the same
// everywhere, which <random>'s distributions are not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::uint64_t below(std::uint64_t n) {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    z ^= z >> 31;
    return z % n;
  }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[below(all.size())];
  }

 private:
  std::uint64_t state_;
};

const std::int32_t first_day = Day::parse("1998-01-01").value().number();
const std::int32_t last_day = Day::parse("2026-12-31").value().number();

// When a State can be named: as a place while it exists or its land was
// another's, as a suspect's while it exists. `screen` refuses other rows.
class Askable {
 public:
  explicit Askable(const House& house) {
    for (const State& state : house.record.states().all()) {
      places_.push_back({state.exists});
      suspects_.push_back(state.exists);
      const PlaceEntry* entry = house.atlas.attributed(state.code.text());
      if (entry == nullptr) continue;
      for (const Attribution& each : entry->attributions) {
        if (each.state != state.code) places_.back().push_back(each.days);
      }
    }
  }
  std::size_t states() const { return suspects_.size(); }
  bool place(StateIndex state, Day day) const {
    return std::any_of(places_[state].begin(), places_[state].end(),
                       [&](const Span& span) { return span.contains(day); });
  }
  bool suspect(StateIndex state, Day day) const { return suspects_[state].contains(day); }

 private:
  std::vector<std::vector<Span>> places_;
  std::vector<Span> suspects_;
};

std::uint8_t draw_crime(Chance& chance, std::uint64_t added_one_in) {
  if (chance.one_in(added_one_in)) {
    return static_cast<std::uint8_t>(first_added + chance.below(crimes.size() - first_added));
  }
  return static_cast<std::uint8_t>(chance.below(first_added));
}

// States that did more than join, and the days on which something changes.
struct Hard {
  std::vector<StateIndex> states;
  std::vector<std::int32_t> days;

  explicit Hard(const Facts& f) {
    auto day = [&](Date d) {
      days.push_back(static_cast<std::int32_t>(d.time_since_epoch().count()));
    };
    auto of = [&](StateIndex state, const Period& period) {
      states.push_back(state);
      day(period.from);
      day(period.until);
    };
    for (const Land& l : f.land) {
      if (l.on != On::always || l.place != l.state) of(l.place, l);
    }
    for (const Membership& m : f.memberships) {
      day(m.from);
      if (m.over) of(m.state, m);
    }
    for (const KeptReach& k : f.kept) of(k.state, k);
    for (const Acceptance& a : f.acceptances) {
      of(a.state, a);
      day(a.surely_from);
    }
    for (const OptOut& o : f.opt_outs) of(o.state, o);
    for (const PartOf& p : f.parts) of(p.state, p);
    for (const Agreement& a : f.agreements) states.push_back(a.about);
    for (const Amendment& a : f.amendments) day(a.added);
    for (const Consent& c : f.consents) {
      states.push_back(c.state);
      day(c.from);
    }
    for (const Declined& d : f.declined) {
      states.push_back(d.state);
      day(d.from);
      day(d.surely_from);
    }
    for (const Referral& r : f.referrals) {
      states.push_back(r.place);
      day(r.from);
    }
    day(f.entry);
    day(f.active);
    // Each State once, so that those that accepted six amendments do not
    // crowd out the others.
    for (auto* list : {&states}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    std::erase_if(days, [](std::int32_t d) { return d <= first_day || d >= last_day; });
  }
};

}  // namespace

void Rows::add(std::int32_t d, StateIndex place, StateIndex of, std::uint8_t c, std::uint8_t t) {
  day.push_back(d);
  territory.push_back(place);
  suspect.push_back(of);
  crime.push_back(c);
  trigger.push_back(t);
}

Rows Rows::slice(std::size_t from, std::size_t n) const {
  auto cut = [from, n](const auto& all) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
    return std::decay_t<decltype(all)>(begin, begin + static_cast<std::ptrdiff_t>(n));
  };
  return {cut(day), cut(territory), cut(suspect), cut(crime), cut(trigger)};
}

Rows draw_rows(const House& house, std::size_t n, std::uint64_t seed) {
  const Askable askable(house);
  Chance chance(seed);
  Rows rows;
  rows.day.reserve(n);
  while (rows.size() < n) {
    const auto day = static_cast<std::int32_t>(
        first_day + static_cast<std::int32_t>(
                        chance.below(static_cast<std::uint64_t>(last_day - first_day + 1))));
    const Day on = Day::from_number(day).value();
    const auto place = static_cast<StateIndex>(chance.below(askable.states()));
    auto suspect = static_cast<StateIndex>(chance.below(askable.states()));
    if (!askable.place(place, on) || !askable.suspect(suspect, on)) continue;
    if (chance.one_in(4)) suspect = no_state;
    const std::uint8_t crime = draw_crime(chance, 8);
    rows.add(day, place, suspect, crime, static_cast<std::uint8_t>(chance.below(4)));
  }
  return rows;
}

Rows draw_hard_rows(const House& house, std::size_t n, std::uint64_t seed) {
  const Askable askable(house);
  const Hard hard(facts());
  Chance chance(seed);
  Rows rows;
  while (rows.size() < n) {
    const std::int32_t day = chance.of(hard.days) + static_cast<std::int32_t>(chance.below(3)) - 1;
    const Day on = Day::from_number(day).value();
    const StateIndex place = chance.of(hard.states);
    StateIndex suspect = chance.one_in(4) ? place : chance.of(hard.states);
    if (!askable.place(place, on) || !askable.suspect(suspect, on)) continue;
    if (chance.one_in(6)) suspect = no_state;
    const std::uint8_t crime = draw_crime(chance, 2);
    rows.add(day, place, suspect, crime, static_cast<std::uint8_t>(chance.below(4)));
  }
  return rows;
}

}  // namespace ratione::bench
