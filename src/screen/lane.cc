#include "screen/lane.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace ratione {
namespace {

constexpr std::size_t most_parts = 100'000;  // of one kind
constexpr std::size_t most_profiles = 20'000;
constexpr std::size_t most_intervals = 10'000;  // of one profile
constexpr std::size_t most_presents = 10'000;   // of one part
constexpr std::size_t most_kept = 500'000;      // rows' words of all asks

// An ask is lowered to tables once its questions were as dear as that: a few rows
// are answered faster by the interpreter, which tries an unknown State with each.
constexpr int lowered_from = 200;
constexpr int weight_of_known = 1, weight_of_unknown = 20;

// Days like these, seen from when something existed.
Span like(Span days, Span exists) {
  if (exists.contains(days)) return exists;
  return days.from < exists.from ? Span{Day::first(), exists.from}
                                 : Span{exists.until, Day::never()};
}

std::string listed(const std::vector<std::string>& ids) {
  return fmt::format("{}", fmt::join(ids, ";"));
}

Span existence(const std::vector<StateOn>& named, const States& states) {
  Span all = Span::always();
  for (const StateOn& each : named) {
    const State* state = states.get(each.state);
    if (state != nullptr) all = all.intersect(state->exists);
  }
  return all;
}

}  // namespace

std::shared_ptr<const Outcome> Decider::Lane::Profile::find(Span days) const {
  auto after = std::upper_bound(answers.begin(), answers.end(), days.from,
                                [](Day day, const Answer& each) { return day < each.valid.from; });
  if (after != answers.begin() && std::prev(after)->valid.contains(days)) {
    return std::prev(after)->outcome;
  }
  if (days.days() == 1) return nullptr;
  auto exact = intervals.find({days.from, days.until});
  return exact == intervals.end() ? nullptr : exact->second;
}

void Decider::Lane::Profile::add(Span asked, Answer answer, bool exact_only) {
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

Asked Decider::Lane::Row::asked() const {
  return put_together(place->value, flag->value, suspect->value, rest->value);
}

Decider::Lane::Decided Decider::Lane::decide(Cells cells, const Spot& spot) {
  return *decide(std::move(cells), spot, true);
}

std::optional<Decider::Lane::Decided> Decider::Lane::decide_unless_busy(Cells cells,
                                                                        const Spot& spot) {
  return decide(std::move(cells), spot, false);
}

std::optional<Decider::Lane::Decided> Decider::Lane::decide(Cells cells, const Spot& spot,
                                                            bool waits) {
  if (spot.is == Spot::Is::unreadable) {
    Read<Span> days = read_days(cells, decider_.map_);
    return days ? unreadable(spot.fault, *days) : unreadable(days.error(), std::nullopt);
  }
  // The answer is that of the place; this point's distances come on top.
  if (spot.is == Spot::Is::found) cells.located = spot.answer.place;
  waits_ = waits;
  busy_ = false;
  std::optional<Decided> of = of_cells(cells);
  if (!of) return of;
  of->of_place = of->told.reason();
  of->told = point_words_.told(of->told, spot);
  return of;
}

std::unique_lock<std::mutex> Decider::Lane::taken(Seat& seat) {
  std::unique_lock lock(seat.mutex, std::defer_lock);
  if (waits_) {
    lock.lock();
  } else {
    busy_ = !lock.try_lock();
  }
  return lock;
}

Decider::Lane::Decided Decider::Lane::unreadable(const Unreadable& why, std::optional<Span> days) {
  scratch_ = decider_.unreadable(why);
  if (!days) return {scratch_.told(), std::nullopt, Day::first()};
  return {scratch_.told(), days->from.ymd().year, days->until.previous()};
}

const Unreadable* Decider::Lane::read(const Cells& cells, Row& row) {
  if (places_.size() + located_.size() + suspects_.size() + rests_.size() > most_parts) {
    for (Parts<PlacePart>* each : {&places_, &located_}) each->clear();
    for (auto* each : {&flags_[0], &flags_[1], &suspects_}) each->clear();
    rests_.clear();
    asks_.clear();
    forget_words();
    profiles_.clear();
  }
  const States& states = decider_.record_.states();
  auto part =
      [](auto& parts, std::string_view text, std::size_t number, auto read, auto exists) -> auto* {
    auto found = parts.find(text);
    if (found != parts.end()) return &found->second;
    auto& made = parts[std::string(text)];
    made.number = static_cast<int>(number);
    auto value = read();
    if (value) {
      made.value = std::move(*value);
      made.exists = exists(made.value);
    } else {
      made.fault = value.error();
    }
    return &made;
  };
  const bool located = !cells.located.empty();
  row.place = part(
      located ? located_ : places_, located ? cells.located : cells[decider_.map_.place],
      places_.size() + located_.size(),
      [&] { return read_place_part(cells, decider_.map_, decider_.reader_); },
      [&](const PlacePart& place) {
        Span all = Span::always();
        if (place.told_by == Word::latitude) return all;  // a point names no State
        for (const std::string& id : place.ids) {
          const std::optional<StateCode> code = StateCode::parse(id);
          const State* state = code ? states.get(*code) : nullptr;
          if (state != nullptr) all = all.intersect(state->exists);
        }
        return all;
      });
  if (row.place->fault) return &*row.place->fault;
  if (row.place->text.empty()) row.place->text = listed(row.place->value.ids);
  auto named = [&](const std::optional<FieldValue>& value) {
    return value ? existence(value->states, states) : Span::always();
  };
  const bool at_sea = row.place->value.at_sea;
  row.flag = part(
      flags_[at_sea ? 1 : 0], cells[Word::registered_in], flags_[0].size() + flags_[1].size(),
      [&] { return read_flag(cells, at_sea, decider_.reader_); }, named);
  if (row.flag->fault) return &*row.flag->fault;
  row.suspect = part(
      suspects_, cells[Word::suspect], suspects_.size(),
      [&] { return read_suspect(cells, decider_.reader_); }, named);
  if (row.suspect->fault) return &*row.suspect->fault;
  key_.assign(cells[Word::crime]).append(1, '\x1f').append(cells[Word::trigger]);
  key_.append(1, '\x1f').append(cells[Word::age]);
  row.rest = part(
      rests_, key_, rests_.size(), [&] { return read_rest(cells, decider_.reader_); },
      [](const Situation&) { return Span::always(); });
  if (row.rest->fault) return &*row.rest->fault;
  const auto nth = static_cast<std::size_t>(row.rest->number);
  while (asks_.size() <= nth) asks_.emplace_back();
  row.ask = &asks_[nth];
  if (row.ask->seat == nullptr) row.ask->seat = &decider_.seat_of(key_);
  return nullptr;
}

// From questions to tables, once there were enough of them.
bool Decider::Lane::lower(Row& row) {
  Ask& ask = *row.ask;
  if (!ask.fits || ask.weight < lowered_from) return false;
  if (ask.row.ask >= 0) return true;
  const std::unique_lock lock = taken(*ask.seat);
  if (!lock) return false;
  Tables& tables = decider_.tables_of(*ask.seat);
  std::optional<Tables::Row> lowered = tables.ask(row.rest->value);
  ask.fits = lowered.has_value();
  if (!lowered) return false;
  ask.row = *lowered;
  ask.sides.resize(tables.fields().size());
  return true;
}

const Tables::Side* Decider::Lane::side(Ask& ask, std::size_t nth, const Row& row) {
  const std::string& field = ask.seat->tables->fields()[nth];
  const FieldValue* value = nullptr;
  std::size_t number = 0;
  if (field == "territory") {
    value = &row.place->value.territory;
    number = static_cast<std::size_t>(row.place->number);
  } else if (field == "registered_in" || field == "nationality") {
    const auto* part = field == "nationality" ? row.suspect : row.flag;
    value = part->value ? &*part->value : nullptr;
    number = static_cast<std::size_t>(part->number);
  }
  std::vector<Tables::Side>& sides = ask.sides[nth];
  if (sides.size() <= number) sides.resize(number + 1);
  Tables::Side& side = sides[number];
  if (side.value != nullptr) return &side;
  const std::unique_lock lock = taken(*ask.seat);
  if (!lock) return nullptr;
  std::optional<Tables::Side> made =
      ask.seat->tables->side(ask.row, nth, value, row.place->value.ids);
  if (!made) {
    ask.fits = false;
    return nullptr;
  }
  side = *made;
  return &side;
}

void Decider::Lane::forget_words() {
  for (Ask& ask : asks_) {
    ask.by_key.clear();
    ask.own.clear();
  }
  words_.clear();
  other_words_.clear();
  residuals_.clear();
  kept_ = 0;
}

bool Decider::Lane::by_tables(Row& row, Span days, Told& told) {
  if (!lower(row)) return false;
  Ask& ask = *row.ask;
  sides_.ask = ask.row.ask;
  sides_.days = ask.row.days;
  sides_.sides.clear();
  for (std::size_t nth = 0; nth < ask.sides.size(); ++nth) {
    const Tables::Side* one = side(ask, nth, row);
    if (one == nullptr) return false;
    sides_.sides.push_back(*one);
  }
  for (const Span& exists : {row.place->exists, row.flag->exists, row.suspect->exists}) {
    if (!exists.contains(days)) return false;
  }
  const Kept* kept = this->kept(row, days);
  if (kept == nullptr) return false;
  static const FieldValue nobody;
  const FieldValue& suspects = row.suspect->value ? *row.suspect->value : nobody;
  const Present* place =
      present(*row.place, PartIs::place, row.place->value.territory, ask, days.from);
  if (place == nullptr) return false;
  const Present* suspect = present(*row.suspect, PartIs::suspect, suspects, ask, days.from);
  if (suspect == nullptr) return false;
  const Words& said = *kept->said;
  of_bases_.clear();
  for (std::size_t b = 0; b < said.bases.size(); ++b) {
    of_bases_.push_back(said.bases[b].axis < 0 ? said.named[b]
                                               : Tables::state(sides_, said.bases[b], days.from));
  }
  const std::string_view residual =
      kept->residual != nullptr ? *kept->residual : std::string_view();
  said.wording.fill({row.place->text, *place, *suspect, of_bases_, residual}, told, room_);
  return true;
}

// What rows like this one are told; asked for, if it is the first.
const Decider::Lane::Kept* Decider::Lane::kept(Row& row, Span days) {
  Ask& ask = *row.ask;
  Tables::Key key = Tables::key(sides_, days.from);
  if (!key.valid.contains(days)) return nullptr;
  key.digest.add(Tables::excepted(sides_) ? 1 : 0);
  auto by_key = ask.by_key.find(key.digest);
  if (by_key != ask.by_key.end() && !by_key->second.own) return &by_key->second;
  Digest own = key.digest;
  for (int number : {row.place->number, row.flag->number, row.suspect->number}) {
    own.add(static_cast<std::uint64_t>(number));
  }
  if (by_key != ask.by_key.end()) {
    auto of_values = ask.own.find(own);
    if (of_values != ask.own.end()) {
      for (const Kept& each : of_values->second) {
        if (each.valid.contains(days)) return &each;
      }
    }
  }
  if (++kept_ > most_kept) forget_words();
  const std::optional<Kept> fresh = found(row, days);
  if (!fresh) return nullptr;
  if (!fresh->own) return &(ask.by_key.insert_or_assign(key.digest, *fresh).first->second);
  ask.by_key[key.digest].own = true;
  return &ask.own[own].emplace_back(*fresh);
}

std::optional<Decider::Lane::Kept> Decider::Lane::found(Row& row, Span days) {
  Seat& seat = *row.ask->seat;
  const std::unique_lock lock = taken(seat);
  if (!lock) return std::nullopt;
  Tables& tables = *seat.tables;
  const Tables::Found found = tables.find(sides_, days.from);
  if (found.entry < 0 || !found.valid.contains(days)) return std::nullopt;
  Kept out{worded(tables, found, days.from), nullptr, found.valid, found.of_values || found.lists};
  if (found.lists) {
    const std::optional<Residual> residual = tables.residual(found, sides_, days.from);
    if (residual) out.residual = &*residuals_.insert(words_of(*residual)).first;
  }
  return out;
}

const Decider::Lane::Words* Decider::Lane::worded(const Tables& tables, const Tables::Found& found,
                                                  Day day) {
  auto make = [&] {
    const Decision decision = tables.decision(found, sides_, day);
    std::vector<StateCode> named;
    for (const BasisFound& basis : decision.verdict.bases) named.push_back(basis.state);
    return std::make_unique<const Words>(
        Words{Wording(decision, Span::one(day)), tables.roles(found), std::move(named)});
  };
  if (!found.alike) return other_words_.emplace_back(make()).get();
  std::unique_ptr<const Words>& said = words_[*found.alike];
  if (!said) said = make();
  return said.get();
}

template <class T>
const Present* Decider::Lane::present(Part<T>& part, PartIs is, const FieldValue& states, Ask& ask,
                                      Day day) {
  auto after = std::upper_bound(part.presents.begin(), part.presents.end(), day,
                                [](Day d, const Present& each) { return d < each.valid.from; });
  if (after != part.presents.begin() && std::prev(after)->valid.contains(day)) {
    return &*std::prev(after);
  }
  const std::unique_lock lock = taken(*ask.seat);
  if (!lock) return nullptr;
  if (part.presents.size() >= most_presents) {
    part.presents.clear();
    after = part.presents.end();
  }
  Present made = decider_.present(decider_.engine_of(*ask.seat), is, states, day);
  return &*part.presents.insert(after, std::move(made));
}

const Outcome* Decider::Lane::by_interpreter(Row& row, Span days) {
  key_.clear();
  for (int number : {row.place->number, row.flag->number, row.suspect->number, row.rest->number}) {
    key_.append(std::to_string(number)).append(1, ' ');
  }
  auto found = profiles_.find(key_);
  if (found == profiles_.end()) {
    if (profiles_.size() >= most_profiles) profiles_.clear();
    found = profiles_.emplace(key_, Profile{}).first;
  }
  held_ = found->second.find(days);
  if (held_) return held_.get();
  const Asked asked = row.asked();
  Ask& ask = *row.ask;
  Given given;
  {
    const std::unique_lock lock = taken(*ask.seat);
    if (!lock) return nullptr;
    Engine& engine = decider_.engine_of(*ask.seat);
    given.outcome = decider_.refused(engine, asked, days);
    if (given.outcome) {
      given.valid = Span::always();
      ask.fits = false;
    } else {
      ++ask.seat->questions;
      given = decider_.decide(engine, asked, days);
    }
  }
  ask.weight += row.suspect->value ? weight_of_known : weight_of_unknown;
  for (Span exists : {row.place->exists, row.flag->exists, row.suspect->exists}) {
    const Span same = given.valid.intersect(like(days, exists));
    if (same.contains(days)) given.valid = same;
  }
  found->second.add(days, {given.valid, given.outcome}, given.exact_only);
  held_ = std::move(given.outcome);
  return held_.get();
}

std::optional<Decider::Lane::Decided> Decider::Lane::of_cells(const Cells& cells) {
  Read<Span> days = read_days(cells, decider_.map_);
  if (!days) return unreadable(days.error(), std::nullopt);
  Row row;
  if (const Unreadable* why = read(cells, row)) return unreadable(*why, *days);
  Decided out{{}, days->from.ymd().year, days->until.previous()};
  if (by_tables(row, *days, out.told)) return out;
  const Outcome* outcome = busy_ ? nullptr : by_interpreter(row, *days);
  if (outcome == nullptr) return std::nullopt;
  out.told = outcome->told();
  return out;
}

}  // namespace ratione
