#include "screen/decider.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "engine/territory.h"

namespace ratione {
namespace {

constexpr std::size_t most_dealt = 100'000;

}  // namespace

Decider::Decider(Engine& engine, const Law& law, const LawInstrument& instrument,
                 const Record& record, const Atlas& atlas, const ColumnMap& map, int engines)
    : law_(law),
      instrument_(instrument),
      record_(record),
      reader_{instrument, record.states(), atlas},
      map_(map),
      known_(engine.known()) {
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

Decider::Seat& Decider::seat_of(const std::string& ask) {
  std::lock_guard lock(dealing_);
  if (dealt_.size() >= most_dealt) dealt_.clear();
  auto [dealt, fresh] = dealt_.try_emplace(ask);
  if (fresh) dealt->second = seats_[(dealt_.size() - 1) % seats_.size()].get();
  return *dealt->second;
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
  return unreadable_outcome(map_.name(why.word), why.why);
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

Present Decider::present(Engine& engine, PartIs is, const FieldValue& states, Day day) const {
  Present out;
  std::vector<std::string> attribution;
  for (const StateOn& each : states.states) {
    if (!each.days.contains(day)) {
      // Whose it is changes on some other day; say no more than up to there.
      out.valid = out.valid.intersect(each.days.from > day ? Span{Day::first(), each.days.from}
                                                           : Span{each.days.until, Day::never()});
      continue;
    }
    out.valid = out.valid.intersect(each.days);
    bool followed = each.only_on.empty();
    for (const Dispute& dispute : law_.disputes) {
      int reading = dispute.followed_on(known_);
      followed =
          followed || (reading >= 0 &&
                       dispute.readings[static_cast<std::size_t>(reading)].name == each.only_on);
    }
    const std::string code = each.state.text();
    if (is == PartIs::place && followed &&
        std::find(attribution.begin(), attribution.end(), code) == attribution.end()) {
      attribution.push_back(code);
    }
    if (out.of(each.state) != nullptr) continue;
    const StatusRow row = engine.status(instrument_, each.state, day);
    out.valid = out.valid.intersect(row.valid);
    out.standings.push_back(standing_of(row, day));
  }
  // On Day::last() alone a span may be empty.
  if (!out.valid.contains(day)) out.valid = Span::one(day);
  out.attribution = fmt::format("{}", fmt::join(attribution, ";"));
  put_into_words(out, is == PartIs::place ? "territory" : "suspect", is == PartIs::place);
  return out;
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
  // Words are of the first day.
  static const FieldValue none;
  auto field = [&](const char* name) -> const FieldValue& {
    auto found = asked.situation.fields.find(name);
    return found == asked.situation.fields.end() ? none : found->second;
  };
  const Present place = present(engine, PartIs::place, field("territory"), days.from);
  const Present suspect = present(engine, PartIs::suspect, field("nationality"), days.from);
  const Span said_on = place.valid.intersect(suspect.valid);
  given.exact_only = given.exact_only || !said_on.contains(days);
  given.valid = given.exact_only ? days : given.valid.intersect(said_on);
  std::vector<StateCode> of_bases;
  for (const BasisFound& basis : verdict.bases) of_bases.push_back(basis.state);
  const std::string residual = verdict.residual ? words_of(*verdict.residual) : "";
  const std::string territory = fmt::format("{}", fmt::join(asked.territory, ";"));
  const Wording wording(decision_of(std::move(verdict)), days);
  Told told;
  std::string room;
  wording.fill({territory, place, suspect, of_bases, residual}, told, room);
  given.outcome = std::make_shared<const Outcome>(told);
  return given;
}

}  // namespace ratione
