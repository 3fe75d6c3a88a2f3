// File: bench/verdicts/machine.h
//
// Where and when something was measured, for the heading of a table:
// "2026-11-24, AMD EPYC 9V74, 2 cores, GCC 12.2".
#pragma once

#include <string>

namespace ratione::bench {

std::string machine_and_date();

}  // namespace ratione::bench
