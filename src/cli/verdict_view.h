// File: cli/verdict_view.h
//
// A verdict as people read it on a terminal; in words and as JSON it stands in
// answers/verdict.h.
#pragma once

#include <string>

#include "cli/context.h"
#include "engine/verdict.h"

namespace ratione::cli {

// Everything but the proof.
std::string verdict_text(Context& context, const LawInstrument& instrument, const Situation& asked,
                         const Verdict& verdict);
// Who reads the law how, where that makes a difference.
std::string readings_text(const Look& look, const Verdict& verdict);
// The proof under its heading.
std::string why_text(Context& context, const LawInstrument& instrument, const Verdict& verdict);

}  // namespace ratione::cli
