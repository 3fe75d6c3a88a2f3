// File: errors/missing_for_tests.h
//
// A test that lacks a part which `make test` installs. On a machine of one's own
// it is skipped and says so; in CI (CI=true) it fails, since a test that is
// skipped there would never be run at all.
//
//   if (!fs::exists(map)) MISSING("the base map; run scripts/fetch_world_atlas");
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>

#define MISSING(what)                                                     \
  do {                                                                    \
    if (std::getenv("CI") != nullptr) FAIL() << "There is no " << (what); \
    GTEST_SKIP() << "There is no " << (what);                             \
  } while (false)
