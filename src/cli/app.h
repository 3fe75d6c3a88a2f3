// File: cli/app.h
//
// The command line from its words to its exit code.
//
//   int main(int count, char** words) { return ratione::cli::run(count, words); }
//
// Guarantees: every end is one of the contract's exit codes; standard error
// gets one sentence a fault; standard output gets a whole answer or nothing.
#pragma once

namespace ratione::cli {

int run(int count, const char* const* words);

}  // namespace ratione::cli
