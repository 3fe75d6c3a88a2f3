#include "screen/lane.h"

#include <algorithm>

namespace ratione {
namespace {

constexpr std::size_t most_parts = 100'000;  // of one kind
constexpr std::size_t most_profiles = 20'000;
constexpr std::size_t most_intervals = 10'000;  // of one profile
constexpr std::size_t most_outcomes = 300'000;
constexpr std::size_t recent_sets = 1u << 18, recents_of_set = 4;

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
  if (spot.is == Spot::Is::unreadable) {
    Read<Span> days = read_days(cells, decider_.map_);
    const ByPlace why =
        days ? unreadable(spot.fault, *days) : unreadable(days.error(), std::nullopt);
    return {Told(*why.outcome), why.year, why.last};
  }
  // The answer is that of the place; this point's distances come on top.
  if (spot.is == Spot::Is::found) cells.located = spot.answer.place;
  const ByPlace of = of_cells(cells);
  return {point_words_.told(*of.outcome, spot), of.year, of.last};
}

Decider::Lane::ByPlace Decider::Lane::unreadable(const Unreadable& why, std::optional<Span> days) {
  scratch_ = decider_.unreadable(why);
  if (!days) return {&scratch_, std::nullopt, Day::first()};
  return {&scratch_, days->from.ymd().year, days->until.previous()};
}

const Unreadable* Decider::Lane::read(const Cells& cells, Row& row) {
  if (places_.size() + located_.size() + suspects_.size() + rests_.size() > most_parts) {
    for (Parts<PlacePart>* each : {&places_, &located_}) each->clear();
    for (auto* each : {&flags_[0], &flags_[1], &suspects_}) each->clear();
    rests_.clear();
    asks_.clear();
    forget_outcomes();
    profiles_.clear();
  }
  const States& states = decider_.record_.states();
  auto part = [](auto& parts, std::string_view text, std::size_t number, auto read,
                 auto exists) -> const auto* {
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
    return &std::as_const(made);
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
  if (row.ask->seat == nullptr) {
    // One ask is always put to the same engine, which remembers what it read.
    row.ask->seat =
        decider_.seats_[std::hash<std::string_view>()(key_) % decider_.seats_.size()].get();
  }
  return nullptr;
}

// From questions to tables, once there were enough of them.
bool Decider::Lane::lower(Row& row) {
  Ask& ask = *row.ask;
  if (!ask.fits || ask.weight < lowered_from) return false;
  if (ask.row.ask >= 0) return true;
  std::lock_guard lock(ask.seat->mutex);
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
  std::lock_guard lock(ask.seat->mutex);
  std::optional<Tables::Side> made =
      ask.seat->tables->side(ask.row, nth, value, row.place->value.ids);
  if (!made) {
    ask.fits = false;
    return nullptr;
  }
  side = *made;
  return &side;
}

void Decider::Lane::forget_outcomes() {
  outcomes_.clear();
  said_.clear();
  std::fill(recents_.begin(), recents_.end(), Recent{});
}

Decider::Lane::Recent* Decider::Lane::recents(const std::array<std::int32_t, 4>& parts) {
  if (recents_.empty()) recents_.resize(recent_sets * recents_of_set);
  std::uint64_t mixed = 0;
  for (std::int32_t part : parts) {
    mixed = (mixed ^ static_cast<std::uint32_t>(part)) * 0x9E3779B97F4A7C15u;
    mixed ^= mixed >> 29;
  }
  return recents_.data() + (mixed >> 40) % recent_sets * recents_of_set;
}

const Outcome* Decider::Lane::by_tables(Row& row, Span days) {
  if (!lower(row)) return nullptr;
  Span valid;
  if (days.days() != 1) return by_key(row, days, valid);
  const std::array<std::int32_t, 4> parts{row.rest->number, row.place->number, row.flag->number,
                                          row.suspect->number};
  const std::int32_t day = days.from.number();
  Recent* const of = recents(parts);
  for (Recent* each = of; each != of + recents_of_set; ++each) {
    if (each->parts == parts && each->from <= day && day < each->until) return each->outcome;
  }
  const Outcome* outcome = by_key(row, days, valid);
  if (outcome != nullptr) {
    of[pushed_out_++ % recents_of_set] = {parts, valid.from.number(), valid.until.number(),
                                          outcome};
  }
  return outcome;
}

// The outcome of a row's key; `valid`: the days on which rows of the same parts have it.
const Outcome* Decider::Lane::by_key(Row& row, Span days, Span& valid) {
  Ask& ask = *row.ask;
  sides_.ask = ask.row.ask;
  sides_.days = ask.row.days;
  sides_.sides.clear();
  for (std::size_t nth = 0; nth < ask.sides.size(); ++nth) {
    const Tables::Side* one = side(ask, nth, row);
    if (one == nullptr) return nullptr;
    sides_.sides.push_back(*one);
  }
  const Tables::Key key = Tables::key(sides_, days.from);
  Span same = key.valid;
  for (Span exists : {row.place->exists, row.flag->exists, row.suspect->exists}) {
    same = same.intersect(exists);
  }
  if (!same.contains(days)) return nullptr;
  auto said = said_.find(key.digest);
  if (said != said_.end()) {
    auto kept = outcomes_.find(key_of(row, key.digest, said->second, days));
    if (kept != outcomes_.end()) {
      for (const Answer& each : kept->second) {
        if (!each.valid.contains(days)) continue;
        valid = each.valid.intersect(same);
        return each.outcome.get();
      }
    }
  }
  Given given;
  {
    const Asked asked = row.asked();
    std::lock_guard lock(ask.seat->mutex);
    given = decider_.decide(*ask.seat, sides_, asked, days);
  }
  if (!given.outcome) return nullptr;
  if (outcomes_.size() >= most_outcomes) forget_outcomes();
  // What hung on all once, hangs on all: the same key may name a State of the place
  // in one row and another in the next.
  Said& now = said_[key.digest];
  now.alike = given.alike;
  now.of_all = now.of_all || given.of_all;
  const KeyOfRow of = key_of(row, key.digest, now, days);
  Span holds = of.digest == key.digest ? given.valid : given.words;
  for (Span exists : {row.place->exists, row.flag->exists, row.suspect->exists}) {
    holds = holds.intersect(exists);
  }
  valid = holds.intersect(same);
  const Outcome* outcome = given.outcome.get();
  outcomes_[of].push_back({holds, std::move(given.outcome)});
  return outcome;
}

// Rows of one day share the words of all keys whose decisions are alike.
Decider::Lane::KeyOfRow Decider::Lane::key_of(const Row& row, const Digest& key, const Said& said,
                                              Span days) const {
  KeyOfRow of{key, row.place->number, -1, -1};
  if (said.alike && days.days() == 1 && !Tables::excepted(sides_)) of.digest = *said.alike;
  if (said.of_all) {
    of.flag = row.flag->number;
    of.suspect = row.suspect->number;
  }
  return of;
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
    std::lock_guard lock(ask.seat->mutex);
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

Decider::Lane::ByPlace Decider::Lane::of_cells(const Cells& cells) {
  Read<Span> days = read_days(cells, decider_.map_);
  if (!days) return unreadable(days.error(), std::nullopt);
  Row row;
  if (const Unreadable* why = read(cells, row)) return unreadable(*why, *days);
  const Outcome* outcome = by_tables(row, *days);
  if (outcome == nullptr) outcome = by_interpreter(row, *days);
  return {outcome, days->from.ymd().year, days->until.previous()};
}

}  // namespace ratione
