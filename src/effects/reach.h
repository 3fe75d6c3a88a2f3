// File: effects/reach.h
//
// How far an act can reach: the instruments whose law reads acts of its own
// instrument, or asks an instrument that does.
//
//   reached(law, {"lakes-accord/TCD-2006-1"});   // lakes-accord, and who builds on it
//
// A law of many treaties is mostly out of reach of one act, and need not be asked.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "law/typed/law.h"
#include "record/act.h"

namespace ratione {

// In the order of the law. Guarantee: no other instrument's rule changes its value
// when one of these acts ("INSTRUMENT/ID") is added or taken out.
std::vector<const LawInstrument*> reached(const Law& law, const std::set<std::string>& acts);

// Can an answer to the question, its bases and limits look at the act? False is certain.
bool can_look_at(const Law& law, const Question& question, const Act& act);

}  // namespace ratione
