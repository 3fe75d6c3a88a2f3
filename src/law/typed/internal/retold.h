// File: law/typed/internal/retold.h
//
// An organ's law written once more over acts that name who voted how.
#pragma once

#include <string>
#include <vector>

#include "errors/error.h"
#include "law/typed/internal/carried.h"

namespace ratione::internal {

// The clause that stands for the organ's `vote`, with the act as its first argument; what
// it needs is added to the law. `ending`: of the names of what is added, where one
// instrument has the same organ's law twice. Errors: what the organ asks and such acts do
// not have, at the place of the condition.
int retold(Law& law, std::vector<bool>& from_common, Errors& errors, const Carried& carried,
           const std::string& ending);

}  // namespace ratione::internal
