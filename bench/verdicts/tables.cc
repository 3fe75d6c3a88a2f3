// The law as tables: classes of States and a dense table, both made from the law
// and the record (docs/tables.md). An entry is filled when the first row needs
// it, by the interpreter; that the rows of an entry have one answer is what the
// classes promise and the check before the timing tries.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "engine/dense_tables.h"
#include "engine/likeness.h"
#include "engine/territory.h"
#include "verdicts/peers.h"

namespace ratione::bench {

namespace {

// A code: conclusion in bits 0 and 1, bit 2 set, whose State the basis names in
// bits 3 and 4, the basis from bit 5, from bit 16 the State where it is `that`.
constexpr std::uint32_t made = 4, nobodys = 0, of_place = 1, of_suspect = 2, that = 3;

class LawAsTables {
 public:
  LawAsTables() : engine_(make_engine()), tables_(engine_, house().court()), dense_(make_dense()) {
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
    const std::size_t n = rows.size();
    for (std::size_t i = 0; i < n; ++i) {
      const std::uint32_t place = rows.territory[i];
      const std::uint32_t suspect = rows.suspect[i] == no_state ? unknown : rows.suspect[i];
      const std::uint32_t ask = rows.crime[i] * 4u + rows.trigger[i];
      const DenseTables::Found found = dense_.find(ask, place, suspect, rows.day[i], fill);
      const std::uint32_t code = found.code;
      const std::uint32_t states[4] = {no_state, index_[found.state], suspect, code >> 16};
      const std::uint32_t basis = code >> 5 & 7;
      verdicts.conclusion[i] = static_cast<std::uint8_t>(code & 3);
      verdicts.reason[i] = basis == 0 ? 0 : (basis << 16 | states[code >> 3 & 3]);
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
    std::vector<Situation> asks;
    for (std::string_view crime : crimes) {
      for (std::size_t t = 0; t <= any_trigger; ++t) {
        Situation ask;
        ask.fields["crime"] = named(crime);
        if (t != any_trigger) ask.fields["trigger"] = named(triggers[t]);
        asks.push_back(std::move(ask));
      }
    }
    DenseTables::Field places{"territory", {}}, suspects{"nationality", {}};
    for (const State& state : states) {
      const PlaceEntry* place = house().atlas.get(state.code.text());
      places.values.push_back({territory_of(house().atlas, {place}), {place->id}});
      FieldValue suspect;
      suspect.is = FieldValue::Is::known;
      suspect.states.push_back({state.code, Span::always(), ""});
      suspects.values.push_back({std::move(suspect), {}});
    }
    suspects.values.push_back({FieldValue{}, {}});
    return DenseTables(tables_, asks, places, suspects);
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

  // Of the first row of an entry, what the interpreter says.
  std::uint32_t make(std::uint32_t ask, std::uint32_t place, std::uint32_t suspect,
                     std::int32_t day, std::uint32_t unknown) {
    Rows one;
    one.add(day, static_cast<StateIndex>(place),
            suspect == unknown ? no_state : static_cast<StateIndex>(suspect),
            static_cast<std::uint8_t>(ask / 4), static_cast<std::uint8_t>(ask % 4));
    Verdicts said(1);
    decide_interpreter(one, said);
    const std::uint32_t state = said.reason[0] & 0xffff;
    const std::uint32_t basis = said.reason[0] >> 16;
    std::uint32_t whose = state == no_state ? nobodys : that;
    if (state == index_of(land_of(place, day))) {
      whose = of_place;
    } else if (state == suspect) {
      whose = of_suspect;
    }
    return said.conclusion[0] | made | whose << 3 | basis << 5 | state << 16;
  }

  // Whose land the place is on that day; none where several claim it.
  StateCode land_of(std::uint32_t place, std::int32_t day) const {
    const PlaceEntry* entry = house().atlas.get(house().record.states().all()[place].code.text());
    const std::vector<StateCode> states =
        states_on(territory_of(house().atlas, {entry}), Day::from_number(day).value());
    return states.size() == 1 ? states[0] : StateCode{};
  }

  Engine engine_;
  Tables tables_;
  DenseTables dense_;
  std::vector<std::uint16_t> index_;  // by the tables' number of a State
};

}  // namespace

void decide_tables(const Rows& rows, Verdicts& verdicts) {
  static LawAsTables tables;
  tables.decide(rows, verdicts);
}

}  // namespace ratione::bench
