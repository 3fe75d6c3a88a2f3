// File: cli/screen_page.h
//
// The page of ratione screen --report: what was screened, with the words, marks
// and colours of the terminal.
#pragma once

#include <string>

#include "cli/context.h"
#include "screen/screen.h"

namespace ratione::cli {

std::string screen_page(Context& context, const LawInstrument& court, Engine& engine,
                        const ScreenRequest& request, const ScreenReport& report);

}  // namespace ratione::cli
