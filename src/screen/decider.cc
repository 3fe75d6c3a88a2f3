#include "screen/decider.h"

#include <algorithm>
#include <stdexcept>

#include "engine/territory.h"

namespace ratione {
namespace {

constexpr std::size_t most_profiles = 100'000;
constexpr std::size_t most_intervals = 10'000;  // of one profile

}  // namespace

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
Engine& Decider::engine_of(Seat& seat) {
  if (seat.engine == nullptr) {
    // Law and record made one engine already, so they make another.
    Results<Engine> made = Engine::make(law_, record_, reader_.atlas, known_);
    if (!made) throw std::runtime_error(render(made.error()));
    seat.made = std::make_unique<Engine>(std::move(*made));
    seat.engine = seat.made.get();
  }
  return *seat.engine;
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

const Outcome* Decider::Profile::find(Span days) const {
  if (unreadable) return unreadable.get();
  auto after = std::upper_bound(answers.begin(), answers.end(), days.from,
                                [](Day day, const Answer& each) { return day < each.valid.from; });
  if (after != answers.begin() && std::prev(after)->valid.contains(days)) {
    return std::prev(after)->outcome.get();
  }
  if (days.days() == 1) return nullptr;
  auto exact = intervals.find({days.from, days.until});
  return exact == intervals.end() ? nullptr : exact->second.get();
}

void Decider::Profile::add(Span asked, Answer answer, bool exact_only) {
  if (exact_only) {
    if (intervals.size() >= most_intervals) intervals.clear();
    intervals[{asked.from, asked.until}] = std::move(answer.outcome);
    return;
  }
  auto after = std::upper_bound(answers.begin(), answers.end(), answer.valid.from,
                                [](Day day, const Answer& each) { return day < each.valid.from; });
  // Spans of answers are apart; should two touch the same days, the older one
  // stands and the newer one keeps what is left around the day asked.
  if (after != answers.begin() && answer.valid.from < std::prev(after)->valid.until) {
    answer.valid.from = std::prev(after)->valid.until;
  }
  if (after != answers.end() && after->valid.from < answer.valid.until) {
    answer.valid.until = after->valid.from;
  }
  if (!answer.valid.empty()) answers.insert(after, std::move(answer));
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

Decider::Given Decider::decide(Engine& engine, const Asked& asked, Span days) const {
  if (std::optional<Unreadable> refused = absent(asked, days)) {
    Outcome outcome = unreadable_outcome(map_.name(refused->word), refused->why);
    set_line(outcome, delimiter_);
    Given given;
    given.outcome = std::make_shared<const Outcome>(std::move(outcome));
    // The sentence names the days, so it is said of no others.
    given.valid = days;
    given.exact_only = days.days() > 1;
    return given;
  }
  Situation situation = asked.situation;
  situation.days = days;
  Verdict verdict = engine.decide(instrument_, situation);

  Given given;
  // A verdict speaks of one-day conduct; of an interval, when all its days
  // have that answer.
  given.exact_only = days.days() > 1 && !verdict.valid.contains(days);
  given.valid = given.exact_only ? days : verdict.valid;
  if (!given.valid.contains(days)) given.valid = days;

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
        if (apart.contains(days)) given.valid = given.valid.intersect(apart);
        continue;
      }
      if (each.days.contains(days)) given.valid = given.valid.intersect(each.days);
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
      Span valid = given.valid;
      standings.push_back(standing(engine, each.state, days.from, valid));
      if (valid.contains(days)) given.valid = valid;
    }
  };
  auto field = [&](const char* name) -> const FieldValue& {
    static const FieldValue none;
    auto found = situation.fields.find(name);
    return found == situation.fields.end() ? none : found->second;
  };
  add(field("territory"), context.of_territory, true);
  seen.clear();
  add(field("nationality"), context.of_suspect, false);
  Outcome outcome = outcome_of(decision_of(std::move(verdict)), context);
  set_line(outcome, delimiter_);
  given.outcome = std::make_shared<const Outcome>(std::move(outcome));
  return given;
}

void Decider::read_case(Case& row, const Cells& cells, Span days) const {
  Read<Asked> asked = read_asked(cells, map_, reader_);
  if (asked) {
    Situation situation = asked->situation;
    situation.days = days;
    Errors faults = row.seat->engine->check(instrument_, situation);
    if (!faults.empty()) {
      Word word = asked->told_by;
      for (Word each : {Word::age, Word::trigger, Word::crime}) {
        if (!cells[each].empty()) word = each;
      }
      asked = tl::unexpected<Unreadable>(Unreadable{word, faults.front().says});
    }
  }
  if (asked) {
    row.asked = std::move(*asked);
  } else {
    Outcome outcome = unreadable_outcome(map_.name(asked.error().word), asked.error().why);
    set_line(outcome, delimiter_);
    row.profile.unreadable = std::make_shared<const Outcome>(std::move(outcome));
  }
  row.read = true;
}

Decider::Given Decider::answer(const std::string& key, const Cells& cells, Span days) {
  std::shared_ptr<Case> row;
  {
    std::lock_guard lock(mutex_);
    auto found = cases_.find(key);
    if (found == cases_.end()) {
      if (cases_.size() >= most_profiles) cases_.clear();
      row = std::make_shared<Case>();
      row->seat = seats_[cases_.size() % seats_.size()].get();
      cases_.emplace(key, row);
    } else {
      row = found->second;
    }
  }
  std::lock_guard lock(row->seat->mutex);
  Engine& engine = engine_of(*row->seat);
  if (!row->read) read_case(*row, cells, days);
  const Profile& known = row->profile;
  if (known.unreadable) return {known.unreadable, Span::always(), false, true};
  for (const Answer& each : known.answers) {
    if (each.valid.contains(days)) return {each.outcome, each.valid, false, false};
  }
  if (days.days() > 1) {
    auto exact = known.intervals.find({days.from, days.until});
    if (exact != known.intervals.end()) return {exact->second, days, true, false};
  }
  ++questions_;
  Given given = decide(engine, row->asked, days);
  row->profile.add(days, {given.valid, given.outcome}, given.exact_only);
  return given;
}

Decider::Lane::Decided Decider::Lane::decide(Cells cells, const Spot& spot) {
  if (spot.is == Spot::Is::unreadable) {
    Read<Span> days = read_days(cells, decider_.map_);
    if (!days) return unreadable(days.error(), std::nullopt);
    return unreadable(spot.fault, *days);
  }
  if (spot.is == Spot::Is::left_out) return of_cells(cells);
  cells.located = spot.answer.place;
  Decided decided = of_cells(cells);
  if (!spot.needs_words() || decided.outcome->unreadable) return decided;
  // The answer is that of the place; this point's distances come on top.
  if (decided.outcome != &scratch_) scratch_ = *decided.outcome;
  add_spot(scratch_, spot, decider_.reader_.atlas);
  set_line(scratch_, decider_.delimiter_);
  decided.outcome = &scratch_;
  return decided;
}

Decider::Lane::Decided Decider::Lane::unreadable(const Unreadable& why, std::optional<Span> days) {
  scratch_ = unreadable_outcome(decider_.map_.name(why.word), why.why);
  set_line(scratch_, decider_.delimiter_);
  if (!days) return {&scratch_, std::nullopt, Day::first()};
  return {&scratch_, days->from.ymd().year, days->until.previous()};
}

Decider::Lane::Decided Decider::Lane::of_cells(const Cells& cells) {
  const ColumnMap& map = decider_.map_;
  Read<Span> days = read_days(cells, map);
  if (!days) return unreadable(days.error(), std::nullopt);
  int year = days->from.ymd().year;
  Day last = days->until.previous();
  key_of(cells, map, key_);
  auto found = profiles_.find(key_);
  if (found == profiles_.end()) {
    if (profiles_.size() >= most_profiles) profiles_.clear();
    found = profiles_.emplace(key_, Profile{}).first;
  }
  if (const Outcome* outcome = found->second.find(*days)) return {outcome, year, last};
  Given given = decider_.answer(key_, cells, *days);
  held_ = given.outcome;
  if (given.unreadable) {
    found->second.unreadable = given.outcome;
  } else {
    found->second.add(*days, {given.valid, given.outcome}, given.exact_only);
  }
  return {held_.get(), year, last};
}

}  // namespace ratione
