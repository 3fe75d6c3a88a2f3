// File: bench/verdicts/kept_answers.h
//
// The interpreter's answers to sampled rows, kept in a file between runs: a
// question that it never met takes it some tens of milliseconds.
//
//   Verdicts expected = interpreted(rows);
//
// Guarantees: an answer is used again only while law, record, atlas and the
// sources of the engine are, byte for byte, those that gave it. Answers are
// added as they come, so that a run that was broken off is not lost.
#pragma once

#include "verdicts/rows.h"

namespace ratione::bench {

Verdicts interpreted(const Rows& rows);

}  // namespace ratione::bench
