// File: engine/presumptions.h
//
// Which presumptions of the law (`finding ... presumed`) decide an answer: those but
// for which it would be another.
//
//   for (const std::string& says : presumed_in_status(engine, instrument, state, on)) ...
//   // "presumed no: Had the State paid what it owed? (dues_paid(USA))"
//
// Guarantees: each by itself, with what it is about; a presumption that makes no
// difference is not told. In the order in which the law was read.
#pragma once

#include <string>
#include <vector>

#include "engine/engine.h"

namespace ratione {

// The status, or the days of membership.
std::vector<std::string> presumed_in_status(Engine& engine, const LawInstrument& instrument,
                                            StateCode state, Day on);
// The day of effect, or the outcome, of some of these rows (Engine::dates), each once.
std::vector<std::string> presumed_in_dates(Engine& engine, const LawInstrument& instrument,
                                           const std::vector<DateRow>& rows);

}  // namespace ratione
