// File: cli/large_pages.h
//
// The first memory of the program in large pages, where the system has them.
//
//   take_large_pages();   // first thing in main
//
// Law and record are some twenty megabytes in hundreds of thousands of small
// values, all made at once; handing out that memory in pages of 4 kB took a third
// of the time of a short answer. Changes nothing else, and nothing where the
// system gives no large pages to who asks.
#pragma once

namespace ratione::cli {

void take_large_pages();

}  // namespace ratione::cli
