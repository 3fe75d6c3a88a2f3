// File: cli/version.h
//
// `ratione --version`: the program, and what it answers from.
#pragma once

#include "cli/context.h"

namespace ratione::cli {

void show_version(Context& context);

}  // namespace ratione::cli
