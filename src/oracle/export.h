// File: oracle/export.h
//
// Law, record and atlas as a program in Prolog: a prelude that gives the law
// language its meaning (prelude.pl, written from docs/law-language.md), and the
// clauses, acts and places as data. It shares no code with the engine, so that
// two answers that agree were reached by two ways. docs/oracle.md.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "atlas/places.h"
#include "law/typed/law.h"
#include "record/record.h"

namespace ratione {

// As known on that day; of those instruments alone, if some are named.
std::string to_prolog(const Law& law, const Record& record, const Atlas& atlas, Day known,
                      const std::set<std::string, std::less<>>& instruments = {});

// An atom in quotes, for whoever writes a question.
std::string prolog_atom(std::string_view text);
// A reading by its name; with its dispute, if several disputes have one of that name.
std::string prolog_reading(const Law& law, std::size_t dispute, std::size_t reading);
// day(2002,7,1)
std::string prolog_day(Day day);

}  // namespace ratione
