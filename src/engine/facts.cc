#include "engine/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "atlas/check.h"
#include "law/typed/named_readings.h"
#include "text/names.h"

namespace ratione {

namespace {

bool state_before(const BoundAct* a, const BoundAct* b) { return a->act->state < b->act->state; }

// "yes" or "no"; anything else is no truth.
bool parse_truth(std::string_view text, bool& out) {
  if (text == "yes") return out = true, true;
  if (text == "no") return out = false, true;
  return false;
}

// "a of lakes-accord and b of seas-pact": the disputes that have those readings.
std::string disputes_words(const Law& law, const std::vector<std::pair<int, int>>& readings) {
  std::vector<std::string> out;
  for (const auto& [dispute, unused] : readings) {
    const Dispute& each = law.disputes[static_cast<std::size_t>(dispute)];
    out.push_back(fmt::format("{} of {}", each.name, each.instrument));
  }
  return all_of_words(out);
}

bool has(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Reads one declared field by its type; false when the text is not of it.
bool read_field(const ActKind::Field& declared, const ActField& given, FieldReading& out) {
  out.name = declared.name;
  out.type = declared.type;
  switch (declared.type) {
    case Type::day: {
      auto day = DayRange::parse(given.text);
      if (!day) return false;
      out.day = *day;
      return true;
    }
    case Type::truth:
      return parse_truth(given.text, out.truth);
    case Type::number:
      return parse_fraction(given.text, out.number);
    case Type::state: {
      std::string_view rest = given.text;
      while (!rest.empty()) {
        std::size_t cut = std::min(rest.find(';'), rest.size());
        auto code = StateCode::parse(rest.substr(0, cut));
        if (!code) return false;
        out.states.push_back(*code);
        rest.remove_prefix(std::min(cut + 1, rest.size()));
      }
      return true;
    }
    default:
      out.text = given.text;
      return true;
  }
}

std::string_view type_words(Type type) {
  switch (type) {
    case Type::day:
      return "a day";
    case Type::truth:
      return "yes or no";
    case Type::number:
      return "a number";
    case Type::state:
      return "codes of States, with ; between";
    default:
      return "a name";
  }
}

}  // namespace

std::pair<int, int> reading_named(const Law& law, std::string_view name) {
  const std::vector<std::pair<int, int>> found = readings_named(law, name, "");
  return found.empty() ? std::pair{-1, -1} : found.front();
}

std::span<const BoundAct* const> Facts::of_kind(int kind, StateCode state) const {
  const auto& all = by_kind_state_[static_cast<std::size_t>(kind)];
  const auto first =
      std::lower_bound(all.begin(), all.end(), state,
                       [](const BoundAct* act, StateCode s) { return act->act->state < s; });
  const auto last = std::find_if(first, all.end(),
                                 [state](const BoundAct* act) { return act->act->state != state; });
  return {first, last};
}

std::vector<const BoundAct*> Facts::of_instrument(std::string_view slug) const {
  std::vector<const BoundAct*> out;
  for (const BoundAct& act : acts_) {
    if (act.act->instrument == slug) out.push_back(&act);
  }
  return out;
}

const BoundAct* Facts::act(std::string_view id) const {
  auto it = by_id_.find(id);
  return it == by_id_.end() ? nullptr : it->second;
}

Results<Facts> Facts::make(const Law& law, const Record& record, const Atlas& atlas, Day known) {
  Facts facts;
  Errors faults;
  facts.by_kind_.resize(law.kinds.size());
  for (const State& state : record.states().all()) facts.states_.push_back(state.code);
  std::map<std::string_view, std::vector<int>> kinds_of;  // by instrument
  for (std::size_t k = 0; k < law.kinds.size(); ++k)
    kinds_of[law.kinds[k].instrument].push_back(static_cast<int>(k));

  std::size_t all = 0;
  for (const LawInstrument& instrument : law.instruments)
    all += record.acts(instrument.slug).size();
  facts.by_id_.reserve(all);
  for (const LawInstrument& instrument : law.instruments) {
    if (record.acts(instrument.slug).empty()) continue;
    // Acts under instruments without law are never read here, and may be many.
    Errors places = check_places(record, atlas, instrument.slug);
    faults.insert(faults.end(), std::make_move_iterator(places.begin()),
                  std::make_move_iterator(places.end()));
    // Which kinds of this law take in a kind of the record.
    std::map<std::string, std::vector<int>, std::less<>> kinds;
    for (const int k : kinds_of[instrument.slug]) {
      for (const std::string& name : law.kinds[static_cast<std::size_t>(k)].record_kinds)
        kinds[name].push_back(k);
    }
    facts.known_.push_back(record.known_acts(instrument.slug, known));
    std::vector<std::string_view> declared;  // fields of the kind of an act
    for (const Act* each : facts.known_.back().acts) {
      const Act& act = *each;
      auto kind = kinds.find(act.kind);
      if (kind == kinds.end()) {
        std::vector<std::string> names;
        for (const auto& [name, unused] : kinds) names.push_back(name);
        std::string near = nearest(act.kind, names);
        faults.push_back({Code::engine_unknown_kind, act.place,
                          fmt::format("the law of {} knows no act of the kind \"{}\"{}",
                                      instrument.slug, act.kind,
                                      near.empty() ? "; declare it with `act` in its law."
                                                   : fmt::format("; did you mean \"{}\"?", near))});
        continue;
      }
      BoundAct bound;
      bound.act = &act;
      bound.nth = facts.acts_.size();
      declared.clear();
      for (int k : kind->second) {
        for (const ActKind::Field& field : law.kinds[static_cast<std::size_t>(k)].fields) {
          if (has(declared, field.name)) continue;
          declared.push_back(field.name);
          const ActField* given = act.field(field.name);
          if (!given || given->text.empty()) {
            if (field.required) {
              faults.push_back({Code::engine_field_missing, act.place,
                                fmt::format("act {} has no \"{}\", which the law requires of a {}; "
                                            "fill that column.",
                                            act.id, field.name, act.kind)});
            }
            continue;
          }
          FieldReading reading;
          if (!read_field(field, *given, reading)) {
            faults.push_back({Code::engine_field_unreadable, given->place,
                              fmt::format("\"{}\" is not {}, as the law says of \"{}\".",
                                          given->text, type_words(field.type), field.name)});
            continue;
          }
          bound.fields.push_back(std::move(reading));
        }
      }
      for (const auto& [name, given] : act.fields) {
        if (given.text.empty() || has(declared, name)) continue;
        faults.push_back({Code::engine_field_undeclared, given.place,
                          fmt::format("the law of {} gives a {} no field \"{}\"; leave it empty or "
                                      "declare it with `has`.",
                                      instrument.slug, act.kind, name)});
      }
      if (!act.only_on.empty()) {
        const auto readings = readings_named(law, act.only_on, instrument.slug);
        if (readings.size() > 1) {
          faults.push_back(
              {Code::engine_unknown_reading, act.place,
               fmt::format("act {} exists only on the reading \"{}\", which several disputes have: "
                           "{}; give one of the readings another name.",
                           act.id, act.only_on, disputes_words(law, readings))});
        } else if (readings.size() == 1) {
          std::tie(bound.only_on_dispute, bound.only_on_reading) = readings.front();
        } else {
          std::vector<std::string> names;
          for (const Dispute& d : law.disputes) {
            for (const Reading& r : d.readings) names.push_back(r.name);
          }
          std::string near = nearest(act.only_on, names);
          faults.push_back(
              {Code::engine_unknown_reading, act.place,
               fmt::format("act {} exists only on the reading \"{}\", which no dispute of "
                           "the law has{}",
                           act.id, act.only_on,
                           near.empty() ? "." : fmt::format("; did you mean \"{}\"?", near))});
        }
      }
      facts.acts_.push_back(std::move(bound));
      const BoundAct* kept = &facts.acts_.back();
      facts.by_id_.emplace(kept->act->id, kept);
      for (int k : kind->second) {
        facts.by_kind_[static_cast<std::size_t>(k)].push_back(kept);
      }
    }
  }
  facts.by_kind_state_ = facts.by_kind_;
  for (auto& acts : facts.by_kind_state_) std::stable_sort(acts.begin(), acts.end(), state_before);
  for (const PlaceEntry& place : atlas.all()) {
    for (const Attribution& attribution : place.attributions) {
      if (attribution.only_on.empty()) continue;
      const auto readings = readings_named(law, attribution.only_on, "");
      if (readings.size() == 1) continue;
      faults.push_back(
          {Code::engine_unknown_reading, Place{},
           fmt::format("the place {} is {}'s only on the reading \"{}\", which {}.", place.id,
                       attribution.state.text(), attribution.only_on,
                       readings.empty()
                           ? std::string("no dispute of the law has")
                           : fmt::format("several disputes have: {}; give one of the readings "
                                         "another name",
                                         disputes_words(law, readings)))});
    }
  }
  for (BoundAct& bound : facts.acts_) {
    if (!bound.act->of.empty()) bound.of = facts.act(bound.act->of);
  }
  if (!faults.empty()) return tl::unexpected<Errors>(std::move(faults));
  return facts;
}

}  // namespace ratione
