// File: law/typed/law.h
//
// The law after checking: every name resolved, every expression typed, nothing
// left to go wrong but what the record says. The engine reads only this.
//
// LANGUAGE (docs/law-language.md) gives the meaning of each form. Definitions
// and their exceptions are both clauses: an exception is a clause that
// qualifies another one.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/arithmetic.h"
#include "calendar/span.h"
#include "errors/error.h"
#include "law/fraction.h"
#include "law/typed/boxed.h"
#include "text/later.h"

namespace ratione {

namespace compiled {
struct Layout;
}

// A provision that a clause rests on: instrument slug and dotted id.
struct Citation {
  std::string instrument;
  std::string provision;
  std::string words() const;  // "12(2)(a)", or "lakes-accord 68" with its slug when
                              // `instrument` is not the one it is shown in (see words_in)
  std::string words_in(std::string_view instrument_shown) const;
  friend bool operator==(const Citation&, const Citation&) = default;
};

enum class Type : std::uint8_t { truth, day, number, state, act, name, crime };

// A field of an act. Built-in ones have a meaning of their own; `declared`
// ones are named by the law ("has named day").
enum class FieldKind : std::uint8_t {
  declared,
  state,
  day,
  known,
  of,
  about,
  from,
  until,
  places,
  crimes,
};

struct FieldRef {
  FieldKind kind;
  std::string name;  // as the law writes it, the built-in ones too
};

// A variable or a case field, then fields: J.state, N.of.day, territory.
struct Path {
  enum class Root : std::uint8_t { variable, case_field } root = Root::variable;
  int index = 0;  // slot of the variable, or index into Law::instrument.fields
  std::vector<FieldRef> fields;
  Place place;
};

// What a quantifier ranges over.
struct Domain {
  enum class Over : std::uint8_t {
    sets,    // States in case fields or in an act's `about`
    acts,    // acts of a kind, perhaps by / about a State, of an act
    states,  // all States
  } over = Over::states;
  int slot = 0;               // the variable bound
  std::string variable;       // its name
  std::vector<Path> sets;     // sets: joined
  int kind = -1;              // acts: index into Law::kinds
  std::optional<Path> by;     // acts: its state is this one
  std::optional<Path> about;  // acts: `about` holds this State
  std::optional<Path> of;     // acts: answers this act
};

// One crime, or several: a class of the law, the case's, or those an act names.
struct CrimeRef {
  enum class From : std::uint8_t { constant, case_field, act } from = From::constant;
  std::string provision;     // constant: dotted id
  std::string name;          // constant: as written ("war_crimes"), may be empty
  int field = -1;            // case_field
  std::optional<Path> path;  // act: ends in its crimes
};

enum class ExprKind : std::uint8_t {
  // truth
  all,       // args: and
  any,       // args: or
  negation,  // args[0]
  at_day,    // args[0] read on the day args[1]
  window,    // from args[0] until args[1]; either may be null
  some,
  every,
  no,              // domain, args[0] = with (null: nothing asked)
  day_compare,     // args[0] day_op args[1]
  number_compare,  // args[0] number_op args[1]
  is_kind,         // path (an act) is one of `names` (kinds of the record); negated
  is_option,       // path (case field or act field of type name) is names[0]; negated
  same_state,      // path is path2; negated
  is_given,        // path (a field of an act) is given; negated
  state_in,        // path (a State) in path2 (case field of States, or an act's about); negated
  within,          // crime within crime2; negated
  covers,          // path (an act with scope) covers conduct, apart from `apart`
  reading,         // dispute `index`, reading `second`
  call_rule,       // clause `index`, args of the call in `call`
  finding,         // finding `index`, `call`
  truth_field,     // path: an act's or the case's truth
  // day
  iso,
  never,
  begun,
  today,
  that_day,
  plus,            // args[0] + amount unit (rounding)
  month_after,     // the first day of the amount-th month after args[0]
  first_day_when,  // args[0]
  earlier,
  later,  // of args; optional_args[i]: "if any"
  earliest,
  latest,     // of args[0] for domain with args[1] (may be null)
  call_date,  // clause `index`, `call`
  day_field,  // path
  // number
  constant,      // fraction
  fraction_of,   // fraction of args[0]
  majority_of,   // the fewest that are more than half of args[0]
  number_of,     // domain, args[0] = with (may be null)
  sum_of,        // path for domain, args[0] = with (may be null)
  call_number,   // clause `index`, `call`
  number_field,  // path
};

enum class DayOp : std::uint8_t { before, by, after };  // by: on or before
enum class NumberOp : std::uint8_t { at_least, at_most, more_than, less_than };
enum class Unit : std::uint8_t { days, months, years };
struct Apart {
  bool place = false, crime = false, time = false, persons = false;
};

struct Expr {
  ExprKind kind;
  Type type = Type::truth;
  Place place;
  std::vector<std::unique_ptr<Expr>> args;
  std::vector<bool> optional_args;
  Boxed<Domain> domain;
  Boxed<Path> path, path2;
  std::vector<Path> call;  // variables (or case fields never: only States and acts)
  std::vector<std::string> names;
  Boxed<CrimeRef> crime, crime2;
  bool negated = false;
  Apart apart;
  int index = -1;
  int second = -1;
  DayOp day_op = DayOp::before;
  NumberOp number_op = NumberOp::at_least;
  Unit unit = Unit::days;
  Rounding rounding = Rounding::refuse;
  std::int64_t amount = 0;
  Day day;
  Fraction fraction;
};

struct Param {
  std::string name;
  Type type = Type::state;  // state, day or act
  int kind = -1;            // act: index into Law::kinds
};

enum class Form : std::uint8_t { rule, date, number };

struct Clause {
  Form form = Form::rule;
  std::string instrument;
  std::string name;
  std::vector<Param> params;  // slots 0, 1, ... of its variables
  std::vector<Citation> cites;
  // A definition: its value. An exception: what it says instead; null in an
  // exception to a rule, where says_yes tells.
  std::unique_ptr<Expr> value;
  bool says_yes = false;
  std::unique_ptr<Expr> when;   // exceptions only; null: always
  int exception_to = -1;        // clause that it qualifies, -1 for a definition
  std::vector<int> exceptions;  // clauses that qualify it
  int slots = 0;                // variables in all, params first
  std::string provision;        // the section that it stands under
  Place place;
  std::string source;    // its text, as written
  std::string of_organ;  // slug of the organ whose rule it is, told over acts (`carried by`)

  // What it can rest on, directly or through others (static, so too wide
  // rather than too narrow), by index.
  std::vector<bool> uses_case_field;  // by index into the instrument's fields
  std::vector<bool> uses_dispute;     // by index into Law::disputes
  bool uses_incident = false;         // begun, covers
};

// All clauses of a law, by index. One that comes out of a compiled file is read when
// it is first asked for: a question is about a few of thousands.
class Clauses {
 public:
  Clauses() = default;
  Clauses(Clauses&&) = default;
  Clauses& operator=(Clauses&&) = default;

  std::size_t size() const { return list_.size(); }
  bool empty() const { return list_.empty(); }
  const Clause& operator[](std::size_t i) const { return *list_[i]; }
  Clause& operator[](std::size_t i) { return list_[i].only(); }
  const Clause& front() const { return *list_.front(); }
  void push_back(Clause clause) { list_.push_back(std::make_unique<Clause>(std::move(clause))); }

  class Iterator {
   public:
    using value_type = Clause;
    using difference_type = std::ptrdiff_t;
    explicit Iterator(const Later<Clause>* at = nullptr) : at_(at) {}
    const Clause& operator*() const { return **at_; }
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return Iterator(at_++); }
    friend bool operator==(Iterator, Iterator) = default;

   private:
    const Later<Clause>* at_;
  };
  Iterator begin() const { return Iterator(list_.data()); }
  Iterator end() const { return Iterator(list_.data() + list_.size()); }

 private:
  friend struct compiled::Layout;
  std::vector<Later<Clause>> list_;
};

// A kind of act as one instrument's law names it: a kind of the record, or a
// group of them.
struct ActKind {
  struct Field {
    std::string name;
    Type type;  // day, truth, name, number, state (several: `states`)
    bool states = false;
    bool required = false;
  };
  std::string instrument;
  std::string name;
  std::vector<std::string> record_kinds;
  int of = -1;  // index into Law::kinds: the kind of act it answers
  bool scope = false;
  std::vector<Field> fields;
  Place place;
};

struct CaseField {
  enum class Kind : std::uint8_t { states, place, crime, number, truth, one_of };
  enum class LeftOut : std::uint8_t { error, unknown, none, any, literal };
  std::string name;
  Kind kind = Kind::states;
  std::vector<std::string> options;  // one_of
  LeftOut left_out = LeftOut::error;
  std::vector<std::string> among;  // unknown: crimes (provisions) that it may be; empty: all
  std::string literal;
  Place place;
};

struct Finding {
  std::string instrument, name, question;
  std::vector<Param> params;
  std::optional<bool> presumed;
  Place place;
};

struct Reading {
  std::string name, says, held_by;
};

struct Dispute {
  struct Follows {
    int reading;
    Span known;  // by the day of knowledge
  };
  std::string instrument, name;
  std::vector<Citation> cites;
  std::vector<Reading> readings;
  std::vector<Follows> court_follows;
  Place place;
  // The reading that the court follows as known on that day, or -1.
  int followed_on(Day known) const;
};

struct Crime {
  std::string name, provision;
};

struct Question {
  struct Basis {
    int clause;
    std::string kind;  // territory | registration | nationality | acceptance | referral
  };
  std::string name;
  int clause = -1;
  std::vector<Basis> bases;
  std::vector<int> limits;
  int triggered = -1;
  int suspended = -1;
  std::vector<int> notes;
};

// What shows as the effective day of an act of a kind, or of the whole treaty
// (`event`: entry_into_force ...; then the clause has no parameters).
struct Effective {
  int kind = -1;
  std::string event;
  int clause = -1;
};

// What an act can bring about besides its own day of effect, as the law tells it:
// a duty or right of a State, what remains of one that ended, a number of States
// that something needs (all these with words of their own), the last day on which
// an act of a kind can be taken back, and the day on which one lapses. And what a
// depositary says of an act on the day it receives it: why it does not take it, or
// what it doubts (with words, too); and who receives acts of a kind, where that is
// not the depositary.
struct Consequence {
  enum class Tells : std::uint8_t {
    duty,
    right,
    remains,
    threshold,
    revocable,
    lapse,
    refusal,
    warning,
    received
  };
  Tells tells = Tells::duty;
  std::string says;  // of all but revocable and lapse
  int kind = -1;     // of the last five: index into Law::kinds
  int clause =
      -1;  // received: none; duty, right, remains: a rule over a State; threshold: a number;
           // revocable, lapse: a date over an act; refusal, warning: a rule
           // over an act
};
std::string_view word(Consequence::Tells tells);
// Is it told of a kind of act, as a date?
constexpr bool tells_of_acts(Consequence::Tells tells) {
  return tells == Consequence::Tells::revocable || tells == Consequence::Tells::lapse;
}
// Is it what a depositary says of an act, as a rule?
constexpr bool tells_of_receipt(Consequence::Tells tells) {
  return tells == Consequence::Tells::refusal || tells == Consequence::Tells::warning;
}

// How an organ decides by votes, as its law tells it. The case says who voted how,
// in three fields of States: in_favour, against, abstaining.
struct Ballot {
  int clause = -1;      // rule: the text is adopted; a question asks it. -1: no organ
  int seats = -1;       // rule over a State: it may vote that day
  int required = -1;    // number: the votes in favour that are needed
  int blocks = -1;      // rule over a State: its vote stands in the way; -1: nobody's can
  int apart = -1;       // rule over a State: its vote may count otherwise; -1: all count alike
  int procedural = -1;  // index into Law::findings: the question is one of procedure; -1: none
  int merges = -1;      // index into Law::kinds: an act by which a State is another name of
                        // the member that it is about; -1: none
};

struct CasesTable {
  struct Cell {
    std::string text;
    Place place;
  };
  std::string provision;
  std::vector<Cell> columns;
  std::vector<std::vector<Cell>> rows;
  Place place;
};

struct Provision {
  std::string id;                   // dotted, "12.2.a"
  std::string title;                // heading text
  std::string text;                 // our restatement, Markdown, fences left out
  std::vector<std::string> fences;  // the law fences under it, as written
  Place place;
};

struct LawInstrument {
  std::string slug, title, source, complete_to;
  std::string court, court_title;  // the court whose law it is, or empty
  bool default_court = false;
  std::string organ, organ_title;   // the organ whose votes it rules, or empty
  LaterList<Provision> provisions;  // in the order of the files, then lines
  std::vector<CaseField> fields;
  std::vector<Crime> crimes;
  std::vector<Question> questions;
  std::vector<Effective> effective;
  std::vector<Consequence> consequences;
  Ballot ballot;
  LaterList<CasesTable> cases;
  std::map<std::string, int, std::less<>> clauses;  // definitions by name
  std::vector<int> all_clauses;                     // and exceptions, as they stand
  // The instruments, by slug and in that order, at whose acts its rules can look: itself,
  // and those that they name, directly or through the rules of others. Static, so rather
  // too many than too few. What an act answers may be an act of yet another one.
  std::vector<std::string> looks_at;

  const Provision* provision(std::string_view id) const;
  // The provision of the crime that a text names: by a crime's name or by a
  // provision at or below one, in whatever case. Empty: the law has no such crime.
  std::string crime_named(std::string_view text) const;
  const CaseField* field(std::string_view name) const;
  int field_index(std::string_view name) const;
  const Question* question(std::string_view name) const;
};

class Law {
 public:
  std::vector<LawInstrument> instruments;  // by slug
  std::vector<LawInstrument> commons;      // law/common/*.md, "common/membership": provisions only
  Clauses clauses;
  std::vector<ActKind> kinds;
  std::vector<bool> kinds_read;  // by index into kinds: some quantifier goes over them
  std::vector<Finding> findings;
  std::vector<Dispute> disputes;
  Errors warnings;
  std::string head;  // SHA-256 over the sources, hexadecimal

  const LawInstrument* instrument(std::string_view slug) const;
  const Provision* provision(const Citation& cited) const;  // of an instrument or a common file
  int clause(std::string_view instrument, std::string_view name) const;  // -1: none
  int kind(std::string_view instrument, std::string_view name) const;    // -1: none
  // The instrument whose court is marked default, or the one of that court.
  const LawInstrument* court(std::string_view slug) const;
  // The one that rules the votes of that organ; or null.
  const LawInstrument* organ(std::string_view slug) const;
};

// Reads the folder law/: every Markdown file of every instrument, checked.
Results<Law> load_law(const std::string& folder);
// The same from texts: path relative to law/ ("lakes-accord/1.md") to contents.
Results<Law> read_law(const std::map<std::string, std::string>& files,
                      const std::string& folder_shown = "law");

}  // namespace ratione
