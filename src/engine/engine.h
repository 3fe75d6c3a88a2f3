// File: engine/engine.h
//
// The law made special by a record as known on one day: who is bound, what an
// act does, whether a court could reach a conduct.
//
//   Results<Engine> engine = Engine::make(law, record, atlas, known);
//   Verdict v = engine->decide(*law.court(""), situation);
//
// Guarantees: law, record and atlas must outlive the engine; the same question
// gives the same answer, whatever was asked before (answers are remembered by
// what they read, a State's status by the days for which it holds). Not for
// several threads at once: make one engine each.
// Meaning: docs/law-language.md, section 3. This interpreter is the definition;
// whatever else computes an answer must agree with it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "atlas/places.h"
#include "engine/situation.h"
#include "engine/verdict.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione {

class Facts;

// One State under one instrument on a day.
struct StatusRow {
  StateCode state;
  std::string status;     // none | signatory | signatory_declined | contracting | party |
                          // party_withdrawing | former_party
  std::string uncertain;  // why the status is not certain ("undetermined: ...", a disputed
                          // reading); or empty
  std::optional<Day> signed_on;
  std::optional<Day> bound_from;   // of the membership that holds on that day, else of the last
                                   // that ended by then, else of the first
  std::optional<Day> bound_until;  // first day outside; none: it runs on
  std::vector<std::string> notes;
  std::vector<std::string> acts;  // ids that it rests on
  // Days on which all the above is the same; holds the day asked, unless that is
  // Day::last().
  Span valid = Span::always();
};

struct DateRow {
  std::string act_id;  // empty for the whole treaty, unless an act made it
  StateCode state;     // none for the whole treaty
  std::string kind;
  std::optional<DayRange> deposited;
  std::optional<DayRange> effective;  // only with in_force or pending
  std::string outcome;                // in_force | pending | never | revoked | disputed | no_effect
  std::optional<DayRange> named_effective;  // that the act itself names
  // Where months or years are counted from this day into a month that lacks it, and the
  // effective day is what the law then takes.
  std::optional<Day> counted_from;
  std::vector<Citation> cites;
  bool confirmed = true;
  std::string note;
};

class Engine {
 public:
  // Of the whole record, read now. Faults: acts of a kind that the law does not
  // declare, fields that it cannot read, required fields left out, unknown
  // readings (engine.0xx), each at its place in the record.
  static Results<Engine> make(const Law& law, const Record& record, const Atlas& atlas, Day known);
  // Of as much of the record as is asked for. Faults: the atlas's alone; those of the
  // acts are told by ready(), which comes before a question.
  static Results<Engine> when_asked(const Law& law, const Record& record, const Atlas& atlas,
                                    Day known);
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  Day known() const;

  // The faults of the acts at which a question about the instrument can look: its own,
  // and those of others that its law names. They are read by then.
  Errors ready(const LawInstrument& instrument) const;

  // Faults in the question: a field that the law does not have, an option or a
  // crime that it does not know, an unknown finding, days that are empty.
  Errors check(const LawInstrument& instrument, const Situation& situation) const;
  // The instrument's question of that name, or its first.
  Verdict decide(const LawInstrument& instrument, const Situation& situation,
                 std::string_view question = {});

  std::vector<StatusRow> statuses(const LawInstrument& instrument, Day on);
  // `findings`: answers as in Situation.
  StatusRow status(const LawInstrument& instrument, StateCode state, Day on,
                   const std::map<std::string, bool>& findings = {});
  // The proof of a State's status on a day.
  Proof explain_status(const LawInstrument& instrument, StateCode state, Day on);
  std::vector<DateRow> dates(const LawInstrument& instrument);

  // A rule over one State, day by day (in the worlds that the court follows,
  // where it follows one). Error: no such rule.
  Result<TruthLine> rule(const LawInstrument& instrument, std::string_view name, StateCode state);

  // The tables of cases in the law: every row that fails, with its place; and
  // how many rows were run.
  struct CasesRun {
    int rows = 0;
    Errors failed;
  };
  CasesRun run_cases(const LawInstrument& instrument);

  // The calendar scan: every State and act through every rule and date, on
  // every day on which something changes: exceptions in conflict (law.301), a
  // threshold that was always met (law.302).
  Errors scan(const LawInstrument& instrument);

  // For the parts of the engine alone (engine/inside.h).
  struct Inside;
  Inside& inside() { return *inside_; }

 private:
  explicit Engine(std::unique_ptr<Inside> inside);
  static Results<Engine> made_of(Results<Facts> facts, const Law& law, const Record& record,
                                 const Atlas& atlas, Day known);
  std::unique_ptr<Inside> inside_;
};

}  // namespace ratione
