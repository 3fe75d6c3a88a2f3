#include "sql/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <thread>

#include "answers/dates.h"
#include "answers/desk.h"
#include "errors/quoted.h"

namespace ratione::sql {
namespace {

// Known days whose answers are kept: more at a time is no table that people ask.
constexpr std::size_t most_ways = 16;
constexpr std::size_t most_lanes = 64;
constexpr std::size_t most_statuses = 50'000;
constexpr std::size_t longest_text = 2000;  // bytes, as for a cell of a file

std::string_view trimmed(std::string_view text) {
  std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

// Runs what may end a question or fail; nothing gets past it.
template <class Work>
auto guarded(Work work) -> Result<decltype(work())> {
  try {
    return work();
  } catch (const answers::Stop& stop) {
    Error error = stop.errors.front();
    if (stop.errors.size() > 1) error.says += fmt::format(" ({} more)", stop.errors.size() - 1);
    return tl::unexpected<Error>(std::move(error));
  } catch (const std::bad_alloc&) {
    return fail(Code::went_wrong, "the machine has no memory left");
  } catch (const std::exception& fault) {
    return fail(Code::went_wrong,
                fmt::format("the program itself is at fault ({}); please report it", fault.what()));
  }
}

// Our columns, by the names that the functions' arguments have.
ColumnMap map_of(Where where, bool interval) {
  std::vector<std::string> names;
  auto add = [&](Word word) { names.emplace_back(name_of(word)); };
  if (interval) {
    add(Word::date_start);
    add(Word::date_end);
  } else {
    add(Word::date);
  }
  if (where == Where::place) {
    add(Word::place);
  } else {
    add(Word::latitude);
    add(Word::longitude);
  }
  for (Word word : more_arguments) add(word);
  return map_columns(names, {}).value();
}

// "2003-04-01/2008-07-14": two days in one argument.
bool is_interval(std::string_view date) { return std::count(date.begin(), date.end(), '/') == 1; }

bool is_long(const Cells& cells) {
  return std::any_of(cells.text.begin(), cells.text.end(),
                     [](std::string_view text) { return text.size() > longest_text; });
}

// Why a text cannot be looked up, whatever it is; empty: it can.
std::string fault_of_text(std::string_view text) {
  if (text.empty()) return "it is empty";
  if (text.size() > longest_text) {
    return fmt::format("it is {} bytes long; at most {} are read", text.size(), longest_text);
  }
  std::string_view rest = text;
  while (!rest.empty()) {
    int length = utf8_length(rest);
    if (length == 0) return fmt::format("{} is not UTF-8", ratione::quoted(text));
    rest.remove_prefix(static_cast<std::size_t>(length));
  }
  return {};
}

std::string unreadable_words(std::string_view column, std::string_view why) {
  return fmt::format("unreadable: {}: {}", column, why);
}

}  // namespace

std::string sentence(const Error& error) {
  std::string says = error.render();
  std::string code = fmt::format(" ({})", text_of(error.code));
  if (says.ends_with(code)) says.resize(says.size() - code.size());
  return says;
}

std::string day_text(std::int64_t days_since_1970) {
  Result<Day> day = Day::from_number(days_since_1970);
  if (day) return day->iso();
  if (days_since_1970 >= std::numeric_limits<std::int32_t>::max()) return "infinity";
  if (days_since_1970 <= -std::numeric_limits<std::int32_t>::max()) return "-infinity";
  return fmt::format("day {} since 1970-01-01", days_since_1970);
}

std::string degrees_text(double degrees) { return fmt::format("{}", degrees); }

struct Functions::Court {
  ColumnMap map;
  answers::Engines::Lease engine;
  Decider decider;

  Court(Functions& functions, const Way& way, const LawInstrument& instrument, int threads)
      : map(map_of(way.where, way.interval)),
        engine(functions.engines_.take(functions.house_, way.known)),
        decider(*engine, functions.house_.law(), instrument, functions.house_.record(),
                functions.house_.atlas(), map, threads) {
    engine.make_ready(instrument);
    engine.weigh(answers::Engines::heaviest);  // it will have answered much
  }
};

// What a lane has of a court.
struct Functions::Lane::Asker {
  std::shared_ptr<Court> court;
  Decider::Lane lane;
  SpotReader spots;

  Asker(std::shared_ptr<Court> from, const PointAtlas* points)
      : court(std::move(from)), lane(court->decider), spots(points, court->map) {}
};

Functions::Functions(Settings settings) : settings_(std::move(settings)) {
  house_.home = settings_.home;
  house_.ledger = settings_.ledger;
  house_.hypothesis = settings_.hypothesis;
  house_.compiled_atlas = settings_.compiled_atlas;
}

void Functions::check_home() {
  std::error_code ignored;
  if (settings_.home.empty()) {
    try {
      house_.folder("law");
    } catch (const answers::Stop& stop) {
      const char* named = std::getenv("RATIONE_HOME");
      if (named != nullptr && *named != '\0') throw;
      answers::broken({Error{Code::home_missing,
                             {},
                             fmt::format("law/, record/ and atlas/ are not where they are looked "
                                         "for; name their folder with {}.",
                                         settings_.home_option)}});
    }
    return;
  }
  if (std::filesystem::is_directory(std::filesystem::path(settings_.home) / "law", ignored)) {
    return;
  }
  answers::broken({Error{Code::home_missing,
                         {},
                         fmt::format("{} {} has no folder law/; name the folder that holds law/, "
                                     "record/ and atlas/.",
                                     settings_.home_option, ratione::quoted(settings_.home))}});
}

Result<Day> Functions::known() const {
  return guarded([&] {
    if (settings_.known.empty()) return house_.today();
    Result<Day> day = Day::parse(settings_.known);
    if (!day) answers::refuse(settings_.known_option, day.error());
    return *day;
  });
}

std::shared_ptr<Functions::Court> Functions::court(const Way& way) {
  std::lock_guard lock(mutex_);
  if (auto found = courts_.find(way); found != courts_.end()) return found->second;
  check_home();
  const LawInstrument* instrument = house_.law().court(settings_.court);
  if (instrument == nullptr) {
    answers::refuse(Code::value_not_taken,
                    fmt::format("{} {} is no court of the law in {}.", settings_.court_option,
                                ratione::quoted(settings_.court), house_.folder("law")));
  }
  int threads = settings_.threads > 0
                    ? settings_.threads
                    : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8);
  auto made = std::make_shared<Court>(*this, way, *instrument, threads);
  if (courts_.size() >= most_ways) courts_.clear();
  return courts_.emplace(way, std::move(made)).first->second;
}

Result<std::vector<ActRow>> Functions::acts(std::string_view instrument, std::string_view known) {
  Result<Day> day = known.empty() ? this->known() : Day::parse(known);
  if (!day) return tl::unexpected<Error>(day.error());
  if (std::string fault = fault_of_text(trimmed(instrument)); !fault.empty()) {
    return fail(Code::unknown_instrument, "the instrument cannot be read: " + fault);
  }
  return guarded([&] {
    check_home();
    answers::Desk desk(house_, engines_);
    answers::DatesAsked asked;
    asked.instrument = std::string(trimmed(instrument));
    asked.known = day->iso();
    answers::DatesAnswer answer = answers::dates(desk, asked);
    std::vector<ActRow> rows;
    for (const DateRow& row : answer.rows) {
      rows.push_back({{row.act_id, row.state.none() ? std::string() : row.state.text(), row.kind,
                       answers::iso_or_empty(row.deposited), answers::iso_or_empty(row.effective),
                       row.outcome, answers::iso_or_empty(row.named_effective),
                       answers::cited(row.cites, answer.instrument->slug)}});
    }
    return rows;
  });
}

Functions::Lease Functions::lane() {
  std::unique_ptr<Lane> lane;
  {
    std::lock_guard lock(mutex_);
    if (!lanes_.empty()) {
      lane = std::move(lanes_.back());
      lanes_.pop_back();
    }
  }
  if (!lane) lane = std::make_unique<Lane>(*this);
  return {*this, std::move(lane)};
}

void Functions::give_back(std::unique_ptr<Lane> lane) {
  std::lock_guard lock(mutex_);
  if (lane && lanes_.size() < most_lanes) lanes_.push_back(std::move(lane));
}

Functions::Lane::Lane(Functions& functions) : functions_(functions) {}
Functions::Lane::~Lane() = default;

Functions::Lane::Asker& Functions::Lane::asker(const Way& way) {
  if (auto found = askers_.find(way); found != askers_.end()) return *found->second;
  std::shared_ptr<Court> court = functions_.court(way);
  const PointAtlas* points = way.where == Where::point ? &functions_.house_.points() : nullptr;
  if (askers_.size() >= most_ways) askers_.clear();
  return *askers_.emplace(way, std::make_unique<Asker>(std::move(court), points)).first->second;
}

Told Functions::Lane::unreadable(std::string_view column, std::string_view why) {
  scratch_ = unreadable_outcome(column, why);
  return scratch_.told();
}

Result<bool> Functions::Lane::decide(Where where, std::span<const Cells> rows,
                                     std::span<const std::string_view> known,
                                     const Answer& answer) {
  return guarded([&] {
    if (known.empty()) {
      Result<Day> day = functions_.known();
      if (!day) answers::broken({day.error()});
      decide_run(*day, where, rows, 0, answer);
      return true;
    }
    for (std::size_t first = 0; first < rows.size();) {
      std::size_t end = first + 1;
      while (end < rows.size() && known[end] == known[first]) ++end;
      std::string_view text = trimmed(known[first]);
      Result<Day> day = Day::parse(text);
      if (day) {
        decide_run(*day, where, rows.subspan(first, end - first), first, answer);
      } else {
        const Told told =
            unreadable("known", text.empty() ? std::string("it is empty") : day.error().says);
        for (std::size_t row = first; row < end; ++row) answer(row, told);
      }
      first = end;
    }
    return true;
  });
}

void Functions::Lane::decide_run(Day known, Where where, std::span<const Cells> rows,
                                 std::size_t first, const Answer& answer) {
  cells_.assign(rows.begin(), rows.end());
  bool some_interval = false;
  for (Cells& cells : cells_) {
    for (std::string_view& text : cells.text) text = trimmed(text);
    some_interval = some_interval || is_interval(cells[Word::date]);
  }
  // Both before the first answer: a way that is made may push out another.
  if (askers_.size() + 2 > most_ways) askers_.clear();
  Asker& one = asker({known, where, false});
  Asker* interval = some_interval ? &asker({known, where, true}) : nullptr;
  one.spots.read(cells_, spots_);
  for (std::size_t row = 0; row < cells_.size(); ++row) {
    Cells& cells = cells_[row];
    Asker* asked = &one;
    if (std::string_view date = cells[Word::date]; interval != nullptr && is_interval(date)) {
      std::size_t slash = date.find('/');
      cells.set(Word::date, {});
      cells.set(Word::date_start, date.substr(0, slash));
      cells.set(Word::date_end, date.substr(slash + 1));
      asked = interval;
    }
    if (is_long(cells)) {
      // Nothing is remembered of it: a key that long would be kept for nothing.
      Read<Asked> read = asked->court->decider.asked(cells, spots_[row]);
      std::string_view why = read ? "it is too long" : std::string_view(read.error().why);
      Word word = read ? Word::date : read.error().word;
      answer(first + row, unreadable(asked->court->map.name(word), why));
      continue;
    }
    answer(first + row, asked->lane.decide(cells, spots_[row]).told);
  }
}

Result<bool> Functions::Lane::territory(
    std::span<const Cells> rows,
    const std::function<void(std::size_t row, std::string_view place)>& place) {
  return guarded([&] {
    Result<Day> day = functions_.known();
    if (!day) answers::broken({day.error()});
    Asker& asked = asker({*day, Where::point, false});
    cells_.assign(rows.begin(), rows.end());
    asked.spots.read(cells_, spots_);
    for (std::size_t row = 0; row < cells_.size(); ++row) {
      bool found = spots_[row].is == Spot::Is::found;
      bool dated = found && read_days(cells_[row], asked.court->map).has_value();
      place(row, dated ? std::string_view(spots_[row].answer.place) : std::string_view());
    }
    return true;
  });
}

std::string Functions::Lane::status_now(std::string_view instrument, std::string_view state,
                                        std::optional<std::string_view> day,
                                        std::optional<std::string_view> known) {
  auto day_of = [&](std::string_view column, std::string_view text,
                    std::string& fault) -> std::optional<Day> {
    Result<Day> read = read_day(text);
    if (read) return *read;
    fault = unreadable_words(column,
                             text.empty() ? std::string_view("it is empty") : read.error().says);
    return std::nullopt;
  };
  std::string fault;
  std::optional<Day> as_known;
  if (known) {
    as_known = day_of("known", *known, fault);
    if (!as_known) return fault;
  } else {
    Result<Day> otherwise = functions_.known();
    if (!otherwise) answers::broken({otherwise.error()});
    as_known = *otherwise;
  }
  std::optional<Day> on = as_known;
  if (day) on = day_of("date", *day, fault);
  if (!on) return fault;
  functions_.check_home();
  answers::Desk desk(functions_.house_, functions_.engines_);
  std::string_view column = "instrument";
  try {
    const LawInstrument& law = desk.instrument(std::string(instrument));
    column = "state";
    StateCode code = desk.state("", std::string(state));
    return desk.engine(*as_known, law).status(law, code, *on).status;
  } catch (const answers::Stop& stop) {
    if (stop.fault != answers::Fault::asked_wrongly) throw;
    return unreadable_words(column, stop.errors.front().says);
  }
}

Result<std::string> Functions::Lane::status(std::string_view instrument, std::string_view state,
                                            std::optional<std::string_view> day,
                                            std::optional<std::string_view> known) {
  instrument = trimmed(instrument);
  state = trimmed(state);
  for (auto [column, text] : {std::pair{"instrument", instrument}, std::pair{"state", state}}) {
    if (std::string fault = fault_of_text(text); !fault.empty()) {
      return unreadable_words(column, fault);
    }
  }
  for (auto [column, text] : {std::pair{"date", &day}, std::pair{"known", &known}}) {
    if (!*text) continue;
    *text = trimmed(**text);
    if ((*text)->size() > longest_text) return unreadable_words(column, fault_of_text(**text));
  }
  std::string key = fmt::format("{}\x1f{}\x1f{}{}\x1f{}{}", instrument, state, day ? '=' : '-',
                                day.value_or(""), known ? '=' : '-', known.value_or(""));
  if (auto found = statuses_.find(key); found != statuses_.end()) return found->second;
  Result<std::string> status = guarded([&] { return status_now(instrument, state, day, known); });
  if (!status) return status;
  if (statuses_.size() >= most_statuses) statuses_.clear();
  statuses_.emplace(std::move(key), *status);
  return status;
}

}  // namespace ratione::sql
