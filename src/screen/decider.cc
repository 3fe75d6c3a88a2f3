#include "screen/decider.h"

#include <algorithm>
#include <stdexcept>

#include "engine/territory.h"

namespace ratione {

Decider::Decider(Engine& engine, const Law& law, const LawInstrument& instrument,
                 const Record& record, const Atlas& atlas, const ColumnMap& map, char delimiter,
                 int engines)
    : law_(law),
      instrument_(instrument),
      record_(record),
      reader_{instrument, record.states(), atlas},
      map_(map),
      known_(engine.known()),
      delimiter_(delimiter) {
  for (int i = 0; i < std::max(1, engines); ++i) seats_.push_back(std::make_unique<Seat>());
  seats_.front()->engine = &engine;
}

// The seat's engine, made when it is first needed; the caller holds the seat.
Engine& Decider::engine_of(Seat& seat) const {
  if (seat.engine == nullptr) {
    // Law and record made one engine already that is ready, so they make another.
    Results<Engine> made = Engine::when_asked(law_, record_, reader_.atlas, known_);
    if (!made) throw std::runtime_error(render(made.error()));
    seat.made = std::make_unique<Engine>(std::move(*made));
    seat.engine = seat.made.get();
  }
  return *seat.engine;
}

Tables& Decider::tables_of(Seat& seat) const {
  if (!seat.tables) seat.tables = std::make_unique<Tables>(engine_of(seat), instrument_);
  return *seat.tables;
}

std::int64_t Decider::questions() const {
  std::int64_t sum = 0;
  for (const auto& seat : seats_) {
    std::lock_guard lock(seat->mutex);
    sum += seat->questions + (seat->tables ? seat->tables->questions() : 0);
  }
  return sum;
}

Read<Asked> Decider::asked(Cells cells, const Spot& spot) const {
  Read<Span> days = read_days(cells, map_);
  if (!days) return tl::unexpected<Unreadable>(days.error());
  if (spot.is == Spot::Is::unreadable) return tl::unexpected<Unreadable>(spot.fault);
  if (spot.is == Spot::Is::found) cells.located = spot.answer.place;
  Read<Asked> read = read_asked(cells, map_, reader_);
  if (!read) return read;
  read->situation.days = *days;
  if (std::optional<Unreadable> refused = absent(*read, *days)) {
    return tl::unexpected<Unreadable>(std::move(*refused));
  }
  return read;
}

// How a State stands on a day; `valid` shrinks to the days on which the same
// would be said.
Standing Decider::standing(Engine& engine, StateCode state, Day on, Span& valid) const {
  StatusRow row = engine.status(instrument_, state, on);
  Standing out{state, row.status, row.bound_from, row.bound_until};
  Span same = Span::always();
  if (row.bound_from) {
    if (on < *row.bound_from) {
      same.until = *row.bound_from;
    } else {
      same.from = *row.bound_from;
      if (row.bound_until && on < *row.bound_until) same.until = *row.bound_until;
      if (row.bound_until && *row.bound_until <= on) same.from = *row.bound_until;
    }
  }
  valid = valid.intersect(same);
  return out;
}

std::optional<Unreadable> Decider::absent(const Asked& asked, Span days) const {
  const States& states = record_.states();
  for (const std::string& id : asked.territory) {
    if (asked.told_by == Word::latitude) break;  // a point names no State
    const PlaceEntry* place = reader_.atlas.get(id);
    std::string absence =
        place == nullptr ? "" : absence_of_place(reader_.atlas, states, *place, days);
    if (!absence.empty()) return Unreadable{asked.told_by, std::move(absence)};
  }
  for (auto [word, name] :
       {std::pair{Word::suspect, "nationality"}, std::pair{Word::registered_in, "registered_in"}}) {
    auto field = asked.situation.fields.find(name);
    if (field == asked.situation.fields.end()) continue;
    for (const StateOn& each : field->second.states) {
      const State* state = states.get(each.state);
      std::string absence = state == nullptr ? "" : state->absence(days);
      if (!absence.empty()) return Unreadable{word, std::move(absence)};
    }
  }
  return std::nullopt;
}

Outcome Decider::unreadable(const Unreadable& why) const {
  Outcome outcome = unreadable_outcome(map_.name(why.word), why.why);
  set_line(outcome, delimiter_);
  return outcome;
}

std::shared_ptr<const Outcome> Decider::refused(Engine& engine, const Asked& asked,
                                                Span days) const {
  Situation situation = asked.situation;
  situation.days = days;
  const Errors faults = engine.check(instrument_, situation);
  if (faults.empty()) return nullptr;
  Word word = asked.told_by;
  for (Word each : {Word::age, Word::trigger, Word::crime}) {
    if (situation.fields.contains(std::string(name_of(each)))) word = each;
  }
  return std::make_shared<const Outcome>(unreadable({word, faults.front().says}));
}

std::shared_ptr<const Outcome> Decider::in_words(Engine& engine, const Decision& decision,
                                                 const Asked& asked, Span days, Span& valid) const {
  OutcomeContext context;
  context.territory = asked.territory;
  context.asked = days;
  std::vector<StateCode> seen;
  auto add = [&](const FieldValue& field, std::vector<Standing>& standings, bool of_place) {
    for (const StateOn& each : field.states) {
      if (!each.days.contains(days.from)) {
        // Whose it is changes on some other day; say no more than up to there.
        Span apart = each.days.from > days.from ? Span{Day::first(), each.days.from}
                                                : Span{each.days.until, Day::never()};
        if (apart.contains(days)) valid = valid.intersect(apart);
        continue;
      }
      if (each.days.contains(days)) valid = valid.intersect(each.days);
      bool followed = each.only_on.empty();
      for (const Dispute& dispute : law_.disputes) {
        int reading = dispute.followed_on(known_);
        followed =
            followed || (reading >= 0 &&
                         dispute.readings[static_cast<std::size_t>(reading)].name == each.only_on);
      }
      if (of_place && followed) {
        std::string code = each.state.text();
        if (std::find(context.attribution.begin(), context.attribution.end(), code) ==
            context.attribution.end()) {
          context.attribution.push_back(code);
        }
      }
      if (std::find(seen.begin(), seen.end(), each.state) != seen.end()) continue;
      seen.push_back(each.state);
      Span same = valid;
      standings.push_back(standing(engine, each.state, days.from, same));
      if (same.contains(days)) valid = same;
    }
  };
  auto field = [&](const char* name) -> const FieldValue& {
    static const FieldValue none;
    auto found = asked.situation.fields.find(name);
    return found == asked.situation.fields.end() ? none : found->second;
  };
  add(field("territory"), context.of_territory, true);
  seen.clear();
  add(field("nationality"), context.of_suspect, false);
  Outcome outcome = outcome_of(decision, context);
  set_line(outcome, delimiter_);
  return std::make_shared<const Outcome>(std::move(outcome));
}

Decider::Given Decider::decide(Engine& engine, const Asked& asked, Span days) const {
  Given given;
  if (std::optional<Unreadable> why = absent(asked, days)) {
    given.outcome = std::make_shared<const Outcome>(unreadable(*why));
    // The sentence names the days, so it is said of no others.
    given.valid = days;
    given.exact_only = days.days() > 1;
    return given;
  }
  Situation situation = asked.situation;
  situation.days = days;
  Verdict verdict = engine.decide(instrument_, situation);
  // A verdict speaks of one-day conduct; of an interval, when all its days
  // have that answer.
  given.exact_only = days.days() > 1 && !verdict.valid.contains(days);
  given.valid = given.exact_only ? days : verdict.valid;
  if (!given.valid.contains(days)) given.valid = days;
  given.outcome = in_words(engine, decision_of(std::move(verdict)), asked, days, given.valid);
  return given;
}

Decider::Given Decider::decide(Seat& seat, const Tables::Row& row, const Asked& asked,
                               Span days) const {
  Given given;
  Tables& tables = *seat.tables;
  const Tables::Found found = tables.find(row, days.from);
  if (found.entry < 0 || !found.valid.contains(days)) return given;
  const Decision decision = tables.decision(found, row, days.from);
  given.alike = found.alike;
  given.outcome = in_words(*seat.engine, decision, asked, days, given.words);
  given.valid = found.valid.intersect(given.words);
  // A reason speaks of the suspect's State where no State of the place is named.
  auto territory = asked.situation.fields.find("territory");
  given.of_all =
      tables.own(found) ||
      std::any_of(decision.verdict.bases.begin(), decision.verdict.bases.end(),
                  [&](const BasisFound& basis) {
                    if (basis.state.none()) return false;
                    if (territory == asked.situation.fields.end()) return true;
                    const auto& states = territory->second.states;
                    return std::none_of(states.begin(), states.end(), [&](const StateOn& each) {
                      return each.state == basis.state && each.days.contains(days.from);
                    });
                  });
  return given;
}

}  // namespace ratione
