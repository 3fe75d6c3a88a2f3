// File: cli/screen_errors.h
//
// How a fault of screening ends a command.
#pragma once

#include "cli/context.h"

namespace ratione::cli {

[[noreturn]] void stop_with(const Error& error);

// The law that a screened file's sidecar names, or the default court's.
const LawInstrument& court_named(Context& context, const std::string& court);

}  // namespace ratione::cli
