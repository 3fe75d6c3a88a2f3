// File: cli/verdict_view.h
//
// A verdict as people and programs read it. The keys of the JSON and their
// order are the contract's.
#pragma once

#include <string>

#include "cli/context.h"
#include "engine/verdict.h"

namespace ratione::cli {

// One sentence: through what the court could reach the conduct, or what stands
// in the way, or what is missing.
std::string why(Context& context, const LawInstrument& instrument, const Verdict& verdict);

// Everything but the proof.
std::string verdict_text(Context& context, const LawInstrument& instrument, const Situation& asked,
                         const Verdict& verdict);
// The proof under its heading.
std::string why_text(Context& context, const LawInstrument& instrument, const Verdict& verdict);
Json verdict_json(Context& context, const LawInstrument& instrument, const Situation& asked,
                  const Verdict& verdict);

}  // namespace ratione::cli
