// The law as tables: classes of States and a dense table, both made from the law
// and the record (docs/tables.md). An entry is filled when the first row needs
// it; that the rows of an entry have one answer is what the
// classes promise and the check before the timing tries.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "engine/dense_tables.h"
#include "engine/likeness.h"
#include "engine/territory.h"
#include "verdicts/peers.h"
#include "verdicts/told.h"

namespace ratione::bench {

namespace {

// What a code stands for: the conclusion, and the reason with whose State it names.
struct Answered {
  std::uint32_t reason = 0;                    // but for the State, where the next two name it
  std::uint32_t of_place = 0, of_suspect = 0;  // 0xffff: it is that one's
  std::uint8_t conclusion = 0;
  friend auto operator<=>(const Answered&, const Answered&) = default;
};

class LawAsTables {
 public:
  LawAsTables()
      : engine_(make_engine()),
        tables_(engine_, house().court(), Tables::Tells::grounds),
        dense_(make_dense()) {
    if (!dense_.fits()) {
      fmt::print(stderr, "the law does not fit tables.\n");
      std::exit(3);
    }
    index_.assign(std::size_t{DenseTables::several} + 1, no_state);
    for (std::size_t i = 0; i < dense_.states().size(); ++i) {
      index_[i] = index_of(dense_.states()[i]);
    }
  }

  void decide(const Rows& rows, Verdicts& verdicts) {
    const std::uint32_t unknown = static_cast<std::uint32_t>(house().record.states().all().size());
    const auto fill = [&](std::uint32_t ask, std::uint32_t place, std::uint32_t suspect,
                          std::int32_t day) { return make(ask, place, suspect, day, unknown); };
    // In blocks that stay near: found first, then written.
    constexpr std::size_t block = 1024;
    DenseTables::Found found[block];
    for (std::size_t from = 0; from < rows.size(); from += block) {
      const std::size_t n = std::min(block, rows.size() - from);
      const std::int32_t* days = rows.day.data() + from;
      const StateIndex* places = rows.territory.data() + from;
      const StateIndex* suspects = rows.suspect.data() + from;
      const std::uint8_t* crime = rows.crime.data() + from;
      const std::uint8_t* trigger = rows.trigger.data() + from;
      for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t suspect = suspects[i] == no_state ? unknown : suspects[i];
        found[i] = dense_.find(crime[i] * 4u + trigger[i], places[i], suspect, days[i], fill);
      }
      std::uint8_t* conclusion = verdicts.conclusion.data() + from;
      std::uint32_t* reason = verdicts.reason.data() + from;
      const Answered* answers = answers_.data();
      const std::uint16_t* index = index_.data();
      for (std::size_t i = 0; i < n; ++i) {
        const Answered& answer = answers[found[i].code];
        conclusion[i] = answer.conclusion;
        reason[i] = answer.reason | (index[found[i].state] & answer.of_place) |
                    (suspects[i] & answer.of_suspect);
      }
    }
  }

 private:
  static Engine make_engine() {
    Results<Engine> engine =
        Engine::make(house().law, house().record, house().atlas, house().known);
    if (!engine) {
      fmt::print(stderr, "{}\n", render(engine.error()));
      std::exit(3);
    }
    return std::move(*engine);
  }

  DenseTables make_dense() {
    const auto& states = house().record.states().all();
    for (std::string_view crime : crimes) {
      for (std::size_t t = 0; t <= any_trigger; ++t) {
        Situation ask;
        ask.fields["crime"] = named(crime);
        if (t != any_trigger) ask.fields["trigger"] = named(triggers[t]);
        asks_.push_back(std::move(ask));
      }
    }
    for (const State& state : states) {
      const PlaceEntry* place = house().atlas.get(state.code.text());
      places_.values.push_back({territory_of(house().atlas, {place}), {place->id}});
      FieldValue suspect;
      suspect.is = FieldValue::Is::known;
      suspect.states.push_back({state.code, Span::always(), ""});
      suspects_.values.push_back({std::move(suspect), {}});
    }
    suspects_.values.push_back({FieldValue{}, {}});
    return DenseTables(tables_, asks_, places_, suspects_);
  }

  static FieldValue named(std::string_view text) {
    FieldValue value;
    value.is = FieldValue::Is::known;
    value.text = text;
    return value;
  }

  static std::uint16_t index_of(StateCode code) {
    const State* state = house().record.states().get(code);
    return state == nullptr
               ? no_state
               : static_cast<std::uint16_t>(state - house().record.states().all().data());
  }

  // The code of what the tables say of the first row of an entry.
  std::uint32_t make(std::uint32_t ask, std::uint32_t place, std::uint32_t suspect,
                     std::int32_t day, std::uint32_t unknown) {
    Situation situation = asks_[ask];
    const DenseTables::Value& land = places_.values[place];
    situation.fields["territory"] = land.value;
    situation.places = land.places;
    if (suspect != unknown) {
      situation.fields["nationality"] = suspects_.values[suspect].value;
    }
    const Day on = Day::from_number(day).value();
    auto decide = [&](const Situation& asked) {
      const std::optional<Tables::Row> row = tables_.row(asked);
      return tables_.decision(tables_.find(*row, on), *row, on).verdict;
    };
    const auto [conclusion, reason] =
        told(decide, std::move(situation), static_cast<std::uint8_t>(ask / 4),
             static_cast<std::uint8_t>(ask % 4));
    Answered answer;
    answer.conclusion = static_cast<std::uint8_t>(conclusion);
    answer.reason = reason;
    const auto state = static_cast<StateIndex>(reason & 0xffff);
    if (reason >> 16 != 0 && state != no_state) {
      if (state == index_of(land_of(place, on))) {
        answer.of_place = 0xffff;
      } else if (state == suspect) {
        answer.of_suspect = 0xffff;
      }
      if ((answer.of_place | answer.of_suspect) != 0) answer.reason &= 0xffff0000;
    }
    auto known = std::find(answers_.begin() + 1, answers_.end(), answer);
    if (known == answers_.end()) known = answers_.insert(answers_.end(), answer);
    return static_cast<std::uint32_t>(known - answers_.begin());
  }

  // Whose land the place is on that day; none where several claim it.
  StateCode land_of(std::uint32_t place, Day day) const {
    const std::vector<StateCode> states = states_on(places_.values[place].value, day);
    return states.size() == 1 ? states[0] : StateCode{};
  }

  Engine engine_;
  Tables tables_;
  std::vector<Situation> asks_;
  DenseTables::Field places_{"territory", {}}, suspects_{"nationality", {}};
  DenseTables dense_;
  std::vector<Answered> answers_{1};  // by code
  std::vector<std::uint16_t> index_;  // by the tables' number of a State
};

}  // namespace

void decide_tables(const Rows& rows, Verdicts& verdicts) {
  static LawAsTables tables;
  tables.decide(rows, verdicts);
}

}  // namespace ratione::bench
