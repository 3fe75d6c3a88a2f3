// File: answers/supposed.h
//
// Acts as people write them in one line, added to the record or taken out of it.
//
//   supposed_acts(desk, "--act", "UKR ratification lakes-accord 2026-12-01")
//   supposed_acts(desk, "--add", "CHE;FRA withdrawal_notice lakes-accord 2026-12-01
//   named=2028-01-01")
//
// STATE KIND INSTRUMENT DAY, then any other column of an act as NAME=VALUE. STATE is
// a State, several with ; between, or an organ that the record knows. An act that
// must answer another one and does not say which (of=ID) answers the newest one of
// its State. Other votes on an act that is on record: answers/other_votes.h. Values are read as
// everywhere: names of States and places, aliases of instruments and kinds.
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "record/changed.h"

namespace ratione::answers {

// One for each State. `word` names the value in what is refused.
std::vector<AddedAct> supposed_acts(Desk& desk, std::string_view word, const std::string& text);
// "ratification by Ukraine of 2026-12-01 under lakes-accord".
std::string words_of(const AddedAct& act, const States& states);

// The act on record of the same State, kind, instrument and day; or null. A draft that
// an organ did not adopt is not the act that somebody supposes it to have done.
const Act* on_record(Desk& desk, const AddedAct& act);
// By "INSTRUMENT/ID", or by ID: that of the default court's law, else where only one
// instrument has it.
const Act& act_named(Desk& desk, std::string_view word, const std::string& id);

// The record with the change. What does not fit into it is a mistake of who asks.
Record changed_record(const Record& record, const RecordChange& change);
// The engine of such a record, likewise: ready for questions about all instruments, or
// about some.
Engine engine_of(Desk& desk, const Record& record, Day known);
Engine engine_of(Desk& desk, const Record& record, Day known,
                 const std::vector<const LawInstrument*>& about);

}  // namespace ratione::answers
