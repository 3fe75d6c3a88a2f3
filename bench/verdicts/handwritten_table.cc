// What a programmer would do by hand for speed: for each State a short, sorted
// array of periods with flags, found by its index and a scan, and then ifs over
// the flags of the place and of the suspect. Every flag is worked out at start.
// Disputed points keep two values, under the widest and under the narrowest
// reading; the States of Kosovo and Palestine have an array for each side of
// those disputes.
#include <algorithm>
#include <limits>

#include "verdicts/facts.h"
#include "verdicts/peers.h"

namespace ratione::bench {

namespace {

// no 0, perhaps 1, yes 2.
using Truth = int;

enum Flag : std::uint16_t {
  is_land = 1,              // the place is some State's
  party = 1 << 1,           // bound; of a suspect: or counts as a national of one that is
  left = 1 << 2,            // and is no longer, so that what survives is disputed
  kept = 1 << 3,            // and an investigation was authorised before
  opted_out = 1 << 4,       // of war crimes
  half_opted_out = 1 << 5,  // for its own nationals alone
  accepts = 1 << 6,         // specially
  accepts_perhaps = 1 << 7,
  authority_open = 1 << 8,  // nobody knows who made the acceptance
  referred = 1 << 9,
  referred_perhaps = 1 << 10,
  declined = 1 << 11,
  declined_perhaps = 1 << 12,
  gave_up = 1 << 13,       // jurisdiction over nationals of another
  two_sided = 1 << 14,     // a dispute about statehood touches it
  nobody_known = 1 << 15,  // the suspect is unknown; opted_out: some State is, that day
};

// What makes a case of the crimes of 1998 more than a look at who is a Party.
constexpr unsigned rare =
    left | gave_up | accepts | accepts_perhaps | referred | referred_perhaps | two_sided;
constexpr unsigned rare_of_war_crimes = rare | opted_out | half_opted_out;

struct Slot {
  std::int32_t from = std::numeric_limits<std::int32_t>::min();
  std::uint16_t flags = 0;
  std::uint8_t accepted = 0;  // amendments, a bit each
  std::uint8_t joined = 0;    // those that it perhaps accepted by joining
  StateIndex state = no_state;
};

constexpr std::uint8_t bit(std::uint8_t crime) {
  return static_cast<std::uint8_t>(1u << (crime - aggression));
}

// Both ends of the readings of a point.
struct Range {
  Truth wide = 0, narrow = 0;
};
constexpr Range both(Range a, Range b) {
  return {std::min(a.wide, b.wide), std::min(a.narrow, b.narrow)};
}
constexpr Range either(Range a, Range b) {
  return {std::max(a.wide, b.wide), std::max(a.narrow, b.narrow)};
}

// Of 32 days, from the entry into force to the middle of this century.
constexpr std::size_t chunks = 560;

constexpr int worlds = 4;  // Palestine is no State: 1; Kosovo is Serbian: 2

class Table {
 public:
  explicit Table(const Facts& f);
  std::pair<Answer, std::uint32_t> decide(std::int32_t day, StateIndex place, StateIndex suspect,
                                          std::uint8_t crime, std::uint8_t trigger) const;

 private:
  struct Value : Range {
    std::uint32_t reason = 0;
  };
  // For each State and each 32 days, the slot of the first of them: nearly
  // always that of the others, so that the scan hardly ever takes a step.
  struct Column {
    std::vector<std::uint16_t> begin;
    std::vector<Slot> slots;
    const Slot& at(StateIndex state, std::int32_t since_entry, std::int32_t day) const {
      const Slot* slot = &slots[begin[static_cast<std::size_t>(state) * chunks +
                                      static_cast<std::size_t>(since_entry >> 5)]];
      while (slot[1].from <= day) ++slot;
      return *slot;
    }
  };

  Slot place_slot(const Facts& f, StateIndex place, int world, Date day) const;
  Slot suspect_slot(const Facts& f, StateIndex suspect, int world, Date day) const;
  void own(const Facts& f, StateIndex state, int world, Date day, Slot& slot) const;

  Value value(const Slot& p, const Slot& n, StateIndex place, StateIndex suspect,
              std::uint8_t crime, std::uint8_t trigger) const;
  Value consents(const Slot& p, const Slot& n, StateIndex place, StateIndex suspect,
                 bool war) const;
  Range barred(const Slot& p, const Slot& n, std::uint8_t crime, bool referral) const;
  std::pair<Answer, std::uint32_t> decide_rare(std::int32_t day, StateIndex place,
                                               StateIndex suspect, std::uint8_t crime,
                                               std::uint8_t trigger, const Slot& p,
                                               const Slot& n) const;

  std::int32_t entry_;
  std::int32_t begins_[crimes.size()];  // nothing of that crime before
  std::vector<bool> two_sided_;
  StateIndex states_;  // how many; as a suspect: the unknown one
  StateIndex over_whom_ = no_state;
  Column places_[worlds], suspects_[worlds];
};

std::int32_t number(Date day) { return static_cast<std::int32_t>(day.time_since_epoch().count()); }

bool holds(On on, int world) {
  switch (on) {
    case On::always:
      return true;
    case On::palestine_is_party:
      return (world & 1) == 0;
    case On::kosovo_is_independent:
      return (world & 2) == 0;
    case On::kosovo_is_serbia:
      return (world & 2) != 0;
  }
  return false;
}

// What holds of the State itself.
void Table::own(const Facts& f, StateIndex state, int world, Date day, Slot& slot) const {
  if ((world & 1) != 0 && std::count(f.doubted.begin(), f.doubted.end(), state) > 0) return;
  auto set = [&slot](unsigned flag) { slot.flags = static_cast<std::uint16_t>(slot.flags | flag); };
  for (const Membership& m : f.memberships) {
    if (m.state == state && m.has(day)) set(m.over ? party | left : party);
  }
  for (const OptOut& o : f.opt_outs) {
    if (o.state == state && o.has(day)) set(o.half ? half_opted_out : opted_out);
  }
  for (const Agreement& a : f.agreements) {
    if (a.state == state && a.from <= day) set(gave_up);
  }
  for (const Consent& c : f.consents) {
    if (c.state != state || day < c.from) continue;
    std::uint8_t& list = c.by_joining ? slot.joined : slot.accepted;
    list = static_cast<std::uint8_t>(list | bit(c.crime));
  }
}

Slot Table::place_slot(const Facts& f, StateIndex place, int world, Date day) const {
  Slot slot;
  slot.from = number(day);
  if (two_sided_[place]) slot.flags |= two_sided;
  for (const Land& l : f.land) {
    if (l.place != place || !l.has(day) || !holds(l.on, world)) continue;
    slot.state = l.state;
    slot.flags |= is_land;
    own(f, l.state, world, day, slot);
    for (const KeptReach& k : f.kept) {
      if (k.state == l.state && k.place == place && k.has(day)) slot.flags |= kept;
    }
    const bool denied = (world & 1) != 0 && std::count(f.doubted.begin(), f.doubted.end(), l.state);
    for (const Acceptance& a : f.acceptances) {
      const bool reaches = a.place == no_state || a.place == place;
      if (a.state != l.state || denied || !a.has(day) || !reaches) continue;
      slot.flags |= a.authority_open || day < a.surely_from ? accepts_perhaps : accepts;
      if (a.authority_open) slot.flags |= authority_open;
    }
  }
  for (const Referral& r : f.referrals) {
    if (r.place == place && r.from <= day) slot.flags |= r.part_only ? referred_perhaps : referred;
  }
  return slot;
}

Slot Table::suspect_slot(const Facts& f, StateIndex suspect, int world, Date day) const {
  Slot slot;
  slot.from = number(day);
  slot.state = suspect;
  if (suspect == f.states) {
    slot.flags = nobody_known;
    for (const OptOut& o : f.opt_outs) {
      if (o.has(day)) slot.flags |= opted_out;
    }
    return slot;
  }
  if (two_sided_[suspect]) slot.flags |= two_sided;
  own(f, suspect, world, day, slot);
  for (const PartOf& p : f.parts) {
    if (p.state != suspect || !p.has(day) || !holds(p.on, world)) continue;
    Slot whole;
    own(f, p.whole, world, day, whole);
    slot.flags |= whole.flags & (party | left);
  }
  const bool denied = (world & 1) != 0 && std::count(f.doubted.begin(), f.doubted.end(), suspect);
  // Those that reach nationals abroad; of the others the place tells.
  for (const Acceptance& a : f.acceptances) {
    if (a.state == suspect && !denied && a.place == no_state && a.has(day)) slot.flags |= accepts;
  }
  for (const Declined& d : f.declined) {
    if (d.state == suspect && d.from <= day)
      slot.flags |= day < d.surely_from ? declined_perhaps : declined;
  }
  return slot;
}

Table::Table(const Facts& f)
    : entry_(number(f.entry)), two_sided_(f.states), states_(static_cast<StateIndex>(f.states)) {
  for (std::int32_t& begins : begins_) begins = entry_;
  for (const Amendment& a : f.amendments) {
    begins_[a.crime] = number(a.crime == aggression ? f.active : a.added);
  }
  for (const Agreement& a : f.agreements) over_whom_ = a.about;
  for (const Land& l : f.land) {
    if (l.on != On::always) two_sided_[l.place] = true;
  }
  for (const PartOf& p : f.parts) {
    if (p.on != On::always) two_sided_[p.state] = true;
  }
  for (StateIndex s : f.doubted) two_sided_[s] = true;

  std::vector<Date> days = {f.entry};
  auto add = [&days](const auto& list) {
    for (const auto& each : list) {
      days.push_back(each.from);
      days.push_back(each.until);
    }
  };
  add(f.land);
  add(f.memberships);
  add(f.kept);
  add(f.acceptances);
  add(f.opt_outs);
  add(f.parts);
  for (const Acceptance& a : f.acceptances) days.push_back(a.surely_from);
  for (const Consent& c : f.consents) days.push_back(c.from);
  for (const Declined& d : f.declined) {
    days.push_back(d.from);
    days.push_back(d.surely_from);
  }
  for (const Referral& r : f.referrals) days.push_back(r.from);
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  // Before the entry into force nothing is asked.
  days.erase(days.begin(), std::find(days.begin(), days.end(), f.entry));
  days.pop_back();  // never

  Slot end;
  end.from = std::numeric_limits<std::int32_t>::max();
  auto same = [](const Slot& a, const Slot& b) {
    return a.flags == b.flags && a.accepted == b.accepted && a.joined == b.joined &&
           a.state == b.state;
  };
  for (int world = 0; world < worlds; ++world) {
    for (StateIndex state = 0; state <= f.states; ++state) {
      auto fill = [&](Column& column, auto make) {
        std::size_t at = column.slots.size();
        for (Date day : days) {
          const Slot slot = make(day);
          if (day == days.front() || !same(slot, column.slots.back())) column.slots.push_back(slot);
        }
        column.slots.push_back(end);
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
          const std::int32_t day = entry_ + static_cast<std::int32_t>(chunk) * 32;
          while (column.slots[at + 1].from <= day) ++at;
          column.begin.push_back(static_cast<std::uint16_t>(at));
        }
      };
      if (state < f.states) {
        fill(places_[world], [&](Date day) { return place_slot(f, state, world, day); });
      }
      fill(suspects_[world], [&](Date day) { return suspect_slot(f, state, world, day); });
    }
  }
}

// Article 12.
Table::Value Table::consents(const Slot& p, const Slot& n, StateIndex place, StateIndex suspect,
                             bool war) const {
  const bool unknown = (n.flags & nobody_known) != 0;
  constexpr unsigned doubtful = left | gave_up;
  if (!war && (p.flags & party) != 0 && (p.flags & doubtful) == 0) {
    return {{2, 2}, reason_of(Basis::territory, p.state)};
  }
  Range p_out, n_out;  // opt-outs that run for them in this case
  if (war) {
    if ((p.flags & opted_out) != 0) p_out = {2, 2};
    if ((p.flags & half_opted_out) != 0) p_out.narrow = unknown ? 1 : suspect == p.state ? 2 : 0;
    if ((n.flags & opted_out) != 0) n_out = {2, 2};
    if ((n.flags & half_opted_out) != 0) n_out.narrow = 2;
    if (unknown && n_out.wide != 0) n_out = {0, 1};
  }
  // What the place's State gives up, and what protects the suspect there.
  Range open{2, 2};
  if ((p.flags & gave_up) != 0) open.narrow = unknown ? 1 : suspect == over_whom_ ? 0 : 2;
  const Range by_place{open.wide, std::min(open.narrow, 2 - n_out.narrow)};

  Value best;
  auto way = [&best](Range range, Basis basis, StateIndex state) {
    if (range.wide > best.wide) best.reason = reason_of(basis, state);
    static_cast<Range&>(best) = either(best, range);
  };
  if ((p.flags & party) != 0) {
    Range range{2, (p.flags & left) == 0 || (p.flags & kept) != 0 ? 2 : 0};
    way(both(both(range, {2 - p_out.wide, 2 - p_out.narrow}), by_place), Basis::territory, p.state);
  }
  if (unknown) {
    way({1, std::min(1, 2 - p_out.narrow)}, Basis::none, 0);
  } else if ((n.flags & party) != 0) {
    const bool stays = (n.flags & left) == 0 || (suspect == place && (p.flags & kept) != 0);
    Range range{2, stays ? 2 : 0};
    range.wide = std::min(range.wide, 2 - n_out.wide);
    range.narrow = std::min({range.narrow, 2 - n_out.narrow, 2 - p_out.narrow});
    way(range, Basis::nationality, suspect);
  }
  if ((p.flags & (accepts | accepts_perhaps)) != 0) {
    const Truth t = (p.flags & accepts) != 0 ? 2 : 1;
    way(both({t, std::min(t, 2 - p_out.narrow)}, by_place), Basis::acceptance, p.state);
    // A national of that State is reached by it even where he is shielded as
    // somebody on its soil.
    if (suspect == p.state) way({t, std::min(t, 2 - p_out.narrow)}, Basis::acceptance, p.state);
  }
  if ((n.flags & accepts) != 0) way({2, 2 - n_out.narrow}, Basis::acceptance, suspect);
  return best;
}

// Articles 15 bis and 121(5).
Range Table::barred(const Slot& p, const Slot& n, std::uint8_t crime, bool referral) const {
  const bool unknown = (n.flags & nobody_known) != 0;
  const std::uint8_t mask = bit(crime);
  const bool land = (p.flags & is_land) != 0;
  const bool p_counts = (p.flags & party) != 0, n_counts = (n.flags & party) != 0;
  const bool p_sure = (p.accepted & mask) != 0, n_sure = (n.accepted & mask) != 0;
  const bool p_wide = p_sure || (p.joined & mask) != 0, n_wide = n_sure || (n.joined & mask) != 0;
  if (crime == aggression) {
    if (referral) return {0, 0};
    if ((land && !p_counts) || (!unknown && !n_counts)) return {2, 2};
    if (unknown) return {1, land && !p_sure ? 2 : 1};
    const Truth said = (n.flags & declined) != 0 ? 2 : (n.flags & declined_perhaps) != 0 ? 1 : 0;
    const bool none = !(land && p_wide) && !n_wide;
    return {none ? 2 : said, (land && !p_sure) || !n_sure ? 2 : said};
  }
  Range bar;
  if (p_counts) bar = {p_wide ? 0 : 2, p_sure ? 0 : 2};
  const Range other = unknown    ? Range{1, 1}
                      : n_counts ? Range{n_wide ? 0 : 2, n_sure ? 0 : 2}
                                 : Range{};
  bar = either(bar, other);
  if (referral) return {0, bar.narrow};
  bar.narrow = std::max(bar.narrow, unknown ? 1 : n_counts ? 0 : 2);  // outsiders
  return bar;
}

Table::Value Table::value(const Slot& p, const Slot& n, StateIndex place, StateIndex suspect,
                          std::uint8_t crime, std::uint8_t trigger) const {
  Value best;
  auto bar = [&](Range& range, bool referral) {
    if (crime < aggression) return;
    const Range b = barred(p, n, crime, referral);
    range = both(range, {2 - b.wide, 2 - b.narrow});
  };
  if (trigger != sc_referral) {
    best = consents(p, n, place, suspect, is_war_crime(crime));
    bar(best, false);
    if (best.narrow == 2 || trigger != any_trigger) return best;
  }
  if ((p.flags & (referred | referred_perhaps)) == 0) return best;
  const Truth t = (p.flags & referred) != 0 ? 2 : 1;
  Range by_referral{t, t};
  bar(by_referral, true);
  if (by_referral.wide > best.wide) best.reason = reason_of(Basis::referral, no_state);
  static_cast<Range&>(best) = either(best, by_referral);
  return best;
}

std::pair<Answer, std::uint32_t> Table::decide_rare(std::int32_t day, StateIndex place,
                                                    StateIndex suspect, std::uint8_t crime,
                                                    std::uint8_t trigger, const Slot& p,
                                                    const Slot& n) const {
  Value v = value(p, n, place, suspect, crime, trigger);
  if (((p.flags | n.flags) & two_sided) != 0) {
    for (int world = 1; world < worlds; ++world) {
      const Value other =
          value(places_[world].at(place, day - entry_, day),
                suspects_[world].at(suspect, day - entry_, day), place, suspect, crime, trigger);
      v.wide = std::max(v.wide, other.wide);
      v.narrow = std::min(v.narrow, other.narrow);
    }
  }
  if (v.narrow == v.wide) {
    if (v.wide == 2) return {Answer::yes, v.reason};
    return {v.wide == 0 ? Answer::no : Answer::undetermined, 0};
  }
  if (v.narrow != 0 || v.wide != 2) return {Answer::undetermined, 0};
  // Where it is open who spoke for the State, a reading in between decides nothing.
  const bool open = is_war_crime(crime) && (p.flags & authority_open) != 0 &&
                    (n.flags & (opted_out | half_opted_out)) != 0;
  return {open ? Answer::undetermined : Answer::disputed, 0};
}

std::pair<Answer, std::uint32_t> Table::decide(std::int32_t day, StateIndex place,
                                               StateIndex suspect, std::uint8_t crime,
                                               std::uint8_t trigger) const {
  if (day < begins_[crime]) return {Answer::no, 0};
  if (suspect == no_state) suspect = states_;
  const Slot& p = places_[0].at(place, day - entry_, day);
  const Slot& n = suspects_[0].at(suspect, day - entry_, day);
  const unsigned any = p.flags | n.flags;
  if (crime >= aggression || (any & (crime == war_crimes ? rare_of_war_crimes : rare)) != 0) {
    return decide_rare(day, place, suspect, crime, trigger, p, n);
  }
  // Written so that the compiler needs no jump, whose way nobody could foresee.
  const bool by_consent = trigger != sc_referral;
  const bool soil = by_consent & ((p.flags & party) != 0);
  const bool person = by_consent & !soil & ((n.flags & party) != 0);
  const bool open = by_consent & !soil & ((n.flags & nobody_known) != 0);
  const auto answer = static_cast<Answer>(!soil & !person ? 1 + open : 0);
  const std::uint32_t reason = (soil ? reason_of(Basis::territory, p.state) : 0) |
                               (person ? reason_of(Basis::nationality, suspect) : 0);
  return {answer, reason};
}

}  // namespace

void decide_handwritten_table(const Rows& rows, Verdicts& verdicts) {
  static const Table table(facts());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto [answer, reason] = table.decide(rows.day[i], rows.territory[i], rows.suspect[i],
                                               rows.crime[i], rows.trigger[i]);
    verdicts.conclusion[i] = static_cast<std::uint8_t>(answer);
    verdicts.reason[i] = reason;
  }
}

}  // namespace ratione::bench
