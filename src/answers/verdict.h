// File: answers/verdict.h
//
// A verdict in words and as JSON. The keys of the JSON and their order are the
// contract's.
#pragma once

#include <string>
#include <vector>

#include "answers/desk.h"
#include "engine/verdict.h"

namespace ratione::answers {

// One sentence: through what the court could reach the conduct, or what stands
// in the way, or what is missing.
std::string why(Desk& desk, const LawInstrument& instrument, const Verdict& verdict);

// What was asked, in one line.
std::string question_words(Desk& desk, const LawInstrument& instrument, const Situation& asked);

// The bases of that value, each once: "the territory of Chad (3(1)(b))".
std::vector<std::string> ways(const Verdict& verdict, Truth value, const States& states);
// The limits of that value: "26 (minor)".
std::vector<std::string> barring(const Verdict& verdict, Truth value);
// The verdict's notes, and whether the record ends before the days asked.
std::vector<std::string> notes_of(Desk& desk, const LawInstrument& instrument,
                                  const Situation& asked, const Verdict& verdict);
// "a_name" as a reader sees it: "a name".
std::string plain(std::string name);

Json json_of(Desk& desk, const LawInstrument& instrument, const Situation& asked,
             const Verdict& verdict);

}  // namespace ratione::answers
