// File: engine/looked_at.h
//
// Whose acts a law can look at: its own, and those of other instruments that its
// rules name, directly or through the rules of others.
//
//   std::set<std::string_view> slugs = instruments_looked_at(law, *law.instrument("lakes-accord"));
//
// Static, so rather too wide than too narrow. What an act answers (`of`) may be an act
// of yet another instrument: that is the record's, and not told here.
#pragma once

#include <set>
#include <string_view>

#include "law/typed/law.h"

namespace ratione {

std::set<std::string_view> instruments_looked_at(const Law& law, const LawInstrument& instrument);

}  // namespace ratione
