// File: bench/verdicts/processor_time.h
//
// Seconds of the processor, which a machine that is busy with other work leaves
// as they are, more or less; those of the clock it doubles.
//
//   double before = processor_seconds();
//   work();
//   double taken = processor_seconds() - before;
#pragma once

#include <ctime>

namespace ratione::bench {

// Of this process, all its threads.
inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace ratione::bench
