// File: sql/functions.h
//
// The law as functions of a row, the same in every database: the arguments of
// many rows in, an answer for each out.
//
//   Functions functions({.home = "/srv/ratione"});
//   Functions::Lease lane = functions.lane();             // for this thread
//   Cells row;
//   row.set(Word::date, "2014-03-18");
//   row.set(Word::place, "Crimea");
//   lane->decide(Where::place, {&row, 1}, {}, [](std::size_t n, const Told& answer) { ... });
//
// What the arguments are called, what may stand in them and what comes out are
// as in `ratione screen`, so that a table answers as a file does: an argument
// that is NULL, or empty, is left out; one that cannot be read leaves its row
// undetermined, with the reason "unreadable: COLUMN: why". A date may also be an
// interval, "2003-04-01/2008-07-14", both days inside.
//
// Guarantees: nothing is read before it is asked for, and never twice; the same
// row has the same answer whatever came before it and on any number of threads;
// nothing throws. Errors are those of law, record and atlas that cannot be read,
// of the home, and went_wrong.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answers/engines.h"
#include "answers/house.h"
#include "screen/lane.h"

namespace ratione::sql {

struct Settings {
  std::string home;                    // empty: RATIONE_HOME, else beside the program
  std::string home_option = "--home";  // what an error calls it
  std::string known;                   // "2016-11-16"; empty: today
  std::string known_option = "--known";
  std::string court;  // empty: the one that the law marks as default
  std::string court_option = "--court";
  std::string compiled_atlas;           // empty: RATIONE_ATLAS, else compiled when needed
  int threads = 0;                      // that may ask at a time; 0: as the machine has
  std::string ledger;                   // empty: RATIONE_LEDGER, else none
  answers::Hypothesis hypothesis = {};  // of the record
};

// What tells the place of a row: its name, or its coordinates.
enum class Where : std::uint8_t { place, point };

// The arguments of the court's question after those that tell the place, in the
// order in which they stand.
inline constexpr std::array<Word, 5> more_arguments = {Word::suspect, Word::crime, Word::trigger,
                                                       Word::registered_in, Word::age};

// A row of `ratione dates`.
struct ActRow {
  // act_id, state, kind, deposited, effective, outcome, named_effective,
  // citation; empty: none. Days are ISO, or "first/last" when only a range is
  // known.
  std::array<std::string, 8> columns;
};
inline constexpr std::array<std::string_view, 8> act_columns = {
    "act_id", "state", "kind", "deposited", "effective", "outcome", "named_effective", "citation"};

// As DuckDB or PostgreSQL shows it: place and sentence, without our code.
std::string sentence(const Error& error);

// A day as an argument: ISO, or for a day outside of the years 1 to 9999 words
// that are none.
std::string day_text(std::int64_t days_since_1970);
// Degrees as the shortest text that reads as the same number.
std::string degrees_text(double degrees);

class Functions {
 public:
  explicit Functions(Settings settings);
  Functions(const Functions&) = delete;
  Functions& operator=(const Functions&) = delete;

  // What is given as known in `settings`, else today.
  Result<Day> known() const;

  // The rows of `ratione dates`, as known on that day (empty: the default).
  Result<std::vector<ActRow>> acts(std::string_view instrument, std::string_view known);

  class Lane;
  class Lease;
  Lease lane();

 private:
  // The court's question on one known day, its rows told in one way.
  struct Way {
    Day known;
    Where where = Where::place;
    bool interval = false;
    friend auto operator<=>(const Way&, const Way&) = default;
  };
  struct Court;
  std::shared_ptr<Court> court(const Way& way);
  void check_home();
  void give_back(std::unique_ptr<Lane> lane);

  const Settings settings_;
  answers::House house_;
  answers::Engines engines_;
  std::mutex mutex_;
  std::map<Way, std::shared_ptr<Court>> courts_;
  std::vector<std::unique_ptr<Lane>> lanes_;  // that nobody uses
};

// One thread's way to the functions; remembers what it was told.
class Functions::Lane {
 public:
  explicit Lane(Functions& functions);
  ~Lane();

  using Answer = std::function<void(std::size_t row, const Told&)>;

  // `known`: one for each row, or none for the default of the settings; one that
  // is empty is unreadable. Calls `answer` once a row, in their order; the
  // outcome is good until the next.
  Result<bool> decide(Where where, std::span<const Cells> rows,
                      std::span<const std::string_view> known, const Answer& answer);

  // The id of the place at each row's coordinates, as the column territory has
  // it; empty for a row that cannot be read.
  Result<bool> territory(std::span<const Cells> rows,
                         const std::function<void(std::size_t row, std::string_view place)>& place);

  // The status of a State on a day (none: that of `known`; known none: the
  // default), a word of `ratione status`; or "unreadable: COLUMN: why".
  Result<std::string> status(std::string_view instrument, std::string_view state,
                             std::optional<std::string_view> day,
                             std::optional<std::string_view> known);

 private:
  struct Asker;
  Asker& asker(const Way& way);
  Told unreadable(std::string_view column, std::string_view why);
  void decide_run(Day known, Where where, std::span<const Cells> rows, std::size_t first,
                  const Answer& answer);
  std::string status_now(std::string_view instrument, std::string_view state,
                         std::optional<std::string_view> day,
                         std::optional<std::string_view> known);

  Functions& functions_;
  std::map<Way, std::unique_ptr<Asker>> askers_;
  std::map<std::string, std::string, std::less<>> statuses_;
  std::vector<Cells> cells_;
  std::vector<Spot> spots_;
  Outcome scratch_;
};

// Hands the lane back when it goes.
class Functions::Lease {
 public:
  Lease(Functions& from, std::unique_ptr<Lane> lane) : from_(from), lane_(std::move(lane)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() { from_.give_back(std::move(lane_)); }
  Lane* operator->() const { return lane_.get(); }

 private:
  Functions& from_;
  std::unique_ptr<Lane> lane_;
};

}  // namespace ratione::sql
