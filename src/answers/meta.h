// File: answers/meta.h
//
// What can be asked: instruments, States, places, and the crimes, triggers,
// findings and fields of the default court's law. A form is built from it.
#pragma once

#include "answers/desk.h"

namespace ratione::answers {

struct MetaAnswer {
  Day today;
};

MetaAnswer meta(Desk& desk);
Json json_of(Desk& desk, const MetaAnswer& answer);

}  // namespace ratione::answers
