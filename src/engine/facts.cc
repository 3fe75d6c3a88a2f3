#include "engine/facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <memory_resource>
#include <set>
#include <unordered_map>

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

class Facts::Reader {
 public:
  Reader(const Law& law, const Record& record, const Atlas& atlas, Day known)
      : law_(law), record_(record), atlas_(atlas), known_(known), parts_(law.instruments.size()) {
    by_kind_.resize(law.kinds.size());
    by_kind_state_.resize(law.kinds.size());
    days_certain_.resize(law.kinds.size(), true);
    part_of_kind_.reserve(law.kinds.size());
    for (std::size_t k = 0; k < law.kinds.size(); ++k) {
      const std::string& slug = law.kinds[k].instrument;
      const bool as_before = k > 0 && slug == law.kinds[k - 1].instrument;
      part_of_kind_.push_back(as_before ? part_of_kind_.back() : part_of(slug));
      if (Part* part = part_of_kind_.back()) part->kinds.push_back(static_cast<int>(k));
    }
    states_.reserve(record.states().all().size());
    for (const State& state : record.states().all()) states_.push_back(state.code);
  }

  const std::vector<StateCode>& states() const { return states_; }

  Errors of_atlas() const {
    Errors faults;
    for (const PlaceEntry& place : atlas_.all()) {
      for (const Attribution& attribution : place.attributions) {
        if (attribution.only_on.empty()) continue;
        const auto readings = readings_named(law_, attribution.only_on, "");
        if (readings.size() == 1) continue;
        faults.push_back(
            {Code::engine_unknown_reading, Place{},
             fmt::format("the place {} is {}'s only on the reading \"{}\", which {}.", place.id,
                         attribution.state.text(), attribution.only_on,
                         readings.empty()
                             ? std::string("no dispute of the law has")
                             : fmt::format("several disputes have: {}; give one of the readings "
                                           "another name",
                                           disputes_words(law_, readings)))});
      }
    }
    return faults;
  }

  Errors all() {
    Errors faults;
    for (Part& part : parts_) {
      read(part);
      faults.insert(faults.end(), part.faults.begin(), part.faults.end());
    }
    return faults;
  }

  Errors ready(const LawInstrument& instrument) {
    Part* own = part_of(instrument.slug);
    if (own == nullptr) return {};
    if (own->looks_at.empty()) {
      for (const std::string& slug : instrument.looks_at) {
        if (Part* part = part_of(slug)) own->looks_at.push_back(part);
      }
    }
    Errors faults;
    for (Part* part : own->looks_at) {
      read(*part);
      faults.insert(faults.end(), part->faults.begin(), part->faults.end());
    }
    return faults;
  }

  std::span<const BoundAct* const> of_kind(int kind) {
    if (Part* part = part_of_kind_[static_cast<std::size_t>(kind)]) read(*part);
    return by_kind_[static_cast<std::size_t>(kind)];
  }

  std::span<const BoundAct* const> of_kind(int kind, StateCode state) {
    if (Part* part = part_of_kind_[static_cast<std::size_t>(kind)]) read(*part);
    const Acts& all = by_kind_state_[static_cast<std::size_t>(kind)];
    const auto first =
        std::lower_bound(all.begin(), all.end(), state,
                         [](const BoundAct* act, StateCode s) { return act->act->state < s; });
    const auto last =
        std::upper_bound(first, all.end(), state,
                         [](StateCode s, const BoundAct* act) { return s < act->act->state; });
    return {first, last};
  }

  std::vector<const BoundAct*> of_instrument(std::string_view slug) {
    std::vector<const BoundAct*> out;
    Part* part = part_of(slug);
    if (part == nullptr) return out;
    read(*part);
    out.reserve(part->end - part->first);
    for (std::size_t i = part->first; i < part->end; ++i) out.push_back(&acts_[i]);
    return out;
  }

  std::vector<const BoundAct*> of_instrument(std::string_view slug, StateCode state) {
    std::vector<const BoundAct*> out;
    Part* part = part_of(slug);
    if (part == nullptr) return out;
    // By its kinds, since the acts of all States may be many.
    for (int kind : part->kinds) {
      const auto acts = of_kind(kind, state);
      out.insert(out.end(), acts.begin(), acts.end());
    }
    // A kind of the record may be of several here.
    std::sort(out.begin(), out.end(),
              [](const BoundAct* a, const BoundAct* b) { return a->nth < b->nth; });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  std::vector<const BoundAct*> of_kind(int kind, const BoundAct& of) {
    const ActKind& asked = law_.kinds[static_cast<std::size_t>(kind)];
    if (Part* part = part_of_kind_[static_cast<std::size_t>(kind)]) read(*part);
    std::vector<const BoundAct*> out;
    for (const BoundAct* each : of.answered_by) {
      if (each->act->instrument != asked.instrument) continue;
      const auto& taken_in = asked.record_kinds;
      if (std::find(taken_in.begin(), taken_in.end(), each->act->kind) == taken_in.end()) continue;
      out.push_back(each);
    }
    return out;
  }

  bool days_certain(int kind) const { return days_certain_[static_cast<std::size_t>(kind)]; }

  const BoundAct* act(std::string_view id) { return found(id); }

 private:
  using Acts = std::pmr::vector<const BoundAct*>;

  struct Part {
    bool read = false;
    bool in_by_id = false;
    Errors faults;
    std::vector<int> kinds;  // of its law
    KnownActs known;
    std::size_t first = 0, end = 0;  // of its acts, in acts_
    std::vector<Part*> looks_at;     // once somebody asked whether it is ready
  };

  BoundAct* found(std::string_view id) {
    Part* part = part_of(id.substr(0, id.find('/')));
    if (part == nullptr) return nullptr;
    read(*part);
    if (!part->in_by_id) {
      part->in_by_id = true;
      by_id_.reserve(by_id_.size() + part->end - part->first);
      for (std::size_t i = part->first; i < part->end; ++i)
        by_id_.emplace(acts_[i].act->id, &acts_[i]);
    }
    auto it = by_id_.find(id);
    return it == by_id_.end() ? nullptr : it->second;
  }

  Part* part_of(std::string_view slug) {
    const LawInstrument* instrument = law_.instrument(slug);
    return instrument == nullptr
               ? nullptr
               : &parts_[static_cast<std::size_t>(instrument - law_.instruments.data())];
  }

  void read(Part& part) {
    if (part.read) return;
    part.read = true;  // what these acts answer may answer acts of this part
    const std::string& slug =
        law_.instruments[static_cast<std::size_t>(&part - parts_.data())].slug;
    if (record_.acts(slug).empty()) return;
    part.faults = check_places(record_, atlas_, slug);
    part.known = record_.known_acts(slug, known_);
    // Which kinds of this law take in a kind of the record.
    std::map<std::string_view, std::vector<int>> kinds;
    for (const int k : part.kinds) {
      for (const std::string& name : law_.kinds[static_cast<std::size_t>(k)].record_kinds)
        kinds[name].push_back(k);
    }
    part.first = acts_.size();
    for (const Act* act : part.known.acts) {
      auto kind = kinds.find(act->kind);
      if (kind == kinds.end()) {
        unknown_kind(part, slug, *act, kinds);
        continue;
      }
      acts_.push_back(bound(part, slug, *act, kind->second));
      BoundAct* kept = &acts_.back();
      for (int k : kind->second) {
        by_kind_[static_cast<std::size_t>(k)].push_back(kept);
        if (!act->day.certain()) days_certain_[static_cast<std::size_t>(k)] = false;
      }
    }
    part.end = acts_.size();
    for (const int k : part.kinds) {
      Acts& by_state = by_kind_state_[static_cast<std::size_t>(k)];
      by_state = by_kind_[static_cast<std::size_t>(k)];
      std::stable_sort(by_state.begin(), by_state.end(), state_before);
    }
    for (std::size_t i = part.first; i < part.end; ++i) {
      BoundAct& each = acts_[i];
      if (each.act->of.empty()) continue;
      BoundAct* of = found(each.act->of);
      if (of == nullptr) continue;
      each.of = of;
      of->answered_by.push_back(&each);
    }
  }

  void unknown_kind(Part& part, const std::string& slug, const Act& act,
                    const std::map<std::string_view, std::vector<int>>& kinds) {
    std::vector<std::string> names;
    for (const auto& [name, unused] : kinds) names.emplace_back(name);
    std::string near = nearest(act.kind, names);
    part.faults.push_back(
        {Code::engine_unknown_kind, act.place,
         fmt::format("the law of {} knows no act of the kind \"{}\"{}", slug, act.kind,
                     near.empty() ? "; declare it with `act` in its law."
                                  : fmt::format("; did you mean \"{}\"?", near))});
  }

  BoundAct bound(Part& part, const std::string& slug, const Act& act,
                 const std::vector<int>& kinds) {
    BoundAct bound;
    bound.act = &act;
    bound.nth = acts_.size();
    declared_.clear();
    for (int k : kinds) {
      for (const ActKind::Field& field : law_.kinds[static_cast<std::size_t>(k)].fields) {
        if (has(declared_, field.name)) continue;
        declared_.push_back(field.name);
        const ActField* given = act.field(field.name);
        if (!given || given->text.empty()) {
          if (field.required) {
            part.faults.push_back(
                {Code::engine_field_missing, act.place,
                 fmt::format("act {} has no \"{}\", which the law requires of a {}; "
                             "fill that column.",
                             act.id, field.name, act.kind)});
          }
          continue;
        }
        FieldReading reading;
        if (!read_field(field, *given, reading)) {
          part.faults.push_back({Code::engine_field_unreadable, given->place,
                                 fmt::format("\"{}\" is not {}, as the law says of \"{}\".",
                                             given->text, type_words(field.type), field.name)});
          continue;
        }
        bound.fields.push_back(std::move(reading));
      }
    }
    for (const auto& [name, given] : act.fields) {
      if (given.text.empty() || has(declared_, name)) continue;
      part.faults.push_back(
          {Code::engine_field_undeclared, given.place,
           fmt::format("the law of {} gives a {} no field \"{}\"; leave it empty or "
                       "declare it with `has`.",
                       slug, act.kind, name)});
    }
    if (!act.only_on.empty()) read_only_on(part, slug, act, bound);
    return bound;
  }

  void read_only_on(Part& part, const std::string& slug, const Act& act, BoundAct& bound) {
    const auto readings = readings_named(law_, act.only_on, slug);
    if (readings.size() == 1) {
      std::tie(bound.only_on_dispute, bound.only_on_reading) = readings.front();
      return;
    }
    if (readings.size() > 1) {
      part.faults.push_back(
          {Code::engine_unknown_reading, act.place,
           fmt::format("act {} exists only on the reading \"{}\", which several disputes have: "
                       "{}; give one of the readings another name.",
                       act.id, act.only_on, disputes_words(law_, readings))});
      return;
    }
    std::vector<std::string> names;
    for (const Dispute& d : law_.disputes) {
      for (const Reading& r : d.readings) names.push_back(r.name);
    }
    std::string near = nearest(act.only_on, names);
    part.faults.push_back(
        {Code::engine_unknown_reading, act.place,
         fmt::format("act {} exists only on the reading \"{}\", which no dispute of "
                     "the law has{}",
                     act.id, act.only_on,
                     near.empty() ? "." : fmt::format("; did you mean \"{}\"?", near))});
  }

  const Law& law_;
  const Record& record_;
  const Atlas& atlas_;
  const Day known_;
  std::vector<StateCode> states_;
  std::vector<Part*> part_of_kind_;
  std::vector<Part> parts_;                 // as Law::instruments
  std::vector<std::string_view> declared_;  // fields of the kind of the act at hand

  // What grows with the acts lies here, and goes in one piece: they may be many, and
  // an engine is made for each day of knowledge.
  std::pmr::monotonic_buffer_resource memory_;
  std::pmr::deque<BoundAct> acts_{&memory_};
  std::pmr::unordered_map<std::string_view, BoundAct*> by_id_{&memory_};
  std::pmr::vector<Acts> by_kind_{&memory_};
  std::pmr::vector<Acts> by_kind_state_{&memory_};  // the same by State
  std::vector<bool> days_certain_;                  // by kind
};

Facts::Facts(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
Facts::Facts(Facts&&) noexcept = default;
Facts& Facts::operator=(Facts&&) noexcept = default;
Facts::~Facts() = default;

Results<Facts> Facts::when_asked(const Law& law, const Record& record, const Atlas& atlas,
                                 Day known) {
  Facts facts(std::make_unique<Reader>(law, record, atlas, known));
  if (Errors faults = facts.reader_->of_atlas(); !faults.empty()) {
    return tl::unexpected<Errors>(std::move(faults));
  }
  return facts;
}

Results<Facts> Facts::make(const Law& law, const Record& record, const Atlas& atlas, Day known) {
  Facts facts(std::make_unique<Reader>(law, record, atlas, known));
  Errors faults = facts.reader_->all();
  Errors of_atlas = facts.reader_->of_atlas();
  faults.insert(faults.end(), std::make_move_iterator(of_atlas.begin()),
                std::make_move_iterator(of_atlas.end()));
  if (!faults.empty()) return tl::unexpected<Errors>(std::move(faults));
  return facts;
}

Errors Facts::ready(const LawInstrument& instrument) const { return reader_->ready(instrument); }

std::span<const BoundAct* const> Facts::of_kind(int kind) const { return reader_->of_kind(kind); }

std::span<const BoundAct* const> Facts::of_kind(int kind, StateCode state) const {
  return reader_->of_kind(kind, state);
}

std::vector<const BoundAct*> Facts::of_instrument(std::string_view slug) const {
  return reader_->of_instrument(slug);
}

std::vector<const BoundAct*> Facts::of_instrument(std::string_view slug, StateCode state) const {
  return reader_->of_instrument(slug, state);
}

bool Facts::days_certain(int kind) const { return reader_->days_certain(kind); }

std::vector<const BoundAct*> Facts::of_kind(int kind, const BoundAct& of) const {
  return reader_->of_kind(kind, of);
}

const BoundAct* Facts::act(std::string_view id) const { return reader_->act(id); }

const std::vector<StateCode>& Facts::states() const { return reader_->states(); }

}  // namespace ratione
