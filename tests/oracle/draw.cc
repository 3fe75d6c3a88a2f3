#include "oracle/draw.h"

#include <algorithm>
#include <iterator>

#include "engine/territory.h"

namespace ratione {

namespace {

FieldValue known_value(std::string text = "") {
  FieldValue value;
  value.is = FieldValue::Is::known;
  value.text = std::move(text);
  return value;
}

}  // namespace

Draw::Draw(const testing_house::House& house, const LawInstrument& instrument, Day known,
           unsigned seed)
    : house_(house), instrument_(instrument), known_(known), random_(seed) {
  for (const Act& act : house.record.acts(instrument.slug)) {
    turning_.push_back(act.day.lo);
    by_kind_[act.kind].push_back(&act);
    for (const auto& end : {act.from, act.until}) {
      if (end) turning_.push_back(end->lo);
    }
    for (const std::string& place : act.places) places_.push_back(place);
    for (const std::string& crime : act.crimes) {
      if (instrument.crime_named(crime) == crime) crimes_.push_back(crime);
    }
  }
  // States that did what few do.
  for (const auto& [kind, acts] : by_kind_) {
    for (const Act* act : acts) {
      if (acts.size() < 60 && !act->state.none()) lively_.push_back(act->state);
    }
  }
  for (const PlaceEntry& place : house.atlas.all()) {
    if (place.kind != "state") places_.push_back(place.id);
  }
  // A class of crimes as often as all provisions below the classes.
  std::vector<std::string> below_classes;
  for (const Provision& provision : instrument.provisions) {
    if (instrument.crime_named(provision.id) == provision.id) below_classes.push_back(provision.id);
  }
  for (std::size_t i = 0; !instrument.crimes.empty() && i < below_classes.size() + 20; ++i) {
    crimes_.push_back(instrument.crimes[i % instrument.crimes.size()].provision);
  }
  crimes_.insert(crimes_.end(), below_classes.begin(), below_classes.end());
  if (turning_.empty()) turning_.push_back(known);
}

const Act* Draw::act() {
  // Of a kind as likely as any other: it makes the case that it bears on.
  if (by_kind_.empty()) return nullptr;
  auto kind = by_kind_.begin();
  std::advance(kind, static_cast<std::ptrdiff_t>(below(by_kind_.size())));
  return of(kind->second);
}

Day Draw::day() {
  // Near an act, or near what it does some months or 60 days later.
  static constexpr int months_later[] = {0, 0, 1, 2, 6, 7, 12, 24, 48, 84};
  Day day = of(turning_);
  if (!one_in(3)) return add_days(day, static_cast<int>(below(900)) - 200).value();
  if (one_in(3)) day = add_days(day, 60).value();
  int months = months_later[below(std::size(months_later))];
  day = add_months(day, months, one_in(2) ? Rounding::up : Rounding::down).value();
  return add_days(day, static_cast<int>(below(5)) - 2).value();
}

Day Draw::day_near(const Act& act) {
  std::vector<Day> days{act.day.lo, act.day.hi};
  for (const auto& end : {act.from, act.until}) {
    if (end) days.insert(days.end(), {end->lo, end->hi});
  }
  Day day = of(days);
  // Any day since: what was begun long ago mostly still holds.
  if (one_in(3) && day < known_) {
    return add_days(day, static_cast<int>(below(static_cast<std::size_t>(known_ - day)))).value();
  }
  return add_days(day, static_cast<int>(below(one_in(2) ? 5 : 700)) - 2).value();
}

StateCode Draw::state() {
  return one_in(2) && !lively_.empty() ? of(lively_) : of(house_.record.states().all()).code;
}

StateCode Draw::state_near(const Act* about) {
  if (!about || one_in(3)) return state();
  std::vector<StateCode> states = about->about;
  if (!about->state.none()) states.push_back(about->state);
  return states.empty() ? state() : of(states);
}

std::vector<std::string> Draw::places(const Act* about) {
  std::vector<std::string> out;
  for (std::size_t n = one_in(8) ? 2 : 1; n > 0; --n) {
    std::string id = one_in(5) && !places_.empty() ? of(places_) : state_near(about).text();
    if (about && !about->places.empty() && one_in(2)) id = of(about->places);
    // A State without a row of its own is a place by its code.
    const PlaceEntry* place = house_.atlas.find(id).value();
    while (!place->within.empty() && one_in(4)) place = house_.atlas.find(place->within).value();
    out.push_back(place->id);
  }
  return out;
}

FieldValue Draw::value_of(const CaseField& field, const Act* about) {
  FieldValue value = known_value();
  switch (field.kind) {
    case CaseField::Kind::states:
      if (one_in(40)) {
        value.is = FieldValue::Is::none;
        break;
      }
      for (std::size_t n = one_in(6) ? 1 + below(3) : 1; n > 0; --n) {
        value.states.push_back({state_near(about), Span::always(), ""});
      }
      break;
    case CaseField::Kind::crime:
      value.text = about && !about->crimes.empty() && one_in(2) ? of(about->crimes) : of(crimes_);
      if (instrument_.crime_named(value.text) != value.text) value.text = of(crimes_);
      break;
    case CaseField::Kind::number: {
      Fraction middle(18);
      if (!field.literal.empty()) parse_fraction(field.literal, middle);
      value.number = middle + Fraction(static_cast<std::int64_t>(below(8)) - 4);
      if (one_in(10)) value.number = Fraction(static_cast<std::int64_t>(below(300)));
      break;
    }
    case CaseField::Kind::truth:
      value.truth = one_in(2);
      break;
    case CaseField::Kind::one_of:
      value.text = of(field.options);
      break;
    case CaseField::Kind::place:
      value.text = of(places_);
      break;
  }
  return value;
}

Asked Draw::asked() {
  Asked out;
  Situation& s = out.situation;
  const Act* about = act();
  s.days = Span::one(about && !one_in(3) ? day_near(*about) : day());
  for (const CaseField& field : instrument_.fields) {
    bool must = field.left_out == CaseField::LeftOut::error;
    if (field.name == "territory") {
      if (!must && one_in(12)) continue;
      s.places = places(about);
      std::vector<const PlaceEntry*> entries;
      for (const std::string& id : s.places) entries.push_back(house_.atlas.find(id).value());
      s.fields[field.name] = territory_of(house_.atlas, entries);
      continue;
    }
    // What is unknown if left out is mostly given, what is presumed mostly not.
    bool unknown = field.left_out == CaseField::LeftOut::unknown;
    bool any = field.left_out == CaseField::LeftOut::any;
    if (must || (unknown ? !one_in(10) : any ? !one_in(4) : one_in(4))) {
      s.fields[field.name] = value_of(field, about);
    }
  }
  for (const Finding& finding : house_.law.findings) {
    if (finding.instrument != instrument_.slug || one_in(4)) continue;
    std::string written = finding.name;
    if (!finding.params.empty() && finding.params[0].type == Type::state && one_in(2)) {
      written += "(" + state_near(about).text() + ")";
    }
    s.findings[written] = one_in(2);
  }
  for (const Dispute& dispute : house_.law.disputes) {
    out.world.push_back(static_cast<int>(below(dispute.readings.size())));
  }
  return out;
}

}  // namespace ratione
