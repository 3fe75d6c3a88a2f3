// File: compiled/layout.h
//
// The fields of the law, the record and the places, each type described once:
// what writes them and what reads them both follow it. All that a type holds is
// there, indexes and folded names too: reading them is quicker than making them.
//
// A type is taken apart by naming its members, so a member that is added to it
// and not here does not compile. Include this where whole values are written or
// read.
#pragma once

#include "atlas/places.h"
#include "compiled/bytes.h"
#include "compiled/stamps.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione::compiled {

template <class T, class U>
concept Is = std::same_as<std::remove_const_t<T>, U>;

struct Layout {
  template <class A, Is<Stamp> T>
  static void fields(A& a, T& e) {
    auto& [name, bytes, written, changed] = e;
    a(name, bytes, written, changed);
  }

  // ---- everywhere ----
  template <class A, Is<Place> T>
  static void fields(A& a, T& e) {
    auto& [file, line, column, provision] = e;
    a.source(file);
    a(line, column, provision);
  }
  template <class A, Is<Error> T>
  static void fields(A& a, T& e) {
    auto& [code, place, says] = e;
    a.up_to(code, Code::went_wrong);
    a(place, says);
  }
  template <class A, Is<Span> T>
  static void fields(A& a, T& e) {
    auto& [from, until] = e;
    a(from, until);
  }
  template <class A, Is<DayRange> T>
  static void fields(A& a, T& e) {
    auto& [lo, hi] = e;
    a(lo, hi);
  }

  // ---- law/typed/law.h, in its order ----
  template <class A, Is<Citation> T>
  static void fields(A& a, T& e) {
    auto& [instrument, provision] = e;
    a(instrument, provision);
  }
  template <class A, Is<FieldRef> T>
  static void fields(A& a, T& e) {
    auto& [kind, name] = e;
    a.up_to(kind, FieldKind::crimes);
    a(name);
  }
  template <class A, Is<Path> T>
  static void fields(A& a, T& e) {
    auto& [root, index, fields, place] = e;
    a.up_to(root, Path::Root::case_field);
    a(index, fields, place);
  }
  template <class A, Is<Domain> T>
  static void fields(A& a, T& e) {
    auto& [over, slot, variable, sets, kind, by, about, of] = e;
    a.up_to(over, Domain::Over::states);
    a(slot, variable, sets, kind, by, about, of);
  }
  template <class A, Is<CrimeRef> T>
  static void fields(A& a, T& e) {
    auto& [from, provision, name, field, path] = e;
    a.up_to(from, CrimeRef::From::act);
    a(provision, name, field, path);
  }
  template <class A, Is<Apart> T>
  static void fields(A& a, T& e) {
    auto& [place, crime, time, persons] = e;
    a(place, crime, time, persons);
  }
  template <class A, Is<Expr> T>
  static void fields(A& a, T& e) {
    auto& [kind, type, place, args, optional_args, domain, path, path2, call, names, crime, crime2,
           negated, apart, index, second, day_op, number_op, unit, rounding, amount, day,
           fraction] = e;
    a.up_to(kind, ExprKind::number_field);
    a.up_to(type, Type::crime);
    a(place, args, optional_args, domain, path, path2, call, names, crime, crime2, negated, apart,
      index, second);
    a.up_to(day_op, DayOp::after);
    a.up_to(number_op, NumberOp::less_than);
    a.up_to(unit, Unit::years);
    a.up_to(rounding, Rounding::down);
    a(amount, day, fraction);
  }
  template <class A, Is<Param> T>
  static void fields(A& a, T& e) {
    auto& [name, type, kind] = e;
    a(name);
    a.up_to(type, Type::crime);
    a(kind);
  }
  template <class A, Is<Clause> T>
  static void fields(A& a, T& e) {
    auto& [form, instrument, name, params, cites, value, says_yes, when, exception_to, exceptions,
           slots, provision, place, source, of_organ, uses_case_field, uses_dispute,
           uses_incident] = e;
    a.up_to(form, Form::number);
    a(instrument, name, params, cites, value, says_yes, when, exception_to, exceptions, slots,
      provision, place, source, of_organ, uses_case_field, uses_dispute, uses_incident);
  }
  template <class A, Is<ActKind::Field> T>
  static void fields(A& a, T& e) {
    auto& [name, type, states, required] = e;
    a(name);
    a.up_to(type, Type::crime);
    a(states, required);
  }
  template <class A, Is<ActKind> T>
  static void fields(A& a, T& e) {
    auto& [instrument, name, record_kinds, of, scope, fields, place] = e;
    a(instrument, name, record_kinds, of, scope, fields, place);
  }
  template <class A, Is<CaseField> T>
  static void fields(A& a, T& e) {
    auto& [name, kind, options, left_out, among, literal, place] = e;
    a(name);
    a.up_to(kind, CaseField::Kind::one_of);
    a(options);
    a.up_to(left_out, CaseField::LeftOut::literal);
    a(among, literal, place);
  }
  template <class A, Is<Finding> T>
  static void fields(A& a, T& e) {
    auto& [instrument, name, question, params, presumed, place] = e;
    a(instrument, name, question, params, presumed, place);
  }
  template <class A, Is<Reading> T>
  static void fields(A& a, T& e) {
    auto& [name, says, held_by] = e;
    a(name, says, held_by);
  }
  template <class A, Is<Dispute::Follows> T>
  static void fields(A& a, T& e) {
    auto& [reading, known] = e;
    a(reading, known);
  }
  template <class A, Is<Dispute> T>
  static void fields(A& a, T& e) {
    auto& [instrument, name, cites, readings, court_follows, place] = e;
    a(instrument, name, cites, readings, court_follows, place);
  }
  template <class A, Is<Crime> T>
  static void fields(A& a, T& e) {
    auto& [name, provision] = e;
    a(name, provision);
  }
  template <class A, Is<Question::Basis> T>
  static void fields(A& a, T& e) {
    auto& [clause, kind] = e;
    a(clause, kind);
  }
  template <class A, Is<Question> T>
  static void fields(A& a, T& e) {
    auto& [name, clause, bases, limits, triggered, suspended, notes] = e;
    a(name, clause, bases, limits, triggered, suspended, notes);
  }
  template <class A, Is<Effective> T>
  static void fields(A& a, T& e) {
    auto& [kind, event, clause] = e;
    a(kind, event, clause);
  }
  template <class A, Is<Consequence> T>
  static void fields(A& a, T& e) {
    auto& [tells, says, kind, clause] = e;
    a.up_to(tells, Consequence::Tells::received);
    a(says, kind, clause);
  }
  template <class A, Is<Ballot> T>
  static void fields(A& a, T& e) {
    auto& [clause, seats, required, blocks, apart, procedural, merges] = e;
    a(clause, seats, required, blocks, apart, procedural, merges);
  }
  template <class A, Is<CasesTable::Cell> T>
  static void fields(A& a, T& e) {
    auto& [text, place] = e;
    a(text, place);
  }
  template <class A, Is<CasesTable> T>
  static void fields(A& a, T& e) {
    auto& [provision, columns, rows, place] = e;
    a(provision, columns, rows, place);
  }
  template <class A, Is<Provision> T>
  static void fields(A& a, T& e) {
    auto& [id, title, text, fences, place] = e;
    a(id, title, text, fences, place);
  }
  template <class A, Is<LawInstrument> T>
  static void fields(A& a, T& e) {
    auto& [slug, title, source, complete_to, court, court_title, default_court, organ, organ_title,
           provisions, fields, crimes, questions, effective, consequences, ballot, cases, clauses,
           all_clauses, looks_at] = e;
    a(slug, title, source, complete_to, court, court_title, default_court, organ, organ_title,
      provisions, fields, crimes, questions, effective, consequences, ballot, cases, clauses,
      all_clauses, looks_at);
  }
  template <class A, Is<Law> T>
  static void fields(A& a, T& e) {
    auto& [instruments, commons, clauses, kinds, kinds_read, findings, disputes, warnings, head] =
        e;
    a(instruments, commons, clauses.list_, kinds, kinds_read, findings, disputes, warnings, head);
  }

  // ---- record/ ----
  template <class A, Is<ActField> T>
  static void fields(A& a, T& e) {
    auto& [text, place] = e;
    a(text, place);
  }
  template <class A, Is<Act> T>
  static void fields(A& a, T& e) {
    auto& [id, instrument, kind, state, actor, provision, day, known, of, corrects, about, from,
           until, places, crimes, nationals_only, only_on, fields, confirmed, source, note, place] =
        e;
    a(id, instrument, kind, state, actor, provision, day, known, of, corrects, about, from, until,
      places, crimes, nationals_only, only_on, fields, confirmed, source, note, place);
  }
  template <class A, Is<StateName> T>
  static void fields(A& a, T& e) {
    auto& [name, kind] = e;
    a(name);
    a.up_to(kind, NameKind::ged);
  }
  template <class A, Is<State> T>
  static void fields(A& a, T& e) {
    auto& [code, name, exists, m49, names, in_other_languages, treaty_making, note] = e;
    a(code, name, exists, m49, names, in_other_languages, treaty_making, note);
  }
  template <class A, Is<States> T>
  static void fields(A& a, T& e) {
    auto& [states_, by_name_, by_language_, by_any_, by_ged_] = e;
    a(states_, by_name_, by_language_, by_any_, by_ged_);
  }
  template <class A, Is<Instrument> T>
  static void fields(A& a, T& e) {
    auto& [slug, title, aliases, subjects, complete_to, complete_source, depositary, note] = e;
    a(slug, title, aliases, subjects, complete_to, complete_source, depositary, note);
  }
  template <class A, Is<Record::Correction> T>
  static void fields(A& a, T& e) {
    auto& [instrument, index, given] = e;
    a(instrument, index, given);
  }
  template <class A, Is<Record::Shelf> T>
  static void fields(A& a, T& e) {
    auto& [acts, by_id] = e;
    a(acts, by_id);
  }
  template <class A, Is<Record> T>
  static void fields(A& a, T& e) {
    auto& [states_, instruments_, by_name_, shelves_, corrections_, newest_, head_] = e;
    a(states_, instruments_, by_name_, shelves_, corrections_, newest_, head_);
  }

  // ---- atlas/places.h ----
  template <class A, Is<Attribution> T>
  static void fields(A& a, T& e) {
    auto& [state, days, only_on, basis] = e;
    a(state, days, only_on, basis);
  }
  template <class A, Is<TerritorialClaim> T>
  static void fields(A& a, T& e) {
    auto& [state, days, basis] = e;
    a(state, days, basis);
  }
  template <class A, Is<PlaceEntry> T>
  static void fields(A& a, T& e) {
    auto& [id, name, within, kind, attributions, claims, note, names] = e;
    a(id, name, within, kind, attributions, claims, note, names);
  }
  template <class A, Is<Atlas> T>
  static void fields(A& a, T& e) {
    auto& [places_, by_id_, by_name_] = e;
    a(places_, by_id_, by_name_);
  }
};

template <class T>
requires std::is_class_v<T>
void ByteWriter::put(const T& value) { Layout::fields(*this, value); }

template <class T>
requires std::is_class_v<T>
void ByteReader::get(T& value) { Layout::fields(*this, value); }

}  // namespace ratione::compiled
