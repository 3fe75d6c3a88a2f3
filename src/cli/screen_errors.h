// File: cli/screen_errors.h
//
// How a fault of screening ends a command: with the contract's exit code.
#pragma once

#include "cli/context.h"

namespace ratione::cli {

Exit exit_of(Code code);
[[noreturn]] void stop_with(const Error& error);

// The law that a screened file's sidecar names, or the default court's.
const LawInstrument& court_named(Context& context, const std::string& court);

}  // namespace ratione::cli
